"""Routes of the roadmap: its figures, and its drawing as PDF and PNG."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from headway.analysis.asking import Asked, asked
from headway.changes.answers import Answer, answers
from headway.changes.errors import Invalid
from headway.projects.status import now_in, status_date
from headway.reports.api.files import described, file_of
from headway.reports.drawing.frame import Told
from headway.reports.drawing.paper import Paper, Turned, size_of
from headway.reports.drawing.typeset import Format
from headway.reports.gantt.options import Picture
from headway.reports.gantt.printing import printed
from headway.reports.gantt.rows import chart_of
from headway.reports.roadmap.draw import draw
from headway.reports.roadmap.lanes import Lane, lane_of
from headway.reports.roadmap.told import told
from headway.scheduling.moments import words
from headway.words import say

router = Router(tags=["roadmap"])
MOST = 50


class Wanted(Schema):
    """Which projects, in this order, with how many levels of phases, against which baseline."""

    model_config = ConfigDict(extra="forbid")

    projects: list[int] = Field(min_length=1, max_length=MOST)
    levels: int = Field(1, ge=1, le=5, description="Levels of phases.")
    baseline: int = Field(0, ge=-1, le=10, description="-1 compares with none.")


class OnPaper(Wanted):
    """The same on a sheet of paper."""

    paper: Paper = "slide"
    turned: Turned = "landscape"


class Standing(Answer):
    """How something stands, and the rule that set it, in words."""

    health: Literal["done", "late", "risk", "good"]
    reason: str


class Sign(Standing):
    """A task on the roadmap; dates are ISO local times of the project's zone."""

    task_id: int
    name: str
    start: str
    finish: str
    percent_complete: int
    critical: bool
    baseline_start: str | None
    baseline_finish: str | None
    slip_minutes: int | None = Field(description="Working minutes, now minus baseline.")


class RoadmapPhase(Sign):
    """A summary of one of the first levels."""

    level: int


class RoadmapMilestone(Sign):
    """A milestone, and the phase in which it stands."""

    phase_id: int | None


class LaneOut(Standing):
    """A project on the roadmap."""

    id: int
    version: int
    name: str
    minutes_per_day: int
    now: str
    status_date: str
    baseline: str | None
    start: str
    finish: str
    percent_complete: int
    slip_minutes: int | None
    phases: list[RoadmapPhase]
    milestones: list[RoadmapMilestone]


class RoadmapOut(Answer):
    """A lane a project."""

    items: list[LaneOut]


@router.get(
    "/roadmap", summary="Phases and milestones of projects", openapi_extra=answers(RoadmapOut)
)
def get_roadmap(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return a lane a project: its phases and milestones with dates, how each stands and by which
    rule, and how far it moved from the baseline in working minutes; of what the one who asks sees."""
    now = datetime.now(UTC)
    return told(
        [
            (who.state.stream, who.state.version, now_in(who.project["zone"], now), lane)
            for who, lane in _lanes(request, wanted, now)
        ]
    )


@router.get("/roadmap.pdf", summary="The roadmap as PDF", openapi_extra=described("pdf"))
def get_pdf(request: HttpRequest, wanted: Query[OnPaper]) -> HttpResponse:
    """Return the same, drawn."""
    return _drawn(request, wanted, "pdf", Picture(page=1, scale=2))


@router.get("/roadmap.png", summary="The roadmap as image", openapi_extra=described("png"))
def get_png(request: HttpRequest, wanted: Query[OnPaper], picture: Query[Picture]) -> HttpResponse:
    """Return a page of it as PNG."""
    return _drawn(request, wanted, "png", picture)


def _lanes(request: HttpRequest, wanted: Wanted, now: datetime) -> list[tuple[Asked, Lane]]:
    if len(set(wanted.projects)) != len(wanted.projects):
        raise Invalid(say("Name each project once."), field="projects")
    found = []
    for key in wanted.projects:
        who = asked(request, key, "plan.read")
        chart = chart_of(
            who.records,
            who.home.records,
            who.scheduled,
            status=status_date(who.project, now),
            baseline=wanted.baseline,
            seen=who.tasks,
            people=False,
        )
        found.append((who, lane_of(chart, wanted.levels)))
    return found


def _drawn(request: HttpRequest, wanted: OnPaper, format: Format, picture: Picture) -> HttpResponse:
    now = datetime.now(UTC)
    lanes = _lanes(request, wanted, now)
    who = lanes[0][0]
    name = who.project["name"] if len(lanes) == 1 else say("{count} projects", count=len(lanes))
    width, height = size_of(wanted.paper, wanted.turned)
    starts, finishes = zip(*(lane.chart.span for _, lane in lanes), strict=True)
    facts = [f"{words(min(starts))} to {words(max(finishes))}"]
    about = Told(name, say("Roadmap"), facts, printed(who, now))
    here = now_in(who.project["zone"], now)
    pages = draw([lane for _, lane in lanes], here, width, height, about)
    title = say("{name}: Roadmap", name=name)
    return file_of(
        who.viewer.user_id or 0, title, pages, format, page=picture.page, scale=picture.scale
    )

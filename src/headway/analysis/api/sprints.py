"""Sprints over HTTP: velocity, a sprint's burndown, burnup and report, capacity; releases."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from headway.analysis.api.chart import Chart
from headway.analysis.asking import asked
from headway.analysis.sprints.burn import burn
from headway.analysis.sprints.live import Live
from headway.analysis.sprints.releases import releases
from headway.analysis.sprints.report import report, velocity
from headway.changes.answers import Answer, answers, maybe
from headway.changes.errors import Missing
from headway.scheduling.moments import to_iso
from headway.words import say

router = Router(tags=["sprints"])


class ReportIn(Schema):
    """What is counted."""

    measure: Literal["points", "items", "hours"] = Field("points", description="What is counted.")


class Amounts(Answer):
    """A sum in each measure."""

    points: float
    items: float
    hours: float


class VelocitySprint(Answer):
    """A completed sprint: to what it was committed, and what it completed."""

    sprint_id: int
    name: str
    committed: Amounts
    completed: Amounts


class Velocity(Answer):
    """What the last completed sprints did; charts by measure are Vega-Lite specifications."""

    sprints: list[VelocitySprint]
    averaged: int
    average: Amounts | None
    charts: VelocityCharts


class VelocityCharts(Answer):
    """A chart a measure of which there is anything."""

    points: Chart = maybe()
    items: Chart = maybe()
    hours: Chart = maybe()


class SprintOut(Answer):
    """A sprint; dates are ISO local times."""

    id: int
    name: str
    goal: str
    state: str
    completed_at: str
    start: str | None
    finish: str | None
    items: list[int]


class SprintsOut(Answer):
    """All sprints and their velocity."""

    version: int
    items: list[SprintOut]
    velocity: Velocity


class PersonCapacity(Answer):
    """What somebody has for a sprint, in minutes."""

    resource_id: int
    name: str
    capacity: int
    others: int
    work: int


class SprintCapacity(Answer):
    """Who has how much for a sprint; `nobody` is work without anybody."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    sprint_id: int
    from_: str = Field(alias="from")
    people: list[PersonCapacity]
    nobody: int


class SprintCapacities(Answer):
    """The open sprints."""

    version: int
    items: list[SprintCapacity]


class BurnDay(Answer):
    """The end of a day."""

    at: str
    remaining: float
    completed: float
    scope: float


class IdealPoint(Answer):
    """What would be left if all went evenly."""

    at: str
    value: float


class ScopeDay(Answer):
    """What moved the scope on a day after the start."""

    at: str
    added: float
    removed: float
    changed: float


class SprintItem(Answer):
    """What became of an item."""

    task_id: int | None = Field(description="Null: deleted since.")
    name: str
    number: int | None
    points: float | None
    points_before: float | None
    added: bool
    to: str | None = Field(description="The sprint that it went on to; null is the backlog.")


class SprintTotals(Answer):
    """Sums of the report's lists."""

    committed: Amounts
    completed: Amounts
    not_completed: Amounts
    added: Amounts
    removed: Amounts


class SprintReport(Answer):
    """What became of a sprint's items."""

    started: str
    ended: str | None
    totals: SprintTotals
    completed: list[SprintItem]
    not_completed: list[SprintItem]
    removed: list[SprintItem]


class SprintCharts(Answer):
    """Vega-Lite specifications."""

    burndown: Chart
    burnup: Chart


class SprintTold(Answer):
    """A started sprint day by day."""

    version: int
    id: int
    name: str
    days: list[BurnDay]
    ideal: list[IdealPoint]
    scope: list[ScopeDay]
    charts: SprintCharts
    report: SprintReport


class ByThroughput(Answer):
    """When the rest is done with so many a week."""

    p50: str
    p85: str


class ByVelocity(Answer):
    """How many sprints the rest takes."""

    sprints: float
    date: str | None


class ReleaseTold(Answer):
    """How far a release is, and when it may be ready (ISO local times)."""

    id: int
    name: str
    description: str
    released: bool
    date: str | None
    items: int
    done: int
    points: float
    points_done: float
    unestimated: int
    task_ids: list[int]
    plan: str | None
    ahead: int
    unlisted: int
    throughput: ByThroughput | None
    velocity: ByVelocity | None


class ReleasesOut(Answer):
    """All releases."""

    version: int
    items: list[ReleaseTold]


@router.get(
    "/projects/{int:project_id}/sprints",
    summary="Sprints and their velocity",
    openapi_extra=answers(SprintsOut),
)
def get_sprints(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return all sprints, and what the last completed ones committed to and completed."""
    live = Live(asked(request, project_id))
    runs = live.runs()
    items = [
        {
            **{name: row[name] for name in ("id", "name", "goal", "state", "completed_at")},
            "start": to_iso(row["start"]),
            "finish": to_iso(row["finish"]),
            "items": [one["id"] for one in live.items(row["id"])],
        }
        for row in live.sprints.values()
    ]
    return {
        "version": live.who.state.version,
        "items": items,
        "velocity": velocity(runs, live.sprints),
    }


@router.get(
    "/projects/{int:project_id}/sprints/capacity",
    summary="Who has how much for a sprint",
    openapi_extra=answers(SprintCapacities),
)
def get_capacity(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return for each open sprint its people in minutes: what they have, what other tasks take of
    it, what the sprint asks."""
    live = Live(asked(request, project_id))
    return {"version": live.who.state.version, "items": live.capacities()}


@router.get(
    "/projects/{int:project_id}/sprints/{int:sprint_id}",
    summary="Burndown and report of a sprint",
    openapi_extra=answers(SprintTold),
)
def get_sprint(
    request: HttpRequest, project_id: int, sprint_id: int, options: Query[ReportIn]
) -> dict[str, Any]:
    """Return a started sprint day by day, and what became of its items."""
    live = Live(asked(request, project_id))
    row = live.sprint(sprint_id)
    run = live.runs().get(sprint_id)
    if run is None:
        raise Missing(say("'{name}' has not been started.", name=row["name"]))
    return {
        "version": live.who.state.version,
        "id": sprint_id,
        "name": row["name"],
        **burn(run, row, options.measure, live.now, live.worked),
        "report": report(run, live.who.records.rows("tasks"), live.sprints),
    }


@router.get(
    "/projects/{int:project_id}/releases",
    summary="Releases, and when they may be ready",
    openapi_extra=answers(ReleasesOut),
)
def get_releases(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return how far each release is, when the plan has it ready, and a forecast by throughput and
    velocity."""
    live = Live(asked(request, project_id))
    return {"version": live.who.state.version, "items": releases(live)}

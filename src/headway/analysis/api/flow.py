"""How work flows over the board, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from headway.analysis.api.chart import Chart
from headway.analysis.asking import asked
from headway.analysis.flow import flow
from headway.analysis.flow_history import steps
from headway.changes.answers import Answer, answers, maybe
from headway.projects.status import now_in

router = Router(tags=["analysis"])


class FlowIn(Schema):
    """How far one looks back."""

    days: int = Field(84, ge=7, le=730, description="Days back, today included.")


class Times(Answer):
    """How long cards took."""

    count: int
    p50_minutes: int
    p85_minutes: int


class AgingCard(Answer):
    """A card under way, and since when (ISO local time)."""

    task_id: int
    name: str
    since: str
    minutes: int


class FlowCharts(Answer):
    """None where nothing was on the board."""

    flow: Chart = maybe()


class FlowColumn(Answer):
    """A column of the board."""

    id: int
    name: str
    category: str


class FlowDay(Answer):
    """How many cards stood in which column at the end of a day, in their order."""

    day: str
    counts: list[int]


class FlowOut(Answer):
    """The flow over the board; charts are Vega-Lite specifications."""

    version: int
    from_: str = Field(alias="from")
    to: str
    columns: list[FlowColumn]
    days: list[FlowDay]
    finished: int
    lead: Times | None
    cycle: Times | None
    aging: list[AgingCard]
    charts: FlowCharts


@router.get(
    "/projects/{int:project_id}/flow",
    summary="Cumulative flow, lead and cycle time",
    openapi_extra=answers(FlowOut),
)
def get_flow(request: HttpRequest, project_id: int, options: Query[FlowIn]) -> dict[str, Any]:
    """Return cards by column day by day, how long they took, and those under way the longest."""
    who = asked(request, project_id)
    zone = who.project["zone"]
    now = now_in(zone, datetime.now(UTC))
    found = flow(steps(who.state.stream, who.state.version, zone), now, options.days)
    return {"version": who.state.version, **found}

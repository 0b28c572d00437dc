"""Sprints over HTTP: velocity, a sprint's burndown, burnup and report, capacity; releases."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from headway.analysis.asking import asked
from headway.analysis.sprints.burn import burn
from headway.analysis.sprints.live import Live
from headway.analysis.sprints.releases import releases
from headway.analysis.sprints.report import report, velocity
from headway.changes.errors import Missing
from headway.scheduling.moments import to_iso
from headway.words import say

router = Router(tags=["sprints"])


class ReportIn(Schema):
    """What is counted."""

    measure: Literal["points", "items", "hours"] = Field("points", description="What is counted.")


@router.get("/projects/{int:project_id}/sprints", summary="Sprints and their velocity")
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


@router.get("/projects/{int:project_id}/sprints/capacity", summary="Who has how much for a sprint")
def get_capacity(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return for each open sprint its people in minutes: what they have, what other tasks take of
    it, what the sprint asks."""
    live = Live(asked(request, project_id))
    return {"version": live.who.state.version, "items": live.capacities()}


@router.get(
    "/projects/{int:project_id}/sprints/{int:sprint_id}", summary="Burndown and report of a sprint"
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


@router.get("/projects/{int:project_id}/releases", summary="Releases, and when they may be ready")
def get_releases(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return how far each release is, when the plan has it ready, and a forecast by throughput and
    velocity."""
    live = Live(asked(request, project_id))
    return {"version": live.who.state.version, "items": releases(live)}

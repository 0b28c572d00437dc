"""How work flows over the board, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from headway.analysis.asking import asked
from headway.analysis.flow import flow
from headway.analysis.flow_history import steps
from headway.projects.status import now_in

router = Router(tags=["analysis"])


class FlowIn(Schema):
    """How far one looks back."""

    days: int = Field(84, ge=7, le=730, description="Days back, today included.")


@router.get("/projects/{int:project_id}/flow", summary="Cumulative flow, lead and cycle time")
def get_flow(request: HttpRequest, project_id: int, options: Query[FlowIn]) -> dict[str, Any]:
    """Return cards by column day by day, how long they took, and those under way the longest."""
    who = asked(request, project_id)
    zone = who.project["zone"]
    now = now_in(zone, datetime.now(UTC))
    found = flow(steps(who.state.stream, who.state.version, zone), now, options.days)
    return {"version": who.state.version, **found}

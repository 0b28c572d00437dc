"""Earned value of a project, for those who may see costs and rates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis import answered
from headway.analysis.asking import asked

router = Router(tags=["analysis"])


@router.get("/projects/{int:project_id}/earned-value", summary="Earned value and earned schedule")
def get_earned_value(
    request: HttpRequest,
    project_id: int,
    at: str | None = None,
    baseline: int = 0,
    formula: str = "cpi",
    by: str = "week",
) -> dict[str, Any]:
    """Return PV, EV, AC and what follows from them, for the project, by task and by period.

    `at` is an ISO local date (its end counts) or date and time, else the status date; money is in
    minor units of the currency, `schedule` in working minutes of the project's calendar.
    """
    who = asked(request, project_id, "costs.read")
    return answered.earned_value(who, at, baseline, formula, by)

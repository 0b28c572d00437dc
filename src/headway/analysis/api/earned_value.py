"""Earned value of a project, for those who may see costs and rates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis.asking import asked
from headway.analysis.earned_value import PERIODS, earned_value
from headway.analysis.earned_value_words import described
from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.changes.errors import Forbidden, Invalid
from headway.projects.status import status_date
from headway.scheduling.earned_value import FORMULAS
from headway.scheduling.moments import from_iso

router = Router(tags=["analysis"])
END_OF_DAY = 1440


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
    if not who.guest.may("rates.read"):
        raise Forbidden("Earned value shows what people cost (rates.read is needed).")
    if formula not in FORMULAS or formula == "bottom_up":
        names = ", ".join(n for n in FORMULAS if n != "bottom_up")
        raise Invalid(f"The formula is one of {names}.", field="formula")
    if by not in PERIODS:
        raise Invalid(f"Periods are one of {', '.join(PERIODS)}.", field="by")
    status = status_date(who.project, datetime.now(UTC))
    moment = status if at is None else _moment(at)
    found = earned_value(
        who.records, who.home.records, who.scheduled, moment,
        status=max(status, moment), number=baseline, formula=formula, by=by,
    )  # fmt: skip
    return described(found, who.records, who.home.records, formula)


def _moment(text: str) -> int:
    try:
        moment, timed = from_iso(text)
    except ValueError:
        raise Invalid("Give a date as 2026-03-31.", field="at") from None
    if not FIRST_MOMENT <= moment < LAST_MOMENT:
        raise Invalid("Give a date between 1900 and 2200.", field="at")
    return moment if timed else moment + END_OF_DAY

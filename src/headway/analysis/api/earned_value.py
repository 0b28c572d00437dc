"""Earned value of a project, for those who may see costs and rates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis import answered
from headway.analysis.api.chart import Chart
from headway.analysis.asking import asked
from headway.changes.answers import Answer, answers

router = Router(tags=["analysis"])


class Measures(Answer):
    """The measures of earned value; money in minor units, null where they are not defined."""

    bac: int
    pv: int
    ev: int
    ac: int
    sv: int
    cv: int
    eac: int | None
    etc: int | None
    vac: int | None
    spi: float | None
    cpi: float | None
    tcpi: float | None
    tcpi_eac: float | None
    percent_complete: float | None
    percent_spent: float | None


class InTime(Measures):
    """The same with earned schedule in working minutes; null of what has no budget."""

    earned_minutes: int | None
    actual_minutes: int | None
    planned_minutes: int | None
    sv_t_minutes: int | None
    spi_t: float | None


class EarnedTask(InTime):
    """A task's measures."""

    id: int
    parent_id: int | None
    level: int
    wbs: str
    name: str
    summary: bool


class EarnedPeriod(InTime):
    """The whole at the end of a period."""

    end: str
    known: bool


class EarnedBaseline(Answer):
    """The baseline that is the budget."""

    number: int
    name: str
    taken_at: str


class EarnedSchedule(Answer):
    """How the whole stands in time, in working minutes."""

    earned_minutes: int
    actual_minutes: int
    planned_minutes: int
    sv_t_minutes: int
    spi_t: float | None
    tspi: float | None
    forecast_minutes: int | None
    forecast_finish: str | None


class EarnedValueOut(Answer):
    """Earned value and earned schedule of a project at a date."""

    at: str
    currency: str
    minor_units: int
    baseline: EarnedBaseline | None
    priced: bool
    unpriced: list[str]
    formula: str
    formulas: dict[str, str]
    total: Measures
    schedule: EarnedSchedule
    tasks: list[EarnedTask]
    periods: list[EarnedPeriod]
    chart: Chart | None


@router.get(
    "/projects/{int:project_id}/earned-value",
    summary="Earned value and earned schedule",
    openapi_extra=answers(EarnedValueOut),
)
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

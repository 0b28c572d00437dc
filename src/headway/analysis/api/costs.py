"""What a task costs, for those who may see costs and rates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis.asking import Asked, asked
from headway.analysis.earned_value import rows_of
from headway.changes.answers import Answer, answers
from headway.changes.errors import Forbidden, Missing
from headway.changes.http import stream_of_row
from headway.projects.costing import NOTHING, Costs, costs_of, minor_units, rolled_up
from headway.projects.worktime import working_between
from headway.words import say

router = Router(tags=["analysis"])


class CostColumns(Answer):
    """What each task costs by itself, in minor units, columnar; those that cost nothing are not there."""

    version: int
    currency: str
    minor_units: int
    id: list[int]
    actual: list[int]
    total: list[int]


class TaskCost(Answer):
    """What a task costs with all below it, in minor units."""

    currency: str
    minor_units: int
    actual: int
    remaining: int
    total: int
    unpriced: list[str]


@router.get(
    "/projects/{int:project_id}/costs",
    summary="What each task costs",
    openapi_extra=answers(CostColumns),
)
def get_costs(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return the cost of each task that has any, in minor units: a summary's own, without the tasks
    below it, so that any of them can be added up."""
    who = _sees(asked(request, project_id, "costs.read"))
    costs = _costs(who).by_task
    kept = sorted(key for key, cost in costs.items() if cost != NOTHING)
    currency = who.project["currency"]
    return {
        "version": who.state.version,
        "currency": currency,
        "minor_units": minor_units(currency),
        "id": kept,
        "actual": [costs[key].actual for key in kept],
        "total": [costs[key].total for key in kept],
    }


@router.get(
    "/tasks/{int:task_id}/cost", summary="What a task costs", openapi_extra=answers(TaskCost)
)
def get_task_cost(
    request: HttpRequest, task_id: int, scenario: int | None = None
) -> dict[str, Any]:
    """Return actual, remaining and total cost of a task with all below it, in minor units; in
    `scenario` if one is named."""
    who = _sees(asked(request, stream_of_row("tasks", task_id, scenario), "costs.read"))
    tasks = who.records.rows("tasks")
    if task_id not in tasks:
        raise Missing(say("There is nothing here, or nothing that you may see."))
    costs = _costs(who)
    cost = rolled_up(who.records, costs.by_task).get(task_id, NOTHING)
    assigned = {
        who.records.rows("assignments")[key]["resource_id"]
        for key in who.records.index("assignments", "task_id").get(task_id, ())
    }
    resources = who.home.records.rows("resources")
    currency = who.project["currency"]
    return {
        "currency": currency,
        "minor_units": minor_units(currency),
        "actual": cost.actual,
        "remaining": cost.remaining,
        "total": cost.total,
        "unpriced": sorted(resources[key]["name"] for key in costs.unpriced & assigned),
    }


def _sees(who: Asked) -> Asked:
    """Return who asks; raise Forbidden where he may not see what people cost."""
    if not who.guest.may("rates.read"):
        raise Forbidden(say("Costs show what people cost (rates.read is needed)."))
    return who


def _costs(who: Asked) -> Costs:
    tasks = who.records.rows("tasks")

    def minutes(key: int, start: int, finish: int) -> int:
        return working_between(who.state.derived, tasks[key], start, finish)

    return costs_of(who.records, who.home.records, rows_of(who.scheduled).get, minutes)

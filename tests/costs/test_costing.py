"""What tasks cost, worked out by hand; money in cents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.changes.state import Records
from headway.projects.costing import Cost, Costs, costs_of, minor_units, rolled_up, work_of
from headway.projects.records import ASSIGNMENTS, PROJECTS, TASK_COSTS, TASKS
from headway.resources.records import RATES, RESOURCES

DAY = 480
EURO = 1_000_000


def plan(
    *,
    assignment: dict[str, Any] | None = None,
    task: dict[str, Any] | None = None,
    resource: dict[str, Any] | None = None,
    rates: list[dict[str, Any]] | None = None,
    typed: dict[str, Any] | None = None,
    currency: str = "EUR",
) -> Costs:
    """Cost one task of five days from minute 0 to 2400, by one resource at 60 an hour."""
    rows: dict[str, Any] = {
        "projects": {1: PROJECTS.new_row({"id": 1, "currency": currency})},
        "tasks": {2: TASKS.new_row({"id": 2, "duration": 5 * DAY, **(task or {})})},
        "assignments": {
            3: ASSIGNMENTS.new_row({"id": 3, "task_id": 2, "resource_id": 4, **(assignment or {})})
        },
    }
    if typed is not None:
        rows["task_costs"] = {5: TASK_COSTS.new_row({"id": 5, "task_id": 2, **typed})}
    given_rates = rates if rates is not None else [{"standard": 60 * EURO}]
    space = {
        "resources": {4: RESOURCES.new_row({"id": 4, "name": "Ana", **(resource or {})})},
        "rates": {
            10 + n: RATES.new_row({"id": 10 + n, "resource_id": 4, "currency": currency, **rate})
            for n, rate in enumerate(given_rates)
        },
    }
    result = {"start": 0, "finish": 5 * DAY, "duration": 5 * DAY}
    done = (task or {}).get("percent_complete", 0)
    return costs_of(Records(rows), Records(space), lambda key: {**result, "percent_complete": done})


def test_five_days_at_sixty_an_hour_cost_2400() -> None:
    assert plan().by_task[2] == Cost(0, 240_000)


def test_units_and_typed_work_count_instead_of_the_duration() -> None:
    assert plan(assignment={"units": 5_000}).by_task[2].total == 120_000
    assert plan(assignment={"work": 600}).by_task[2].total == 60_000


def test_progress_spends_what_nobody_typed() -> None:
    assert plan(task={"percent_complete": 40}).by_task[2] == Cost(96_000, 144_000)


def test_typed_work_counts_instead_of_progress() -> None:
    found = plan(
        task={"percent_complete": 40}, assignment={"actual_work": 1_200, "remaining_work": 1_800}
    )
    assert found.by_task[2] == Cost(120_000, 180_000)


def test_more_actual_than_planned_work_costs_more() -> None:
    found = plan(assignment={"work": 600, "actual_work": 900})
    assert found.by_task[2] == Cost(90_000, 0)


def test_each_rate_prices_its_part_of_the_work() -> None:
    """Two days at 60, three at 90: 960 + 2160."""
    rates = [{"standard": 60 * EURO}, {"standard": 90 * EURO, "valid_from": 2 * DAY}]
    assert plan(rates=rates).by_task[2].total == 96_000 + 216_000


def test_what_is_done_is_priced_at_the_rates_of_its_time() -> None:
    """Three of five days done: two at 60, one at 90; two at 90 are left."""
    rates = [{"standard": 60 * EURO}, {"standard": 90 * EURO, "valid_from": 2 * DAY}]
    found = plan(rates=rates, task={"percent_complete": 60})
    assert found.by_task[2] == Cost(96_000 + 72_000, 144_000)


def test_a_rate_that_begins_later_holds_from_then_on_alone() -> None:
    rates = [{"standard": 60 * EURO}, {"standard": 90 * EURO, "valid_from": 100 * DAY}]
    assert plan(rates=rates).by_task[2].total == 240_000


def test_overtime_is_paid_by_its_own_rate() -> None:
    """38 of 40 hours at 60, two at 90."""
    found = plan(
        assignment={"overtime_work": 120}, rates=[{"standard": 60 * EURO, "overtime": 90 * EURO}]
    )
    assert found.by_task[2].total == 38 * 6_000 + 2 * 9_000


def test_a_cost_per_use_falls_due_at_the_beginning() -> None:
    rates = [{"standard": 0, "per_use": 5_000}]
    assert plan(rates=rates).by_task[2] == Cost(0, 5_000)
    assert plan(rates=rates, task={"percent_complete": 10}).by_task[2] == Cost(5_000, 0)


def test_material_costs_by_its_quantity() -> None:
    """12.5 m at 8 each and 20 for the delivery."""
    found = plan(
        resource={"kind": "material"},
        assignment={"units": 125_000},
        rates=[{"standard": 8 * EURO, "per_use": 2_000}],
    )
    assert found.by_task[2].total == 10_000 + 2_000


def test_a_fixed_cost_is_spent_as_the_task_goes_on() -> None:
    found = plan(
        rates=[{"standard": 0}], typed={"fixed_cost": 100_001}, task={"percent_complete": 50}
    )
    assert found.by_task[2] == Cost(50_000, 50_001)


def test_a_typed_actual_cost_stands_for_all_that_was_spent() -> None:
    found = plan(task={"percent_complete": 50}, typed={"actual_cost": 99_900})
    assert found.by_task[2] == Cost(99_900, 120_000)


def test_who_has_no_rate_in_the_currency_is_named() -> None:
    found = plan(rates=[{"standard": 60 * EURO, "currency": "USD"}])
    assert (found.by_task, found.unpriced) == ({}, {4})


def test_an_inactive_task_costs_nothing() -> None:
    assert plan(task={"active": False}).by_task == {}


def test_minor_units_follow_the_currency() -> None:
    assert [minor_units(c) for c in ("EUR", "JPY", "KWD")] == [100, 1, 1_000]
    assert plan(currency="JPY").by_task[2].total == 2_400


def test_branches_cost_what_they_hold() -> None:
    rows = {
        key: TASKS.new_row({"id": key, "parent_id": parent})
        for key, parent in ((1, None), (2, 1), (3, 2))
    }
    found = rolled_up(Records({"tasks": rows}), {2: Cost(1, 2), 3: Cost(10, 20)})
    assert found == {1: Cost(11, 22), 2: Cost(11, 22), 3: Cost(10, 20)}


@given(
    work=st.integers(0, 10_000),
    done=st.integers(0, 100),
    rate=st.integers(0, 10**9),
    later=st.integers(1, 2_399),
)
def test_parts_add_up_to_the_cent(work: int, done: int, rate: int, later: int) -> None:
    """Whatever is done: what was spent and what is left are what the whole costs."""
    rates = [{"standard": rate}, {"standard": 2 * rate, "valid_from": later}]
    whole = plan(rates=rates, assignment={"work": work}).by_task[2]
    part = plan(rates=rates, assignment={"work": work}, task={"percent_complete": done}).by_task[2]
    assert part.total == whole.total
    assert 0 <= part.actual <= part.total


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, (2_400, 600)),
        ({"units": 20_000}, (4_800, 1_200)),
        ({"work": 100}, (100, 25)),
        ({"actual_work": 50, "work": 100}, (100, 50)),
        ({"actual_work": 50, "remaining_work": 10}, (60, 50)),
        ({"remaining_work": 10}, (10, 0)),
    ],
)
def test_work_follows_what_is_typed(typed: dict[str, Any], expected: tuple[int, int]) -> None:
    row = ASSIGNMENTS.new_row({"id": 1, "task_id": 2, "resource_id": 3, **typed})
    task = TASKS.new_row({"id": 2, "duration": 2_400})
    found = work_of(row, task, {"duration": 2_400, "percent_complete": 25})
    assert (found.total, found.actual) == expected

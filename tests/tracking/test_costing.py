"""What work costs: rates that change, overtime, uses, material, fixed cost; worked by hand."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.changes.state import Records
from headway.projects.costing import (
    Cost,
    Rate,
    assignment_cost,
    costs_by_task,
    minor_units,
    rates_by_resource,
    rolled_up,
    spread,
    work_cost,
)
from headway.projects.effort import Effort, effort_of, efforts_by_task

HOUR = 60
EURO = 1_000_000
ALWAYS = Rate(None, 80 * EURO, 120 * EURO, 0)


def row(**more: Any) -> dict[str, Any]:
    values = {"id": 1, "task_id": 1, "resource_id": 7, "units": 10_000, "work": None}
    return {**values, "actual_work": 0, "remaining_work": None, "overtime_work": 0, **more}


def between(start: int, finish: int) -> int:
    return finish - start


def cost(assignment: dict[str, Any], percent: int = 0, rates: Any = (ALWAYS,), **more: Any) -> Cost:
    effort = effort_of(assignment, more.pop("duration", 16 * HOUR), percent)
    dates = more.pop("dates", (0, 16 * HOUR))
    return assignment_cost(
        assignment, more.pop("kind", "work"), effort, dates, rates, between, **more
    )


def test_two_days_at_eighty_an_hour() -> None:
    assert cost(row()) == Cost(0, 16 * 80_00)
    assert cost(row(units=5_000)) == Cost(0, 8 * 80_00)
    assert cost(row(), 25) == Cost(4 * 80_00, 12 * 80_00)


def test_overtime_costs_its_own_rate_and_belongs_to_the_work() -> None:
    assert cost(row(work=16 * HOUR, overtime_work=4 * HOUR)).total == 12 * 80_00 + 4 * 120_00


def test_a_rate_that_rises_on_the_second_day() -> None:
    rates = (ALWAYS, Rate(8 * HOUR, 100 * EURO, 0, 0))
    assert cost(row(), rates=rates).total == 8 * 80_00 + 8 * 100_00
    # What is done was done first: three quarters are a whole day at 80 and half a day at 100.
    assert cost(row(), 75, rates=rates).actual == 8 * 80_00 + 4 * 100_00


def test_time_before_the_first_rate_costs_nothing() -> None:
    assert cost(row(), rates=(Rate(8 * HOUR, 100 * EURO, 0, 0),)).total == 8 * 100_00


def test_a_use_costs_once_and_with_the_first_work() -> None:
    rates = (Rate(None, 0, 0, 250_00),)
    assert cost(row(), rates=rates) == Cost(0, 250_00)
    assert cost(row(), 10, rates=rates) == Cost(250_00, 0)


def test_material_costs_by_quantity_not_by_time() -> None:
    steel = (Rate(None, 12_500_000, 0, 3_00),)
    found = cost(row(units=40_000), 50, rates=steel, kind="material")
    assert found == Cost(2 * 12_50 + 3_00, 2 * 12_50)


def test_half_even_once_a_segment() -> None:
    # A minute at 0.30 an hour is half a cent: to the even one, 0; three minutes are 1.5 cents: 2.
    cheap = Rate(None, 300_000, 0, 0)
    assert work_cost(1, 0, [(cheap, 1)]) == 0
    assert work_cost(3, 0, [(cheap, 1)]) == 2
    assert work_cost(60, 0, [(Rate(None, 1500 * EURO, 0, 0), 1)], minor=minor_units("JPY")) == 1500


def test_other_currencies_are_left_out() -> None:
    rows: list[dict[str, Any]] = [
        {"resource_id": 7, "currency": "USD", "standard": 1, "overtime": 0, "per_use": 0, "valid_from": None},
        {"resource_id": 7, "currency": "EUR", "standard": 3, "overtime": 0, "per_use": 0, "valid_from": 90},
        {"resource_id": 7, "currency": "EUR", "standard": 2, "overtime": 0, "per_use": 0, "valid_from": None},
    ]  # fmt: skip
    assert [r.standard for r in rates_by_resource(rows, "EUR")[7]] == [2, 3]


def test_a_task_and_its_summary() -> None:
    tasks: dict[int, dict[str, Any]] = {
        1: {"parent_id": 2, "active": True},
        2: {"parent_id": None, "active": True},
    }
    result: dict[int, dict[str, Any]] = {
        1: {"start": 0, "finish": 960, "duration": 960, "percent_complete": 50},
        2: {"start": 0, "finish": 960, "duration": 960, "percent_complete": 50},
    }
    fixed = [
        {"task_id": 1, "fixed_cost": 100_00, "actual_cost": None},
        {"task_id": 2, "fixed_cost": 10_00, "actual_cost": 4_00},
    ]
    own = costs_by_task(
        tasks, [row()], {7: "work"}, {7: [ALWAYS]}, fixed, result.get, lambda _, a, b: b - a
    ).by_task
    assert own[1] == Cost(8 * 80_00 + 50_00, 8 * 80_00 + 50_00)
    # 5.00 of the fixed cost would be due; 4.00 are said to be paid, 5.00 are still to come.
    assert own[2] == Cost(4_00, 5_00)
    assert rolled_up(Records({"tasks": tasks}), own)[2] == own[1].plus(own[2])


def test_what_was_worked_follows_progress_until_somebody_says() -> None:
    assert effort_of(row(), 960, 50) == Effort(960, 480, 480)
    assert effort_of(row(actual_work=600), 960, 50) == Effort(960, 600, 360)
    assert effort_of(row(remaining_work=960), 960, 50) == Effort(960, 0, 960)
    assert effort_of(row(actual_work=1200), 960, 50).total == 1200
    assert effort_of(row(actual_work=700), 960, 100) == Effort(960, 700, 0)


def test_work_of_summaries_and_of_tasks_with_typed_work() -> None:
    tasks: dict[int, dict[str, Any]] = {
        1: {"parent_id": 3, "work": None},
        2: {"parent_id": 3, "work": 600},
        3: {"parent_id": None, "work": None},
    }
    result: dict[int, dict[str, Any]] = {
        k: {"duration": 960, "percent_complete": 50} for k in tasks
    }
    people = [row(id=1, task_id=1, actual_work=500), row(id=2, task_id=1, resource_id=9)]
    found = efforts_by_task(tasks, people, lambda r: r != 9, result.get)
    assert found[1] == Effort(960, 500, 460)
    assert found[2] == Effort(600, 300, 300)
    assert found[3] == Effort(1560, 800, 760)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 500), min_size=1, max_size=6))
def test_nothing_is_lost_in_spreading(amount: int, weights: list[int]) -> None:
    shares = spread(amount, weights)
    whole = sum(weights)
    assert sum(shares) == (amount if whole else 0)
    for share, weight in zip(shares, weights, strict=True):
        assert not whole or abs(share - amount * weight / whole) < 1

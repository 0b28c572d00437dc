"""Leave and availability: what a person has over time, and that plans follow."""

from __future__ import annotations

from typing import Any

import pytest

from headway.projects.models import Task
from headway.resources.capacity import EVER, steps, units_on
from headway.resources.models import Calendar, Resource
from tests.door.test_planning import Of, Plan
from tests.line.world import MONDAY, World, settle

FIRST = MONDAY // 1440


def ask(plan: Plan, type_: str, status: int = 200, **payload: Any) -> dict[str, Any]:
    body = {"type": type_, "stream": plan.world.workspace, "payload": payload}
    answer: dict[str, Any] = plan.me("POST", "commands", body, status)
    return answer


def test_leave_moves_what_somebody_works_on_and_can_be_taken_back(world: World, http: Of) -> None:
    plan = Plan(world, http)
    before = plan.row("Plan").finish
    ana = world.resources["Ana"]
    ask(plan, "resource.leave", id=ana, add=[{"first": FIRST + 1, "last": FIRST + 2}])
    settle()
    assert Task.objects.get(id=plan.id("Plan")).finish == before + 2 * 1440
    own = Calendar.objects.get(id=Resource.objects.get(id=ana).calendar_id)
    assert own.base_id == world.calendar
    ask(
        plan,
        "resource.leave",
        id=ana,
        add=[{"first": FIRST + 9, "last": FIRST + 9, "name": "Fair"}],
    )
    assert Calendar.objects.filter(name="Ana").count() == 1
    ask(plan, "resource.leave", id=ana, remove=[{"first": FIRST + 1, "last": FIRST + 2}])
    settle()
    assert Task.objects.get(id=plan.id("Plan")).finish == before
    ask(plan, "resource.leave", 404, id=ana, remove=[{"first": FIRST + 1, "last": FIRST + 2}])
    ask(plan, "resource.leave", 422, id=ana, add=[{"first": FIRST + 2, "last": FIRST + 1}])
    ask(plan, "resource.leave", 422, id=ana)


def test_a_shared_calendar_is_left_as_it_is(world: World, http: Of) -> None:
    plan = Plan(world, http)
    for who in ("Ana", "Ben"):
        fields = {"calendar_id": world.spare_calendar}
        ask(plan, "resource.update", id=world.resources[who], fields=fields)
    ask(plan, "resource.leave", id=world.resources["Ana"], add=[{"first": FIRST, "last": FIRST}])
    assert not Calendar.objects.get(id=world.spare_calendar).exceptions
    assert Resource.objects.get(id=world.resources["Ben"]).calendar_id == world.spare_calendar


def test_availability_over_time() -> None:
    row = {
        "max_units": 10_000,
        "availability": [
            {"first": 10, "last": 19, "units": 5_000},
            {"first": 30, "last": None, "units": 0},
        ],
    }
    assert [units_on(row, day) for day in (9, 10, 19, 20, 30, 999)] == [
        10_000, 5_000, 5_000, 10_000, 0, 0,
    ]  # fmt: skip
    assert steps(row) == [(EVER, 10_000), (14_400, 5_000), (28_800, 10_000), (43_200, 0)]


@pytest.mark.parametrize(
    "wrong",
    [
        "x", [1], [{"first": 1}], [{"first": 5, "last": 1, "units": 1}],
        [{"first": 1, "last": None, "units": 1}, {"first": 9, "last": 10, "units": 1}],
        [{"first": 1, "last": 5, "units": 1}, {"first": 5, "last": 10, "units": 1}],
        [{"first": 1, "last": 5, "units": -1}], [{"first": True, "last": 5, "units": 1}],
    ],
)  # fmt: skip
def test_odd_availability_is_refused(world: World, http: Of, wrong: Any) -> None:
    plan = Plan(world, http)
    ask(plan, "resource.update", 422, id=world.resources["Ana"], fields={"availability": wrong})
    assert Resource.objects.get(id=world.resources["Ana"]).availability is None

"""Tasks that recur: which days a rule means, and what changing it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from headway.projects.models import Assignment, Task
from headway.projects.recurrence import Rule, occurrences
from headway.scheduling.moments import to_iso
from tests.door.test_planning import Of, Plan
from tests.line.world import MONDAY, World

RULE = {"unit": "week", "weekdays": [0, 3], "start": MONDAY, "duration": 60, "count": 6}


def days(**rule: Any) -> list[str]:
    found = occurrences(
        Rule(**{"start": MONDAY, "duration": 60, **rule}), lambda d: (d + 3) % 7 < 5
    )
    return [str(to_iso(at))[:10] for at in found]


def test_every_second_working_day() -> None:
    assert days(unit="day", every=2, count=4) == [
        "2026-03-02", "2026-03-04", "2026-03-06", "2026-03-10",
    ]  # fmt: skip


def test_every_second_week_on_two_days_until_one() -> None:
    until = MONDAY + 23 * 1440
    assert days(unit="week", every=2, weekdays=[1, 3], until=until) == [
        "2026-03-03", "2026-03-05", "2026-03-17", "2026-03-19",
    ]  # fmt: skip


def test_the_last_friday_of_each_month() -> None:
    assert days(unit="month", nth=-1, weekdays=[4], count=3) == [
        "2026-03-27", "2026-04-24", "2026-05-29",
    ]  # fmt: skip


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    assert days(unit="month", day=31, count=3) == ["2026-03-31", "2026-04-30", "2026-05-31"]


def recur(plan: Plan, **more: Any) -> int:
    answer = plan.do("task.recur", name="Review", rule=RULE, **more)
    return int(answer["created"]["tasks"][0])


def below(key: int) -> list[Any]:
    return list(Task.objects.filter(parent_id=key).order_by("rank"))


def test_occurrences_are_tasks_of_a_summary(world: World, http: Of) -> None:
    plan = Plan(world, http)
    key = recur(plan, resources=[{"name": "Ana"}])
    rows = below(key)
    assert [str(to_iso(r.start))[:10] for r in rows] == [
        "2026-03-02", "2026-03-05", "2026-03-09", "2026-03-12", "2026-03-16", "2026-03-19",
    ]  # fmt: skip
    assert [r.name for r in rows][:2] == ["Review 1", "Review 2"]
    assert Assignment.objects.filter(task_id__in=[r.id for r in rows]).count() == 6


def test_another_rule_keeps_what_is_done_and_undo_brings_the_rest_back(
    world: World, http: Of
) -> None:
    plan = Plan(world, http)
    key = recur(plan)
    before = below(key)
    plan.do("task.progress", id=before[0].id, percent_complete=100)
    done = Task.objects.get(id=before[0].id)
    fridays = {**RULE, "weekdays": [4], "count": 3}
    answer = plan.do("task.recur", id=key, rule=fridays)
    after = below(key)
    assert [str(to_iso(r.start))[:10] for r in after] == [
        "2026-03-02", "2026-03-06", "2026-03-13", "2026-03-20",
    ]  # fmt: skip
    assert after[0].id == done.id
    assert after[0].finish == done.finish
    assert [r.id for r in after[1:]] == [r.id for r in before[1:4]]
    plan.me("POST", f"changesets/{answer['id']}/undo")
    assert [r.id for r in below(key)] == [r.id for r in before]


def test_a_plain_task_comes_to_recur(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.recur", id=plan.id("Aside"), rule=RULE)
    assert len(below(plan.id("Aside"))) == 6
    assert "occurrence" in plan.refused("task.recur", id=below(plan.id("Aside"))[0].id, rule=RULE)
    assert "can recur" in plan.refused("task.recur", id=plan.id("Build"), rule=RULE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": None}, {"every": 0}, {"unit": "year"}, {"count": 9999}, {"weekdays": [7]},
        {"until": MONDAY - 1440}, {"nth": 2}, {"start": "soon"}, {"nth": 5, "weekdays": [1]},
    ],
)  # fmt: skip
def test_odd_rules_are_refused(world: World, http: Of, wrong: dict[str, Any]) -> None:
    plan = Plan(world, http)
    tasks = Task.objects.count()
    rule = {k: v for k, v in {**RULE, **wrong}.items() if v is not None}
    assert plan.refused("task.recur", name="Review", rule=rule)
    assert plan.refused("task.update", id=plan.id("Aside"), fields={"recurrence": rule})
    assert Task.objects.count() == tasks

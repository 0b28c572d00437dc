"""What holds for every plan."""

from __future__ import annotations

import random
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Link, Plan, Schedule, columns, schedule, working_minutes
from headway.scheduling.plan import ALAP, ASAP, FF, FS, SF, SS, Task
from headway.scheduling.worktime import table
from tests.scheduling.plans import CALENDARS, DAY, plans, tasks

pytestmark = pytest.mark.slow

COLUMNS = [f.name for f in fields(Schedule) if f.name not in ("reach", "visited", "trace")]
QUICK = settings(max_examples=150, deadline=None)


def same(one: Schedule, other: Schedule) -> bool:
    """Whether two schedules are equal in every column."""
    return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in COLUMNS)


def calendar_of(task: Task) -> tuple[int, ...]:
    return (task.calendar if task.calendar >= 0 else 0,)


@given(plans(constraints=False, progress=False, lag=False))
@QUICK
def test_no_task_before_its_links_allow(plan: Plan) -> None:
    r = schedule(plan)
    for k in plan.links:
        of = r.finish[k.predecessor] if k.type in (FS, FF) else r.start[k.predecessor]
        is_at = r.start[k.successor] if k.type in (FS, SS) else r.finish[k.successor]
        calendar = calendar_of(plan.tasks[k.successor])
        # Where no work lies between, the two moments are one.
        assert working_minutes(plan.calendars, calendar, int(is_at), int(of)) == 0, k


@given(plans(constraints=False, progress=False))
@QUICK
def test_floats_are_not_negative_without_constraints(plan: Plan) -> None:
    r = schedule(plan)
    leaves = [i for i in range(len(plan.tasks)) if not any(t.parent == i for t in plan.tasks)]
    leads = {k.predecessor for k in plan.links if k.lag < 0}
    for i in leaves:
        assert r.free_float[i] >= 0
        if not leads and all(k.type in (FS, SS, FF) for k in plan.links):
            assert r.total_float[i] >= 0
            assert r.late_start[i] >= r.start[i]
            assert r.late_finish[i] >= r.finish[i]


@given(plans(constraints=False, progress=False))
@QUICK
def test_some_task_is_critical_and_work_falls_into_working_time(plan: Plan) -> None:
    r = schedule(plan)
    assert r.critical.any()
    compiled = table(CALENDARS, ((0,), (1,), (2,)), 20000, 21500)
    for i, task in enumerate(plan.tasks):
        if any(t.parent == i for t in plan.tasks) or task.duration == 0:
            continue
        group = calendar_of(task)
        start, finish = int(r.start[i]), int(r.finish[i])
        assert working_minutes(plan.calendars, group, start, finish) == task.duration
        assert working_minutes(plan.calendars, group, start, start + 1) == 1, "starts at rest"
    assert compiled.days == 1500


@given(plans(), st.randoms())
@QUICK
def test_the_order_of_tasks_and_links_is_no_input(plan: Plan, dice: random.Random) -> None:
    # Parents stay before their children; the rest may stand anywhere.
    order = list(range(len(plan.tasks)))
    dice.shuffle(order)
    order.sort(key=lambda i: plan.tasks[i].parent >= 0)
    at = {old: new for new, old in enumerate(order)}
    moved = [replace(plan.tasks[i], parent=at.get(plan.tasks[i].parent, -1)) for i in order]
    links = [
        replace(k, predecessor=at[k.predecessor], successor=at[k.successor]) for k in plan.links
    ]
    dice.shuffle(links)
    one, other = schedule(plan), schedule(replace(plan, tasks=tuple(moved), links=tuple(links)))
    for name in COLUMNS:
        if name in ("driver", "driver_id"):
            continue  # of two that hold equally, the first is named
        a, b = getattr(one, name), getattr(other, name)
        assert a == b if isinstance(a, int) else np.array_equal(a[order], b), name


@given(plans())
@QUICK
def test_scheduling_twice_changes_nothing(plan: Plan) -> None:
    cols = columns(plan)
    assert same(schedule(cols), schedule(cols))


@given(plans(outline=False), tasks(), st.data())
@QUICK
def test_a_patched_plan_is_a_new_plan(plan: Plan, task: Task, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(plan.tasks) - 1))
    changed = replace(plan, tasks=(*plan.tasks[:place], task, *plan.tasks[place + 1 :]))
    cols = columns(plan).with_tasks({place: task})
    assert same(schedule(cols), schedule(changed))
    fewer = plan.links[1:]
    relinked = cols.with_links(fewer)
    assert same(schedule(relinked), schedule(replace(changed, links=fewer)))


@given(plans(constraints=False, progress=False))
@QUICK
def test_what_is_delayed_within_its_free_float_moves_no_successor(plan: Plan) -> None:
    r = schedule(plan)
    for i, task in enumerate(plan.tasks):
        direct = [k for k in plan.links if k.predecessor == i]
        free = int(r.free_float[i])
        if free <= 0 or not direct or any(k.type != FS or k.lag for k in direct):
            continue
        if any(t.parent == i for t in plan.tasks) or task.parent >= 0:
            continue
        longer = replace(task, duration=task.duration + free)
        later = schedule(replace(plan, tasks=(*plan.tasks[:i], longer, *plan.tasks[i + 1 :])))
        for k in direct:
            assert later.start[k.successor] == r.start[k.successor]


@given(plans(constraints=False, progress=False, lag=False, types=(FS,)), st.data())
@QUICK
def test_what_is_as_late_as_possible_leaves_the_finish_where_it_is(
    plan: Plan, data: st.DataObject
) -> None:
    """Also where levelling delays what follows it."""
    summaries = {t.parent for t in plan.tasks}
    late, delayed = (
        data.draw(st.sets(st.integers(0, len(plan.tasks) - 1))) - summaries for _ in range(2)
    )
    waits = data.draw(st.sampled_from((120, DAY, 3 * DAY)))
    tasks = tuple(
        replace(
            task,
            constraint=ALAP if i in late else task.constraint,
            levelling_delay=waits if i in delayed else 0,
        )
        for i, task in enumerate(plan.tasks)
    )
    soon = tuple(replace(task, constraint=ASAP) for task in tasks)
    r = schedule(replace(plan, tasks=tasks))
    assert r.project_finish == max(r.finish)
    assert r.project_finish == schedule(replace(plan, tasks=soon)).project_finish


def test_links_that_wait_for_each_other_are_named() -> None:
    import pytest

    from headway.scheduling import CircularLinks

    three = (Task(name="Dig"), Task(name="Pour"), Task(name="Cure"))
    with pytest.raises(CircularLinks, match=r"Dig → Pour → Cure → Dig|Pour → Cure → Dig → Pour"):
        columns(Plan(0, three, (Link(0, 1), Link(1, 2), Link(2, 0, SF))))
    inside = (Task(name="Phase"), Task(name="Step", parent=0))
    with pytest.raises(CircularLinks, match="Phase"):
        columns(Plan(0, inside, (Link(1, 0),)))

"""What is scheduled again after a change equals a schedule from nothing, and little is visited."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.scheduling import (
    CircularLinks,
    Columns,
    Link,
    Moved,
    Plan,
    Schedule,
    Task,
    columns,
    reschedule,
    schedule,
    working_minutes,
)
from headway.scheduling.plan import SNET
from tests.scheduling.odd import edited, odd_plan
from tests.scheduling.plans import START
from tests.scheduling.test_properties import same

DAY = 1440


@pytest.mark.slow
@given(st.integers(0, 2**32), st.sampled_from((1, 2, 3, 5, 8, 13, 40)), st.booleans())
@settings(max_examples=400, deadline=None)
# The link that held a summary is gone, and its own constraint holds it at the same moment.
@example(seed=443239, size=8, late=False)
def test_edits_in_a_row_give_what_a_schedule_from_nothing_gives(
    seed: int, size: int, late: bool
) -> None:
    dice = random.Random(seed)
    plan = odd_plan(dice, size, late)
    try:
        cols = columns(plan)
    except CircularLinks:
        return
    result = schedule(cols)
    for _ in range(4):
        after, moved = edited(dice, plan, late)
        try:
            now = columns(after, cols)
        except CircularLinks:
            continue
        result = reschedule(result, cols, now, moved)
        assert same(result, schedule(now))
        plan, cols = after, now


CHAINS = 50
LONG = 20


def chains() -> Plan:
    """Return fifty summaries with a chain of twenty each, and one task that ends last."""
    tasks: list[Task] = []
    links: list[Link] = []
    for _ in range(CHAINS):
        head = len(tasks)
        tasks.append(Task(name="Phase"))
        for n in range(LONG):
            tasks.append(Task(480, parent=head))
            if n:
                links.append(Link(head + n, head + n + 1))
    tasks.append(Task(480 * 200, name="Last"))
    return Plan(START, tuple(tasks), tuple(links))


def changed(plan: Plan, place: int, **fields: object) -> tuple[Schedule, Columns, Schedule]:
    """Return the schedule before, the columns after a change of one task, and their schedule."""
    was = columns(plan)
    before = schedule(was)
    now = was.with_tasks({place: replace(plan.tasks[place], **fields)})  # type: ignore[arg-type]
    after = reschedule(before, was, now, tasks=[place])
    assert same(after, schedule(now))
    return before, now, after


def test_a_change_at_the_end_of_a_chain_visits_the_task_and_its_summary() -> None:
    plan = chains()
    before, _, after = changed(plan, LONG, duration=960)
    total = len(plan.tasks) + CHAINS
    assert before.visited == (total, total)
    # Forward the task and its phase; backward the chain, whose late dates move, and the phase.
    assert after.visited[0] <= 3
    assert after.visited[1] <= LONG + 3
    first, last = int(before.finish[0]), int(after.finish[0])
    assert working_minutes(plan.calendars, (0,), first, last) == 480


def test_a_change_in_the_middle_visits_what_follows_and_stops_where_dates_come_out_equal() -> None:
    plan = chains()
    place = LONG // 2
    held = plan.tasks[place + 3]
    pinned = replace(held, constraint=SNET, constraint_date=START + 28 * DAY)
    plan = replace(plan, tasks=(*plan.tasks[: place + 3], pinned, *plan.tasks[place + 4 :]))
    _, _, after = changed(plan, place, duration=960)
    # Itself, two behind it, the pinned one that takes up the delay, and the phase.
    assert after.visited[0] <= 6
    assert after.visited[1] <= LONG + 3


def test_late_dates_of_all_are_visited_only_where_the_finish_of_the_project_moves() -> None:
    plan = chains()
    last = len(plan.tasks) - 1
    before, _, after = changed(plan, last, duration=480 * 201)
    assert after.visited == (1, len(plan.tasks) + CHAINS)
    assert after.late_finish[1] > before.late_finish[1]
    # Any other change leaves that to those that lead to it.
    _, _, after = changed(plan, last - 1, percent_complete=50)
    assert sum(after.visited) <= 6


def test_nothing_is_visited_where_nothing_changed() -> None:
    cols = columns(chains())
    before = schedule(cols)
    after = reschedule(before, cols, cols)
    assert after.visited == (0, 0)
    assert same(before, after)


def test_what_is_known_before_stays_as_it_was() -> None:
    plan = chains()
    was = columns(plan)
    before = schedule(was)
    kept = before.start.copy(), before.late_finish.copy()
    reschedule(before, was, was.with_tasks({1: Task(4800, parent=0)}), tasks=[1])
    assert np.array_equal(before.start, kept[0])
    assert np.array_equal(before.late_finish, kept[1])


def test_what_left_a_summary_that_is_gone_is_scheduled_by_nobody_above() -> None:
    before = (Task(name="Gate"), Task(name="Phase"), Task(480, parent=1), Task(480, parent=1))
    was = columns(Plan(START, before, (Link(0, 1),)))
    after = (Task(name="Gate"), Task(480))
    now = columns(Plan(START, after), was)
    moved = Moved(np.array([0, 3]), np.zeros(0, dtype=np.int64))
    result = reschedule(schedule(was), was, now, moved, tasks=[])
    assert same(result, schedule(now))
    assert result.start[1] == START

"""Unfinished work that lies before a date, and how it comes to lie after it; worked by hand.

Working days are Monday to Friday, 8 to 12 and 13 to 17; 2 March 2026 is a Monday.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Link, Plan, Task, columns, schedule
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import MSO, SNET, SS
from headway.scheduling.tracking import behind, move_unfinished

DAY = 480


def at(text: str) -> int:
    return from_iso(text)[0]


START = at("2026-03-02T08:00")
FRIDAY = at("2026-03-06T08:00")


def plan(*tasks: Task, links: tuple[Link, ...] = ()) -> Plan:
    return Plan(START, tasks, links)


def moved(before: Plan, moment: int) -> Plan:
    """Apply what `move_unfinished` says to a plan."""
    cols = columns(before)
    moves = move_unfinished(cols, schedule(cols), moment)
    tasks = list(before.tasks)
    for place, date in moves.pins.items():
        tasks[place] = replace(tasks[place], constraint=SNET, constraint_date=date)
    for place, (_, rest) in moves.rests.items():
        tasks[place] = replace(tasks[place], pause=tasks[place].pause + rest)
    for place, (start, finish) in moves.dates.items():
        task = tasks[place]
        tasks[place] = replace(
            task, manual_start=task.manual_start if start is None else start, manual_finish=finish
        )
    return replace(before, tasks=tuple(tasks))


def test_what_has_not_started_lies_behind_by_its_work_before_the_date() -> None:
    cols = columns(plan(Task(10 * DAY), Task(2 * DAY), Task(DAY, active=False)))
    found = behind(cols, schedule(cols), FRIDAY)
    assert found.minutes.tolist() == [4 * DAY, 2 * DAY, 0]
    assert found.past.tolist() == [True, True, False]


def test_a_started_task_lies_behind_from_where_it_is_done() -> None:
    going = Task(10 * DAY, actual_start=START, percent_complete=20)
    done = Task(DAY, actual_start=START, actual_finish=START + 540, percent_complete=100)
    cols = columns(plan(going, done))
    found = behind(cols, schedule(cols), FRIDAY)
    assert found.done_until[0] == at("2026-03-03T17:00")
    assert found.minutes.tolist() == [2 * DAY, 0]


def test_what_remains_from_the_data_date_on_is_not_behind_it() -> None:
    going = Task(10 * DAY, actual_start=START, percent_complete=20)
    since = plan(going, Task(DAY))
    cols = columns(replace(since, data_date=FRIDAY))
    found = behind(cols, schedule(cols), FRIDAY)
    assert found.done_until[0] == at("2026-03-03T17:00")
    assert not found.past.any()
    # A day later, a day of it is.
    later = behind(cols, schedule(cols), at("2026-03-09T08:00"))
    assert later.minutes.tolist() == [DAY, DAY]


def test_who_is_ahead_is_not_behind() -> None:
    cols = columns(plan(Task(10 * DAY, actual_start=START, percent_complete=60)))
    assert not behind(cols, schedule(cols), FRIDAY).past.any()


def test_a_first_task_is_pinned_and_carries_what_waits_for_it() -> None:
    before = plan(Task(DAY), Task(DAY), links=(Link(0, 1),))
    cols = columns(before)
    moves = move_unfinished(cols, schedule(cols), FRIDAY)
    assert dict(moves.pins) == {0: FRIDAY}
    after = schedule(moved(before, FRIDAY))
    assert after.start[1] == at("2026-03-09T08:00")


def test_what_waits_for_finished_work_is_pinned_itself() -> None:
    done = Task(DAY, actual_start=START, actual_finish=START + 540, percent_complete=100)
    before = plan(done, Task(DAY), Task(DAY), links=(Link(0, 1), Link(1, 2)))
    cols = columns(before)
    assert dict(move_unfinished(cols, schedule(cols), FRIDAY).pins) == {1: FRIDAY}


def test_a_started_task_rests_until_the_date_and_goes_on_with_what_is_left() -> None:
    before = plan(
        Task(4 * DAY, actual_start=START, percent_complete=25), Task(DAY), links=(Link(0, 1),)
    )
    cols = columns(before)
    moves = move_unfinished(cols, schedule(cols), FRIDAY)
    assert dict(moves.rests) == {0: (DAY, 3 * DAY)}
    assert not moves.pins
    after = schedule(moved(before, FRIDAY))
    # Three days from Friday on: Friday, Monday, Tuesday.
    assert after.start[0] == START
    assert after.finish[0] == at("2026-03-10T17:00")
    again = columns(moved(before, FRIDAY))
    assert not behind(again, schedule(again), FRIDAY).past.any()


def test_a_date_in_the_evening_means_the_next_morning() -> None:
    cols = columns(plan(Task(DAY)))
    found = move_unfinished(cols, schedule(cols), at("2026-03-06T18:00")).pins
    assert dict(found) == {0: at("2026-03-09T08:00")}


def test_a_date_somebody_fixed_is_left_and_said() -> None:
    cols = columns(plan(Task(DAY, constraint=MSO, constraint_date=START), Task(DAY)))
    moves = move_unfinished(cols, schedule(cols), FRIDAY)
    assert moves.held == (0,)
    assert list(moves.pins) == [1]


def test_manual_tasks_keep_their_length() -> None:
    typed = Task(2 * DAY, manual=True, manual_start=START, manual_finish=at("2026-03-03T17:00"))
    cols = columns(plan(typed))
    moves = move_unfinished(cols, schedule(cols), FRIDAY)
    assert dict(moves.dates) == {0: (FRIDAY, at("2026-03-09T17:00"))}


def test_only_the_chosen_move() -> None:
    cols = columns(plan(Task(DAY), Task(DAY)))
    assert list(move_unfinished(cols, schedule(cols), FRIDAY, {1}).pins) == [1]


def test_a_milestone_left_behind_moves_too() -> None:
    cols = columns(plan(Task(0)))
    assert dict(move_unfinished(cols, schedule(cols), FRIDAY).pins) == {0: FRIDAY}


task = st.builds(
    lambda duration, percent, late: Task(
        duration * 60,
        percent_complete=percent,
        actual_start=START + late if percent else None,
    ),
    st.integers(0, 40),
    st.sampled_from([0, 0, 10, 50, 90]),
    st.integers(0, 4_000),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(task, min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0, SS])), max_size=8),
    st.integers(0, 20_000),
)
def test_nothing_unfinished_lies_behind_after_moving(
    tasks: list[Task], pairs: list[tuple[int, int, int]], late: int
) -> None:
    links = tuple(Link(a, b, kind) for a, b, kind in pairs if a < b < len(tasks))
    before = plan(*tasks, links=links)
    after = columns(moved(before, START + late))
    assert not behind(after, schedule(after), START + late).past.any()

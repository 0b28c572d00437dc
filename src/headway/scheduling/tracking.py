"""Progress against a date: what ought to be done by then and is not, and how to move it after.

The status date is an argument; the schedule itself depends on a plan's data date alone. Moving follows
Microsoft Project's "reschedule uncompleted work to start after" (Update Project): what has not started
gets a start-no-earlier-than constraint, what has started rests until the date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.clock import Time, finish_after, start_at, work
from headway.scheduling.columns import NONE, Columns, TaskColumns
from headway.scheduling.plan import ALAP, ASAP, FNET, SNET
from headway.scheduling.schedule import DRIVERS, Schedule, schedule, time_of
from headway.scheduling.worktime import DAY, Ints, add

MOVABLE = (ASAP, ALAP, SNET, FNET)
"""Constraints that a start-no-earlier-than may take the place of; the others hold a date."""
HELD_BY_LINK = (DRIVERS.index("link"), DRIVERS.index("summary"))
MOST_ROUNDS = 50


@dataclass(frozen=True)
class Behind:
    """One value a task: until when it is done (its start where nothing is), the working minutes
    of its undone work that lie before the status date, and whether any part of it does."""

    done_until: Ints
    minutes: Ints
    past: NDArray[np.bool_]


@dataclass(frozen=True)
class Moves:
    """How unfinished work comes to lie after a date, by the tasks' places.

    `pins` are new start-no-earlier-than dates; `rests` are (minutes done, working minutes of rest
    after them); `dates` the new (start, finish) of manual tasks, None where one stays. `held` are
    tasks that a date of their own keeps in the past.
    """

    pins: Mapping[int, int]
    rests: Mapping[int, tuple[int, int]]
    dates: Mapping[int, tuple[int | None, int | None]]
    held: tuple[int, ...]


def behind(
    cols: Columns, result: Schedule, at: int, ahead: Mapping[int, int] | None = None
) -> Behind:
    """Return how far work lies behind the moment `at`, by `result`, the schedule of `cols`.

    `ahead` gives, by place, the working minutes in which a started task is still to rest (the rest
    of `pause` is over). Summaries and inactive tasks are never behind.
    """
    n = len(cols.parent)
    until, minutes = result.start.copy(), np.zeros(n, dtype=np.int64)
    past = np.zeros(n, dtype=bool)
    tasks = cols.tasks
    open_ = (cols.topology.summary == 0) & (tasks.active > 0) & (tasks.percent < 100)
    open_ &= tasks.actual_finish == NONE
    until[~open_] = result.finish[~open_]
    found = np.flatnonzero(open_ & (result.start < at))
    if not len(found):
        return Behind(until, minutes, past)
    time = _time(cols, result, at)
    for i in found.tolist():
        group = int(tasks.calendar[i])
        if tasks.actual_start[i] != NONE:
            until[i] = _done_until(tasks, time, result, i, (ahead or {}).get(i, 0))
        until_here = int(until[i])
        end = min(at, max(until_here, int(result.finish[i])))
        begun = tasks.actual_start[i] != NONE
        since = max(until_here, cols.data_date) if _from_data_date(tasks, i) else until_here
        minutes[i] = max(0, work(time, group, since, end))
        past[i] = minutes[i] > 0 or (not begun and work(time, group, until_here, at) > 0)
    return Behind(until, minutes, past)


def _from_data_date(tasks: TaskColumns, i: int) -> bool:
    """Whether what remains of a started task begins at the data date, if there is one: unless it has
    a moment of its own to go on at, or a finish by hand."""
    start, resume = int(tasks.actual_start[i]), int(tasks.resume[i])
    by_hand = bool(tasks.manual[i]) and tasks.manual_finish[i] != NONE
    return start != NONE and resume <= start and not by_hand


def _time(cols: Columns, result: Schedule, at: int) -> Time:
    """Return the compiled calendars, as far as the schedule and the moment reach."""
    first, last = result.reach
    return time_of(cols, min(first, at // DAY - 1), max(last, at // DAY + 400))


def _done_until(tasks: TaskColumns, time: Time, result: Schedule, i: int, ahead: int) -> int:
    """Return the moment up to which a started task is done."""
    member = int(time.member[time.at[int(tasks.calendar[i])]])
    start, left = int(result.start[i]), int(tasks.remaining[i])
    done = max(0, int(tasks.duration[i]) - left)
    if tasks.pause[i] == 0:
        return int(add(time.table, member, start, done))
    # Its rests so far lie before what remains of it.
    back = int(add(time.table, member, int(result.finish[i]), -(left + ahead)))
    return max(start, back)


def move_unfinished(
    cols: Columns,
    result: Schedule,
    at: int,
    chosen: Collection[int] | None = None,
    ahead: Mapping[int, int] | None = None,
) -> Moves:
    """Return how the unfinished work of the `chosen` tasks (all, if None) comes to lie after `at`.

    A task that what it waits for carries there anyway gets no pin. `result` is the schedule of
    `cols`, `ahead` as in `behind`.
    """
    now = behind(cols, result, at, ahead)
    wanted = [i for i in np.flatnonzero(now.past).tolist() if chosen is None or i in chosen]
    matrix = np.stack(cols.tasks, axis=1)
    tasks = TaskColumns(*(matrix[:, c] for c in range(matrix.shape[1])))
    time = _time(cols, result, at)
    rests: dict[int, tuple[int, int]] = {}
    dates: dict[int, tuple[int | None, int | None]] = {}
    held, waiting = [], []
    for i in wanted:
        group, left = int(tasks.calendar[i]), int(tasks.remaining[i])
        if tasks.actual_start[i] != NONE:
            done = max(0, int(tasks.duration[i]) - left)
            rest = work(time, group, int(now.done_until[i]), at)
            rests[i] = (done, int(rest))
            tasks.pause[i] += rest
            if tasks.manual[i] and tasks.manual_finish[i] != NONE:
                finish = int(finish_after(time, group, at, left, 0))
                dates[i] = (None, finish)
                tasks.manual_finish[i] = finish
        elif tasks.manual[i]:
            start, end = _placed(tasks, time, result, i, at)
            dates[i] = (start, end)
            tasks.manual_start[i] = start
            tasks.manual_finish[i] = NONE if end is None else end
        elif tasks.constraint[i] in MOVABLE:
            waiting.append(i)
        else:
            held.append(i)
    pins = _pins(replace(cols, tasks=tasks), result, time, waiting, at)
    return Moves(pins, rests, dates, tuple(held))


def _placed(
    tasks: TaskColumns, time: Time, result: Schedule, i: int, at: int
) -> tuple[int, int | None]:
    """Return the dates of a manual task that is put after a moment, its length kept."""
    group = int(tasks.calendar[i])
    length = int(work(time, group, int(result.start[i]), int(result.finish[i])))
    start = int(start_at(time, group, at, length))
    if tasks.manual_finish[i] == NONE:
        return start, None
    return start, int(finish_after(time, group, start, length, 0))


def _pins(cols: Columns, like: Schedule, time: Time, waiting: list[int], at: int) -> dict[int, int]:
    """Pin the tasks that would still start before `at`, first those that nothing carries there."""
    tasks, pins = cols.tasks, dict[int, int]()
    predecessor = cols.links.predecessor
    for round_ in range(MOST_ROUNDS):
        if not waiting:
            break
        result = schedule(cols, like)
        # Some minutes before a date in the evening or on a weekend are none of work.
        waiting = [
            i for i in waiting if work(time, int(tasks.calendar[i]), int(result.start[i]), at) > 0
        ]
        open_ = set(waiting)
        ripe = [
            i
            for i in waiting
            if result.driver[i] not in HELD_BY_LINK
            or _before(int(predecessor[result.driver_id[i]]), open_, cols)
        ]
        for i in waiting if round_ == MOST_ROUNDS - 1 else ripe or waiting:
            date = int(start_at(time, int(tasks.calendar[i]), at, int(tasks.duration[i])))
            pins[i] = date
            tasks.constraint[i], tasks.constraint_date[i] = SNET, date
            open_.discard(i)
        waiting = sorted(open_)
    return pins


def _before(predecessor: int, open_: set[int], cols: Columns) -> bool:
    """Whether what holds a task will not move itself: it, and what lies below it, are not open."""
    if predecessor in open_:
        return False
    if not cols.topology.summary[predecessor]:
        return True
    for i in open_:
        up = int(cols.parent[i])
        while up >= 0:
            if up == predecessor:
                return False
            up = int(cols.parent[up])
    return True

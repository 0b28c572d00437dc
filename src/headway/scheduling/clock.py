"""Working time of groups: when a task that several calendars drive can start and is done.

A group is one or more parts. Each part runs on its own calendar, for the task's duration or for a
length of its own (the work of one resource); the task starts with the first of them and is done
with the last.
"""

from __future__ import annotations

from typing import NamedTuple

from headway.scheduling.jit import kernel
from headway.scheduling.plan import LAG_ELAPSED, LAG_PERCENT
from headway.scheduling.worktime import (
    BEFORE,
    BEGIN,
    END,
    Ints,
    Table,
    add,
    after,
    begun,
    ended,
    next_working,
    position,
    previous_working,
)

FAR = 2**61


class Time(NamedTuple):
    """Compiled calendars, and the parts of each group: those from `at[g]` to `at[g + 1]`, with the
    calendar of each in `member` and its own length in `length` (-1: the task's duration)."""

    at: Ints
    member: Ints
    length: Ints
    table: Table


@kernel
def alone(t: Time, group: int) -> int:
    """Return the one calendar by which a group works for the task's whole duration, or -1."""
    k = t.at[group]
    if t.at[group + 1] == k + 1 and t.length[k] < 0:
        return int(t.member[k])
    return -1


@kernel
def placed(t: Table, c: int, moment: int, duration: int) -> tuple[int, int, int]:
    """Return start, finish and the working minutes before the start of a task that may start at
    `moment`: `start_at` and `finish_after` at once. The minutes are -1 past the horizon."""
    i = after(t, c, moment - 1 if duration == 0 else moment)
    high = t.offset[c + 1]
    if i == high:
        return moment, moment, -1
    start = max(moment, t.span[i, BEGIN])
    at = t.span[i, BEFORE] + start - t.span[i, BEGIN]
    if duration <= 0:
        return start, start, at
    target = at + duration
    if target <= t.span[i, BEFORE] + t.span[i, END] - t.span[i, BEGIN]:
        return start, start + duration, at
    if target > t.span[high - 1, BEFORE] + t.span[high - 1, END] - t.span[high - 1, BEGIN]:
        return moment, moment, -1
    return start, ended(t, c, target), at


@kernel
def placed_before(t: Table, c: int, moment: int, duration: int) -> tuple[int, int, int]:
    """Return start, finish and the working minutes before the finish of a task that must be done by
    `moment`: `finish_at` and `start_before` at once. The minutes are -1 before the horizon."""
    i = after(t, c, moment - 1)
    if i == t.offset[c + 1]:
        return moment, moment, -1
    if t.span[i, BEGIN] < moment:
        at = t.span[i, BEFORE] + moment - t.span[i, BEGIN]
        finish = moment
    elif i == t.offset[c]:
        return moment, moment, -1
    else:
        at = t.span[i, BEFORE]
        finish = t.span[i - 1, END]
    if duration <= 0:
        return moment, moment, at
    target = at - duration
    if target < 0:
        return moment, moment, -1
    return begun(t, c, target), finish, at


@kernel
def work(t: Time, group: int, start: int, finish: int) -> int:
    """Return the working minutes of a group's first calendar between two moments."""
    c = t.member[t.at[group]]
    return int(position(t.table, c, finish) - position(t.table, c, start))


@kernel
def start_at(t: Time, group: int, moment: int, duration: int) -> int:
    """Return when work can start at or after `moment`: the first of the group's calendars.

    Without duration the end of a working interval will do as well: a milestone stands at 17:00
    when its predecessor ends then.
    """
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        if duration == 0:
            i = after(t.table, c, moment - 1)
            last = t.table.offset[c + 1]
            found = moment if i == last else max(moment, t.table.span[i, BEGIN])
        else:
            found = next_working(t.table, c, moment)
        best = min(best, found)
    return best


@kernel
def finish_after(t: Time, group: int, start: int, duration: int, pause: int) -> int:
    """Return when `duration` begun at `start` is done, resting `pause` working minutes on the way:
    the last of the group's parts."""
    if duration <= 0:
        return start
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        minutes = duration if t.length[k] < 0 else t.length[k]
        best = max(best, add(t.table, c, start, minutes + pause))
    return best


@kernel
def start_before(t: Time, group: int, finish: int, duration: int, pause: int) -> int:
    """Return the latest start from which `duration` is done by `finish`."""
    if duration <= 0:
        return finish
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        minutes = duration if t.length[k] < 0 else t.length[k]
        best = min(best, add(t.table, c, finish, -minutes - pause))
    return best


@kernel
def finish_at(t: Time, group: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work can end."""
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        best = max(best, previous_working(t.table, t.member[k], moment))
    return best


@kernel
def opens(t: Time, group: int, moment: int) -> bool:
    """Return whether work of a group's first calendar begins at `moment` after a rest."""
    c = t.member[t.at[group]]
    i = after(t.table, c, moment)
    return bool(i < t.table.offset[c + 1] and t.table.span[i, BEGIN] == moment)


@kernel
def lagged(t: Time, group: int, moment: int, lag: int, kind: int, duration: int, sign: int) -> int:
    """Return `moment` moved by a link's lag, forward (sign 1) or back (sign -1)."""
    if lag == 0:
        return moment
    minutes = lag
    if kind == LAG_PERCENT:
        minutes = int(round(lag * duration / 10000))
    if kind == LAG_ELAPSED:
        return moment + sign * minutes
    c = t.member[t.at[group]]
    return int(add(t.table, c, moment, sign * minutes))

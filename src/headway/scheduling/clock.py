"""Working time of groups: when a task that several calendars drive can start and is done.

A group is one or more parts. Each part runs on its own calendar, for the task's duration or for a
length of its own (the work of one resource); the task starts with the first of them and is done
with the last.
"""

from __future__ import annotations

from typing import NamedTuple

from headway.scheduling.jit import compiled
from headway.scheduling.plan import LAG_ELAPSED, LAG_PERCENT
from headway.scheduling.worktime import (
    Ints,
    add,
    after,
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
    offset: Ints
    begin: Ints
    end: Ints
    before: Ints


@compiled
def work(t: Time, group: int, start: int, finish: int) -> int:
    """Return the working minutes of a group's first calendar between two moments."""
    c = t.member[t.at[group]]
    until = position(t.offset, t.begin, t.end, t.before, c, finish)
    return int(until - position(t.offset, t.begin, t.end, t.before, c, start))


@compiled
def start_at(t: Time, group: int, moment: int, duration: int) -> int:
    """Return when work can start at or after `moment`: the first of the group's calendars.

    Without duration the end of a working interval will do as well: a milestone stands at 17:00
    when its predecessor ends then.
    """
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        if duration == 0:
            low, high = t.offset[c], t.offset[c + 1]
            i = after(t.end, low, high, moment - 1)
            found = moment if i == high else max(moment, t.begin[i])
        else:
            found = next_working(t.offset, t.begin, t.end, c, moment)
        best = min(best, found)
    return best


@compiled
def finish_after(t: Time, group: int, start: int, duration: int, pause: int) -> int:
    """Return when `duration` begun at `start` is done, resting `pause` working minutes on the way:
    the last of the group's parts."""
    if duration <= 0:
        return start
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        minutes = duration if t.length[k] < 0 else t.length[k]
        best = max(best, add(t.offset, t.begin, t.end, t.before, c, start, minutes + pause))
    return best


@compiled
def start_before(t: Time, group: int, finish: int, duration: int, pause: int) -> int:
    """Return the latest start from which `duration` is done by `finish`."""
    if duration <= 0:
        return finish
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        minutes = duration if t.length[k] < 0 else t.length[k]
        best = min(best, add(t.offset, t.begin, t.end, t.before, c, finish, -minutes - pause))
    return best


@compiled
def finish_at(t: Time, group: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work can end."""
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        best = max(best, previous_working(t.offset, t.begin, t.end, t.member[k], moment))
    return best


@compiled
def opens(t: Time, group: int, moment: int) -> bool:
    """Return whether work of a group's first calendar begins at `moment` after a rest."""
    c = t.member[t.at[group]]
    high = t.offset[c + 1]
    i = after(t.end, t.offset[c], high, moment)
    return bool(i < high and t.begin[i] == moment)


@compiled
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
    return int(add(t.offset, t.begin, t.end, t.before, c, moment, sign * minutes))

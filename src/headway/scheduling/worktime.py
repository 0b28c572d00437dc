"""Working time: calendars as sorted intervals with running sums, and arithmetic on them.

A calendar over a horizon is three equally long arrays: `begin` and `end` of its working intervals
and `before`, the working minutes that lie before each. Position on that scale turns "add 3 days of
work" into an addition and a binary search. Several calendars lie one behind the other in `Table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.jit import kernel
from headway.scheduling.plan import Calendar, Intervals

DAY = 1440
FIRST_MOMENT = -36_816_480  # 1900-01-01
LAST_MOMENT = 120_972_960  # 2200-01-01
BEGIN, END, BEFORE = range(3)
ALWAYS: Intervals = ((0, DAY),)
SLOT_BITS = 8
"""Two to this power are the working minutes between two entries of the index by work."""

Ints: TypeAlias = NDArray[np.int64]


class Table(NamedTuple):
    """Calendars over a horizon: the intervals of calendar c lie in `span` from `offset[c]` to
    `offset[c + 1]`, each a row of begin, end and the working minutes before it.

    `at` finds the interval of a moment without a search: at `c * days + d` it has the first one
    of calendar c that ends after day d of the horizon begins. `by_work` finds that of a position:
    at `work_offset[c] + (p >> SLOT_BITS)` the first one that ends at or after so much work.
    """

    offset: Ints
    span: Ints
    at: NDArray[np.int32]
    first: int
    days: int
    by_work: NDArray[np.int32]
    work_offset: Ints


def intervals_of(calendars: Sequence[Calendar], which: int, day: int) -> Intervals:
    """Return the working intervals of a day (days since 1970-01-01; Monday is day 4)."""
    weekday = (day + 3) % 7
    index = which
    seen = 0
    while index >= 0 and seen <= len(calendars):
        calendar = calendars[index]
        for exception in calendar.exceptions:
            if exception.first <= day <= exception.last:
                return exception.intervals
        for work_week in calendar.work_weeks:
            if work_week.first <= day <= work_week.last:
                other = work_week.week[weekday]
                if other is not None:
                    return other
        own = calendar.week[weekday]
        if own is not None:
            # A base's exception holds unless the day has a pattern of its own; with one it still
            # does where the base says that the day is off or different by exception.
            above = _base_exception(calendars, calendar.base, day)
            return own if above is None else above
        index = calendar.base
        seen += 1
    return ()


def _base_exception(calendars: Sequence[Calendar], index: int, day: int) -> Intervals | None:
    seen = 0
    while index >= 0 and seen <= len(calendars):
        for exception in calendars[index].exceptions:
            if exception.first <= day <= exception.last:
                return exception.intervals
        index = calendars[index].base
        seen += 1
    return None


def spans(
    calendars: Sequence[Calendar], which: int, first: int, last: int
) -> tuple[list[int], list[int]]:
    """Return begins and ends of the working intervals from day `first` to before day `last`.

    Days without exceptions repeat by the week, so only special days are looked up one by one.
    """
    special = _special_days(calendars, which, first, last)
    plain_week = [_plain(calendars, which, weekday) for weekday in range(7)]
    begins: list[int] = []
    ends: list[int] = []
    if all(day == ALWAYS for day in plain_week) and not special:
        return [first * DAY], [last * DAY]
    for day in range(first, last):
        found = intervals_of(calendars, which, day) if day in special else plain_week[(day + 3) % 7]
        at = day * DAY
        for start, stop in found:
            if ends and ends[-1] >= at + start:
                ends[-1] = max(ends[-1], at + stop)
            else:
                begins.append(at + start)
                ends.append(at + stop)
    return begins, ends


def _plain(calendars: Sequence[Calendar], which: int, weekday: int) -> Intervals:
    index = which
    for _ in range(len(calendars) + 1):
        if index < 0:
            break
        found = calendars[index].week[weekday]
        if found is not None:
            return found
        index = calendars[index].base
    return ()


def _special_days(calendars: Sequence[Calendar], which: int, first: int, last: int) -> set[int]:
    found: set[int] = set()
    index = which
    for _ in range(len(calendars) + 1):
        if index < 0:
            break
        calendar = calendars[index]
        for exception in calendar.exceptions:
            found.update(range(max(exception.first, first), min(exception.last + 1, last)))
        for week in calendar.work_weeks:
            found.update(range(max(week.first, first), min(week.last + 1, last)))
        index = calendar.base
    return found


def intersect(
    one: tuple[list[int], list[int]], other: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Return the time that both work."""
    begins: list[int] = []
    ends: list[int] = []
    i = j = 0
    while i < len(one[0]) and j < len(other[0]):
        low, high = max(one[0][i], other[0][j]), min(one[1][i], other[1][j])
        if low < high:
            begins.append(low)
            ends.append(high)
        if one[1][i] < other[1][j]:
            i += 1
        else:
            j += 1
    return begins, ends


@lru_cache(maxsize=64)
def table(
    calendars: tuple[Calendar, ...], wanted: tuple[tuple[int, ...], ...], first: int, last: int
) -> Table:
    """Return the compiled calendars: each of `wanted` is the common time of some of `calendars`.

    `first` and `last` are days. An empty tuple in `wanted` is round the clock.
    """
    offsets = [0]
    begin: list[int] = []
    end: list[int] = []
    before: list[int] = []
    single: dict[int, tuple[list[int], list[int]]] = {}
    for group in wanted:
        found: tuple[list[int], list[int]] = ([first * DAY], [last * DAY])
        for number, which in enumerate(group):
            if which not in single:
                single[which] = spans(calendars, which, first, last)
            found = single[which] if number == 0 else intersect(found, single[which])
        total = 0
        for low, high in zip(*found, strict=True):
            begin.append(low)
            end.append(high)
            before.append(total)
            total += high - low
        offsets.append(len(begin))
    span = np.array([begin, end, before], dtype=np.int64).T.copy()
    finishes = span[:, END]
    days = last - first
    midnights = np.arange(first, last, dtype=np.int64) * DAY
    index = np.empty(len(wanted) * days, dtype=np.int32)
    for c in range(len(wanted)):
        low, high = offsets[c], offsets[c + 1]
        found_at = np.searchsorted(finishes[low:high], midnights, side="right")
        index[c * days : (c + 1) * days] = low + found_at
    by_work, work_offset = _by_work(span, offsets)
    return Table(
        np.array(offsets, dtype=np.int64), span, index, first * DAY, days, by_work, work_offset
    )


def _by_work(span: Ints, offsets: Sequence[int]) -> tuple[NDArray[np.int32], Ints]:
    """Return the index of intervals by work, and where that of each calendar begins."""
    worked = span[:, BEFORE] + span[:, END] - span[:, BEGIN]
    parts: list[NDArray[np.int32]] = []
    at = [0]
    for low, high in pairwise(offsets):
        slots = np.arange(0, int(worked[high - 1]) + 1 if high > low else 0, 1 << SLOT_BITS)
        parts.append((low + np.searchsorted(worked[low:high], slots)).astype(np.int32))
        at.append(at[-1] + len(slots))
    return np.concatenate([*parts, np.zeros(0, np.int32)]), np.array(at, dtype=np.int64)


@kernel
def after(t: Table, c: int, moment: int) -> int:
    """Return the first interval of calendar `c` that ends after `moment`; past its last if none."""
    day = (moment - t.first) // DAY
    high = t.offset[c + 1]
    if day >= t.days:
        day = t.days - 1
    i = t.offset[c] if day < 0 else np.int64(t.at[c * t.days + day])
    while i < high and t.span[i, END] <= moment:
        i += 1
    return int(i)


@kernel
def position(t: Table, c: int, moment: int) -> int:
    """Return the working minutes of calendar `c` before `moment`."""
    low, high = t.offset[c], t.offset[c + 1]
    if low == high:
        return 0
    i = after(t, c, moment)
    if i == high:
        return int(t.span[high - 1, BEFORE] + t.span[high - 1, END] - t.span[high - 1, BEGIN])
    return int(t.span[i, BEFORE] + max(0, moment - t.span[i, BEGIN]))


@kernel
def next_working(t: Table, c: int, moment: int) -> int:
    """Return the first working moment at or after `moment`; past the horizon, `moment`."""
    i = after(t, c, moment)
    if i == t.offset[c + 1]:
        return moment
    return int(max(moment, t.span[i, BEGIN]))


@kernel
def previous_working(t: Table, c: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work can end."""
    i = after(t, c, moment - 1)
    if i < t.offset[c + 1] and t.span[i, BEGIN] < moment:
        return moment
    if i == t.offset[c]:
        return moment
    return int(t.span[i - 1, END])


@kernel
def add(t: Table, c: int, moment: int, minutes: int) -> int:
    """Return the moment at which `minutes` of work begun at `moment` end.

    Zero minutes give `moment`; negative ones go back, to the moment from which that much work
    ends at `moment`. Past the horizon the rest counts round the clock.
    """
    if minutes == 0:
        return moment
    low, high = t.offset[c], t.offset[c + 1]
    if low == high:
        return moment + minutes
    i = after(t, c, moment)
    if i == high:
        here = t.span[high - 1, BEFORE] + t.span[high - 1, END] - t.span[high - 1, BEGIN]
    else:
        here = t.span[i, BEFORE] + max(0, moment - t.span[i, BEGIN])
    target = here + minutes
    total = t.span[high - 1, BEFORE] + t.span[high - 1, END] - t.span[high - 1, BEGIN]
    if target > total:
        return int(max(moment, t.span[high - 1, END]) + target - total)
    if target < 0:
        return int(min(moment, t.span[low, BEGIN]) + target)
    if minutes > 0:
        return int(ended(t, c, target))
    return int(begun(t, c, target))


@kernel
def ended(t: Table, c: int, target: int) -> int:
    """Return the moment at which calendar `c` has worked `target` minutes, of 1 to all it has."""
    i = np.int64(t.by_work[t.work_offset[c] + (target >> SLOT_BITS)])
    while t.span[i, BEFORE] + t.span[i, END] - t.span[i, BEGIN] < target:
        i += 1
    return int(t.span[i, BEGIN] + target - t.span[i, BEFORE])


@kernel
def begun(t: Table, c: int, target: int) -> int:
    """Return the moment at which the work after the first `target` minutes of calendar `c` begins;
    of all that it has, its end."""
    i = np.int64(t.by_work[t.work_offset[c] + (target >> SLOT_BITS)])
    last = t.offset[c + 1] - 1
    while i < last and t.span[i + 1, BEFORE] <= target:
        i += 1
    return int(t.span[i, BEGIN] + target - t.span[i, BEFORE])


def work_between(calendars: Table, which: int, start: int, finish: int) -> int:
    """Return the working minutes between two moments (negative if they are the wrong way round)."""
    return int(position(calendars, which, finish) - position(calendars, which, start))


def working_minutes(
    calendars: Sequence[Calendar], group: tuple[int, ...], start: int, finish: int
) -> int:
    """Return the minutes between two moments in which all calendars of a group work."""
    if finish <= start:
        return 0
    found = table(tuple(calendars), (group,), start // DAY - 1, finish // DAY + 1)
    return work_between(found, 0, start, finish)

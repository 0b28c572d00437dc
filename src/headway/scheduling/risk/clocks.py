"""Calendars for many look-ups: where work goes on, and where so many minutes of it end.

Minutes count from an origin and fit in 32 bits. A bucket index points at the interval that holds
the first minute of each 64, in time and in working time, so that a look-up walks a step or two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.columns import Columns
from headway.scheduling.jit import compiled
from headway.scheduling.worktime import DAY, intersect, spans

Small = NDArray[np.int32]
SHIFT = 6


class Clocks(NamedTuple):
    """Calendar c has the intervals `at[c]` to `at[c + 1]` of begin, end and working minutes before,
    the last of them endless; its buckets of time and of work begin at `time_at[c]`, `work_at[c]`.
    Group g runs on `member[group_at[g]:group_at[g + 1]]`, each for its `length` (-1: the task's)."""

    at: Small
    begin: Small
    end: Small
    before: Small
    time_at: Small
    by_time: Small
    work_at: Small
    by_work: Small
    group_at: Small
    member: Small
    length: Small


def clocks(cols: Columns, first: int, last: int) -> Clocks:
    """Return the calendars of a plan's groups from day `first` to day `last`, in minutes since
    `first`; past the last day work goes on round the clock."""
    wanted: dict[tuple[int, ...], int] = {}
    group_at, member, length = [0], [], []
    for group in cols.groups:
        for common, minutes in group:
            member.append(wanted.setdefault(common, len(wanted)))
            length.append(minutes)
        group_at.append(len(member))
    at, time_at, work_at = [0], [0], [0]
    begins, ends, befores, times, works = [], [], [], [], []
    top = (last - first) * DAY
    for common in wanted:
        found: tuple[list[int], list[int]] = ([first * DAY], [last * DAY])
        for which in common:
            found = intersect(found, spans(cols.calendars, which, first, last))
        begin = np.array(found[0], dtype=np.int64) - first * DAY
        end = np.array(found[1], dtype=np.int64) - first * DAY
        if len(end) and end[-1] == top:
            begin, end = begin[:-1], end[:-1]
            tail = int(found[0][-1]) - first * DAY
        else:
            tail = top
        begin = np.append(begin, tail)
        end = np.append(end, 2**30)
        before = np.concatenate([[0], np.cumsum(end - begin)[:-1]])
        buckets = np.arange(0, top + (2 << SHIFT), 1 << SHIFT)
        times.append(np.searchsorted(end, buckets, side="right"))
        upto = before + (end - begin)
        work_buckets = np.arange(0, int(before[-1]) + (2 << SHIFT), 1 << SHIFT)
        works.append(np.searchsorted(upto, work_buckets, side="left"))
        begins.append(begin)
        ends.append(end)
        befores.append(before)
        at.append(at[-1] + len(begin))
        time_at.append(time_at[-1] + len(times[-1]))
        work_at.append(work_at[-1] + len(works[-1]))

    def one(parts: list[NDArray[np.int64]]) -> Small:
        return np.concatenate(parts).astype(np.int32)

    def row(values: list[int]) -> Small:
        return np.array(values, dtype=np.int32)

    return Clocks(
        row(at), one(begins), one(ends), one(befores), row(time_at), one(times), row(work_at),
        one(works), row(group_at), row(member), row(length),
    )  # fmt: skip


@compiled
def seek(k: Clocks, c: int, moment: int) -> int:
    """Return the first interval of calendar `c` that ends after `moment`."""
    bucket = min(max(moment, 0) >> SHIFT, k.time_at[c + 1] - k.time_at[c] - 1)
    i = k.at[c] + k.by_time[k.time_at[c] + bucket]
    while k.end[i] <= moment:
        i += 1
    return int(i)


@compiled
def worked(k: Clocks, c: int, moment: int) -> int:
    """Return the working minutes of calendar `c` before `moment`."""
    i = seek(k, c, moment)
    return int(k.before[i] + max(0, moment - k.begin[i]))


@compiled
def done(k: Clocks, c: int, work: int) -> int:
    """Return the first moment before which `work` minutes of work lie."""
    bucket = min(max(work, 0) >> SHIFT, k.work_at[c + 1] - k.work_at[c] - 1)
    i = k.at[c] + k.by_work[k.work_at[c] + bucket]
    while k.before[i] + (k.end[i] - k.begin[i]) < work:
        i += 1
    return int(k.begin[i] + work - k.before[i])


@compiled
def begun(k: Clocks, c: int, work: int) -> int:
    """Return the last moment before which only `work` minutes of work lie."""
    bucket = min(max(work, 0) >> SHIFT, k.work_at[c + 1] - k.work_at[c] - 1)
    i = k.at[c] + k.by_work[k.work_at[c] + bucket]
    while k.before[i] + (k.end[i] - k.begin[i]) <= work:
        i += 1
    return int(k.begin[i] + work - k.before[i])


@compiled
def ended(k: Clocks, c: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work can end."""
    i = seek(k, c, moment - 1)
    if k.begin[i] < moment or i == k.at[c]:
        return moment
    return int(k.end[i - 1])

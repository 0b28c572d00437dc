"""Kernels that keep what each resource has free, by moments at which it changes.

A task takes units only while its calendars work.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.jit import compiled
from headway.scheduling.risk.clocks import Clocks, Small, seek, worked
from headway.scheduling.worktime import Ints

NEVER = 2**30


class Demand(NamedTuple):
    """Task i needs `units[k]` of resource `resource[k]` for k from `at[i]` to `at[i + 1]`.

    `free_at` and `free` are what each resource has free, by moment from which it holds, `events`
    of them a resource.
    `whole` says that all tasks of a resource keep the same hours, so that whole spans compare.
    """

    at: Small
    resource: Small
    units: Ints
    events: Small
    free_at: NDArray[np.int32]
    free: Ints
    whole: NDArray[np.uint8]


@compiled
def shortage(d: Demand, r: int, units: int, low: int, high: int) -> tuple[int, int]:
    """Return the first part of [low, high) in which a resource has fewer units free."""
    if high <= low:
        return NEVER, NEVER
    at = d.free_at[r]
    n = d.events[r]
    e = np.searchsorted(at[:n], low, side="right") - 1
    while e < n and at[e] < high:
        if d.free[r, e] < units:
            until = at[e + 1] if e + 1 < n else NEVER
            return max(low, at[e]), min(high, until)
        e += 1
    return NEVER, NEVER


@compiled
def _edge(d: Demand, r: int, moment: int) -> int:
    """Return the event of a resource at `moment`, which is made if there is none."""
    n = d.events[r]
    e = np.searchsorted(d.free_at[r, :n], moment)
    if e < n and d.free_at[r, e] == moment:
        return int(e)
    for f in range(n, e, -1):
        d.free_at[r, f] = d.free_at[r, f - 1]
        d.free[r, f] = d.free[r, f - 1]
    d.free_at[r, e] = moment
    d.free[r, e] = d.free[r, e - 1]
    d.events[r] = n + 1
    return int(e)


@compiled
def taken(d: Demand, r: int, units: int, low: int, high: int) -> None:
    """Take units of a resource from `low` to `high`."""
    if high <= low or units == 0:
        return
    first = _edge(d, r, low)
    last = _edge(d, r, high)
    for e in range(first, last):
        d.free[r, e] -= units


@compiled
def room(d: Demand) -> int:
    """Return for how many more events every resource has room."""
    return int(d.free_at.shape[1] - d.events.max())


@compiled
def grown(d: Demand) -> Demand:
    """Return the demand with room for twice as many events."""
    rows, width = d.free_at.shape
    free_at = np.zeros((rows, 2 * width), dtype=np.int32)
    free = np.zeros((rows, 2 * width), dtype=np.int64)
    free_at[:, :width] = d.free_at
    free[:, :width] = d.free
    return Demand(d.at, d.resource, d.units, d.events, free_at, free, d.whole)


@compiled
def clash(d: Demand, k: Clocks, group: int, i: int, start: int, finish: int) -> int:
    """Return -1 if a task fits from start to finish, else before which moment it must not start."""
    for need in range(d.at[i], d.at[i + 1]):
        r, units = d.resource[need], d.units[need]
        low, high = shortage(d, r, units, start, finish)
        if low == NEVER:
            continue
        if d.whole[r] or k.group_at[group + 1] - k.group_at[group] != 1:
            return int(high)
        # Only where the task works does a shortage hurt.
        c = k.member[k.group_at[group]]
        x = seek(k, c, low)
        while k.begin[x] < finish:
            low, high = shortage(d, r, units, max(start, k.begin[x]), min(finish, k.end[x]))
            if low != NEVER:
                return int(high)
            x += 1
    return -1


@compiled
def pieces(k: Clocks, group: int, start: int, finish: int) -> int:
    """Return into how many spans of working time a task falls."""
    if k.group_at[group + 1] - k.group_at[group] != 1:
        return 1
    c = k.member[k.group_at[group]]
    return int(seek(k, c, max(finish - 1, start)) - seek(k, c, start) + 1)


@compiled
def occupy(d: Demand, k: Clocks, group: int, i: int, start: int, finish: int) -> Demand:
    """Take a task's units while it works; return the demand, which may have grown."""
    if finish <= start or d.at[i] == d.at[i + 1]:
        return d
    while room(d) < 2 * pieces(k, group, start, finish) + 2:
        d = grown(d)
    for need in range(d.at[i], d.at[i + 1]):
        r, units = d.resource[need], d.units[need]
        if d.whole[r] or k.group_at[group + 1] - k.group_at[group] != 1:
            taken(d, r, units, start, finish)
            continue
        c = k.member[k.group_at[group]]
        x = seek(k, c, start)
        while k.begin[x] < finish:
            taken(d, r, units, max(start, k.begin[x]), min(finish, k.end[x]))
            x += 1
    return d


@compiled
def gaps(
    d: Demand, k: Clocks, c: int, i: int, early: int, length: int, take: bool, rests: Small
) -> tuple[int, int]:
    """Return start and finish of a task that works whenever calendar and resources let it.

    With `take` its units are taken and its rests noted: row n of `rests`, as far as there are rows,
    has the task, the working minutes done before and those of the rest; `rests[0, 0]` counts them.
    """
    x = seek(k, c, early)
    first, left, moment = NEVER, length, max(early, k.begin[x])
    upto = 0
    while left > 0:
        high = k.end[x]
        while moment < high and left > 0:
            until = high
            blocked = -1
            for need in range(d.at[i], d.at[i + 1]):
                low, end = shortage(d, d.resource[need], d.units[need], moment, until)
                if low < until:
                    until = low
                    blocked = end
            until = min(until, moment + left)
            if until > moment:
                first = min(first, moment)
                if take:
                    here = worked(k, c, moment)
                    if left < length and here > upto:
                        rests[0, 0] += 1
                        if rests[0, 0] < len(rests):
                            rests[rests[0, 0], 0] = i
                            rests[rests[0, 0], 1] = length - left
                            rests[rests[0, 0], 2] = here - upto
                    upto = here + until - moment
                    for need in range(d.at[i], d.at[i + 1]):
                        taken(d, d.resource[need], d.units[need], moment, until)
                left -= until - moment
                moment = until
            elif blocked >= 0:
                moment = max(blocked, moment + 1)
            if moment >= NEVER // 2:
                return NEVER, NEVER
        if left > 0:
            x += 1
            if x >= k.at[c + 1] or k.begin[x] >= NEVER // 2:
                return NEVER, NEVER
            # A shortage may reach over intervals.
            x = seek(k, c, max(moment, k.begin[x]))
            moment = max(moment, k.begin[x])
    return first, moment

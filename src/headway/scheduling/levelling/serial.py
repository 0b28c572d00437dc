"""Kernels that turn an order of activities into a schedule, one word of resources a time unit.

Serial schedule generation (Kelley 1963; Kolisch 1996) and forward-backward improvement, also known
as double justification (Li and Willis 1992; Valls, Ballestín and Quintanilla 2005).
"""

from __future__ import annotations

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.instance import Net, Small
from headway.scheduling.worktime import Ints

TOO_LONG = 2**30
"""The makespan of what was not finished."""


@compiled
def _serial_in_words(
    duration: Small,
    into_at: Small,
    into: Small,
    need_of: Ints,
    full: int,
    guard: int,
    sequence: Small,
    free: Ints,
    start: Small,
    tail: Small,
    limit: int,
) -> int:
    """Do as `within` where one word a time unit holds all resources.

    Unsigned places spare the check for negative ones, which costs as much as the rest.
    """
    makespan = np.int64(0)
    stopped = False
    for place in range(np.uint64(len(sequence))):
        i = np.uint32(sequence[place])
        length = np.int64(duration[i])
        at = np.int64(0)
        for k in range(np.uint32(into_at[i]), np.uint32(into_at[i + np.uint32(1)])):
            p = np.uint32(into[k])
            at = max(at, np.int64(start[p] + duration[p]))
        if length > 0:
            need = need_of[i]
            checked = at - 1
            t = at + length - 1
            while t > checked:
                if (free[np.uint64(t)] - need) & guard == guard:
                    t -= 1
                else:
                    # Nothing can start before the end of the last shortage seen.
                    checked = at + length - 1
                    at = t + 1
                    t = at + length - 1
            if at + tail[i] > limit:
                stopped = True
                break
            for u in range(np.uint64(at), np.uint64(at + length)):
                free[u] -= need
        start[i] = at
        makespan = max(makespan, at + length)
    for u in range(np.uint64(makespan)):
        free[u] = full
    return TOO_LONG if stopped else int(makespan)


@compiled
def serial(net: Net, sequence: Small, free: Ints, start: Small) -> int:
    """Start each activity of a precedence-feasible sequence as early as possible.

    Fills `start` and returns the makespan. `free` is scratch of shape (horizon + 1, words) that
    holds `net.full` in every row, and does so again at the end.
    """
    words = len(net.full)
    if words == 1:
        return int(
            _serial_in_words(
                net.duration, net.into_at, net.into, net.need.reshape(-1), net.full[0],
                net.guard[0], sequence, free.reshape(-1), start, net.tail, TOO_LONG,
            )
        )  # fmt: skip
    guard = net.guard[0]
    makespan = 0
    for place in range(len(sequence)):
        i = sequence[place]
        duration = net.duration[i]
        at = 0
        for k in range(net.into_at[i], net.into_at[i + 1]):
            p = net.into[k]
            at = max(at, start[p] + net.duration[p])
        need = net.need[i, 0]
        if duration > 0:
            checked = at - 1
            t = at + duration - 1
            while t > checked:
                fits = (free[t, 0] - need) & guard == guard
                for w in range(1, words):
                    fits = fits and (free[t, w] - net.need[i, w]) & net.guard[w] == net.guard[w]
                if fits:
                    t -= 1
                else:
                    # Nothing can start before the end of the last shortage seen.
                    checked = at + duration - 1
                    at = t + 1
                    t = at + duration - 1
            for t in range(at, at + duration):
                free[t, 0] -= need
            for w in range(1, words):
                for t in range(at, at + duration):
                    free[t, w] -= net.need[i, w]
        start[i] = at
        makespan = max(makespan, at + duration)
    for w in range(words):
        for t in range(makespan):
            free[t, w] = net.full[w]
    return makespan


@compiled
def within(net: Net, sequence: Small, free: Ints, start: Small, limit: int) -> int:
    """Do as `serial`, but return TOO_LONG as soon as the makespan is seen to pass `limit`."""
    if len(net.full) != 1:
        return int(serial(net, sequence, free, start))
    return int(
        _serial_in_words(
            net.duration, net.into_at, net.into, net.need.reshape(-1), net.full[0],
            net.guard[0], sequence, free.reshape(-1), start, net.tail, limit,
        )
    )  # fmt: skip


@compiled
def by_time(net: Net, key: Small, top: int, count: Small, sequence: Small) -> None:
    """Fill `sequence` with the activities by rising `key` in [0, top], ties in topological order."""
    one = np.uint32(1)
    for t in range(np.uint32(top + 2)):
        count[t] = 0
    for i in range(np.uint32(len(key))):
        count[np.uint32(key[i]) + one] += 1
    before = 0
    for t in range(np.uint32(top + 2)):
        before += count[t]
        count[t] = before
    for place in range(np.uint32(len(net.order))):
        at = np.uint32(key[np.uint32(net.order[place])])
        sequence[np.uint32(count[at])] = net.order[place]
        count[at] += 1


@compiled
def mirrored(net: Net, start: Small, makespan: int, key: Small) -> None:
    """Fill `key` with the starts as seen when time runs backward: makespan - finish."""
    for i in range(len(start)):
        key[i] = makespan - start[i] - net.duration[i]


@compiled
def justified(
    ahead: Net,
    back: Net,
    makespan: int,
    start: Small,
    free: Ints,
    key: Small,
    count: Small,
    sequence: Small,
) -> int:
    """Push a schedule to the right, then to the left; return the makespan, never a larger one."""
    mirrored(ahead, start, makespan, key)
    by_time(back, key, makespan, count, sequence)
    makespan = serial(back, sequence, free, start)
    mirrored(ahead, start, makespan, key)
    by_time(ahead, key, makespan, count, sequence)
    return int(serial(ahead, sequence, free, start))


@compiled
def serial_by_events(
    duration: Ints,
    into_at: Small,
    into: Small,
    demand: Ints,
    capacity: Ints,
    sequence: Small,
    start: Ints,
) -> int:
    """Do as `serial` for durations of any length: free resources change at events alone.

    `moment[e]` to `moment[e + 1]` has `free[e]` of each resource. Returns the makespan.
    """
    n = len(sequence)
    kinds = len(capacity)
    moment = np.zeros(2 * n + 2, dtype=np.int64)
    free = np.zeros((2 * n + 2, kinds), dtype=np.int64)
    free[0] = capacity
    count = 1
    makespan = 0
    for place in range(n):
        i = sequence[place]
        at = 0
        for k in range(into_at[i], into_at[i + 1]):
            at = max(at, start[into[k]] + duration[into[k]])
        if duration[i] > 0:
            first = np.searchsorted(moment[:count], at, side="right") - 1
            e = first
            while e < count and moment[e] < at + duration[i]:
                for k in range(kinds):
                    if free[e, k] < demand[i, k]:
                        first = e + 1
                        at = moment[first]
                        break
                e += 1
            end = at + duration[i]
            for edge in (at, end):
                e = np.searchsorted(moment[:count], edge, side="right") - 1
                if moment[e] != edge:
                    for f in range(count, e + 1, -1):
                        moment[f] = moment[f - 1]
                        free[f] = free[f - 1]
                    moment[e + 1] = edge
                    free[e + 1] = free[e]
                    count += 1
            e = np.searchsorted(moment[:count], at)
            while moment[e] < end:
                free[e] -= demand[i]
                e += 1
        start[i] = at
        makespan = max(makespan, at + duration[i])
    return makespan

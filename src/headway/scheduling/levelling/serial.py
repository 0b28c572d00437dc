"""Kernels that turn an order of activities into a schedule, one word of resources a time unit.

Serial schedule generation (Kelley 1963; Kolisch 1996) and forward-backward improvement, also known
as double justification (Li and Willis 1992; Valls, Ballestín and Quintanilla 2005).
"""

from __future__ import annotations

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.instance import Net, Small
from headway.scheduling.worktime import Ints


@compiled
def serial(net: Net, sequence: Small, free: Ints, start: Small) -> int:
    """Start each activity of a precedence-feasible sequence as early as possible.

    Fills `start` and returns the makespan. `free` is scratch of shape (horizon + 1, words) that
    holds `net.full` in every row, and does so again at the end.
    """
    words = len(net.full)
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
def by_time(net: Net, key: Small, top: int, count: Small, sequence: Small) -> None:
    """Fill `sequence` with the activities by rising `key` in [0, top], ties in topological order."""
    for t in range(top + 2):
        count[t] = 0
    for i in range(len(key)):
        count[key[i] + 1] += 1
    for t in range(top + 1):
        count[t + 1] += count[t]
    for place in range(len(net.order)):
        i = net.order[place]
        sequence[count[key[i]]] = i
        count[key[i]] += 1


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

"""Kernels of simulated annealing over orders of activities.

After Kirkpatrick, Gelatt and Vecchi (1983) and, on activity lists, Bouleimen and Lecocq, "A new
efficient simulated annealing algorithm for the resource-constrained project scheduling problem and
its multiple mode version" (2003). An activity moves to another place between its predecessors and
its successors; how much longer the schedule may grow is drawn before it is built, so that most of
those that are refused are given up early.
"""

from __future__ import annotations

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.instance import Net, Small
from headway.scheduling.levelling.serial import by_time, justified, serial, within
from headway.scheduling.worktime import Ints

FARTHEST = 20
"""Places that an activity moves at most."""
JUSTIFY = 0.02
"""Share of the accepted schedules that are justified though they are no better."""


@compiled
def seeded(seed: int) -> None:
    """Seed the random numbers of the kernels in this thread."""
    np.random.seed(seed)


@compiled
def random_sequence(ahead: Net, back: Net, weight: Ints, sequence: Small) -> None:
    """Fill a precedence-feasible sequence: of three random eligible activities the heaviest
    (biased random sampling with the latest-finish rule in `weight`)."""
    n = len(ahead.duration)
    waiting = np.zeros(n, dtype=np.int32)
    eligible = np.empty(n, dtype=np.int32)
    count = 0
    for i in range(n):
        waiting[i] = ahead.into_at[i + 1] - ahead.into_at[i]
        if waiting[i] == 0:
            eligible[count] = i
            count += 1
    for place in range(n):
        a = np.random.randint(count)
        for _ in range(2):
            b = np.random.randint(count)
            if weight[eligible[b]] > weight[eligible[a]]:
                a = b
        i = eligible[a]
        count -= 1
        eligible[a] = eligible[count]
        sequence[place] = i
        for k in range(back.into_at[i], back.into_at[i + 1]):
            j = back.into[k]
            waiting[j] -= 1
            if waiting[j] == 0:
                eligible[count] = j
                count += 1


@compiled
def sampled(
    ahead: Net, back: Net, weight: Ints, many: int, start: Small, free: Ints, work: Small,
    count: Small,
) -> int:  # fmt: skip
    """Fill `start` with the best of `many` random schedules, justified; return its makespan.

    `work` is scratch of four rows, `free` and `count` as for the kernels of `serial`.
    """
    sequence, trial = work[0], work[1]
    best = 2**30
    for _ in range(many):
        random_sequence(ahead, back, weight, sequence)
        makespan = serial(ahead, sequence, free, trial)
        if makespan < best:
            best = makespan
            start[:] = trial
    return int(justified(ahead, back, best, start, free, work[2], count, sequence))


@compiled
def anneal(
    ahead: Net, back: Net, start: Small, makespan: int, best_start: Small, best: int,
    heat: float, steps: int, free: Ints, work: Small, count: Small,
) -> tuple[int, int]:  # fmt: skip
    """Try `steps` moves from a schedule at a temperature of `heat` time units.

    `start` walks on, `best_start` keeps the best; returns the makespans of both. `work` is scratch
    of five rows.
    """
    sequence, place, trial, key, other = work[0], work[1], work[2], work[3], work[4]
    n = len(start)
    by_time(ahead, start, makespan, count, sequence)
    for p in range(n):
        place[sequence[p]] = p
    for _ in range(steps):
        i = np.random.randint(n)
        p = place[i]
        low, high = max(p - FARTHEST, 0), min(p + FARTHEST, n - 1)
        for k in range(ahead.into_at[i], ahead.into_at[i + 1]):
            low = max(low, place[ahead.into[k]] + 1)
        for k in range(back.into_at[i], back.into_at[i + 1]):
            high = min(high, place[back.into[k]] - 1)
        if high <= low:
            continue
        q = low + np.random.randint(high - low)
        if q >= p:
            q += 1
        limit = int(makespan - heat * np.log(1.0 - np.random.random()))
        _shifted(sequence, p, q)
        found = within(ahead, sequence, free, trial, limit)
        if found > limit:
            _shifted(sequence, q, p)
            continue
        start[:] = trial
        if found < makespan or found <= best or np.random.random() < JUSTIFY:
            found = justified(ahead, back, found, start, free, key, count, other)
            by_time(ahead, start, found, count, sequence)
            for t in range(n):
                place[sequence[t]] = t
        else:
            for t in range(min(p, q), max(p, q) + 1):
                place[sequence[t]] = t
        makespan = found
        if makespan < best:
            best = makespan
            best_start[:] = start
    return int(makespan), int(best)


@compiled
def _shifted(sequence: Small, p: int, q: int) -> None:
    """Move what stands at place p to place q."""
    i = sequence[p]
    if q > p:
        for t in range(p, q):
            sequence[t] = sequence[t + 1]
    else:
        for t in range(p, q, -1):
            sequence[t] = sequence[t - 1]
    sequence[q] = i

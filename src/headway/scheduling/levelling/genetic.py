"""A genetic algorithm over two populations: schedules pushed to the left and to the right.

After Debels and Vanhoucke, "A bi-population based genetic algorithm for the resource-constrained
project scheduling problem" (2005) and "A decomposition-based genetic algorithm" (2007): a child of
two left-justified schedules is built backward in time and belongs to the right-justified ones, and
the other way round, so that every generation is a justification too.
"""

from __future__ import annotations

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.instance import Net, Small
from headway.scheduling.levelling.serial import by_time, mirrored, serial, within
from headway.scheduling.worktime import Ints

BIRTHS = 2


@compiled
def seeded(seed: int) -> None:
    """Seed the random numbers of the kernels in this thread."""
    np.random.seed(seed)


@compiled
def random_sequence(net: Net, weight: Ints, sequence: Small) -> None:
    """Fill a precedence-feasible sequence: of two random eligible activities, mostly the heavier
    (biased random sampling with the latest-finish rule in `weight`)."""
    n = len(net.duration)
    waiting = np.zeros(n, dtype=np.int32)
    for i in range(n):
        waiting[i] = net.into_at[i + 1] - net.into_at[i]
    eligible = np.empty(n, dtype=np.int32)
    count = 0
    for i in range(n):
        if waiting[i] == 0:
            eligible[count] = i
            count += 1
    # Successors are not in the net of this direction: found once by counting.
    out_at = np.zeros(n + 1, dtype=np.int32)
    for k in range(len(net.into)):
        out_at[net.into[k] + 1] += 1
    for i in range(n):
        out_at[i + 1] += out_at[i]
    fill = out_at.copy()
    out = np.empty(len(net.into), dtype=np.int32)
    for i in range(n):
        for k in range(net.into_at[i], net.into_at[i + 1]):
            out[fill[net.into[k]]] = i
            fill[net.into[k]] += 1
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
        for k in range(out_at[i], out_at[i + 1]):
            j = out[k]
            waiting[j] -= 1
            if waiting[j] == 0:
                eligible[count] = j
                count += 1


@compiled
def populate(
    ahead: Net, weight: Ints, starts: Small, spans: Small, first: int, last: int, free: Ints
) -> None:
    """Fill rows [first, last) of a population with left-justified schedules and their makespans."""
    sequence = np.empty(len(ahead.duration), dtype=np.int32)
    for row in range(first, last):
        random_sequence(ahead, weight, sequence)
        spans[row] = serial(ahead, sequence, free, starts[row])


@compiled
def crossed(
    net: Net, one: Small, other: Small, one_span: int, other_span: int, low: int, high: int,
    mutate: bool, key: Small, count: Small, sequence: Small,
) -> None:  # fmt: skip
    """Fill `sequence` with a child of two schedules, seen in the direction of `net`.

    Activities that `one` starts in [low, high) keep its order; those before and those after take
    the order of `other`. The three parts follow each other, so precedence holds by itself.
    """
    width = max(one_span, other_span) + 2
    for i in range(len(one)):
        if one[i] < low:
            key[i] = other[i]
        elif one[i] >= high:
            key[i] = 2 * width + other[i]
        else:
            key[i] = width + one[i]
    by_time(net, key, 3 * width, count, sequence)
    if mutate:
        n = len(sequence)
        for _ in range(1 + n // 15):
            place = np.random.randint(n - 1)
            i, j = sequence[place], sequence[place + 1]
            linked = False
            for k in range(net.into_at[j], net.into_at[j + 1]):
                linked = linked or net.into[k] == i
            if not linked:
                sequence[place], sequence[place + 1] = j, i


@compiled
def generation(
    net: Net, parents: Small, parent_spans: Small, children: Small, child_spans: Small,
    first: int, last: int, radius: int, free: Ints, work: Small, count: Small,
) -> int:  # fmt: skip
    """Replace rows [first, last) of `children` by those of `parents`, seen from time's other end.

    Each row mates within `radius` rows (a ring, so that good schedules spread slowly and the
    population stays diverse), the better of two children stays, and where it is worse than its
    parent, the parent itself, justified, takes its place. Starts of either population count from
    its own end of time. Returns the smallest makespan found; `work` is scratch of five rows.
    """
    size = len(parent_spans)
    view, mate_view, key, sequence, trial = work[0], work[1], work[2], work[3], work[4]
    best = 2**30
    for row in range(first, last):
        span = parent_spans[row]
        mirrored(net, parents[row], span, view)
        found = 2**30
        for _ in range(BIRTHS):
            a = (row + np.random.randint(2 * radius + 1) - radius) % size
            b = (row + np.random.randint(2 * radius + 1) - radius) % size
            mate = a if parent_spans[a] <= parent_spans[b] else b
            mate_span = parent_spans[mate]
            mirrored(net, parents[mate], mate_span, mate_view)
            length = int(span * (0.25 + 0.5 * np.random.random()))
            low = np.random.randint(span - length + 1) if span > length else 0
            same = True
            for i in range(len(view)):
                same = same and view[i] == mate_view[i]
            if np.random.random() < 0.5:
                crossed(net, view, mate_view, span, mate_span, low, low + length, same,
                        key, count, sequence)  # fmt: skip
            else:
                crossed(net, mate_view, view, mate_span, span, low, low + length, same,
                        key, count, sequence)  # fmt: skip
            # What is longer than the parent, or no shorter than the first child, is of no use.
            makespan = within(net, sequence, free, trial, min(span, found - 1))
            if makespan < found:
                found = makespan
                children[row] = trial
        if found > span:
            by_time(net, view, span, count, sequence)
            found = serial(net, sequence, free, children[row])
        child_spans[row] = found
        best = min(best, found)
    return best

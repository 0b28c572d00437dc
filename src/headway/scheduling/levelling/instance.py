"""The resource-constrained project scheduling problem (RCPSP) as plain values and as arrays.

Activities with whole durations, precedence and constant demands on renewable resources of constant
capacity; wanted is the smallest makespan. Blazewicz, Lenstra and Rinnooy Kan (1983) showed it to be
NP-hard in the strong sense; notation after Kolisch and Hartmann (2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.worktime import Ints

Small = NDArray[np.int32]
WORD_BITS = 62
MOST_TIME = 2**31 - 1
"""No sum of durations may pass this; readers refuse what does."""


@dataclass(frozen=True)
class Instance:
    """An RCPSP instance. Activity i takes `durations[i]` and needs `demands[i][k]` of resource k,
    of which there are `capacities[k]`; it ends before each of `successors[i]` starts."""

    durations: tuple[int, ...]
    successors: tuple[tuple[int, ...], ...]
    demands: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]

    def __post_init__(self) -> None:
        n = len(self.durations)
        if len(self.successors) != n or len(self.demands) != n:
            raise ValueError("durations, successors and demands differ in length")
        if any(d < 0 for d in self.durations) or sum(self.durations) > MOST_TIME:
            raise ValueError("durations must be at least 0 and sum to less than 2^31")
        for i, row in enumerate(self.demands):
            if len(row) != len(self.capacities):
                raise ValueError(f"activity {i} does not say its demand on each resource")
            for k, need in enumerate(row):
                if not 0 <= need <= self.capacities[k]:
                    raise ValueError(
                        f"activity {i} needs {need} of resource {k}, which has {self.capacities[k]}"
                    )


class Net(NamedTuple):
    """An instance as the kernels read it, in one direction of time.

    `order` is a topological order; predecessors of i are `into[into_at[i]:into_at[i + 1]]`.
    Demands of an activity stand side by side in the bit fields of `need[i]`, one spare bit each,
    so that one subtraction and one mask compare them all with what is free.
    """

    duration: Small
    order: Small
    into_at: Small
    into: Small
    need: Ints
    full: Ints
    guard: Ints
    tail: Small
    """The longest chain from an activity's start to the end."""


@dataclass(frozen=True)
class Nets:
    """An instance forward and backward in time. Its times are `unit` times smaller than given."""

    ahead: Net
    back: Net
    unit: int
    horizon: int
    critical_path: int


def topological(successors: tuple[tuple[int, ...], ...]) -> list[int]:
    """Return a topological order (Kahn 1962); raise ValueError for circular precedence."""
    waiting = [0] * len(successors)
    for row in successors:
        for j in row:
            waiting[j] += 1
    order = [i for i, count in enumerate(waiting) if count == 0]
    for i in order:
        for j in successors[i]:
            waiting[j] -= 1
            if waiting[j] == 0:
                order.append(j)
    if len(order) < len(successors):
        stuck = next(i for i, count in enumerate(waiting) if count > 0)
        raise ValueError(f"circular precedence at activity {stuck}")
    return order


def reach(successors: tuple[tuple[int, ...], ...], order: list[int]) -> list[int]:
    """Return for each activity the bit set of all that must come after it."""
    after = [0] * len(successors)
    for i in reversed(order):
        for j in successors[i]:
            after[i] |= after[j] | (1 << j)
    return after


def nets(instance: Instance) -> Nets:
    """Return the arrays of an instance, with durations and demands divided by common divisors."""
    n = len(instance.durations)
    unit = reduce(gcd, instance.durations, 0) or 1
    order = topological(instance.successors)
    pairs = [(i, j) for i in range(n) for j in sorted(set(instance.successors[i]))]
    need, full, guard = _packed(instance)
    duration = np.array([d // unit for d in instance.durations], dtype=np.int32)
    ahead_at, ahead = _by_head([(j, i) for i, j in pairs], n)
    back_at, back = _by_head(pairs, n)
    forwards = np.array(order, dtype=np.int32)
    tails, heads = np.zeros(n, dtype=np.int32), np.zeros(n, dtype=np.int32)
    for i in reversed(order):
        below = max((tails[j] for j in instance.successors[i]), default=0)
        tails[i] = duration[i] + below
    for i in order:
        heads[i] += duration[i]
        for j in instance.successors[i]:
            heads[j] = max(heads[j], heads[i])
    return Nets(
        Net(duration, forwards, ahead_at, ahead, need, full, guard, tails),
        Net(duration, forwards[::-1].copy(), back_at, back, need, full, guard, heads),
        unit,
        int(duration.sum()),
        int(max(tails, default=0)),
    )


def _by_head(pairs: list[tuple[int, int]], n: int) -> tuple[Small, Small]:
    at = np.zeros(n + 1, dtype=np.int32)
    for head, _ in pairs:
        at[head + 1] += 1
    ends = [other for _, other in sorted(pairs)]
    return np.cumsum(at, dtype=np.int32), np.array(ends, dtype=np.int32)


def _packed(instance: Instance) -> tuple[Ints, Ints, Ints]:
    """Return demands, capacities with their spare bits set, and the spare bits, as words."""
    n = len(instance.durations)
    words: list[list[tuple[int, int, int]]] = [[]]  # (resource, divisor, shift)
    used = 0
    for k, capacity in enumerate(instance.capacities):
        divisor = reduce(gcd, (row[k] for row in instance.demands), 0)
        if divisor == 0 or sum(row[k] for row in instance.demands) <= capacity:
            continue  # never short
        width = (capacity // divisor).bit_length() + 1
        if used + width > WORD_BITS:
            words.append([])
            used = 0
        words[-1].append((k, divisor, used))
        used += width
    need = np.zeros((n, len(words)), dtype=np.int64)
    full = np.zeros(len(words), dtype=np.int64)
    guard = np.zeros(len(words), dtype=np.int64)
    for w, word in enumerate(words):
        for k, divisor, shift in word:
            capacity = instance.capacities[k] // divisor
            spare = 1 << (shift + capacity.bit_length())
            full[w] |= (capacity << shift) | spare
            guard[w] |= spare
            for i in range(n):
                need[i, w] |= (instance.demands[i][k] // divisor) << shift
    return need, full, guard

"""A walk over orders that looks for an earlier finish alone.

A step moves a few tasks in the order: those that the finish hangs on ahead, those with room behind,
or all of a stretch of time a little. What comes is justified (see `justify`); what finishes no
later is gone on from, so that the walk wanders among placings of one finish.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.levelling.justify import justified
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Order, Problem, Score
from headway.scheduling.worktime import Ints


class Best(Protocol):
    """The best placing so far."""

    score: Score
    floor: int
    placed: Placed | None
    order: Order | None
    lock: threading.Lock

    def take(self, order: Order, score: Score, placed: Placed) -> bool:
        """Keep what an order gave where it is better."""


def hasten(
    problem: Problem, best: Best, random: np.random.Generator, over: Callable[[], bool]
) -> None:
    """Walk until `over`, or until nothing can finish earlier."""
    leaves = problem.leaves
    mine: Score | None = None
    rank = late = np.zeros(0, dtype=np.int64)
    order: Order | None = None
    splitting = bool(problem.want.splits.any())
    while not over() and best.score[:2] > (0, best.floor):
        if mine is None or best.score[:2] < mine[:2]:
            with best.lock:
                mine, placed, order = best.score, best.placed, best.order
            assert placed is not None
            assert order is not None
            rank, late = _begun(problem, placed)
        assert order is not None
        trial = _moved(rank, late, leaves, random)
        whole = order.whole
        if splitting and random.random() < 0.2:
            whole = np.zeros_like(problem.want.splits) if whole is None else whole.copy()
            some = leaves[random.integers(len(leaves), size=int(random.integers(1, 9)))]
            whole[some] = 1 - whole[some]
        chosen = order._replace(key=problem.key(trial), whole=whole)
        for _ in range(2):
            score, placed = problem.placed(chosen)
            best.take(chosen, score, placed)
            pushed = justified(problem, placed)
            if score[:2] <= mine[:2]:
                mine, order = score, chosen
                rank, late = _ranked(placed, rank), pushed
            chosen = chosen._replace(key=problem.key(pushed))


def _begun(problem: Problem, placed: Placed) -> tuple[Ints, Ints]:
    """Return ranks by start, and how early each must start by the placing pushed to the right."""
    rank = np.zeros(len(placed.start), dtype=np.int64)
    return _ranked(placed, rank), justified(problem, placed)


def _ranked(placed: Placed, before: Ints) -> Ints:
    """Return ranks by start; of those that start together the order stays."""
    rank = np.empty(len(before), dtype=np.int64)
    rank[np.lexsort((before, placed.start))] = np.arange(len(before)) * 2
    return rank


def _moved(rank: Ints, late: Ints, leaves: NDArray[np.int32], random: np.random.Generator) -> Ints:
    """Return ranks with a few tasks elsewhere."""
    trial = rank.astype(np.float64)
    kind = random.random()
    if kind < 0.3:
        middle = rank[leaves[random.integers(len(leaves))]]
        near = leaves[np.abs(rank[leaves] - middle) <= 2 * int(random.integers(4, 80))]
        trial[near] += random.normal(0, 2 * random.integers(1, 12), len(near))
    else:
        room = late - rank
        for _ in range(1 + int(random.geometric(0.4))):
            pair = leaves[random.integers(len(leaves), size=3)]
            ahead = kind < 0.8
            one = pair[np.argmin(room[pair])] if ahead else pair[np.argmax(room[pair])]
            by = 2 * abs(random.normal(0, random.integers(4, 120)))
            trial[one] += -by if ahead else by
    ranks = np.empty(len(rank), dtype=np.int64)
    ranks[np.argsort(trial, kind="stable")] = np.arange(len(rank)) * 2
    return ranks

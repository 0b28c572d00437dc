"""Levelling of plans: at once by a heuristic, then better as long as time is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from headway.scheduling.levelling import grid
from headway.scheduling.levelling.hasten import hasten
from headway.scheduling.levelling.justify import justified
from headway.scheduling.levelling.outcome import excess, has_late_ones, late_dates, preview
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import (
    MOST_DAYS,
    Order,
    Problem,
    Score,
    likely_days,
    prepared,
)
from headway.scheduling.levelling.request import (
    Need,
    Options,
    Preview,
    Progress,
    Resource,
    Standing,
    Watch,
)
from headway.scheduling.plan import Plan

ROUNDS = 4
"""Most repetitions until tasks as late as possible lie still."""
JUSTIFIED = 3
"""Most times that the heuristic's placing is justified."""
FINISH_SHARE = 0.6
"""Of the time goes to the finish at most; the rest is left for the movement."""
WINDOW = 150
"""Tasks whose order a step of the search shuffles: those of one stretch of time."""


class _Best:
    """The best placing so far, shared by the threads."""

    def __init__(
        self, problem: Problem, bound: int, progress: Progress | None, watch: Watch | None
    ) -> None:
        self.problem, self.bound, self.progress, self.watch = problem, bound, progress, watch
        self.began = time.monotonic()
        self.lock = threading.Lock()
        self.stop = threading.Event()
        self.score: Score = (2**31, 2**62, 2**62)
        self.placed: Placed | None = None
        self.order: Order | None = None
        """What gives it."""
        self.latest = 2**31
        """Nothing that finishes later is taken: what the heuristic came to, once it is known."""
        self.floor = problem.least()
        """A weighted sum of finishes that is known to be the least there can be."""
        self.proven = False
        self.settle: Callable[[], bool] = lambda: False
        """Whether the placing is the best there can be, as far as the exact search knows."""

    def offer(self, order: Order) -> bool:
        """Place in an order; keep the outcome where it is better. Returns whether it was no worse."""
        return self.take(order, *self.problem.placed(order))

    def take(self, order: Order, score: Score, placed: Placed) -> bool:
        """Keep what an order gave where it is better. Returns whether it was no worse."""
        last = self.problem.last(placed)
        with self.lock:
            if last > self.latest or score >= self.score:
                return last <= self.latest and score == self.score
            self.score, self.placed = score, placed
            self.order = order._replace(key=order.key.copy())
            self.proven = self.proven or self.settle()
            self.tell()
        return True

    def tell(self) -> None:
        if self.placed is None or (self.progress is None and self.watch is None):
            return
        origin = self.problem.origin
        last, bound = self.problem.last(self.placed) + origin, self.bound + origin
        if self.progress is not None:
            self.progress(last, min(bound, last))
        if self.watch is not None:
            elapsed = time.monotonic() - self.began
            movement = self.problem.movement(self.placed)
            self.watch(Standing(last, min(bound, last), movement, self.score[0], elapsed))

    def perfect(self) -> bool:
        """Return whether nothing can be better: nothing moved and no finish before its bound."""
        return self.score[0] == 0 and self.score[2] == 0 and self.score[1] <= self.problem.least()


def level(
    plans: Plan | Sequence[Plan],
    resources: Sequence[Resource],
    needs: Sequence[Need],
    options: Options | None = None,
    *,
    seconds: float = 10.0,
    workers: int = 2,
    seed: int = 1,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    watch: Watch | None = None,
) -> Preview:
    """Return how to move the tasks of plans so that no resource is asked for more than it has.

    First the earliest finish (of several plans: the least sum of their finishes, weighed by
    priority), then the least movement from today's dates. Tasks that are started, set by hand,
    pinned to a date, as late as possible or left alone by choice stay; what is left of their
    over-allocations is named. With `seconds` 0 only the heuristic runs; the search ends when `stop`
    is set, with the best so far, and never with a later finish than the heuristic's. `progress` and
    `watch` are called from the threads that search. Raises ValueError for inputs that do not fit,
    CircularLinks and BeyondTime as `schedule` does.
    """
    began = time.monotonic()
    given = [plans] if isinstance(plans, Plan) else list(plans)
    chosen = options or Options()
    problem, best = _begun(given, resources, needs, chosen, progress, watch)
    assert best.placed is not None
    first = best.latest = problem.last(best.placed)
    deadline = began + seconds
    at_once = preview(problem, resources, chosen, best, first) if has_late_ones(given) else None
    if seconds > 0 and not best.perfect() and len(problem.leaves) > 1:
        _search(problem, best, deadline, max(workers, 1), seed, stop)
    found = preview(problem, resources, chosen, best, first)
    if at_once is None:
        return found
    # What comes with the finish lies elsewhere than it was placed: the engine's dates decide.
    if excess(found.left) > excess(at_once.left) or found.finish > at_once.finish:
        found = at_once
    return replace(found, heuristic_finish=at_once.finish)


def _begun(
    plans: Sequence[Plan],
    resources: Sequence[Resource],
    needs: Sequence[Need],
    options: Options,
    progress: Progress | None,
    watch: Watch | None,
) -> tuple[Problem, _Best]:
    """Return the problem and the heuristic's placing.

    The horizon grows until all fits. Tasks as late as possible follow the finish that levelling
    comes to: they are looked for by repetition; where they do not come to lie still, the placing that
    the engine's dates leave least over-allocated is taken.
    """
    days, late = likely_days(plans), None
    tried: list[tuple[tuple[int, int], Problem, _Best]] = []
    for _ in range(ROUNDS):
        while True:
            problem = prepared(plans, resources, needs, options, days, late)
            best = _Best(problem, grid.lower_bound(problem), progress, watch)
            _rules(problem, best)
            assert best.placed is not None
            if problem.last(best.placed) < problem.upto or days >= MOST_DAYS:
                break
            days = min(4 * days, MOST_DAYS)
        if not has_late_ones(plans):
            return problem, best
        found = late_dates(problem, best.placed)
        if found == late:
            return problem, best
        late = found
        outcome = preview(problem, resources, options, best, 0, part=False)
        tried.append(((excess(outcome.left), outcome.finish), problem, best))
    _, problem, best = min(tried, key=lambda one: one[0])
    return problem, best


def _rules(problem: Problem, best: _Best) -> None:
    """Place by the known priority rules: latest start, today's order, earliest start; of several
    plans also one plan after another, and what lies later today also no earlier than today."""
    plan = np.zeros(len(problem.late), dtype=np.int64)
    for weight, rows in zip(problem.weights, problem.tasks, strict=True):
        plan[rows] = -weight
    before = [np.zeros_like(plan)] if len(set(problem.weights)) == 1 else [0 * plan, plan]
    for value in (problem.late, problem.now, problem.early):
        for major in before:
            order = np.lexsort((problem.early, value, major))
            rank = np.empty(len(order), dtype=np.int64)
            rank[order] = np.arange(len(order)) * 2
            key = problem.key(rank)
            for release in (None, problem.today_held) if problem.delayed else (None,):
                best.offer(Order(key, release))
                if problem.want.splits.any():
                    best.offer(Order(key, release, np.ones_like(problem.want.splits)))
    _justify(problem, best)


def _justify(problem: Problem, best: _Best) -> None:
    """Place anew in the order of the best placing pushed to the right, as long as that helps."""
    for _ in range(JUSTIFIED):
        placed, order, score = best.placed, best.order, best.score
        assert placed is not None
        assert order is not None
        if score[1] <= problem.least():
            return
        best.offer(order._replace(key=problem.key(justified(problem, placed))))
        if best.score[:2] >= score[:2]:
            return


def _search(
    problem: Problem,
    best: _Best,
    deadline: float,
    workers: int,
    seed: int,
    stop: threading.Event | None,
) -> None:
    """Let one thread ask CP-SAT where the plan allows, the others shuffle windows of the order."""

    def over() -> bool:
        asked = stop is not None and stop.is_set()
        return asked or best.stop.is_set() or best.proven or time.monotonic() >= deadline

    failures: list[BaseException] = []
    hint = best.placed
    assert hint is not None

    def kept(worker: int) -> None:
        try:
            if worker == min(1, workers - 1) and grid.fits(problem):
                share = 0.5 if workers == 1 else 1.0
                until = time.monotonic() + share * (deadline - time.monotonic())
                from headway.scheduling.levelling import model  # loads OR-Tools

                model.search(problem, hint, until, over, best.offer, best)
            random = np.random.default_rng(seed + worker)
            now = time.monotonic()
            until = now + FINISH_SHARE * (deadline - now)
            hasten(problem, best, random, lambda: over() or time.monotonic() >= until)
            _shuffle(problem, best, random, over)
        except BaseException as error:
            failures.append(error)
            best.stop.set()

    threads = [threading.Thread(target=kept, args=(w,), daemon=True) for w in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _shuffle(
    problem: Problem, best: _Best, random: np.random.Generator, over: Callable[[], bool]
) -> None:
    """Shuffle the order within one stretch of time after another; keep what is no worse.

    The rest of the order stays, so that plans of any size are improved window by window.
    """
    current = np.zeros(len(problem.net.rows.kind), dtype=np.int64)
    held, whole = problem.unheld, np.zeros_like(problem.want.splits)
    splitting = bool(problem.want.splits.any())
    seen: Score | None = None
    while not over():
        with best.lock:
            placed, score, order = best.placed, best.score, best.order
        assert placed is not None
        assert order is not None
        if score != seen:
            by_start = np.lexsort((problem.late, placed.start))
            current[by_start] = np.arange(len(by_start)) * 2
            held = problem.unheld if order.release is None else order.release
            whole = 0 * whole if order.whole is None else order.whole
            seen = score
        rows = problem.leaves
        middle = placed.start[rows[random.integers(len(rows))]]
        distance = np.abs(placed.start[rows].astype(np.int64) - middle)
        size = int(random.integers(3, min(WINDOW, len(rows)) + 1)) if len(rows) > 3 else len(rows)
        near = rows[np.argsort(distance, kind="stable")[:size]]
        trial = current.copy()
        reach = max(len(near) * float(random.random()), 2.0)
        trial[near] += random.normal(0, reach, len(near)).astype(np.int64)
        trial -= trial.min()
        release = held
        if problem.delayed and random.random() < 0.5:
            release = held.copy()
            release[near] = (problem.today_held if random.random() < 0.5 else problem.unheld)[near]
        uncut = whole
        if splitting and random.random() < 0.5:
            uncut = whole.copy()
            uncut[near] = random.random(len(near)) < random.random()
        chosen = Order(problem.key(trial), release, uncut if splitting else None)
        if best.offer(chosen) and best.score == score:
            current, held, whole = trial, release, uncut

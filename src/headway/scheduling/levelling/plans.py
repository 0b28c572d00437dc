"""Levelling of plans: at once by a heuristic, then better as long as time is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from headway.scheduling.levelling import grid
from headway.scheduling.levelling.loads import overloads
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Problem, prepared
from headway.scheduling.levelling.request import (
    Move,
    Need,
    Options,
    Overload,
    Preview,
    Progress,
    Resource,
)
from headway.scheduling.plan import Plan, Task
from headway.scheduling.schedule import Schedule, schedule
from headway.scheduling.worktime import Ints

Score = tuple[int, int, int]
WINDOW = 150
"""Tasks whose order a step of the search shuffles: those of one stretch of time."""


class _Best:
    """The best placing so far, shared by the threads."""

    def __init__(self, problem: Problem, bound: int, progress: Progress | None) -> None:
        self.problem, self.bound, self.progress = problem, bound, progress
        self.lock = threading.Lock()
        self.stop = threading.Event()
        self.score: Score = (2**31, 2**31, 2**62)
        self.placed: Placed | None = None
        self.proven = False
        self.settle: Callable[[], bool] = lambda: False
        """Whether the placing is the best there can be, as far as the exact search knows."""

    def offer(self, key: Ints) -> bool:
        """Place by a key; keep the outcome where it is better. Returns whether it was no worse."""
        score, placed = self.problem.placed(key)
        with self.lock:
            if score >= self.score:
                return score == self.score
            self.score, self.placed = score, placed
            self.proven = self.proven or self.settle()
            self.tell()
        return True

    def tell(self) -> None:
        if self.progress is not None:
            origin = self.problem.origin
            self.progress(self.score[1] + origin, self.bound + origin)

    def perfect(self) -> bool:
        """Return whether nothing can be better: nothing moved and the finish is the bound."""
        return self.score[0] == 0 and self.score[1] <= self.bound and self.score[2] == 0


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
) -> Preview:
    """Return how to move the tasks of plans so that no resource is asked for more than it has.

    First the earliest last finish, then the least movement from today's dates. Tasks that are
    started, set by hand, pinned to a date, as late as possible or left alone by choice stay; what
    is left of their over-allocations is named. With `seconds` 0 only the heuristic runs. Raises
    ValueError for inputs that do not fit, CircularLinks and BeyondTime as `schedule` does.
    """
    began = time.monotonic()
    given = [plans] if isinstance(plans, Plan) else list(plans)
    chosen = options or Options()
    problem = prepared(given, resources, needs, chosen)
    best = _Best(problem, grid.lower_bound(problem), progress)
    _rules(problem, best)
    first = best.score[1]
    deadline = began + seconds
    if seconds > 0 and not best.perfect() and len(problem.leaves) > 1:
        _search(problem, best, deadline, workers, seed, stop)
    return _preview(problem, resources, chosen, best, first)


def _rules(problem: Problem, best: _Best) -> None:
    """Place by the known priority rules: latest start, today's order, earliest start."""
    for value in (problem.late, problem.now, problem.early):
        order = np.lexsort((problem.early, value))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order)) * 2
        best.offer(problem.key(rank))


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

    def kept(worker: int) -> None:
        try:
            if worker == min(1, workers - 1) and grid.fits(problem):
                share = 0.5 if workers == 1 else 1.0
                until = time.monotonic() + share * (deadline - time.monotonic())
                assert best.placed is not None
                grid.search(problem, best.placed, until, over, best.offer, best)
            _shuffle(problem, best, np.random.default_rng(seed + worker), over)
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


def _shuffle(problem: Problem, best: _Best, random: np.random.Generator, over: object) -> None:
    """Shuffle the order within one stretch of time after another; keep what is no worse.

    The rest of the order stays, so that plans of any size are improved window by window.
    """
    assert callable(over)
    current = np.zeros(len(problem.net.rows.kind), dtype=np.int64)
    seen: Score | None = None
    while not over():
        with best.lock:
            placed, score = best.placed, best.score
        assert placed is not None
        if score != seen:
            order = np.lexsort((problem.late, placed.start))
            current[order] = np.arange(len(order)) * 2
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
        if best.offer(problem.key(trial)) and best.score == score:
            current = trial


def _preview(
    problem: Problem,
    resources: Sequence[Resource],
    options: Options,
    best: _Best,
    heuristic: int,
) -> Preview:
    placed = best.placed
    assert placed is not None
    moves: list[Move] = []
    levelled: list[list[Task]] = []
    for p, plan in enumerate(problem.natural):
        rows = problem.tasks[p]
        tasks = list(plan.tasks)
        levelled.append(tasks)
        for i, row in enumerate(rows):
            task = tasks[i]
            delay, pause = int(placed.delay[row]), int(placed.pause[row])
            if problem.net.rows.kind[row] != 0 or not task.active or task.actual_start is not None:
                continue
            if task.manual:
                continue
            if problem.want.locked[row]:
                pause = task.pause
                if task.levelling_delay == delay or problem.plans[p].tasks[i].constraint:
                    continue
            if (task.levelling_delay, task.pause) != (delay, pause):
                tasks[i] = replace(task, levelling_delay=delay, pause=pause)
    finish_before = max(s.project_finish for s in problem.today)
    after = _scheduled(problem, levelled)
    if options.within_float:
        after = _within(problem, levelled, after, finish_before)
    for p, (tasks, result) in enumerate(zip(levelled, after, strict=True)):
        before = problem.today[p]
        for i, task in enumerate(tasks):
            was = problem.plans[p].tasks[i]
            dates = (int(result.start[i]), int(result.finish[i]))
            dated = (int(before.start[i]), int(before.finish[i]))
            if dates != dated or (task.levelling_delay, task.pause) != (
                was.levelling_delay,
                was.pause,
            ):
                moves.append(Move(p, i, task.levelling_delay, task.pause, *dates, *dated))
    rows_now, rows_then = (_by_row(problem, s) for s in (problem.today, after))
    had = overloads(problem, resources, *rows_now)
    split = {int(r) for r in np.flatnonzero(placed.pause > problem.net.rows.pause)}
    left = [o for o in overloads(problem, resources, *rows_then) if not _split(problem, o, split)]
    finish = max(s.project_finish for s in after)
    bound = min(best.bound + problem.origin, finish)
    return Preview(
        moves=tuple(moves),
        removed=tuple(o for o in had if o not in left),
        left=tuple(left),
        finish=finish,
        finish_before=finish_before,
        heuristic_finish=heuristic + problem.origin,
        bound=bound,
        status="optimal" if best.proven or best.perfect() else "feasible",
        movement=best.score[2],
        starts=tuple(tuple(int(v) for v in s.start) for s in after),
        finishes=tuple(tuple(int(v) for v in s.finish) for s in after),
    )


def _scheduled(problem: Problem, levelled: Sequence[Sequence[Task]]) -> list[Schedule]:
    return [
        schedule(replace(plan, tasks=tuple(tasks)))
        for plan, tasks in zip(problem.natural, levelled, strict=True)
    ]


def _within(
    problem: Problem, levelled: list[list[Task]], after: list[Schedule], latest: int
) -> list[Schedule]:
    """Give up the latest moves, half of them at a time, until no finish moves.

    Float counts in a task's own calendar: two moves within it can, where calendars differ, add up
    to more than a task that waits for both has left.
    """
    moved = [
        (int(after[p].start[i]), p, i)
        for p, tasks in enumerate(levelled)
        for i, task in enumerate(tasks)
        if task != problem.natural[p].tasks[i]
    ]
    moved.sort()
    while moved and max(s.project_finish for s in after) > latest:
        keep = len(moved) // 2
        for _, p, i in moved[keep:]:
            levelled[p][i] = problem.natural[p].tasks[i]
        del moved[keep:]
        after = _scheduled(problem, levelled)
    return after


def _by_row(problem: Problem, found: Sequence[Schedule]) -> tuple[Ints, Ints]:
    start, finish = (np.zeros(len(problem.net.rows.kind), dtype=np.int64) for _ in range(2))
    for rows, result in zip(problem.tasks, found, strict=True):
        start[rows] = result.start - problem.origin
        finish[rows] = result.finish - problem.origin
    return start, finish


def _split(problem: Problem, overload: Overload, split: set[int]) -> bool:
    """Return whether only the rests of split tasks make it look like an over-allocation."""
    return any(int(problem.tasks[p][i]) in split for p, i in overload.tasks)

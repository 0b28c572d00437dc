"""From a placing to the preview: moves as inputs of the engine, its dates, over-allocations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from headway.scheduling.levelling.loads import overloads
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Dates, Order, Problem
from headway.scheduling.levelling.request import Move, Options, Preview, Resource
from headway.scheduling.plan import ALAP, Task
from headway.scheduling.schedule import Schedule, schedule
from headway.scheduling.worktime import Ints

Rests = Mapping[int, Sequence[tuple[int, int]]]


class Best(Protocol):
    """The best placing, as the search leaves it."""

    placed: Placed | None
    order: Order | None
    bound: int
    proven: bool

    def perfect(self) -> bool:
        """Return whether nothing can be better."""


def preview(
    problem: Problem, resources: Sequence[Resource], options: Options, best: Best, heuristic: int
) -> Preview:
    """Return what a person applies or drops. `heuristic` is the last finish of the first pass."""
    placed = best.placed
    assert placed is not None
    assert best.order is not None
    rests = problem.rests(best.order) if options.splitting else {}
    levelled = _levelled(problem, placed)
    finish_before = max(s.project_finish for s in problem.today)
    after = _scheduled(problem, levelled)
    proven = best.proven or best.perfect()
    if _keep(problem, levelled, after):
        after, proven = _scheduled(problem, levelled), False
    if options.within_float:
        kept = len(_changed(problem, levelled))
        after = _within(problem, levelled, after, finish_before)
        proven = proven and len(_changed(problem, levelled)) == kept
    split = {
        int(problem.tasks[p][i])
        for p, tasks in enumerate(levelled)
        for i, task in enumerate(tasks)
        if task.pause
    }
    rests = {row: parts for row, parts in rests.items() if row in split}
    rows_now, rows_then = (_by_row(problem, s) for s in (problem.today, after))
    had = overloads(problem, resources, *rows_now, {})
    left = overloads(problem, resources, *rows_then, rests)
    finish = max(s.project_finish for s in after)
    starts = rows_then[0][problem.leaves]
    return Preview(
        moves=tuple(_moves(problem, levelled, after, rests)),
        removed=tuple(o for o in had if o not in left),
        left=tuple(left),
        finish=finish,
        finish_before=finish_before,
        heuristic_finish=heuristic + problem.origin,
        bound=min(best.bound + problem.origin, finish),
        status="optimal" if proven else "feasible",
        movement=int(np.abs(starts - problem.now[problem.leaves]).sum()),
        starts=tuple(tuple(int(v) for v in s.start) for s in after),
        finishes=tuple(tuple(int(v) for v in s.finish) for s in after),
        plan_finishes=tuple(s.project_finish for s in after),
        plan_finishes_before=tuple(s.project_finish for s in problem.today),
    )


def late_dates(problem: Problem, placed: Placed) -> Dates:
    """Return where the engine puts the tasks that are to be as late as possible."""
    after = _scheduled(problem, _levelled(problem, placed))
    return {
        (p, i): (int(after[p].start[i]), int(after[p].finish[i]))
        for p, plan in enumerate(problem.natural)
        for i, task in enumerate(plan.tasks)
        if task.constraint == ALAP and task.active
    }


def _levelled(problem: Problem, placed: Placed) -> list[list[Task]]:
    """Return the tasks of each plan with delay and pause as placed."""
    levelled: list[list[Task]] = []
    for p, plan in enumerate(problem.natural):
        tasks = list(plan.tasks)
        levelled.append(tasks)
        for i, row in enumerate(problem.tasks[p]):
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
    return levelled


def _keep(problem: Problem, levelled: list[list[Task]], after: Sequence[Schedule]) -> bool:
    """Give back their delays to all before a task that had to stay and moved; say whether any did.

    A start that follows from a finish (SF) can rest on the delay of a predecessor alone. What is to
    be as late as possible comes with the finish, and may move.
    """
    found = False
    for p, plan in enumerate(problem.plans):
        was = problem.today[p]
        stays = problem.want.locked[problem.tasks[p]]
        queue = [
            i for i in range(len(plan.tasks))
            if stays[i] and plan.tasks[i].constraint != ALAP
            and (after[p].start[i], after[p].finish[i]) != (was.start[i], was.finish[i])
        ]  # fmt: skip
        seen = set(queue)
        while queue:
            i = queue.pop()
            before = plan.tasks[i]
            levelled[p][i] = replace(
                levelled[p][i], levelling_delay=before.levelling_delay, pause=before.pause
            )
            found = True
            more = {k.predecessor for k in plan.links if k.successor == i} - seen
            seen |= more
            queue.extend(more)
    return found


def _moves(
    problem: Problem, levelled: list[list[Task]], after: Sequence[Schedule], rests: Rests
) -> list[Move]:
    moves: list[Move] = []
    for p, (tasks, result) in enumerate(zip(levelled, after, strict=True)):
        before = problem.today[p]
        for i, task in enumerate(tasks):
            was = problem.plans[p].tasks[i]
            dates = (int(result.start[i]), int(result.finish[i]))
            dated = (int(before.start[i]), int(before.finish[i]))
            inputs = (task.levelling_delay, task.pause)
            if dates != dated or inputs != (was.levelling_delay, was.pause):
                parts = tuple(rests.get(int(problem.tasks[p][i]), ()))
                moves.append(Move(p, i, *inputs, *dates, *dated, parts))
    return moves


def _scheduled(problem: Problem, levelled: Sequence[Sequence[Task]]) -> list[Schedule]:
    return [
        schedule(replace(plan, tasks=tuple(tasks)))
        for plan, tasks in zip(problem.natural, levelled, strict=True)
    ]


def _changed(problem: Problem, levelled: list[list[Task]]) -> list[tuple[int, int]]:
    return [
        (p, i)
        for p, tasks in enumerate(levelled)
        for i, task in enumerate(tasks)
        if task != problem.natural[p].tasks[i]
    ]


def _within(
    problem: Problem, levelled: list[list[Task]], after: list[Schedule], latest: int
) -> list[Schedule]:
    """Give up the latest moves, half of them at a time, until no finish moves.

    Float counts in a task's own calendar: two moves within it can, where calendars differ, add up
    to more than a task that waits for both has left.
    """
    moved = sorted((int(after[p].start[i]), p, i) for p, i in _changed(problem, levelled))
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

"""From a placing to the preview: moves as inputs of the engine, its dates, over-allocations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from headway.scheduling.levelling.loads import overloads
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Dates, Order, Problem
from headway.scheduling.levelling.request import Move, Options, Overload, Preview, Resource
from headway.scheduling.plan import ALAP, FNLT, SNLT, Plan, Task
from headway.scheduling.risk.network import LEAF
from headway.scheduling.schedule import Schedule, schedule
from headway.scheduling.worktime import Ints

MOST_PARTED = 200
"""Most delays that are tried one by one, by the engine's dates."""
MOST_VISITED = 20_000
"""Most tasks that are scheduled anew for that, all times together."""
MOST_VAIN = 7
"""So many times each of what competes is delayed in vain, twice as long each time."""

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
    problem: Problem,
    resources: Sequence[Resource],
    options: Options,
    best: Best,
    heuristic: int,
    *,
    part: bool = True,
) -> Preview:
    """Return what a person applies or drops. `heuristic` is the last finish of the first pass; with
    `part` the engine's dates part what a task as late as possible brought together."""
    placed = best.placed
    assert placed is not None
    assert best.order is not None
    rests = problem.rests(best.order) if options.splitting else {}
    levelled = _levelled(problem, placed)
    finish_before = max(s.project_finish for s in problem.today)
    after = _scheduled(problem, levelled)
    proven = best.proven or best.perfect()
    after, kept_all = _kept(problem, levelled, after)
    proven = proven and kept_all
    if part and has_late_ones(problem.plans) and not options.within_float:
        levelled, after = _parted(problem, resources, levelled, after, rests)
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
            if (
                problem.net.rows.kind[row] != LEAF
                or not task.active
                or task.actual_start is not None
            ):
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


def has_late_ones(plans: Sequence[Plan]) -> bool:
    """Return whether a task is to be as late as possible."""
    return any(t.constraint == ALAP for plan in plans for t in plan.tasks)


def excess(left: Sequence[Overload]) -> int:
    """Return by how much resources are over-allocated, in units times minutes."""
    return sum((o.units - o.capacity) * (o.finish - o.start) for o in left)


def _parted(
    problem: Problem,
    resources: Sequence[Resource],
    levelled: list[list[Task]],
    after: Sequence[Schedule],
    rests: Rests,
) -> tuple[list[list[Task]], list[Schedule]]:
    """Delay by the engine's own dates what competes since a task as late as possible came elsewhere
    than it was placed, one over-allocation after the other.

    Of what competes the last to start is delayed. Where the others come after it, as what waits for
    a task as late as possible does when the finish moves, the delay is taken back and that of another
    tried; then longer ones, as a delay that another's float or a rest takes up moves nothing yet.
    """

    def left_by(found: Sequence[Schedule]) -> tuple[list[Overload], int]:
        left = overloads(problem, resources, *_by_row(problem, found), rests)
        return [o for o in left if _all_give_way(problem, o)], excess(left)

    def parties(over: Overload) -> tuple[int, frozenset[tuple[int, int]]]:
        return over.resource, frozenset(over.tasks)

    vain: Counter[tuple[int, frozenset[tuple[int, int]]]] = Counter()
    best, best_after = levelled, list(after)
    tasks = [list(row) for row in levelled]
    left, most = left_by(after)
    least = excess(left)
    for _ in range(min(MOST_PARTED, MOST_VISITED // max(len(problem.leaves), 1))):
        over = next((o for o in left if vain[parties(o)] < MOST_VAIN * len(o.tasks)), None)
        if over is None:
            break
        later, turn = divmod(vain[parties(over)], len(over.tasks))
        p, i = sorted(over.tasks, key=lambda k: (int(after[k[0]].start[k[1]]), k))[-1 - turn]
        delay = tasks[p][i].levelling_delay + 2**later * (over.finish - int(after[p].start[i]))
        trial = [list(row) for row in tasks]
        trial[p][i] = replace(trial[p][i], levelling_delay=delay)
        found, _ = _kept(problem, trial, _scheduled(problem, trial))
        remain, whole = left_by(found)
        if trial[p][i].levelling_delay != delay or (
            excess(remain) >= excess(left) and parties(over) in map(parties, remain)
        ):
            vain[parties(over)] += 1
            continue
        tasks, after, left = trial, found, remain
        if excess(left) < least and whole <= most:
            best, best_after, least = tasks, list(after), excess(left)
    return best, best_after


def _all_give_way(problem: Problem, over: Overload) -> bool:
    """Return whether all that competes may move, and nothing holds it to a date or to the finish."""
    return not any(
        problem.want.locked[problem.tasks[p][i]]
        or problem.plans[p].tasks[i].constraint in (SNLT, FNLT)
        for p, i in over.tasks
    )


def _kept(
    problem: Problem, levelled: list[list[Task]], after: Sequence[Schedule]
) -> tuple[list[Schedule], bool]:
    """Return the dates at which all stays that has to, and whether that needed nothing more."""
    for farther in range(3):
        if not _keep(problem, levelled, after, farther):
            return list(after), farther == 0
        after = _scheduled(problem, levelled)
    return list(after), False


def _keep(
    problem: Problem, levelled: list[list[Task]], after: Sequence[Schedule], farther: int
) -> bool:
    """Give back their delays to all before a task that had to stay and moved; say whether any did.

    A start that follows from a finish (SF) can rest on the delay of a predecessor alone. What is to
    be as late as possible comes with the finish, and may move; where something that stays waits for
    it, it stays too (`farther` 1), or all of the plan does (2).
    """
    found = False
    for p, plan in enumerate(problem.plans):
        was = problem.today[p]
        rows = problem.tasks[p]
        stays = (problem.want.locked[rows] > 0) & (problem.net.rows.kind[rows] == LEAF)
        moved = [
            i for i in range(len(plan.tasks))
            if stays[i] and (after[p].start[i], after[p].finish[i]) != (was.start[i], was.finish[i])
        ]  # fmt: skip
        wrong = [i for i in moved if plan.tasks[i].constraint != ALAP]
        if not wrong:
            continue
        found = True
        queue = moved if farther == 1 else list(range(len(plan.tasks))) if farther else wrong
        seen = set(queue)
        while queue:
            i = queue.pop()
            before = plan.tasks[i]
            levelled[p][i] = replace(
                levelled[p][i], levelling_delay=before.levelling_delay, pause=before.pause
            )
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

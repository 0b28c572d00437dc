"""Plans whose work keeps the same hours, as a CP-SAT model in working minutes.

Where all tasks share one calendar, working time is a scale without gaps: durations, links and
capacities are those of an RCPSP with generalised precedence, which CP-SAT searches exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from headway.scheduling.levelling.placing import NEVER, Placed
from headway.scheduling.levelling.problem import Problem
from headway.scheduling.plan import FF, FNET, FS, LAG_WORKING, SF, SNET, SS
from headway.scheduling.risk.clocks import done, worked
from headway.scheduling.risk.network import CHILD, GATE, LEAF, NOTHING, SUMMARY
from headway.scheduling.worktime import Ints

MOST_TASKS = 1_500


class Best(Protocol):
    """What the search tells: a better bound (minutes from the origin), and a proof."""

    bound: int
    proven: bool
    settle: Callable[[], bool]
    score: tuple[int, int, int]

    def tell(self) -> None:
        """Pass the news on."""


def lower_bound(problem: Problem) -> int:
    """Return a moment before which no levelled plan finishes: that of the plan without resources,
    or the end of each resource's work if it worked without a pause."""
    rows = problem.net.rows
    # Not the delays of today: the plan as its links and dates alone give it.
    best = max(
        (int(problem.early[i]) for i in problem.leaves), default=int(problem.net.start.min())
    )
    from headway.scheduling.schedule import schedule

    best = max(best, *(s.project_finish - problem.origin for s in map(schedule, problem.natural)))
    if len(set(rows.group[problem.leaves].tolist())) != 1 or not _plain(problem):
        return best
    k, d = problem.clocks, problem.demand
    c = int(k.member[k.group_at[int(rows.group[problem.leaves[0]])]])
    for r in range(len(d.events)):
        if d.events[r] != 1 or d.free[r, 0] <= 0:
            continue
        energy, first = 0, NEVER
        for i in problem.leaves.tolist():
            for need in range(d.at[i], d.at[i + 1]):
                if d.resource[need] == r and d.units[need] <= d.free[r, 0]:
                    energy += int(d.units[need]) * int(problem.want.length[i])
                    start = problem.want.start[i] if problem.want.locked[i] else problem.early[i]
                    first = min(first, int(start))
        if energy:
            work = worked(k, c, first) + -(-energy // int(d.free[r, 0]))
            best = max(best, int(done(k, c, work)))
    return best


def _plain(problem: Problem) -> bool:
    """Return whether all work runs on one calendar for its whole duration."""
    k = problem.clocks
    group = int(problem.net.rows.group[problem.leaves[0]])
    first, last = int(k.group_at[group]), int(k.group_at[group + 1])
    started = problem.net.rows.fixed_start[problem.leaves] != NOTHING
    return last - first == 1 and int(k.length[first]) < 0 and not started.any()


def fits(problem: Problem) -> bool:
    """Return whether the model holds for this problem."""
    leaves, rows, arcs = problem.leaves, problem.net.rows, problem.net.arcs
    if not 1 < len(leaves) <= MOST_TASKS or len(set(rows.group[leaves].tolist())) != 1:
        return False
    if not _plain(problem) or problem.want.splits.any() or rows.pause[leaves].any():
        return False
    if (rows.data_date[leaves] != NOTHING).any():
        return False
    if (problem.demand.events != 1).any() or (problem.want.length[leaves] == 0).all():
        return False
    group = int(rows.group[leaves[0]])
    lagged = arcs.lag != 0
    if (arcs.lag_kind[lagged] != LAG_WORKING).any():
        return False
    k = problem.clocks
    mine = int(k.member[k.group_at[group]])
    lag_groups = arcs.lag_group[lagged]
    if any(int(k.member[k.group_at[g]]) != mine for g in set(lag_groups.tolist())):
        return False
    dates = rows.constraint[leaves]
    return (
        bool(np.isin(dates, (0, SNET, FNET, 5, 7)).all())
        and not (
            (rows.kind == SUMMARY)
            & ((rows.fixed_start != NOTHING) | (rows.fixed_finish != NOTHING))
        ).any()
    )


def search(
    problem: Problem,
    hint: Placed,
    deadline: float,
    over: Callable[[], bool],
    offer: Callable[[Ints], bool],
    best: Best,
) -> None:
    """Search from the placing `hint` on: the earliest finish, then the least movement.

    Better orders go to `offer` as keys; bounds and proofs to `best`. One thread searches.
    """
    import threading
    import time

    from ortools.sat.python import cp_model

    if hint.crowded.any():
        return  # what has no room is outside the model
    rows, arcs, k = problem.net.rows, problem.net.arcs, problem.clocks
    c = int(k.member[k.group_at[int(rows.group[problem.leaves[0]])]])

    def position(moment: int) -> int:
        return int(worked(k, c, moment))

    top = position(int(hint.finish[problem.leaves].max()))
    model = cp_model.CpModel()
    start: dict[int, cp_model.LinearExprT] = {}
    finish: dict[int, cp_model.LinearExprT] = {}
    free: list[int] = []
    spans: dict[int, cp_model.IntervalVar] = {}
    for i in problem.net.order.tolist():
        kind = int(rows.kind[i])
        into = range(int(arcs.at[i]), int(arcs.at[i + 1]))
        if kind == SUMMARY:
            children = [int(arcs.origin[a]) for a in into if arcs.type[a] == CHILD]
            if not children:
                start[i] = finish[i] = position(int(problem.net.start[i]))
                continue
            low, high = model.new_int_var(0, top, ""), model.new_int_var(0, top, "")
            model.add_min_equality(low, [start[o] for o in children])
            model.add_max_equality(high, [finish[o] for o in children])
            start[i], finish[i] = low, high
            continue
        length = int(problem.want.length[i]) if kind == LEAF else 0
        if kind == LEAF and problem.want.locked[i]:
            start[i] = position(int(problem.want.start[i]))
            finish[i] = position(int(problem.want.finish[i]))
            if length:
                spans[i] = model.new_fixed_size_interval_var(start[i], length, "")
            continue
        low_bound = 0
        linked = any(arcs.type[a] in (FS, SS, GATE) for a in into)
        if not linked or rows.constraint[i] == FNET:
            low_bound = position(int(problem.net.start[i])) if not linked else 0
        if rows.constraint[i] == SNET:
            low_bound = max(low_bound, position(int(rows.date[i])))
        if rows.constraint[i] == FNET:
            low_bound = max(low_bound, position(int(rows.date[i])) - length)
        high_bound = min(top - length, position(min(int(problem.want.latest[i]), NEVER // 2)))
        variable = model.new_int_var(min(low_bound, high_bound), max(high_bound, low_bound), "")
        start[i], finish[i] = variable, variable + length
        for a in into:
            o, type_, lag = int(arcs.origin[a]), int(arcs.type[a]), int(arcs.lag[a])
            if type_ == GATE:
                model.add(variable >= start[o])
            else:
                theirs = finish[o] if type_ in (FS, FF) else start[o]
                mine = finish[i] if type_ in (FF, SF) else variable
                model.add(mine >= theirs + lag)
        if kind == LEAF:
            free.append(i)
            model.add_hint(variable, position(int(hint.start[i])))
            if length:
                spans[i] = model.new_fixed_size_interval_var(variable, length, "")
    d = problem.demand
    for r in range(len(d.events)):
        users = [
            (i, int(d.units[need]))
            for i in spans
            for need in range(int(d.at[i]), int(d.at[i + 1]))
            if d.resource[need] == r
        ]
        if sum(u for _, u in users) > d.free[r, 0]:
            model.add_cumulative(
                [spans[i] for i, _ in users], [u for _, u in users], int(d.free[r, 0])
            )
    last = model.new_int_var(0, top, "")
    for i in problem.leaves.tolist():
        model.add(last >= finish[i])
    ended = threading.Event()

    class Report(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            rank = np.zeros(len(rows.kind), dtype=np.int64)
            for i, expression in start.items():
                rank[i] = 2 * self.value(expression) + (1 if rows.kind[i] == LEAF else 0)
            offer(problem.key(rank))

    def solve(until: float, bounding: bool) -> tuple[cp_model.CpSolverStatus, int]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(until - time.monotonic(), 0.01)
        ended.clear()

        def bounded(value: float) -> None:
            moment = int(done(k, c, round(value)))
            if bounding and moment > best.bound:
                best.bound = min(moment, best.score[1])
                best.tell()

        def watch() -> None:
            while not ended.wait(0.1):
                if over() or time.monotonic() > until:
                    solver.stop_search()

        solver.best_bound_callback = bounded
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            status = solver.solve(model, Report())
        finally:
            ended.set()
            watcher.join()
        value = (
            round(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else -1
        )
        return status, value

    model.minimize(last)
    now = time.monotonic()
    status, least = solve(now + 0.6 * (deadline - now), True)
    if status != cp_model.OPTIMAL or over():
        return
    model.add(last <= least)
    moves = []
    for i in free:
        away = model.new_int_var(0, top, "")
        today = position(int(problem.now[i]))
        model.add_abs_equality(away, start[i] - today)
        moves.append(away)
    model.minimize(sum(moves))
    status, away_least = solve(deadline, False)
    if status == cp_model.OPTIMAL:
        # The placing that moves least may come later, from the other thread: it asks again then.
        best.settle = lambda: _movement(problem, best, position) == away_least
        best.proven = best.settle()


def _movement(problem: Problem, best: object, position: Callable[[int], int]) -> int:
    """Return by how many working minutes the best placing moves what may move."""
    placed = getattr(best, "placed", None)
    if placed is None:
        return -1
    rows = [i for i in problem.leaves.tolist() if not problem.want.locked[i]]
    return sum(abs(position(int(placed.start[i])) - position(int(problem.now[i]))) for i in rows)

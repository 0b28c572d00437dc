"""The CP-SAT model of plans whose work keeps the same hours, and the two searches over it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from headway.scheduling.levelling.grid import Best
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Order, Problem
from headway.scheduling.levelling.profile import NEVER
from headway.scheduling.plan import FF, FNET, FS, SF, SNET, SS
from headway.scheduling.risk.clocks import Small, begun, done, worked
from headway.scheduling.risk.network import CHILD, GATE, LEAF, SUMMARY
from headway.scheduling.worktime import Ints

Offer = Callable[[Order], bool]
TICK = 0.1
FINISH_SHARE = 0.6
"""Of the time goes to the finish at most; the rest is left for the movement."""


class Model:
    """A plan as intervals in working minutes, generalised precedence and cumulative resources."""

    def __init__(self, problem: Problem, hint: Placed) -> None:
        self.problem = problem
        rows, k = problem.net.rows, problem.clocks
        self.k = k
        self.c = int(k.member[k.group_at[int(rows.group[problem.leaves[0]])]])
        self.top = self.position(problem.last(hint))
        self.cp = cp_model.CpModel()
        self.start: dict[int, cp_model.LinearExprT] = {}
        self.finish: dict[int, cp_model.LinearExprT] = {}
        self.free: list[int] = []
        self.spans: dict[int, cp_model.IntervalVar] = {}
        for i in problem.net.order.tolist():
            if int(rows.kind[i]) == SUMMARY:
                self._summary(i)
            elif rows.kind[i] == LEAF and problem.want.locked[i]:
                self.start[i] = self.position(int(problem.want.start[i]))
                self.finish[i] = self.position(int(problem.want.finish[i]))
            else:
                self._task(i, hint)
        for r in range(len(problem.demand.events)):
            self._resource(r)
        self.ends = [self._end(counted) for counted in problem.counted]

    def position(self, moment: int) -> int:
        """Return the working minutes before a moment."""
        return int(worked(self.k, self.c, moment))

    def _summary(self, i: int) -> None:
        arcs = self.problem.net.arcs
        into = range(int(arcs.at[i]), int(arcs.at[i + 1]))
        children = [int(arcs.origin[a]) for a in into if arcs.type[a] == CHILD]
        if not children:
            self.start[i] = self.finish[i] = self.position(int(self.problem.net.start[i]))
            return
        low, high = (self.cp.new_int_var(0, self.top, "") for _ in range(2))
        self.cp.add_min_equality(low, [self.start[o] for o in children])
        self.cp.add_max_equality(high, [self.finish[o] for o in children])
        self.start[i], self.finish[i] = low, high

    def _task(self, i: int, hint: Placed) -> None:
        problem, cp = self.problem, self.cp
        rows, arcs = problem.net.rows, problem.net.arcs
        into = range(int(arcs.at[i]), int(arcs.at[i + 1]))
        leaf = int(rows.kind[i]) == LEAF
        length = int(problem.want.length[i]) if leaf else 0
        linked = any(arcs.type[a] in (FS, SS, GATE) for a in into)
        low = 0 if linked else self.position(int(problem.net.start[i]))
        if rows.constraint[i] == SNET:
            low = max(low, self.position(int(rows.date[i])))
        if rows.constraint[i] == FNET:
            low = max(0 if linked else low, self.position(int(rows.date[i])) - length)
        high = self.position(min(int(problem.want.latest[i]), NEVER // 2))
        high = min(self.top - length, high)
        variable = cp.new_int_var(min(low, high), max(high, low), "")
        self.start[i], self.finish[i] = variable, variable + length
        for a in into:
            o, type_, lag = int(arcs.origin[a]), int(arcs.type[a]), int(arcs.lag[a])
            if type_ == GATE:
                cp.add(variable >= self.start[o])
            else:
                theirs = self.finish[o] if type_ in (FS, FF) else self.start[o]
                mine = self.finish[i] if type_ in (FF, SF) else variable
                cp.add(mine >= theirs + lag)
        if leaf:
            self.free.append(i)
            cp.add_hint(variable, self.position(int(hint.start[i])))
            if length:
                self.spans[i] = cp.new_fixed_size_interval_var(variable, length, "")

    def _resource(self, r: int) -> None:
        """Add a resource: what locked tasks and times of fewer units leave of it."""
        d, want = self.problem.demand, self.problem.want
        users: list[tuple[int, int]] = []
        load: dict[int, int] = {}
        for i in self.problem.leaves.tolist():
            for need in range(int(d.at[i]), int(d.at[i + 1])):
                units = int(d.units[need])
                if d.resource[need] != r:
                    continue
                if want.locked[i]:
                    for moment, sign in ((want.start[i], 1), (want.finish[i], -1)):
                        at = self.position(int(moment))
                        load[at] = load.get(at, 0) + sign * units
                elif i in self.spans:
                    users.append((i, units))
        events = int(d.events[r])
        capacity = {
            self.position(min(max(int(d.free_at[r, e]), 0), NEVER // 2)): int(d.free[r, e])
            for e in range(events)
        }
        most = max(capacity.values())
        if not users or (events == 1 and not load and sum(u for _, u in users) <= most):
            return
        spans = [self.spans[i] for i, _ in users]
        units_ = [u for _, u in users]
        here, taken = capacity[min(capacity)], 0
        edges = sorted({*capacity, *load})
        for at, until in zip(edges, [*edges[1:], self.top], strict=True):
            here = capacity.get(at, here)
            taken += load.get(at, 0)
            short = most - min(max(here - taken, 0), most)
            until = min(until, self.top)
            if short and until > at:
                spans.append(self.cp.new_fixed_size_interval_var(at, until - at, ""))
                units_.append(short)
        self.cp.add_cumulative(spans, units_, most)

    def _end(self, counted: Small) -> cp_model.LinearExprT:
        last = self.cp.new_int_var(0, self.top, "")
        for i in counted.tolist():
            if i in self.finish:
                self.cp.add(last >= self.finish[i])
        return last

    def moments(self, value: Callable[[cp_model.LinearExprT], int]) -> tuple[Ints, Small]:
        """Return a solution as ranks by start and as releases, the exact starts."""
        rows = self.problem.net.rows
        rank = np.zeros(len(rows.kind), dtype=np.int64)
        release = self.problem.unheld.copy()
        for i, expression in self.start.items():
            at = value(expression)
            rank[i] = 2 * at + (1 if rows.kind[i] == LEAF else 0)
        for i in self.free:
            at = value(self.start[i])
            release[i] = (begun if self.problem.want.length[i] else done)(self.k, self.c, at)
        return rank, release


def search(
    problem: Problem,
    hint: Placed,
    deadline: float,
    over: Callable[[], bool],
    offer: Offer,
    best: Best,
) -> None:
    """Search from the placing `hint` on: the earliest finish, then the least movement.

    Better orders go to `offer` as keys; bounds and proofs to `best`. One thread searches.
    """
    if hint.crowded.any():
        return  # what has no room is outside the model
    m = Model(problem, hint)
    # Without splitting alone is the model exact; with it, what it finds holds, what it proves not.
    exact = not problem.want.splits.any()
    whole = None if exact else np.ones_like(problem.want.splits)
    mixed = len(set(problem.priority[problem.leaves].tolist())) > 1

    def found(value: Callable[[cp_model.LinearExprT], int]) -> None:
        rank, release = m.moments(value)
        key = problem.key(rank)
        offer(Order(key, None, whole))
        if not mixed:  # priorities say who waits, not this solution
            offer(Order(key, release, whole))

    def bounded(value: float) -> None:
        moment = int(done(m.k, m.c, round(value)))
        with best.lock:
            if moment > best.bound:
                best.bound = moment
                best.tell()

    weights = problem.weights
    single = len(weights) == 1
    m.cp.minimize(m.ends[0] if single else sum(w * e for w, e in zip(weights, m.ends, strict=True)))
    now = time.monotonic()
    until = now + FINISH_SHARE * (deadline - now)
    status, least = _solve(m, until, over, found, bounded if single and exact else None)
    if status != cp_model.OPTIMAL or over():
        return
    if exact:
        best.floor = least * (weights[0] if single else 1)
    weighted = m.ends[0] if single else sum(w * e for w, e in zip(weights, m.ends, strict=True))
    m.cp.add(weighted <= least)
    moves = []
    for i in m.free:
        away = m.cp.new_int_var(0, 2 * m.top, "")
        m.cp.add_abs_equality(away, m.start[i] - m.position(int(problem.now[i])))
        moves.append(away)
    m.cp.minimize(sum(moves))
    status, nearest = _solve(m, deadline, over, found, None)
    if status == cp_model.OPTIMAL and exact:
        # The best placing may come later, from the other thread: it asks again then.
        target = (0, least * (weights[0] if single else 1), nearest)
        best.settle = lambda: best.score == target
        with best.lock:
            best.proven = best.settle()


def _solve(
    m: Model,
    until: float,
    over: Callable[[], bool],
    found: Callable[[Callable[[cp_model.LinearExprT], int]], None],
    bounded: Callable[[float], None] | None,
) -> tuple[cp_model.CpSolverStatus, int]:
    class Report(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found(self.value)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # What interrupts the process asks all of the search to end, not this part of it alone.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = max(until - time.monotonic(), 0.01)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(TICK):
            if over() or time.monotonic() > until:
                solver.stop_search()

    if bounded is not None:
        solver.best_bound_callback = bounded
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        status = solver.solve(m.cp, Report())
    finally:
        ended.set()
        watcher.join()
    good = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return status, round(solver.objective_value) if good else -1

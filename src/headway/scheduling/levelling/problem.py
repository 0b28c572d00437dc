"""Plans, resources and needs as the arrays that the kernels place, and what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.columns import columns
from headway.scheduling.levelling.joint import joint
from headway.scheduling.levelling.placing import NEVER, Demand, Placed, Wanted, place
from headway.scheduling.levelling.request import Need, Options, Resource
from headway.scheduling.plan import ALAP, MFO, MSO, Plan, Task
from headway.scheduling.risk.clocks import Clocks, Small
from headway.scheduling.risk.network import LEAF, Network
from headway.scheduling.schedule import Schedule, schedule
from headway.scheduling.worktime import DAY, Ints

YEARS_BEYOND = 30
"""Within so many years after today's finish everything must find a place."""
PRIORITY_STEP = 2**40


@dataclass
class Problem:
    """What is levelled. Rows are those of `net`; `tasks[p][i]` is the row of task i of plan p."""

    plans: list[Plan]
    today: list[Schedule]
    natural: list[Plan]
    net: Network
    clocks: Clocks
    tasks: list[Small]
    origin: int
    demand: Demand
    want: Wanted
    priority: Ints
    early: Ints
    late: Ints
    now: Ints
    """By row: start without resources, latest start at that finish, and start today."""
    leaves: NDArray[np.int32]

    def placed(self, key: Ints) -> tuple[tuple[int, int, int], Placed]:
        """Return the outcome of placing by a key, and how good it is: tasks without room, last
        finish, movement from today. Less is better."""
        rows = len(self.net.rows.kind)
        start, finish, delay, pause = (np.zeros(rows, dtype=np.int32) for _ in range(4))
        out = Placed(start, finish, delay, pause, np.zeros(rows, dtype=np.uint8))
        last = place(self.net, self.clocks, self.demand, self.want, key, out)
        moved = np.abs(out.start[self.leaves].astype(np.int64) - self.now[self.leaves]).sum()
        return (int(out.crowded.sum()), int(last), int(moved)), out

    def key(self, rank: Ints) -> Ints:
        """Return a key by priority first, then by rank (below 2^40)."""
        return self.priority * PRIORITY_STEP + rank


def prepared(
    plans: Sequence[Plan], resources: Sequence[Resource], needs: Sequence[Need], options: Options
) -> Problem:
    """Return the problem; raise ValueError for inputs that do not fit."""
    _check(plans, resources, needs, options)
    today = [schedule(plan) for plan in plans]
    locked = [_locked(p, plan, today[p], options) for p, plan in enumerate(plans)]
    natural = [
        replace(plan, tasks=tuple(
            t if stays or t.levelling_delay == 0 else replace(t, levelling_delay=0)
            for t, stays in zip(plan.tasks, locked[p], strict=True)
        ))
        for p, plan in enumerate(plans)
    ]  # fmt: skip
    cols = [columns(plan) for plan in natural]
    loose = [schedule(c) for c in cols]
    finish = max(s.project_finish for s in (*today, *loose))
    first = min(s.project_start for s in (*today, *loose)) // DAY - 40
    last = finish // DAY + 366 * YEARS_BEYOND
    net, clock, tasks = joint(cols, first, last)
    origin = first * DAY
    rows = len(net.rows.kind)
    want = Wanted(
        np.zeros(rows, dtype=np.uint8), np.zeros(rows, dtype=np.int32),
        np.zeros(rows, dtype=np.int32), np.full(rows, NEVER, dtype=np.int32),
        np.zeros(rows, dtype=np.uint8), net.rows.duration.copy(),
    )  # fmt: skip
    early, late, now = (np.zeros(rows, dtype=np.int64) for _ in range(3))
    priority = np.zeros(rows, dtype=np.int64)
    for p, plan in enumerate(plans):
        at = tasks[p]
        want.locked[at] = locked[p]
        want.start[at] = today[p].start - origin
        want.finish[at] = today[p].finish - origin
        early[at] = loose[p].start - origin
        late[at] = loose[p].late_start - origin
        now[at] = today[p].start - origin
        if options.within_float:
            want.latest[at] = np.maximum(loose[p].late_start, loose[p].start) - origin
        bound = _held(natural[p], today[p], locked[p]) - origin
        want.latest[at] = np.minimum(want.latest[at], np.clip(bound, -NEVER, NEVER))
        if options.splitting:
            want.splits[at] = True
        for i in range(len(plan.tasks)):
            priority[at[i]] = 1000 - options.priority.get((p, i), 500)
    demand = _demand(net, tasks, resources, needs, origin)
    active = np.zeros(rows, dtype=bool)
    active[net.order] = True
    leaves = np.flatnonzero((net.rows.kind == LEAF) & active).astype(np.int32)
    return Problem(
        list(plans), today, natural, net, clock, tasks, origin, demand, want, priority, early,
        late, now, leaves,
    )  # fmt: skip


def _check(
    plans: Sequence[Plan], resources: Sequence[Resource], needs: Sequence[Need], options: Options
) -> None:
    if not plans:
        raise ValueError("there is no plan to level")
    for plan in plans:
        if plan.from_finish:
            raise ValueError("a plan that is scheduled from its finish cannot be levelled")
    for need in needs:
        if not 0 <= need.plan < len(plans) or not 0 <= need.task < len(plans[need.plan].tasks):
            raise ValueError(
                f"a need names task {need.task} of plan {need.plan}, which is not there"
            )
        if not 0 <= need.resource < len(resources):
            raise ValueError(f"a need names resource {need.resource}, which is not there")
        if not 0 <= need.units < 2**40:
            raise ValueError("units must be at least 0")
    for row, value in options.priority.items():
        if not 0 <= value <= 1000:
            raise ValueError(f"the priority of task {row} must be between 0 and 1000")


def _locked(p: int, plan: Plan, today: Schedule, options: Options) -> list[bool]:
    """Return which tasks stay: started, set by hand, pinned to a date, as late as possible, or
    chosen to be left alone."""
    pinned = (MSO, MFO) if plan.honor_constraints else ()
    return [
        t.actual_start is not None
        or t.manual
        or t.constraint == ALAP
        or t.constraint in pinned
        or (p, i) in options.left_alone
        for i, t in enumerate(plan.tasks)
    ]


def _held(plan: Plan, today: Schedule, locked: Sequence[bool]) -> Ints:
    """Return the latest starts at which what is locked, or dated by the plan, need not move.

    The engine's own backward pass finds them, with locked tasks pinned to their dates and a far
    end that nothing else is held by.
    """
    n = len(plan.tasks)
    tasks = [
        replace(t, constraint=MSO, constraint_date=int(today.start[i]), levelling_delay=0)
        if locked[i] and not t.manual and t.actual_start is None
        else t
        for i, t in enumerate(plan.tasks)
    ]
    far = Task(366 * YEARS_BEYOND * DAY // 2, name="end", elapsed=True)
    found = schedule(replace(plan, tasks=(*tasks, far), honor_constraints=True))
    return found.late_start[:n]


def _demand(
    net: Network,
    tasks: Sequence[Small],
    resources: Sequence[Resource],
    needs: Sequence[Need],
    origin: int,
) -> Demand:
    rows = len(net.rows.kind)
    by_row: list[dict[int, int]] = [{} for _ in range(rows)]
    for need in needs:
        row = int(tasks[need.plan][need.task])
        if net.rows.kind[row] == LEAF and need.units:
            by_row[row][need.resource] = by_row[row].get(need.resource, 0) + need.units
    flat = [(r, u) for row in by_row for r, u in sorted(row.items())]
    width = 64 + max((len(r.changes) for r in resources), default=0)
    free_at = np.zeros((max(len(resources), 1), width), dtype=np.int32)
    free = np.zeros((max(len(resources), 1), width), dtype=np.int64)
    count = np.ones(max(len(resources), 1), dtype=np.int32)
    for r, resource in enumerate(resources):
        steps = [(-NEVER, resource.capacity)]
        steps += [(max(moment - origin, 1 - NEVER), c) for moment, c in resource.changes]
        free_at[r, : len(steps)] = [moment for moment, _ in steps]
        free[r, : len(steps)] = [c for _, c in steps]
        count[r] = len(steps)
    groups: list[set[int]] = [set() for _ in range(max(len(resources), 1))]
    for row, wanted in enumerate(by_row):
        for r in wanted:
            groups[r].add(int(net.rows.group[row]))
    at = np.concatenate([[0], np.cumsum([len(row) for row in by_row])]).astype(np.int32)
    return Demand(
        at,
        np.array([r for r, _ in flat], dtype=np.int32),
        np.array([u for _, u in flat], dtype=np.int64),
        count, free_at, free,
        np.array([len(found) <= 1 for found in groups], dtype=np.uint8),
    )  # fmt: skip

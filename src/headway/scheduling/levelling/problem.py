"""Plans, resources and needs as the arrays that the kernels place, and what was known before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.columns import Columns, columns
from headway.scheduling.levelling.capacity import Step, hours_of, keeps, steps
from headway.scheduling.levelling.joint import joint
from headway.scheduling.levelling.placing import Placed, Wanted, place
from headway.scheduling.levelling.profile import NEVER, Demand
from headway.scheduling.levelling.request import Need, Options, Resource
from headway.scheduling.plan import ALAP, FNLT, MFO, MSO, SNET, SNLT, Plan, Task
from headway.scheduling.risk.clocks import Clocks, Small
from headway.scheduling.risk.network import LEAF, Network
from headway.scheduling.schedule import Schedule, schedule
from headway.scheduling.worktime import DAY, Ints

Measure = Callable[[NDArray[Any]], Ints]
Score = tuple[int, int, int]
"""Tasks without room, weighted sum of the plans' finishes, movement from today. Less is better."""


class Order(NamedTuple):
    """How to place: by a key, no task before its `release`; those that are `whole` are not split."""

    key: Ints
    release: Small | None = None
    whole: NDArray[np.uint8] | None = None


Dates = dict[tuple[int, int], tuple[int, int]]
"""Start and finish by plan and task."""
MOST_DAYS = 366 * 30
"""Within so many days after today's finish everything must find a place."""
SLACK_DAYS = 400
PRIORITY_STEP = 2**40


@dataclass
class Problem:
    """What is levelled. Rows are those of `net`; `tasks[p][i]` is the row of task i of plan p."""

    plans: list[Plan]
    today: list[Schedule]
    loose: list[Schedule]
    natural: list[Plan]
    """What it is today; without the delays of levelling; the plans that give the latter."""
    net: Network
    clocks: Clocks
    tasks: list[Small]
    origin: int
    upto: int
    """Minutes from the origin for which the calendars hold."""
    demand: Demand
    want: Wanted
    priority: Ints
    early: Ints
    late: Ints
    now: Ints
    """By row: start without resources, latest start at that finish, and start today."""
    leaves: NDArray[np.int32]
    steps: list[list[Step]]
    """By resource: its units over time, in moments."""
    counted: list[NDArray[np.int32]]
    weights: list[int]
    """By plan: the rows whose finish is the plan's, and what it weighs."""
    measure: Measure
    """What dates are compared by: moments, or working minutes where all work keeps the same hours."""

    def __post_init__(self) -> None:
        rows = len(self.net.rows.kind)
        self.unheld = np.full(rows, -NEVER, dtype=np.int32)
        self.today_held = np.where(self.now > self.early, self.now, -NEVER).astype(np.int32)
        self.delayed = bool((self.now > self.early)[self.leaves].any())
        """Whether something lies later today than links and dates ask."""
        self.now_measured = self.measure(self.now[self.leaves])
        self.one_clock = same_hours(self.net, self.clocks, self.leaves) >= 0
        d = self.demand
        columns_ = np.arange(d.free_at.shape[1])[None, :]
        back = d.events[:, None] - columns_
        inside = np.clip(back, 0, d.free_at.shape[1] - 1)
        self._ends_back = -self.measure(np.take_along_axis(d.free_at, inside, axis=1).ravel())
        self._ends_back = self._ends_back.reshape(d.free_at.shape)
        self._ends_back[:, 0] = -2 * NEVER
        self._free_back = np.take_along_axis(d.free, np.clip(back - 1, 0, None), axis=1)

    def placed(self, order: Order) -> tuple[Score, Placed]:
        """Return the outcome of placing in an order, and how good it is."""
        out = self._empty()
        self._place(order, out, np.zeros((1, 3), dtype=np.int32))
        ends = np.array([out.finish[rows].max() if len(rows) else 0 for rows in self.counted])
        weighted = sum(
            w * f for w, f in zip(self.weights, self.measure(ends).tolist(), strict=True)
        )
        moved = np.abs(self.measure(out.start[self.leaves]) - self.now_measured).sum()
        return (int(out.crowded.sum()), weighted, int(moved)), out

    def rests(self, order: Order) -> dict[int, list[tuple[int, int]]]:
        """Return the interruptions of a placing by row: working minutes done before, and of rest."""
        count = 0
        while True:
            found = np.zeros((count + 1, 3), dtype=np.int32)
            self._place(order, self._empty(), found)
            if found[0, 0] <= count:
                break
            count = int(found[0, 0])
        by_row: dict[int, list[tuple[int, int]]] = {}
        for row, done, rest in found[1:].tolist():
            by_row.setdefault(row, []).append((done, rest))
        return by_row

    def mirrored(self, end: int) -> Demand:
        """Return what resources have where time runs backward from `end`, in measured minutes."""
        free_at = np.clip(self._ends_back + end, -NEVER, NEVER).astype(np.int32)
        d = self.demand
        return d._replace(events=d.events.copy(), free_at=free_at, free=self._free_back.copy())

    def least(self) -> int:
        """Return the weighted sum of the finishes without any resource: nothing is less."""
        ends = np.array([s.project_finish - self.origin for s in self.loose])
        return sum(w * f for w, f in zip(self.weights, self.measure(ends).tolist(), strict=True))

    def last(self, placed: Placed) -> int:
        """Return the last finish of a placing."""
        return max(
            (int(placed.finish[rows].max()) for rows in self.counted if len(rows)), default=0
        )

    def movement(self, placed: Placed) -> int:
        """Return the minutes by which a placing moves starts, summed."""
        return int(np.abs(placed.start[self.leaves].astype(np.int64) - self.now[self.leaves]).sum())

    def _place(self, order: Order, out: Placed, rests: Small) -> None:
        want = self.want if order.whole is None else self.want._replace(splits=1 - order.whole)
        release = self.unheld if order.release is None else order.release
        place(self.net, self.clocks, self.demand, want, order.key, release, out, rests)

    def _empty(self) -> Placed:
        rows = len(self.net.rows.kind)
        start, finish, delay, pause = (np.zeros(rows, dtype=np.int32) for _ in range(4))
        return Placed(start, finish, delay, pause, np.zeros(rows, dtype=np.uint8))

    def key(self, rank: Ints) -> Ints:
        """Return a key by priority first, then by rank (below 2^40)."""
        return self.priority * PRIORITY_STEP + rank


def likely_days(plans: Sequence[Plan]) -> int:
    """Return within how many days after today's finish levelled work most likely ends."""
    work = sum(max(task.duration, 0) for plan in plans for task in plan.tasks)
    return min(SLACK_DAYS + work // 240, MOST_DAYS)


def prepared(
    plans: Sequence[Plan],
    resources: Sequence[Resource],
    needs: Sequence[Need],
    options: Options,
    days: int,
    alap: Dates | None = None,
) -> Problem:
    """Return the problem, calendars compiled to `days` after today's finish; raise ValueError for
    inputs that do not fit. `alap` says where tasks as late as possible come to lie, today's dates
    without."""
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
    last = finish // DAY + days
    net, clock, tasks = joint(cols, first, last)
    origin = first * DAY
    rows = len(net.rows.kind)
    want = Wanted(
        np.zeros(rows, dtype=np.uint8), np.zeros(rows, dtype=np.int32),
        np.zeros(rows, dtype=np.int32), np.full(rows, NEVER, dtype=np.int32),
        np.full(rows, NEVER, dtype=np.int32), np.zeros(rows, dtype=np.uint8),
        net.rows.duration.copy(),
    )  # fmt: skip
    early, late, now = (np.zeros(rows, dtype=np.int64) for _ in range(3))
    priority = np.zeros(rows, dtype=np.int64)
    for p, plan in enumerate(plans):
        at = tasks[p]
        want.locked[at] = locked[p]
        start, finish_ = today[p].start.copy(), today[p].finish.copy()
        for (q, i), dates in (alap or {}).items():
            if q == p:
                start[i], finish_[i] = dates
        want.start[at] = start - origin
        want.finish[at] = finish_ - origin
        early[at] = loose[p].start - origin
        late[at] = loose[p].late_start - origin
        now[at] = today[p].start - origin
        if options.within_float:
            want.latest[at] = np.maximum(loose[p].late_start, loose[p].start) - origin
            want.latest_finish[at] = np.maximum(loose[p].late_finish, loose[p].finish) - origin
        held = _held(natural[p], start, locked[p], (last - first) * DAY)
        # What comes too late already, for something that does not move, is not held by it.
        dated = np.isin([t.constraint for t in plan.tasks], (SNLT, FNLT))
        free = (held[0] < loose[p].start) & ~dated
        others = (
            _others_hold(natural[p], start, locked[p], (last - first) * DAY) if free.any() else held
        )
        still = free & (others[0] >= loose[p].start)
        for n, least in enumerate((want.latest, want.latest_finish)):
            bound = np.clip(np.where(free, others[n], held[n]) - origin, -NEVER, NEVER)
            least[at] = np.minimum(least[at], np.where(free & ~still, NEVER, bound))
        if options.splitting:
            want.splits[at] = True
        for i in range(len(plan.tasks)):
            priority[at[i]] = 1000 - options.priority.get((p, i), 500)
    by_row = _wanted(net, tasks, resources, needs)
    units = [
        steps(resource, _hours(r, resource, by_row, net, clock, first, last))
        for r, resource in enumerate(resources)
    ]
    demand = _demand(net, by_row, resources, units, origin)
    active = np.zeros(rows, dtype=bool)
    active[net.order] = True
    leaves = np.flatnonzero((net.rows.kind == LEAF) & active).astype(np.int32)
    return Problem(
        list(plans), today, loose, natural, net, clock, tasks, origin, (last - first) * DAY, demand, want, priority, early,
        late, now, leaves, units,
        [_counted(c, at) for c, at in zip(cols, tasks, strict=True)],
        [options.plan_priority.get(p, 500) for p in range(len(plans))],
        _measure(net, clock, leaves),
    )  # fmt: skip


def _counted(cols: Columns, rows: Small) -> Small:
    """Return the rows that the engine takes a plan's finish from."""
    active = cols.tasks.active > 0
    counted: Small = rows[active & ((cols.parent < 0) | (cols.topology.summary == 0))]
    return counted


def same_hours(net: Network, k: Clocks, leaves: NDArray[np.int32]) -> int:
    """Return the one calendar by which all tasks work from start to finish, -1 for several."""
    found: set[int] = set()
    for g in set(net.rows.group[leaves].tolist()):
        first, last = int(k.group_at[g]), int(k.group_at[g + 1])
        if last - first != 1 or k.length[first] >= 0:
            return -1
        found.add(int(k.member[first]))
    return found.pop() if len(found) == 1 else -1


def _measure(net: Network, k: Clocks, leaves: NDArray[np.int32]) -> Measure:
    """Return working minutes of the calendar that all tasks share, else moments as they are."""
    c = same_hours(net, k, leaves)
    if c < 0:
        return lambda moments: moments.astype(np.int64)
    begin, end, before = (
        column[k.at[c] : k.at[c + 1]].astype(np.int64) for column in (k.begin, k.end, k.before)
    )

    def worked(moments: NDArray[Any]) -> Ints:
        at = np.minimum(np.searchsorted(end, moments, side="right"), len(end) - 1)
        found: Ints = before[at] + np.maximum(moments - begin[at], 0)
        return found

    return worked


def _hours(
    r: int,
    resource: Resource,
    by_row: Sequence[dict[int, int]],
    net: Network,
    k: Clocks,
    first: int,
    last: int,
) -> tuple[Ints, Ints] | None:
    """Return the hours of a resource where some of its tasks do not keep them anyway."""
    hours = hours_of(resource, first, last)
    if hours is None:
        return None
    groups = {int(net.rows.group[row]) for row, wanted in enumerate(by_row) if r in wanted}
    return None if keeps(k, sorted(groups), hours, first * DAY) else hours


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
    for p, value in options.plan_priority.items():
        if not 1 <= value <= 1000:
            raise ValueError(f"the priority of plan {p} must be between 1 and 1000")


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


def _held(plan: Plan, start: Ints, locked: Sequence[bool], reach: int) -> tuple[Ints, Ints]:
    """Return the latest dates at which what is locked, or dated by the plan, need not move.

    The engine's own backward pass finds them, with locked tasks pinned to their dates and a far
    end that nothing else is held by. A deadline moves nothing: it is a mark that may be missed.
    """
    n = len(plan.tasks)
    tasks = [
        replace(
            t, constraint=MSO, constraint_date=int(start[i]), levelling_delay=0, deadline=None
        )
        if locked[i] and not t.manual and t.actual_start is None
        else replace(t, deadline=None)
        for i, t in enumerate(plan.tasks)
    ]  # fmt: skip
    far = Task(reach, name="end", elapsed=True)
    found = schedule(replace(plan, tasks=(*tasks, far), honor_constraints=True))
    return found.late_start[:n], found.late_finish[:n]


def _others_hold(plan: Plan, start: Ints, locked: Sequence[bool], reach: int) -> tuple[Ints, Ints]:
    """Return the same where only that holds which comes in time by its links."""
    free = [
        replace(
            t, constraint=SNET, constraint_date=int(start[i]), manual=False, actual_start=None,
            actual_finish=None, percent_complete=0, remaining_duration=None, levelling_delay=0,
        )
        if locked[i]
        else t
        for i, t in enumerate(plan.tasks)
    ]  # fmt: skip
    late = schedule(replace(plan, tasks=tuple(free))).start > start
    tasks = [
        replace(t, active=False) if locked[i] and late[i] else t for i, t in enumerate(plan.tasks)
    ]
    in_time = [bool(stays and not late[i]) for i, stays in enumerate(locked)]
    return _held(replace(plan, tasks=tuple(tasks)), start, in_time, reach)


def _wanted(
    net: Network, tasks: Sequence[Small], resources: Sequence[Resource], needs: Sequence[Need]
) -> list[dict[int, int]]:
    """Return by row the units that it needs of each resource."""
    by_row: list[dict[int, int]] = [{} for _ in net.rows.kind]
    for need in needs:
        row = int(tasks[need.plan][need.task])
        if net.rows.kind[row] == LEAF and need.units:
            by_row[row][need.resource] = by_row[row].get(need.resource, 0) + need.units
    return by_row


def _demand(
    net: Network,
    by_row: Sequence[dict[int, int]],
    resources: Sequence[Resource],
    units: Sequence[Sequence[Step]],
    origin: int,
) -> Demand:
    flat = [(r, u) for row in by_row for r, u in sorted(row.items())]
    rows = max(len(resources), 1)
    width = 64 + max((len(changes) for changes in units), default=0)
    free_at = np.zeros((rows, width), dtype=np.int32)
    free = np.zeros((rows, width), dtype=np.int64)
    count = np.ones(rows, dtype=np.int32)
    for r, resource in enumerate(resources):
        # What lies before all time that is looked at comes to the same moment: the last holds.
        found = {-NEVER: resource.capacity}
        for moment, capacity in units[r]:
            at = min(max(moment - origin, -NEVER), NEVER - 1)
            found[at] = capacity
        free_at[r, : len(found)] = list(found)
        free[r, : len(found)] = list(found.values())
        count[r] = len(found)
    groups: list[set[int]] = [set() for _ in range(rows)]
    for row, wanted in enumerate(by_row):
        for r in wanted:
            groups[r].add(int(net.rows.group[row]))
    at_ = np.concatenate([[0], np.cumsum([len(row) for row in by_row])]).astype(np.int32)
    alike = [len(found) <= 1 and count[r] == 1 for r, found in enumerate(groups)]
    return Demand(
        at_,
        np.array([r for r, _ in flat], dtype=np.int32),
        np.array([u for _, u in flat], dtype=np.int64),
        count, free_at, free,
        np.array(alike, dtype=np.uint8),
    )  # fmt: skip

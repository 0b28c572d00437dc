"""Earned schedule of tasks, branches, periods and the whole, along the planned value of each.

Lipke, "Schedule is Different" (The Measurable News, 2003). A curve's points are where days begin and,
up to MOST_EDGES of them, where tasks begin and end; only those that a value lies between are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.earned_value.curve import EarnedSchedule, curve_of, earned_schedule
from headway.scheduling.earned_value.planned import Budgeted, Clock, Planned
from headway.scheduling.plan import Calendar

Ints: TypeAlias = NDArray[np.int64]
MOST_EDGES = 3_000
"""With more begins and ends of tasks than this, planned curves go by days alone."""
MOST_VALUES = 20_000_000
"""Branches times points that are held at most; with more, curves go by days alone."""
NEVER = -(2**62)
NOTHING = EarnedSchedule(Fraction(0), Fraction(0), Fraction(0))


class Earning(Budgeted, Protocol):
    """What has a budget, a place in the outline and progress."""

    @property
    def parent(self) -> int:
        """The place of its summary, -1 for none."""
        ...

    @property
    def earned(self) -> tuple[tuple[int, int], ...]:
        """(moment, hundredths of a percent done since then)."""
        ...


class Schedules:
    """Earned schedule of some work, in working minutes of the calendars of `clock` (places; none:
    round the clock).

    Time runs from where a task, a branch or the whole was planned to begin, up to the moment asked
    for or, of what is done, up to when it was.
    """

    def __init__(
        self,
        plan: Planned,
        work: Sequence[Earning],
        order: Sequence[int],
        calendars: Sequence[Calendar],
        clock: tuple[int, ...],
        last: int,
    ) -> None:
        """`order` has what a branch holds before it; `last` is the latest moment asked for."""
        self.plan, self.work = plan, work
        self.begin = [w.start for w in work]
        self.end = [w.finish for w in work]
        self.done = [w.earned[-1][0] if w.earned and w.budget else NEVER for w in work]
        self.budget = [w.budget for w in work]
        branches = set()
        for i in order:
            up = work[i].parent
            if up >= 0:
                branches.add(up)
                self.begin[up] = min(self.begin[up], self.begin[i])
                self.end[up] = max(self.end[up], self.end[i])
                self.done[up] = max(self.done[up], self.done[i])
                self.budget[up] += self.budget[i]
        self.order, self.branches = order, branches
        if not work:
            return
        self.first, self.finish = min(self.begin), max(self.end)
        self.whole_done = max(self.done)
        days = range(self.first // 1440 * 1440 + 1440, self.finish, 1440)
        own = {*(w.start for w in work), *(w.finish for w in work)}
        few = len(own) <= MOST_EDGES and len(branches) * (len(own) + len(days)) <= MOST_VALUES
        edges = np.array(sorted({self.first, self.finish, *days, *(own if few else ())}))
        self.clock = Clock(calendars, clock, self.first, max(self.finish, last))
        times = self._times(edges.tolist())
        # Of moments between which nobody works by the clock, the last one's value stands.
        kept = np.append(times[1:] != times[:-1], True)
        self.edges, self.times = edges[kept], times[kept]
        self._curves()

    def whole(self, ev: int, at: int) -> EarnedSchedule:
        """Return that of all the work, of which `ev` minor units are earned at a moment."""
        if not self.work:
            return NOTHING
        bac = int(self.values[-1])
        now = self._now(self.first, self.whole_done, ev, bac, at)
        begin, end, now = self._times([self.first, self.finish, now]).tolist()
        return self._along(self.values, bac, begin, end, ev, now)

    def lines(self, evs: Sequence[int], at: int) -> list[EarnedSchedule]:
        """Return that of each task, of a summary with all below it; `evs` are earned, in minor
        units, at a moment."""
        if not self.work:
            return []
        asked = zip(self.begin, self.done, evs, self.budget, strict=True)
        nows = [self._now(begin, done, ev, bac, at) for begin, done, ev, bac in asked]
        times = [self._times(moments).tolist() for moments in (self.begin, self.end, nows)]
        return [
            self._along(
                self.curves[i] if i in self.branches else self._own(i),
                self.budget[i], begin, end, evs[i], now,
            )
            for i, (begin, end, now) in enumerate(zip(*times, strict=True))
        ]  # fmt: skip

    def _curves(self) -> None:
        """Find the planned value of each branch, and of all, at each edge."""
        size = len(self.edges)
        self.rows = {n: self.plan.positions(n, self.edges) for n in self.plan.place.values()}
        self.values: Ints = np.zeros(size, dtype=np.int64)
        self.curves = {i: np.zeros(size, dtype=np.int64) for i in self.branches}
        for i in self.order:
            mine = self._own(i)
            if i in self.branches:
                mine = self.curves[i] = self.curves[i] + mine
            up = self.work[i].parent
            target = self.curves[up] if up >= 0 else self.values
            target += mine

    def _own(self, i: int) -> Ints:
        """Return the planned value of a task, without what it holds, at each edge."""
        w = self.work[i]
        low = int(np.searchsorted(self.edges, w.start, side="left"))
        high = int(np.searchsorted(self.edges, w.finish, side="left"))
        found = np.zeros(len(self.edges), dtype=np.int64)
        if low < high:
            found[low:high] = self.plan.values(i, self.edges, self.rows, low, high)
        found[high:] = w.budget
        return found

    @staticmethod
    def _now(begin: int, done: int, ev: int, bac: int, at: int) -> int:
        """Return up to when time runs: of what is done, until it was."""
        return max(begin, min(at, done) if bac and ev >= bac else at)

    def _times(self, moments: Sequence[int]) -> Ints:
        return np.array(self.clock.since_start(moments), dtype=np.int64)

    def _along(
        self, values: Ints, bac: int, begin: int, end: int, ev: int, now: int
    ) -> EarnedSchedule:
        """Return the earned schedule along a curve, of which the points around `ev` are enough."""
        times = self.times
        low = int(np.searchsorted(values, ev, side="right")) - 1
        near = [np.searchsorted(times, begin), *np.searchsorted(values, [ev, bac])]
        points = {int(begin): 0}
        for i in {low, low + 1, *map(int, near)}:
            if 0 <= i < len(times) and begin <= times[i] <= end:
                points[int(times[i])] = int(values[i])
        points[int(end)] = bac
        return earned_schedule(curve_of(sorted(points.items())), ev, int(now))

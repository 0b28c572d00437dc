"""Planned value over time: each task's budget spread evenly over its planned working time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.plan import Calendar
from headway.scheduling.worktime import BEFORE, BEGIN, DAY, END, Table, add, table

Ints: TypeAlias = NDArray[np.int64]
FITS = 2**62
"""Products below it are exact in 64 bits."""


class Budgeted(Protocol):
    """What has a budget between two moments, in the common time of some calendars."""

    @property
    def start(self) -> int:
        """When it was planned to begin."""
        ...

    @property
    def finish(self) -> int:
        """When it was planned to end."""
        ...

    @property
    def budget(self) -> int:
        """Minor units."""
        ...

    @property
    def calendars(self) -> tuple[int, ...]:
        """Places of its calendars; none: round the clock."""
        ...


class Planned:
    """The planned value of tasks, each value rounded half-even to the minor unit once."""

    def __init__(self, work: Sequence[Budgeted], calendars: Sequence[Calendar]) -> None:
        self.work = work
        groups = tuple(dict.fromkeys(w.calendars for w in work))
        self.place = {group: n for n, group in enumerate(groups)}
        self.table: Table | None = None
        if work:
            first = min(w.start for w in work) // DAY - 1
            last = max(w.finish for w in work) // DAY + 2
            self.table = table(tuple(calendars), groups, first, last)
        edges = np.array([(w.start, w.finish) for w in work], dtype=np.int64).reshape(-1, 2)
        self.group = np.array([self.place[w.calendars] for w in work], dtype=np.int64)
        self.begun = np.zeros(len(work), dtype=np.int64)
        self.whole = np.zeros(len(work), dtype=np.int64)
        for number in range(len(groups)):
            mine = self.group == number
            self.begun[mine] = self.positions(number, edges[mine, 0])
            self.whole[mine] = self.positions(number, edges[mine, 1]) - self.begun[mine]
        self.edges = edges

    def at(self, moment: int) -> list[int]:
        """Return the planned value of each task at a moment."""
        moments = np.array([moment], dtype=np.int64)
        rows = {n: self.positions(n, moments) for n in self.place.values()}
        return [int(self.values(n, moments, rows, 0, 1)[0]) for n in range(len(self.work))]

    def totals(self, moments: Sequence[int]) -> list[int]:
        """Return the planned value of all tasks at each of some rising moments."""
        when = np.array(moments, dtype=np.int64)
        rows = {n: self.positions(n, when) for n in self.place.values()}
        inside: NDArray[np.object_] | Ints = np.zeros(len(when), dtype=np.int64)
        done = np.zeros(len(when) + 1, dtype=np.int64)
        lows = np.searchsorted(when, self.edges[:, 0], side="right")
        highs = np.searchsorted(when, self.edges[:, 1], side="left")
        for n, w in enumerate(self.work):
            # Of no length it is done at its moment: `high` lies before `low`.
            low, high = int(lows[n]), int(highs[n])
            if low < high:
                inside[low:high] += self.values(n, when, rows, low, high)
            done[high] += w.budget
        return [int(v) for v in inside + np.cumsum(done[:-1])]

    def each(self, moments: Sequence[int]) -> list[list[int]]:
        """Return the planned value of each task at each of some rising moments."""
        when = np.array(moments, dtype=np.int64)
        rows = {n: self.positions(n, when) for n in self.place.values()}
        return [self.values(n, when, rows, 0, len(when)).tolist() for n in range(len(self.work))]

    def values(
        self, n: int, moments: Ints, rows: dict[int, Ints], low: int, high: int
    ) -> NDArray[np.int64]:
        """Return a task's planned value at `moments[low:high]`; `rows` has by group the working
        minutes before all of them, as `positions` gives them."""
        w = self.work[n]
        when = moments[low:high]
        start, finish, whole = w.start, w.finish, int(self.whole[n])
        if whole:
            part = rows[int(self.group[n])][low:high] - self.begun[n]
        else:
            part, whole = when - start, max(1, finish - start)
        part = np.where(when >= finish, whole, np.where(when <= start, 0, part))
        if w.budget * whole >= FITS:
            return np.array([rounded(w.budget * int(p), whole) for p in part], dtype=np.int64)
        quotient, rest = np.divmod(w.budget * part, whole)
        up = (2 * rest > whole) | ((2 * rest == whole) & (quotient % 2 == 1))
        return np.asarray(quotient + up, dtype=np.int64)

    def positions(self, number: int, moments: Ints) -> Ints:
        """Return the working minutes of a group of calendars before each moment."""
        assert self.table is not None
        return _positions(self.table, number, moments)


class Clock:
    """Working minutes of some calendars' common time, counted from a moment."""

    def __init__(
        self, calendars: Sequence[Calendar], group: tuple[int, ...], begin: int, end: int
    ) -> None:
        self.begin = begin
        self.table = table(tuple(calendars), (group,), begin // DAY - 1, end // DAY + 2)

    def since_start(self, moments: Sequence[int]) -> list[int]:
        """Return the working minutes from the beginning to each moment."""
        found = _positions(self.table, 0, np.array([self.begin, *moments], dtype=np.int64))
        return [int(v - found[0]) for v in found[1:]]

    def moment_after(self, minutes: int) -> int:
        """Return the moment at which that much working time since the beginning ends.

        Beyond the horizon the rest counts round the clock.
        """
        return int(add(self.table, 0, self.begin, minutes))


def _positions(t: Table, number: int, moments: Ints) -> Ints:
    """Return the working minutes of a table's calendar before each moment."""
    span = t.span[t.offset[number] : t.offset[number + 1]]
    if not len(span):
        return np.zeros(len(moments), dtype=np.int64)
    i = np.searchsorted(span[:, END], moments, side="right")
    row = span[np.minimum(i, len(span) - 1)]
    worked = np.maximum(0, np.minimum(moments, row[:, END]) - row[:, BEGIN])
    return np.asarray(row[:, BEFORE] + worked, dtype=np.int64)


def rounded(over: int, under: int) -> int:
    """Return a quotient of numbers that are not negative, rounded half-even."""
    quotient, rest = divmod(over, under)
    return quotient + (2 * rest > under or (2 * rest == under and quotient % 2 == 1))

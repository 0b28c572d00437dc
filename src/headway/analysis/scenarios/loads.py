"""How much each person has to do in each week of a plan, and how much of it is too much. Pure.

The same load as levelling counts (`analysis.levelling.load`), for a whole plan at once: the working
time of all assignments stands in arrays, and one sweep over their begins, their ends and what
people have gives the load at every moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.analysis.levelling.load import Hours, working_tasks
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.resources.capacity import steps
from headway.scheduling.worktime import DAY, intersect, spans

WEEK = 7 * DAY
MONDAY = 4 * DAY
"""The moment of the first Monday: 5 January 1970."""
FULL = 10_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Week:
    """A person's week, in minutes of work: what it holds, and how much of it is too much."""

    load: int
    over: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The most that is asked of somebody at once: `units` of `capacity`, hundredths of a percent."""

    resource: int
    units: int
    capacity: int


class Pieces(NamedTuple):
    """Stretches of time in which somebody works on something: equally long arrays.

    `who` is a place in the list of resources, `units` are hundredths of a percent.
    """

    who: Ints
    units: Ints
    begin: Ints
    end: Ints

    def at(self, places: Ints | NDArray[np.bool_]) -> Pieces:
        """Return the stretches at some places."""
        return Pieces(*(column[places] for column in self))


def loads(
    records: Records, scheduled: Scheduled, resources: Mapping[int, Row]
) -> tuple[dict[int, dict[int, Week]], Peak | None]:
    """Return the weeks of each resource, named by their Mondays, and the peak: the most units for
    what somebody has."""
    keys, found = pieces(records, scheduled, resources)
    if not keys:
        return {}, None
    parts = weekly(found)
    spread = _Sweep(parts, keys, resources)
    load = _by_week(parts.who, parts.begin, parts.units * (parts.end - parts.begin))
    much = spread.excess > 0  # not what lasts from the beginning of time: no week is that far off
    over = _by_week(spread.who[much], spread.at[much], spread.excess[much])
    weeks: dict[int, dict[int, Week]] = {}
    for (who, week), units in load.items():
        here = Week(round(units / FULL), round(over.get((who, week), 0) / FULL))
        weeks.setdefault(keys[who], {})[week] = here
    return weeks, spread.peak(keys)


def pieces(
    records: Records, scheduled: Scheduled, resources: Mapping[int, Row]
) -> tuple[list[int], Pieces]:
    """Return the resources that work in a plan, ascending, and when each works on what."""
    hours = Hours(scheduled, records.rows("tasks"))
    tasks = list(working_tasks(records, scheduled, resources))
    keys = sorted({row["resource_id"] for _, _, _, people in tasks for row in people})
    place = {key: n for n, key in enumerate(keys)}
    of, begin, end = _times(hours, records, scheduled, tasks)
    who = np.array([place[r["resource_id"]] for *_, people in tasks for r in people], np.int64)
    units = np.array([r["units"] for *_, people in tasks for r in people], np.int64)
    counts = np.array([len(people) for *_, people in tasks], np.int64)
    first = np.cumsum(counts) - counts
    # Each stretch of a task once for everybody who works on it.
    many = counts[of]
    row = np.repeat(first[of], many) + _within(many)
    return keys, Pieces(who[row], units[row], np.repeat(begin, many), np.repeat(end, many))


def _within(counts: Ints) -> Ints:
    """Return 0, 1, ... within each of some runs of these lengths, one run behind the other."""
    total = int(counts.sum())
    return np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)


def _times(
    hours: Hours,
    records: Records,
    scheduled: Scheduled,
    tasks: list[tuple[int, int, int, list[Row]]],
) -> tuple[Ints, Ints, Ints]:
    """Return the stretches of all tasks: which of `tasks` works, from when, until when."""
    rows = records.rows("tasks")
    columns = scheduled.columns_
    plain: dict[int, list[int]] = {}
    found: list[tuple[Ints, Ints, Ints]] = []
    for n, (key, start, finish, _) in enumerate(tasks):
        if finish <= start:
            continue
        if rows[key]["splits"]:
            told = hours.pieces(key, start, finish, rows[key]["splits"])
            a, b = (np.array([one[side] for one in told], np.int64) for side in (0, 1))
            found.append((np.full(len(told), n, np.int64), a, b))
        else:
            group = int(columns.tasks.calendar[scheduled.places[key]])
            plain.setdefault(group, []).append(n)
    start_of = np.array([task[1] for task in tasks], np.int64)
    finish_of = np.array([task[2] for task in tasks], np.int64)
    for which, members in plain.items():
        of = np.array(members, np.int64)
        begins, ends = start_of[of], finish_of[of]
        calendars = columns.groups[which]
        if len(calendars) == 1 and calendars[0][1] < 0:
            low, high = _spans(scheduled, calendars[0][0], int(begins.min()), int(ends.max()))
            first = np.searchsorted(high, begins, side="right")
            count = np.maximum(np.searchsorted(low, ends, side="left") - first, 0)
            at = np.repeat(first, count) + _within(count)
            of = np.repeat(of, count)
            begins = np.maximum(np.repeat(begins, count), low[at])
            ends = np.minimum(np.repeat(ends, count), high[at])
        found.append((of, begins, ends))
    if not found:
        empty = np.zeros(0, np.int64)
        return empty, empty, empty
    of, begin, end = (np.concatenate(column) for column in zip(*found, strict=True))
    return of, begin, end


def _spans(
    scheduled: Scheduled, common: tuple[int, ...], begin: int, end: int
) -> tuple[Ints, Ints]:
    """Return begins and ends of the time that some calendars have in common."""
    first, last = begin // DAY - 1, end // DAY + 2
    known = ([first * DAY], [last * DAY])
    for which in common:
        known = intersect(known, spans(scheduled.columns_.calendars, which, first, last))
    return np.array(known[0], np.int64), np.array(known[1], np.int64)


def monday(moments: Ints) -> Ints:
    """Return the Mondays on which the weeks of some moments begin."""
    return (moments - MONDAY) // WEEK * WEEK + MONDAY


def weekly(found: Pieces) -> Pieces:
    """Return the same stretches, none of which reaches over the end of a week."""
    first = monday(found.begin)
    count = np.maximum((monday(found.end - 1) - first) // WEEK + 1, 1)
    if not len(count) or int(count.max()) == 1:
        return found
    which = np.repeat(np.arange(len(count), dtype=np.int64), count)
    low = first[which] + _within(count) * WEEK
    parts = found.at(which)
    return parts._replace(begin=np.maximum(parts.begin, low), end=np.minimum(parts.end, low + WEEK))


def _by_week(who: Ints, moment: Ints, units: Ints) -> dict[tuple[int, int], int]:
    """Return sums by resource and week."""
    if not len(who):
        return {}
    week = (monday(moment) - MONDAY) // WEEK
    low = int(week.min())
    span = int(week.max()) - low + 1
    keys, place = np.unique(who * span + (week - low), return_inverse=True)
    # Floats: no sum of absurd units overflows, and all others are exact.
    sums = np.bincount(place, weights=units.astype(np.float64))
    return {
        (int(key) // span, (int(key) % span + low) * WEEK + MONDAY): int(value)
        for key, value in zip(keys.tolist(), sums.tolist(), strict=True)
    }


class _Sweep:
    """The load of all resources moment by moment: `excess` is units times minutes beyond what
    `who` has from `at` on, until the next moment."""

    def __init__(self, parts: Pieces, keys: list[int], resources: Mapping[int, Row]) -> None:
        limits = list(self._limits(keys, resources))
        count = len(parts.who)
        zeros = np.zeros(count, np.int64)
        who = np.concatenate([parts.who, parts.who, np.array([w for w, _, _ in limits], np.int64)])
        at = np.concatenate([parts.begin, parts.end, np.array([m for _, m, _ in limits], np.int64)])
        load = np.concatenate([parts.units, -parts.units, np.zeros(len(limits), np.int64)])
        limit = np.concatenate([zeros, zeros, np.array([d for _, _, d in limits], np.int64)])
        order = np.lexsort((at, who))
        who, at = who[order], at[order]
        load, limit = np.cumsum(load[order]), np.cumsum(limit[order])
        # What holds once all that happens at a moment has happened.
        last = np.append((who[1:] != who[:-1]) | (at[1:] != at[:-1]), True)
        self.who, self.at, self.load, self.limit = who[last], at[last], load[last], limit[last]
        lasts = np.append(self.at[1:] - self.at[:-1], 0)
        lasts[np.append(self.who[1:] != self.who[:-1], True)] = 0
        lasts[self.load <= 0] = 0
        # Floats, as in `_by_week`; what is not loaded lasts from the beginning of time.
        beyond = np.maximum(self.load - self.limit, 0).astype(np.float64)
        self.excess = beyond * lasts

    @staticmethod
    def _limits(keys: list[int], resources: Mapping[int, Row]) -> Iterator[tuple[int, int, int]]:
        """Yield (place, moment, difference) of what each has; behind another it begins anew."""
        before = 0
        for place, key in enumerate(keys):
            for moment, units in steps(resources[key]):
                yield place, moment, units - before
                before = units

    def peak(self, keys: list[int]) -> Peak | None:
        """Return the most units for what somebody has, the first of equal ones."""
        if not len(self.load):
            return None
        ratio = self.load / np.maximum(self.limit, 1)
        place = int(np.argmax(ratio))
        if self.load[place] <= 0:
            return None
        return Peak(keys[int(self.who[place])], int(self.load[place]), int(self.limit[place]))

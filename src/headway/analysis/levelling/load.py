"""Who works when, on what, and where that is more than they have. Pure.

Load counts as the engine's levelling counts it: an assignment takes its units while the calendars
of its task work; a task that several calendars drive takes them from start to finish. Of a split
task the rests are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.resources import capacity
from headway.scheduling.worktime import DAY, intersect, spans

Interval: TypeAlias = tuple[int, int]
TaskId: TypeAlias = tuple[int, int]
"""Keys of project and task."""
Steps: TypeAlias = Sequence[tuple[int, int]]
"""(moment from which it holds, units), rising."""
MOST_UNITS = 2**40


@dataclass(frozen=True, slots=True)
class Use:
    """A task takes units of a resource (hundredths of a percent) from one moment to another."""

    resource: int
    task: TaskId
    units: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Over:
    """A resource is asked for more units than it has: `units` of `capacity` while it works between
    `start` and `finish`. `excess` are the minutes of work too many, in hundredths of a percent."""

    resource: int
    start: int
    finish: int
    units: int
    capacity: int
    tasks: tuple[TaskId, ...]
    excess: int


class Hours:
    """When the tasks of a schedule work."""

    def __init__(self, scheduled: Scheduled, tasks: Mapping[int, Row]) -> None:
        self._scheduled = scheduled
        self._rows = tasks
        self._spans: dict[tuple[int, ...], tuple[list[int], list[int]]] = {}
        s = scheduled.schedule
        some = len(scheduled.keys) > 0
        self._first = int(s.start.min()) // DAY - 1 if some else 0
        self._last = int(s.finish.max()) // DAY + 2 if some else 0

    def pieces(
        self, key: int, start: int, finish: int, splits: Sequence[Sequence[int]] | None = None
    ) -> list[Interval]:
        """Return when a task works between two dates; `splits` are its interruptions."""
        if finish <= start:
            return []
        columns = self._scheduled.columns_
        place = self._scheduled.places[key]
        group = columns.groups[int(columns.tasks.calendar[place])]
        if len(group) != 1 or group[0][1] >= 0:
            return [(start, finish)]
        begins, ends = self._of(group[0][0], start, finish)
        found = []
        at = bisect_right(ends, start)
        while at < len(begins) and begins[at] < finish:
            found.append((max(start, begins[at]), min(finish, ends[at])))
            at += 1
        return worked(found, splits) if splits else found

    def _of(self, common: tuple[int, ...], low: int, high: int) -> tuple[list[int], list[int]]:
        if low // DAY < self._first or high // DAY >= self._last:
            self._first = min(self._first, low // DAY - 1)
            self._last = max(self._last, high // DAY + 2)
            self._spans.clear()
        known = self._spans.get(common)
        if known is None:
            known = ([self._first * DAY], [self._last * DAY])
            for which in common:
                calendars = self._scheduled.columns_.calendars
                known = intersect(known, spans(calendars, which, self._first, self._last))
            self._spans[common] = known
        return known


def worked(pieces: Sequence[Interval], splits: Sequence[Sequence[int]]) -> list[Interval]:
    """Return working time without the rests: each split is (working minutes done before, working
    minutes of rest)."""
    rests = []
    shift = 0
    for before, rest in splits:
        rests.append((before + shift, before + shift + rest))
        shift += rest
    found: list[Interval] = []
    passed = 0
    for begin, end in pieces:
        low = begin
        for first, last in rests:
            # The rest in moments, as far as it lies in this piece.
            cut, on = begin + first - passed, begin + last - passed
            if on <= low or cut >= end:
                continue
            if cut > low:
                found.append((low, cut))
            low = max(low, min(on, end))
        if low < end:
            found.append((low, end))
        passed += end - begin
    return found


def uses(
    project: int,
    records: Records,
    scheduled: Scheduled,
    resources: Mapping[int, Row],
    dates: Mapping[int, tuple[int, int]] | None = None,
    splits: Mapping[int, Any] | None = None,
) -> Iterator[Use]:
    """Yield what the tasks of a project take of people and equipment.

    `dates` (start and finish) and `splits` stand in for those of the plan, by task.
    """
    tasks = records.rows("tasks")
    hours = Hours(scheduled, tasks)
    for key, start, finish, people in working_tasks(records, scheduled, resources):
        if dates is not None and key in dates:
            start, finish = dates[key]
        rests = (splits or {}).get(key, tasks[key]["splits"])
        pieces = hours.pieces(key, start, finish, rests)
        for row in people:
            for begin, end in pieces:
                yield Use(row["resource_id"], (project, key), row["units"], begin, end)


def working_tasks(
    records: Records, scheduled: Scheduled, resources: Mapping[int, Row]
) -> Iterator[tuple[int, int, int, list[Row]]]:
    """Yield (key, start, finish, assignments) of the active leaves on which people or equipment
    work."""
    tasks, assignments = records.rows("tasks"), records.rows("assignments")
    by_task = records.index("assignments", "task_id")
    parents = records.index("tasks", "parent_id")
    result = scheduled.schedule
    for key, keys in by_task.items():
        place = scheduled.places.get(key)
        row = tasks.get(key)
        if place is None or row is None or not row["active"] or parents.get(key):
            continue
        people = [
            assignments[k]
            for k in keys
            if 0 < assignments[k]["units"] < MOST_UNITS
            and resources.get(assignments[k]["resource_id"], {}).get("kind") == "work"
        ]
        if people:
            yield key, int(result.start[place]), int(result.finish[place]), people


def profile(found: Iterable[Use]) -> list[tuple[int, int]]:
    """Return the load of one resource as steps."""
    change: dict[int, int] = {}
    for use in found:
        change[use.begin] = change.get(use.begin, 0) + use.units
        change[use.end] = change.get(use.end, 0) - use.units
    steps, load = [], 0
    for moment in sorted(change):
        if change[moment]:
            load += change[moment]
            steps.append((moment, load))
    return steps


def overallocations(
    found: Iterable[Use], resources: Mapping[int, Row], since: int = capacity.EVER
) -> list[Over]:
    """Return where resources are asked for more than they have, after `since`, by start.

    What goes on after a night or a weekend with the same tasks is one over-allocation.
    """
    by_resource: dict[int, list[Use]] = {}
    for use in found:
        by_resource.setdefault(use.resource, []).append(use)
    overs = [
        over
        for key, rows in by_resource.items()
        for over in _sweep(key, rows, capacity.steps(resources[key]), since)
    ]
    return sorted(overs, key=lambda o: (o.start, o.resource, o.finish))


def _sweep(resource: int, rows: list[Use], steps: Steps, since: int) -> Iterator[Over]:
    """Yield the over-allocations of one resource in order of time."""
    events: dict[int, list[tuple[int, Use]]] = {}
    for use in rows:
        events.setdefault(use.begin, []).append((1, use))
        events.setdefault(use.end, []).append((-1, use))
    limits = dict(steps)
    moments = sorted({*events, *limits, since})
    running: dict[TaskId, int] = {}
    limit, load = 0, 0
    last: Over | None = None
    for place, moment in enumerate(moments):
        limit = limits.get(moment, limit)
        for sign, use in events.get(moment, ()):
            load += sign * use.units
            running[use.task] = running.get(use.task, 0) + sign * use.units
            if not running[use.task]:
                del running[use.task]
        if place + 1 == len(moments) or moment < since or not load:
            continue
        end = moments[place + 1]
        over = load > limit
        tasks = tuple(sorted(running))
        excess = (load - limit) * (end - moment)
        if last is not None:
            same = (last.units, last.capacity, last.tasks) == (load, limit, tasks)
            if over and same:
                last = replace(last, finish=end, excess=last.excess + excess)
                continue
            yield last
            last = None
        if over:
            last = Over(resource, moment, end, load, limit, tasks, excess)
    if last is not None:
        yield last

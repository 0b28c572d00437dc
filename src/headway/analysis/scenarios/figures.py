"""What a comparison shows of one plan: dates, work, cost, and who has more than he can do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from headway.analysis.earned_value import rows_of
from headway.analysis.levelling.load import Use, capacity, overallocations, profile, uses
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import costs_of, work_of
from headway.projects.derivations import Scheduled
from headway.projects.worktime import working_between
from headway.scheduling.worktime import DAY

WEEK = 7 * DAY
MONDAY = 4 * DAY
"""The moment of the first Monday: 5 January 1970."""
FULL = 10_000


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


@dataclass(frozen=True)
class Figures:
    """A plan in figures. Moments are local minutes, work is minutes, cost minor currency units.

    `dates` are start, finish and duration of every active task; `weeks` the load of each resource
    by the Monday on which a week begins.
    """

    start: int
    finish: int
    dates: dict[int, tuple[int, int, int]]
    work: int
    cost: int | None
    unpriced: set[int]
    weeks: dict[int, dict[int, Week]]
    peak: Peak | None

    @property
    def over(self) -> int:
        """Minutes of work that are more than people can do at the time."""
        return sum(week.over for weeks in self.weeks.values() for week in weeks.values())


def figures_of(records: Records, workspace: Records, scheduled: Scheduled) -> Figures:
    """Return the figures of a plan; `cost` is None where nothing in it has a price."""
    tasks = records.rows("tasks")
    results = rows_of(scheduled)

    def minutes(key: int, start: int, finish: int) -> int:
        return working_between({"schedule": scheduled}, tasks[key], start, finish)

    costs = costs_of(records, workspace, results.get, minutes)
    resources = workspace.rows("resources")
    weeks, peak = loads(uses(0, records, scheduled, resources), resources)
    schedule = scheduled.schedule
    return Figures(
        start=schedule.project_start,
        finish=schedule.project_finish,
        dates={
            key: (row["start"], row["finish"], row["duration"])
            for key, row in results.items()
            if tasks[key]["active"]
        },
        work=_work(records, resources, results),
        cost=sum(cost.total for cost in costs.by_task.values()) if costs.by_task else None,
        unpriced=costs.unpriced,
        weeks=weeks,
        peak=peak,
    )


def _work(records: Records, resources: Mapping[int, Row], results: Mapping[int, Row]) -> int:
    tasks = records.rows("tasks")
    return sum(
        work_of(row, tasks[row["task_id"]], results[row["task_id"]]).total
        for row in records.rows("assignments").values()
        if tasks[row["task_id"]]["active"]
        and resources.get(row["resource_id"], {}).get("kind", "work") == "work"
    )


def loads(
    found: Iterable[Use], resources: Mapping[int, Row]
) -> tuple[dict[int, dict[int, Week]], Peak | None]:
    """Return the weeks of each resource, and the peak: the most units for what it has."""
    by_week: dict[int, list[Use]] = {}
    by_resource: dict[int, list[Use]] = {}
    for use in found:
        by_resource.setdefault(use.resource, []).append(use)
        for part in _weekly(use):
            by_week.setdefault(week_of(part.begin), []).append(part)
    weeks: dict[int, dict[int, Week]] = {}
    for week, parts in by_week.items():
        over: dict[int, int] = {}
        for one in overallocations(parts, resources):
            over[one.resource] = over.get(one.resource, 0) + one.excess
        load: dict[int, int] = {}
        for part in parts:
            load[part.resource] = load.get(part.resource, 0) + part.units * (part.end - part.begin)
        for key, units in load.items():
            here = Week(round(units / FULL), round(over.get(key, 0) / FULL))
            weeks.setdefault(key, {})[week] = here
    return weeks, _peak(by_resource, resources)


def week_of(moment: int) -> int:
    """Return the Monday on which the week of a moment begins."""
    return (moment - MONDAY) // WEEK * WEEK + MONDAY


def _weekly(use: Use) -> Iterator[Use]:
    begin = use.begin
    while begin < use.end:
        end = min(use.end, week_of(begin) + WEEK)
        yield replace(use, begin=begin, end=end)
        begin = end


def _peak(by_resource: Mapping[int, list[Use]], resources: Mapping[int, Row]) -> Peak | None:
    best: Peak | None = None
    for key, found in sorted(by_resource.items()):
        steps = capacity(resources[key])
        has, at = steps[0][1], 0
        for moment, units in profile(found):
            while at < len(steps) and steps[at][0] <= moment:
                has = steps[at][1]
                at += 1
            if best is None or units * max(best.capacity, 1) > best.units * max(has, 1):
                best = Peak(key, units, has)
    return best

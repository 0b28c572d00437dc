"""What a comparison shows of one plan: dates, work, cost, and who has more than he can do. Pure.

What a plan has in common with one that is known already is taken from there: a scenario mostly
differs from its project in few tasks.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from itertools import chain

from headway.analysis.scenarios.loads import Peak, Week, loads
from headway.changes.state import Records, between
from headway.changes.tables import Row
from headway.projects.costing import Cost, costs_by_task, minor_units, rates_by_resource, work_of
from headway.projects.derivations import Scheduled
from headway.projects.worktime import working_between

OF_TASKS = ("assignments", "task_costs")
"""Tables whose rows make up what a task costs."""


@dataclass(frozen=True)
class Figures:
    """A plan in figures. Moments are local minutes, work is minutes, cost minor currency units.

    `dates` are start, finish and duration of every active task, `done` its percent complete; `works` and `costs` what each task
    comes to by itself; `weeks` the load of each resource by the Monday on which a week begins.
    """

    start: int
    finish: int
    dates: dict[int, tuple[int, int, int]]
    done: dict[int, int]
    works: dict[int, int]
    costs: dict[int, Cost]
    unpriced: set[int]
    weeks: dict[int, dict[int, Week]]
    peak: Peak | None

    @property
    def work(self) -> int:
        """Minutes of work that people do."""
        return sum(self.works.values())

    @property
    def cost(self) -> int | None:
        """What it costs; None where nothing in it has a price."""
        return sum(cost.total for cost in self.costs.values()) if self.costs else None

    @property
    def over(self) -> int:
        """Minutes of work that are more than people can do at the time."""
        return sum(week.over for weeks in self.weeks.values() for week in weeks.values())


@dataclass(frozen=True)
class Plan:
    """One of the plans: its rows and its figures, by the same workspace as the others'."""

    records: Records
    figures: Figures


def figures_of(
    records: Records, workspace: Records, scheduled: Scheduled, like: Plan | None = None
) -> Figures:
    """Return the figures of a plan; `like` is another one of the same workspace that has most in
    common with it."""
    tasks = records.rows("tasks")
    rows = _results(scheduled)
    dates = {
        key: (row["start"], row["finish"], row["duration"])
        for key, row in rows.items()
        if tasks[key]["active"]
    }
    done = {key: rows[key]["percent_complete"] for key in dates}
    known = None if like is None or _settings(records) != _settings(like.records) else like
    fresh = set(dates) if known is None else _fresh(records, dates, done, known)
    works, costs = _parts(records, workspace, scheduled, rows, fresh & dates.keys())
    if known is not None:
        old = known.figures
        same = dates.keys() - fresh
        works |= {key: old.works[key] for key in same & old.works.keys()}
        costs |= {key: old.costs[key] for key in same & old.costs.keys()}
    resources = workspace.rows("resources")
    weeks, peak = loads(records, scheduled, resources)
    schedule = scheduled.schedule
    return Figures(
        start=schedule.project_start,
        finish=schedule.project_finish,
        dates=dates,
        done=done,
        works=works,
        costs=costs,
        unpriced=_unpriced(records, workspace, dates.keys()),
        weeks=weeks,
        peak=peak,
    )


def _results(scheduled: Scheduled) -> dict[int, Row]:
    """Return what work and cost follow from, of the schedule's rows by task."""
    s = scheduled.schedule
    columns = (s.start, s.finish, s.duration, s.percent_complete)
    return {
        key: {"start": start, "finish": finish, "duration": duration, "percent_complete": done}
        for key, start, finish, duration, done in zip(
            scheduled.keys, *(column.tolist() for column in columns), strict=True
        )
    }


def _settings(records: Records) -> Row:
    """Return a project's own row without its key and without what the server counts in it."""
    row = next(iter(records.rows("projects").values()))
    return {name: value for name, value in row.items() if name not in ("id", "next_number")}


def _fresh(
    records: Records, dates: dict[int, tuple[int, int, int]], done: dict[int, int], like: Plan
) -> set[int]:
    """Return the tasks whose work or cost may differ from those in another plan."""
    tasks, others = records.rows("tasks"), like.records.rows("tasks")
    then, progress = like.figures.dates, like.figures.done
    found = {
        key
        for key, moments in dates.items()
        if moments != then.get(key) or done[key] != progress[key] or tasks[key] is not others[key]
    }
    one = Records({name: like.records.rows(name) for name in OF_TASKS})
    two = Records({name: records.rows(name) for name in OF_TASKS})
    for name, change in between(one, two).items():
        found.update(row["task_id"] for row in chain(change["added"], change["removed"]))
        for update in change["updated"]:
            found.add(one.rows(name)[update["id"]]["task_id"])
            found.add(two.rows(name)[update["id"]]["task_id"])
    return found


def _parts(
    records: Records,
    workspace: Records,
    scheduled: Scheduled,
    rows: dict[int, Row],
    keys: set[int],
) -> tuple[dict[int, int], dict[int, Cost]]:
    """Return the work and the cost of some tasks, where they have any."""
    tasks = {key: records.rows("tasks")[key] for key in keys}
    project = next(iter(records.rows("projects").values()))
    kinds = {key: row["kind"] for key, row in workspace.rows("resources").items()}
    assignments = [r for r in records.rows("assignments").values() if r["task_id"] in keys]
    typed = [r for r in records.rows("task_costs").values() if r["task_id"] in keys]
    works: dict[int, int] = {}
    for row in assignments:
        if kinds.get(row["resource_id"], "work") == "work":
            key = row["task_id"]
            works[key] = works.get(key, 0) + work_of(row, tasks[key], rows[key]).total

    def minutes(key: int, start: int, finish: int) -> int:
        return working_between({"schedule": scheduled}, tasks[key], start, finish)

    rates = rates_by_resource(workspace.rows("rates").values(), project["currency"])
    costs = costs_by_task(
        tasks, assignments, kinds, rates, typed, rows.get, minutes,
        minor_units(project["currency"]),
    )  # fmt: skip
    return works, costs.by_task


def _unpriced(records: Records, workspace: Records, active: Set[int]) -> set[int]:
    """Return the resources that work in a plan and have no rate in its currency."""
    project = next(iter(records.rows("projects").values()))
    priced = {
        row["resource_id"]
        for row in workspace.rows("rates").values()
        if row["currency"] == project["currency"]
    }
    assigned = {
        row["resource_id"]
        for row in records.rows("assignments").values()
        if row["task_id"] in active
    }
    return assigned - priced

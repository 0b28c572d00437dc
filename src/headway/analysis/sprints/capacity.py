"""What the people of a sprint have to give, what else the plan asks of them, what the sprint does. Pure.

Capacity is that of the plan: a person's own calendar with holidays and leave, times the units that he
has on those days. What else is asked are the tasks of the plan, and of the other projects that share
him, that are scheduled in the days of the sprint and are no items of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headway.analysis.levelling.load import MOST_UNITS, Use
from headway.analysis.sprints.history import work_of
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.effort import FULL, effort_of
from headway.projects.plan import Space
from headway.resources import capacity
from headway.scheduling import working_minutes


@dataclass(frozen=True)
class Window:
    """The days of a sprint of which the capacity is asked, in moments."""

    start: int
    finish: int


def people(
    project: int,
    records: Records,
    items: Iterable[int],
    window: Window,
    resources: Mapping[int, Row],
    space: Space,
    found: Iterable[Use],
    project_calendar: int,
) -> dict[str, Any]:
    """Return minutes by person: `capacity` in the window, `others` what other tasks take there, `work`
    what the items of the sprint ask of him; and what nobody is on.

    `found` are the uses of all projects that share people; `items` the sprint's undone tasks.
    """
    wanted = set(items)
    work, nobody = _asked(records, wanted, resources)
    others = dict.fromkeys(work, 0)
    for use in found:
        if use.resource in others and (use.task[0] != project or use.task[1] not in wanted):
            low, high = max(use.begin, window.start), min(use.end, window.finish)
            if low < high:
                others[use.resource] += (high - low) * use.units
    rows = [
        {
            "resource_id": key,
            "name": resources[key]["name"],
            "capacity": available(resources[key], window, space, project_calendar),
            "others": round(others[key] / FULL),
            "work": minutes,
        }
        for key, minutes in work.items()
    ]
    return {
        "people": sorted(rows, key=lambda r: (r["name"].casefold(), r["resource_id"])),
        "nobody": nobody,
    }


def available(resource: Row, window: Window, space: Space, project_calendar: int) -> int:
    """Return the minutes that a person works in a window, by calendar and units."""
    calendar = space.by_resource.get(resource["id"], project_calendar)
    steps = capacity.steps(resource)
    found = 0
    for place, (begin, units) in enumerate(steps):
        end = steps[place + 1][0] if place + 1 < len(steps) else window.finish
        low, high = max(begin, window.start), min(end, window.finish)
        if low < high and units:
            found += working_minutes(space.calendars, (calendar,), low, high) * units
    return round(found / FULL)


def _asked(
    records: Records, wanted: set[int], resources: Mapping[int, Row]
) -> tuple[dict[int, int], int]:
    """Return the minutes left of some tasks by who is on them, and of those nobody is on."""
    tasks, assignments = records.rows("tasks"), records.rows("assignments")
    by_task = records.index("assignments", "task_id")
    found: dict[int, int] = {}
    nobody = 0
    for key in wanted:
        row = tasks[key]
        staff = [
            assignments[k]
            for k in by_task.get(key, ())
            if assignments[k]["units"] < MOST_UNITS
            and resources.get(assignments[k]["resource_id"], {}).get("kind") == "work"
        ]
        for one in staff:
            left = effort_of(one, row["duration"], row["percent_complete"]).remaining
            found[one["resource_id"]] = found.get(one["resource_id"], 0) + left
        if not staff:
            work = work_of(row, ())
            nobody += work - round(work * row["percent_complete"] / 100)
    return found, nobody

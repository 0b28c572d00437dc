"""Records to the engine's plan: the one place where a live project becomes a plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.scheduling import Calendar, CalendarException, Link, Plan, Task, WorkWeek
from headway.scheduling.plan import CONSTRAINTS, LAG_KINDS, LINK_TYPES, STANDARD_WEEK, Week

CONSTRAINT = {name: code for code, name in enumerate(CONSTRAINTS)}
LINK_TYPE = {name: code for code, name in enumerate(LINK_TYPES)}
LAG_KIND = {name: code for code, name in enumerate(LAG_KINDS)}


def week_of(week: Any) -> Week:
    """Return the engine's week of a stored one; None leaves all days to the base calendar."""
    if week is None:
        return (None,) * 7
    return tuple(None if day is None else tuple((a, b) for a, b in day) for day in week)


def calendars(workspace: Records) -> tuple[tuple[Calendar, ...], dict[int, int]]:
    """Return the workspace's calendars as the engine's, and the place of each by key.

    The last one is the standard week, for a project without a calendar.
    """
    rows = sorted(workspace.rows("calendars").values(), key=lambda r: r["id"])
    places = {row["id"]: place for place, row in enumerate(rows)}
    found = [
        Calendar(
            week=week_of(row["week"]),
            exceptions=tuple(
                CalendarException(
                    e["first"], e["last"], tuple((a, b) for a, b in e.get("intervals", ()))
                )
                for e in row["exceptions"] or ()
            ),
            work_weeks=tuple(
                WorkWeek(w["first"], w["last"], week_of(w["week"])) for w in row["work_weeks"] or ()
            ),
            base=places.get(row["base_id"], -1),
            name=row["name"],
        )
        for row in rows
    ]
    return (*found, Calendar(week=STANDARD_WEEK)), places


def task_of(row: Row, parent: int, places: Mapping[int, int], people: tuple[int, ...]) -> Task:
    """Return the engine's task; `people` are the calendars of its resources."""
    return Task(
        duration=row["duration"],
        parent=parent,
        name=row["name"],
        elapsed=row["duration_unit"].startswith("e"),
        manual=row["mode"] == "manual",
        manual_start=row["manual_start"],
        manual_finish=row["manual_finish"],
        constraint=CONSTRAINT[row["constraint"]],
        constraint_date=row["constraint_date"],
        deadline=row["deadline"],
        calendar=places.get(row["calendar_id"], -1),
        calendars=people,
        ignore_resource_calendars=row["ignore_resource_calendar"],
        active=row["active"],
        percent_complete=row["percent_complete"],
        actual_start=row["actual_start"],
        actual_finish=row["actual_finish"],
        remaining_duration=row["remaining_duration"],
        levelling_delay=row["levelling_delay"],
    )


def resource_calendars(
    assignments: list[Row], workspace: Records, places: Mapping[int, int]
) -> tuple[int, ...]:
    """Return the places of the calendars of the working resources among `assignments`."""
    resources = workspace.rows("resources")
    found = set()
    for row in assignments:
        resource = resources.get(row["resource_id"])
        if resource is not None and resource["kind"] == "work":
            place = places.get(resource["calendar_id"])
            if place is not None:
                found.add(place)
    return tuple(sorted(found))


def link_of(row: Row, index: Mapping[int, int]) -> Link:
    """Return the engine's link; `index` gives the places of tasks."""
    return Link(
        index[row["predecessor_id"]],
        index[row["successor_id"]],
        LINK_TYPE[row["type"]],
        row["lag"],
        LAG_KIND[row["lag_kind"]],
    )


def plan_of(records: Records, workspace: Records) -> tuple[Plan, list[int], list[int]]:
    """Return the plan of a project, and the keys of its tasks and links by their places."""
    project = next(iter(records.rows("projects").values()))
    cals, places = calendars(workspace)
    rows = records.rows("tasks")
    keys = sorted(rows)
    index = {key: place for place, key in enumerate(keys)}
    assigned = records.index("assignments", "task_id")
    assignments = records.rows("assignments")
    tasks = tuple(
        task_of(
            rows[key],
            index.get(rows[key]["parent_id"], -1),
            places,
            resource_calendars([assignments[a] for a in assigned.get(key, ())], workspace, places),
        )
        for key in keys
    )
    links = sorted(records.rows("links").values(), key=lambda r: r["id"])
    return (
        Plan(
            start=project["start"],
            tasks=tasks,
            links=tuple(link_of(row, index) for row in links),
            calendars=cals,
            calendar=places.get(project["calendar_id"], len(cals) - 1),
            finish_by=project["finish_by"],
            from_finish=project["schedule_from"] == "finish",
            status_date=project["status_date"],
            critical_float_limit=project["critical_float_limit"],
            honor_constraints=project["honor_constraints"],
        ),
        keys,
        [row["id"] for row in links],
    )

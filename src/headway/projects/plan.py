"""Records to the engine's plan: the one place where a live project becomes a plan. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.exchange.calendars import calendar_of, common_rest, meaning_of
from headway.exchange.document import AssignmentDoc, TaskDoc
from headway.exchange.efforts import efforts_of
from headway.projects.splits import rest_of
from headway.scheduling import Calendar, Link, Plan, Task
from headway.scheduling.plan import CONSTRAINTS, LAG_KINDS, LINK_TYPES, STANDARD_WEEK

CONSTRAINT = {name: code for code, name in enumerate(CONSTRAINTS)}
LINK_TYPE = {name: code for code, name in enumerate(LINK_TYPES)}
LAG_KIND = {name: code for code, name in enumerate(LAG_KINDS)}


@dataclass(frozen=True)
class Space:
    """What a plan takes from its workspace: the calendars (last the standard week, for a project
    without one), the place of each by key, and that of each working resource's own."""

    calendars: tuple[Calendar, ...]
    places: Mapping[int, int]
    by_resource: Mapping[int, int]


def space_of(workspace: Records, known: Space | None = None) -> Space:
    """Return what plans take from a workspace; `known` has its calendars already, if given."""
    if known is None:
        rows = sorted(workspace.rows("calendars").values(), key=lambda r: r["id"])
        places = {row["id"]: place for place, row in enumerate(rows)}
        found = [calendar_of(row, places.get(row["base_id"], -1)) for row in rows]
        calendars: tuple[Calendar, ...] = (*found, Calendar(week=STANDARD_WEEK))
    else:
        calendars, places = known.calendars, dict(known.places)
    by_resource = {
        row["id"]: meaning_of(calendars, places[row["calendar_id"]])
        for row in workspace.rows("resources").values()
        if row["kind"] == "work" and row["calendar_id"] in places
    }
    return Space(calendars, places, by_resource)


def task_reader(
    records: Records, space: Space, project_calendar: int, index: Callable[[int], int]
) -> Callable[[int], Task]:
    """Return what gives the engine's task by key; `index` gives the places of tasks."""
    tasks, assignments = records.rows("tasks"), records.rows("assignments")
    assigned = records.index("assignments", "task_id")
    places, by_resource = space.places, space.by_resource

    def read(key: int) -> Task:
        row = tasks[key]
        rows = [assignments[a] for a in assigned.get(key, ())]
        if by_resource:
            rows = [r for r in rows if r["resource_id"] in by_resource]
        else:
            rows = []
        calendar = places.get(row["calendar_id"], -1)
        people = tuple(sorted({by_resource[r["resource_id"]] for r in rows}))
        pauses = row["extra"] and row["extra"].get("pauses")
        efforts: tuple[tuple[int, int], ...] = ()
        pause = 0
        if len(people) > 1 or pauses or any(r["delay"] or r["extra"] for r in rows):
            docs = [_assignment(r) for r in rows]
            sized = TaskDoc(key, task_type=row["task_type"], duration=row["duration"])
            efforts = efforts_of(sized, docs, by_resource)
            pause = common_rest(
                docs, row["extra"], space.calendars, by_resource, own=calendar,
                project=project_calendar, elapsed=row["duration_unit"].startswith("e"),
                duration=row["duration"],
            )  # fmt: skip
        pause += rest_of(row)
        return Task(
            duration=row["duration"],
            parent=parent_place(row, index),
            name=row["name"],
            elapsed=row["duration_unit"].startswith("e"),
            manual=row["mode"] == "manual",
            manual_start=row["manual_start"],
            manual_finish=row["manual_finish"],
            constraint=CONSTRAINT[row["constraint"]],
            constraint_date=row["constraint_date"],
            deadline=row["deadline"],
            calendar=calendar,
            calendars=people,
            efforts=efforts,
            ignore_resource_calendars=row["ignore_resource_calendar"],
            active=row["active"],
            percent_complete=row["percent_complete"],
            actual_start=row["actual_start"],
            actual_finish=row["actual_finish"],
            remaining_duration=row["remaining_duration"],
            pause=pause,
            levelling_delay=row["levelling_delay"],
        )

    return read


def _assignment(row: Row) -> AssignmentDoc:
    return AssignmentDoc(
        row["id"],
        row["task_id"],
        row["resource_id"],
        units=row["units"],
        work=row["work"],
        overtime_work=row["overtime_work"],
        delay=row["delay"],
        extra=row["extra"],
    )


def parent_place(row: Row, index: Callable[[int], int]) -> int:
    """Return the place of a task's summary, -1 for none."""
    return -1 if row["parent_id"] is None else index(row["parent_id"])


def link_of(row: Row, index: Callable[[int], int]) -> Link:
    """Return the engine's link; `index` gives the places of tasks."""
    return Link(
        index(row["predecessor_id"]),
        index(row["successor_id"]),
        LINK_TYPE[row["type"]],
        row["lag"],
        LAG_KIND[row["lag_kind"]],
    )


def frame_of(project: Row, space: Space) -> Plan:
    """Return a plan with the project's settings and calendars, without tasks."""
    return Plan(
        start=project["start"],
        calendars=space.calendars,
        calendar=space.places.get(project["calendar_id"], len(space.calendars) - 1),
        finish_by=project["finish_by"],
        from_finish=project["schedule_from"] == "finish",
        status_date=project["status_date"],
        critical_float_limit=project["critical_float_limit"],
        honor_constraints=project["honor_constraints"],
        data_date=project["status_date"] if project["from_status_date"] else None,
        lag_of_predecessor=project["lag_calendar"] == "predecessor",
        lag_of_project=project["lag_calendar"] == "project",
    )

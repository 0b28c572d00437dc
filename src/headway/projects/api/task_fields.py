"""The fields of a task as programs write them, and the commands that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from ninja import Schema
from pydantic import ConfigDict, Field

from headway.changes.cache import State
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.api.values import assignees, duration, moment, predecessors
from headway.projects.derivations import Scheduled
from headway.projects.workflow import in_order
from headway.scheduling.worktime import DAY, table, work_between
from headway.words import say

Parts: TypeAlias = list[tuple[str, Mapping[str, Any]]]
PLAIN = (
    "name", "notes", "mode", "milestone", "active", "priority", "calendar_id", "wbs", "estimated",
    "task_type", "effort_driven", "ignore_resource_calendar", "constraint", "confidence",
    "risk_group_id", "progress_source",
)  # fmt: skip
NULLABLE = frozenset(
    {"calendar_id", "constraint_date", "deadline", "parent_id", "actual_start", "actual_finish",
     "work_minutes", "remaining_duration_minutes", "optimistic_minutes", "pessimistic_minutes",
     "risk_group_id", "estimate"}
)  # fmt: skip
PROGRESS = ("percent_complete", "actual_start", "actual_finish", "remaining_duration_minutes")
FINISHES = frozenset({"mfo", "fnet", "fnlt"})


class TaskPatch(Schema):
    """Fields of a task; only those that are sent change. Dates are ISO local: a date without a
    time means the project's day start, for finishes its day end."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    notes: str | None = None
    duration_minutes: int | None = Field(None, description="Working minutes.")
    duration: str | None = Field(None, description="As people write it: 3d, 4h, 2w?, 1ed.")
    start: str | None = Field(
        None, description="Pins an automatic task; see the notes of the answer."
    )
    finish: str | None = Field(
        None, description="Alone it pins; together with start it also sets the length."
    )
    percent_complete: int | None = None
    actual_start: str | None = None
    actual_finish: str | None = None
    remaining_duration_minutes: int | None = None
    parent_id: int | None = Field(None, description="The summary to move it to; null is the top.")
    after_id: int | None = Field(None, description="The sibling to stand after.")
    before_id: int | None = Field(None, description="The sibling to stand before.")
    position: int | None = Field(None, ge=0, description="Place among its siblings, from 0.")
    predecessors: str | list[Any] | None = Field(
        None,
        description="12FS+2d; 3SS (rows of the sheet), or a list of {task_id, type, lag, ...}.",
    )
    assignees: str | list[Any] | None = Field(
        None, description="Names or resource keys; an unknown name becomes a placeholder."
    )
    constraint: str | None = None
    constraint_date: str | None = None
    deadline: str | None = None
    mode: str | None = Field(None, description="auto or manual.")
    milestone: bool | None = None
    active: bool | None = None
    priority: int | None = None
    calendar_id: int | None = None
    wbs: str | None = None
    estimated: bool | None = None
    task_type: str | None = None
    effort_driven: bool | None = None
    ignore_resource_calendar: bool | None = None
    work_minutes: int | None = None
    estimate: str | None = Field(
        None,
        description="Three points as people write them: 3d/5d/10d (optimistic, most likely, "
        "pessimistic; the middle is the duration, 3d//10d leaves it). Null takes them away.",
    )
    optimistic_minutes: int | None = None
    pessimistic_minutes: int | None = None
    confidence: str | None = Field(
        None, description="Where no three points are given: high, medium, low, very_low or empty."
    )
    risk_group_id: int | None = None
    status: str | None = Field(None, description="The column of the board to put it in, by name.")
    status_id: int | None = Field(None, description="The same by key.")
    progress_source: str | None = Field(
        None, description="Where % complete comes from: typed, board or checklist."
    )


class TaskIn(TaskPatch):
    """A new task: beside a sibling, or last below its parent."""

    name: str
    id: int | None = Field(None, description="A leased key; left out, the server gives one.")


def _sent(body: TaskPatch) -> set[str]:
    """Return the fields that were sent; raise Invalid for a null that means nothing."""
    for name in body.model_fields_set:
        if getattr(body, name) is None and name not in NULLABLE:
            raise Invalid(say("{name} cannot be empty.", name=name), field=name)
    return set(body.model_fields_set)


def _project(state: State) -> Row:
    return state.records.rows("projects")[state.stream]


def new_task(state: State, key: int, body: TaskIn) -> Parts:
    """Return the commands that add a task."""
    sent = _sent(body)
    project = _project(state)
    place: dict[str, Any] = {"parent_id": body.parent_id}
    if body.position is not None:
        place |= _at(state, body.parent_id, body.position, key)
    for name in ("after_id", "before_id"):
        beside = getattr(body, name)
        if beside is None:
            continue
        place[name] = beside
        row = state.records.rows("tasks").get(beside)
        if row is not None and "parent_id" not in sent:
            place["parent_id"] = row["parent_id"]
    fields = _fields(body, sent, project, None)
    found: Parts = [("task.create", {"id": key, **place, "fields": fields})]
    new = {
        "mode": fields.get("mode", "auto"),
        "calendar_id": fields.get("calendar_id"),
        "duration_unit": fields.get("duration_unit", "d"),
        "actual_start": None,
    }
    return [*found, *_after(state, key, body, sent, new)]


def commands(state: State, key: int, body: TaskPatch) -> Parts:
    """Return the commands that change a task: its place, its fields, people, links, then dates."""
    sent = _sent(body)
    row = state.records.rows("tasks")[key]
    found: Parts = []
    if sent & {"parent_id", "after_id", "before_id", "position"}:
        found.append(("task.move", _move(state, row, body, sent)))
    fields = _fields(body, sent, _project(state), row)
    if fields:
        found.append(("task.update", {"id": key, "fields": fields}))
    return [*found, *_after(state, key, body, sent, {**row, **fields})]


def _move(state: State, row: Row, body: TaskPatch, sent: set[str]) -> dict[str, Any]:
    parent = body.parent_id if "parent_id" in sent else row["parent_id"]
    place: dict[str, Any] = {}
    for name in ("after_id", "before_id"):
        beside = getattr(body, name)
        if beside is None:
            continue
        place[name] = beside
        other = state.records.rows("tasks").get(beside)
        if other is not None and "parent_id" not in sent:
            parent = other["parent_id"]
    if body.position is not None:
        place = _at(state, parent, body.position, row["id"])
    return {"ids": [row["id"]], "parent_id": parent, **place}


def _at(state: State, parent: int | None, position: int, key: int) -> dict[str, Any]:
    """Return the sibling before which a position lies; none is last."""
    rows = state.records.rows("tasks")
    keys = state.records.index("tasks", "parent_id").get(parent, ())
    siblings = sorted((k for k in keys if k != key), key=lambda k: (rows[k]["rank"], k))
    return {"before_id": siblings[position]} if position < len(siblings) else {}


def _fields(body: TaskPatch, sent: set[str], project: Row, row: Row | None) -> dict[str, Any]:
    """Return the plain fields, as the table has them."""
    found: dict[str, Any] = {name: getattr(body, name) for name in PLAIN if name in sent}
    if body.duration is not None:
        if "duration_minutes" in sent:
            raise Invalid(say("Send duration or duration_minutes, not both."), field="duration")
        length = duration(body.duration, project, "duration")
        found |= {"duration": length.minutes, "duration_unit": length.unit}
        found.setdefault("estimated", length.estimated)
    elif "duration_minutes" in sent:
        found["duration"] = body.duration_minutes
        if row is None:
            found.setdefault("estimated", False)
        elif row["duration_unit"].startswith("e"):
            # The figure is working minutes: an elapsed task becomes one of working time.
            found["duration_unit"] = row["duration_unit"][1:]
    if "work_minutes" in sent:
        found["work"] = body.work_minutes
    for name in ("optimistic", "pessimistic"):
        if f"{name}_minutes" in sent:
            found[name] = getattr(body, f"{name}_minutes")
    if "estimate" in sent:
        found |= _estimate(body, sent, project, row)
    if "deadline" in sent:
        found["deadline"] = moment(body.deadline, project["day_finish"], "deadline")
    if "constraint_date" in sent:
        kind = body.constraint or (row or {}).get("constraint")
        clock = project["day_finish"] if kind in FINISHES else project["day_start"]
        found["constraint_date"] = moment(body.constraint_date, clock, "constraint_date")
    return found


def _estimate(body: TaskPatch, sent: set[str], project: Row, row: Row | None) -> dict[str, Any]:
    """Return what a three-point text means."""
    both = sent & {"optimistic_minutes", "pessimistic_minutes"}
    if both:
        raise Invalid(say("Send estimate or {both}, not both.", both=min(both)), field="estimate")
    if body.estimate is None:
        return {"optimistic": None, "pessimistic": None}
    parts = [part.strip() for part in body.estimate.split("/")]
    if len(parts) != 3 or not (parts[0] and parts[2]):
        raise Invalid(say("Write three points as 3d/5d/10d."), field="estimate")
    low, high = (duration(part, project, "estimate") for part in (parts[0], parts[2]))
    found: dict[str, Any] = {"optimistic": low.minutes, "pessimistic": high.minutes}
    unit = "d" if row is None else str(row["duration_unit"])
    if parts[1]:
        if sent & {"duration", "duration_minutes"}:
            raise Invalid(say("Send the most likely duration once."), field="estimate")
        likely = duration(parts[1], project, "estimate")
        unit = likely.unit
        found |= {"duration": likely.minutes, "duration_unit": unit, "estimated": likely.estimated}
    if {one.unit[0] == "e" for one in (low, high)} != {unit[0] == "e"}:
        raise Invalid(say("All three points are working time, or all elapsed."), field="estimate")
    return found


def _after(state: State, key: int, body: TaskPatch, sent: set[str], row: Row) -> Parts:
    """Return the commands on a task that is there: links, people, progress, dates."""
    project = _project(state)
    found: Parts = []
    if body.predecessors is not None:
        links = predecessors(body.predecessors, state.records, project)
        found.append(("task.predecessors", {"id": key, "links": links}))
    if body.assignees is not None:
        found.append(("task.assign", {"id": key, "resources": assignees(body.assignees)}))
    if sent & set(PROGRESS):
        found.append(("task.progress", {"id": key, **_progress(body, sent, project)}))
    if sent & {"status", "status_id"}:
        found.append(("card.move", {"ids": [key], "status_id": _column(state, body, sent)}))
    if sent & {"start", "finish"}:
        found.append(("task.reschedule", {"id": key, **_dates(state, body, sent, row)}))
    return found


def _column(state: State, body: TaskPatch, sent: set[str]) -> int:
    """Return the column that a name or a key means."""
    if {"status", "status_id"} <= sent:
        raise Invalid(say("Send status or status_id, not both."), field="status")
    if body.status_id is not None:
        return body.status_id
    wanted = (body.status or "").strip().casefold()
    rows = state.records.rows("statuses").values()
    for row in rows:
        if row["name"].strip().casefold() == wanted:
            return int(row["id"])
    there = ", ".join(row["name"] for row in in_order(rows))
    raise Invalid(say("There is no such column; there are: {there}.", there=there), field="status")


def _progress(body: TaskPatch, sent: set[str], project: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "percent_complete" in sent:
        found["percent_complete"] = body.percent_complete
    if "remaining_duration_minutes" in sent:
        found["remaining_duration"] = body.remaining_duration_minutes
    if "actual_start" in sent:
        found["actual_start"] = moment(body.actual_start, project["day_start"], "actual_start")
    if "actual_finish" in sent:
        found["actual_finish"] = moment(body.actual_finish, project["day_finish"], "actual_finish")
    return found


def _dates(state: State, body: TaskPatch, sent: set[str], row: Row) -> dict[str, Any]:
    """Return the arguments of a reschedule; from start to finish is also a length."""
    project = _project(state)
    start = moment(body.start, project["day_start"], "start")
    finish = moment(body.finish, project["day_finish"], "finish")
    found = {k: v for k, v in (("start", start), ("finish", finish)) if v is not None}
    both = start is not None and finish is not None and finish >= start
    length = bool(sent & {"duration", "duration_minutes"})
    if both and not length and row["mode"] == "auto" and row["actual_start"] is None:
        assert start is not None
        assert finish is not None
        elapsed = str(row["duration_unit"]).startswith("e")
        minutes = finish - start if elapsed else _working(state, row["calendar_id"], start, finish)
        return {**found, "duration": minutes, "resize": True}
    return found


def _working(state: State, calendar_id: int | None, start: int, finish: int) -> int:
    """Return the working minutes between two moments by a calendar of the plan."""
    result = state.derived["schedule"]
    assert isinstance(result, Scheduled)
    columns = result.columns_
    own = columns.calendar if calendar_id is None else result.space.places.get(calendar_id)
    place = columns.calendar if own is None else own
    days = table(columns.calendars, ((int(place),),), start // DAY - 1, finish // DAY + 2)
    return work_between(days, 0, start, finish)

"""About which tasks somebody was asked, and what he has not answered since. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from headway.changes.cache import State
from headway.changes.tables import Row
from headway.changes.visibility import path
from headway.projects.status import now_in
from headway.scheduling.moments import DAY, to_iso

THURSDAY = 3
"""The weekday of 1970-01-01, Monday 0."""


def round_of(request: Row, today: int) -> int:
    """Return the day (since 1970-01-01) from which on an answer counts: the first asking, or of a
    weekly request its last weekday since; a reminder begins no new round."""
    weekday = request["weekday"]
    if weekday is None:
        return int(request["asked"])
    back = (today + THURSDAY - weekday) % 7
    return max(int(request["asked"]), today - int(back))


def tasks_of_request(state: State, request: Row) -> Iterator[Row]:
    """Yield the unfinished tasks that a request is about: those of its branch that the person asked
    is assigned to."""
    top = request["task_id"]
    for row in open_tasks(state, request["resource_id"]):
        if top is None or top in _up(state, row):
            yield row


def tasks_of_requests(state: State, requests: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield the requests with each task that they are about. Of several requests of one person for
    the same task it is the nearest one, so that many cost no more than what they are about."""
    by_person: dict[int, dict[int | None, Row]] = {}
    for request in requests:
        by_person.setdefault(request["resource_id"], {})[request["task_id"]] = request
    for resource, tops in by_person.items():
        for row in open_tasks(state, resource):
            found = next((tops[key] for key in (*_up(state, row), None) if key in tops), None)
            if found is not None:
                yield found, row


def open_tasks(state: State, resource: int) -> Iterator[Row]:
    """Yield the unfinished tasks that a resource is assigned to."""
    records = state.records
    tasks = records.rows("tasks")
    parents = records.index("tasks", "parent_id")
    shares = records.rows("assignments")
    for key in records.index("assignments", "resource_id").get(resource, ()):
        row = tasks[shares[key]["task_id"]]
        if row["percent_complete"] < 100 and row["active"] and row["id"] not in parents:
            yield row


def _up(state: State, row: Row) -> list[int]:
    """Return a task and the summaries above it, nearest first."""
    return path(state.records.rows("tasks").get, row["id"])


def answer_of(state: State, task: int, resource: int) -> Row | None:
    """Return the last answer of a person about a task."""
    rows = state.records.rows("update_answers")
    for key in state.records.index("update_answers", "task_id").get(task, ()):
        if rows[key]["resource_id"] == resource:
            return rows[key]
    return None


def is_answered(answer: Row | None, since: int, zone: str) -> bool:
    """Whether an answer was given on a day or later, and was not given back."""
    if answer is None or answer["state"] == "returned":
        return False
    return now_in(zone, datetime.fromisoformat(answer["said_at"])) // DAY >= since


def told(state: State, row: Row, resource: int, since: int) -> dict[str, Any]:
    """Return what whoever answers needs to know of one of his tasks, and nothing else."""
    zone = project_of(state)["zone"]
    answer = answer_of(state, row["id"], resource)
    result = state.result("schedule", row["id"]) or {}
    blocks = state.records.rows("blocks")
    keys = state.records.index("blocks", "task_id").get(row["id"], ())
    return {
        "id": row["id"],
        "number": row["number"],
        "name": row["name"],
        "milestone": row["milestone"],
        "start": to_iso(result.get("start")),
        "finish": to_iso(result.get("finish")),
        "percent": row["percent_complete"],
        "duration": row["duration"],
        "unit": row["duration_unit"],
        "blocked": next((blocks[key]["reason"] for key in keys), ""),
        "answered": is_answered(answer, since, zone),
        "state": None if answer is None else answer["state"],
        "reply": "" if answer is None else answer["reply"],
    }


def project_of(state: State) -> Row:
    """Return the project's own row."""
    return next(iter(state.records.rows("projects").values()))


def settings_of(state: State) -> dict[str, Any]:
    """Return what dates and durations of the project mean, and its name."""
    row = project_of(state)
    names = ("name", "key", "zone", "day_finish", "minutes_per_day", "minutes_per_week",
             "days_per_month")  # fmt: skip
    return {name: row[name] for name in names}

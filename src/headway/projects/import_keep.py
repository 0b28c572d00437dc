"""An import's report as it stands now, and keeping the file's dates where ours differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.cache import State
from headway.changes.errors import Invalid, Missing
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.projects.models import ImportReport
from headway.scheduling.moments import from_iso
from headway.words import mark, say

NO_REPORT = mark("This project did not come from a file.")
STARTED = mark("It has started: its dates come from its actuals.")
GONE = mark("It is no longer in the plan.")


def _stored(project_id: int) -> dict[str, Any]:
    row = ImportReport.objects.filter(stream_id=project_id).first()
    if row is None:
        raise Missing(NO_REPORT)
    return dict(row.body)


def live_report(
    user_id: int, project_id: int, stored: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the report with, for each difference, whether the file's dates are kept by now.

    A guest gets what concerns his branch and nothing about people.
    """
    state, viewer = state_for(user_id, project_id, "project")
    body = dict(stored if stored is not None else _stored(project_id))
    seen = tasks_of(state, viewer)
    dates = dict(body["dates"])
    dates["differences"] = [
        {
            **d,
            "kept": _kept(state, d),
            "keepable": (reason := _why_not(state, d["task_id"])) is None,
            "why_not": reason or "",
        }
        for d in dates["differences"]
        if seen is None or d["task_id"] in seen
    ]
    body["dates"] = dates
    if seen is not None:
        dates |= {"compared": 0, "equal": 0, "text": "", "more": 0}
        return {**body, "dates": dates, "taken": {}, "left_out": [], "people": []}
    return body


def _kept(state: State, difference: dict[str, Any]) -> bool:
    row = state.records.rows("tasks").get(difference["task_id"])
    return row is not None and row["mode"] == "manual" and _dates(row) == _file_dates(difference)


def _dates(row: Row) -> tuple[int | None, int | None]:
    return row["manual_start"], row["manual_finish"]


def _file_dates(difference: dict[str, Any]) -> tuple[int, int]:
    return from_iso(difference["file_start"])[0], from_iso(difference["file_finish"])[0]


def _why_not(state: State, key: int) -> str | None:
    """Return why a task cannot take the file's dates, None where it can."""
    row = state.records.rows("tasks").get(key)
    if row is None:
        return say(GONE)
    return say(STARTED) if row["actual_start"] is not None else None


def commands_to_keep(
    user_id: int, project_id: int, task_ids: list[int]
) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the commands that give listed tasks the file's dates.

    Raises Invalid for a task that the report does not list or that cannot take them.
    """
    state, viewer = state_for(user_id, project_id, "project")
    seen = tasks_of(state, viewer)
    listed = {d["task_id"]: d for d in _stored(project_id)["dates"]["differences"]}
    found: list[tuple[str, Mapping[str, Any]]] = []
    for number, key in enumerate(dict.fromkeys(task_ids)):
        field = f"task_ids.{number}"
        if key not in listed or (seen is not None and key not in seen):
            raise Invalid(
                say("The report lists no difference for task {key}.", key=key), field=field
            )
        reason = _why_not(state, key)
        if reason is not None:
            raise Invalid(
                say("'{name}': {reason}", name=listed[key]["name"], reason=reason), field=field
            )
        start, finish = _file_dates(listed[key])
        fields = {"mode": "manual", "manual_start": start, "manual_finish": finish}
        found.append(("task.update", {"id": key, "fields": fields}))
    return found

"""Reads of projects: lists of tasks with their dates, lists of projects."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, Min, Sum

from headway.access.workspaces import workspaces_of
from headway.changes.cache import State
from headway.changes.compute import states_of
from headway.changes.errors import Missing
from headway.changes.http import stream_of_row
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.projects.models import Baseline, BaselineTask, Project, Status, Task
from headway.projects.outline import numbered
from headway.projects.plan import Space, space_of
from headway.projects.why import working_minutes
from headway.projects.workflow import in_order, status_of
from headway.scheduling.moments import to_iso
from headway.words import say


def task_item(
    row: Row,
    result: Row | None,
    place: tuple[int, str],
    state: State,
    names: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """Return a task as programs read it: dates as ISO local time, durations in minutes.

    `names` are those of the resources, where the viewer may see people.
    """
    records = state.records
    result = result or {}
    level, wbs = place
    names = names or {}
    summary = bool(records.index("tasks", "parent_id").get(row["id"]))
    columns = in_order(records.rows("statuses").values())
    column = None if summary else status_of(columns, row)
    links, assignments = records.rows("links"), records.rows("assignments")
    return {
        "id": row["id"],
        "project_id": state.stream,
        "parent_id": row["parent_id"],
        "number": row["number"],
        "wbs": row["wbs"] or wbs,
        "level": level,
        "name": row["name"],
        "notes": row["notes"],
        "mode": row["mode"],
        "summary": summary,
        "milestone": row["milestone"],
        "active": row["active"],
        "start": to_iso(result.get("start")),
        "finish": to_iso(result.get("finish")),
        "duration_minutes": result.get("duration"),
        "duration_unit": row["duration_unit"],
        "estimated": row["estimated"],
        "late_start": to_iso(result.get("late_start")),
        "late_finish": to_iso(result.get("late_finish")),
        "total_float_minutes": result.get("total_float"),
        "free_float_minutes": result.get("free_float"),
        "critical": result.get("critical", False),
        "percent_complete": result.get("percent_complete", 0),
        "actual_start": to_iso(row["actual_start"]),
        "actual_finish": to_iso(row["actual_finish"]),
        "remaining_duration_minutes": row["remaining_duration"],
        "constraint": row["constraint"],
        "constraint_date": to_iso(row["constraint_date"]),
        "deadline": to_iso(row["deadline"]),
        "calendar_id": row["calendar_id"],
        "priority": row["priority"],
        "status_id": None if column is None else column["id"],
        "status": None if column is None else column["name"],
        "progress_source": row["progress_source"],
        "optimistic_minutes": row["optimistic"],
        "pessimistic_minutes": row["pessimistic"],
        "confidence": row["confidence"],
        "risk_group_id": row["risk_group_id"],
        "predecessors": [
            {
                "id": k,
                "task_id": links[k]["predecessor_id"],
                **{n: links[k][n] for n in ("type", "lag", "lag_kind", "lag_unit")},
            }
            for k in records.index("links", "successor_id").get(row["id"], ())
        ],
        "assignments": [
            {
                "id": k,
                "name": names.get(assignments[k]["resource_id"]),
                **{n: assignments[k][n] for n in ("resource_id", "units", "work")},
            }
            for k in records.index("assignments", "task_id").get(row["id"], ())
        ],
    }


def names_of(user_id: int, state: State) -> dict[int, str]:
    """Return the names of the workspace's resources, none where the account may not see people."""
    home, viewer = state_for(user_id, state.workspace_id, "workspace")
    if not viewer.may("people.read"):
        return {}
    return {key: row["name"] for key, row in home.records.rows("resources").items()}


def task_items(user_id: int, project_id: int, limit: int, offset: int = 0) -> dict[str, Any]:
    """Return {"items", "total", "version"}: tasks in outline order, of a guest those of his branch."""
    state, viewer = state_for(user_id, project_id, "project")
    seen = tasks_of(state, viewer)
    places = numbered(state.records)
    rows = state.records.rows("tasks")
    keys = [k for k in places if seen is None or k in seen]
    names = names_of(user_id, state)
    return {
        "items": [
            task_item(rows[k], state.result("schedule", k), places[k], state, names)
            for k in keys[offset : offset + limit]
        ],
        "total": len(keys),
        "version": state.version,
    }


def one_task(
    user_id: int, task_id: int, scenario: int | None = None
) -> tuple[dict[str, Any], State, Viewer]:
    """Return a task, its project's (or the scenario's) state and who looks; raise Missing where he
    may not see it."""
    state, viewer = state_for(user_id, stream_of_row("tasks", task_id, scenario), "project")
    seen = tasks_of(state, viewer)
    row = state.records.rows("tasks").get(task_id)
    if row is None or (seen is not None and task_id not in seen):
        raise Missing(say("There is no such task, or none that you may see."))
    place = numbered(state.records)[task_id]
    item = task_item(row, state.result("schedule", task_id), place, state, names_of(user_id, state))
    return item, state, viewer


def project_item(user_id: int, project_id: int) -> dict[str, Any]:
    """Return one project with the figures of a list; raise Missing where he may not know of it."""
    state, viewer = state_for(user_id, project_id, "project")
    seen = tasks_of(state, viewer)
    project = Project.objects.filter(id=project_id).first()
    if project is None:
        raise Missing(say("There is nothing here, or nothing that you may see."))
    space = _space(project.workspace_id)
    return {**_item(project, space, seen), "version": state.version, **_settings(project)}


def _settings(project: Any) -> dict[str, Any]:
    names = (
        "description", "zone", "country", "currency", "calendar_id", "schedule_from",
        "minutes_per_day", "minutes_per_week", "days_per_month",
    )  # fmt: skip
    return {
        **{name: getattr(project, name) for name in names},
        "status_date": to_iso(project.status_date),
    }


def project_items(
    user_id: int, workspace_id: int | None = None, *, archived: bool = False
) -> list[dict[str, Any]]:
    """Return the projects that an account may open, with the figures of a list."""
    found = []
    for workspace in workspaces_of(user_id):
        if workspace_id is not None and workspace["id"] != workspace_id:
            continue
        projects = Project.objects.filter(workspace_id=workspace["id"]).order_by("id")
        if not archived:
            projects = projects.filter(archived=False)
        space = _space(workspace["id"])
        if workspace["role"] == "guest":
            for project in projects:
                with contextlib.suppress(Missing):
                    state, viewer = state_for(user_id, project.id, "project")
                    found.append(_item(project, space, tasks_of(state, viewer)))
            continue
        found.extend(_item(project, space, None) for project in projects)
    return found


def _space(workspace_id: Any) -> Space:
    """Return the calendars of a workspace as the engine reads them."""
    state, _ = states_of(workspace_id, workspace_id)
    return space_of(state.records)


def _item(project: Any, space: Space, seen: set[int] | None) -> dict[str, Any]:
    """Return the figures of a project, or of the tasks of it that a guest sees."""
    tasks = Task.objects.filter(stream_id=project.id, active=True)
    if seen is not None:
        tasks = tasks.filter(id__in=seen)
    summaries = Task.objects.filter(stream_id=project.id, parent_id__isnull=False).values(
        "parent_id"
    )
    span = tasks.aggregate(first=Min("start"), last=Max("finish"))
    leaves = tasks.exclude(id__in=summaries)
    done = leaves.filter(percent_complete__gt=0).values_list("duration", "percent_complete")
    whole = leaves.aggregate(all=Sum("duration"))["all"] or 0
    baseline = Baseline.objects.filter(stream_id=project.id, number=0).first()
    planned = None
    if baseline is not None:
        saved = BaselineTask.objects.filter(baseline_id=baseline.id)
        if seen is not None:
            saved = saved.filter(task_id__in=seen)
        planned = saved.aggregate(m=Max("finish"))["m"]
    last = span["last"]
    return {
        "id": project.id,
        "workspace_id": project.workspace_id,
        "name": project.name,
        "key": project.key,
        "archived": project.archived,
        "start": to_iso(span["first"] if span["first"] is not None else project.start),
        "finish": to_iso(last),
        "finish_by": to_iso(project.finish_by),
        "baseline_finish": to_iso(planned),
        "late_minutes": _late(project, space, planned, last),
        "tasks": tasks.count(),
        "percent_complete": round(sum(d * p for d, p in done) / whole) if whole else 0,
        "minutes_per_day": project.minutes_per_day,
    }


def _late(project: Any, space: Space, planned: int | None, last: int | None) -> int | None:
    """Return how late a finish is, in working minutes of the project's calendar."""
    if planned is None or last is None:
        return None
    calendar = space.places.get(project.calendar_id, len(space.calendars) - 1)
    return working_minutes(space.calendars, calendar, planned, last)


def workflow_users(workspace_id: int) -> list[dict[str, Any]]:
    """Return each workflow of a workspace that projects use, with them and the cards in its columns."""
    users = Project.objects.filter(workspace_id=workspace_id, workflow_id__isnull=False)
    shared = Status.objects.filter(workspace_id=workspace_id, shared_key__isnull=False)
    columns = {row.pk: (row.stream_id, str(row.shared_key)) for row in shared}
    there = Task.objects.filter(workspace_id=workspace_id, status_id__in=shared.values("id"))
    cards: dict[int, dict[str, int]] = {}
    for key, count in there.values_list("status_id").annotate(Count("id")).order_by():
        project, name = columns[key]
        cards.setdefault(project, {})[name] = count
    found: dict[int, list[dict[str, Any]]] = {}
    for row in users.order_by("name", "id"):
        one = {"id": row.pk, "name": row.name, "archived": row.archived}
        found.setdefault(row.workflow_id, []).append(one | {"cards": cards.get(row.pk, {})})
    return [{"id": key, "projects": projects} for key, projects in found.items()]

"""The workspace's own templates: kept, listed, and made into the rows of a new project."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from headway.access.workspaces import workspaces_of
from headway.changes.cache import State
from headway.changes.compute import viewer_of
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.reading import standing, state_for, tasks_of
from headway.changes.visibility import branch
from headway.exchange.calendars import calendar_of
from headway.projects.commands.project import ProjectFill
from headway.projects.derivations import Scheduled
from headway.projects.models import Template
from headway.projects.plan import space_of
from headway.projects.saved_templates.putting import (
    calendars_by_name,
    matched,
    rows_from,
    settings_from,
)
from headway.projects.saved_templates.taking import roles_of, take
from headway.projects.saved_templates.workdays import WorkDays, by_calendar
from headway.resources.holidays import country_calendar_values
from headway.scheduling.moments import DAY
from headway.words import say

OWN = "own-"
"""Begins the id of a template that a workspace keeps."""
CREATES = "projects.create"
MOST = 500
"""Templates that a workspace keeps."""
KEYS = 2**49
"""A template's key is made of who asked for it and under which key: it has 15 digits at most."""


def key_of(template_id: str) -> int | None:
    """Return the key in the id of a workspace's template, None for another id."""
    plain = template_id.removeprefix(OWN)
    return int(plain) if plain != template_id and plain.isdecimal() and len(plain) < 16 else None


def own_template(user_id: int, template_id: str, workspace_id: int | None = None) -> Template:
    """Return a template that an account may use; raise Missing where there is none."""
    key = key_of(template_id)
    found = None if key is None else Template.objects.filter(id=key).first()
    if found is not None and workspace_id in (None, found.workspace_id):
        _, viewer = state_for(user_id, found.workspace_id, "workspace")
        if viewer.may(CREATES):
            return found
    raise Missing(say("There is no such template."), field="template")


def own_items(user_id: int, kind: str) -> list[dict[str, Any]]:
    """Return the templates of a kind that an account may use, by name."""
    spaces = []
    for space in workspaces_of(user_id):
        key = int(str(space["id"]))
        _, viewer = state_for(user_id, key, "workspace")
        if viewer.may(CREATES):
            spaces.append(key)
    found = Template.objects.filter(workspace_id__in=spaces, kind=kind, removed=False)
    return [item(row) for row in found.defer("body").order_by("name", "id")]


def item(row: Template) -> dict[str, Any]:
    """Return a template as lists show it."""
    return {
        "id": f"{OWN}{row.pk}",
        "workspace_id": row.workspace_id,
        "kind": row.kind,
        "name": row.name,
        "description": row.description,
        "tasks": row.tasks,
        "days": row.days,
        "made_by": row.made_by,
        "made_at": row.made_at.astimezone(UTC).isoformat(),
        "removed": row.removed,
    }


def whole_view(user_id: int, project_id: int) -> tuple[State, State]:
    """Return a project and its workspace for who may keep it as a template; raise Forbidden."""
    state, viewer, home = standing(user_id, project_id, "project")
    creates = viewer_of(user_id, home, home=home).may(CREATES)
    if not viewer.may("plan.edit") or not creates or tasks_of(state, viewer) is not None:
        raise Forbidden(say("As {role} you cannot keep templates here.", role=viewer.role))
    return state, home


def proposed(user_id: int, project_id: int, task_ids: list[int] | None) -> list[dict[str, Any]]:
    """Return {"resource_id", "name", "role"} of all who work on what would be kept."""
    state, home = whole_view(user_id, project_id)
    keys: set[int] = set(state.records.rows("tasks")) if task_ids is None else set()
    for top in set(task_ids or ()) - keys:
        keys |= branch(state.records, top)
    people = home.records.rows("resources")
    roles = roles_of(state.records, home.records, keys)
    return [{"resource_id": k, "name": people[k]["name"], "role": r} for k, r in roles.items()]


def keep(
    user_id: int,
    project_id: int,
    values: Mapping[str, Any],
    task_ids: list[int] | None,
    roles: Mapping[int, str],
    asked: UUID,
) -> Template:
    """Keep a project, or branches of it, as a template; the same `asked` again returns the same one."""
    state, home = whole_view(user_id, project_id)
    key = asked.int % KEYS
    before = _kept_before(key, home.stream)
    if before is not None:
        return before
    scheduled = state.derived["schedule"]
    assert isinstance(scheduled, Scheduled)
    body = take(state.records, home.records, scheduled, roles, task_ids)
    viewer = viewer_of(user_id, home, home=home)
    if Template.objects.filter(workspace_id=home.stream, removed=False).count() >= MOST:
        raise Forbidden(
            say("A workspace keeps at most {most} templates: remove some first.", most=MOST)
        )
    try:
        with transaction.atomic():
            return Template.objects.create(
                id=key,
                workspace_id=home.stream,
                kind="project" if task_ids is None else "tasks",
                tasks=len(body["tables"]["tasks"]),
                days=body["days"],
                body=body,
                made_by=viewer.name,
                made_at=datetime.now(UTC),
                **values,
            )
    except IntegrityError:
        # The same was asked for twice at once.
        there = _kept_before(key, home.stream)
        if there is None:
            raise
        return there


def _kept_before(key: int, workspace_id: int) -> Template | None:
    """Return the template of a key, None where there is none yet; raise Invalid for one of elsewhere."""
    found = Template.objects.filter(id=key).first()
    if found is not None and found.workspace_id != workspace_id:
        raise Invalid(say("This key was used before."), field="Idempotency-Key")
    return found


def project_from(
    template: Template, home: State, given: Mapping[str, Any], year: int
) -> ProjectFill:
    """Return the command that starts a project from a template.

    `given` has name, start or finish_by, country, zone, key and currency. The project works by the
    template's own calendar, where there is one of that name, else by the country's.
    """
    body = template.body
    calendars = list(home.records.rows("calendars").values())
    space = space_of(home.records)
    own = next(
        (
            row["id"]
            for row in calendars
            if row["name"] == body["calendar"] and row["project_id"] is None
        ),
        None,
    )
    country = given.get("country") or ""
    key = own
    if key is None:
        key = next(
            (
                row["id"]
                for row in calendars
                if row["country"] == country
                and row["base_id"] is None
                and row["project_id"] is None
            ),
            None,
        )
    if key is None:
        row = {"work_weeks": None, **country_calendar_values(country, year)}
        works = by_calendar([calendar_of(row, -1)], 0)
    else:
        works = by_calendar(space.calendars, space.places[key])
    settings = settings_from(body)
    start = given.get("start")
    if start is None:
        days = WorkDays(works, given["finish_by"])
        base = days.moment((1 - body["days"], 0)) // DAY * DAY
    else:
        settings["start"] = base = start
    if given.get("finish_by") is not None:
        settings["finish_by"] = given["finish_by"]
    if own is not None:
        settings["calendar_id"] = -own
    settings |= {k: given[k] for k in ("key", "currency") if given.get(k)}
    rows = rows_from(body, WorkDays(works, base))
    _people(body, rows, home)
    known = calendars_by_name(body, calendars)
    for place, row in enumerate(sorted(rows["tasks"], key=lambda r: r["id"]), 1):
        row["number"] = place
        if row.get("calendar_id") is not None:
            there = known.get(row["calendar_id"])
            row["calendar_id"] = None if there is None else -there
    return ProjectFill(
        name=given["name"],
        settings=settings,
        country=country,
        zone=given.get("zone") or "UTC",
        rows=rows,
    )


def _people(body: Mapping[str, Any], rows: dict[str, list[dict[str, Any]]], home: State) -> None:
    """Put the roles in: minus the key of one that is here, else a row of a new placeholder."""
    known, missing = matched(body, home.records.rows("resources").values())
    rows["resources"] = [{**role, "placeholder": role["kind"] == "work"} for role in missing]
    for row in rows["assignments"]:
        there = known.get(row["resource_id"])
        row["resource_id"] = row["resource_id"] if there is None else -there


def told(row: Template) -> dict[str, Any]:
    """Return what is inside a template: its tasks in outline order, roles, fields and views."""
    tables = row.body["tables"]
    below: dict[int | None, list[dict[str, Any]]] = {}
    for one in tables["tasks"]:
        below.setdefault(one.get("parent_id"), []).append(one)
    roles = {role["id"]: role["name"] for role in row.body["resources"]}
    working: dict[int, list[str]] = {}
    for share in tables["assignments"]:
        working.setdefault(share["task_id"], []).append(roles[share["resource_id"]])
    lines: list[dict[str, Any]] = []
    stack = [(one, 0) for one in reversed(_ordered(below.get(None, [])))]
    while stack:
        one, level = stack.pop()
        inner = _ordered(below.get(one["id"], []))
        lines.append(
            {
                "name": one.get("name", ""),
                "level": level,
                "duration_minutes": None if inner else one.get("duration", 480),
                "milestone": one.get("milestone", False),
                "roles": sorted(working.get(one["id"], [])),
            }
        )
        stack.extend((child, level + 1) for child in reversed(inner))
    return {
        **item(row),
        "outline": lines,
        "links": len(tables["links"]),
        "roles": sorted(roles.values()),
        "fields": [one["name"] for one in tables["custom_fields"]],
        "statuses": [one["name"] for one in _ordered(tables["statuses"])],
        "views": [one["name"] for one in tables["saved_views"]],
        "calendar": row.body["calendar"],
        "minutes_per_day": row.body["settings"].get("minutes_per_day", 480),
    }


def _ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda r: (r["rank"], r["id"]))

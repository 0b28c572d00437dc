"""Bringing projects into being and changing their settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar
from zoneinfo import available_timezones

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.registry import registry
from headway.changes.tables import Row, Table
from headway.projects.beside import settled
from headway.projects.commands.dates import Moment
from headway.projects.commands.fields import today
from headway.projects.commands.shared_workflows import begin_shared
from headway.projects.custom import formula_holds
from headway.projects.records import (
    ASSIGNMENT_ANSWERS,
    ASSIGNMENTS,
    BASELINE_COSTS,
    BASELINE_TASKS,
    BASELINES,
    BLOCKS,
    CHECKLIST_ITEMS,
    COLUMN_RULES,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    LINKS,
    PROJECTS,
    RELEASE_ITEMS,
    RELEASES,
    RISK_GROUPS,
    RISK_IMPACTS,
    RISKS,
    SAVED_VIEWS,
    SPRINT_ITEMS,
    SPRINTS,
    STATUSES,
    TASK_COSTS,
    TASK_RELATIONS,
    TASKS,
    UPDATE_ANSWERS,
    UPDATE_REQUESTS,
    WATCHERS,
    WORK_TYPES,
)
from headway.projects.workflow import begin
from headway.resources.records import CALENDARS, RATES, RESOURCES
from headway.words import say

FIXED = frozenset({"id", "workspace_id", "next_number", "workflow_id"})


def key_of(name: str) -> str:
    """Return the prefix of task numbers that a project's name suggests: its initials, or its start."""
    words = re.findall(r"[^\W\d_]+", name)
    letters = "".join(w[0] for w in words) if len(words) > 2 else "".join(words)[:3]
    return letters[:4].upper() or "P"


class ProjectCreate(Command):
    """Brings a project into being, with its settings and, from a file or template, its plan.

    `rows` are whole rows by table as `headway.projects.importing` makes them; keys are given here,
    so those in `rows` are local: positive numbers that only their references know.
    """

    type: ClassVar[str] = "project.create"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "projects.create"

    name: str
    key: str | None = None
    start: Moment | None = None
    finish_by: Moment | None = None
    country: str = ""
    zone: str = "UTC"
    currency: str | None = None
    calendar_id: int | None = None
    settings: dict[str, Any] = Field(default_factory=dict)

    def apply(self, change: Change) -> None:
        row = create_project(change, self.model_dump(exclude={"settings"}), self.settings)
        begin_shared(change, row["id"])


def create_project(change: Change, given: dict[str, Any], settings: dict[str, Any]) -> Row:
    """Bring the project's stream into being and insert its settings row; return that row."""
    start, finish_by = given.get("start"), given.get("finish_by")
    if start is None and finish_by is None and settings.get("start") is None:
        raise Invalid(say("Say when it starts or when it must be finished."), field="start")
    for where in (given, settings):
        if where.get("zone"):
            _check_zone(where["zone"], "zone" if where is given else "settings.zone")
    for name in settings:
        if name not in PROJECTS.by_name or name in FIXED:
            raise Invalid(
                say("A project has no setting {name}.", name=name), field=f"settings.{name}"
            )
    values = {k: v for k, v in given.items() if v is not None}
    values["key"] = given.get("key") or key_of(given["name"])
    if start is None:
        values["start"] = finish_by
        values["schedule_from"] = "finish"
    if given.get("calendar_id") is None and "calendar_id" not in settings:
        values["calendar_id"] = country_calendar(change, given.get("country") or "")
    key = change.new_stream("project")
    change.created.setdefault("projects", []).append(key)
    row = PROJECTS.new_row({**values, **settings, "id": key, "workspace_id": change.workspace_id})
    begin(change.drafts[key], change.new_id)
    return change.drafts[key].insert("projects", row)


@cache
def zones() -> frozenset[str]:
    """Return the time zones that there are, without names that mean none: browsers refuse them."""
    return frozenset(available_timezones() - {"Factory", "localtime"})


def _check_zone(zone: Any, field: str) -> None:
    if not isinstance(zone, str) or zone not in zones():
        raise Invalid(say("There is no time zone {zone}.", zone=str(zone)[:60]), field=field)


def country_calendar(change: Change, country: str) -> int:
    """Return the workspace's calendar with that country's holidays; made on first use."""
    from headway.resources.holidays import country_calendar_values

    for row in change.workspace.rows("calendars"):
        if row["country"] == country and row["base_id"] is None and row["project_id"] is None:
            return int(row["id"])
    values = country_calendar_values(country, change.now.year)
    row = CALENDARS.new_row({**values, "id": change.new_id()})
    return int(change.add(change.workspace, "calendars", row)["id"])


ORDER: tuple[tuple[Table, bool], ...] = (
    (CALENDARS, True),
    (RESOURCES, True),
    (RATES, True),
    (RISK_GROUPS, False),
    (STATUSES, False),
    (WORK_TYPES, False),
    (TASKS, False),
    (LINKS, False),
    (ASSIGNMENTS, False),
    (BASELINES, False),
    (BASELINE_TASKS, False),
    (BASELINE_COSTS, False),
    (TASK_COSTS, False),
    (RISKS, False),
    (RISK_IMPACTS, False),
    (CUSTOM_FIELDS, False),
    (CUSTOM_VALUES, False),
    (COLUMN_RULES, False),
    (CHECKLIST_ITEMS, False),
    (TASK_RELATIONS, False),
    (SPRINTS, False),
    (SPRINT_ITEMS, False),
    (RELEASES, False),
    (RELEASE_ITEMS, False),
    (BLOCKS, False),
    (SAVED_VIEWS, False),
    (WATCHERS, False),
    (ASSIGNMENT_ANSWERS, False),
    (UPDATE_REQUESTS, False),
    (UPDATE_ANSWERS, False),
)
"""The tables of a filled project, references before those that refer; True: the workspace's."""
REFERENCES = {
    "base_id": "calendars",
    "calendar_id": "calendars",
    "resource_id": "resources",
    "parent_id": "tasks",
    "task_id": "tasks",
    "predecessor_id": "tasks",
    "successor_id": "tasks",
    "baseline_id": "baselines",
    "field_id": "custom_fields",
    "risk_group_id": "risk_groups",
    "risk_id": "risks",
    "other_id": "tasks",
    "waits_for_id": "tasks",
    "status_id": "statuses",
    "type_id": "work_types",
    "sprint_id": "sprints",
    "release_id": "releases",
    "assignment_id": "assignments",
}


def _ordered(rows: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[Table, bool]]:
    """Yield the tables in order, last those of rooms above (files of tasks), to whose rows none refer."""
    yield from ORDER
    known = {table.name for table, _ in ORDER}
    for name in rows:
        if name not in known:
            yield registry.tables[name], False


class ProjectFill(Command):
    """Brings a whole project into being from rows with local keys. Sent by imports and templates.

    A reference to a workspace row that is there already (a matched person) is written as a
    negative key: minus its real one. Tasks that come later are numbered from `next_number`, or from
    after those that are here.
    """

    type: ClassVar[str] = "project.fill"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "projects.create"
    internal: ClassVar[bool] = True

    name: str
    settings: dict[str, Any]
    country: str = ""
    zone: str = "UTC"
    rows: dict[str, list[dict[str, Any]]]
    next_number: int = 1

    def apply(self, change: Change) -> None:
        local: dict[tuple[str, int], int] = {}
        tables = list(_ordered(self.rows))
        for table, _ in tables:
            for row in self.rows.get(table.name, []):
                local[(table.name, row["id"])] = change.new_id()
        settings = dict(self.settings)
        if settings.get("calendar_id") is not None:
            settings["calendar_id"] = _real(local, "calendars", settings["calendar_id"])
        if settings.get("backlog_id") is not None:
            settings["backlog_id"] = _real(local, "tasks", settings["backlog_id"])
        given = {"name": self.name, "country": self.country, "zone": self.zone}
        given |= {k: settings.pop(k) for k in ("start", "finish_by", "key") if k in settings}
        project = create_project(change, given, settings)
        draft = change.drafts[project["id"]]
        if self.rows.get("statuses"):
            # A workflow of its own takes the place of the one that every project begins with.
            for row in list(draft.rows("statuses")):
                draft.delete("statuses", row["id"])
        for table, shared in tables:
            for row in self.rows.get(table.name, []):
                values = {
                    name: _real(local, REFERENCES[name], value)
                    if name in REFERENCES and value is not None
                    else value
                    for name, value in row.items()
                }
                values["id"] = local[(table.name, row["id"])]
                if table.name == "calendars":
                    values["project_id"] = project["id"]
                else:
                    values = settled(table.name, values, local)
                home = change.workspace if shared else draft
                home.insert(table.name, table.new_row(values))
        numbered = 1 + max((t.get("number", 0) for t in self.rows.get("tasks", [])), default=0)
        numbered = max(numbered, self.next_number)
        draft.update("projects", project["id"], {"next_number": numbered})
        for row in [row for row in draft.rows("custom_fields") if row["type"] == "formula"]:
            # The present day is the new project's own, as its zone has it.
            day = today(replace(change, stream=project["id"]))
            found = formula_holds(draft, row)
            values = {"result": found.result, "today": day if found.today else None}
            draft.update("custom_fields", row["id"], values)
        if not self.rows.get("statuses"):
            begin_shared(change, project["id"])


def _real(local: dict[tuple[str, int], int], table: str, key: int) -> int:
    if key < 0:
        return -key
    found = local.get((table, key))
    if found is None:
        raise Invalid(
            say(
                "A row points to {table} {key}, which the file does not hold.", table=table, key=key
            ),
            field=table,
        )
    return found


class ProjectUpdate(Command):
    """Changes a project's settings."""

    type: ClassVar[str] = "project.update"

    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        for name in self.fields:
            if name not in PROJECTS.by_name or name in FIXED:
                raise Invalid(
                    say("A project has no setting {name}.", name=name), field=f"fields.{name}"
                )
        if change.fork and "archived" in self.fields:
            raise Invalid(say("A scenario is dropped, not archived."), field="fields.archived")
        zone = self.fields.get("zone")
        if zone is not None:
            _check_zone(zone, "fields.zone")
        change.main.update("projects", change.stream, self.fields)


class ProjectRecompute(Command):
    """Brings the results up to the workspace's newest calendars and people; silent if none moves."""

    type: ClassVar[str] = "project.recompute"
    internal: ClassVar[bool] = True
    recomputes: ClassVar[bool] = True
    last_wins: ClassVar[bool] = True

    def apply(self, change: Change) -> None:
        return


COMMANDS = (ProjectCreate, ProjectFill, ProjectUpdate, ProjectRecompute)

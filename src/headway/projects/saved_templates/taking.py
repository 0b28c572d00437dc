"""A project, or branches of it, to a template. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Kind, Row, Table
from headway.changes.visibility import branch
from headway.projects.derivations import Scheduled
from headway.projects.records import PROJECTS
from headway.projects.saved_templates.shape import (
    LEFT,
    SETTINGS,
    TABLES,
    VERSION,
    Offset,
    driven,
)
from headway.projects.saved_templates.views import portable
from headway.projects.saved_templates.workdays import WorkDays, by_calendar
from headway.resources.holidays import country_calendar_values
from headway.words import say

MOST_TASKS = 10_000
WITHOUT_COUNTRY = country_calendar_values("", 1970)
"""The calendar of a project that named no country."""
WHOLE_ONLY = frozenset({"statuses", "saved_views"})
"""What goes along with a whole project alone."""
TAKEN = frozenset(table.name for table in TABLES)


def roles_of(records: Records, workspace: Records, tasks: Iterable[int]) -> dict[int, str]:
    """Return the role proposed for each resource that works on the tasks: a role's, equipment's or
    material's own name; of a person the team, else a number."""
    assigned = records.index("assignments", "task_id")
    rows = records.rows("assignments")
    keys = {rows[a]["resource_id"] for task in tasks for a in assigned.get(task, ())}
    found, number = {}, 0
    for key in sorted(keys):
        row = workspace.rows("resources").get(key)
        if row is None:
            continue
        if row["kind"] != "work" or row["category"] != "person" or row["placeholder"]:
            found[key] = str(row["name"])
        elif row["group"].strip():
            found[key] = row["group"].strip()
        else:
            number += 1
            found[key] = say("Role {number}", number=number)
    return found


def take(
    records: Records,
    workspace: Records,
    scheduled: Scheduled,
    roles: Mapping[int, str],
    tops: list[int] | None = None,
) -> dict[str, Any]:
    """Return the body of a template of a project, or of the branches of `tops`.

    `roles` names the role that stands for each resource, "" for none; for others it is proposed.
    Raise Invalid where there is nothing to take, or too much.
    """
    project = next(iter(records.rows("projects").values()))
    keys = set(records.rows("tasks")) if tops is None else _below(records, tops)
    if not keys:
        raise Invalid(say("There is no task to keep."), field="task_ids")
    if len(keys) > MOST_TASKS:
        raise Invalid(
            say("A template has at most {most_tasks} tasks.", most_tasks=MOST_TASKS),
            field="task_ids",
        )
    dates = {key: scheduled.row(key) or {} for key in keys}
    starts = [d["start"] for d in dates.values() if d.get("start") is not None]
    finishes = [d["finish"] for d in dates.values() if d.get("finish") is not None]
    start = project["start"] if tops is None else min(starts, default=project["start"])
    columns = scheduled.columns_
    days = WorkDays(by_calendar(columns.calendars, columns.calendar), start)
    taking = _Taking(records, workspace, days, keys)
    taking.whole = tops is None
    body: dict[str, Any] = {
        "version": VERSION,
        "settings": {
            name: project[name] for name in SETTINGS if project[name] != PROJECTS.by_name[name].default
        },
        "calendar": taking.own_calendar(project["calendar_id"]),
        "days": days.offset(max(finishes, default=start))[0] + 1,
        "resources": taking.resources({**roles_of(records, workspace, keys), **roles}),
        "tables": {table.name: taking.rows(table) for table in TABLES},
        "calendars": taking.calendars,
        "left_out": taking.left_out(),
    }  # fmt: skip
    if tops is not None:
        at_top = set(tops)
        for row in body["tables"]["tasks"]:
            if row["id"] in at_top:
                row["parent_id"] = None
        taking.keep_places(body["tables"], {k: d.get("start") for k, d in dates.items()})
    return body


def _below(records: Records, tops: list[int]) -> set[int]:
    found: set[int] = set()
    for top in tops:
        if top in found:
            raise Invalid(say("Name each branch once, by its top."), field="task_ids")
        below = branch(records, top)
        if not below or not found.isdisjoint(below):
            raise Invalid(say("There is no such branch, or it is in another."), field="task_ids")
        found |= below
    return found


class _Taking:
    """What is known while a template is taken."""

    def __init__(
        self, records: Records, workspace: Records, days: WorkDays, keys: set[int]
    ) -> None:
        self.records, self.workspace, self.days, self.keys = records, workspace, days, keys
        self.whole = True
        self._left: dict[str, None] = {}
        """What was left out, each once, in order."""
        self.calendars: dict[str, str] = {}
        self._roles: dict[int, int] = {}
        """The local key of the role that stands for a resource."""

    def own_calendar(self, key: int | None) -> str | None:
        """Return the name of a project's calendar, None for one of a country's."""
        row = self.workspace.rows("calendars").get(key or 0)
        if row is None or row["country"] or row["name"] == WITHOUT_COUNTRY["name"]:
            return None
        return str(row["name"])

    def resources(self, roles: Mapping[int, str]) -> list[dict[str, Any]]:
        """Return the roles with local keys; several resources may be one role."""
        found: list[dict[str, Any]] = []
        local: dict[tuple[str, str], int] = {}
        for key, name in sorted(roles.items()):
            row = self.workspace.rows("resources").get(key)
            if row is None or not name.strip():
                continue
            known = (row["kind"], name.strip().casefold())
            if known not in local:
                local[known] = len(found) + 1
                category = "equipment" if row["category"] == "equipment" else "role"
                unit = {"material_unit": row["material_unit"]} if row["material_unit"] else {}
                found.append({"id": local[known], "name": name.strip()[:200], "kind": row["kind"],
                              "category": category, **unit})  # fmt: skip
            self._roles[key] = local[known]
        return found

    def rows(self, table: Table) -> list[Row]:
        """Return a table's rows as the template keeps them."""
        if table.name in WHOLE_ONLY and not self.whole:
            return []
        name = table.name
        reader: Callable[[Row], Row | None] = getattr(self, f"_{name}", lambda row: row)
        found = []
        for key, row in sorted(self.records.rows(name).items()):
            if table.anchor is not None and not set(table.anchor(row)) <= self.keys:
                continue
            kept = reader(row)
            if kept is not None:
                found.append({"id": key, **self._kept(table, kept)})
        return found if name != "assignments" else _joined(found)

    def keep_places(
        self, tables: Mapping[str, list[Row]], starts: Mapping[int, int | None]
    ) -> None:
        """Let tasks of a branch that something outside of it moved keep their place in it."""
        held = driven(tables) | {row.get("parent_id") for row in tables["tasks"]}
        for row in tables["tasks"]:
            start = starts[row["id"]]
            free = row["id"] not in held and "constraint" not in row
            if free and start is not None and row.get("mode", "auto") == "auto":
                offset = self.days.offset(start)
                if offset[0] > 0:
                    row |= {"constraint": "snet", "constraint_date": offset}

    def _assignments(self, row: Row) -> Row | None:
        role = self._roles.get(row["resource_id"])
        return None if role is None else {**row, "resource_id": role}

    def _tasks(self, row: Row) -> Row:
        if row["recurrence"] is not None and "occurrence" not in row["recurrence"]:
            self._leave(
                say(
                    "The rule of the recurring task '{name}': its tasks are kept.", name=row["name"]
                )
            )
        return row

    def _saved_views(self, row: Row) -> Row | None:
        if portable(row):
            return row
        self._leave(say("The view '{name}': it speaks of people or sprints.", name=row["name"]))
        return None

    def _custom_values(self, row: Row) -> Row | None:
        kind = self.records.rows("custom_fields")[row["field_id"]]["type"]
        if kind == "person":
            self._leave(say("Values of custom fields that name people."))
            return None
        if kind == "date" and isinstance(row["value"], int):
            return {**row, "value": {"offset": self.days.offset(row["value"])}}
        return row

    def left_out(self) -> list[str]:
        """Return in words what did not go along, once all rows are read."""
        return list(self._left)

    def _leave(self, text: str) -> None:
        self._left[text] = None

    def _kept(self, table: Table, row: Row) -> Row:
        """Return the fields that are not as a new row has them, moments as offsets."""
        kept: Row = {}
        for column in table.fields:
            name, value = column.name, row[column.name]
            if name == "id" or name in LEFT.get(table.name, ()) or value == column.default:
                continue
            if column.kind is Kind.MOMENT and isinstance(value, int):
                offset: Offset = self.days.offset(value)
                kept[name] = offset
            elif column.references == "calendars":
                self.calendars[str(value)] = self.workspace.rows("calendars")[value]["name"]
                kept[name] = value
            elif column.references in (None, "resources") or column.references in TAKEN:
                kept[name] = value
        return kept


def _joined(rows: list[Row]) -> list[Row]:
    """Return assignments with one a task and role: several people of one role are one share."""
    found: dict[tuple[int, int], Row] = {}
    for row in rows:
        other = found.get((row["task_id"], row["resource_id"]))
        if other is None:
            found[(row["task_id"], row["resource_id"])] = row
            continue
        other["units"] = other.get("units", 10_000) + row.get("units", 10_000)
        if "work" in other and "work" in row:
            other["work"] += row["work"]
        else:
            other.pop("work", None)
    return list(found.values())

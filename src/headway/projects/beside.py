"""What of a project no file format has a place for: rows that travel beside a document, and back. Pure.

They hold columns, types, sprints, checklists and the like by table, without what is as a new row has it
and without what is an account's or the workspace's. A resource that a JSON value names (somebody in a
custom field, whom a rule assigns) stands as `resource_id`, so that whoever reads the rows can match it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fractional_indexing import FIError, generate_key_between

from headway.changes.checks import LAST_KEY, problem_with
from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Row, Table
from headway.changes.viewer import Viewer
from headway.changes.visibility import visible_tables
from headway.projects.custom import MOST_FIELDS, NEWER, SELECTS, fits, options_hold
from headway.projects.records import (
    BLOCKS,
    CHECKLIST_ITEMS,
    COLUMN_RULES,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    PROJECTS,
    RELEASE_ITEMS,
    RELEASES,
    SAVED_VIEWS,
    SPRINT_ITEMS,
    SPRINTS,
    STATUSES,
    TASK_RELATIONS,
    TASKS,
    WORK_TYPES,
)
from headway.projects.saved_templates.views import portable, renamed
from headway.projects.shared_workflows import MOST_COLUMNS, translated
from headway.projects.types import MOST_TYPES, custom_key
from headway.projects.workflow import DEFAULT, in_order

BESIDE: tuple[Table, ...] = (
    STATUSES,
    CUSTOM_FIELDS,
    WORK_TYPES,
    COLUMN_RULES,
    CUSTOM_VALUES,
    CHECKLIST_ITEMS,
    TASK_RELATIONS,
    SPRINTS,
    SPRINT_ITEMS,
    RELEASES,
    RELEASE_ITEMS,
    BLOCKS,
    SAVED_VIEWS,
)
"""What travels whole, references before those that refer."""
MOST: Mapping[str, int] = {
    "statuses": MOST_COLUMNS,
    "custom_fields": MOST_FIELDS,
    "work_types": MOST_TYPES,
    "column_rules": 1000,
    "sprints": 1000,
    "releases": 1000,
    "saved_views": 200,
}
"""How many rows of a table a file may bring: checks compare each with the others."""
LEFT: Mapping[str, frozenset[str]] = {
    "statuses": frozenset({"shared_key"}),
    "custom_fields": frozenset({"shared_key", "today"}),
    "work_types": frozenset({"shared_key"}),
    "checklist_items": frozenset({"done_by"}),
    "blocks": frozenset({"user_id"}),
    "saved_views": frozenset({"user_id"}),
}
"""What of a row is an account's, the workspace's or computed."""
OF_TASKS = ("status_id", "type_id", "board_rank", "archived")
OF_PROJECT = ("updates_wait", "backlog_id")
"""Fields of tasks and of the project that the document's own parts do not have."""
PLAIN = frozenset({"text", "number", "date", "flag", "duration", "cost"})
"""Types of custom fields that formats have."""


class Taking:
    """The rows of a project beside its document: of the tasks `seen`, as far as its viewer sees them.
    `named` are the resources in them; who may not see `people` gets none."""

    def __init__(self, records: Records, viewer: Viewer, seen: set[int], *, people: bool) -> None:
        self._records, self._seen, self._people = records, seen, people
        self.named: set[int] = set()
        self.rows: dict[str, list[Row]] = {}
        for table in visible_tables(BESIDE, viewer):
            self._put(table.name, list(self._of(table)))
        rows = records.rows("tasks")
        self._put("tasks", [r for k in sorted(seen) if len(r := self._part(TASKS, rows[k])) > 1])
        project = next(iter(records.rows("projects").values()))
        values = {n: project[n] for n in OF_PROJECT if project[n] != PROJECTS.by_name[n].default}
        if values.get("backlog_id") not in seen:
            values.pop("backlog_id", None)
        self._put("projects", [values] if values else [])
        if self._as_begun():
            self.rows.pop("statuses", None)

    def _put(self, name: str, rows: list[Row]) -> None:
        if rows:
            self.rows[name] = rows

    def _part(self, table: Table, row: Row) -> Row:
        found = {n: row[n] for n in OF_TASKS if row[n] != table.by_name[n].default}
        return {"task_id": row["id"], **found}

    def _of(self, table: Table) -> Iterator[Row]:
        for key, row in sorted(self._records.rows(table.name).items()):
            if table.anchor is not None and not set(table.anchor(row)) <= self._seen:
                continue
            kept = self._kept(table, row)
            if kept is not None and (table is not SAVED_VIEWS or portable(row)):
                yield {"id": key, **kept}

    def _kept(self, table: Table, row: Row) -> Row | None:
        found: Row = {}
        for column in table.fields:
            name, value = column.name, row[column.name]
            if name == "id" or name in LEFT.get(table.name, ()) or value == column.default:
                continue
            hidden = (column.references == "tasks" and value not in self._seen) or (
                column.references == "resources" and not self._people
            )
            if hidden and column.required:
                return None
            if not hidden:
                found[name] = value
        who = found.get("resource_id")
        place = self._person(table, row)
        if place is not None and place in found:
            if not self._people:
                return None
            who = found["resource_id"] = found.pop(place)
        if isinstance(who, int):
            self.named.add(who)
        return found

    def _person(self, table: Table, row: Row) -> str | None:
        """Return which JSON value of a row is the key of a resource, None for none."""
        field = row
        if table is CUSTOM_VALUES:
            field = self._records.rows("custom_fields")[row["field_id"]]
        elif table is COLUMN_RULES:
            key = custom_key(row["field"]) if row["action"] == "set" else None
            field = self._records.rows("custom_fields").get(key or 0) or {"type": ""}
            if row["action"] == "assign":
                return "value"
        elif table is not CUSTOM_FIELDS:
            return None
        if field["type"] != "person":
            return None
        return "initial" if table is CUSTOM_FIELDS else "value"

    def _as_begun(self) -> bool:
        """Whether the columns are those of every new project, and nothing speaks of them."""
        columns = in_order(self._records.rows("statuses").values())
        plain = [(r["name"], r["category"]) for r in columns if r["wip_limit"] is None]
        speaks = self.rows.keys() & {"tasks", "work_types", "column_rules", "saved_views"}
        return not speaks and plain == list(DEFAULT) and len(columns) == len(DEFAULT)


def given(
    rows: Mapping[str, list[Row]], tasks: set[int], resource: Callable[[int], int | None]
) -> dict[str, list[Row]]:
    """Return the rows that hold together of those that a file brings, by table, keys still local.

    `tasks` are the document's, `resource` gives what becomes of a resource of it, None for nothing.
    What fits no table, or points to what is not there, is passed over: it is as little to be trusted
    as the rest of a file.
    """
    keys: dict[str, set[int]] = {"tasks": tasks}
    found: dict[str, list[Row]] = {}
    fields: dict[int, Row] = {}
    for table in BESIDE:
        there = keys[table.name] = set()
        kept: list[Row] = []
        for row in rows.get(table.name, ()):
            if len(kept) == MOST.get(table.name):
                break
            known = _fitting(table, row, keys, resource)
            if known is None or known["id"] in there or not _holds(table, known, keys, fields):
                continue
            there.add(known["id"])
            kept.append(known)
            if table is CUSTOM_FIELDS:
                fields[known["id"]] = CUSTOM_FIELDS.new_row(known)
        if kept:
            found[table.name] = kept
    return found


def task_values(rows: Mapping[str, list[Row]], keys: Mapping[str, set[int]]) -> dict[int, Row]:
    """Return by task what the rows say of it that the document does not."""
    found: dict[int, Row] = {}
    for row in rows.get("tasks", ()):
        if _is_key(row.get("task_id")):
            found[row["task_id"]] = _values(TASKS, OF_TASKS, row, keys)
    return found


def settings(rows: Mapping[str, list[Row]], keys: Mapping[str, set[int]]) -> Row:
    """Return what the rows say of the project."""
    return next((_values(PROJECTS, OF_PROJECT, row, keys) for row in rows.get("projects", ())), {})


def _values(table: Table, names: tuple[str, ...], row: Row, keys: Mapping[str, set[int]]) -> Row:
    found: Row = {}
    for name in names:
        column, value = table.by_name[name], row.get(name)
        if value is None or problem_with(column, value) is not None:
            continue
        if name == "board_rank" and not _is_rank(value):
            continue
        if not column.references or value in keys.get(column.references, ()):
            found[name] = value
    return found


def _is_rank(value: str) -> bool:
    try:
        generate_key_between(value, None)
    except (FIError, ValueError):
        return False
    return True


def _is_key(value: Any) -> bool:
    return type(value) is int and 0 < value <= LAST_KEY


def _fitting(
    table: Table,
    row: Row,
    keys: Mapping[str, set[int]],
    resource: Callable[[int], int | None],
) -> Row | None:
    """Return what of a row its table has, None where it lacks something or holds what does not fit."""
    found: Row = {}
    for column in table.fields:
        name = column.name
        if name not in row or name in LEFT.get(table.name, ()):
            continue
        value = row[name]
        if column.references == "resources":
            value = resource(value) if _is_key(value) else None
        elif column.references and not (_is_key(value) and value in keys[column.references]):
            value = None
        elif not column.references and problem_with(column, value) is not None:
            return None
        if value is not None:
            found[name] = value
    if any(f.required and f.name not in found for f in table.fields):
        return None
    if table in (CUSTOM_VALUES, COLUMN_RULES, CUSTOM_FIELDS) and "resource_id" in row:
        who = row["resource_id"]
        key = resource(who) if _is_key(who) else None
        if key is None:
            return None if table is not CUSTOM_FIELDS else found
        found["resource_id"] = key
    return found


def _holds(table: Table, row: Row, keys: Mapping[str, set[int]], fields: Mapping[int, Row]) -> bool:
    """Whether a row's JSON speaks of what is there."""
    if table is WORK_TYPES:
        row |= {**WORK_TYPES.new_row(row)}
        try:
            translated(row, {k: k for k in keys["statuses"]}, {k: k for k in keys["custom_fields"]})
        except (KeyError, TypeError, AttributeError):
            return False
    if table is CUSTOM_FIELDS and row.get("type") in SELECTS:
        try:
            options_hold(row.get("options"))
        except Invalid:
            return False
    if table is CUSTOM_FIELDS and row.get("type") == "person" and "resource_id" not in row:
        # A number alone would be a resource of this workspace that the file does not mean.
        row.pop("initial", None)
    if table is COLUMN_RULES:
        key = custom_key(row.get("field", ""))
        if key is not None and key not in fields:
            return False
        person = key is not None and fields[key]["type"] == "person"
        return "resource_id" in row or not (person or row.get("action") == "assign")
    if table is CUSTOM_VALUES:
        field = fields[row["field_id"]]
        if field["type"] == "person":
            return "resource_id" in row
        if field["type"] in NEWER:
            return fits(field, row.get("value"))
        return not isinstance(row.get("value"), list | dict)
    return True


def settled(table: str, row: Row, local: Mapping[tuple[str, int], int]) -> Row:
    """Return a row whose JSON names the real keys; its references do already. `local` gives them by
    table and local key."""
    match table:
        case "saved_views":
            view: Row = renamed(row, local)
            return view
        case "work_types":
            columns = {k: v for (t, k), v in local.items() if t == "statuses"}
            fields = {k: v for (t, k), v in local.items() if t == "custom_fields"}
            return {**row, **translated(row, columns, fields)}
        case "column_rules":
            row = {**row, "field": renamed(row.get("field", ""), local)}
    who = row.get("resource_id")
    if table in ("custom_values", "column_rules") and who is not None:
        return {**row, "value": who}
    if table == "custom_fields" and who is not None:
        return {**row, "initial": who}
    return row

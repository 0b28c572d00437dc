"""What of a project no file format has a place for: rows that travel beside a document, and back. Pure.

They hold columns, types, sprints, checklists, who watches and the like by table, without what is as a new
row has it and without what is the workspace's. Accounts stand by the keys of `accounts`. A resource that a
JSON value names (somebody in a custom field, whom a rule assigns) stands as `resource_id`, so that whoever
reads the rows can match it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from headway.changes.checks import is_instant, problem_with
from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Field, Kind, Row, Table
from headway.changes.viewer import Viewer
from headway.changes.visibility import visible_tables
from headway.exchange.files import ADDRESS
from headway.projects import view_keys
from headway.projects.accounts import OF_ROWS, Named, is_key
from headway.projects.beside_values import OF_PROJECT, OF_SUMMARIES, OF_TASKS
from headway.projects.custom import MOST_FIELDS, NEWER, SELECTS, fits, options_hold
from headway.projects.records import (
    ASSIGNMENT_ANSWERS,
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
    UPDATE_ANSWERS,
    UPDATE_REQUESTS,
    WATCHERS,
    WORK_TYPES,
)
from headway.projects.saved_templates.views import renamed
from headway.projects.saved_views import view_holds
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
    WATCHERS,
    ASSIGNMENT_ANSWERS,
    UPDATE_REQUESTS,
    UPDATE_ANSWERS,
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
    "update_requests": 2000,
}
"""How many rows of a table a file may bring: checks compare each with the others."""
LEFT: Mapping[str, frozenset[str]] = {
    "statuses": frozenset({"shared_key"}),
    "custom_fields": frozenset({"shared_key", "today"}),
    "work_types": frozenset({"shared_key"}),
}
"""What of a row is the workspace's or computed."""
ONE: Mapping[str, tuple[str, ...]] = {
    "blocks": ("task_id",),
    "watchers": ("task_id", "user_id"),
    "assignment_answers": ("assignment_id",),
    "update_requests": ("task_id", "resource_id"),
    "update_answers": ("task_id", "resource_id"),
}
"""Of which rows there is one for the same, the first that a file brings."""
REFERS = {"resource_id": "resources", "assignment_id": "assignments"}
"""What points to rows by its name, also where the table does not say so: those may be gone there."""
NEEDED = {"update_answers": "said_at"}
"""Without which moment a row means nothing."""
PLAIN = frozenset({"text", "number", "date", "flag", "duration", "cost"})
"""Types of custom fields that formats have."""


class Taking:
    """The rows of a project beside its document: of the tasks `seen`, as far as its viewer sees them.
    `named` are the resources in them; who may not see `people` gets none."""

    def __init__(
        self, records: Records, viewer: Viewer, seen: set[int], accounts: Named, *, people: bool
    ) -> None:
        self._records, self._seen, self._people = records, seen, people
        self._accounts = accounts
        self._view_keys: set[tuple[str, int]] = set()
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
        numbers = (rows[key]["number"] for key in seen)
        if viewer.branch is None and project["next_number"] > 1 + max(numbers, default=0):
            values["next_number"] = project["next_number"]
        self._put("projects", [values] if values else [])
        parents = records.index("tasks", "parent_id")
        above = [rows[key] for key in sorted(seen) if parents.get(key)]
        self._put(
            "summaries", [{"task_id": r["id"], **{n: r[n] for n in OF_SUMMARIES}} for r in above]
        )
        told = [{name: key, "as": key} for name, key in sorted(self._view_keys)]
        self._put(view_keys.TABLE, told)
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
            if kept is not None and (table is not SAVED_VIEWS or self._goes(row)):
                yield {"id": key, **kept}

    def _kept(self, table: Table, row: Row) -> Row | None:
        found: Row = {}
        for column in table.fields:
            name, value = column.name, row[column.name]
            if name == "id" or name in LEFT.get(table.name, ()):
                continue
            if name in OF_ROWS.get(table.name, ()):
                value = self._accounts.key(value)
            if value is None and column.required:
                return None
            if value == column.default:
                continue
            to = refers(column)
            hidden = (to == "tasks" and value not in self._seen) or (
                to == "resources" and not self._people
            )
            if to == "assignments" and value not in self._records.rows(to):
                hidden = True
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

    def _goes(self, view: Row) -> bool:
        """Whether a shared view goes along; it is remembered what it names by key."""
        fields = self._records.rows("custom_fields")
        found = set(view_keys.names(view, lambda k: (fields.get(k) or {}).get("type") == "person"))
        if view_keys.stays(view):
            return False
        self._view_keys |= found
        self.named |= {key for name, key in found if name == "resource_id"}
        return True

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


def refers(column: Field) -> str | None:
    """Return the table whose rows a field points to."""
    return column.references or (REFERS.get(column.name) if column.kind is Kind.KEY else None)


def given(
    rows: Mapping[str, list[Row]],
    keys: dict[str, set[int]],
    resource: Callable[[int], int | None],
    account: Callable[[Any], int | None],
) -> dict[str, list[Row]]:
    """Return the rows that hold together of those that a file brings, by table, keys still local.

    `keys` are those of tasks and assignments of the document, `resource` gives what becomes of a resource
    of it and `account` which account one of its is, None for nothing. What fits no table, or points to
    what is not there, is passed over: it is as little to be trusted as the rest of a file.
    """
    keys = dict(keys)
    viewed = view_keys.told(rows.get(view_keys.TABLE, []), resource)
    found: dict[str, list[Row]] = {}
    fields: dict[int, Row] = {}
    for table in BESIDE:
        there = keys[table.name] = set()
        once: set[tuple[Any, ...]] = set()
        kept: list[Row] = []
        for row in rows.get(table.name, ()):
            if len(kept) == MOST.get(table.name):
                break
            known = _fitting(table, row, keys, resource, account)
            if known is not None and table is SAVED_VIEWS:
                known = view_keys.placed(
                    known, viewed, lambda k: (fields.get(k) or {}).get("type") == "person"
                )
            if known is None or known["id"] in there or not _holds(table, known, keys, fields):
                continue
            same = tuple(known.get(name) for name in ONE.get(table.name, ("id",)))
            if same in once:
                continue
            once.add(same)
            there.add(known["id"])
            kept.append(known)
            if table is CUSTOM_FIELDS:
                fields[known["id"]] = CUSTOM_FIELDS.new_row(known)
        if kept:
            found[table.name] = kept
    return found


def _fitting(
    table: Table,
    row: Row,
    keys: Mapping[str, set[int]],
    resource: Callable[[int], int | None],
    account: Callable[[Any], int | None],
) -> Row | None:
    """Return what of a row its table has, None where it lacks something or holds what does not fit."""
    found: Row = {}
    for column in table.fields:
        name = column.name
        if name not in row or name in LEFT.get(table.name, ()):
            continue
        value, to = row[name], refers(column)
        if name in OF_ROWS.get(table.name, ()):
            value = account(value)
        elif to == "resources":
            value = resource(value) if is_key(value) else None
        elif to is not None:
            value = value if is_key(value) and value in keys[to] else None
        elif problem_with(column, value) is not None:
            return None
        elif column.kind is Kind.INSTANT and not is_instant(value):
            value = None
        if value is not None:
            found[name] = value
    if any(f.required and f.name not in found for f in table.fields):
        return None
    if table.name in NEEDED and NEEDED[table.name] not in found:
        return None
    if table in (CUSTOM_VALUES, COLUMN_RULES, CUSTOM_FIELDS) and "resource_id" in row:
        who = row["resource_id"]
        key = resource(who) if is_key(who) else None
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
    if table is SAVED_VIEWS:
        # A later version may know more of them: rather without the view than without the plan.
        try:
            view_holds(SAVED_VIEWS.new_row(row))
        except Invalid:
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
        case "tasks":
            return {**row, "notes": _shown(row["notes"], local)} if row.get("notes") else row
        case "saved_views":
            view: Row = renamed(row, local)
            return {**view, "filter": view_keys.settled(view.get("filter"), local)}
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


def _shown(notes: str, local: Mapping[tuple[str, int], int]) -> str:
    """Return a description with the new keys of the images that it shows."""
    found = ADDRESS.sub(lambda m: f"{m[1]}{local.get(('attachments', int(m[2])), m[2])}", notes)
    # Keys may be longer here: rather an image that is not shown than a plan that is not taken.
    return found if len(found) <= (TASKS.by_name["notes"].maximum or 0) else notes

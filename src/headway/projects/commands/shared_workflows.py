"""Workflows that a workspace keeps, and projects that use one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from fractional_indexing import generate_n_keys_between
from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.commands.fields import CustomFieldUpdate
from headway.projects.ranking import ranks_at
from headway.projects.records import CUSTOM_FIELDS, STATUSES, WORK_TYPES, WORKFLOWS
from headway.projects.shared_workflows import FIELD, STATUS, by_key, parts, translated
from headway.projects.types import task_fits
from headway.projects.workflow import in_order, progress_by, put
from headway.words import say

SETTABLE = frozenset({"name", "statuses", "fields", "types", "initial", "active"})
MOST_WORKFLOWS = 50
MANAGE = "projects.manage"


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) - SETTABLE)
    if wrong:
        raise Invalid(
            say("A workflow has no {wrong} to set.", wrong=wrong[0]), field=f"fields.{wrong[0]}"
        )
    name = fields.get("name")
    return {**fields, "name": name.strip()} if isinstance(name, str) else fields


def _alone_initial(change: Change, key: int) -> None:
    """New projects start with this workflow, and no longer with another."""
    for other in list(change.main.rows("workflows")):
        if other["id"] != key and other["initial"]:
            change.main.update("workflows", other["id"], {"initial": False})


class WorkflowCreate(Command):
    """Keeps columns, types and fields in the workspace, for its projects to use."""

    type: ClassVar[str] = "workflow.create"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = MANAGE

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("workflows")) >= MOST_WORKFLOWS:
            raise Invalid(
                say(
                    "A workspace has at most {most_workflows} workflows.",
                    most_workflows=MOST_WORKFLOWS,
                ),
                field="fields",
            )
        key = change.new_id() if self.id is None else self.id
        row = WORKFLOWS.new_row({**_checked(self.fields), "id": key})
        change.add(change.main, "workflows", row)
        if row["initial"] is True:
            _alone_initial(change, key)


def _flow(change: Change, key: int, field: str = "id") -> Row:
    row = change.workspace.get("workflows", key)
    if row is None:
        raise Missing(say("The workspace has no such workflow."), field=field)
    return row


class WorkflowUpdate(Command):
    """Changes a workflow; the projects that use it follow, each by a change of its own. `moved` says
    by the key of a column that goes where its cards go; else the first of its category takes them."""

    type: ClassVar[str] = "workflow.update"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = MANAGE

    id: int
    fields: dict[str, Any]
    moved: dict[str, int] = Field(default_factory=dict, max_length=50)

    def apply(self, change: Change) -> None:
        before = _flow(change, self.id)
        values = _checked(self.fields)
        moved = {**(before["moved"] or {}), **self.moved}
        change.main.update("workflows", self.id, {**values, "moved": moved or None})
        if values.get("initial") is True:
            _alone_initial(change, self.id)


class WorkflowDelete(Command):
    """Takes a workflow out of use: no other project begins to use it. Those that do go on."""

    type: ClassVar[str] = "workflow.delete"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = MANAGE

    id: int

    def apply(self, change: Change) -> None:
        _flow(change, self.id)
        change.main.update("workflows", self.id, {"active": False, "initial": False})


class WorkflowUse(Command):
    """Lets the project use a workflow of the workspace, and follow it from then on.

    Columns, types and fields of the same name become the workflow's. Cards of the other columns go
    where `into` says (by id of the column, a key of the workflow), else to the first column of the
    same category. Types and fields that it has beside the workflow's stay its own.
    """

    type: ClassVar[str] = "workflow.use"
    capability: ClassVar[str] = MANAGE
    in_forks: ClassVar[bool] = False
    follows: ClassVar[bool] = True

    workflow_id: int
    into: dict[str, int] = Field(default_factory=dict, max_length=50)

    def apply(self, change: Change) -> None:
        flow = _flow(change, self.workflow_id, "workflow_id")
        if not flow["active"]:
            raise Invalid(
                say("'{name}' was taken out of use.", name=flow["name"]), field="workflow_id"
            )
        there = {str(row["id"]): row["id"] for row in change.main.rows("statuses")}
        into = {there[k]: v for k, v in self.into.items() if k in there}
        keys = {one["key"] for one in parts(flow, "statuses")}
        if len(into) < len(self.into) or not keys.issuperset(into.values()):
            raise Invalid(say("into gives by column a key of the workflow."), field="into")
        _loosen(change)
        change.main.update("projects", change.stream, {"workflow_id": flow["id"]})
        follow(change, flow, into)


class WorkflowOwn(Command):
    """Makes columns, types and fields the project's own: as they are, and followed no more."""

    type: ClassVar[str] = "workflow.own"
    capability: ClassVar[str] = MANAGE
    in_forks: ClassVar[bool] = False

    def apply(self, change: Change) -> None:
        change.main.update("projects", change.stream, {"workflow_id": None})
        _loosen(change)


class WorkflowFollow(Command):
    """Brings a project to what the workflow that it uses is now. The server alone sends it."""

    type: ClassVar[str] = "workflow.follow"
    capability: ClassVar[str] = MANAGE
    internal: ClassVar[bool] = True
    last_wins: ClassVar[bool] = True
    in_forks: ClassVar[bool] = False

    def apply(self, change: Change) -> None:
        project = change.main.get("projects", change.stream)
        key = None if project is None else project["workflow_id"]
        flow = change.workspace.get("workflows", key)
        if flow is not None:
            follow(change, flow)


def begin_shared(change: Change, project: int) -> None:
    """Let a new project use the workflow that new projects of the workspace start with, if any."""
    rows = change.workspace.rows("workflows")
    flow = next((r for r in rows if r["initial"] and r["active"]), None)
    if flow is not None:
        inner = replace(change, stream=project)
        inner.main.update("projects", project, {"workflow_id": flow["id"]})
        follow(inner, flow)


def _loosen(change: Change) -> None:
    for table in ("statuses", "work_types", "custom_fields"):
        for key in by_key(change.main, table).values():
            change.main.update(table, key, {"shared_key": None})


def follow(change: Change, flow: Row, into: Mapping[int, int] | None = None) -> None:
    """Make the project of a change have a workflow; nothing is written where it has it already.

    `into` gives by id of a column of its own the key of the one that takes its cards.
    """
    columns = _columns(change, flow)
    fields = _fields(change, flow)
    gone = _gone(change, flow, columns, into or {})
    left = _types(change, flow, columns, fields)
    for kind in left:
        _mapped(change, kind, gone)
    for key, to in gone.items():
        _emptied(change, key, to)
        for rule in change.main.where("column_rules", "status_id", key):
            change.main.delete("column_rules", rule["id"])
        change.main.delete("statuses", key)
    wanted = [columns[one["key"]] for one in parts(flow, "statuses")]
    if [row["id"] for row in in_order(change.main.rows("statuses"))] != wanted:
        for key, rank in zip(wanted, generate_n_keys_between(None, None, len(wanted)), strict=True):
            change.main.update("statuses", key, {"rank": rank})


def _named(rows: list[Row], name: str) -> Row | None:
    low = name.strip().casefold()
    return next((r for r in rows if r["name"].strip().casefold() == low), None)


def _free(change: Change, flow: Row, part: str, table: str) -> list[Row]:
    """Return the rows that the workflow has not, or no longer, in order: what it adds by the name of
    one of them takes that one's place."""
    kept = {one["key"] for one in parts(flow, part)}
    return [r for r in in_order(change.main.rows(table)) if r["shared_key"] not in kept]


def _columns(change: Change, flow: Row) -> dict[int, int]:
    """Write the workflow's columns; return by key the project's."""
    draft, found = change.main, by_key(change.main, "statuses")
    own = _free(change, flow, "statuses", "statuses")
    for one in parts(flow, "statuses"):
        values = {name: one[name] for name in STATUS} | {"shared_key": one["key"]}
        row = draft.get("statuses", found.get(one["key"])) or _named(own, one["name"])
        if row is None:
            rows = in_order(draft.rows("statuses"))
            (rank,) = ranks_at(draft, "statuses", rows, len(rows), 1)
            fresh = {**values, "wip_limit": one["wip_limit"], "id": change.new_id(), "rank": rank}
            row = draft.insert("statuses", STATUSES.new_row(fresh))
        else:
            before = row["category"]
            draft.update("statuses", row["id"], values)
            if before != one["category"]:
                _followed(change, row["id"], one["category"])
        own = [r for r in own if r["id"] != row["id"]]
        found[one["key"]] = row["id"]
    return {one["key"]: found[one["key"]] for one in parts(flow, "statuses")}


def _followed(change: Change, column: int, category: str) -> None:
    """Let the progress of cards that comes from the board follow what their column means now."""
    for row in change.main.where("tasks", "status_id", column):
        if row["progress_source"] == "board":
            change.main.update("tasks", row["id"], progress_by(change, row, category))


def _fields(change: Change, flow: Row) -> dict[int, int]:
    """Write the workflow's fields; return by key the project's. What it no longer has stays, with
    its values, as the project's own."""
    draft, found = change.main, by_key(change.main, "custom_fields")
    free = {r["id"] for r in _free(change, flow, "fields", "custom_fields")}
    for one in parts(flow, "fields"):
        row = draft.get("custom_fields", found.get(one["key"]))
        alike = _named(list(draft.rows("custom_fields")), one["name"])
        if alike is not None and row is None and alike["id"] in free:
            row = alike if alike["type"] == one["type"] else None
        if alike is not None and (row is None or alike["id"] != row["id"]):
            fresh = {"name": _other_name(change, "custom_fields", alike["name"], 190)}
            CustomFieldUpdate(id=alike["id"], fields=fresh).apply(change)
        if row is None:
            rows = in_order(draft.rows("custom_fields"))
            (rank,) = ranks_at(draft, "custom_fields", rows, len(rows), 1)
            values = {name: one[name] for name in FIELD} | {"shared_key": one["key"]}
            new = CUSTOM_FIELDS.new_row({**values, "id": change.new_id(), "rank": rank})
            row = draft.insert("custom_fields", new)
        else:
            row = draft.get("custom_fields", row["id"]) or row
            values = {name: one[name] for name in FIELD if row[name] != one[name]}
            if values:
                CustomFieldUpdate(id=row["id"], fields=values).apply(change)
            draft.update("custom_fields", row["id"], {"shared_key": one["key"]})
        found[one["key"]] = row["id"]
    kept = {one["key"] for one in parts(flow, "fields")}
    for row in list(draft.rows("custom_fields")):
        if row["shared_key"] not in kept and row["shared_key"] is not None:
            draft.update("custom_fields", row["id"], {"shared_key": None})
    return {key: found[key] for key in kept}


def _other_name(change: Change, table: str, name: str, longest: int) -> str:
    """Return a name that no row has, for one whose name the workspace took."""
    rows, number = list(change.main.rows(table)), 2
    while _named(rows, f"{name[:longest]} {number}") is not None:
        number += 1
    return f"{name[:longest]} {number}"


def _gone(
    change: Change, flow: Row, columns: Mapping[int, int], into: Mapping[int, int]
) -> dict[int, int]:
    """Return by column that goes the one that takes its cards."""
    kept, found, moved = set(columns.values()), {}, flow["moved"] or {}
    for row in in_order(change.main.rows("statuses")):
        if row["id"] in kept:
            continue
        key = into.get(row["id"], row["shared_key"])
        # A column may have gone to one that went itself since.
        for _ in range(len(moved)):
            if key in columns or str(key) not in moved:
                break
            key = moved[str(key)]
        alike = [s for s in parts(flow, "statuses") if s["category"] == row["category"]]
        first = (alike or parts(flow, "statuses"))[0]["key"]
        found[row["id"]] = columns[key if key in columns else first]
    return found


def _types(
    change: Change, flow: Row, columns: Mapping[int, int], fields: Mapping[int, int]
) -> list[Row]:
    """Write the workflow's types; return those that are the project's own. A type that it no longer
    has goes, or stays as the project's own where tasks have it."""
    draft, found = change.main, by_key(change.main, "work_types")
    own = _free(change, flow, "types", "work_types")
    for one in parts(flow, "types"):
        values = translated(one, columns, fields) | {"shared_key": one["key"]}
        row = draft.get("work_types", found.get(one["key"]))
        alike = _named(own, one["name"])
        if row is None and alike is not None:
            row, alike = alike, None
        if alike is not None:
            fresh = {"name": _other_name(change, "work_types", alike["name"], 50)}
            draft.update("work_types", alike["id"], fresh)
        if row is None:
            rows = in_order(draft.rows("work_types"))
            (rank,) = ranks_at(draft, "work_types", rows, len(rows), 1)
            new = WORK_TYPES.new_row({**values, "id": change.new_id(), "rank": rank})
            row = draft.insert("work_types", new)
        else:
            draft.update("work_types", row["id"], values)
        own = [r for r in own if r["id"] != row["id"]]
        found[one["key"]] = row["id"]
    kept = {one["key"] for one in parts(flow, "types")}
    for row in list(draft.rows("work_types")):
        if row["shared_key"] in kept or row["shared_key"] is None:
            continue
        if draft.where("tasks", "type_id", row["id"]):
            draft.update("work_types", row["id"], {"shared_key": None})
        else:
            draft.delete("work_types", row["id"])
    return [r for r in draft.rows("work_types") if r["shared_key"] is None]


def _mapped(change: Change, kind: Row, gone: Mapping[int, int]) -> None:
    """Let a type that is the project's own name the columns that take the place of those that go."""
    if not gone:
        return
    values: dict[str, Any] = {}
    if kind["statuses"] is not None:
        values["statuses"] = list(dict.fromkeys(gone.get(k, k) for k in kind["statuses"]))
    if kind["transitions"] is not None:
        moves = [
            {**m, "from": gone.get(m["from"], m["from"]), "to": gone.get(m["to"], m["to"])}
            for m in kind["transitions"]
        ]
        once = {(m["from"], m["to"], m["manage"]): m for m in moves if m["from"] != m["to"]}
        values["transitions"] = list(once.values())
    if kind["requirements"] is not None:
        needs = [{**n, "status": gone.get(n["status"], n["status"])} for n in kind["requirements"]]
        values["requirements"] = list({(n["field"], n["status"]): n for n in needs}.values())
    change.main.update("work_types", kind["id"], values)


def _emptied(change: Change, key: int, to: int) -> None:
    """Put the cards of a column that goes into another. Where its type does not let a card stand
    there, it stands where its progress says, as one that nobody ever dragged."""
    draft = change.main
    column = draft.get("statuses", to)
    assert column is not None
    for row in draft.where("tasks", "status_id", key):
        if task_fits(draft, {**row, "status_id": to}):
            put(change, row, column)
        else:
            draft.update("tasks", row["id"], {"status_id": None})


COMMANDS = (
    WorkflowCreate,
    WorkflowUpdate,
    WorkflowDelete,
    WorkflowUse,
    WorkflowOwn,
    WorkflowFollow,
)

"""Workflows that a workspace keeps: what one may hold, and that projects which use one have it so. Pure.

A workflow's columns, types and fields have keys of their own; rows of a project that come from it
name them as `shared_key`. The project's rows have its own ids, as all else of the project refers to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from fractional_indexing import generate_n_keys_between

from headway.changes.checks import LAST_KEY, problem_with
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs, Records
from headway.changes.tables import Row, Table
from headway.projects.custom import fields_hold
from headway.projects.records import CUSTOM_FIELDS, STATUSES, WORK_TYPES
from headway.projects.types import MOST_TYPES, custom_key, types_hold
from headway.projects.workflow import in_order
from headway.words import mark, say

MOST_COLUMNS = 50
MOST_FIELDS = 50
STATUS = ("name", "category")
"""What of a column is the workspace's; its limit is the project's."""
FIELD = ("name", "type", "description", "required", "options")
TYPE = ("name", "icon", "description", "fields", "statuses", "transitions", "requirements")
PARTS: dict[str, tuple[Table, tuple[str, ...], int]] = {
    "statuses": (STATUSES, (*STATUS, "wip_limit"), MOST_COLUMNS),
    "fields": (CUSTOM_FIELDS, FIELD, MOST_FIELDS),
    "types": (WORK_TYPES, TYPE, MOST_TYPES),
}
"""By part of a workflow: the table of projects that it goes into, its fields, the most there may be."""
TEXT_KEY = re.compile(r"[1-9][0-9]{0,15}")


def parts(flow: Row, part: str) -> list[dict[str, Any]]:
    """Return the columns, fields or types of a workflow, in order."""
    return flow[part] or []


def workflows_hold(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where a workflow of the workspace could not be a project's."""
    change = inputs.get("workflows")
    if change is None:
        return
    for key in [r["id"] for r in change["added"]] + [u["id"] for u in change["updated"]]:
        row = draft.get("workflows", key)
        if row is not None:
            _holds(draft, row)
    if sum(1 for r in draft.rows("workflows") if r["initial"] and r["active"]) > 1:
        raise Invalid(say("New projects start with one workflow."), field="fields.initial")


def _holds(draft: Draft, flow: Row) -> None:
    name = flow["name"].strip().casefold()
    others = [r for r in draft.rows("workflows") if r["id"] != flow["id"] and r["active"]]
    if flow["active"] and any(r["name"].strip().casefold() == name for r in others):
        raise Invalid(
            say("There is a workflow '{name}' already.", name=flow["name"]), field="fields.name"
        )
    made = as_rows(flow)
    inputs = made.inputs()
    columns = list(made.rows("statuses"))
    for category, words in (("todo", say("to do")), ("done", say("done"))):
        if all(row["category"] != category for row in columns):
            raise Invalid(
                say("It has a column for what is {words}.", words=words), field="fields.statuses"
            )
    _named_once(made, "statuses", mark("There is a column '{name}' already."), "fields.statuses")
    _named_once(made, "custom_fields", mark("There is a field '{name}' already."), "fields.fields")
    _within("fields", lambda: fields_hold(made, inputs))
    _within("types", lambda: types_hold(made, inputs))
    old = draft.base.rows("workflows").get(flow["id"])
    types = {one["key"]: one["type"] for one in parts(old, "fields")} if old else {}
    for one in parts(flow, "fields"):
        if types.get(one["key"], one["type"]) != one["type"]:
            raise Invalid(
                say(
                    "'{name}' keeps its type: projects have values of it. Add another field.",
                    name=one["name"],
                ),
                field="fields.fields",
            )
    _moved_holds(flow["moved"])


def _within(part: str, check: Any) -> None:
    """Run a check of rows; what it refuses is refused as of a part of the workflow."""
    try:
        check()
    except Invalid as error:
        raise Invalid(error.detail, field=f"fields.{part}") from None


def _named_once(made: Draft, table: str, refusal: str, field: str) -> None:
    seen: set[str] = set()
    for row in made.rows(table):
        low = row["name"].strip().casefold()
        if low in seen:
            raise Invalid(say(refusal, name=row["name"]), field=field)
        seen.add(low)


def _moved_holds(moved: Any) -> None:
    fits = moved is None or (
        isinstance(moved, dict)
        and all(TEXT_KEY.fullmatch(k) and _is_key(v) for k, v in moved.items())
    )
    if not fits:
        raise Invalid(
            say("moved gives by the key of a column that of another."), field="fields.moved"
        )


def _is_key(value: Any) -> bool:
    return type(value) is int and 0 < value <= LAST_KEY


def as_rows(flow: Row) -> Draft:
    """Return a workflow as rows of a project whose ids are its keys; raise Invalid, naming the part,
    where something in it is none."""
    made = Draft(Records({}))
    for part, (table, names, most) in PARTS.items():
        field, listed = f"fields.{part}", flow[part] or []
        if not isinstance(listed, list) or len(listed) > most:
            raise Invalid(
                say("{part} are a list of at most {most}.", part=part, most=most), field=field
            )
        ranks = generate_n_keys_between(None, None, len(listed))
        for one, rank in zip(listed, ranks, strict=True):
            if not isinstance(one, dict) or set(one) != {"key", *names}:
                raise Invalid(
                    say("Each of {part} has key, {names}.", part=part, names=", ".join(names)),
                    field=field,
                )
            if not _is_key(one["key"]) or made.get(table.name, one["key"]) is not None:
                raise Invalid(say("Each of {part} has a key of its own.", part=part), field=field)
            for name in names:
                problem = problem_with(table.by_name[name], one[name])
                if problem is not None:
                    raise Invalid(problem, field=field)
            values = {name: one[name] for name in names}
            made.insert(table.name, table.new_row({**values, "id": one["key"], "rank": rank}))
    for row in made.rows("custom_fields"):
        if row["type"] == "formula" or any(letter in row["name"] for letter in "[]\n"):
            raise Invalid(
                say("A field of the workspace is no formula, and its name has no brackets."),
                field="fields.fields",
            )
    return made


def translated(
    one: Mapping[str, Any], columns: Mapping[int, int], fields: Mapping[int, int]
) -> Row:
    """Return a type of a workflow as the values of one of a project, where `columns` and `fields` give
    by key the project's rows."""
    needs = one["requirements"]
    moves = one["transitions"]
    return {
        "name": one["name"],
        "icon": one["icon"],
        "description": one["description"],
        "fields": None if one["fields"] is None else [fields[k] for k in one["fields"]],
        "statuses": None if one["statuses"] is None else [columns[k] for k in one["statuses"]],
        "transitions": None
        if moves is None
        else [
            {
                "from": None if move["from"] is None else columns[move["from"]],
                "to": columns[move["to"]],
                "manage": move["manage"],
            }
            for move in moves
        ],
        "requirements": None
        if needs is None
        else [
            {
                "field": _field(need["field"], fields),
                "status": None if need["status"] is None else columns[need["status"]],
            }
            for need in needs
        ],
    }


def _field(name: str, fields: Mapping[int, int]) -> str:
    key = custom_key(name)
    return name if key is None else f"custom-{fields[key]}"


def as_shared(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where a project that uses a workflow of the workspace would differ from it by what
    this change writes."""
    if inputs.keys().isdisjoint({"statuses", "work_types", "custom_fields"}):
        return
    project = next(iter(draft.rows("projects")), None)
    if project is None or project["workflow_id"] is None:
        return
    home = drafts.get(project["workspace_id"])
    flow = None if home is None else home.get("workflows", project["workflow_id"])
    if flow is None:
        return
    for what, (table, written, holds) in SHARED.items():
        if _touched(inputs, table, written) and not holds(draft, flow):
            _refuse(flow, say(what))


def _columns_hold(draft: Draft, flow: Row) -> bool:
    have = [(r["shared_key"], r["name"], r["category"]) for r in in_order(draft.rows("statuses"))]
    return have == [(s["key"], s["name"], s["category"]) for s in parts(flow, "statuses")]


def _fields_hold(draft: Draft, flow: Row) -> bool:
    keys = by_key(draft, "custom_fields")
    for one in parts(flow, "fields"):
        row = draft.get("custom_fields", keys.get(one["key"]))
        if row is None or any(row[name] != one[name] for name in FIELD):
            return False
    return True


def _types_hold(draft: Draft, flow: Row) -> bool:
    columns, fields = by_key(draft, "statuses"), by_key(draft, "custom_fields")
    types = by_key(draft, "work_types")
    for one in parts(flow, "types"):
        row = draft.get("work_types", types.get(one["key"]))
        try:
            wanted = translated(one, columns, fields)
        except KeyError:
            return False
        if row is None or any(row[name] != wanted[name] for name in TYPE):
            return False
    return True


SHARED: Mapping[str, tuple[str, set[str], Callable[[Draft, Row], bool]]] = {
    mark("columns"): ("statuses", {*STATUS, "rank", "shared_key"}, _columns_hold),
    mark("fields"): ("custom_fields", {*FIELD, "shared_key"}, _fields_hold),
    mark("types"): ("work_types", {*TYPE, "shared_key"}, _types_hold),
}
"""What of a project is its workflow's: the table, its fields that are, and whether they are so."""


def differs(draft: Draft, flow: Row) -> bool:
    """Whether a project has not what the workflow says, or has still what it no longer says."""
    for part, (table, _, _) in PARTS.items():
        if not by_key(draft, table.name).keys() <= {one["key"] for one in parts(flow, part)}:
            return True
    return not all(holds(draft, flow) for _, _, holds in SHARED.values())


def by_key(draft: Draft, table: str) -> dict[int, int]:
    """Return by key of the workflow the id of each row that comes from it."""
    return {r["shared_key"]: r["id"] for r in draft.rows(table) if r["shared_key"] is not None}


def _touched(inputs: Inputs, table: str, names: set[str]) -> bool:
    """Whether a change writes what the workspace may say of a table's rows. Rows that are the
    project's own come and go freely, but for columns."""
    change = inputs.get(table)
    if change is None:
        return False
    whole = [*change["added"], *change["removed"]]
    if any(table == "statuses" or row["shared_key"] is not None for row in whole):
        return True
    return any(not names.isdisjoint(u["after"]) for u in change["updated"])


def _refuse(flow: Row, what: str) -> None:
    raise Invalid(
        say(
            "The {what} of this project are those of the workspace ('{name}'). Change them "
            "there, or make this project's own.",
            what=what,
            name=flow["name"],
        ),
        field="workflow_id",
    )

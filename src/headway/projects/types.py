"""Types of tasks: what their workflow allows, and what it needs. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from headway.changes.errors import Forbidden, Invalid
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Row
from headway.projects.outline import begins
from headway.projects.workflow import in_order, status_of
from headway.words import mark, say

CUSTOM = re.compile(r"custom-([1-9][0-9]{0,15})")
MOST_TYPES = 50
MOST_MOVES = 500
NEEDED = {
    "assignee": mark("somebody assigned"),
    "deadline": mark("a deadline"),
    "notes": mark("a description"),
    "points": mark("story points"),
}
"""What of a task, beside the project's own fields (custom-12), a column can ask for, in words."""


def filled(draft: Draft, row: Row, field: str) -> bool:
    """Whether a task has a value in a field."""
    match field:
        case "assignee":
            return bool(draft.where("assignments", "task_id", row["id"]))
        case "deadline":
            return row["deadline"] is not None
        case "notes":
            return bool(row["notes"].strip())
        case "points":
            return row["story_points"] is not None
    key = custom_key(field)
    return any(v["field_id"] == key for v in draft.where("custom_values", "task_id", row["id"]))


def custom_key(field: str) -> int | None:
    """Return the key of a custom field from custom-12, None for other fields."""
    found = CUSTOM.fullmatch(field)
    return None if found is None else int(found[1])


def wanted(draft: Draft, field: str) -> str:
    """Return what is needed, in words."""
    row = draft.get("custom_fields", custom_key(field))
    if field in NEEDED:
        return say(NEEDED[field])
    return f"'{row['name']}'" if row is not None else field


def may_move(draft: Draft, row: Row, column: Row, *, manages: bool) -> None:
    """Raise Refused where a task's type does not let it go to a column from where it stands, naming
    where it may go. `manages`: the actor manages projects."""
    kind = draft.get("work_types", row["type_id"])
    if kind is None or kind["transitions"] is None:
        return
    statuses = in_order(draft.rows("statuses"))
    now = status_of(statuses, row)
    if now is None or now["id"] == column["id"]:
        return
    ways = [w for w in kind["transitions"] if w["from"] in (None, now["id"])]
    fit = [w for w in ways if w["to"] == column["id"]]
    if not fit:
        names = {s["id"]: s["name"] for s in statuses}
        to = ", ".join(f"'{names[w['to']]}'" for w in ways if w["to"] in names) or "nowhere"
        raise Invalid(
            say(
                "'{task}' is a {kind}: from '{now}' it goes to {to}, not to '{column}'.",
                task=row["name"],
                kind=kind["name"],
                now=now["name"],
                to=to,
                column=column["name"],
            ),
            field="status_id",
        )
    if all(w["manage"] for w in fit) and not manages:
        raise Forbidden(
            say(
                "Only who manages the project moves a {kind} to '{column}'.",
                kind=kind["name"],
                column=column["name"],
            )
        )


def types_hold(draft: Draft, inputs: Inputs) -> None:
    """Raise Invalid where types do not hold, or a task that is new, of another type or in another
    column has not what its type asks for. Those that come with their project may have stood there
    before their type asked for it."""
    for key in _keys(inputs, "work_types", None):
        row = draft.get("work_types", key)
        if row is not None:
            _type_holds(draft, row)
    for key in _keys(inputs, "column_rules", None):
        row = draft.get("column_rules", key)
        if row is not None:
            _rule_holds(draft, row)
    if begins(draft) or not any(True for _ in draft.rows("work_types")):
        return
    fresh = {r["id"] for r in inputs.get("tasks", {}).get("added", ())}
    typed = set(_keys(inputs, "tasks", ("type_id",)))
    for key in _keys(inputs, "tasks", ("type_id", "status_id")):
        row = draft.get("tasks", key)
        if row is not None and row["type_id"] is not None:
            _task_holds(draft, row, new=key in fresh or key in typed)


def _keys(inputs: Inputs, table: str, fields: tuple[str, ...] | None) -> list[int]:
    change = inputs.get(table)
    if change is None:
        return []
    found = [r["id"] for r in change["added"]]
    return found + [
        u["id"]
        for u in change["updated"]
        if fields is None or not u["after"].keys().isdisjoint(fields)
    ]


def _task_holds(draft: Draft, row: Row, *, new: bool) -> None:
    kind = draft.get("work_types", row["type_id"])
    if kind is None:
        return
    status = draft.get("statuses", row["status_id"])
    if status is not None and kind["statuses"] is not None and status["id"] not in kind["statuses"]:
        names = {s["id"]: s["name"] for s in in_order(draft.rows("statuses"))}
        there = ", ".join(f"'{names[k]}'" for k in names if k in kind["statuses"])
        raise Invalid(
            say(
                "A {kind} does not stand in '{status}'; it may stand in {there}.",
                kind=kind["name"],
                status=status["name"],
                there=there,
            ),
            field="status_id",
        )
    for need in kind["requirements"] or ():
        into = need["status"]
        asked = new if into is None else status is not None and into == status["id"]
        if asked and not filled(draft, row, need["field"]):
            when = (
                "needs"
                if into is None
                else say("needs, in '{name}',", name=status["name"] if status else "")
            )
            raise Invalid(
                say(
                    "'{task}': a {kind} {when} {wanted}. Fill that in first, or in the same change.",
                    task=row["name"],
                    kind=kind["name"],
                    when=when,
                    wanted=wanted(draft, need["field"]),
                ),
                field=need["field"],
            )


def task_fits(draft: Draft, row: Row) -> bool:
    """Whether a task's type lets it stand in its column, with what it has."""
    try:
        _task_holds(draft, row, new=False)
    except Invalid:
        return False
    return True


def _type_holds(draft: Draft, row: Row) -> None:
    name = row["name"].strip().casefold()
    if sum(1 for r in draft.rows("work_types") if r["name"].strip().casefold() == name) > 1:
        raise Invalid(
            say("There is a type '{name}' already.", name=row["name"]), field="fields.name"
        )
    statuses = {r["id"] for r in draft.rows("statuses")}
    fields = {r["id"] for r in draft.rows("custom_fields")}
    _listed(row["fields"], fields, "fields.fields", say("custom fields"))
    _listed(row["statuses"], statuses, "fields.statuses", say("columns"))
    if row["statuses"] == []:
        raise Invalid(say("A type stands in one column at least."), field="fields.statuses")
    moves = row["transitions"]
    if moves is not None:
        if not isinstance(moves, list) or len(moves) > MOST_MOVES:
            raise Invalid(
                say("transitions are a list of at most {most_moves}.", most_moves=MOST_MOVES),
                field="fields.transitions",
            )
        for move in moves:
            if (
                not isinstance(move, dict)
                or set(move) != {"from", "to", "manage"}
                or not isinstance(move["manage"], bool)
                or not (move["from"] is None or _among(move["from"], statuses))
                or not _among(move["to"], statuses)
            ):
                raise Invalid(
                    say(
                        "A transition is {from, to, manage}: columns (from may be null), and whether "
                        "it is for who manages the project alone."
                    ),
                    field="fields.transitions",
                )
    needs = row["requirements"]
    if needs is None:
        return
    if not isinstance(needs, list) or len(needs) > MOST_MOVES:
        raise Invalid(
            say("Requirements are a list of at most {most_moves}.", most_moves=MOST_MOVES),
            field="fields.requirements",
        )
    for need in needs:
        if not isinstance(need, dict) or set(need) != {"field", "status"}:
            raise Invalid(say("A requirement is {field, status}."), field="fields.requirements")
        _needed(draft, need["field"], "fields.requirements")
        if need["status"] is not None and not _among(need["status"], statuses):
            raise Invalid(
                say("A requirement names a column of the board, or null."),
                field="fields.requirements",
            )


def _needed(draft: Draft, field: Any, at: str) -> None:
    name = field if isinstance(field, str) else ""
    row = draft.get("custom_fields", custom_key(name))
    if name not in NEEDED and (row is None or row["type"] == "formula"):
        there = ", ".join(NEEDED)
        raise Invalid(
            say("One can ask for {there} and for typed custom fields (custom-12).", there=there),
            field=at,
        )


def _among(value: Any, known: set[int]) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in known


def _listed(value: Any, known: set[int], field: str, what: str) -> None:
    if value is None:
        return
    if not isinstance(value, list) or not all(_among(v, known) for v in value):
        raise Invalid(say("Name {what} that are there, or null for all.", what=what), field=field)


def _rule_holds(draft: Draft, row: Row) -> None:
    """What a rule sets is checked where it is carried out; here, that it can be."""
    if row["action"] == "require":
        _needed(draft, row["field"], "fields.field")
    elif row["action"] == "assign":
        if not isinstance(row["value"], int) or isinstance(row["value"], bool):
            raise Invalid(say("Say whom to assign: the key of a resource."), field="fields.value")
    elif row["action"] == "set":
        field = draft.get("custom_fields", custom_key(row["field"]))
        if row["field"] == "priority":
            value = row["value"]
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1000:
                raise Invalid(say("A priority is a number from 0 to 1000."), field="fields.value")
        elif field is None or field["type"] == "formula":
            raise Invalid(
                say("A rule sets the priority or a typed custom field."), field="fields.field"
            )


def without_status(draft: Draft, key: int) -> None:
    """Take a column that goes out of the types that name it, with its rules."""
    for rule in draft.where("column_rules", "status_id", key):
        draft.delete("column_rules", rule["id"])
    column = draft.get("statuses", key) or {"name": key}
    for row in list(draft.rows("work_types")):
        if row["statuses"] == [key]:
            raise Invalid(
                say(
                    "A {kind} may stand in '{column}' alone. Let that type stand in another column "
                    "too, or delete the type, before the column goes.",
                    kind=row["name"],
                    column=column["name"],
                ),
                field="id",
            )
        draft.update("work_types", row["id"], _without(row, {key}))


def _without(row: Row, gone: set[int]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    if row["statuses"] is not None:
        found["statuses"] = [k for k in row["statuses"] if k not in gone]
    if row["transitions"] is not None:
        # None left is not all allowed: such a task goes nowhere until the type says where to.
        found["transitions"] = [w for w in row["transitions"] if not {w["from"], w["to"]} & gone]
    if row["requirements"] is not None:
        found["requirements"] = [n for n in row["requirements"] if n["status"] not in gone] or None
    return found


def without_field(draft: Draft, key: int) -> None:
    """Take a custom field that goes out of the types and rules that name it."""
    name = f"custom-{key}"
    for rule in list(draft.where("column_rules", "field", name)):
        draft.delete("column_rules", rule["id"])
    for row in list(draft.rows("work_types")):
        values: dict[str, Any] = {}
        if row["fields"] is not None:
            values["fields"] = [k for k in row["fields"] if k != key]
        if row["requirements"] is not None:
            values["requirements"] = [n for n in row["requirements"] if n["field"] != name] or None
        draft.update("work_types", row["id"], values)

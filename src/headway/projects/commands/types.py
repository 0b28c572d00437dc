"""Types of tasks, and what is done to a card that enters a column."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.commands.assignments import AssignmentCreate
from headway.projects.commands.fields import set_value
from headway.projects.ranking import ranks_at
from headway.projects.records import COLUMN_RULES, WORK_TYPES
from headway.projects.types import MOST_TYPES, custom_key, filled, wanted
from headway.projects.workflow import in_order, status
from headway.words import mark, say

SETTABLE = frozenset(
    ["name", "icon", "description", "fields", "statuses", "transitions", "requirements", "rank"]
)
MOST_RULES = 20
"""Rules of one column."""


def _checked(fields: dict[str, Any], settable: frozenset[str], what: str) -> dict[str, Any]:
    wrong = sorted(set(fields) - settable)
    if wrong:
        raise Invalid(
            say("{what} has no {wrong} to set.", what=say(what), wrong=wrong[0]),
            field=f"fields.{wrong[0]}",
        )
    name = fields.get("name")
    return {**fields, "name": name.strip()} if isinstance(name, str) else fields


class TypeCreate(Command):
    """Adds a type that tasks can have."""

    type: ClassVar[str] = "type.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        rows = in_order(change.main.rows("work_types"))
        if len(rows) >= MOST_TYPES:
            raise Invalid(
                say("A project has at most {most_types} types.", most_types=MOST_TYPES),
                field="fields",
            )
        key = change.new_id() if self.id is None else self.id
        (rank,) = ranks_at(change.main, "work_types", rows, len(rows), 1)
        values = {"rank": rank, **_checked(self.fields, SETTABLE, mark("A type")), "id": key}
        change.add(change.main, "work_types", WORK_TYPES.new_row(values))


def _type(change: Change, key: int) -> Row:
    row = change.main.get("work_types", key)
    if row is None:
        raise Missing(say("There is no such type of tasks."), field="id")
    return row


class TypeUpdate(Command):
    """Renames a type, or changes its fields and its workflow. Tasks that stand where they now may
    not stay there until they are moved."""

    type: ClassVar[str] = "type.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        _type(change, self.id)
        change.main.update("work_types", self.id, _checked(self.fields, SETTABLE, mark("A type")))


class TypeDelete(Command):
    """Removes a type; its tasks have none then."""

    type: ClassVar[str] = "type.delete"

    id: int

    def apply(self, change: Change) -> None:
        _type(change, self.id)
        for row in change.main.where("tasks", "type_id", self.id):
            change.main.update("tasks", row["id"], {"type_id": None})
        change.main.delete("work_types", self.id)


def _person(change: Change, key: Any) -> bool:
    whole = isinstance(key, int) and not isinstance(key, bool)
    return whole and change.workspace.get("resources", key) is not None


class RuleCreate(Command):
    """Says what is done to a card that enters a column: assign somebody, set a field, take what
    blocks it away, or require a field. Rules move no cards, so that none sets off another."""

    type: ClassVar[str] = "rule.create"

    id: int | None = None
    status_id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        status(change.main, self.status_id)
        there = change.main.where("column_rules", "status_id", self.status_id)
        if len(there) >= MOST_RULES:
            raise Invalid(
                say("A column has at most {most_rules} rules.", most_rules=MOST_RULES),
                field="fields",
            )
        values = _checked(self.fields, frozenset({"action", "field", "value"}), mark("A rule"))
        key = change.new_id() if self.id is None else self.id
        row = COLUMN_RULES.new_row({**values, "id": key, "status_id": self.status_id})
        if row["action"] == "assign" and not _person(change, row["value"]):
            raise Invalid(say("There is nobody to assign by that key."), field="fields.value")
        if row["action"] == "set" and isinstance(row["field"], str):
            field = change.main.get("custom_fields", custom_key(row["field"]))
            who = field is not None and field["type"] == "person" and row["value"] is not None
            if who and not _person(change, row["value"]):
                raise Invalid(say("There is nobody by that key."), field="fields.value")
        change.add(change.main, "column_rules", row)


class RuleDelete(Command):
    """Takes a rule of a column away."""

    type: ClassVar[str] = "rule.delete"

    id: int

    def apply(self, change: Change) -> None:
        if change.main.get("column_rules", self.id) is None:
            raise Missing(say("There is no such rule."), field="id")
        change.main.delete("column_rules", self.id)


def entered(change: Change, keys: list[int], column: Row) -> None:
    """Carry out the rules of a column on cards that came into it; raise Invalid where one of them
    lacks what the column requires."""
    rules = sorted(
        change.main.where("column_rules", "status_id", column["id"]), key=lambda r: int(r["id"])
    )
    for rule in rules:
        for key in keys:
            _carried_out(change, rule, key, column)


def _carried_out(change: Change, rule: Row, key: int, column: Row) -> None:
    draft = change.main
    row = draft.get("tasks", key)
    if row is None:
        return
    sees = change.may("people.read")
    match rule["action"]:
        case "assign":
            there = draft.where("assignments", "task_id", key)
            if all(r["resource_id"] != rule["value"] for r in there):
                if _person(change, rule["value"]):
                    AssignmentCreate(task_id=key, resource_id=rule["value"]).apply(change)
                else:
                    _left(change, row, say("nobody was assigned"), sees=sees)
        case "set" if rule["field"] == "priority":
            draft.update("tasks", key, {"priority": rule["value"]})
        case "set":
            field = draft.get("custom_fields", custom_key(rule["field"]))
            if field is None:
                return
            lost = field["type"] == "person" and not _person(change, rule["value"])
            if lost and sees and rule["value"] is not None:
                _left(change, row, say("'{name}' was not set", name=field["name"]), sees=sees)
            else:
                # The rule was made by somebody who sees people; who moves the card need not.
                set_value(change, field, key, rule["value"], "status_id", known=not sees)
        case "unblock":
            for block in draft.where("blocks", "task_id", key):
                draft.delete("blocks", block["id"])
        case "require" if not filled(draft, row, rule["field"]):
            raise Invalid(
                say(
                    "'{task}': '{column}' asks for {wanted}. Fill that in first.",
                    task=row["name"],
                    column=column["name"],
                    wanted=wanted(draft, rule["field"]),
                ),
                field=rule["field"],
            )


def _left(change: Change, row: Row, what: str, *, sees: bool) -> None:
    """Tell which rule could not be carried out, and why."""
    why = (
        say("that person is no longer there")
        if sees
        else say("you do not see the people of the workspace")
    )
    change.note(
        "rule_left",
        "tasks",
        row["id"],
        say("'{task}': {what}, for {why}", task=row["name"], what=what, why=why),
    )


COMMANDS = (TypeCreate, TypeUpdate, TypeDelete, RuleCreate, RuleDelete)

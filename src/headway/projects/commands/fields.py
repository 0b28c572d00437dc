"""Custom fields of a project and their values."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.checks import problem_with
from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.custom import (
    MOST_FIELDS,
    SELECTS,
    converted,
    fits,
    formula_holds,
    holds,
    options_from,
    options_hold,
    text_of,
)
from headway.projects.formulas.program import names_in, renamed
from headway.projects.option_text import listed_names
from headway.projects.outline import task
from headway.projects.records import CUSTOM_FIELDS, CUSTOM_VALUES
from headway.projects.status import now_in
from headway.projects.types import without_field
from headway.scheduling.moments import DAY
from headway.words import say, say_many

SETTABLE = frozenset(
    [
        "name",
        "type",
        "rank",
        "key",
        "description",
        "required",
        "initial",
        "options",
        "formula",
        "result",
    ]
)
DEFINING = frozenset({"type", "options", "formula", "result"})
MOST_VALUES = 20_000
SHOWN = 5
"""How many of the values that are lost a note names."""
Value = str | int | float | bool | list[str] | None


def _field(change: Change, key: int) -> Row:
    row = change.main.get("custom_fields", key)
    if row is None:
        raise Missing(say("There is no such custom field."))
    return row


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) - SETTABLE)
    if wrong:
        raise Invalid(
            say("A custom field has no {wrong} to set.", wrong=wrong[0]), field=f"fields.{wrong[0]}"
        )
    for field, value in fields.items():
        problem = problem_with(CUSTOM_FIELDS.by_name[field], value)
        if problem is not None:
            raise Invalid(problem, field=f"fields.{field}")
    name = fields.get("name")
    if name is None:
        return fields
    if any(letter in name for letter in "[]\n"):
        raise Invalid(
            say("A field's name has no brackets: formulas name it in them."), field="fields.name"
        )
    return {**fields, "name": name.strip()}


def _named(change: Change, row: Row) -> None:
    """Raise Invalid where another field has the name: a formula could not tell them apart."""
    name = row["name"].casefold() if isinstance(row["name"], str) else ""
    for other in change.main.rows("custom_fields"):
        if other["id"] != row["id"] and other["name"].strip().casefold() == name:
            raise Invalid(
                say("There is a field '{name}' already.", name=other["name"]), field="fields.name"
            )


def _settled(change: Change, key: int) -> None:
    """Write what a formula gives and for which day, once its definition is in the draft; raise
    Invalid where the person that new tasks get is not there."""
    row = _field(change, key)
    if row["type"] == "person" and row["initial"] is not None:
        people = {r["id"]: r for r in change.workspace.rows("resources")}
        if not fits(row, row["initial"], people):
            raise Invalid(
                say("The default of '{name}' must be {holds}.", name=row["name"], holds=holds(row)),
                field="fields.initial",
            )
    if row["type"] != "formula":
        if row["result"] or row["today"] is not None:
            change.main.update("custom_fields", key, {"result": "", "today": None})
        return
    if not isinstance(row["formula"], str):
        raise Invalid(say("A formula is a text."), field="fields.formula")
    if row["result"] not in ("", "text", "number", "date", "flag", "duration", "cost"):
        raise Invalid(
            say("A formula gives text, number, date, flag, duration or cost."),
            field="fields.result",
        )
    found = formula_holds(change.main, row)
    day = today(change) if found.today else None
    change.main.update("custom_fields", key, {"result": found.result, "today": day})


def today(change: Change) -> int:
    """Return the moment at which the present day of the project began."""
    project = change.main.get("projects", change.stream) or next(iter(change.main.rows("projects")))
    return now_in(project["zone"], change.now) // DAY * DAY


def users_of(change: Change, name: str, but: int) -> list[Row]:
    """Return the formulas that read a field of a name."""
    low = name.strip().casefold()
    return [
        r
        for r in change.main.rows("custom_fields")
        if r["type"] == "formula"
        and r["id"] != but
        and low in (n.casefold() for n in names_in(r["formula"]))
    ]


class CustomFieldCreate(Command):
    """Adds a field to the project's tasks."""

    type: ClassVar[str] = "custom_field.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("custom_fields")) >= MOST_FIELDS:
            raise Invalid(
                say(
                    "A project has at most {most_fields} fields of its own.",
                    most_fields=MOST_FIELDS,
                ),
                field="fields",
            )
        key = self.id if self.id is not None else change.new_id()
        row = CUSTOM_FIELDS.new_row({**_checked(self.fields), "id": key})
        _named(change, row)
        change.add(change.main, "custom_fields", row)
        _settled(change, key)


class CustomFieldUpdate(Command):
    """Changes a custom field; its type stays once it has values (`custom_field.convert`).

    Formulas that name a field which is renamed go with it.
    """

    type: ClassVar[str] = "custom_field.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        row = _field(change, self.id)
        fields = _checked(self.fields)
        new_type = fields.get("type", row["type"])
        if new_type != row["type"] and change.main.where("custom_values", "field_id", self.id):
            raise Invalid(say("It has values already: convert it."), field="fields.type")
        after = change.main.update("custom_fields", self.id, fields)
        if "name" in fields and fields["name"] != row["name"]:
            _named(change, after)
            for other in users_of(change, row["name"], self.id):
                text = renamed(other["formula"], row["name"], after["name"])
                change.main.update("custom_fields", other["id"], {"formula": text})
        if "options" in fields and row["type"] in SELECTS and after["type"] in SELECTS:
            _without_options(change, after)
        if "initial" in fields or fields.keys() & DEFINING:
            _settled(change, self.id)
            _users_hold(change, after["name"], self.id)


def _users_hold(change: Change, name: str, key: int) -> None:
    """Raise Invalid where a formula that reads the field would no longer hold."""
    for other in users_of(change, name, key):
        try:
            formula_holds(change.main, other)
        except Invalid as error:
            raise Invalid(
                say(
                    "The formula '{name}' reads it and would not hold: {detail}",
                    name=other["name"],
                    detail=error.detail,
                ),
                field="fields.type",
            ) from None
        _settled(change, other["id"])


def _without_options(change: Change, field: Row) -> None:
    """Take options that are gone out of the values, and say of how many tasks."""
    options_hold(field["options"])
    known = {o["id"] for o in field["options"]}
    gone = 0
    for row in change.main.where("custom_values", "field_id", field["id"]):
        value = row["value"]
        kept = [v for v in value if v in known] if isinstance(value, list) else value
        if isinstance(value, list) and kept and kept != value:
            change.main.update("custom_values", row["id"], {"value": kept})
        elif not kept or (not isinstance(value, list) and value not in known):
            change.main.delete("custom_values", row["id"])
        else:
            continue
        gone += 1
    initial = field["initial"]
    if isinstance(initial, list):
        initial = [v for v in initial if not isinstance(v, str) or v in known] or None
    elif isinstance(initial, str) and initial not in known:
        initial = None
    if initial != field["initial"]:
        change.main.update("custom_fields", field["id"], {"initial": initial})
    if gone:
        many = say_many("{count} task", "{count} tasks", gone)
        change.note(
            "options_gone",
            "custom_fields",
            field["id"],
            say("{many} had an option that is gone", many=many),
        )


class CustomFieldConvert(Command):
    """Makes a field one of another type. Values that mean nothing there go; a note tells how many,
    and names some. A select takes its options from the texts, unless they are given."""

    type: ClassVar[str] = "custom_field.convert"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        old = _field(change, self.id)
        fields = _checked(self.fields)
        if "type" not in fields:
            raise Invalid(say("Say which type it becomes."), field="fields.type")
        project = change.main.get("projects", change.stream) or {}
        people = {r["id"]: r for r in change.workspace.rows("resources")}
        values = change.main.where("custom_values", "field_id", self.id)
        plain: dict[str, Any] = {"options": None, "formula": "", "result": "", "initial": None}
        if fields["type"] == "formula":
            plain["required"] = False
        new = {**old, **{k: v for k, v in plain.items() if k not in fields}, **fields}
        if new["type"] in SELECTS and new["options"] is None:
            texts = [text_of(old, r["value"], project, people) for r in values]
            if old["type"] == "text" and new["type"] == "multi_select":
                texts = [name for text in texts for name in listed_names(text)]
            new["options"] = old["options"] if old["type"] in SELECTS else options_from(texts)
            new["options"] = new["options"] or options_from(["Option 1"])
        change.main.update("custom_fields", self.id, new)
        if new["name"] != old["name"]:
            raise Invalid(say("Rename it by itself."), field="fields.name")
        _settled(change, self.id)
        if new["type"] in SELECTS:
            options_hold(new["options"])
        lost: list[str] = []
        for row in values:
            value = (
                None
                if new["type"] == "formula"
                else converted(old, new, row["value"], project, people)
            )
            if value is None:
                lost.append(text_of(old, row["value"], project, people))
                change.main.delete("custom_values", row["id"])
            else:
                change.main.update("custom_values", row["id"], {"value": value})
        _users_hold(change, new["name"], self.id)
        if values:
            self._tell(change, len(values) - len(lost), lost)

    def _tell(self, change: Change, kept: int, lost: list[str]) -> None:
        told = list(dict.fromkeys(text[:60] for text in lost))[:SHOWN]
        text = (
            say("{kept} kept", kept=kept)
            if not lost
            else say(
                "{kept} kept, {count} emptied: {told}",
                kept=kept,
                count=len(lost),
                told=", ".join(told),
            )
        )
        change.note(
            "converted", "custom_fields", self.id, text, kept=kept, lost=len(lost), shown=told
        )


class CustomFieldDelete(Command):
    """Removes a custom field and its values; undo brings both back."""

    type: ClassVar[str] = "custom_field.delete"

    id: int

    def apply(self, change: Change) -> None:
        field = _field(change, self.id)
        users = users_of(change, field["name"], self.id)
        if users:
            names = ", ".join(f"'{r['name']}'" for r in users)
            raise Invalid(
                say("It is read by the formula {names}: change that first.", names=names),
                field="id",
            )
        for row in change.main.where("custom_values", "field_id", self.id):
            change.main.delete("custom_values", row["id"])
        without_field(change.main, self.id)
        change.main.delete("custom_fields", self.id)


def set_value(
    change: Change,
    field: Row,
    task_id: int,
    value: Value,
    at: str = "value",
    *,
    known: bool = False,
) -> None:
    """Set a task's value of a custom field, or empty it; raise Invalid where it does not fit.
    `known`: a person was found before, by somebody who sees people."""
    rows = change.main.where("custom_values", "task_id", task_id)
    there = next((r for r in rows if r["field_id"] == field["id"]), None)
    if field["type"] == "formula":
        raise Invalid(say("'{name}' is computed by its formula.", name=field["name"]), field=at)
    if value is None or value == [] or (value == "" and field["type"] in ("link", "select")):
        if there is not None and field["required"]:
            raise Invalid(
                say("'{name}' is required: give another value.", name=field["name"]), field=at
            )
        if there is not None:
            change.main.delete("custom_values", there["id"])
        return
    people = None
    if field["type"] == "person" and not known:
        people = {r["id"]: r for r in change.workspace.rows("resources")}
    if not fits(field, value, people):
        raise Invalid(
            say("'{name}' holds {field}.", name=field["name"], field=holds(field)), field=at
        )
    if there is not None:
        change.main.update("custom_values", there["id"], {"value": value})
        return
    values = {"id": change.new_id(), "field_id": field["id"], "task_id": task_id, "value": value}
    change.add(change.main, "custom_values", CUSTOM_VALUES.new_row(values))


class CustomValueSet(Command):
    """Sets a task's value of a custom field; null empties it."""

    type: ClassVar[str] = "custom_value.set"

    field_id: int
    task_id: int
    value: Value

    def apply(self, change: Change) -> None:
        field = _field(change, self.field_id)
        task(change.main, self.task_id)
        set_value(change, field, self.task_id, self.value)


class OneValue(BaseModel):
    """A value of one task; null empties it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    task_id: int
    value: Value


class CustomValueFill(Command):
    """Sets many tasks' values of a custom field at once: filled down, pasted, edited in bulk."""

    type: ClassVar[str] = "custom_value.fill"

    field_id: int
    values: list[OneValue] = Field(min_length=1, max_length=MOST_VALUES)

    def apply(self, change: Change) -> None:
        field = _field(change, self.field_id)
        for number, one in enumerate(self.values):
            task(change.main, one.task_id)
            set_value(change, field, one.task_id, one.value, f"values.{number}.value")


class FormulaDay(Command):
    """Brings formulas that ask what day it is to the present day. The server alone sends it."""

    type: ClassVar[str] = "formula.day"
    internal: ClassVar[bool] = True
    last_wins: ClassVar[bool] = True

    def apply(self, change: Change) -> None:
        now = today(change)
        for row in list(change.main.rows("custom_fields")):
            if row["today"] is not None and row["today"] != now:
                change.main.update("custom_fields", row["id"], {"today": now})


COMMANDS = (
    CustomFieldCreate,
    CustomFieldUpdate,
    CustomFieldConvert,
    CustomFieldDelete,
    CustomValueSet,
    CustomValueFill,
    FormulaDay,
)

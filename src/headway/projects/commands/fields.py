"""Custom fields of a project and their values."""

from __future__ import annotations

from math import isfinite
from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import CUSTOM_FIELDS, CUSTOM_VALUES

SETTABLE = frozenset({"name", "type", "rank", "key"})
MOST_TEXT = 10_000


def _field(change: Change, key: int) -> Row:
    row = change.main.get("custom_fields", key)
    if row is None:
        raise Missing("There is no such custom field.")
    return row


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) - SETTABLE)
    if wrong:
        raise Invalid(f"A custom field has no {wrong[0]} to set.", field=f"fields.{wrong[0]}")
    return fields


class CustomFieldCreate(Command):
    """Adds a field to the project's tasks."""

    type: ClassVar[str] = "custom_field.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        key = self.id if self.id is not None else change.new_id()
        row = CUSTOM_FIELDS.new_row({**_checked(self.fields), "id": key})
        change.add(change.main, "custom_fields", row)


class CustomFieldUpdate(Command):
    """Renames or reorders a custom field; its type stays once it has values."""

    type: ClassVar[str] = "custom_field.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        row = _field(change, self.id)
        new_type = self.fields.get("type", row["type"])
        if new_type != row["type"] and change.main.where("custom_values", "field_id", self.id):
            raise Invalid("It has values already: its type stays.", field="fields.type")
        change.main.update("custom_fields", self.id, _checked(self.fields))


class CustomFieldDelete(Command):
    """Removes a custom field and its values."""

    type: ClassVar[str] = "custom_field.delete"

    id: int

    def apply(self, change: Change) -> None:
        _field(change, self.id)
        for row in change.main.where("custom_values", "field_id", self.id):
            change.main.delete("custom_values", row["id"])
        change.main.delete("custom_fields", self.id)


class CustomValueSet(Command):
    """Sets a task's value of a custom field; null empties it."""

    type: ClassVar[str] = "custom_value.set"

    field_id: int
    task_id: int
    value: str | int | float | bool | None

    def apply(self, change: Change) -> None:
        field = _field(change, self.field_id)
        task(change.main, self.task_id)
        rows = change.main.where("custom_values", "task_id", self.task_id)
        there = next((r for r in rows if r["field_id"] == self.field_id), None)
        if self.value is None:
            if there is not None:
                change.main.delete("custom_values", there["id"])
            return
        if not fits(field["type"], self.value):
            raise Invalid(f"'{field['name']}' holds a {field['type']}.", field="value")
        if there is not None:
            change.main.update("custom_values", there["id"], {"value": self.value})
            return
        values = {
            "id": change.new_id(),
            "field_id": self.field_id,
            "task_id": self.task_id,
            "value": self.value,
        }
        change.add(change.main, "custom_values", CUSTOM_VALUES.new_row(values))


def fits(kind: str, value: Any) -> bool:
    """Whether a value is one of a custom field's type (dates and durations are minutes)."""
    if kind == "text":
        return isinstance(value, str) and len(value) <= MOST_TEXT
    if kind == "flag":
        return isinstance(value, bool)
    if kind in ("date", "duration"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


COMMANDS = (CustomFieldCreate, CustomFieldUpdate, CustomFieldDelete, CustomValueSet)

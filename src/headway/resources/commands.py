"""Changes to calendars, resources and rates."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Table
from headway.resources.records import CALENDARS, RATES, RESOURCES


def checked(table: Table, fields: dict[str, Any]) -> dict[str, Any]:
    """Return `fields`; raise Invalid where one is not a field of `table` that one may set."""
    for name in fields:
        if name not in table.by_name or name == "id" or table.by_name[name].counter:
            raise Invalid(f"{table.name} has no field {name} to set.", field=f"fields.{name}")
    return fields


class _Create(Command):
    table: ClassVar[Table]
    on: ClassVar[str] = "workspace"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        key = self.id if self.id is not None else change.new_id()
        row = self.table.new_row({**checked(self.table, self.fields), "id": key})
        change.add(change.main, self.table.name, row)


class _Update(Command):
    table: ClassVar[Table]
    on: ClassVar[str] = "workspace"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if change.main.get(self.table.name, self.id) is None:
            raise Missing(f"{self.table.name} has no row {self.id}.")
        change.main.update(self.table.name, self.id, checked(self.table, self.fields))


class CalendarCreate(_Create):
    """Adds a calendar."""

    type: ClassVar[str] = "calendar.create"
    capability: ClassVar[str] = "calendars.edit"
    table: ClassVar[Table] = CALENDARS


class CalendarUpdate(_Update):
    """Changes a calendar; plans that use it are recomputed."""

    type: ClassVar[str] = "calendar.update"
    capability: ClassVar[str] = "calendars.edit"
    table: ClassVar[Table] = CALENDARS


class CalendarDelete(Command):
    """Removes a calendar that nothing uses."""

    type: ClassVar[str] = "calendar.delete"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "calendars.edit"

    id: int

    def apply(self, change: Change) -> None:
        if change.main.get("calendars", self.id) is None:
            raise Missing("There is no such calendar.")
        change.main.delete("calendars", self.id)


class ResourceCreate(_Create):
    """Adds a person, a piece of equipment, a role or a material."""

    type: ClassVar[str] = "resource.create"
    capability: ClassVar[str] = "people.edit"
    table: ClassVar[Table] = RESOURCES


class ResourceUpdate(_Update):
    """Changes a resource; plans that it works on are recomputed."""

    type: ClassVar[str] = "resource.update"
    capability: ClassVar[str] = "people.edit"
    table: ClassVar[Table] = RESOURCES


class ResourceDelete(Command):
    """Takes a resource out of use. What it did, and where it is assigned, stays."""

    type: ClassVar[str] = "resource.delete"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "people.edit"

    id: int

    def apply(self, change: Change) -> None:
        if change.main.get("resources", self.id) is None:
            raise Missing("There is no such resource.")
        change.main.update("resources", self.id, {"active": False})


class RateSet(Command):
    """Sets what a resource costs from a day on."""

    type: ClassVar[str] = "rate.set"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "rates.edit"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        fields = checked(RATES, self.fields)
        if not isinstance(fields.get("resource_id"), int):
            raise Invalid("Say whose rate: resource_id.", field="fields.resource_id")
        if change.main.get("resources", fields["resource_id"]) is None:
            raise Missing("There is no such resource.")
        for row in change.main.where("rates", "resource_id", fields.get("resource_id")):
            if row["valid_from"] == fields.get("valid_from"):
                change.main.update("rates", row["id"], fields)
                return
        key = self.id if self.id is not None else change.new_id()
        change.add(change.main, "rates", RATES.new_row({**fields, "id": key}))


COMMANDS = (
    CalendarCreate,
    CalendarUpdate,
    CalendarDelete,
    ResourceCreate,
    ResourceUpdate,
    ResourceDelete,
    RateSet,
)

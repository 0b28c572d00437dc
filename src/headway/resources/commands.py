"""Changes to calendars, resources and rates."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row, Table
from headway.resources.records import CALENDARS, RATES, RESOURCES
from headway.resources.rules import FIRST_DAY, LAST_DAY
from headway.scheduling.plan import STANDARD_WEEK
from headway.words import say


def checked(table: Table, fields: dict[str, Any]) -> dict[str, Any]:
    """Return `fields`; raise Invalid where one is not a field of `table` that one may set."""
    for name in fields:
        if name not in table.by_name or name == "id" or table.by_name[name].counter:
            raise Invalid(
                say("{table} has no field {name} to set.", table=table.name, name=name),
                field=f"fields.{name}",
            )
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
            raise Missing(say("{name} has no row {id}.", name=self.table.name, id=self.id))
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
            raise Missing(say("There is no such calendar."))
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
            raise Missing(say("There is no such resource."))
        change.main.update("resources", self.id, {"active": False})


class Leave(BaseModel):
    """Days on which somebody is away: first and last, since 1970-01-01."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    first: int = Field(ge=FIRST_DAY, le=LAST_DAY)
    last: int = Field(ge=FIRST_DAY, le=LAST_DAY)
    name: str = Field("", max_length=200)


class ResourceLeave(Command):
    """Sends somebody on leave from a day to a day, or takes a leave back.

    Leave stands in a calendar of the person's own; who has none gets one over the calendar that he
    works by now, else over the workspace's first.
    """

    type: ClassVar[str] = "resource.leave"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "people.edit"

    id: int
    add: list[Leave] = Field(default_factory=list, max_length=200)
    remove: list[Leave] = Field(default_factory=list, max_length=200)

    def apply(self, change: Change) -> None:
        row = change.main.get("resources", self.id)
        if row is None:
            raise Missing(say("There is no such resource."))
        if not self.add and not self.remove:
            raise Invalid(say("Say which leave."), field="add")
        for number, leave in enumerate(self.add):
            if leave.last < leave.first:
                raise Invalid(say("Leave must end after it starts."), field=f"add.{number}.last")
        calendar = own_calendar(change, row, make=bool(self.add))
        kept = list((calendar or {}).get("exceptions") or ())
        for number, leave in enumerate(self.remove):
            found = [
                e
                for e in kept
                if is_leave(e) and (e["first"], e["last"]) == (leave.first, leave.last)
            ]
            if not found:
                raise Missing(say("There is no such leave."), field=f"remove.{number}")
            kept.remove(found[0])
        # In front: where two cover a day, the first one counts.
        fresh = [
            {"name": o.name, "first": o.first, "last": o.last, "intervals": []} for o in self.add
        ]
        if calendar is not None:
            change.main.update("calendars", calendar["id"], {"exceptions": [*fresh, *kept]})


def is_leave(exception: dict[str, Any]) -> bool:
    """Whether an exception of somebody's own calendar is time off."""
    return not exception.get("intervals")


def own_calendar(change: Change, resource: Row, *, make: bool) -> Row | None:
    """Return the calendar that is a resource's alone; with `make` it comes into being."""
    draft = change.main
    calendar = draft.get("calendars", resource["calendar_id"])
    if calendar is not None and calendar["base_id"] is not None and not calendar["country"]:
        others = draft.where("resources", "calendar_id", calendar["id"])
        below = draft.where("calendars", "base_id", calendar["id"])
        if [r["id"] for r in others] == [resource["id"]] and not below:
            return calendar
    if not make:
        return None
    base = calendar
    if base is None:
        shared = [
            c for c in draft.rows("calendars") if c["base_id"] is None and c["project_id"] is None
        ]
        base = min(shared, key=lambda c: (not c["country"], c["id"]), default=None)
    values = {
        "id": change.new_id(),
        "name": resource["name"],
        "base_id": None if base is None else base["id"],
        "week": None
        if base is not None
        else [[list(i) for i in day or ()] for day in STANDARD_WEEK],
    }
    row = change.add(draft, "calendars", CALENDARS.new_row(values))
    draft.update("resources", resource["id"], {"calendar_id": row["id"]})
    change.note(
        "calendar_added",
        "calendars",
        row["id"],
        say("{name} has an own calendar", name=resource["name"]),
    )
    return row


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
            raise Invalid(say("Say whose rate: resource_id."), field="fields.resource_id")
        if change.main.get("resources", fields["resource_id"]) is None:
            raise Missing(say("There is no such resource."))
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
    ResourceLeave,
    RateSet,
)

"""Who works on what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import ASSIGNMENTS
from headway.resources.records import RESOURCES

FIXED = frozenset({"id", "task_id", "resource_id"})
FULL = 10_000


class Assignee(BaseModel):
    """A resource by key, or by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    resource_id: int | None = None
    name: str | None = None
    units: int | None = None


def resource_named(change: Change, name: str) -> Row:
    """Return the resource of that name (or initials, or first name if only one has it).

    An unknown name becomes a placeholder in the same change.
    """
    wanted = name.strip().casefold()
    if not wanted:
        raise Invalid("A name is empty.", field="resources")
    active = [r for r in change.workspace.rows("resources") if r["active"]]
    ways: tuple[Callable[[Row], str], ...] = (
        lambda r: str(r["name"]),
        lambda r: str(r["initials"]),
        lambda r: str(r["email"]),
        lambda r: str(r["name"]).split(" ")[0],
    )
    for way in ways:
        found = [r for r in active if way(r).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    values = {"id": change.new_id(), "name": name.strip(), "placeholder": True}
    row = change.add(change.workspace, "resources", RESOURCES.new_row(values))
    change.note("resource_added", "resources", row["id"], f"New placeholder {row['name']}")
    return row


def assign(change: Change, task_id: int, resource: Row, units: int | None = None) -> Row:
    """Insert an assignment; raise Invalid where it is there already."""
    for row in change.main.where("assignments", "task_id", task_id):
        if row["resource_id"] == resource["id"]:
            raise Invalid(f"{resource['name']} is assigned already.", field="resource_id")
    values = {
        "id": change.new_id(),
        "task_id": task_id,
        "resource_id": resource["id"],
        "units": FULL if units is None else units,
    }
    return change.add(change.main, "assignments", ASSIGNMENTS.new_row(values))


class TaskAssign(Command):
    """Makes a task's assignments equal to a list, keeping those that stay the same."""

    type: ClassVar[str] = "task.assign"
    workspace_too: ClassVar[bool] = True

    id: int
    resources: list[Assignee]

    def apply(self, change: Change) -> None:
        task(change.main, self.id)
        there = {r["resource_id"]: r for r in change.main.where("assignments", "task_id", self.id)}
        wanted: dict[int, tuple[Row, int | None]] = {}
        for number, assignee in enumerate(self.resources):
            row: Row | None
            if assignee.resource_id is not None:
                row = change.workspace.get("resources", assignee.resource_id)
            else:
                row = resource_named(change, assignee.name or "")
            if row is None:
                raise Missing("There is no such person.", field=f"resources.{number}")
            wanted[row["id"]] = (row, assignee.units)
        for key, old in there.items():
            if key not in wanted:
                change.main.delete("assignments", old["id"])
        for key, (row, units) in wanted.items():
            if key not in there:
                assign(change, self.id, row, units)
            elif units is not None:
                change.main.update("assignments", there[key]["id"], {"units": units})


class AssignmentCreate(Command):
    """Assigns a resource to a task."""

    type: ClassVar[str] = "assignment.create"

    id: int | None = None
    task_id: int
    resource_id: int
    fields: dict[str, Any] = Field(default_factory=dict)

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        resource = change.workspace.get("resources", self.resource_id)
        if resource is None:
            raise Missing("There is no such person.")
        for row in change.main.where("assignments", "task_id", self.task_id):
            if row["resource_id"] == self.resource_id:
                raise Invalid(f"{resource['name']} is assigned already.", field="resource_id")
        values = {
            **_checked(self.fields),
            "id": self.id if self.id is not None else change.new_id(),
            "task_id": self.task_id,
            "resource_id": self.resource_id,
        }
        change.add(change.main, "assignments", ASSIGNMENTS.new_row(values))


class AssignmentUpdate(Command):
    """Changes units, work or delay of an assignment."""

    type: ClassVar[str] = "assignment.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if change.main.get("assignments", self.id) is None:
            raise Missing("There is no such assignment.")
        change.main.update("assignments", self.id, _checked(self.fields))


class AssignmentDelete(Command):
    """Takes resources off tasks."""

    type: ClassVar[str] = "assignment.delete"

    ids: list[int] = Field(min_length=1)

    def apply(self, change: Change) -> None:
        for key in self.ids:
            if change.main.get("assignments", key) is None:
                raise Missing("There is no such assignment.")
            change.main.delete("assignments", key)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    for name in fields:
        if name not in ASSIGNMENTS.by_name or name in FIXED:
            raise Invalid(f"An assignment has no field {name} to set.", field=f"fields.{name}")
    return fields


COMMANDS = (TaskAssign, AssignmentCreate, AssignmentUpdate, AssignmentDelete)

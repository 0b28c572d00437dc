"""Links between tasks."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import LINKS
from headway.words import say

LinkType = Literal["FS", "SS", "FF", "SF"]
LagKind = Literal["working", "elapsed", "percent"]
SETTABLE = frozenset({"type", "lag", "lag_kind", "lag_unit"})


class Incoming(BaseModel):
    """One link as a successor lists it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    predecessor_id: int
    type: LinkType = "FS"
    lag: int = 0
    lag_kind: LagKind = "working"
    lag_unit: str = "d"


def add_link(change: Change, key: int | None, values: dict[str, Any]) -> Row:
    """Insert a link; raise Missing or Invalid where its ends do not allow it."""
    before = task(change.main, values["predecessor_id"])
    after = task(change.main, values["successor_id"])
    if before["id"] == after["id"]:
        raise Invalid(
            say("'{name}' cannot depend on itself.", name=after["name"]), field="predecessor_id"
        )
    for row in change.main.where("links", "successor_id", after["id"]):
        if row["predecessor_id"] == before["id"]:
            raise Invalid(
                say(
                    "'{before}' and '{after}' are linked already: change that link.",
                    before=before["name"],
                    after=after["name"],
                ),
                field="predecessor_id",
            )
    row = {**values, "id": key if key is not None else change.new_id()}
    return change.add(change.main, "links", LINKS.new_row(row))


class LinkCreate(Command):
    """Links two tasks."""

    type: ClassVar[str] = "link.create"

    id: int | None = None
    predecessor_id: int
    successor_id: int
    link_type: LinkType = Field(default="FS", alias="type")
    lag: int = 0
    lag_kind: LagKind = "working"
    lag_unit: str = "d"

    def apply(self, change: Change) -> None:
        add_link(
            change,
            self.id,
            {
                "predecessor_id": self.predecessor_id,
                "successor_id": self.successor_id,
                "type": self.link_type,
                "lag": self.lag,
                "lag_kind": self.lag_kind,
                "lag_unit": self.lag_unit,
            },
        )


class LinkUpdate(Command):
    """Changes a link's type or lag; its ends stay."""

    type: ClassVar[str] = "link.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if change.main.get("links", self.id) is None:
            raise Missing(say("There is no such link."))
        wrong = sorted(set(self.fields) - SETTABLE)
        if wrong:
            raise Invalid(
                say("A link has no field {wrong} to set.", wrong=wrong[0]),
                field=f"fields.{wrong[0]}",
            )
        change.main.update("links", self.id, self.fields)


class LinkDelete(Command):
    """Removes links."""

    type: ClassVar[str] = "link.delete"

    ids: list[int] = Field(min_length=1)

    def apply(self, change: Change) -> None:
        for key in self.ids:
            if change.main.get("links", key) is None:
                raise Missing(say("There is no such link."))
            change.main.delete("links", key)


class TaskPredecessors(Command):
    """Makes the links into a task equal to a list, keeping those that stay the same."""

    type: ClassVar[str] = "task.predecessors"

    id: int
    links: list[Incoming]

    def apply(self, change: Change) -> None:
        task(change.main, self.id)
        there = {
            row["predecessor_id"]: row
            for row in change.main.where("links", "successor_id", self.id)
        }
        wanted: set[int] = set()
        for link in self.links:
            if link.predecessor_id in wanted:
                raise Invalid(say("A predecessor is named twice."), field="links")
            wanted.add(link.predecessor_id)
        for key, row in there.items():
            if key not in wanted:
                change.main.delete("links", row["id"])
        for link in self.links:
            values = link.model_dump()
            known = there.get(link.predecessor_id)
            if known is None:
                add_link(change, None, {**values, "successor_id": self.id})
            else:
                change.main.update("links", known["id"], {n: values[n] for n in SETTABLE})


COMMANDS = (LinkCreate, LinkUpdate, LinkDelete, TaskPredecessors)

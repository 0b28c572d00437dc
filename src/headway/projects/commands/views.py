"""Saved views that all who work in a project share."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.projects.records import SAVED_VIEWS
from headway.words import say

SETTABLE = frozenset({"name", "kind", "filter", "grouping", "sorting", "colour", "columns", "zoom"})
MOST = 200


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) - SETTABLE)
    if wrong:
        raise Invalid(
            say("A saved view has no {wrong} to set.", wrong=wrong[0]), field=f"fields.{wrong[0]}"
        )
    name = fields.get("name")
    return {**fields, "name": name.strip()} if isinstance(name, str) else fields


def _there(change: Change, key: int) -> None:
    if change.main.get("saved_views", key) is None:
        raise Missing(say("There is no such saved view."))


class ViewCreate(Command):
    """Saves a way of looking at the tasks under a name, for all."""

    type: ClassVar[str] = "view.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("saved_views")) >= MOST:
            raise Invalid(
                say("A project has at most {most} shared views.", most=MOST), field="fields"
            )
        key = self.id if self.id is not None else change.new_id()
        values = {**_checked(self.fields), "id": key, "user_id": change.actor.id}
        change.add(change.main, "saved_views", SAVED_VIEWS.new_row(values))


class ViewUpdate(Command):
    """Renames a shared view, or changes what it shows."""

    type: ClassVar[str] = "view.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        _there(change, self.id)
        change.main.update("saved_views", self.id, _checked(self.fields))


class ViewDelete(Command):
    """Removes a shared view; undo brings it back under the same key."""

    type: ClassVar[str] = "view.delete"

    id: int

    def apply(self, change: Change) -> None:
        _there(change, self.id)
        change.main.delete("saved_views", self.id)


COMMANDS = (ViewCreate, ViewUpdate, ViewDelete)

"""Releases: what is to be delivered together."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.projects.commands.sprints import MOST_ITEMS, checked
from headway.projects.outline import task
from headway.projects.records import RELEASE_ITEMS, RELEASES
from headway.words import mark, say

SETTABLE = frozenset({"name", "description", "date", "released"})
MOST_RELEASES = 1000


def _there(change: Change, key: int, field: str = "id") -> None:
    if change.main.get("releases", key) is None:
        raise Missing(say("There is no such release."), field=field)


class ReleaseCreate(Command):
    """Plans a release."""

    type: ClassVar[str] = "release.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("releases")) >= MOST_RELEASES:
            raise Invalid(
                say("A project has at most {most_releases} releases.", most_releases=MOST_RELEASES),
                field="fields",
            )
        key = self.id if self.id is not None else change.new_id()
        values = {**checked(self.fields, SETTABLE, mark("A release")), "id": key}
        change.add(change.main, "releases", RELEASES.new_row(values))


class ReleaseUpdate(Command):
    """Changes a release, or says that it is out."""

    type: ClassVar[str] = "release.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        _there(change, self.id)
        change.main.update("releases", self.id, checked(self.fields, SETTABLE, mark("A release")))


class ReleaseDelete(Command):
    """Deletes a release; its tasks stay."""

    type: ClassVar[str] = "release.delete"

    id: int

    def apply(self, change: Change) -> None:
        _there(change, self.id)
        for row in change.main.where("release_items", "release_id", self.id):
            change.main.delete("release_items", row["id"])
        change.main.delete("releases", self.id)


class ReleaseAssign(Command):
    """Says for which release tasks are, or (null) for none."""

    type: ClassVar[str] = "release.assign"
    last_wins: ClassVar[bool] = True

    ids: list[int] = Field(min_length=1, max_length=MOST_ITEMS)
    release_id: int | None

    def apply(self, change: Change) -> None:
        draft = change.main
        if self.release_id is not None:
            _there(change, self.release_id, "release_id")
        for key in dict.fromkeys(self.ids):
            task(draft, key)
            there = draft.where("release_items", "task_id", key)
            if self.release_id is None:
                for row in there:
                    draft.delete("release_items", row["id"])
            elif there:
                draft.update("release_items", there[0]["id"], {"release_id": self.release_id})
            else:
                values = {"id": change.new_id(), "task_id": key, "release_id": self.release_id}
                draft.insert("release_items", RELEASE_ITEMS.new_row(values))


COMMANDS = (ReleaseCreate, ReleaseUpdate, ReleaseDelete, ReleaseAssign)

"""How tasks belong together without one moving the other's dates."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Missing
from headway.projects.outline import task
from headway.projects.records import TASK_RELATIONS
from headway.words import say

RelationKind = Literal["relates", "duplicates", "causes"]


class RelationCreate(Command):
    """Says that a task relates to another, duplicates it or causes it. It moves no date."""

    type: ClassVar[str] = "relation.create"

    id: int | None = None
    task_id: int
    other_id: int
    kind: RelationKind = "relates"

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        task(change.main, self.other_id)
        values = {
            "id": change.new_id() if self.id is None else self.id,
            "task_id": self.task_id,
            "other_id": self.other_id,
            "kind": self.kind,
        }
        change.add(change.main, "task_relations", TASK_RELATIONS.new_row(values))


class RelationDelete(Command):
    """Takes relations away."""

    type: ClassVar[str] = "relation.delete"

    ids: list[int] = Field(min_length=1, max_length=2000)

    def apply(self, change: Change) -> None:
        for key in dict.fromkeys(self.ids):
            if change.main.get("task_relations", key) is None:
                raise Missing(say("There is no such relation."))
            change.main.delete("task_relations", key)


COMMANDS = (RelationCreate, RelationDelete)

"""Items to tick off on a task: its checklist and its criteria of acceptance."""

from __future__ import annotations

from datetime import UTC
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.checklists import MOST_ITEMS, follow, items_of
from headway.projects.outline import task
from headway.projects.ranking import place_beside, ranks_at
from headway.projects.records import CHECKLIST_ITEMS
from headway.words import say

ChecklistKind = Literal["checklist", "acceptance"]


def _item(change: Change, key: int) -> Row:
    row = change.main.get("checklist_items", key)
    if row is None:
        raise Missing(say("There is no such item."))
    return row


def _ranks(
    change: Change,
    task_id: int,
    kind: str,
    count: int,
    after: int | None,
    before: int | None,
    leaving: int | None = None,
) -> list[str]:
    """Return ranks beside an item of the same list, or last; `leaving` is about to go."""
    rows = [r for r in items_of(change.main, task_id, kind) if r["id"] != leaving]
    place = place_beside(
        rows, after, before, lambda key: say("Item {key} is not in this list.", key=key)
    )
    return ranks_at(change.main, "checklist_items", rows, place, count)


class ItemIn(BaseModel):
    """A new item; without `id` the server gives one."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: int | None = None
    text: str


class ChecklistAdd(Command):
    """Adds items to a task, in the order in which they are given: beside another of their kind, or last."""

    type: ClassVar[str] = "checklist.add"
    last_wins: ClassVar[bool] = True

    task_id: int
    kind: ChecklistKind = "checklist"
    items: list[ItemIn] = Field(min_length=1, max_length=MOST_ITEMS)
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        many = len(self.items)
        ranks = _ranks(change, self.task_id, self.kind, many, self.after_id, self.before_id)
        for item, rank in zip(self.items, ranks, strict=True):
            values = {
                "id": change.new_id() if item.id is None else item.id,
                "task_id": self.task_id,
                "kind": self.kind,
                "text": item.text.strip(),
                "rank": rank,
            }
            change.add(change.main, "checklist_items", CHECKLIST_ITEMS.new_row(values))
        follow(change, self.task_id)


class ChecklistUpdate(Command):
    """Says an item in other words."""

    type: ClassVar[str] = "checklist.update"

    id: int
    text: str

    def apply(self, change: Change) -> None:
        _item(change, self.id)
        change.main.update("checklist_items", self.id, {"text": self.text.strip()})


class ChecklistTick(Command):
    """Ticks items off, or (`done: false`) says that they are open again.

    Who did and when is kept. One that is ticked off already stays as it was ticked off.
    """

    type: ClassVar[str] = "checklist.tick"
    capability: ClassVar[str] = "plan.progress"
    last_wins: ClassVar[bool] = True

    ids: list[int] = Field(min_length=1, max_length=MOST_ITEMS)
    done: bool = True

    def apply(self, change: Change) -> None:
        rows = [_item(change, key) for key in dict.fromkeys(self.ids)]
        at = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        values: dict[str, Any] = {"done": False, "done_by": None, "done_name": "", "done_at": ""}
        if self.done:
            values = {
                "done": True,
                "done_by": change.actor.id,
                "done_name": change.actor.name,
                "done_at": at,
            }
        for row in rows:
            if row["done"] != self.done:
                change.main.update("checklist_items", row["id"], values)
        for key in dict.fromkeys(row["task_id"] for row in rows):
            follow(change, key)


class ChecklistMove(Command):
    """Puts an item beside another of its list, or last."""

    type: ClassVar[str] = "checklist.move"
    last_wins: ClassVar[bool] = True

    id: int
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        row = _item(change, self.id)
        if self.id in (self.after_id, self.before_id):
            raise Invalid(say("An item cannot be placed beside itself."), field="after_id")
        (rank,) = _ranks(
            change, row["task_id"], row["kind"], 1, self.after_id, self.before_id, self.id
        )
        change.main.update("checklist_items", self.id, {"rank": rank})


class ChecklistDelete(Command):
    """Removes items."""

    type: ClassVar[str] = "checklist.delete"
    last_wins: ClassVar[bool] = True

    ids: list[int] = Field(min_length=1, max_length=MOST_ITEMS)

    def apply(self, change: Change) -> None:
        rows = [_item(change, key) for key in dict.fromkeys(self.ids)]
        for row in rows:
            change.main.delete("checklist_items", row["id"])
        for key in dict.fromkeys(row["task_id"] for row in rows):
            follow(change, key)


COMMANDS = (ChecklistAdd, ChecklistUpdate, ChecklistTick, ChecklistMove, ChecklistDelete)

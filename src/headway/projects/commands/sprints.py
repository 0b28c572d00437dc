"""Sprints and the backlog: planning, starting and completing them, ranking and moving items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, ClassVar

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import SPRINT_ITEMS, SPRINTS
from headway.projects.sprints import (
    OPEN,
    backlog_of,
    is_done,
    items_of,
    sprint,
    sprint_of,
)
from headway.projects.workflow import in_order, ranks_beside

SETTABLE = frozenset({"name", "goal", "start", "finish"})
MOST_SPRINTS = 1000
MOST_ITEMS = 10_000


def checked(fields: dict[str, Any], known: frozenset[str], what: str) -> dict[str, Any]:
    """Return `fields`, the name without blanks around it; raise Invalid for one not known."""
    wrong = sorted(set(fields) - known)
    if wrong:
        raise Invalid(f"{what} has no {wrong[0]} to set.", field=f"fields.{wrong[0]}")
    name = fields.get("name")
    return {**fields, "name": name.strip()} if isinstance(name, str) else fields


def put(change: Change, key: int, sprint_id: int | None) -> None:
    """Put a task into a sprint, or with None into none."""
    draft = change.main
    there = sprint_of(draft, key)
    if sprint_id is None:
        if there is not None:
            draft.delete("sprint_items", there["id"])
    elif there is None:
        values = {"id": change.new_id(), "task_id": key, "sprint_id": sprint_id}
        draft.insert("sprint_items", SPRINT_ITEMS.new_row(values))
    elif there["sprint_id"] != sprint_id:
        draft.update("sprint_items", there["id"], {"sprint_id": sprint_id})


def place(
    change: Change,
    keys: Sequence[int],
    sprint_id: int | None,
    *,
    after: int | None = None,
    before: int | None = None,
    first: bool = False,
) -> None:
    """Put tasks in their order into a sprint or the backlog, beside one of its items, else last."""
    draft = change.main
    listed = items_of(draft, sprint_id) if sprint_id else backlog_of(draft, change.stream)
    moved = frozenset(keys)
    rows = [row for row in listed if row["id"] not in moved]
    ranks = ranks_beside(
        rows,
        len(keys),
        after=after,
        before=before,
        refusal=lambda key: f"Task {key} is not in that list.",
        otherwise=0 if first else None,
    )
    for key, rank in zip(keys, ranks, strict=True):
        draft.update("tasks", key, {"board_rank": rank})
        put(change, key, sprint_id)


class SprintCreate(Command):
    """Plans a sprint."""

    type: ClassVar[str] = "sprint.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("sprints")) >= MOST_SPRINTS:
            raise Invalid(f"A project has at most {MOST_SPRINTS} sprints.", field="fields")
        key = self.id if self.id is not None else change.new_id()
        values = {**checked(self.fields, SETTABLE, "A sprint"), "id": key}
        change.add(change.main, "sprints", SPRINTS.new_row(values))


class SprintUpdate(Command):
    """Changes name, goal or days of a sprint."""

    type: ClassVar[str] = "sprint.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        sprint(change.main, self.id)
        change.main.update("sprints", self.id, checked(self.fields, SETTABLE, "A sprint"))


class SprintDelete(Command):
    """Deletes a sprint that is not under way. What is undone in it goes to the top of the backlog."""

    type: ClassVar[str] = "sprint.delete"

    id: int

    def apply(self, change: Change) -> None:
        row = sprint(change.main, self.id)
        if row["state"] == "active":
            raise Invalid(f"'{row['name']}' is under way: complete it first.", field="id")
        carry(change, row, None)
        for item in change.main.where("sprint_items", "sprint_id", self.id):
            change.main.delete("sprint_items", item["id"])
        change.main.delete("sprints", self.id)


class SprintStart(Command):
    """Starts a sprint: what is in it is what the team commits to. `fields` as in `sprint.update`."""

    type: ClassVar[str] = "sprint.start"

    id: int
    fields: dict[str, Any] = Field(default_factory=dict)

    def apply(self, change: Change) -> None:
        draft = change.main
        row = sprint(draft, self.id)
        if row["state"] != "planned":
            said = "under way" if row["state"] == "active" else "over"
            raise Invalid(f"'{row['name']}' is {said} already.", field="id")
        if not items_of(draft, self.id):
            raise Invalid(f"Nothing is in '{row['name']}' yet: put items into it.", field="id")
        values = checked(self.fields, SETTABLE, "A sprint")
        draft.update("sprints", self.id, {**values, "state": "active"})


class SprintComplete(Command):
    """Completes a sprint. What is not done goes to the top of another sprint, or of the backlog."""

    type: ClassVar[str] = "sprint.complete"

    id: int
    to_id: int | None = None

    def apply(self, change: Change) -> None:
        draft = change.main
        row = sprint(draft, self.id)
        if row["state"] != "active":
            raise Invalid(f"'{row['name']}' is not under way.", field="id")
        to = None if self.to_id is None else sprint(draft, self.to_id, "to_id")
        if to is not None and (to["state"] not in OPEN or to["id"] == self.id):
            raise Invalid("What is left goes to a sprint that is not over.", field="to_id")
        carried = carry(change, row, None if to is None else to["id"])
        at = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        draft.update("sprints", self.id, {"state": "complete", "completed_at": at})
        if carried:
            many = "1 item goes" if len(carried) == 1 else f"{len(carried)} items go"
            where = "the backlog" if to is None else f"'{to['name']}'"
            change.note("carried_over", "sprints", self.id, f"{many} on to {where}")


def carry(change: Change, row: Row, to: int | None) -> list[int]:
    """Move what is not done in a sprint to the top of another, or of the backlog; return the keys."""
    columns = in_order(change.main.rows("statuses"))
    left = [r["id"] for r in items_of(change.main, row["id"]) if not is_done(columns, r)]
    if left:
        place(change, left, to, first=True)
    return left


class BacklogMove(Command):
    """Moves tasks, in the order in which they are given, into a sprint or (null) the backlog: beside
    an item of it, else last."""

    type: ClassVar[str] = "backlog.move"
    last_wins: ClassVar[bool] = True

    ids: list[int] = Field(min_length=1, max_length=MOST_ITEMS)
    sprint_id: int | None
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        draft = change.main
        keys = list(dict.fromkeys(self.ids))
        for key in keys:
            row = task(draft, key)
            if draft.where("tasks", "parent_id", key):
                raise Invalid(
                    f"'{row['name']}' is a summary: its tasks go into sprints.", field="ids"
                )
        if self.after_id in keys or self.before_id in keys:
            raise Invalid("An item cannot be placed beside itself.", field="after_id")
        if self.sprint_id is not None:
            to = sprint(draft, self.sprint_id, "sprint_id")
            if to["state"] not in OPEN:
                raise Invalid(f"'{to['name']}' is over: nothing goes into it.", field="sprint_id")
        place(change, keys, self.sprint_id, after=self.after_id, before=self.before_id)


COMMANDS = (
    SprintCreate,
    SprintUpdate,
    SprintDelete,
    SprintStart,
    SprintComplete,
    BacklogMove,
)

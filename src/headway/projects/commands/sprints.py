"""Sprints and the backlog: planning, starting and completing them, ranking and moving items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    first_moment,
    held_by,
    is_done,
    items_of,
    sprint,
    sprint_of,
)
from headway.projects.status import now_in
from headway.projects.workflow import in_order, ranks_beside
from headway.scheduling.moments import DAY, words
from headway.words import mark, say, say_many

SETTABLE = frozenset({"name", "goal", "start", "finish"})
MOST_SPRINTS = 1000
MOST_ITEMS = 10_000


def checked(fields: dict[str, Any], known: frozenset[str], what: str) -> dict[str, Any]:
    """Return `fields`, the name without blanks around it; raise Invalid for one not known."""
    wrong = sorted(set(fields) - known)
    if wrong:
        raise Invalid(
            say("{what} has no {wrong} to set.", what=say(what), wrong=wrong[0]),
            field=f"fields.{wrong[0]}",
        )
    name = fields.get("name")
    return {**fields, "name": name.strip()} if isinstance(name, str) else fields


def put(change: Change, key: int, sprint_id: int | None) -> Row | None:
    """Put a task into a sprint, or with None into none; return the sprint that it was in."""
    draft = change.main
    there = sprint_of(draft, key)
    before = None if there is None else draft.get("sprints", there["sprint_id"])
    if sprint_id is None:
        if there is not None:
            draft.delete("sprint_items", there["id"])
    elif there is None:
        values = {"id": change.new_id(), "task_id": key, "sprint_id": sprint_id}
        draft.insert("sprint_items", SPRINT_ITEMS.new_row(values))
    elif there["sprint_id"] != sprint_id:
        draft.update("sprint_items", there["id"], {"sprint_id": sprint_id})
    return before


def go_along(change: Change, left: Mapping[int, Row | None], sprint_id: int | None) -> None:
    """Let tasks that are held to the first day of a sprint go along with it, and tell.

    `left` says which sprint each was in, as it was. Held tasks start with the sprint that they are in
    now; out of one, or in one without days, they are held no more.
    """
    draft = change.main
    to = None if sprint_id is None else draft.get("sprints", sprint_id)
    at = None if to is None else first_moment(draft, change.stream, to)
    held = [key for key, row in left.items() if row and held_by(draft, change.stream, key, row)]
    moved = [k for k in held if (draft.get("tasks", k) or {})["constraint_date"] != at]
    values = {"constraint": "snet" if at is not None else "asap", "constraint_date": at}
    for key in moved:
        draft.update("tasks", key, values)
    if not moved:
        return
    if at is not None and to is not None:
        code, text = (
            "constraint_set",
            say("Not before {at}, the first day of '{name}'", at=words(at), name=to["name"]),
        )
    else:
        code, text = "constraint_removed", say("No longer held to the first day of its sprint")
    if len(moved) == 1:
        change.note(code, "tasks", moved[0], text)
    else:
        text = say("{count} items: {text}", count=len(moved), text=text[0].lower() + text[1:])
        table, about = ("projects", change.stream) if to is None else ("sprints", to["id"])
        change.note("held_days", table, about, text)


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
        refusal=lambda key: say("Task {key} is not in that list.", key=key),
        otherwise=0 if first else None,
    )
    left: dict[int, Row | None] = {}
    for key, rank in zip(keys, ranks, strict=True):
        draft.update("tasks", key, {"board_rank": rank})
        left[key] = put(change, key, sprint_id)
    go_along(change, left, sprint_id)
    made = frozenset(change.created.get("tasks", ()))
    if sprint_id is not None and made:
        begin(change, [key for key in keys if key in made], sprint_id)


def begin(change: Change, keys: Sequence[int], sprint_id: int) -> None:
    """Let tasks that come into being within a sprint start no earlier than its first day, or today
    where that is one of its days; tell so. Where a date was said with them, that holds."""
    draft = change.main
    to, project = draft.get("sprints", sprint_id), draft.get("projects", change.stream)
    at = None if to is None else first_moment(draft, change.stream, to)
    if to is None or project is None or at is None:
        return
    today = now_in(project["zone"], change.now) // DAY * DAY
    within = isinstance(to["finish"], int) and to["start"] < today < to["finish"]
    if within:
        at = today + project["day_start"]
    for key in keys:
        row = draft.get("tasks", key) or {}
        if row.get("constraint") != "asap" or row["mode"] != "auto" or row["actual_start"]:
            continue
        draft.update("tasks", key, {"constraint": "snet", "constraint_date": at})
        why = f"in '{to['name']}'" if within else say("the first day of '{name}'", name=to["name"])
        change.note(
            "constraint_set", "tasks", key, say("Not before {at}, {why}", at=words(at), why=why)
        )


def update(change: Change, row: Row, values: dict[str, Any]) -> None:
    """Write fields of a sprint; what is held to its first day goes along."""
    items = items_of(change.main, row["id"]) if "start" in values else []
    change.main.update("sprints", row["id"], values)
    go_along(change, {item["id"]: row for item in items}, row["id"])


class SprintCreate(Command):
    """Plans a sprint."""

    type: ClassVar[str] = "sprint.create"

    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if sum(1 for _ in change.main.rows("sprints")) >= MOST_SPRINTS:
            raise Invalid(
                say("A project has at most {most_sprints} sprints.", most_sprints=MOST_SPRINTS),
                field="fields",
            )
        key = self.id if self.id is not None else change.new_id()
        values = {**checked(self.fields, SETTABLE, mark("A sprint")), "id": key}
        change.add(change.main, "sprints", SPRINTS.new_row(values))


class SprintUpdate(Command):
    """Changes name, goal or days of a sprint. What is held to its first day goes along."""

    type: ClassVar[str] = "sprint.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        row = sprint(change.main, self.id)
        update(change, row, checked(self.fields, SETTABLE, mark("A sprint")))


class SprintDelete(Command):
    """Deletes a sprint that is not under way. What is undone in it goes to the top of the backlog."""

    type: ClassVar[str] = "sprint.delete"

    id: int

    def apply(self, change: Change) -> None:
        row = sprint(change.main, self.id)
        if row["state"] == "active":
            raise Invalid(
                say("'{name}' is under way: complete it first.", name=row["name"]), field="id"
            )
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
            said = say("under way") if row["state"] == "active" else "over"
            raise Invalid(
                say("'{name}' is {said} already.", name=row["name"], said=said), field="id"
            )
        if not items_of(draft, self.id):
            raise Invalid(
                say("Nothing is in '{name}' yet: put items into it.", name=row["name"]), field="id"
            )
        values = checked(self.fields, SETTABLE, mark("A sprint"))
        update(change, row, {**values, "state": "active"})


class SprintComplete(Command):
    """Completes a sprint. What is not done goes to the top of another sprint, or of the backlog."""

    type: ClassVar[str] = "sprint.complete"

    id: int
    to_id: int | None = None

    def apply(self, change: Change) -> None:
        draft = change.main
        row = sprint(draft, self.id)
        if row["state"] != "active":
            raise Invalid(say("'{name}' is not under way.", name=row["name"]), field="id")
        to = None if self.to_id is None else sprint(draft, self.to_id, "to_id")
        if to is not None and (to["state"] not in OPEN or to["id"] == self.id):
            raise Invalid(say("What is left goes to a sprint that is not over."), field="to_id")
        carried = carry(change, row, None if to is None else to["id"])
        at = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        draft.update("sprints", self.id, {"state": "complete", "completed_at": at})
        if carried:
            text = (
                say_many(
                    "{count} item goes on to the backlog",
                    "{count} items go on to the backlog",
                    len(carried),
                )
                if to is None
                else say_many(
                    "{count} item goes on to '{sprint}'",
                    "{count} items go on to '{sprint}'",
                    len(carried),
                    sprint=to["name"],
                )
            )
            change.note(
                "carried_over",
                "sprints",
                self.id,
                text,
            )


def carry(change: Change, row: Row, to: int | None) -> list[int]:
    """Move what is not done in a sprint to the top of another, or of the backlog; return the keys."""
    columns = in_order(change.main.rows("statuses"))
    left = [r["id"] for r in items_of(change.main, row["id"]) if not is_done(columns, r)]
    if left:
        place(change, left, to, first=True)
    return left


class BacklogMove(Command):
    """Moves tasks, in the order in which they are given, into a sprint or (null) the backlog: beside
    an item of it, else last. What is held to the first day of the sprint that it leaves goes along."""

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
                    say("'{name}' is a summary: its tasks go into sprints.", name=row["name"]),
                    field="ids",
                )
        if self.after_id in keys or self.before_id in keys:
            raise Invalid(say("An item cannot be placed beside itself."), field="after_id")
        if self.sprint_id is not None:
            to = sprint(draft, self.sprint_id, "sprint_id")
            if to["state"] not in OPEN:
                raise Invalid(
                    say("'{name}' is over: nothing goes into it.", name=to["name"]),
                    field="sprint_id",
                )
        place(change, keys, self.sprint_id, after=self.after_id, before=self.before_id)


COMMANDS = (
    SprintCreate,
    SprintUpdate,
    SprintDelete,
    SprintStart,
    SprintComplete,
    BacklogMove,
)

"""The board: its columns, and the cards in them."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.state import Draft
from headway.projects.commands.types import entered
from headway.projects.outline import task
from headway.projects.ranking import place_beside, ranks_at
from headway.projects.records import CATEGORIES, STATUSES
from headway.projects.types import may_move, without_status
from headway.projects.workflow import (
    begin,
    cards_in,
    in_order,
    places,
    progress_by,
    put,
    status,
    status_of,
    told,
)
from headway.words import say, say_many

SETTABLE = frozenset({"name", "category", "wip_limit"})
MOST_COLUMNS = 50
MOST_CARDS = 10_000


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) - SETTABLE)
    if wrong:
        raise Invalid(
            say("A column has no {wrong} to set.", wrong=wrong[0]), field=f"fields.{wrong[0]}"
        )
    return fields


def _rank(draft: Draft, after: int | None, before: int | None, leaving: int | None = None) -> str:
    """Return a rank beside a column, or last; `leaving` is about to go from where it is."""
    rows = [r for r in in_order(draft.rows("statuses")) if r["id"] != leaving]
    place = place_beside(
        rows, after, before, lambda _: say("It cannot be placed beside that column.")
    )
    return ranks_at(draft, "statuses", rows, place, 1)[0]


class WorkflowBegin(Command):
    """Gives a project that has no workflow the usual one: To do, Doing, Done. The server alone sends
    it, to projects that are older than the board."""

    type: ClassVar[str] = "workflow.begin"
    internal: ClassVar[bool] = True
    in_forks: ClassVar[bool] = False

    def apply(self, change: Change) -> None:
        if not list(change.main.rows("statuses")):
            begin(change.main, change.new_id)


class StatusCreate(Command):
    """Adds a column to the board, beside another or last."""

    type: ClassVar[str] = "status.create"

    id: int | None = None
    after_id: int | None = None
    before_id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if len(list(change.main.rows("statuses"))) >= MOST_COLUMNS:
            raise Invalid(
                say("A board has at most {most_columns} columns.", most_columns=MOST_COLUMNS),
                field="fields",
            )
        values = _checked(self.fields)
        rank = _rank(change.main, self.after_id, self.before_id)
        key = change.new_id() if self.id is None else self.id
        change.add(change.main, "statuses", STATUSES.new_row({**values, "id": key, "rank": rank}))


class StatusUpdate(Command):
    """Renames a column, limits it, or says what it means for progress.

    In a column of another category the cards whose progress comes from the board follow.
    """

    type: ClassVar[str] = "status.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        before = status(change.main, self.id, "id")
        cards = cards_in(change.main, self.id)
        after = change.main.update("statuses", self.id, _checked(self.fields))
        if after["category"] == before["category"] or after["category"] not in CATEGORIES:
            return
        for row in cards:
            if row["status_id"] == self.id and row["progress_source"] == "board":
                values = progress_by(change, row, after["category"])
                change.main.update("tasks", row["id"], values)


class StatusMove(Command):
    """Moves a column beside another, or to the right end."""

    type: ClassVar[str] = "status.move"

    id: int
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        status(change.main, self.id, "id")
        rank = _rank(change.main, self.after_id, self.before_id, self.id)
        change.main.update("statuses", self.id, {"rank": rank})


class StatusDelete(Command):
    """Deletes a column. Where cards stand in it, `to_id` says which column takes them."""

    type: ClassVar[str] = "status.delete"

    id: int
    to_id: int | None = None

    def apply(self, change: Change) -> None:
        column = status(change.main, self.id, "id")
        cards = cards_in(change.main, self.id)
        if cards:
            if self.to_id is None or self.to_id == self.id:
                many = say_many("{count} card", "{count} cards", len(cards))
                raise Invalid(
                    say("Say where to: {many} in '{name}'.", many=many, name=column["name"]),
                    field="to_id",
                )
            to = status(change.main, self.to_id, "to_id")
            told(change, to, {row["id"]: put(change, row, to) for row in cards})
        without_status(change.main, self.id)
        change.main.delete("statuses", self.id)


class CardMove(Command):
    """Puts cards in a column, beside another card, in the order in which they are given.

    Without a card beside them they come last, in a column of what is done first. A card whose
    progress comes from the board is 0 % in a column of what is to do and 100 % in one of what is done;
    in one between it keeps its progress and has started. Typed progress stays.
    """

    type: ClassVar[str] = "card.move"
    capability: ClassVar[str] = "plan.progress"
    last_wins: ClassVar[bool] = True

    ids: list[int] = Field(min_length=1, max_length=MOST_CARDS)
    status_id: int
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        draft = change.main
        column = status(draft, self.status_id)
        keys = list(dict.fromkeys(self.ids))
        rows = [task(draft, key) for key in keys]
        for row in rows:
            if draft.where("tasks", "parent_id", row["id"]):
                raise Invalid(
                    say("'{name}' is a summary, not a card.", name=row["name"]), field="ids"
                )
        if self.after_id in keys or self.before_id in keys:
            raise Invalid(say("A card cannot be placed beside itself."), field="after_id")
        manages = change.may("projects.manage")
        for row in rows:
            may_move(draft, row, column, manages=manages)
        columns = in_order(draft.rows("statuses"))
        stood = {row["id"]: status_of(columns, row) or {} for row in rows}
        came_in = [key for key in keys if stood[key].get("id") != column["id"]]
        ranks = places(
            draft,
            column,
            len(keys),
            after=self.after_id,
            before=self.before_id,
            leaving=frozenset(keys),
        )
        came = {
            row["id"]: put(change, row, column, rank) for row, rank in zip(rows, ranks, strict=True)
        }
        told(change, column, came)
        entered(change, came_in, column)


class CardArchive(Command):
    """Puts cards away from the board, or back on it. The plan keeps them as they are."""

    type: ClassVar[str] = "card.archive"

    ids: list[int] = Field(min_length=1, max_length=MOST_CARDS)
    archived: bool = True

    def apply(self, change: Change) -> None:
        for key in self.ids:
            task(change.main, key)
            change.main.update("tasks", key, {"archived": self.archived})


COMMANDS = (
    WorkflowBegin,
    StatusCreate,
    StatusUpdate,
    StatusMove,
    StatusDelete,
    CardMove,
    CardArchive,
)

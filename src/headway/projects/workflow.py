"""Which column of the board a task stands in, where in it, and what that says of its progress. Pure.

A task without a status of its own follows its progress, so that a plan that nobody has ever dragged
a card of has a board too. Where a card has no rank of its own it stands in the order of creation: its
key, written as a fractional rank, so that others can be placed before and behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from fractional_indexing import generate_n_keys_between

from headway.changes.command import Change
from headway.changes.errors import Missing
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.ranking import place_beside
from headway.projects.records import STATUSES
from headway.projects.status import now_in
from headway.scheduling.moments import words
from headway.words import mark, say

DEFAULT = (("To do", "todo"), ("Doing", "doing"), ("Done", "done"))
"""The columns that a project begins with: name and category."""
BOARD = frozenset({"status_id", "board_rank", "archived"})
"""Fields of a task that the commands of the board own."""
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 9
HEAD = "i"
"""The head of a rank whose whole part has LENGTH digits (package fractional-indexing)."""


def begin(draft: Draft, new_id: Any) -> None:
    """Give a project its first workflow."""
    ranks = generate_n_keys_between(None, None, len(DEFAULT))
    for (name, category), rank in zip(DEFAULT, ranks, strict=True):
        values = {"id": new_id(), "name": name, "category": category, "rank": rank}
        draft.insert("statuses", STATUSES.new_row(values))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return statuses from left to right."""
    return sorted(rows, key=lambda r: (r["rank"], r["id"]))


def status(draft: Draft, key: int, field: str = "status_id") -> Row:
    """Return a column; raise Missing where there is none."""
    row = draft.get("statuses", key)
    if row is None:
        raise Missing(say("There is no such column on this board."), field=field)
    return row


def followed(statuses: list[Row], row: Mapping[str, Any]) -> Row | None:
    """Return the column that a task's progress means: the first of the category, from the left.

    `statuses` are in order. Without a column for what has begun it stands in the last to do.
    """
    first: dict[str, Row] = {}
    waiting: Row | None = None
    for one in statuses:
        first.setdefault(one["category"], one)
        if one["category"] == "todo":
            waiting = one
    if row["percent_complete"] == 100:
        return first.get("done")
    if row["percent_complete"] > 0 or row["actual_start"] is not None:
        return first.get("doing", waiting)
    return first.get("todo")


def status_of(statuses: list[Row], row: Mapping[str, Any]) -> Row | None:
    """Return the column in which a task stands; `statuses` are in order."""
    for one in statuses:
        if one["id"] == row["status_id"]:
            return one
    return followed(statuses, row)


def rank_of(row: Mapping[str, Any]) -> str:
    """Return where in its column a task stands."""
    if row["board_rank"]:
        return str(row["board_rank"])
    left, found = int(row["id"]), ""
    for _ in range(LENGTH):
        left, digit = divmod(left, len(DIGITS))
        found = DIGITS[digit] + found
    return HEAD + found


def cards_in(draft: Draft, key: int) -> list[Row]:
    """Return the tasks that stand in a column, from the top, those put away too.

    A summary is no card; one that has a status (it had it before it had children) keeps it.
    """
    statuses = in_order(draft.rows("statuses"))
    rows = [r for r in draft.rows("tasks") if (status_of(statuses, r) or {}).get("id") == key]
    return sorted(rows, key=lambda r: (rank_of(r), r["id"]))


def places(
    draft: Draft,
    column: Row,
    count: int,
    *,
    after: int | None,
    before: int | None,
    leaving: frozenset[int],
) -> list[str]:
    """Return `count` ranks beside a card of a column, or last; in a column done, first.

    Raises Invalid where the card named does not stand in the column. `leaving` cards are about to go.
    """
    return ranks_beside(
        [r for r in cards_in(draft, column["id"]) if r["id"] not in leaving],
        count,
        after=after,
        before=before,
        refusal=lambda key: say("Task {key} is not in '{name}'.", key=key, name=column["name"]),
        otherwise=0 if column["category"] == "done" else None,
    )


def ranks_beside(
    cards: Sequence[Row],
    count: int,
    *,
    after: int | None,
    before: int | None,
    refusal: Callable[[int], str],
    otherwise: int | None = None,
) -> list[str]:
    """Return `count` ranks beside one of some cards in order; without one at `otherwise`, or last.

    Raises Invalid, in the words of `refusal`, where the card named is not among them.
    """
    place = place_beside(cards, after, before, refusal, otherwise=otherwise)
    low = rank_of(cards[place - 1]) if place else None
    above = (rank_of(r) for r in cards[place:])
    # Two that were placed at the same time may have the same rank: the next higher one bounds.
    high = next((rank for rank in above if low is None or rank > low), None)
    found: list[str] = generate_n_keys_between(low, high, count)
    return found


def untouched(row: Mapping[str, Any]) -> bool:
    """Whether nobody has ever said how far a task is."""
    return (
        row["percent_complete"] == 0
        and row["actual_start"] is None
        and row["actual_finish"] is None
        and row["remaining_duration"] is None
    )


def progress_by(change: Change, row: Mapping[str, Any], category: str) -> dict[str, Any]:
    """Return the fields that a column sets of a task whose progress comes from the board.

    Done is 100 %, to do 0 %; doing keeps it, and says that it has started. What was done and is taken
    up again counts as 0 % (the 0/100 rule of earned value: credit for what is done alone).
    """
    project = change.main.get("projects", change.stream) or {"zone": "UTC"}
    now = now_in(project["zone"], change.now)
    if category == "todo":
        return {
            "percent_complete": 0,
            "remaining_duration": None,
            "actual_start": None,
            "actual_finish": None,
        }
    start = row["actual_start"]
    if category == "doing":
        again = row["percent_complete"] == 100 or row["actual_finish"] is not None
        fresh = {"percent_complete": 0, "remaining_duration": None, "actual_finish": None}
        return {"actual_start": now if start is None else start, **(fresh if again else {})}
    finish = now if row["actual_finish"] is None else row["actual_finish"]
    if start is None:
        planned = (change.results("schedule", row["id"]) or {}).get("start")
        start = finish if planned is None else min(planned, finish)
    return {
        "percent_complete": 100,
        "remaining_duration": None,
        "actual_start": min(start, finish),
        "actual_finish": finish,
    }


SAID = ("percent_complete", "actual_start", "actual_finish")
"""What is told where the board sets it: dates follow from it."""


def put(change: Change, row: Row, column: Row, rank: str | None = None) -> str:
    """Put a task in a column, and let its progress follow where it comes from the board.

    Who says first how far a task is, is its source: a card of which nobody has typed anything gets
    its progress from the board once it leaves what is to do. What was typed stays as it is. Returns
    what became of the progress: "board" where the board set it, "kept" where typed progress does not
    say what the column does, else "".
    """
    values: dict[str, Any] = {"status_id": column["id"]}
    if rank is not None:
        values["board_rank"] = rank
    source = row["progress_source"]
    if source == "typed" and untouched(row) and column["category"] != "todo":
        source = values["progress_source"] = "board"
    if source == "board":
        values |= progress_by(change, row, column["category"])
    after = {**row, **values}
    change.main.update("tasks", row["id"], values)
    if any(after[name] != row[name] for name in SAID):
        return "board"
    return "kept" if column["category"] == "done" and after["percent_complete"] < 100 else ""


def told(change: Change, column: Row, came: Mapping[int, str]) -> None:
    """Tell what putting cards in a column did to their progress: of one card, or how many."""
    if len(came) == 1:
        ((key, what),) = came.items()
        row = change.main.get("tasks", key) or {}
        percent = row.get("percent_complete")
        if what == "board":
            text = f"{percent} %" if percent else say("Not started")
            if column["category"] == "doing":
                text = say("Started {actual_start}", actual_start=words(row["actual_start"]))
            change.note("board_progress", "tasks", key, say("{text}, from the board", text=text))
        elif what == "kept":
            by = (
                say("by its checklist")
                if row.get("progress_source") == "checklist"
                else say("is typed")
            )
            text = say(
                "In '{name}', but {percent} % {by}", name=column["name"], percent=percent, by=by
            )
            change.note("progress_kept", "tasks", key, text)
        return
    for what, text in (
        ("board", mark("{count} cards: their progress comes from the board")),
        ("kept", mark("{count} cards keep the progress that was typed")),
    ):
        many = sum(1 for one in came.values() if one == what)
        if many:
            change.note("board_progress", "statuses", column["id"], say(text, count=many))

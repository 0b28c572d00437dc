"""Statuses, types and sprints that tasks of a file name, where it says no more of them. Pure.

Sheets, and files that another program saved, have names alone. A status is taken as the column of that
name; else by what it means, in the words that trackers use; else by how far the task is. A type or a
sprint that is named is made. What was not taken as it stands is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fractional_indexing import generate_n_keys_between

from headway.changes.tables import Row
from headway.exchange.document import Document, TaskDoc
from headway.exchange.headers import plain
from headway.projects.beside import MOST
from headway.projects.records import CATEGORIES, TYPE_ICONS, WORK_TYPES
from headway.projects.workflow import DEFAULT, followed
from headway.words import say

WORDS: Mapping[str, frozenset[str]] = {
    "todo": frozenset(
        {"todo", "open", "new", "backlog", "planned", "notstarted", "ready", "draft", "proposed",
         "selectedfordevelopment", "reopened", "pending", "offen", "neu", "geplant", "afaire"}
    ),
    "doing": frozenset(
        {"doing", "inprogress", "started", "active", "underway", "wip", "working", "inreview", "review",
         "testing", "intesting", "test", "blocked", "onhold", "waiting", "inarbeit", "laufend", "encours"}
    ),
    "done": frozenset(
        {"done", "closed", "complete", "completed", "finished", "resolved", "released", "accepted",
         "cancelled", "canceled", "erledigt", "fertig", "abgeschlossen", "termine"}
    ),
}  # fmt: skip
"""What the statuses of trackers mean, as `plain` writes them."""
LISTED = 5
"""Names in a note; the others are counted."""


def by_name(document: Document, rows: dict[str, list[Row]], notes: list[str]) -> None:
    """Give the rows of a document's tasks what the tasks name, unless rows of the file say more.

    `rows` are those of the project by table, keys still local; those of the tasks are in order.
    """
    pairs = list(zip(document.tasks, rows["tasks"], strict=True))
    if "statuses" not in rows:
        _statuses(pairs, rows, notes)
    if "work_types" not in rows:
        _types(pairs, rows, notes)
    if "sprints" not in rows:
        _sprints(pairs, rows, notes)


def _statuses(
    pairs: Sequence[tuple[TaskDoc, Row]], rows: dict[str, list[Row]], notes: list[str]
) -> None:
    named = [(task, row) for task, row in pairs if task.status and not task.summary]
    columns = _columns([task for task, _ in named])
    known = {column["name"].casefold(): column for column in columns}
    first: dict[str, Row] = {}
    for one in columns:
        first.setdefault(one["category"], one)
    strange: dict[str, tuple[str, int]] = {}
    for task, row in named:
        column = known.get(task.status.casefold())
        if column is None:
            column = first.get(_meaning(task.status) or _progress(row)) or columns[0]
            _, count = strange.get(task.status, ("", 0))
            strange[task.status] = (column["name"], count + 1)
        if followed(columns, row) is not column:
            row["status_id"] = column["id"]
    if strange:
        told = [f"'{name}' ({count}) as '{there}'" for name, (there, count) in strange.items()]
        notes.append(
            say(
                "Statuses that are no columns here were taken by what they mean: {told}.",
                told=_some(told),
            )
        )
    if any(row.get("status_id") is not None for _, row in named) or _others(columns):
        rows["statuses"] = columns


def _columns(tasks: Iterable[TaskDoc]) -> list[Row]:
    """Return the columns that the tasks name with what they mean, else those of a new project."""
    found: dict[str, tuple[str, str]] = {}
    for task in tasks:
        if task.status_category in CATEGORIES:
            found.setdefault(task.status.casefold(), (task.status[:60], task.status_category))
    if 0 < len(found) <= MOST["statuses"]:
        there = {category for _, category in found.values()}
        for name, category in DEFAULT:
            if category not in there:
                free = name if name.casefold() not in found else f"{name} ({category})"
                found[free.casefold()] = (free, category)
    else:
        found = {}
    columns = sorted(found.values(), key=lambda one: CATEGORIES.index(one[1])) or list(DEFAULT)
    ranks = generate_n_keys_between(None, None, len(columns))
    return [
        {"id": key, "name": name, "category": category, "rank": rank}
        for key, ((name, category), rank) in enumerate(zip(columns, ranks, strict=True), 1)
    ]


def _others(columns: Sequence[Row]) -> bool:
    return [(c["name"], c["category"]) for c in columns] != list(DEFAULT)


def _meaning(status: str) -> str | None:
    word = plain(status)
    return next((category for category, words in WORDS.items() if word in words), None)


def _progress(row: Row) -> str:
    if row["percent_complete"] == 100:
        return "done"
    begun = row["percent_complete"] > 0 or row["actual_start"] is not None
    return "doing" if begun else "todo"


def _types(
    pairs: Sequence[tuple[TaskDoc, Row]], rows: dict[str, list[Row]], notes: list[str]
) -> None:
    keys, names = _keyed(task.work_type[:60] for task, _ in pairs)
    if not 0 < len(names) <= MOST["work_types"]:
        return
    ranks = generate_n_keys_between(None, None, len(names))
    rows["work_types"] = [
        WORK_TYPES.new_row({"id": key, "name": name, "icon": _icon(name), "rank": rank})
        for key, (name, rank) in enumerate(zip(names, ranks, strict=True), 1)
    ]
    for task, row in pairs:
        if task.work_type:
            row["type_id"] = keys[task.work_type[:60].casefold()]
    notes.append(
        say(
            "Types of tasks came by their names alone, without fields and rules: {names}.",
            names=_some(names),
        )
    )


def _icon(name: str) -> str:
    word = name.casefold()
    return next((icon for icon in TYPE_ICONS if icon in word), "task")


def _sprints(
    pairs: Sequence[tuple[TaskDoc, Row]], rows: dict[str, list[Row]], notes: list[str]
) -> None:
    placed = [(task, row) for task, row in pairs if task.sprint and not task.summary]
    keys, names = _keyed(task.sprint[:100] for task, _ in placed)
    if not 0 < len(names) <= MOST["sprints"]:
        return
    rows["sprints"] = [{"id": key, "name": name} for key, name in enumerate(names, 1)]
    rows["sprint_items"] = [
        {"id": number, "task_id": row["id"], "sprint_id": keys[task.sprint[:100].casefold()]}
        for number, (task, row) in enumerate(placed, 1)
    ]
    notes.append(
        say(
            "Sprints came by their names alone; they wait for their days: {names}.",
            names=_some(names),
        )
    )


def _keyed(given: Iterable[str]) -> tuple[dict[str, int], list[str]]:
    """Return (keys from 1 by folded name, the names in order) of names, empty ones left out."""
    keys: dict[str, int] = {}
    names: list[str] = []
    for name in given:
        if name and name.casefold() not in keys:
            names.append(name)
            keys[name.casefold()] = len(names)
    return keys, names


def _some(names: Sequence[Any]) -> str:
    more = len(names) - LISTED
    listed = ", ".join(str(name) for name in names[:LISTED])
    return say("{listed} and {more} more", listed=listed, more=more) if more > 0 else listed

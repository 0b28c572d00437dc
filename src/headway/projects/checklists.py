"""What the items of a task say of its progress, and what must hold of them and of relations. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.command import Change
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Row
from headway.projects.status import now_in
from headway.words import say

SOURCE = "checklist"
MOST_ITEMS = 500


def items_of(draft: Draft, task_id: int, kind: str | None = None) -> list[Row]:
    """Return the items of a task, or those of a kind, in order."""
    rows = [
        r
        for r in draft.where("checklist_items", "task_id", task_id)
        if kind is None or r["kind"] == kind
    ]
    return sorted(rows, key=lambda r: (r["rank"], r["id"]))


def percent_of(items: list[Row]) -> int | None:
    """Return the whole percent of items that are ticked off, rounded down; None without items."""
    if not items:
        return None
    return sum(1 for row in items if row["done"]) * 100 // len(items)


def progress_by_items(change: Change, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that its items set of a task whose progress comes from them.

    Steps and criteria count alike: nothing is done whose acceptance is open. The first tick says
    that it has started now, the last that it is finished now. Without items nothing is said.
    """
    percent = percent_of(items_of(change.main, row["id"]))
    if percent is None or change.main.where("tasks", "parent_id", row["id"]):
        return {}
    values: dict[str, Any] = {"percent_complete": percent, "remaining_duration": None}
    if percent == 0 and row["percent_complete"] > 0:
        return {**values, "actual_start": None, "actual_finish": None}
    project = change.main.get("projects", change.stream) or {"zone": "UTC"}
    now = now_in(project["zone"], change.now)
    start, finish = row["actual_start"], row["actual_finish"]
    if percent == 100:
        finish = now if finish is None else finish
        if start is None:
            planned = (change.results("schedule", row["id"]) or {}).get("start")
            start = finish if planned is None else planned
        return {**values, "actual_start": min(start, finish), "actual_finish": finish}
    values["actual_finish"] = None
    if percent and start is None:
        values["actual_start"] = now
    return values


def follow(change: Change, task_id: int) -> None:
    """Let a task's progress follow its items, where it comes from them, and tell it."""
    row = change.main.get("tasks", task_id)
    if row is None or row["progress_source"] != SOURCE:
        return
    values = progress_by_items(change, row)
    if not values or all(row[name] == value for name, value in values.items()):
        return
    after = change.main.update("tasks", task_id, values)
    if after["percent_complete"] != row["percent_complete"]:
        text = say(
            "{percent_complete} %, from the checklist", percent_complete=after["percent_complete"]
        )
        change.note("checklist_progress", "tasks", task_id, text)


def details_hold(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where a task has too many items, or a relation says nothing or the same again."""
    fresh = {row["task_id"] for row in inputs.get("checklist_items", {}).get("added", ())}
    for key in fresh:
        if len(draft.where("checklist_items", "task_id", key)) > MOST_ITEMS:
            raise Invalid(
                say("A task has at most {most_items} items to tick off.", most_items=MOST_ITEMS),
                field="items",
            )
    part = inputs.get("task_relations", {})
    keys = [r["id"] for r in part.get("added", ())] + [u["id"] for u in part.get("updated", ())]
    rows = [row for row in (draft.get("task_relations", key) for key in keys) if row is not None]
    said: dict[frozenset[int], list[Row]] = {}
    for end in {end for row in rows for end in (row["task_id"], row["other_id"])}:
        for row in draft.where("task_relations", "task_id", end):
            said.setdefault(frozenset((row["task_id"], row["other_id"])), []).append(row)
    for row in rows:
        _relation_holds(row, said)


def _relation_holds(row: Row, said: Mapping[frozenset[int], list[Row]]) -> None:
    one, other = row["task_id"], row["other_id"]
    if one == other:
        raise Invalid(say("A task is not related to itself."), field="other_id")
    for there in said[frozenset((one, other))]:
        if there["id"] != row["id"] and there["kind"] == row["kind"]:
            raise Invalid(say("This is said of the two already."), field="kind")

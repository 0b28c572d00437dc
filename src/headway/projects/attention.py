"""What a task leaves behind when it goes: nothing that asks for attention points to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.words import mark, say

ANOTHER = mark("a task that was deleted")
"""What is waited for where who sees the waiting task may not have seen that one."""


def let_go(draft: Draft, rows: Sequence[Row]) -> None:
    """Let nothing point to tasks that are about to go though it may stay without them: what was asked
    about their branches goes, and who waited for one waits for its name."""
    tops: dict[int, int] = {}
    for row in rows:
        for asked in draft.where("update_requests", "task_id", row["id"]):
            draft.delete("update_requests", asked["id"])
        for waiting in draft.where("blocks", "waits_for_id", row["id"]):
            near = _top(draft, row["id"], tops) == _top(draft, waiting["task_id"], tops)
            name = row["name"][:200] if near else say(ANOTHER)
            draft.update("blocks", waiting["id"], {"waits_for_id": None, "waits_for": name})


def _top(draft: Draft, key: int, tops: dict[int, int]) -> int:
    """Return the top task above a task; `tops` keeps those that were found, of all on the way."""
    way = []
    while key not in tops:
        way.append(key)
        above = (draft.get("tasks", key) or {}).get("parent_id")
        if above is None:
            tops[key] = key
        else:
            key = above
    for passed in way:
        tops[passed] = tops[key]
    return tops[key]

"""What a task leaves behind when it goes: nothing that asks for attention points to it. Pure."""

from __future__ import annotations

from headway.changes.state import Draft
from headway.changes.tables import Row

ANOTHER = "a task that was deleted"
"""What is waited for where who sees the waiting task may not have seen that one."""


def let_go(draft: Draft, row: Row) -> None:
    """Let nothing point to a task that is about to go though it may stay without it: what was asked
    about its branch goes, and who waited for it waits for its name."""
    for asked in draft.where("update_requests", "task_id", row["id"]):
        draft.delete("update_requests", asked["id"])
    for waiting in draft.where("blocks", "waits_for_id", row["id"]):
        near = _top(draft, row["id"]) == _top(draft, waiting["task_id"])
        name = row["name"][:200] if near else ANOTHER
        draft.update("blocks", waiting["id"], {"waits_for_id": None, "waits_for": name})


def _top(draft: Draft, key: int) -> int:
    """Return the top task above a task, as it stood before anything went."""
    above = draft.get("tasks", key) or draft.base.rows("tasks").get(key)
    while above is not None and above["parent_id"] is not None:
        key = above["parent_id"]
        above = draft.get("tasks", key) or draft.base.rows("tasks").get(key)
    return key

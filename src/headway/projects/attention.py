"""What a task leaves behind when it goes: nothing that asks for attention points to it. Pure."""

from __future__ import annotations

from headway.changes.state import Draft
from headway.changes.tables import Row


def let_go(draft: Draft, row: Row) -> None:
    """Let nothing point to a task that is about to go though it may stay without it: what was asked
    about its branch goes, and who waited for it waits for its name."""
    for asked in draft.where("update_requests", "task_id", row["id"]):
        draft.delete("update_requests", asked["id"])
    for waiting in draft.where("blocks", "waits_for_id", row["id"]):
        fields = {"waits_for_id": None, "waits_for": row["name"][:200]}
        draft.update("blocks", waiting["id"], fields)

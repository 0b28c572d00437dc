"""Whoever comes to run the demo finds in his inbox what its people were told before he came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from headway.access.models import Member, User, Workspace
from headway.changes.history import changeset
from headway.collaboration.inbox.models import InboxItem
from headway.collaboration.inbox.people import RUNNING
from headway.collaboration.inbox.telling import put

OF_ALL = (
    "question", "declined", "update_answered", "update_waiting", "blocked", "unblocked", "moved",
    "done", "deleted",
)  # fmt: skip
"""Kinds of what is told of others' work; what one was assigned or asked himself is nobody else's."""
RECENT = timedelta(days=7)
"""How long ago it may have happened when he comes."""


def read(workspace: int, version: int) -> None:
    """Give who came to run a demo with its changeset `version` a copy of what those who run it were
    told. A listener of the outbox: what its projects did before was read before."""
    change = changeset(workspace, version)
    if change is None or not Workspace.objects.filter(id=workspace, demo=True).exists():
        return
    came = {row["user_id"] for row in _members(change["inputs"]) if row["role"] in RUNNING}
    # The demo's own people, whom nobody signs in as, were told themselves.
    came = set(User.objects.filter(id__in=came, is_active=True).values_list("id", flat=True))
    if not came:
        return
    told: dict[str, dict[str, Any]] = {}
    those = Member.objects.filter(stream_id=workspace, role__in=RUNNING).exclude(user_id__in=came)
    since = datetime.fromisoformat(change["at"]) - RECENT
    rows = InboxItem.objects.filter(workspace_id=workspace, kind__in=OF_ALL, at__gte=since)
    for row in rows.filter(user_id__in=those.values("user_id")).order_by("id").values():
        told.setdefault(row["key"], dict(row))
    for user in sorted(came):
        put([InboxItem(**{**row, "id": None, "user_id": user, "read_at": None,
                          "archived_at": None, "snoozed_until": None})
             for row in told.values() if row["actor_id"] != user])  # fmt: skip


def _members(inputs: dict[str, dict[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    return inputs.get("members", {}).get("added", [])

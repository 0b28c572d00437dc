"""The policy that the door and the filter ask: an account's standing in a stream."""

from __future__ import annotations

from headway.access.capabilities import CAPABILITIES
from headway.changes import cache
from headway.changes.cache import State
from headway.changes.tables import Row
from headway.changes.viewer import Viewer


def membership(home: State, user_id: int, project_id: int | None = None) -> Row | None:
    """Return the account's membership that counts for a project, or for the workspace itself."""
    rows = home.records.rows("members")
    found = None
    for key in home.records.index("members", "user_id").get(user_id, ()):
        row = rows[key]
        if row["role"] != "guest":
            return row
        if project_id is None or row["project_id"] == project_id:
            found = row
    return found


class Access:
    """Answers from the workspace's members."""

    def viewer(
        self, user_id: int | None, stream: int, kind: str, home: State | None = None
    ) -> Viewer | None:
        """Return who the account is in the stream, None where it may not know of it."""
        if user_id is None:
            return None
        if home is None:
            # Kind and workspace of a stream never change: what this process knows will do.
            known = cache.peek(stream)
            head = (known.kind, known.workspace_id) if known else cache.heads([stream]).get(stream)
            if head is None:
                return None
            kind = head[0]
            home = cache.current(head[1])
            if home is None:
                return None
        member = membership(home, user_id, stream if kind == "project" else None)
        if member is None:
            return None
        branch = member["branch_id"] if member["role"] == "guest" else None
        return Viewer(user_id, member["name"], member["role"], CAPABILITIES[member["role"]], branch)

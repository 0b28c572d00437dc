"""The policy that the door and the filter ask: an account's standing in a stream."""

from __future__ import annotations

from headway.access.capabilities import CAPABILITIES
from headway.changes import cache
from headway.changes.models import Stream
from headway.changes.state import Inputs
from headway.changes.tables import Row
from headway.changes.viewer import Viewer


def membership(user_id: int, workspace_id: int, project_id: int | None = None) -> Row | None:
    """Return the account's membership that counts for a project, or for the workspace itself."""
    state = cache.current(workspace_id)
    if state is None:
        return None
    rows = state.records.rows("members")
    found = None
    for key in state.records.index("members", "user_id").get(user_id, ()):
        row = rows[key]
        if row["role"] != "guest":
            return row
        if project_id is None or row["project_id"] == project_id:
            found = row
    return found


class Access:
    """Answers from the workspace's members."""

    def viewer(self, user_id: int | None, stream: int, kind: str) -> Viewer | None:
        """Return who the account is in the stream, None where it may not know of it."""
        if user_id is None:
            return None
        row = Stream.objects.filter(id=stream).values_list("kind", "workspace_id").first()
        if row is None:
            return None
        real_kind, workspace_id = row
        member = membership(user_id, workspace_id, stream if real_kind == "project" else None)
        if member is None:
            return None
        branch = member["branch_id"] if member["role"] == "guest" else None
        return Viewer(user_id, member["name"], member["role"], CAPABILITIES[member["role"]], branch)

    def changed(self, inputs: Inputs) -> bool:
        """Whether members changed, and so perhaps what somebody may see."""
        return "members" in inputs

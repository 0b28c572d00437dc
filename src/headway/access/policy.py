"""The policy that the door and the filter ask: an account's standing in a stream."""

from __future__ import annotations

from headway.access.capabilities import CAPABILITIES
from headway.changes import cache
from headway.changes.cache import State
from headway.changes.registry import registry
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
        parent = None
        if home is None or kind in registry.forks:
            found = _place(stream)
            if found is None:
                return None
            kind, workspace_id, parent = found
            home = home or cache.current(workspace_id)
            if home is None:
                return None
        if parent is not None:
            return self._of_fork(user_id, stream, kind, parent, home)
        member = membership(home, user_id, stream if kind == "project" else None)
        if member is None:
            return None
        branch = member["branch_id"] if member["role"] == "guest" else None
        return Viewer(user_id, member["name"], member["role"], CAPABILITIES[member["role"]], branch)

    def _of_fork(
        self, user_id: int, stream: int, kind: str, parent: int, home: State
    ) -> Viewer | None:
        """Return who the account is in a fork: who it is in what it is a fork of, if it is there."""
        fork, source = registry.forks[kind], cache.current(parent)
        viewer = self.viewer(user_id, parent, fork.of, home)
        if viewer is None or source is None or viewer.branch is not None:
            return None
        known = fork.standing(source.records, stream) is not None
        return viewer if known and viewer.may(fork.capability) else None


def _place(stream: int) -> tuple[str, int, int | None] | None:
    """Return kind, workspace and parent of a stream, which never change; None for no stream."""
    known = cache.peek(stream)
    if known is not None:
        return known.kind, known.workspace_id, known.parent
    head = cache.heads([stream]).get(stream)
    return None if head is None else (head[0], head[1], head[4])

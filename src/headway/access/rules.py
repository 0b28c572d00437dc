"""What must always hold of a workspace's members. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.words import say


def members_hold(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid unless somebody owns the workspace and every guest has a branch."""
    if "members" not in inputs:
        return
    members = list(draft.rows("members"))
    for row in members:
        if row["role"] == "guest" and (row["project_id"] is None or row["branch_id"] is None):
            raise Invalid(
                say("A guest needs a project and a branch of it."), field="fields.branch_id"
            )
    if draft.base.rows("members") and not any(row["role"] == "owner" for row in members):
        raise Invalid(
            say("Somebody must own the workspace: name another owner first."), field="role"
        )

"""Approving changes of scope, and taking an approval back."""

from __future__ import annotations

from datetime import UTC
from typing import ClassVar
from uuid import UUID

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.projects.records import SCOPE_APPROVALS
from headway.words import say


class ScopeApprove(Command):
    """Says that a change of scope was approved, and under what; again, to say it otherwise."""

    type: ClassVar[str] = "scope.approve"
    capability: ClassVar[str] = "projects.manage"
    in_forks: ClassVar[bool] = False

    change_id: str
    reference: str = ""

    def apply(self, change: Change) -> None:
        key = _known(self.change_id)
        at = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        values = {"reference": self.reference, "user_id": change.actor.id, "approved_at": at}
        there = change.main.where("scope_approvals", "change_id", key)
        if there:
            if there[0]["reference"] != self.reference:
                change.main.update("scope_approvals", there[0]["id"], values)
            return
        row = {"id": change.new_id(), "change_id": key, **values}
        change.add(change.main, "scope_approvals", SCOPE_APPROVALS.new_row(row))


class ScopeUnapprove(Command):
    """Takes an approval back."""

    type: ClassVar[str] = "scope.unapprove"
    capability: ClassVar[str] = "projects.manage"
    in_forks: ClassVar[bool] = False

    change_id: str

    def apply(self, change: Change) -> None:
        there = change.main.where("scope_approvals", "change_id", _known(self.change_id))
        if not there:
            raise Missing(say("This change is not approved."))
        for row in there:
            change.main.delete("scope_approvals", row["id"])


def _known(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Invalid(say("Name a change by its change_id."), field="change_id") from None


COMMANDS = (ScopeApprove, ScopeUnapprove)

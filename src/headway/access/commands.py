"""Changes to the workspace and its members."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.access.records import GUEST, MEMBERS, ROLES, WORKSPACES
from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.words import say


class WorkspaceCreate(Command):
    """Fills a workspace that has just been brought into being. Sent by the server."""

    type: ClassVar[str] = "workspace.create"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "workspace.edit"
    internal: ClassVar[bool] = True

    name: str
    demo: bool = False

    def apply(self, change: Change) -> None:
        values = {"id": change.stream, "name": self.name, "demo": self.demo}
        change.main.insert("workspaces", WORKSPACES.new_row(values))


class WorkspaceUpdate(Command):
    """Renames the workspace."""

    type: ClassVar[str] = "workspace.update"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "workspace.edit"

    name: str

    def apply(self, change: Change) -> None:
        change.main.update("workspaces", change.stream, {"name": self.name})


class MemberAdd(Command):
    """Makes an account a member. Sent by the server when somebody takes an invitation."""

    type: ClassVar[str] = "member.add"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "members.edit"
    internal: ClassVar[bool] = True

    user_id: int
    name: str
    email: str
    role: str
    project_id: int | None = None
    branch_id: int | None = None

    def apply(self, change: Change) -> None:
        for row in change.main.where("members", "user_id", self.user_id):
            if GUEST not in (row["role"], self.role) or row["project_id"] == self.project_id:
                raise Invalid(say("This person is a member already."), field="email")
        row = {"id": change.new_id(), **self.model_dump()}
        change.add(change.main, "members", MEMBERS.new_row(row))


class MemberUpdate(Command):
    """Changes what a member may do."""

    type: ClassVar[str] = "member.update"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "members.edit"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        if change.main.get("members", self.id) is None:
            raise Missing(say("There is no such member."))
        unknown = set(self.fields) - {"role", "name", "project_id", "branch_id"}
        if unknown:
            raise Invalid(
                say("{unknown} cannot be changed here.", unknown=min(unknown)),
                field=f"fields.{min(unknown)}",
            )
        if self.fields.get("role", ROLES[0]) not in ROLES:
            raise Invalid(
                say("role must be one of {roles}.", roles=", ".join(ROLES)), field="fields.role"
            )
        change.main.update("members", self.id, self.fields)


class MemberRename(Command):
    """Shows a member as the account calls itself now. Sent by the server."""

    type: ClassVar[str] = "member.rename"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "members.edit"
    internal: ClassVar[bool] = True

    id: int
    name: str
    email: str

    def apply(self, change: Change) -> None:
        if change.main.get("members", self.id) is not None:
            change.main.update("members", self.id, {"name": self.name, "email": self.email})


class MemberRemove(Command):
    """Takes a member out of the workspace; what he did stays."""

    type: ClassVar[str] = "member.remove"
    on: ClassVar[str] = "workspace"
    capability: ClassVar[str] = "members.edit"

    id: int

    def apply(self, change: Change) -> None:
        if change.main.get("members", self.id) is None:
            raise Missing(say("There is no such member."))
        change.main.delete("members", self.id)


COMMANDS = (WorkspaceCreate, WorkspaceUpdate, MemberAdd, MemberUpdate, MemberRename, MemberRemove)

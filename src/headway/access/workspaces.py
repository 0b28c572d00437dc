"""Bringing workspaces into being and letting people in: what the server itself asks of the door."""

from __future__ import annotations

from django.db import transaction

from headway.access.commands import MemberAdd, MemberRename, WorkspaceCreate
from headway.access.models import Member, User
from headway.changes import ids
from headway.changes.models import Stream
from headway.changes.perform import Envelope, perform


def create_workspace(name: str, owner: User, *, demo: bool = False) -> int:
    """Create a workspace that `owner` owns; return its key."""
    key = ids.new_id()
    with transaction.atomic():
        Stream.objects.create(id=key, kind="workspace", workspace_id=key)
    perform(Envelope(WorkspaceCreate(name=name, demo=demo), key), None, system=True)
    add_member(key, owner, "owner")
    return key


def add_member(
    workspace_id: int,
    user: User,
    role: str,
    project_id: int | None = None,
    branch_id: int | None = None,
) -> None:
    """Make an account a member, unless it is one already."""
    if Member.objects.filter(stream_id=workspace_id, user_id=user.pk).exists():
        return
    command = MemberAdd(
        user_id=user.pk,
        name=user.get_full_name(),
        email=user.email,
        role=role,
        project_id=project_id,
        branch_id=branch_id,
    )
    perform(Envelope(command, workspace_id), None, system=True)


def rename_member(user: User) -> None:
    """Let the account's memberships show its name and address."""
    name, email = user.get_full_name(), user.email
    for row in Member.objects.filter(user_id=user.pk):
        if (row.name, row.email) != (name, email):
            command = MemberRename(id=row.id, name=name, email=email)
            perform(Envelope(command, row.stream_id), None, system=True)


def workspaces_of(user_id: int) -> list[dict[str, object]]:
    """Return the workspaces that an account may enter, its own before the demo."""
    from headway.access.models import Workspace

    roles = dict(Member.objects.filter(user_id=user_id).values_list("stream_id", "role"))
    found = Workspace.objects.filter(id__in=roles).order_by("demo", "id")
    return [{"id": w.id, "name": w.name, "role": roles[w.id], "demo": w.demo} for w in found]

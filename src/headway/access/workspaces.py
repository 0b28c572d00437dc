"""Bringing workspaces into being and letting people in: what the server itself asks of the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from headway.access.commands import MemberAdd, MemberRename, WorkspaceCreate
from headway.access.models import Member, User
from headway.access.records import GUEST
from headway.changes import ids
from headway.changes.http import batch
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
    """Make an account a member, unless it is one already.

    A guest may be one in several projects; invited as more than that, he becomes it.
    """
    there = list(Member.objects.filter(stream_id=workspace_id, user_id=user.pk).order_by("id"))
    if any(row.role != GUEST or (role == GUEST and row.project_id == project_id) for row in there):
        return
    if there and role != GUEST:
        _raise_guest(workspace_id, [row.id for row in there], role)
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


def _raise_guest(workspace_id: int, keys: list[int], role: str) -> None:
    first, *others = keys
    fields = {"role": role, "project_id": None, "branch_id": None}
    parts: list[tuple[str, Mapping[str, Any]]] = [
        ("member.update", {"id": first, "fields": fields})
    ]
    parts += [("member.remove", {"id": key}) for key in others]
    perform(Envelope(batch(parts), workspace_id), None, system=True)


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

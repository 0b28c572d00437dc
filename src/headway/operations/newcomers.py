"""The first account and those after it: what each finds when it comes in."""

from __future__ import annotations

from django.conf import settings

from headway.access.models import SignInLink, User, Workspace
from headway.access.tokens import new_link
from headway.access.workspaces import add_member, create_workspace


def nobody_yet() -> bool:
    """Whether no person has an account (the demo's people are nobody)."""
    return not User.objects.filter(is_active=True).exists()


def demo_workspace() -> int | None:
    """Return the demo's workspace, None where there is none."""
    found = Workspace.objects.filter(demo=True).order_by("id").values_list("id", flat=True).first()
    return None if found is None else int(found)


def welcome(user: User, *, first: bool) -> int:
    """Give a new account a workspace of its own, the first one the demo too; return its own."""
    own = create_workspace(f"{user.get_full_name()[:180]}'s workspace", user)
    demo = demo_workspace()
    if first and demo is not None:
        add_member(demo, user, "owner")
    return own


def link_for(user: User) -> str:
    """Return an address that signs the account in, once, within a week."""
    return address(new_link(user=user))


def first_link() -> str:
    """Return the address by which the first person comes in and owns the place.

    Links that earlier starts printed end: only the newest one is good.
    """
    SignInLink.objects.filter(user=None, email="", used_at=None).delete()
    return address(new_link(workspace_id=demo_workspace(), role="owner"))


def address(secret: str) -> str:
    """Return the address of a sign-in link."""
    return f"{settings.HEADWAY_BASE_URL}/sign-in/{secret}"

"""Opening the place: what happens between the start of the server and its first request."""

from __future__ import annotations

from headway.access.models import User
from headway.access.workspaces import add_member
from headway.operations import demo, newcomers, occupancy
from headway.projects.models import Project
from headway.scheduling import warm as warm_engine


def warm() -> None:
    """Load what the first requests need, so that nobody waits for it."""
    from django.urls import get_resolver

    warm_engine()
    get_resolver().url_patterns  # noqa: B018 - loads all routes


def make_demo() -> int:
    """Make the demo workspace where there is none, for the first account too; return its key."""
    with occupancy.opening():
        there = newcomers.demo_workspace()
        if there is not None:
            return there
        workspace = demo.build()
        first = User.objects.filter(is_active=True).order_by("id").first()
        if first is not None:
            add_member(workspace, first, "owner")
        return workspace


def prepare(*, with_demo: bool = True) -> list[str]:
    """Make the demo on an empty place; return lines that tell people how to come in."""
    if with_demo and not Project.objects.exists():
        make_demo()
    if newcomers.nobody_yet():
        return [
            f"Sign in by this link, once: {newcomers.first_link()}",
            "Another one: start again, or `headway user create EMAIL`.",
        ]
    return ["A sign-in link for an account: `headway user link EMAIL`."]

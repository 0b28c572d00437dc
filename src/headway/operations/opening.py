"""Opening the place: what happens between the start of the server and its first request."""

from __future__ import annotations

from headway.operations import newcomers, occupancy
from headway.scheduling import warm as warm_engine


def warm() -> None:
    """Load what the first requests need, so that nobody waits for it."""
    from django.urls import get_resolver

    warm_engine()
    get_resolver().url_patterns  # noqa: B018 - loads all routes


def prepare() -> list[str]:
    """Return lines that tell people how to come in."""
    with occupancy.opening():
        if newcomers.nobody_yet():
            return [
                f"Sign in by this link, once: {newcomers.first_link()}",
                "Another one: start again, or `headway user create EMAIL`.",
            ]
    return ["A sign-in link for an account: `headway user link EMAIL`."]

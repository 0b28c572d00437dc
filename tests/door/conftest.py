"""The small world, and clients that speak HTTP with it as one of its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from headway.access.models import User
from headway.access.tokens import new_token
from tests.answered import Asking
from tests.line.world import World, build


@pytest.fixture
def world(db: None) -> World:
    """A workspace with one person a role and a project."""
    return build()


class Http:
    """One person's programs: JSON in, JSON out, by token."""

    def __init__(self, user: int) -> None:
        self.client = Asking()
        self.token = new_token(User.objects.get(pk=user))[1]

    def __call__(
        self, method: str, path: str, body: Any = None, status: int = 200, **headers: str
    ) -> Any:
        answer = self.client.generic(
            method,
            f"/api/v1/{path}",
            data=b"" if body is None else orjson.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None


@pytest.fixture
def http(world: World) -> Callable[[str], Http]:
    """Return a person's HTTP by role."""
    known: dict[str, Http] = {}

    def of(role: str) -> Http:
        if role not in known:
            known[role] = Http(world.users[role])
        return known[role]

    return of

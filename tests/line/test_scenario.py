"""The line test over a whole day: after every step everyone's copy equals a fresh snapshot."""

from __future__ import annotations

import pytest

from tests.line.client import Client
from tests.line.scenario import run
from tests.line.world import ROLES, build


@pytest.mark.django_db
def test_every_step_of_a_day_holds_for_everyone() -> None:
    world = build()
    close = {role: Client(world.users[role], world.project) for role in ROLES}
    away = {role: Client(world.users[role], world.project) for role in ROLES}
    for _name, _answer in run(world):
        for client in close.values():
            client.catch_up()
            client.holds()
    for role, client in away.items():
        client.catch_up()
        client.holds()
        assert close[role].resets == 0

"""The line test, command by command: for every role, snapshot and changesets lead to a fresh snapshot."""

from __future__ import annotations

import pytest

from headway.changes import cache
from headway.changes.errors import Missing
from headway.changes.reading import outcome_for
from headway.changes.registry import registry
from headway.changes.undo import undo
from tests.line.cases import CASES, invite
from tests.line.client import Client
from tests.line.invariants import check
from tests.line.world import ROLES, World, build, send, settle

COMMANDS = sorted(name for name, command in registry.commands.items() if not command.internal)


def test_every_command_has_a_case() -> None:
    assert sorted(CASES) == COMMANDS


def gone(world: World, client: Client) -> bool:
    """Whether the person may no longer see the project."""
    try:
        client.fresh()
    except Missing:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, cases in CASES.items() for n in range(len(cases))]
)
def test_line_holds(name: str, number: int) -> None:
    role, payload = CASES[name][number]
    world = build()
    clients = {r: Client(world.users[r], world.project) for r in ROLES}
    command = registry.commands[name]
    stream = world.workspace if command.on == "workspace" else world.project
    answer = send(world.users[role], stream, name, payload(world))
    _hold(world, clients)
    if "projects" not in answer["created"]:
        # Taken back and done again, by the same person.
        for _ in range(2):
            answer = outcome_for(world.users[role], undo(answer["id"], world.users[role]))
            _hold(world, clients)
    for client in clients.values():
        if not name.startswith("member."):
            assert client.resets == 0
    check(world.project)
    check(world.workspace)


IN_SCENARIOS = [
    (name, number)
    for name, cases in CASES.items()
    for number in range(len(cases))
    if name in COMMANDS
    and registry.commands[name].on == "project"
    and registry.commands[name].in_forks
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "number"), IN_SCENARIOS)
def test_line_holds_in_a_scenario(name: str, number: int) -> None:
    role, payload = CASES[name][number]
    world = build()
    owner = world.users["owner"]
    invite(world)
    made = send(owner, world.project, "scenario.create", {"name": "What if"})
    scenario = made["created"]["scenarios"][0]
    before = cache.current(world.project)
    with pytest.raises(Missing):
        Client(world.users["guest"], scenario)
    clients = {r: Client(world.users[r], scenario) for r in ROLES if r != "guest"}
    if role == "guest":
        role = "member"
    answer = send(world.users[role], scenario, name, payload(world))
    _hold(world, clients)
    for _ in range(2):
        answer = outcome_for(world.users[role], undo(answer["id"], world.users[role]))
        _hold(world, clients)
    assert all(client.resets == 0 for client in clients.values())
    check(scenario)
    check(world.workspace)
    after = cache.current(world.project)
    assert before is not None
    assert after is not None
    assert after.records.tables == before.records.tables


def _hold(world: World, clients: dict[str, Client]) -> None:
    for _ in range(2):
        for client in clients.values():
            if gone(world, client):
                continue
            client.catch_up()
            client.holds()
        # What the outbox brings on is another step.
        settle()

"""Commands whose values are of another type than they are to be: each is refused by name, none ends in
an error of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from headway.changes.errors import Refused
from headway.changes.perform import Envelope, parse, preview
from headway.changes.registry import registry
from tests.door.conftest import Http, http, world
from tests.line.cases import CASES
from tests.line.world import World

__all__ = ["http", "world"]
pytestmark = pytest.mark.slow

ODD: tuple[Any, ...] = ([], {}, [None], {"a": {}})
"""Values that no number, text or flag is."""
FIELDS = {
    "block.set": ("reason", "since", "kind", "resource_id", "waits_for_id", "waits_for", "promised"),
    "sprint.create": ("name", "goal", "start", "finish"),
    "sprint.update": ("name", "goal", "start", "finish"),
    "sprint.start": ("name", "goal", "start", "finish"),
    "release.create": ("name", "description", "date", "released"),
    "release.update": ("name", "description", "date", "released"),
}  # fmt: skip
"""What may stand in `fields` though no case has it."""
NAMED = [
    name
    for name in CASES
    if name.split(".")[0] in {"block", "update", "sprint", "release", "relation", "backlog"}
    or name.startswith(("assignment.reply", "assignment.answer", "task.watch"))
]


def plain(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where in a payload a plain value stands."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from plain(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value[:2]):
            yield from plain(one, (*path, place))
    else:
        yield path


def with_odd(payload: Any, path: tuple[str | int, ...], odd: Any) -> Any:
    """Return a payload with another value at one place."""
    whole = deepcopy(payload)
    at = whole
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = odd
    return whole


def odd_ones(name: str, whole: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield (place, payload) of a command for each plain value that it takes, given or not."""
    places = list(plain(whole))
    places += [(f,) for f in registry.commands[name].model_fields if f not in whole]
    places += [("fields", f) for f in FIELDS.get(name, ()) if f not in whole.get("fields", {})]
    for place in places:
        for odd in ODD:
            yield place, with_odd({place[0]: {}, **whole}, place, odd)


@pytest.mark.parametrize("name", NAMED)
def test_a_value_of_another_type_is_refused_by_name(
    world: World, http: Callable[[str], Http], name: str
) -> None:
    ask = http("owner")
    for _, payload in CASES[name][:1]:
        for place, odd in odd_ones(name, payload(world)):
            sent = {"commands": [{"type": name, "payload": odd}]}
            problem = ask("POST", f"projects/{world.project}/preview", sent, 422)
            fields = [error["field"] for error in problem["errors"]]
            wanted = [step for step in place if isinstance(step, str)][-1]
            assert any(wanted in field.split(".") for field in fields), (odd, fields)


@pytest.mark.parametrize("name", CASES)
def test_no_command_ends_in_an_error_of_the_server(world: World, name: str) -> None:
    command = registry.commands[name]
    stream = world.workspace if command.on == "workspace" else world.project
    refused = 0
    for _, payload in CASES[name][:1]:
        for _, odd in odd_ones(name, payload(world)):
            try:
                preview(Envelope(parse(name, odd), stream), world.users["owner"])
            except Refused:
                refused += 1
    assert refused or not command.model_fields


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": []}, "name"),
        ({"name": {}}, "name"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"description": 5}, "description"),
        ({"description": "a\x00b"}, "description"),
        ({"description": "x" * 2001}, "description"),
        ({"task_ids": []}, "task_ids"),
        ({"task_ids": "all"}, "task_ids"),
        ({"task_ids": [[]]}, "task_ids"),
        ({"task_ids": [2**60]}, "task_ids"),
        ({"roles": []}, "roles"),
        ({"roles": {"x": "Lead"}}, "roles"),
        ({"roles": {"1": None}}, "roles"),
        ({"roles": {"1": "a\x00b"}}, "roles"),
    ],
    ids=str,
)
def test_an_odd_template_is_refused_by_name(
    world: World, http: Callable[[str], Http], body: dict[str, Any], field: str
) -> None:
    ask, path = http("owner"), f"projects/{world.project}/templates"
    problem = ask("POST", path, {"name": "Kept", **body}, 422)
    assert any(field in error["field"].split(".") for error in problem["errors"]), problem
    made = ask("POST", path, {"name": "Kept"}, 201)
    if field in ("name", "description") and body[field] is not None:
        problem = ask("PATCH", f"templates/{made['id']}", body, 422)
        assert any(field in error["field"].split(".") for error in problem["errors"]), problem
    assert [one["name"] for one in ask("GET", "templates")["items"] if "workspace_id" in one] == [
        "Kept"
    ]

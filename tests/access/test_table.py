"""Who gets what at every route; a route without a row in the table fails."""

from __future__ import annotations

import re
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT, encode_multipart

from headway.access.models import User
from headway.access.tokens import new_token
from headway.server.api import api
from tests.access.table import FILL, PEOPLE, TABLE, Route
from tests.line.world import World, build, send


def registered() -> list[str]:
    """Return method and path of every route."""
    paths = api.get_openapi_schema()["paths"]
    return sorted(f"{method.upper()} {path}" for path, ways in paths.items() for method in ways)


def test_every_route_has_a_row() -> None:
    assert sorted(TABLE) == registered()


def world_for_routes() -> World:
    """Return the small world with a change to undo and a token to revoke."""
    world = build()
    User.objects.create_user("stranger@example.org", name="Sam")
    fields = {"id": world.tasks["Plan"], "fields": {"notes": "Renamed"}}
    world.changes["renamed"] = send(world.users["owner"], world.project, "task.update", fields)[
        "id"
    ]
    token, _ = new_token(User.objects.get(pk=world.users["owner"]), "to revoke")
    world.changes["token"] = token.pk
    return world


def ask(world: World, who: str, name: str, route: Route) -> Any:
    """Send a request as somebody."""
    method, path = name.split(" ")
    fill = {**FILL, **route.fill}

    def filled(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: str(fill[m.group(1)](world)), text)

    path = filled(path)
    headers = {}
    if who != "nobody":
        user = User.objects.get(email=f"{who}@example.org")
        headers["Authorization"] = f"Bearer {new_token(user)[1]}"
    data, content = b"", "application/json"
    if route.file:
        file = SimpleUploadedFile("plan.csv", b"Name,Duration\nOne,2d\nTwo,1d\n", "text/csv")
        form: dict[str, Any] = {"file": file, "workspace_id": str(world.workspace)}
        data, content = encode_multipart("BoUnDaRyStRiNg", form), MULTIPART_CONTENT
    elif route.body(world) is not None:
        data = orjson.dumps(route.body(world))
    query = f"?{filled(route.query)}" if route.query else ""
    return Client().generic(method, path + query, data=data, content_type=content, headers=headers)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(TABLE))
def test_everyone_gets_what_the_table_says(name: str) -> None:
    route = TABLE[name]
    world = world_for_routes()
    got = []
    # The least first, so that what succeeds does not change what the others would get.
    for who in reversed(PEOPLE):
        answer = ask(world, who, name, route)
        got.append(answer.status_code)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["detail"]
        if route.twice is False and answer.status_code < 300 and who != "owner":
            break
    expected = list(reversed(route.gets))[: len(got)]
    assert dict(zip(reversed(PEOPLE), got, strict=False)) == dict(
        zip(reversed(PEOPLE), expected, strict=False)
    )

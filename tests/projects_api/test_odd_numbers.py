"""Numbers that no column holds, at each place where a route takes a number: none ends in an error of
the server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

FAR = 2**63
"""The first number that no column holds."""
WORDS = {
    "date": "2026-12-01",
    "date-time": "2026-12-01T08:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "email": "far@example.org",
}
PLAIN: dict[str | None, Any] = {"number": 1, "boolean": True}


def filled(schema: Mapping[str, Any], named: Mapping[str, Any], number: int) -> Any:
    """Return a value of a JSON schema in which each integer is `number`."""
    if "$ref" in schema:
        return filled(named[schema["$ref"].rsplit("/", 1)[1]], named, number)
    for one in schema.get("anyOf", schema.get("allOf", ())):
        return filled(one, named, number)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "integer":
            return number
        case "array":
            return [filled(schema.get("items", {}), named, number)]
        case "object":
            parts = schema.get("properties", {})
            return {name: filled(part, named, number) for name, part in parts.items()}
        case "string":
            return WORDS.get(schema.get("format", ""), "x")
        case other:
            return PLAIN.get(other)


def bodies(schema: Mapping[str, Any], named: Mapping[str, Any]) -> Iterator[Any]:
    """Yield bodies with far numbers: everywhere, then in one field, with and without the others."""
    far, near = filled(schema, named, FAR), filled(schema, named, 1)
    if far == near:
        return
    yield far
    if isinstance(far, dict):
        for name in far:
            if far[name] != near[name]:
                yield {**near, name: far[name]}
                yield {name: far[name]}


def requests(spec: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
    """Yield (method, path, query, body) with far numbers of all routes."""
    named = spec["components"]["schemas"]
    for path, methods in spec["paths"].items():
        for method, route in methods.items():
            asked = route.get("parameters", [])
            query = {
                one["name"]: FAR
                for one in asked
                if one["in"] == "query" and "'integer'" in str(one["schema"])
            }
            if method == "get":
                yield method, path, query, None
            content = route.get("requestBody", {}).get("content", {}).get("application/json")
            for body in bodies(content["schema"], named) if content else ():
                yield method, path, {}, body


def test_a_number_beyond_all_columns_is_no_error_of_ours(place: Place) -> None:
    project = place.project()
    keys = {"project_id": project, "workspace_id": place.workspace}
    spec = place.owner.get("/openapi.json").json()
    failed, count = [], 0
    for method, path, query, body in requests(spec):
        at = re.sub(r"{(\w+)}", lambda m: str(keys.get(m[1], 1)), path.removeprefix("/api/v1"))
        count += 1
        if method == "get":
            answer = place.owner.get(at, **query)
        else:
            answer = place.owner.send(method.upper(), at, body)
        if answer.status_code >= 500:
            failed.append((method, path, query, body, answer.content[:200]))
    assert failed == []
    assert count > 150


def test_a_line_of_the_inbox_that_cannot_be_is_named(place: Place) -> None:
    path = "/inbox/mark"
    answer = place.owner.post(path, {"action": "read", "ids": [FAR]})
    assert answer.status_code == 422
    assert "ids" in answer.json()["errors"][0]["field"]

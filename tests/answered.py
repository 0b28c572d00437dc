"""Whether what the server answers is what its OpenAPI document says: every test's answers are looked at."""

from __future__ import annotations

import functools
import re
from typing import Any

from django.test import Client
from pydantic import BaseModel, TypeAdapter, ValidationError

from headway.changes.answers import MODELS, REF, Problem
from headway.changes.wire import ChangesetsMessage, PongMessage, PresenceMessage, ResetMessage


class Asking(Client):
    """A client that looks at whether answers are what is said of them."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        media = response.headers.get("Content-Type", "")
        if media.startswith("application/json") and response.content:
            method, path = request["REQUEST_METHOD"], request["PATH_INFO"]
            as_described(method, path, response.status_code, response.json())
        elif media.startswith("application/problem+json"):
            as_refused(response.json())
        return response


def as_described(method: str, path: str, status: int, body: Any) -> None:
    """Assert that a JSON answer of a route (`path` without the query) is what is said of it."""
    for pattern, by_method in _routes():
        if pattern.fullmatch(path):
            model = by_method.get(method.upper(), {}).get(status)
            if model is not None:
                _assert_is(model, body, f"{method} {path}")
            return


def as_refused(body: Any) -> None:
    """Assert that a refusal is a problem as it is described."""
    _assert_is(Problem, body, "a refusal")


def _assert_is(model: type[BaseModel], body: Any, where: str) -> None:
    try:
        _adapter(model).validate_python(body, strict=True)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:10]]
        raise AssertionError(f"{where} is no {model.__name__}: {'; '.join(wrong)}") from None


def as_message(message: Any) -> None:
    """Assert that a socket's message is one of those that are described."""
    _messages().validate_python(message, strict=True)


@functools.cache
def _messages() -> TypeAdapter[Any]:
    return TypeAdapter(ChangesetsMessage | ResetMessage | PresenceMessage | PongMessage)


@functools.cache
def _adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


@functools.cache
def _routes() -> list[tuple[re.Pattern[str], dict[str, dict[int, type[BaseModel]]]]]:
    from headway.server.api import api

    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        found.append(
            (pattern, {m.upper(): _models(said["responses"]) for m, said in methods.items()})
        )
    # What is named goes before what may be anything: /projects/import before /projects/{id}.
    return sorted(found, key=lambda entry: entry[0].pattern.count("[^/]+"))


def _models(responses: dict[Any, Any]) -> dict[int, type[BaseModel]]:
    found = {}
    for status, answer in responses.items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        name = schema.get("$ref", "").removeprefix(REF.format(model=""))
        if name in MODELS:
            found[int(status)] = MODELS[name]
    return found

"""Pages may talk to the server that they came from, and to no other."""

from __future__ import annotations

from django.test import Client, RequestFactory

from headway.server.headers import reachable


def connect(**headers: str) -> str:
    answer = Client().get("/api/v1/openapi.json", headers=headers)
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == policy["worker-src"] == policy["manifest-src"] == "'self'"
    return policy["connect-src"]


def test_sockets_go_to_the_pages_own_host() -> None:
    assert connect(host="localhost:8123") == "'self' ws://localhost:8123 wss://localhost:8123"


def test_a_host_that_is_not_served_is_not_repeated() -> None:
    request = RequestFactory().get("/", headers={"host": "evil.example"})
    assert reachable(request) == "'self'"

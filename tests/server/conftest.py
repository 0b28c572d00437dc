"""One served place for all tests of the server that do not need their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.services import Place, Server, running_place


@dataclass
class World:
    """A served place with two people who do not know of each other."""

    place: Place
    server: Server
    ana: str
    ben: str

    def client(self, who: str) -> httpx.Client:
        """Return a client of one of them."""
        return self.server.client(getattr(self, who))


@pytest.fixture(scope="package")
def world() -> Iterator[World]:
    with running_place() as place:
        server = place.serve("--no-demo")
        ana = place.user("ana@example.com")
        ben = place.user("ben@example.com")
        yield World(place, server, ana, ben)

"""The web app's intents against a server: what shows at once is what the server then says."""

from __future__ import annotations

import pytest

from tests.services import running_place
from tests.web.running import vitest

pytestmark = pytest.mark.slow


def test_what_shows_at_once_is_what_the_server_says() -> None:
    with running_place() as place:
        server = place.serve("--no-demo")
        token = place.user("ana@example.com")
        said = vitest("src/sync/server.test.ts", HEADWAY_URL=server.url, HEADWAY_TOKEN=token)
    assert "6 passed" in said

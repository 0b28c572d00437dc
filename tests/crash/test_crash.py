"""The server is killed while people work: nothing that was answered is lost."""

from __future__ import annotations

import pytest

from tests.crash.stream import storm
from tests.services import running_place


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_kills_lose_nothing() -> None:
    # With the app's own settings: what is written waits for the disk.
    with running_place(DJANGO_SETTINGS_MODULE="headway.server.settings") as place:
        found = storm(place)
        found.rage(kills=8)
        found.check()

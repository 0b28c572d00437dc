"""The tests of the door, of search and of what the inbox tells once more, on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import Postgres, postgres

__all__ = ["postgres"]
ROOT = Path(__file__).resolve().parents[2]
AGAIN = (
    "tests/line/test_scenario.py",
    "tests/door/test_streams.py",
    "tests/door/test_undo.py",
    "tests/door/test_releases.py",
    "tests/search/test_search.py",
    "tests/collaboration/test_inbox_changed.py",
)


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_door_on_postgresql(postgres: Postgres) -> None:
    environment = {**os.environ, "HEADWAY_DATABASE_URL": postgres.database()}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *AGAIN]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=380, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]

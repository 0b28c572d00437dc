"""Writes tests/fixtures/line: for each role a snapshot, changesets, and the snapshot they lead to.

The web app's store is tested against them as the server's line is in tests/line. `--check` only
compares what is there with what this version gives.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests/fixtures/line"
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
ROLES = ("owner", "member", "viewer", "guest")
ROWS = 12
"""Long arrays are written this many values a line."""


class Steady:
    """Replaces what differs from run to run: instants, and ids of commands and changes."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: self(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self(v) for v in value]
        if isinstance(value, str) and INSTANT.match(value):
            return "2026-03-02T09:00:00Z"
        if isinstance(value, str) and UUID.match(value):
            fresh = f"00000000-0000-4000-8000-{len(self.known):012x}"
            return self.known.setdefault(value, fresh)
        return value


def written() -> dict[str, bytes]:
    """Run the scenario on an empty database; return the files by name."""
    from tests.line.client import Client, through_json
    from tests.line.scenario import run
    from tests.line.world import build

    from headway.changes.reading import snapshot

    world = build()
    steady = Steady()
    files: dict[str, bytes] = {}

    def shot(role: str) -> Any:
        return through_json(snapshot(world.users[role], world.project, "project", keys=False))

    before = {role: shot(role) for role in ROLES}
    clients = {role: Client(world.users[role], world.project) for role in ROLES}
    steps: dict[str, list[dict[str, Any]]] = {role: [] for role in ROLES}
    for _name, _answer in run(world):
        for role, client in clients.items():
            steps[role] += client.catch_up()
    for role, client in clients.items():
        if client.resets:
            raise RuntimeError(f"the scenario must not reset a client, but did for {role}")
        content = {
            "role": role,
            "snapshot": before[role],
            "changesets": steps[role],
            "expected": shot(role),
        }
        files[f"{role}.json"] = orjson.dumps(steady(content), option=orjson.OPT_INDENT_2) + b"\n"
    return files


def compact(text: bytes) -> bytes:
    """Return indented JSON with arrays of plain values on one line each."""
    return re.sub(
        rb"\[\s+([^\[\]{}]*?)\s+\]",
        lambda m: b"[" + re.sub(rb",\s+", b", ", m.group(1)) + b"]",
        text,
    )


def main() -> int:
    """Write the files, or say which are not what they should be."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="headway-fixtures-") as folder:
        os.environ["HEADWAY_DATA"] = folder
        os.environ["HEADWAY_DATABASE_URL"] = ""
        os.environ["DJANGO_SETTINGS_MODULE"] = "headway.server.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        files = {name: compact(content) for name, content in written().items()}
    if "--check" in sys.argv:
        wrong = [
            name
            for name, content in files.items()
            if not (TARGET / name).is_file() or (TARGET / name).read_bytes() != content
        ]
        for name in wrong:
            print(
                f"tests/fixtures/line/{name} is not up to date: run tools/line_fixtures.py",
                file=sys.stderr,
            )
        return 1 if wrong else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

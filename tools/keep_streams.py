"""Keeps the streams of a small project as this release stores them: `tools/keep_streams.py 0.1`.

Run once for every release, before it; `tests/door/test_releases.py` replays all that were kept.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).resolve().parent.parent


def kept(stream: int, kind: str) -> dict[str, Any]:
    """Return a stream's changesets as they are stored, and the rows that they lead to."""
    from headway.changes import rows
    from headway.changes.codec import unpack
    from headway.changes.history import heading
    from headway.changes.models import Changeset

    stored = Changeset.objects.filter(stream_id=stream).order_by("version")
    return {
        "stream": stream,
        "kind": kind,
        "changesets": [
            {
                **heading(row),
                "first": row.first,
                "body": unpack(row.body),
                "results": unpack(row.results),
            }
            for row in stored
        ],
        "rows": {
            name: list(found.values()) for name, found in rows.read(stream, kind).tables.items()
        },
    }


def main() -> int:
    """Tell the scenario to an empty database and write both streams."""
    release = sys.argv[1]
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="headway-streams-") as folder:
        os.environ["HEADWAY_DATA"] = folder
        os.environ["HEADWAY_DATABASE_URL"] = ""
        os.environ["DJANGO_SETTINGS_MODULE"] = "headway.server.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from tests.line.scenario import run
        from tests.line.world import build

        world = build()
        for _ in run(world):
            pass
        target = ROOT / f"tests/fixtures/release-{release}"
        target.mkdir(parents=True, exist_ok=True)
        for kind, stream in (("workspace", world.workspace), ("project", world.project)):
            (target / f"{kind}.json").write_bytes(orjson.dumps(kept(stream, kind)) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

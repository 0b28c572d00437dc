"""Running a test of the web app that needs something from here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"
NPX = Path(sys.executable).with_name("npx")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def vitest(path: str, **settings: str) -> str:
    """Run one test file of the web app, which must pass; return what was printed."""
    search = f"{NPX.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(NPX), "vitest", "run", path],
        cwd=WEB,
        env={**os.environ, "PATH": search, **settings},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    said = COLOURS.sub("", done.stdout + done.stderr)
    assert done.returncode == 0, said
    return said

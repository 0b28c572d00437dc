"""What a plan of 10,000 tasks takes in the browser's store and filters, without a browser:
`python -m bench browser_model` runs the web app's own measurements (`web/src/**/*.measure.ts`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "web"
MINUTES = 5


def main() -> int:
    """Run them; they print their table."""
    done = subprocess.run(
        ["npx", "vitest", "run", "--config", "vitest.measure.config.ts"],
        cwd=WEB,
        check=False,
        timeout=MINUTES * 60,
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

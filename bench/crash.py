"""Kill the server 50 times at random moments during a stream of edits; say what held."""

from __future__ import annotations

import sys
import time

from tests.crash.stream import storm
from tests.services import running_place


def main() -> int:
    """Run the storm; the number of kills may be given."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with running_place(forked=False) as place:
        found = storm(place)
        began = time.monotonic()
        found.rage(kills=kills, seed=7)
        found.check()
        print(
            f"{kills} kills in {time.monotonic() - began:.0f} s, {len(found.answered)} edits "
            "answered: none lost, none halved, the outbox delivered, the client equal to a snapshot"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`headway worker`: delivers the outbox in a process of its own."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--once", action="store_true", help="deliver what is due, then end")


def run(given: argparse.Namespace) -> int:
    """Deliver until told to stop."""
    open_place()
    from headway.changes import outbox
    from headway.operations import occupancy

    if given.once:
        while outbox.deliver():
            pass
        return 0
    occupancy.occupy()
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        outbox.wake()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print("Headway's worker is running.", file=sys.stderr, flush=True)
    outbox.run(stop)
    return 0

"""`headway worker`: delivers the outbox and carries out long runs in a process of its own."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--once", action="store_true", help="do what is due, then end")


def run(given: argparse.Namespace) -> int:
    """Work until told to stop."""
    open_place()
    from headway.analysis import running, runs
    from headway.changes import outbox
    from headway.operations import occupancy

    if given.once:
        while outbox.deliver():
            pass
        running.work_off()
        return 0
    occupancy.occupy()
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        outbox.wake()
        runs.wake()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print("Headway's worker is running.", file=sys.stderr, flush=True)
    carrying = threading.Thread(target=running.run, args=(stop,), name="runs")
    carrying.start()
    outbox.run(stop)
    carrying.join(10)
    return 0

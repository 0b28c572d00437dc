"""`headway worker`: delivers the outbox, carries out long runs and keeps the search index up."""

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
    from headway.changes import clock, outbox
    from headway.operations import occupancy
    from headway.search import indexing

    if given.once:
        while outbox.deliver():
            pass
        running.work_off()
        clock.look()
        indexing.catch_up()
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
    beside = [
        threading.Thread(target=target, args=(stop,), name=name)
        for name, target in (
            ("runs", running.run),
            ("search", indexing.run),
            ("clock", clock.run),
        )
    ]
    for thread in beside:
        thread.start()
    outbox.run(stop)
    for thread in beside:
        thread.join(10)
    return 0

"""`headway serve`: everything on one port."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from headway.cli.main import BadInput
from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--port", type=int, help="instead of HEADWAY_PORT (8000)")
    parser.add_argument("--bind", help="address to listen on, instead of HEADWAY_BIND (127.0.0.1)")
    parser.add_argument(
        "--no-worker", action="store_true", help="leave the outbox to `headway worker`"
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="do not make the demo on a new place"
    )


def run(given: argparse.Namespace) -> int:
    """Migrate, warm up, make the demo on a new place, and serve."""
    if given.port is not None:
        os.environ["HEADWAY_PORT"] = str(given.port)
    open_place()
    from django.conf import settings

    from headway.operations import occupancy, opening
    from headway.server.serving import listen, serve

    bind = given.bind or settings.HEADWAY_BIND
    port = settings.HEADWAY_PORT
    try:
        door = listen(bind, port)
    except (OSError, OverflowError) as error:
        raise BadInput(f"Cannot listen on {bind}:{port}: {error}. Set HEADWAY_PORT.") from None
    occupancy.occupy()
    with ThreadPoolExecutor(1, thread_name_prefix="warm") as beside:
        warming = beside.submit(opening.warm)
        lines = opening.prepare(with_demo=not given.no_demo)
        warming.result()

    if bind not in ("127.0.0.1", "localhost", "::1") and not os.environ.get("HEADWAY_BASE_URL"):
        lines.append(
            "Others reach it only once HEADWAY_BASE_URL says by which address, as http://plan.lan:8000"
        )

    def ready() -> None:
        for line in (f"Headway serves on {settings.HEADWAY_BASE_URL}", *lines):
            print(line, flush=True)

    try:
        serve(door, ready, worker=not given.no_worker)
    finally:
        door.close()
    print("Headway stopped.", file=sys.stderr)
    return 0

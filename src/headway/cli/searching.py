"""A search in the terminal: how far it is, on standard error, and Ctrl+C ends it with the best so far."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Teller = Callable[[str, str], None]
"""Called with the best so far and the bound, in words."""


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Yield what the first Ctrl+C sets; the second interrupts as always."""
    stop = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        print("headway: stopping with the best so far", file=sys.stderr, flush=True)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    signal.signal(signal.SIGINT, asked)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def teller() -> Teller | None:
    """Return what tells of each better outcome, None where nobody looks at standard error."""
    if not sys.stderr.isatty():
        return None

    def tell(best: str, bound: str) -> None:
        print(f"headway: best so far {best}, none before {bound}", file=sys.stderr, flush=True)

    return tell

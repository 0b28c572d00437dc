"""Serves the place on one port until it is told to stop."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

from headway.analysis import running, runs
from headway.changes import clock, outbox
from headway.search import indexing
from headway.server.asgi import Application

log = logging.getLogger(__name__)

LONGEST_FRAME = 16 * 1024
"""Bytes of a message that a socket's client may send."""
GRACE = 5
"""Seconds that running requests and sockets have to end when the server stops."""


class Server(uvicorn.Server):
    """Uvicorn that calls back when it listens, ends sockets first and exits with 0 when told to."""

    def __init__(self, config: uvicorn.Config, application: Application, ready: Callable[[], None]):
        super().__init__(config)
        self._application = application
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._application.hub.stop()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {s: signal.signal(s, self.handle_exit) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio sends small answers at once (TCP_NODELAY).
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError:
        found.close()
        raise
    return found


def serve(door: socket.socket, ready: Callable[[], None], *, worker: bool = True) -> None:
    """Serve on a bound socket until SIGTERM or Ctrl+C; `ready` is called once it listens.

    With `worker`, threads of this process deliver the outbox, carry out long runs and keep the search
    index up.
    """
    application = Application()
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="on",
        ws_max_size=LONGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=25,
        ws_ping_timeout=25,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        forwarded_allow_ips=os.environ.get("HEADWAY_TRUSTED_PROXIES", "127.0.0.1,::1"),
        backlog=512,
    )
    server = Server(config, application, ready)
    stop = threading.Event()
    works = [
        threading.Thread(target=target, args=(stop,), name=name)
        for name, target in (("outbox", outbox.run), ("runs", running.run), ("search", indexing.run), ("clock", clock.run))
    ] if worker else []  # fmt: skip
    for thread in works:
        thread.start()
    try:
        server.run(sockets=[door])
    finally:
        stop.set()
        outbox.wake()
        runs.wake()
        for thread in works:
            thread.join(10)

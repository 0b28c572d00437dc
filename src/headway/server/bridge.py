"""Runs Django's WSGI application for ASGI requests, in a few threads.

A thread is taken only once the whole request is there, and while a piece of the answer is made, never
while a piece is sent: slow clients cost no threads. Most answers are one piece, so that a request
crosses between the event loop and the thread twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, TypeAlias

from headway.server.bodies import (
    MEBIBYTE,
    Gone,
    Receive,
    Scope,
    Send,
    TooLarge,
    answer_problem,
    read_body,
    refuse_too_large,
)
from headway.words import say

log = logging.getLogger(__name__)

Environ: TypeAlias = dict[str, Any]
Headers: TypeAlias = list[tuple[str, str]]
WSGI: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

THREADS = 6
AT_ONCE = MEBIBYTE
"""Bytes of an answer that are gathered before the first goes out."""
SLOWEST = 120.0
"""Seconds that a client may take over one piece of a long answer."""
LONG = 64 * 1024
"""JSON from this length on is compressed, unless the client is on this machine."""
HERE = ("127.0.0.1", "::1")


class Bridge:
    """An ASGI application for `http` around a WSGI one."""

    def __init__(self, application: WSGI, threads: int = THREADS) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="request")

    def close(self) -> None:
        """Wait for running requests and end the threads."""
        self.pool.shutdown(wait=True, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await read_body(scope, receive)
        except TooLarge as error:
            await refuse_too_large(error.limit, receive, send)
            return
        except Gone:
            return
        loop = asyncio.get_running_loop()
        with body:
            answer = Answer(scope, send)
            environ = environ_of(scope, body)
            try:
                piece = await loop.run_in_executor(self.pool, answer.run, self.application, environ)
                while answer.goes_on:
                    # Here, not in a thread, the client is waited for.
                    await asyncio.wait_for(answer.send_piece(piece), SLOWEST)
                    piece = await loop.run_in_executor(self.pool, answer.piece)
            except Exception:
                log.exception("%s %s failed", scope["method"], scope["path"])
                if not answer.begun:
                    detail = say("Something went wrong on the server. Try again.")
                    problem = {"type": "internal", "title": say("Our fault"), "status": 500}
                    await answer_problem(send, {**problem, "detail": detail})
                    await send({"type": "http.response.body", "body": b""})
                return
            finally:
                if answer.goes_on:
                    # The client was too slow, or the server ends.
                    with contextlib.suppress(RuntimeError):
                        self.pool.submit(answer.close)
        await answer.begin()
        await send({"type": "http.response.body", "body": piece})


class Answer:
    """What the WSGI application answers to one request, and its way back to the client. `goes_on` says
    that more follows the piece that was given last."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.begun = False
        self.goes_on = False
        self.status = 500
        self.headers: Headers = []
        self.close: Callable[[], None] = lambda: None
        self._pieces: Iterator[bytes] = iter(())
        self._first: list[bytes] = []

    def start_response(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        """Take status and headers, as WSGI gives them."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = headers

    def run(self, application: WSGI, environ: Environ) -> bytes:
        """Run the application (in a thread); return the first piece of the body."""
        result = application(environ, self.start_response)
        self.close = getattr(result, "close", self.close)
        self._pieces = iter(result)
        whole = self.piece()
        return whole if self.goes_on else self._compressed(whole)

    def piece(self) -> bytes:
        """Return the next piece of the body (in a thread)."""
        pieces, self._first = self._first, []
        size = sum(map(len, pieces))
        self.goes_on = False
        try:
            for piece in self._pieces:
                if size > AT_ONCE:
                    self._first = [piece]
                    self.goes_on = True
                    break
                pieces.append(piece)
                size += len(piece)
        finally:
            if not self.goes_on:
                self.close()
        return b"".join(pieces)

    async def send_piece(self, piece: bytes) -> None:
        """Send a piece that others follow."""
        await self.begin()
        await self.send({"type": "http.response.body", "body": piece, "more_body": True})

    async def begin(self) -> None:
        """Send status and headers, once."""
        if self.begun:
            return
        self.begun = True
        await self.send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": [
                    (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
                    for name, value in self.headers
                ],
            }
        )

    def _compressed(self, body: bytes) -> bytes:
        """Return long JSON compressed where the client takes it and is not on this machine."""
        if len(body) < LONG or (self.scope.get("client") or ("",))[0] in HERE:
            return body
        sent = {name.lower(): value for name, value in self.headers}
        accepted = next((v for k, v in self.scope["headers"] if k == b"accept-encoding"), b"")
        if b"gzip" not in accepted or "content-encoding" in sent:
            return body
        if not sent.get("content-type", "").startswith("application/json"):
            return body
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        packed = packer.compress(body) + packer.flush()
        self.headers = [(k, v) for k, v in self.headers if k.lower() != "content-length"]
        self.headers += [
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(packed))),
            ("Vary", "Accept-Encoding"),
        ]
        return packed


def environ_of(scope: Scope, body: IO[bytes]) -> Environ:
    """Return the WSGI environment of an ASGI request."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            # X_Forwarded_For and X-Forwarded-For would be one variable: the former is a forgery.
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{';' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    # The body is whole by now, also one that came in chunks without a length.
    size = body.seek(0, 2)
    body.seek(0)
    environ["CONTENT_LENGTH"] = str(size)
    return environ

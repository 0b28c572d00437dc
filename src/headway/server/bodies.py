"""Request bodies: taken in whole before a thread is busied, large ones on disk, too large ones not.

A body that is too large is answered at once, from its announced length where there is one. What the
client still sends is then read and thrown away for a while, because most clients read an answer
only after they have sent everything.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from typing import IO, Any, TypeAlias

import orjson

from headway.words import say

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

MEBIBYTE = 1024 * 1024
MOST_FILE = 64 * MEBIBYTE
"""The largest upload of a file."""
FORM = MEBIBYTE // 4
"""What a form says besides the file."""
MOST_OTHER = 16 * MEBIBYTE
"""The largest body of any other request: some 100,000 tasks as one pasted outline."""
IN_MEMORY = MEBIBYTE
SILENCE = 60.0
"""Seconds within which the next piece of a body must come."""
DISCARDED = 1024 * MEBIBYTE
DISCARD_SECONDS = 60.0


class TooLarge(Exception):
    """The body is larger than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the body is larger than {limit} bytes")
        self.limit = limit


class Gone(Exception):
    """The client left, or fell silent, before its body was complete."""


def header(scope: Scope, name: bytes) -> str:
    """Return the first header of that (lower-case) name, empty where there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""


def limit_of(scope: Scope) -> int:
    """Return how many bytes the body of a request may have."""
    form = header(scope, b"content-type").lower().startswith("multipart/form-data")
    return MOST_FILE + FORM if form else MOST_OTHER


async def read_body(scope: Scope, receive: Receive) -> IO[bytes]:
    """Return the request's body as a file at its start; raise TooLarge or Gone."""
    limit = limit_of(scope)
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced) > limit:
        raise TooLarge(limit)
    body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    size = 0
    try:
        while True:
            message = await asyncio.wait_for(receive(), SILENCE)
            if message["type"] == "http.disconnect":
                raise Gone
            piece = message.get("body", b"")
            size += len(piece)
            if size > limit:
                raise TooLarge(limit)
            body.write(piece)
            if not message.get("more_body"):
                body.seek(0)
                return body
    except TimeoutError:
        body.close()
        raise Gone from None
    except BaseException:
        body.close()
        raise


async def answer_problem(send: Send, problem: dict[str, Any]) -> None:
    """Send an RFC 9457 answer and close the connection after it."""
    raw = orjson.dumps(problem)
    await send(
        {
            "type": "http.response.start",
            "status": problem["status"],
            "headers": [
                (b"content-type", b"application/problem+json"),
                (b"content-length", str(len(raw)).encode()),
                (b"connection", b"close"),
            ],
        }
    )
    await send({"type": "http.response.body", "body": raw, "more_body": True})


async def refuse_too_large(limit: int, receive: Receive, send: Send) -> None:
    """Answer 413, then let the client finish sending, into nothing."""
    await answer_problem(
        send,
        {
            "type": "too-large",
            "title": say("Too large"),
            "status": 413,
            "detail": say("At most {limit} MiB can be sent at once.", limit=limit // MEBIBYTE),
        },
    )
    thrown_away = 0
    try:
        async with asyncio.timeout(DISCARD_SECONDS):
            while thrown_away < DISCARDED:
                message = await receive()
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    break
                thrown_away += len(message.get("body", b""))
    except TimeoutError:
        pass
    await send({"type": "http.response.body", "body": b""})

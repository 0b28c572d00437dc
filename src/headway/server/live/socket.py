"""One live connection: it knows up to which version it was told, and is told the rest in order.

Nothing is queued for a connection. It reads from the changesets when it is woken and the last
message is out, so a slow client costs no memory and gets larger messages; one that does not take a
message at all is dropped and may come back with the version that it has.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
import time
from typing import Any

import orjson

from headway.changes.viewer import Viewer
from headway.server.bodies import Receive, Send
from headway.server.live.news import Entry, changesets_text
from headway.server.live.presence import place_of
from headway.server.live.room import Room
from headway.server.live.who import Person

SLOWEST = 30.0
"""Seconds within which a client must take a message."""
BURST = 60
PER_SECOND = 10.0
"""How many messages a client may send: at once, and per second in the long run."""

SIGNED_OUT = 4401
NOT_YOURS = 4404
TOO_MANY = 1013
MISBEHAVED = 1008
TOO_SLOW = 1013
GONE = "There is nothing here any more, or nothing that you may see."

_numbers = itertools.count(1)


class Closed(Exception):
    """The connection is to end with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Socket:
    """One connection to one room."""

    def __init__(
        self, person: Person, entry: Entry, since: int | None, receive: Receive, send: Send
    ) -> None:
        self.number = next(_numbers)
        self.key = secrets.token_hex(4)
        self.person = person
        self.viewer: Viewer = entry.viewer
        self.entered = entry.workspace_version
        self.told = entry.version if since is None else since
        self.at: dict[str, Any] = {}
        self.wake = asyncio.Event()
        self.people_due = True
        self._reset_at: int | None = entry.version if entry.outdated else None
        self._ending: Closed | None = None
        self._receive = receive
        self._send = send
        self._credit = float(BURST)
        self._credited = time.monotonic()

    async def run(self, room: Room) -> None:
        """Serve the connection until it ends; raise Closed where we end it."""
        room.join(self)
        listening = asyncio.create_task(self._listen(room))
        telling = asyncio.create_task(self._tell(room))
        try:
            done, _ = await asyncio.wait((listening, telling), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            room.leave(self)
            for task in (listening, telling):
                task.cancel()
            await asyncio.gather(listening, telling, return_exceptions=True)

    def rights_differ(self, viewer: Viewer | None) -> None:
        """Take the new standing: the client needs a new snapshot, or has nothing to see any more."""
        if viewer is None:
            self.end(NOT_YOURS, GONE)
            return
        self.viewer = viewer
        self._reset_at = -1
        self.wake.set()

    def end(self, code: int, reason: str) -> None:
        """End the connection as soon as it is its turn."""
        self._ending = Closed(code, reason)
        self.wake.set()

    async def _listen(self, room: Room) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            if message["type"] == "websocket.receive":
                await self._heard(message.get("text") or message.get("bytes") or "", room)

    async def _heard(self, raw: str | bytes, room: Room) -> None:
        now = time.monotonic()
        self._credit = min(BURST, self._credit + (now - self._credited) * PER_SECOND) - 1
        self._credited = now
        if self._credit < 0:
            raise Closed(MISBEHAVED, "Too many messages.")
        try:
            said = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise Closed(MISBEHAVED, "Messages are JSON objects.") from None
        kind = said.get("type") if isinstance(said, dict) else None
        if kind == "ping":
            await self._out('{"type":"pong"}')
        elif kind == "here":
            self.at = place_of(said.get("at"))
            room.people_changed()
        else:
            raise Closed(MISBEHAVED, "A message's type is `here` or `ping`.")

    async def _tell(self, room: Room) -> None:
        first = True
        while True:
            if self._ending is not None:
                raise self._ending
            told = await self._tell_changes(room)
            if first and not told:
                await self._out(changesets_text([], self.told))
            first = False
            if self.people_due:
                self.people_due = False
                await self._out(room.presence(self.viewer))
            await self.wake.wait()
            self.wake.clear()

    async def _tell_changes(self, room: Room) -> bool:
        """Send all that is new; return whether anything was."""
        told = False
        while self._ending is None:
            if self._reset_at is not None:
                # Its snapshot may be older than what it asks for next: told from here on.
                if self._reset_at >= 0:
                    self.told = self._reset_at
                self._reset_at = None
                await self._out(orjson.dumps({"type": "reset", "version": self.told}).decode())
                told = True
            found = await room.news(self.told, self.viewer)
            if self._reset_at is not None or self._ending is not None:
                continue
            if found.gone:
                self.end(NOT_YOURS, GONE)
            elif found.stale:
                await room.find_rights()
            elif found.reset:
                self._reset_at = found.version
            elif found.text:
                await self._out(found.text)
                self.told = found.version
                told = True
            else:
                return told
        return told

    async def _out(self, text: str) -> None:
        try:
            async with asyncio.timeout(SLOWEST):
                await self._send({"type": "websocket.send", "text": text})
        except TimeoutError:
            raise Closed(TOO_SLOW, "Too slow; come back with the version that you have.") from None


async def close(send: Send, code: int, reason: str) -> None:
    """Close an accepted connection with a code that pages can read."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(5):
            await send({"type": "websocket.close", "code": code, "reason": reason})

"""All live rooms of this process: who may come in, and which room a bell is for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import orjson

from headway.changes import bus
from headway.changes.models import Stream
from headway.server.bodies import Receive, Scope, Send
from headway.server.live.bells import Bells, the_bells
from headway.server.live.news import enter, with_database
from headway.server.live.presence import LIFE, Elsewhere
from headway.server.live.room import Room
from headway.server.live.socket import (
    NOT_YOURS,
    SIGNED_OUT,
    TOO_MANY,
    Closed,
    Socket,
    close,
)
from headway.server.live.who import Person, origin_fits, person_by, person_of

log = logging.getLogger(__name__)

MOST_SOCKETS = 2000
MOST_OF_ONE = 60
"""Sockets in this process, and of one account."""
SWEEP = 5.0
"""Seconds after which versions are compared even if no bell rang."""
ASK_AGAIN = 60.0
"""Seconds after which each socket's token or session is asked again."""
THREADS = 3
ADDRESS = re.compile(r"/ws/(project|workspace)s/(\d{1,16})/?")


class Hub:
    """The rooms of this process. Belongs to one event loop."""

    def __init__(self) -> None:
        self.process = secrets.token_hex(6)
        self.rooms: dict[int, Room] = {}
        self.sockets: set[Socket] = set()
        self.elsewhere = Elsewhere()
        self._by_user: Counter[int] = Counter()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._bells: Bells | None = None
        self._open: list[int] = []
        self.closing = False

    async def start(self) -> None:
        """Begin to listen for bells."""
        self._loop = asyncio.get_running_loop()
        bus.on_announce(self.announced)
        self._bells = the_bells(self)
        self._tasks = [
            asyncio.create_task(self._bells.run()),
            asyncio.create_task(self._sweep()),
            asyncio.create_task(self._ask_again()),
        ]

    async def stop(self) -> None:
        """End all connections and stop listening."""
        self.closing = True
        bus.off_announce(self.announced)
        for socket in list(self.sockets):
            socket.end(1012, "The server restarts.")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._bells is not None:
            await self._bells.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def announced(self, stream: int, version: int) -> None:
        """Take a bell from any thread of this process."""
        if self._loop is not None:
            # The loop may have ended: then nobody is left to be told.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.ring, stream, version)

    def ring(self, stream: int, version: int) -> None:
        """Wake the room of a stream, and those of a workspace's projects for the rights."""
        room = self.rooms.get(stream)
        if room is not None:
            room.ring(version)
        for other in self.rooms.values():
            if other.workspace_id == stream and other is not room:
                other.wake()

    def open_streams(self) -> list[int]:
        """Return the streams of all rooms and of their workspaces (from any thread)."""
        return self._open

    def _rooms_changed(self) -> None:
        self._open = list({*self.rooms, *(r.workspace_id for r in self.rooms.values())})
        if self._bells is not None:
            self._bells.rooms_changed()

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection from its handshake to its end."""
        await receive()
        found = ADDRESS.fullmatch(scope["path"])
        if found is None or self.closing or not origin_fits(scope):
            # Before it is accepted: the answer is a plain 403.
            await send({"type": "websocket.close", "code": NOT_YOURS})
            return
        await send({"type": "websocket.accept"})
        socket: Socket | None = None
        try:
            asked = parse_qs(scope["query_string"].decode("latin-1"))
            socket, room = await self._let_in(scope, found[1], int(found[2]), asked, receive, send)
            self.sockets.add(socket)
            self._by_user[socket.person.user_id] += 1
            await socket.run(room)
        except Closed as error:
            await close(send, error.code, error.reason)
        finally:
            if socket is not None:
                self._let_go(socket)

    async def _let_in(
        self,
        scope: Scope,
        kind: str,
        stream: int,
        asked: dict[str, list[str]],
        receive: Receive,
        send: Send,
    ) -> tuple[Socket, Room]:
        person: Person | None = await self._in_thread(person_of, scope)
        if person is None:
            raise Closed(SIGNED_OUT, "Sign in, or send a valid token.")
        if len(self.sockets) >= MOST_SOCKETS or self._by_user[person.user_id] >= MOST_OF_ONE:
            raise Closed(TOO_MANY, "Too many connections; close some pages.")
        since, seen = _number(asked, "since"), _number(asked, "workspace_version")
        entry = await self._in_thread(enter, person.user_id, stream, kind, seen)
        if entry is None:
            raise Closed(NOT_YOURS, "There is nothing here, or nothing that you may see.")
        room = self.rooms.get(stream)
        if room is None:
            room = self.rooms[stream] = Room(
                stream,
                kind,
                entry.workspace_id,
                entry.workspace_version,
                self._threads,
                self.elsewhere.people,
                self._tell_elsewhere,
            )
            self._say({"ask": stream})
            self._rooms_changed()
        return Socket(person, entry, since, receive, send), room

    def _let_go(self, socket: Socket) -> None:
        self.sockets.discard(socket)
        self._by_user -= Counter({socket.person.user_id: 1})
        for stream in [s for s, room in self.rooms.items() if not room.sockets]:
            del self.rooms[stream]
        self._rooms_changed()

    async def _in_thread(self, work: Any, *given: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, with_database, work, *given)

    async def _sweep(self) -> None:
        """Compare versions now and then: a bell that was lost costs some seconds, no change."""
        while True:
            await asyncio.sleep(SWEEP)
            for stream in self.elsewhere.expire():
                if stream in self.rooms:
                    self.rooms[stream].people_changed(own=False)
            if not self.rooms:
                continue
            try:
                there = await self._in_thread(versions, self.open_streams())
                for stream, room in self.rooms.items():
                    room.ring(there.get(stream, 0))
            except Exception:
                log.exception("versions could not be read")

    async def _ask_again(self) -> None:
        """End connections whose token was revoked or whose session ended."""
        pause = min(ASK_AGAIN, LIFE / 3)
        waited = 0.0
        while True:
            await asyncio.sleep(pause)
            for room in self.rooms.values():
                self._tell_elsewhere(room)
            waited += pause
            if waited < ASK_AGAIN:
                continue
            waited = 0.0
            try:
                for socket in list(self.sockets):
                    person = socket.person
                    if await self._in_thread(_still, person) is None:
                        socket.end(SIGNED_OUT, "You were signed out.")
            except Exception:
                log.exception("sessions could not be read")

    def _tell_elsewhere(self, room: Room) -> None:
        self._say({"stream": room.stream, "people": room.people()})

    def _say(self, message: dict[str, Any]) -> None:
        if self._bells is not None:
            self._bells.say(orjson.dumps({"process": self.process, **message}))

    def heard(self, raw: bytes) -> None:
        """Take what another process says about who is there."""
        said = orjson.loads(raw)
        if said.get("process") == self.process:
            return
        if "ask" in said:
            room = self.rooms.get(said["ask"])
            if room is not None:
                self._tell_elsewhere(room)
            return
        stream = said["stream"]
        if self.elsewhere.hear(stream, said["process"], said["people"]) and stream in self.rooms:
            self.rooms[stream].people_changed(own=False)


def versions(streams: list[int]) -> dict[int, int]:
    """Return the versions of those streams that are there."""
    return dict(Stream.objects.filter(id__in=streams).values_list("id", "version"))


def _still(person: Person) -> Person | None:
    return person_by(token=person.token, session=person.session)


def _number(asked: dict[str, list[str]], name: str) -> int | None:
    value = asked.get(name, [""])[0]
    return int(value) if value.isdecimal() and len(value) <= 16 else None

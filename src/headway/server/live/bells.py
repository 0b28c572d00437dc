"""How this process hears of new versions that others wrote: Redis, PostgreSQL, or SQLite itself."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from typing import Any, Protocol
from urllib.parse import quote

import orjson
from django.conf import settings
from django.db import connection

from headway.changes.bus import CHANNEL

log = logging.getLogger(__name__)

PRESENCE = "headway_presence"
OURS = ("context", "cursor_factory", "prepare_threshold", "server_side_binding")
"""What of Django's connection parameters is not the server's."""
POLL = 0.02
"""Seconds between two looks at SQLite's data_version, while anybody is connected."""
AGAIN = 2.0
"""Seconds until a lost connection is tried again."""


class Listener(Protocol):
    """What bells ring for: the hub."""

    def ring(self, stream: int, version: int) -> None:
        """Hear of a version (on the event loop)."""
        ...

    def announced(self, stream: int, version: int) -> None:
        """Hear of a version (from any thread)."""
        ...

    def heard(self, raw: bytes) -> None:
        """Hear who is there in another process."""
        ...

    def open_streams(self) -> list[int]:
        """Return the streams that anybody watches."""
        ...


class Bells:
    """The common part: none of these, for a process that is alone."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener

    async def run(self) -> None:
        """Listen until cancelled; after a lost connection again."""
        while True:
            try:
                await self.listen()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("%s lost (%s); trying again", type(self).__name__, error)
            await asyncio.sleep(AGAIN)

    async def listen(self) -> None:
        """Listen until the connection is lost."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Let go of connections and threads."""

    def say(self, raw: bytes) -> None:
        """Tell other processes who is here, where there is a way to."""

    def rooms_changed(self) -> None:
        """Learn that a room was opened or closed."""


class RedisBells(Bells):
    """Redis publishes both versions and presence."""

    def __init__(self, listener: Listener, url: str) -> None:
        super().__init__(listener)
        from redis.asyncio import Redis

        self._redis: Any = Redis.from_url(url)
        self._saying: set[asyncio.Task[None]] = set()

    async def listen(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(CHANNEL, PRESENCE)
            for stream in self.listener.open_streams():
                self.say(orjson.dumps({"process": "", "ask": stream}))
            async for message in channel.listen():
                if message["channel"] == CHANNEL.encode():
                    self.listener.ring(*orjson.loads(message["data"]))
                else:
                    self.listener.heard(message["data"])

    def say(self, raw: bytes) -> None:
        async def publish() -> None:
            try:
                await self._redis.publish(PRESENCE, raw)
            except Exception as error:
                log.warning("presence could not be published: %s", error)

        task = asyncio.get_running_loop().create_task(publish())
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def stop(self) -> None:
        await self._redis.aclose()


class PostgresBells(Bells):
    """PostgreSQL's LISTEN on a connection of its own."""

    async def listen(self) -> None:
        import psycopg

        given = connection.get_connection_params()
        parameters = {k: v for k, v in given.items() if k not in OURS and v}
        async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True) as wire:
            await wire.execute(f"LISTEN {CHANNEL}")
            async for notice in wire.notifies():
                self.listener.ring(*orjson.loads(notice.payload))


class SqliteBells(Bells):
    """Looks often at `PRAGMA data_version`, which changes when another connection commits."""

    def __init__(self, listener: Listener, path: str) -> None:
        super().__init__(listener)
        self._path = path
        self._wanted = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="sqlite-bell", daemon=True)
        self._thread.start()

    def rooms_changed(self) -> None:
        if self.listener.open_streams():
            self._wanted.set()
        else:
            self._wanted.clear()

    async def stop(self) -> None:
        self._stopped.set()
        self._wanted.set()
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join, 2)

    def _watch(self) -> None:
        wire: sqlite3.Connection | None = None
        seen = -1
        while not self._stopped.is_set():
            self._wanted.wait()
            try:
                if wire is None:
                    wire = sqlite3.connect(f"file:{quote(self._path)}?mode=ro", uri=True, timeout=5)
                (version,) = wire.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    seen = version
                    self._look(wire)
            except Exception as error:
                log.warning("SQLite could not be watched (%s); trying again", error)
                wire = None
                self._stopped.wait(AGAIN)
            self._stopped.wait(POLL)
        if wire is not None:
            wire.close()

    def _look(self, wire: sqlite3.Connection) -> None:
        streams = self.listener.open_streams()
        marks = ",".join("?" * len(streams))
        found = dict(
            wire.execute(
                f"SELECT id, version FROM changes_stream WHERE id IN ({marks})", streams
            ).fetchall()
        )
        for stream in streams:
            self.listener.announced(stream, found.get(stream, 0))


def the_bells(listener: Listener) -> Bells:
    """Return the bells that the settings call for."""
    if settings.HEADWAY_REDIS_URL:
        return RedisBells(listener, settings.HEADWAY_REDIS_URL)
    if connection.vendor == "postgresql":
        return PostgresBells(listener)
    path = str(settings.DATABASES["default"]["NAME"])
    return SqliteBells(listener, path)

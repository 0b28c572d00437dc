"""The sockets on one stream. What one of them reads, all that may see the same are given."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, TypeAlias

from headway.changes.viewer import Viewer
from headway.server.live.news import News, news, version_of, viewers, with_database
from headway.server.live.presence import presence_text

if TYPE_CHECKING:
    from headway.server.live.socket import Socket

SETTLE = 0.05
"""Seconds in which changes of presence are gathered into one message."""
REMEMBERED = 8

Sight: TypeAlias = tuple[frozenset[str], int | None]


def sight(viewer: Viewer) -> Sight:
    """Return what of a viewer decides what he sees: two with the same see the same."""
    return viewer.capabilities, viewer.branch


class Room:
    """The sockets on one stream in this process."""

    def __init__(
        self,
        stream: int,
        kind: str,
        workspace_id: int,
        rights: int,
        threads: Executor,
        elsewhere: Callable[[int], list[dict[str, Any]]],
        told: Callable[[Room], None],
    ) -> None:
        self.stream = stream
        self.kind = kind
        self.workspace_id = workspace_id
        self.rights = rights
        """The workspace's version at which the sockets' viewers were found."""
        self.rung = 0
        """The newest version that a bell rang for."""
        self.sockets: set[Socket] = set()
        self._threads = threads
        self._elsewhere = elsewhere
        self._told = told
        self._read: OrderedDict[tuple[Sight, int, int], asyncio.Future[News]] = OrderedDict()
        self._checking: asyncio.Task[None] | None = None
        self._settling: asyncio.TimerHandle | None = None
        self._presence: dict[bool, str] = {}

    def join(self, socket: Socket) -> None:
        """Let a socket in."""
        if socket.entered < self.rights:
            # His standing was found before the last change of rights: find all of them again.
            self.rights = -1
        self.sockets.add(socket)
        self.people_changed()

    def leave(self, socket: Socket) -> None:
        """Let a socket go."""
        self.sockets.discard(socket)
        self.people_changed()

    def ring(self, version: int) -> None:
        """Wake the sockets if this version is news; 0 says that the stream is gone."""
        if version > self.rung or version == 0:
            self.rung = version
            self.wake()

    def wake(self) -> None:
        """Let every socket look for news."""
        for socket in self.sockets:
            socket.wake.set()

    async def news(self, since: int, viewer: Viewer) -> News:
        """Return what a viewer is to be told after version `since`; read once for all like him."""
        key = (sight(viewer), since, self.rights)
        found = self._read.get(key)
        if found is None or (found.done() and self._worn_out(found, since)):
            loop = asyncio.get_running_loop()
            found = loop.run_in_executor(
                self._threads,
                with_database, news,
                self.stream, self.kind, self.workspace_id, self.rights, since, viewer,
            )  # fmt: skip
            self._read[key] = found
            while len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
        # A socket that is closed meanwhile must not end the reading that others wait for.
        return await asyncio.shield(found)

    def _worn_out(self, found: asyncio.Future[News], since: int) -> bool:
        """Whether an earlier answer says too little by now."""
        if found.cancelled() or found.exception() is not None:
            return True
        result = found.result()
        return result.stale or result.reset or result.gone or result.version == since

    async def find_rights(self) -> None:
        """Find anew what everyone here may see; those for whom it differs are told."""
        if self._checking is None or self._checking.done():
            self._checking = asyncio.create_task(self._find_rights())
        await asyncio.shield(self._checking)

    async def _find_rights(self) -> None:
        loop = asyncio.get_running_loop()
        sockets = list(self.sockets)
        users = {s.person.user_id for s in sockets}
        version = await loop.run_in_executor(
            self._threads, with_database, version_of, self.workspace_id
        )
        found = await loop.run_in_executor(
            self._threads, with_database, viewers, users, self.stream, self.kind
        )
        for socket in sockets:
            viewer = found[socket.person.user_id]
            if viewer is None or sight(viewer) != sight(socket.viewer):
                socket.rights_differ(viewer)
        newcomers = self.sockets.difference(sockets)
        self.rights = version if all(s.entered >= version for s in newcomers) else -1

    def people(self) -> list[dict[str, Any]]:
        """Return who is here in this process."""
        return [
            {"key": s.key, "user_id": s.person.user_id, "name": s.person.name, "at": s.at}
            for s in sorted(self.sockets, key=lambda s: s.number)
        ]

    def people_changed(self, *, own: bool = True) -> None:
        """Tell everyone who is here, soon; and other processes, if it was one of our own."""
        if own:
            self._told(self)
        if self._settling is None and self.sockets:
            self._settling = asyncio.get_running_loop().call_later(SETTLE, self._tell_people)

    def _tell_people(self) -> None:
        self._settling = None
        self._presence = {}
        for socket in self.sockets:
            socket.people_due = True
            socket.wake.set()

    def presence(self, viewer: Viewer) -> str:
        """Return the message that says who is here."""
        cut = viewer.branch is not None
        if cut not in self._presence:
            people = self.people() + self._elsewhere(self.stream)
            self._presence[cut] = presence_text(people, cut=cut)
        return self._presence[cut]

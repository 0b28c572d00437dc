"""Tells every process that a stream has a new version. Only (stream, version) is announced.

The changeset table is the bus; this is only the bell. Within a process a callback rings at once.
Between processes it is Redis if set, else PostgreSQL's NOTIFY, else the socket process watches
SQLite's `data_version` (see `headway.server.live`).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import TypeAlias

from django.conf import settings
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "headway_changes"

Bell: TypeAlias = Callable[[int, int], None]
_bells: list[Bell] = []


def on_announce(bell: Bell) -> None:
    """Let `bell(stream, version)` ring for every change made in this process."""
    _bells.append(bell)


def announce(stream: int, version: int) -> None:
    """Ring: called after commit. A lost ring costs a moment, never a change."""
    for bell in _bells:
        bell(stream, version)
    message = json.dumps([stream, version])
    try:
        if settings.HEADWAY_REDIS_URL:
            _redis().publish(CHANNEL, message)
        elif connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, message])
    except Exception:
        log.exception("could not announce %s@%s", stream, version)


_clients: dict[str, object] = {}


def _redis():  # type: ignore[no-untyped-def]
    import redis

    url = settings.HEADWAY_REDIS_URL
    if url not in _clients:
        _clients[url] = redis.Redis.from_url(url, socket_timeout=5)
    return _clients[url]

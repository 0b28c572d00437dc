"""Tells every process that a stream has a new version. Only (stream, version) is announced.

The changeset table is the bus; this is only the bell. Within a process a callback rings at once.
Between processes it is Redis if set, else PostgreSQL's NOTIFY, else whoever serves sockets watches
SQLite's `data_version` (see `headway.server.live.bells`).
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from django.conf import settings
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "headway_changes"

Bell: TypeAlias = Callable[[int, int], None]
_bells: tuple[Bell, ...] = ()
_guard = threading.Lock()


def on_announce(bell: Bell) -> None:
    """Let `bell(stream, version)` ring for every change made in this process."""
    global _bells
    with _guard:
        _bells = (*_bells, bell)


def off_announce(bell: Bell) -> None:
    """Let it ring no more."""
    global _bells
    with _guard:
        _bells = tuple(b for b in _bells if b != bell)


def announce(stream: int, version: int) -> None:
    """Ring: called after commit. A lost ring costs a moment, never a change."""
    for bell in _bells:
        bell(stream, version)
    message = json.dumps([stream, version])
    try:
        if settings.HEADWAY_REDIS_URL:
            _publish(message)
        elif connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, message])
    except Exception as error:
        log.warning("could not announce %s@%s: %s", stream, version, error)


PATIENCE = 1.0
"""Seconds that Redis may take; and that it is left alone after it failed, times ten."""
_clients: dict[str, Any] = {}
_silent_until = 0.0


def _publish(message: str) -> None:
    """Publish over Redis; where it just failed, do without: sockets compare versions anyway."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    import redis

    url = settings.HEADWAY_REDIS_URL
    client = _clients.get(url)
    if client is None:
        client = _clients[url] = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
    try:
        client.publish(CHANNEL, message)
    except redis.RedisError:
        _silent_until = time.monotonic() + 10 * PATIENCE
        raise

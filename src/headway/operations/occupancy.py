"""Who uses the data folder: servers share it, opening and restoring have it alone.

The locks are the operating system's, so that they end with the process whatever becomes of it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

OPENING = 4_117_001
"""The key of PostgreSQL's advisory lock that stands beside the one on the folder."""
_held: list[int] = []


def _open(name: str) -> int:
    return os.open(Path(settings.HEADWAY_DATA) / name, os.O_RDWR | os.O_CREAT, 0o600)


def occupy() -> None:
    """Say that this process serves from the data folder, until it ends."""
    handle = _open("serving.lock")
    fcntl.flock(handle, fcntl.LOCK_SH)
    _held.append(handle)


@contextlib.contextmanager
def alone() -> Iterator[bool]:
    """Have the folder alone for a while; gives False where a server uses it."""
    handle = _open("serving.lock")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)


@contextlib.contextmanager
def opening() -> Iterator[None]:
    """Open the place one process at a time: migrations and the demo are made once."""
    handle = _open("opening.lock")
    fcntl.flock(handle, fcntl.LOCK_EX)
    shared = connection.vendor == "postgresql"
    try:
        if shared:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [OPENING])
        yield
    finally:
        if shared and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [OPENING])
        os.close(handle)

"""The outbox: every changeset is read at least once by each listener, whatever dies in between."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connection

from headway.changes import bus
from headway.changes.models import Outbox
from headway.changes.registry import registry

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 12
TAKEN = timedelta(seconds=20)
"""How long a worker has for a row before another may read it too."""


def deliver(limit: int = 100) -> int:
    """Let listeners read what is due; return how many rows were handled.

    A row is taken by moving its due time on, so that of several workers one reads it; should that
    one die, another does after `TAKEN`.
    """
    now = datetime.now(UTC)
    due = list(Outbox.objects.filter(due__lte=now).order_by("id")[:limit])
    handled = 0
    for row in due:
        taken = Outbox.objects.filter(id=row.pk, due=row.due).update(due=now + TAKEN)
        if taken:
            _read(row)
            handled += 1
    return handled


def _read(row: Outbox) -> None:
    found = registry.listeners.get(row.listener)
    if found is None:
        # Written by a version that had this listener; nobody is left to read it.
        Outbox.objects.filter(id=row.pk).delete()
        return
    try:
        found[1](row.stream_id, row.version)
    except Exception as error:
        log.exception("listener %s failed on %s@%s", row.listener, row.stream_id, row.version)
        wait = timedelta(seconds=min(2**row.attempts, 600))
        Outbox.objects.filter(id=row.pk).update(
            attempts=min(row.attempts + 1, MOST_ATTEMPTS),
            error=str(error)[:2000],
            due=datetime.now(UTC) + wait,
        )
    else:
        Outbox.objects.filter(id=row.pk).delete()


_rung = threading.Event()


def wake() -> None:
    """Let the loop of this process look at once."""
    _rung.set()


def run(stop: threading.Event, pause: float = 1.0) -> None:
    """Deliver until `stop` is set: at once for changes of this process, else every `pause` s."""

    def rung(stream: int, version: int) -> None:
        _rung.set()

    bus.on_announce(rung)
    try:
        while not stop.is_set():
            _rung.clear()
            try:
                busy = deliver()
            except Exception:
                log.exception("the outbox could not be read")
                busy = 0
            close_old_connections()
            if not busy:
                _rung.wait(pause)
    finally:
        bus.off_announce(rung)
        connection.close()


def pending() -> int:
    """Return how many rows wait."""
    return Outbox.objects.count()

"""The outbox: every changeset is read at least once by each listener, whatever dies in between."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connection, transaction

from headway.changes import bus
from headway.changes.models import Outbox
from headway.changes.registry import registry

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 12
AT_ONCE = 20
"""Rows that a worker takes in one go: on SQLite each write waits for the others'."""
TAKEN = timedelta(seconds=20)
"""How long a worker has for what it took before another may read it too."""
QUIET = 0.1
"""Seconds that are waited after a change, for others that come with it."""


def deliver() -> int:
    """Let listeners read some of what is due, the oldest first; return how many rows were handled.

    Rows are taken by moving their due time on, so that of several workers one reads each; should
    that one die, another does after `TAKEN`.
    """
    now = datetime.now(UTC)
    done, handled = [], 0
    for row in _take(now):
        if handled and datetime.now(UTC) >= now + TAKEN:
            # By now another may have it: read here too, it would be behind what came after it.
            break
        handled += 1
        if _read(row):
            done.append(row.pk)
    if done:
        Outbox.objects.filter(id__in=done).delete()
    return handled


def _take(now: datetime) -> list[Outbox]:
    due = Outbox.objects.filter(due__lte=now)
    # Looked at first: whoever only reads waits for nobody.
    if not due.exists():
        return []
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True).order_by("id")[:AT_ONCE])
        Outbox.objects.filter(id__in=[row.pk for row in rows]).update(due=now + TAKEN)
    return rows


def _read(row: Outbox) -> bool:
    """Let the row's listener read its changeset; return whether the row is done with."""
    found = registry.listeners.get(row.listener)
    if found is None:
        # Written by a version that had this listener; nobody is left to read it.
        return True
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
        return False
    return True


_rung = threading.Event()


def wake() -> None:
    """Let the loop of this process look at once."""
    _rung.set()


def run(stop: threading.Event, pause: float = 1.0) -> None:
    """Deliver until `stop` is set: soon after changes of this process, else every `pause` s."""

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
            if not busy and _rung.wait(pause):
                stop.wait(QUIET)
    finally:
        bus.off_announce(rung)
        connection.close()


def pending() -> int:
    """Return how many rows wait."""
    return Outbox.objects.count()

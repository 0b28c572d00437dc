"""The outbox: every changeset is read at least once by each listener, whatever dies in between."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, transaction

from headway.changes.models import Outbox
from headway.changes.registry import registry

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 12


def deliver(limit: int = 100) -> int:
    """Let listeners read what is due; return how many rows were handled."""
    now = datetime.now(UTC)
    due = list(Outbox.objects.filter(due__lte=now).order_by("id")[:limit])
    handled = 0
    for row in due:
        found = registry.listeners.get(row.listener)
        if found is None:
            Outbox.objects.filter(id=row.pk).delete()
            continue
        try:
            found[1](row.stream_id, row.version)
        except Exception as error:
            log.exception("listener %s failed on %s@%s", row.listener, row.stream_id, row.version)
            wait = min(2**row.attempts, 600)
            attempts = min(row.attempts + 1, MOST_ATTEMPTS)
            Outbox.objects.filter(id=row.pk).update(
                attempts=attempts, error=str(error)[:2000], due=now + timedelta(seconds=wait)
            )
        else:
            Outbox.objects.filter(id=row.pk).delete()
        handled += 1
    return handled


def run(stop: threading.Event, pause: float = 0.25) -> None:
    """Deliver until `stop` is set: the loop of `headway worker`."""
    while not stop.is_set():
        try:
            busy = deliver()
        except Exception:
            log.exception("the outbox could not be read")
            busy = 0
        close_old_connections()
        if not busy:
            stop.wait(pause)


def pending() -> int:
    """Return how many rows wait."""
    with transaction.atomic():
        return Outbox.objects.count()

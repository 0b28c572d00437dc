"""What follows the clock and no change: looked at every few minutes by whoever works in the background."""

from __future__ import annotations

import logging
import threading

from django.db import connections

from headway.changes.registry import registry

log = logging.getLogger(__name__)
LOOK_EVERY = 300.0
"""Seconds between two looks at the clock."""


def look() -> None:
    """Do what is due, of all that is registered; one that fails is logged, and the others follow."""
    for name, work in registry.clocks.items():
        try:
            work()
        except Exception:
            log.exception("%s could not be brought to the present time", name)


def run(stop: threading.Event) -> None:
    """Look at once, and then every few minutes until told to stop."""
    while not stop.is_set():
        try:
            look()
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)

"""Histories of sprints that a process keeps, so that each look goes through what is new alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock
from uuid import UUID

from headway.analysis.flow_history import steps
from headway.analysis.sprints.history import History, Run
from headway.changes.models import Changeset

MOST = 4
"""Projects whose histories are kept, those looked at last; each holds the rows of its tasks."""


@dataclass
class _Kept:
    """A history as far as it was read: the version, its change, and the minute it was told at."""

    version: int = 0
    change: UUID | None = None
    last: int = 0
    history: History = field(default_factory=History)


_kept: OrderedDict[tuple[int, str], _Kept] = OrderedDict()
_lock = Lock()


def runs_of(stream: int, version: int, zone: str) -> dict[int, Run]:
    """Return the sprints of a project that were started, as its changes up to `version` tell them."""
    change = _change(stream, version)
    with _lock:
        found = _kept.pop((stream, zone), None)
    # Taken out while it grows: who asks at the same time reads for himself.
    if found is None or not _holds(found, stream, version):
        found = _Kept()
    for at, inputs in steps(stream, version, zone, since=found.version, last=found.last):
        found.history.take(at, inputs)
        found.last = at
    found.version, found.change = version, change
    runs = {
        key: replace(run, samples=list(run.samples), carried=dict(run.carried))
        for key, run in found.history.runs.items()
    }
    with _lock:
        _kept[stream, zone] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return runs


def _holds(found: _Kept, stream: int, version: int) -> bool:
    """Whether a history is one of the stream as it is stored, and not further than is asked for."""
    return found.version <= version and found.change == _change(stream, found.version)


def _change(stream: int, version: int) -> UUID | None:
    rows = Changeset.objects.filter(stream_id=stream, version=version)
    return rows.values_list("change_id", flat=True).first()

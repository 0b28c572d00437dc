"""What a fork is measured against: the rows of its parent when it began, or when it was last
brought up to date.

What it began with is its own first changeset, however far the parent has moved on since. Where it
was brought up to a later version of the parent, the parent's history gives the rows of that one.
"""

from __future__ import annotations

from headway.changes.cache import State
from headway.changes.changesets import invert, squash
from headway.changes.history import inputs_since, replayed
from headway.changes.models import Changeset
from headway.changes.registry import registry
from headway.changes.state import Records


def base_of(parent: State, fork: State) -> Records:
    """Return the rows that both a fork and its parent come from; rows that only one has under a key
    of its own (its settings) have either's."""
    version = registry.forks[fork.kind].base(parent.records, fork.stream)
    if version is None or version == _born(parent.stream, fork.stream):
        return fork.began or replayed(fork.stream, 1)
    return rows_at(parent, version)


def rows_at(state: State, version: int) -> Records:
    """Return the rows of a stream as they were at a version, by taking back what came since."""
    since = (inputs for _, _, _, inputs in inputs_since(state.stream, version, state.version))
    return state.records.applied(invert(squash(since)))


def _born(parent: int, fork: int) -> int | None:
    """Return the version of the parent that a fork began as."""
    change = Changeset.objects.filter(stream_id=fork, version=1).values("change_id")
    found = Changeset.objects.filter(stream_id=parent, change_id__in=change)
    version = found.values_list("version", flat=True).first()
    return None if version is None else version - 1

"""The state of each stream in this process: read once, then caught up by changesets.

A state follows from its rows and from the workspace at the version that it records: whoever reads
it anew gets the same results, also where the workspace has moved on since.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from headway.changes import rows, statements
from headway.changes.cache_size import DEFAULT_MIB, MIB, weight
from headway.changes.changesets import invert, squash
from headway.changes.checks import LAST_KEY
from headway.changes.derivation import Derived, concerns, shifted
from headway.changes.errors import Busy
from headway.changes.history import grown, inputs_since
from headway.changes.models import Stream
from headway.changes.registry import registry
from headway.changes.state import Inputs, Records, between, sharing
from headway.words import say

FAR = 200
"""A state this many versions behind is read anew rather than caught up."""
NEAR = 8
"""A fork that differs from its parent in fewer than one row in so many has its results from there."""


@dataclass(frozen=True)
class State:
    """A stream at one version: its rows and, by derivation, its results.

    `unborn` says that the stream is about to be brought into being by the change at hand; `parent`
    is the stream that it is a fork of, if it is one: then `began` are the rows that it began with,
    and `shared` is how many of its rows were its parent's own objects.
    """

    stream: int
    kind: str
    workspace_id: int
    version: int
    records: Records
    workspace_version: int = 0
    derived: dict[str, Derived] = field(default_factory=dict)
    unborn: bool = False
    parent: int | None = None
    began: Records | None = None
    shared: int = 0

    def result(self, name: str, key: int) -> dict[str, Any] | None:
        """Return one row of a result."""
        found = self.derived.get(name)
        return None if found is None else found.row(key)


_states: OrderedDict[int, State] = OrderedDict()
"""The least recently used first."""
_weights: dict[int, int] = {}
"""The bytes of each, by estimate."""
_doors: dict[int, threading.RLock] = {}
_fills: dict[int, threading.RLock] = {}
_guard = threading.Lock()


def lock(stream: int) -> threading.RLock:
    """Return the process-local lock under which the door computes a stream's next version."""
    with _guard:
        return _doors.setdefault(stream, threading.RLock())


def _filling(stream: int) -> threading.RLock:
    """Return the lock under which a state is read, so that it is read once.

    Another than the door's: the door takes its streams in order of their keys, reading goes from a
    project to its workspace, and one lock for both could wait in a circle.
    """
    with _guard:
        return _fills.setdefault(stream, threading.RLock())


def bound() -> int:
    """Return the bytes that all states together may take."""
    return int(getattr(settings, "HEADWAY_CACHE_MB", DEFAULT_MIB)) * MIB


def keep(state: State) -> None:
    """Remember a state, unless a newer one is there; forget those that were used least recently
    where all together would take more than they may."""
    weighs = weight(state.kind, state.records, state.shared)
    with _guard:
        there = _states.get(state.stream)
        age = (state.version, state.workspace_version)
        if there is None or (there.version, there.workspace_version) <= age:
            _states[state.stream] = state
            _weights[state.stream] = weighs
        _states.move_to_end(state.stream)
        most, taken = bound(), sum(_weights.values())
        while taken > most and len(_states) > 1:
            taken -= _drop(next(iter(_states)))


def _drop(stream: int) -> int:
    """Drop a state and the forks that share its rows, but never the newest; return their bytes."""
    newest = next(reversed(_states))
    forks = [key for key, state in _states.items() if state.parent == stream and key != newest]
    freed = 0
    for key in (stream, *forks):
        del _states[key]
        freed += _weights.pop(key)
    return freed


def held() -> dict[int, int]:
    """Return the streams whose states are kept, the least recently used first, with their bytes."""
    with _guard:
        return {stream: _weights[stream] for stream in _states}


def forget(stream: int | None = None) -> None:
    """Drop one state or all of them."""
    with _guard:
        if stream is None:
            _states.clear()
            _weights.clear()
        elif _states.pop(stream, None) is not None:
            del _weights[stream]


def peek(stream: int) -> State | None:
    """Return the state this process has, without asking the database."""
    with _guard:
        found = _states.get(stream)
        if found is not None:
            _states.move_to_end(stream)
        return found


def derive(
    state: State, workspace: Records, before: State | None, inputs: Inputs | None
) -> dict[str, Derived]:
    """Return the results of `state`; `inputs` led to it from `before` (None: from nothing)."""
    found: dict[str, Derived] = {}
    for derivation in registry.derivations_of(state.kind):
        old = before.derived.get(derivation.name) if before is not None else None
        if old is None or inputs is None:
            found[derivation.name] = derivation.compute(state.records, workspace, found)
        elif (
            concerns(derivation, inputs)
            or shifted(derivation, old.workspace, workspace)
            or any(before and found[n] is not before.derived.get(n) for n in derivation.reads)
        ):
            found[derivation.name] = derivation.update(old, state.records, workspace, inputs, found)
        else:
            found[derivation.name] = old
    return found


Head = tuple[str, int, int, int, int | None]
"""Kind, workspace, version, workspace version and parent of a stream."""


def heads(streams: list[int]) -> dict[int, Head]:
    """Return where streams stand in the database, and their workspaces, by one query."""
    # Beyond the last key there is nothing, and no database takes such a number.
    possible = [key for key in streams if 0 < key <= LAST_KEY]
    if not possible:
        return {}
    found = statements.values(
        ("heads", len(possible)),
        lambda: Stream.objects.filter(id__in=range(len(possible))).values_list(
            "id", "kind", "workspace_id", "version", "workspace_version", "parent_id"
        ),
        *possible,
    )
    return {key: (kind, workspace, v, w, p) for key, kind, workspace, v, w, p in found}


def current(stream: int, head: Head | None = None) -> State | None:
    """Return the stream at its newest version, None if there is no such stream.

    `head` is where it stands, if the caller has just asked.
    """
    if head is None:
        head = heads([stream]).get(stream)
        if head is None:
            forget(stream)
            return None
    have = peek(stream)
    if have is not None and _fits(have, head):
        return have
    with _filling(stream):
        # Asked again: meanwhile a thread may have brought it further than what the caller saw.
        head = heads([stream]).get(stream)
        have = peek(stream)
        if head is None or (have is not None and _fits(have, head)):
            return None if head is None else have
        if have is not None and have.version > head[2]:
            # Newer than the database: what it came from was rolled back, or another restored.
            forget(stream)
            have = None
        caught = _caught_up(have, head) if have is not None else None
        state = caught or _read(stream, head)
        if state is not None:
            keep(state)
        return state


def _fits(have: State, head: Head) -> bool:
    return (have.version, have.workspace_version) == head[2:4]


def workspace_at(workspace_id: int, version: int) -> Records:
    """Return the workspace's rows as they were at a version, by taking back what came since."""
    now = current(workspace_id)
    if now is None:
        return Records({})
    if now.version <= version:
        return now.records
    since = [(v, i) for v, _, _, i in inputs_since(workspace_id, version) if v <= now.version]
    if not since or since[0][0] != version + 1:
        return now.records
    return now.records.applied(invert(squash(i for _, i in since)))


def _space(kind: str, workspace_id: int, version: int) -> Records:
    return Records({}) if kind == "workspace" else workspace_at(workspace_id, version)


def _caught_up(have: State, head: Head) -> State | None:
    """Apply to `have` what it missed; None where reading anew is better."""
    kind, workspace_id, version, workspace_version, _ = head
    if version < have.version or version - have.version > FAR:
        return None
    missed = [(v, i) for v, _, _, i in inputs_since(have.stream, have.version) if v <= version]
    if [v for v, _ in missed] != list(range(have.version + 1, version + 1)):
        return None
    inputs = missed[0][1] if len(missed) == 1 else squash(i for _, i in missed)
    after = replace(
        have,
        version=version,
        workspace_version=workspace_version,
        records=have.records.applied(inputs) if inputs else have.records,
    )
    space = _space(kind, workspace_id, workspace_version)
    return replace(after, derived=derive(after, space, have, inputs))


def _read(stream: int, head: Head) -> State | None:
    """Read a stream whole; again if somebody wrote meanwhile."""
    for _ in range(20):
        kind, workspace_id, version, workspace_version, parent = head
        source = None if parent is None else current(parent)
        state = State(
            stream, kind, workspace_id, version, Records({}), workspace_version, parent=parent
        )
        if parent is None:
            state = replace(state, records=rows.read(stream, kind))
        else:
            state = _grown(state, source)
        now = heads([stream]).get(stream)
        if now is None:
            return None
        if now == head:
            space = _space(kind, workspace_id, workspace_version)
            return replace(state, derived=_derived(state, space, source))
        head = now
    raise Busy(say("This is being changed too fast to be read. Try again."))


def _grown(state: State, source: State | None) -> State:
    """Return a fork with its rows; those that are its parent's are the same objects."""
    shared = 0

    def known(first: Records) -> Records:
        nonlocal shared
        if source is not None:
            first, shared = sharing(first, source.records)
        return first

    began, records = grown(state.stream, state.version, known)
    return replace(state, records=records, began=began, shared=shared)


def _derived(state: State, space: Records, source: State | None) -> dict[str, Derived]:
    """Return the results of a state that was read: a fork's from its parent's, where little differs."""
    if source is not None and source.derived:
        inputs = between(source.records, state.records)
        differ = sum(len(rows) for part in inputs.values() for rows in part.values())
        if differ * NEAR < sum(len(rows) for rows in state.records.tables.values()):
            return derive(state, space, source, inputs)
    return derive(state, space, None, None)

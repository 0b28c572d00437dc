"""The state of each stream in this process: read once, then caught up by changesets."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any

from headway.changes import rows
from headway.changes.codec import unpack
from headway.changes.derivation import Derived, concerns
from headway.changes.models import Changeset, Stream
from headway.changes.registry import registry
from headway.changes.state import Inputs, Records

KEEP = 64
FAR = 200
"""A state this many versions behind is read anew rather than caught up."""


@dataclass(frozen=True)
class State:
    """A stream at one version: its rows and, by derivation, its results.

    `unborn` says that the stream is about to be brought into being by the change at hand.
    """

    stream: int
    kind: str
    workspace_id: int
    version: int
    records: Records
    workspace_version: int = 0
    derived: dict[str, Derived] = field(default_factory=dict)
    unborn: bool = False

    def result(self, name: str, key: int) -> dict[str, Any] | None:
        """Return one row of a result."""
        found = self.derived.get(name)
        return None if found is None else found.row(key)


_states: OrderedDict[int, State] = OrderedDict()
_locks: dict[int, threading.RLock] = {}
_guard = threading.Lock()


def lock(stream: int) -> threading.RLock:
    """Return the process-local lock of a stream."""
    with _guard:
        return _locks.setdefault(stream, threading.RLock())


def keep(state: State) -> None:
    """Remember a state, unless a newer one is there."""
    with _guard:
        there = _states.get(state.stream)
        if there is None or there.version <= state.version:
            _states[state.stream] = state
        _states.move_to_end(state.stream)
        while len(_states) > KEEP:
            _states.popitem(last=False)


def forget(stream: int | None = None) -> None:
    """Drop one state or all of them."""
    with _guard:
        if stream is None:
            _states.clear()
        else:
            _states.pop(stream, None)


def peek(stream: int) -> State | None:
    """Return the state this process has, without asking the database."""
    with _guard:
        return _states.get(stream)


def derive(
    state: State, workspace: Records, before: State | None, inputs: Inputs | None
) -> dict[str, Derived]:
    """Return the results of `state`; `inputs` led to it from `before` (None: from nothing)."""
    found: dict[str, Derived] = {}
    for derivation in registry.derivations.get(state.kind, []):
        old = before.derived.get(derivation.name) if before is not None else None
        if old is None or inputs is None:
            found[derivation.name] = derivation.compute(state.records, workspace)
        elif concerns(derivation, inputs):
            found[derivation.name] = derivation.update(old, state.records, workspace, inputs)
        else:
            found[derivation.name] = old
    return found


def current(stream: int) -> State | None:
    """Return the stream at its newest version, None if there is no such stream."""
    row = (
        Stream.objects.filter(id=stream)
        .values_list("kind", "workspace_id", "version", "workspace_version")
        .first()
    )
    if row is None:
        forget(stream)
        return None
    kind, workspace_id, version, workspace_version = row
    have = peek(stream)
    if have is not None and have.version == version and have.workspace_version == workspace_version:
        return have
    with lock(stream):
        have = peek(stream)
        if (
            have is not None
            and have.version == version
            and have.workspace_version == workspace_version
        ):
            return have
        caught = _caught_up(have, version, workspace_version) if have is not None else None
        state = caught or _read(stream, kind, workspace_id)
        if state is not None:
            keep(state)
        return state


def _workspace_records(state_kind: str, workspace_id: int) -> Records:
    if state_kind == "workspace":
        return Records({})
    workspace = current(workspace_id)
    return workspace.records if workspace is not None else Records({})


def _caught_up(have: State, version: int, workspace_version: int) -> State | None:
    """Apply to `have` what it missed; None where reading anew is better."""
    if version <= have.version or version - have.version > FAR:
        return None
    bodies = list(
        Changeset.objects.filter(
            stream_id=have.stream, version__gt=have.version, version__lte=version
        )
        .order_by("version")
        .values_list("version", "body")
    )
    if [v for v, _ in bodies] != list(range(have.version + 1, version + 1)):
        return None
    state = have
    for number, body in bodies:
        unpacked = unpack(body)
        inputs = unpacked["inputs"]
        after = replace(state, version=number, records=state.records.applied(inputs))
        whole = unpacked.get("recomputed", False)
        workspace = _workspace_records(state.kind, state.workspace_id)
        derived = derive(after, workspace, state, None if whole else inputs)
        state = replace(after, derived=derived)
    return replace(state, workspace_version=workspace_version)


def _read(stream: int, kind: str, workspace_id: int) -> State | None:
    """Read a stream whole; again if somebody wrote meanwhile."""
    for _ in range(20):
        row = Stream.objects.filter(id=stream).values_list("version", "workspace_version").first()
        if row is None:
            return None
        version, workspace_version = row
        records = rows.read(stream, kind)
        if Stream.objects.filter(id=stream, version=version).exists():
            break
    state = State(stream, kind, workspace_id, version, records, workspace_version)
    workspace = _workspace_records(kind, workspace_id)
    return replace(state, derived=derive(state, workspace, None, None))

"""The door: the only writer. A command comes in, changesets go out.

compute against version V, outside any transaction → one short transaction that moves the streams
from V to V + 1, or, if somebody was faster, catch up and compute again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from headway.changes import bus, cache, ids, rows
from headway.changes.cache import State
from headway.changes.changesets import clashes
from headway.changes.checks import check_inputs, check_references
from headway.changes.codec import pack
from headway.changes.command import SYSTEM, Actor, Change, Command
from headway.changes.derivation import Derived, ResultChange
from headway.changes.errors import Busy, Conflict, Forbidden, Invalid, Missing
from headway.changes.history import changeset, inputs_since
from headway.changes.models import Changeset, Outbox, Stream
from headway.changes.registry import SCOPE_TABLE, registry
from headway.changes.state import Draft, Inputs, Records
from headway.changes.viewer import Viewer
from headway.changes.visibility import Scope, branch, scope_of

TRIES = 12
SCHEMA = 1
SYSTEM_VIEWER = Viewer(None, SYSTEM.name, "system", frozenset({"*"}))


@dataclass(frozen=True)
class Envelope:
    """A command as it came: which, for what stream, seen against which versions."""

    command: Command
    stream: int
    id: UUID = field(default_factory=uuid4)
    base: Mapping[int, int] = field(default_factory=dict)
    undoes: int | None = None


@dataclass(frozen=True)
class Step:
    """What the change does to one stream."""

    before: State
    after: State
    inputs: Inputs
    results: dict[str, ResultChange]
    scope: Scope
    recomputed: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a command did or, for a preview, would do."""

    change_id: UUID
    actor: Actor
    steps: list[Step]
    created: dict[str, list[int]]
    notes: list[dict[str, Any]]
    changesets: list[dict[str, Any]] = field(default_factory=list)


def parse(type_: str, payload: Mapping[str, Any]) -> Command:
    """Return the command of that type; raise Invalid, naming each field, for a bad payload."""
    kind = registry.find_command(type_)
    try:
        return kind.model_validate(payload)
    except ValidationError as error:
        errors = [
            {"field": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors()
        ]
        first = errors[0]
        raise Invalid(f"{first['field']}: {first['message']}", errors=errors[:50]) from None


def perform(envelope: Envelope, user_id: int | None, *, system: bool = False) -> Outcome:
    """Carry out a command for an account and return what it did.

    The same command id again returns what it did the first time. Raises Refused (Missing,
    Forbidden, Invalid, Conflict, Busy) having changed nothing.
    """
    done = _done(envelope, user_id)
    if done is not None:
        return done
    for _ in range(TRIES):
        streams = _streams(envelope)
        with _locked(streams):
            outcome = _compute(envelope, user_id, streams, system)
            try:
                if _commit(envelope, outcome):
                    break
            except IntegrityError:
                done = _done(envelope, user_id)
                if done is not None:
                    return done
                raise
    else:
        raise Busy("Many changes came at once. Send the command again; nothing was changed.")
    for step in outcome.steps:
        bus.announce(step.after.stream, step.after.version)
    written = [changeset(step.after.stream, step.after.version) for step in outcome.steps]
    return replace(outcome, changesets=[w for w in written if w is not None])


def preview(envelope: Envelope, user_id: int | None) -> Outcome:
    """Return what a command would do; nothing is written."""
    return _compute(envelope, user_id, _streams(envelope), system=False)


def viewer_of(user_id: int | None, state: State, *, system: bool = False) -> Viewer:
    """Return who looks; raise Missing where the account may not know of the stream."""
    if system:
        return SYSTEM_VIEWER
    viewer = registry.the_policy().viewer(user_id, state.stream, state.kind)
    if viewer is None:
        raise Missing("There is nothing here, or nothing that you may see.")
    return viewer


def _streams(envelope: Envelope) -> list[int]:
    """Return the streams that a command may write, in the order in which they are taken."""
    found = Stream.objects.filter(id=envelope.stream).values_list("workspace_id", flat=True).first()
    if found is None:
        raise Missing("There is nothing here, or nothing that you may see.")
    if envelope.command.workspace_too:
        return sorted({found, envelope.stream})
    return [envelope.stream]


@contextlib.contextmanager
def _locked(streams: list[int]) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for stream in streams:
            stack.enter_context(cache.lock(stream))
        yield


def _done(envelope: Envelope, user_id: int | None) -> Outcome | None:
    """Return what this command id did already, if it was this account's."""
    found = list(Changeset.objects.filter(command_id=envelope.id).order_by("-first", "id"))
    if not found:
        return None
    if found[0].actor_id != user_id or envelope.stream not in {f.stream_id for f in found}:
        raise Invalid("This command id was used before.", field="id")
    sets = [changeset(f.stream_id, f.version) for f in found]
    known = [s for s in sets if s is not None]
    created, notes = known[0].get("created", {}), known[0]["notes"]
    actor = Actor(found[0].actor_id, found[0].actor_name)
    return Outcome(found[0].change_id, actor, [], created, notes, known)


def _compute(envelope: Envelope, user_id: int | None, streams: list[int], system: bool) -> Outcome:
    """Apply the command to drafts and derive: pure but for reading the newest state."""
    main = cache.current(envelope.stream)
    if main is None:
        raise Missing("There is nothing here, or nothing that you may see.")
    viewer = viewer_of(user_id, main, system=system)
    _check_may(envelope.command, viewer, main.kind)
    home = main if main.kind == "workspace" else cache.current(main.workspace_id)
    if home is None:
        raise Missing("The workspace is gone.")
    states = {main.stream: main, home.stream: home}
    drafts = {key: Draft(state.records) for key, state in states.items()}
    new_streams: dict[int, str] = {}
    own_keys: set[int] = set()

    def new_id() -> int:
        key = ids.new_id()
        own_keys.add(key)
        return key

    def new_stream(kind: str) -> int:
        key = new_id()
        new_streams[key] = kind
        states[key] = State(key, kind, home.stream, 0, Records({}), home.version, unborn=True)
        drafts[key] = Draft(states[key].records)
        return key

    change = Change(
        stream=main.stream,
        workspace_id=home.stream,
        drafts=drafts,
        actor=Actor(viewer.user_id, viewer.name),
        now=datetime.now(UTC),
        new_id=new_id,
        results=main.result,
        new_stream=new_stream,
        all_results={name: d.columns for name, d in main.derived.items()},
    )
    envelope.command.apply(change)
    steps = []
    for key in sorted(drafts, key=lambda k: (k != main.stream, k)):
        inputs = drafts[key].inputs()
        if key not in streams and key not in new_streams and inputs:
            raise RuntimeError(f"{envelope.command.type} wrote a stream that it did not declare")
        recompute = envelope.command.recomputes and key == main.stream
        if not inputs and not recompute:
            continue
        state = states[key]
        workspace = drafts[home.stream]
        _check_step(envelope, viewer, state, drafts[key], inputs, workspace, own_keys)
        steps.append(_step(state, drafts[key], inputs, workspace, home, recompute))
    return Outcome(uuid4(), change.actor, steps, change.created, change.notes)


def _check_may(command: Command, viewer: Viewer, kind: str) -> None:
    for type_, on, capability in command.needs():
        if on != kind:
            raise Invalid(f"'{type_}' is a command for a {on}.", field="stream")
        if viewer.role != "system" and not viewer.may(capability):
            raise Forbidden(f"As {viewer.role} you cannot do this ({capability} is needed).")


def _check_step(
    envelope: Envelope,
    viewer: Viewer,
    state: State,
    draft: Draft,
    inputs: Inputs,
    workspace: Draft,
    own_keys: set[int],
) -> None:
    """Raise Refused unless what was written fits the tables, the viewer's view and the rules."""
    check_inputs(inputs, registry.tables)
    check_references(inputs, registry.tables, draft, workspace)
    if not envelope.undoes:
        _check_keys(viewer, inputs, own_keys)
    _check_view(viewer, state, inputs)
    for guard in registry.guards.get(state.kind, []):
        guard(draft, inputs, workspace)
    seen = envelope.base.get(state.stream)
    if seen is not None and seen < state.version and not envelope.command.last_wins:
        _check_base(inputs, state, seen, viewer)


def _check_keys(viewer: Viewer, inputs: Inputs, own_keys: set[int]) -> None:
    """Keys of new rows are the server's own for this change, or unused ones leased to the viewer."""
    for name, change in inputs.items():
        keys = [row["id"] for row in change["added"] if row["id"] not in own_keys]
        if ids.leased_to(viewer.user_id, keys):
            raise Invalid("The id of a new row was not leased to you.", field=f"{name}.id")
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            if registry.models[name].objects.filter(id__in=part).exists():
                raise Invalid("The id of a new row is taken.", field=f"{name}.id")


def _check_view(viewer: Viewer, state: State, inputs: Inputs) -> None:
    """A guest writes only in his branch, and nobody a table that he may not see."""
    if viewer.role == "system":
        return
    for name in inputs:
        if not viewer.may(registry.tables[name].capability):
            raise Forbidden(f"You may not see {name}.")
    if viewer.branch is None or state.kind != "project":
        return
    tasks = branch(state.records, viewer.branch)
    for name, change in inputs.items():
        anchor = registry.tables[name].anchor
        whole = (*change["added"], *change["removed"])
        touched = [state.records.rows(name)[u["id"]] for u in change["updated"]]
        if anchor is None or any(not tasks.issuperset(anchor(r)) for r in (*whole, *touched)):
            raise Forbidden("This lies outside your branch.")
        if name == SCOPE_TABLE and any("parent_id" in u["after"] for u in change["updated"]):
            raise Forbidden("Moving tasks is not for guests.")


def _check_base(inputs: Inputs, state: State, seen: int, viewer: Viewer) -> None:
    """Raise Conflict where somebody else changed the same fields since version `seen`."""
    fields = []
    for version, by, user, theirs in inputs_since(state.stream, seen):
        if user is not None and user == viewer.user_id:
            continue
        for table, key, name, yours, other in clashes(inputs, theirs):
            row = state.records.rows(table).get(key)
            column = registry.tables[table].by_name.get(name or "")
            if column is not None and column.counter:
                continue
            if name is not None and row is not None and row.get(name) == yours:
                continue
            current = other if name is None or row is None else row.get(name)
            fields.append(
                {
                    "table": table,
                    "id": key,
                    "field": name,
                    "yours": yours,
                    "theirs": current,
                    "by": by,
                    "version": version,
                }
            )
    if fields:
        first = fields[0]
        what = first["field"] or "the row"
        raise Conflict(f"{first['by']} changed {what} meanwhile.", fields[:50])


def _step(
    state: State, draft: Draft, inputs: Inputs, workspace: Draft, home: State, recompute: bool
) -> Step:
    """Return the stream's next state with its results."""
    after = replace(
        state,
        version=state.version + 1,
        records=state.records.applied(inputs),
        workspace_version=home.version if state.kind == "project" else state.workspace_version,
        unborn=False,
    )
    space = Records({})
    if state.kind == "project":
        space = workspace.base.applied(workspace.inputs()) if workspace.touched else workspace.base
    before = None if recompute or state.version == 0 else state
    derived: dict[str, Derived] = cache.derive(after, space, before, inputs)
    after = replace(after, derived=derived)
    results = {}
    for derivation in registry.derivations.get(state.kind, []):
        old = None if before is None else state.derived.get(derivation.name)
        new = derived[derivation.name]
        if old is not new:
            results[derivation.name] = derivation.difference(old, new)
    return Step(state, after, inputs, results, scope_of(draft, inputs, registry.tables), recompute)


def _commit(envelope: Envelope, outcome: Outcome) -> bool:
    """Write all steps in one short transaction; False if a stream moved on meanwhile."""
    if not outcome.steps:
        return True
    now = datetime.now(UTC)
    with transaction.atomic():
        for step in sorted(outcome.steps, key=lambda s: s.after.stream):
            if not _advance(step):
                transaction.set_rollback(True)
                return False
        for number, step in enumerate(outcome.steps):
            _write(envelope, outcome, step, now, first=number == 0)
    for step in outcome.steps:
        cache.keep(step.after)
    return True


def _advance(step: Step) -> bool:
    after = step.after
    if step.before.unborn:
        Stream.objects.create(
            id=after.stream,
            kind=after.kind,
            workspace_id=after.workspace_id,
            version=after.version,
            workspace_version=after.workspace_version,
        )
        return True
    moved = Stream.objects.filter(id=after.stream, version=step.before.version).update(
        version=after.version, workspace_version=after.workspace_version
    )
    return moved == 1


def _write(envelope: Envelope, outcome: Outcome, step: Step, now: datetime, *, first: bool) -> None:
    after = step.after
    rows.write(after.stream, after.workspace_id, step.inputs)
    engines = []
    for derivation in registry.derivations.get(after.kind, []):
        engines.append(derivation.version)
        result = step.results.get(derivation.name)
        if result is None or not result.columns.get("id"):
            continue
        table, columns = derivation.materialised
        values = zip(*(result.columns[c] for c in (*columns, "id")), strict=True)
        rows.update_columns(table, columns, list(values))
    body = {
        "inputs": step.inputs,
        "results": {n: r.columns for n, r in step.results.items() if r.columns.get("id")},
        "removed_results": {n: r.removed for n, r in step.results.items() if r.removed},
        "scope": step.scope,
        "notes": outcome.notes if first else [],
        "created": outcome.created if first else {},
        "recomputed": step.recomputed,
    }
    Changeset.objects.create(
        stream_id=after.stream,
        version=after.version,
        change_id=outcome.change_id,
        command_id=envelope.id,
        type=envelope.command.type,
        actor_id=outcome.actor.id,
        actor_name=outcome.actor.name,
        at=now,
        schema=SCHEMA,
        engine_version="+".join(engines),
        undoes=envelope.undoes,
        first=first,
        body=pack(body),
    )
    Outbox.objects.bulk_create(
        Outbox(listener=name, stream_id=after.stream, version=after.version, due=now)
        for name, (kind, _) in registry.listeners.items()
        if kind == after.kind
    )

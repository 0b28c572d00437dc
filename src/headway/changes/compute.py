"""A command to what it does: applied to drafts, checked, derived. Reads the newest state; writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from headway.changes import cache, ids
from headway.changes.cache import State
from headway.changes.checks import check_inputs, check_references
from headway.changes.command import SYSTEM, Actor, Change, Command
from headway.changes.envelope import Envelope, Outcome, Step
from headway.changes.errors import Missing
from headway.changes.forks import base_of
from headway.changes.gate import check_may, check_open, check_rules, check_step
from headway.changes.registry import registry
from headway.changes.state import Draft, Inputs, Records, between
from headway.changes.viewer import Viewer
from headway.changes.visibility import branch, scope_of, visible_rows, visible_tables
from headway.words import mark

SYSTEM_VIEWER = Viewer(None, SYSTEM.name, "system", frozenset({"*"}))
NOTHING = mark("There is nothing here, or nothing that you may see.")


def viewer_of(
    user_id: int | None, state: State, *, home: State | None = None, system: bool = False
) -> Viewer:
    """Return who looks; raise Missing where the account may not know of the stream.

    `home` is the workspace's state, if the caller has it.
    """
    if system:
        return SYSTEM_VIEWER
    viewer = registry.the_policy().viewer(user_id, state.stream, state.kind, home)
    if viewer is None:
        raise Missing(NOTHING)
    return viewer


def workspace_of(stream: int) -> int:
    """Return the workspace of a stream (its own for a workspace); raise Missing for no stream."""
    have = cache.peek(stream)
    if have is not None:
        return have.workspace_id
    head = cache.heads([stream]).get(stream)
    if head is None:
        raise Missing(NOTHING)
    return head[1]


def states_of(stream: int, workspace_id: int) -> tuple[State, State]:
    """Return the newest states of a stream and of its workspace; raise Missing without one."""
    heads = cache.heads([stream, workspace_id])
    home = cache.current(workspace_id, heads.get(workspace_id))
    main = home if stream == workspace_id else cache.current(stream, heads.get(stream))
    if main is None or home is None:
        raise Missing(NOTHING)
    return main, home


def fork_of(main: State, key: int) -> State:
    """Return the newest state of a fork; raise Missing unless it is one of `main` that is known."""
    state = cache.current(key)
    if (
        state is None
        or state.parent != main.stream
        or registry.forks[state.kind].standing(main.records, key) is None
    ):
        raise Missing(NOTHING)
    return state


def beside(
    main: State, home: State, key: int, viewer: Viewer, command: Command
) -> tuple[State, Viewer]:
    """Return another stream that a command reads or writes too, and who looks at it: a fork of the
    main one, or another project of its workspace; raise Refused where the actor may not.
    """
    state = cache.current(key)
    if state is None or state.parent is not None:
        return fork_of(main, key), viewer
    if state.workspace_id != main.workspace_id or {state.kind, main.kind} != {"project"}:
        raise Missing(NOTHING)
    other = viewer_of(viewer.user_id, state, home=home, system=viewer.role == "system")
    check_may(command, other, state.kind)
    check_open(state)
    return state, other


def compute(
    envelope: Envelope, user_id: int | None, workspace_id: int, *, system: bool = False
) -> Outcome:
    """Return what a command does to the newest states; raise Refused where it is not carried out."""
    main, home = states_of(envelope.stream, workspace_id)
    viewer = viewer_of(user_id, main, home=home, system=system)
    check_may(envelope.command, viewer, main.kind)
    check_open(main)
    states = {main.stream: main, home.stream: home}
    viewers: dict[int, Viewer] = {}
    for key in envelope.command.also():
        if key not in states:
            states[key], viewers[key] = beside(main, home, key, viewer, envelope.command)
    drafts = {key: Draft(seen_by(viewers.get(key, viewer), state)) for key, state in states.items()}
    own_keys: set[int] = set()

    def new_id() -> int:
        key = ids.new_id()
        own_keys.add(key)
        return key

    def new_stream(kind: str) -> int:
        key = new_id()
        parent = main.stream if kind in registry.forks else None
        states[key] = State(
            key, kind, home.stream, 0, Records({}), home.version, unborn=True, parent=parent
        )
        drafts[key] = Draft(states[key].records)
        return key

    change = Change(
        stream=main.stream,
        workspace_id=home.stream,
        drafts=drafts,
        actor=Actor(viewer.user_id, viewer.name),
        now=envelope.at or datetime.now(UTC),
        new_id=new_id,
        results=main.result,
        new_stream=new_stream,
        foresee=_Foresight(main, drafts, home),
        derived=main.derived,
        version=main.version,
        home=home.records,
        fork=main.parent is not None,
        began=lambda fork: base_of(main, states[fork]),
        may=viewer.may,
    )
    envelope.command.apply(change)
    for key, draft in drafts.items():
        drafts[key] = draft.over(states[key].records)
    steps = []
    for key in sorted(drafts, key=lambda k: (k != main.stream, k)):
        inputs = drafts[key].inputs()
        recompute = envelope.command.recomputes and key == main.stream
        if not inputs and not recompute and key not in change.told:
            continue
        state = states[key]
        if key == home.stream != main.stream and not envelope.command.workspace_too:
            raise RuntimeError(f"{envelope.command.type} wrote a stream that it did not declare")
        # What a fork begins with is a copy of rows that passed the door.
        if inputs and not (state.unborn and state.parent is not None):
            own, carried, who = own_keys, change.carried, viewers.get(key, viewer)
            check_step(envelope, who, state, inputs, own, carried, drafts, home.stream)
        told = key in change.told
        source = main if state.unborn and state.parent == main.stream else None
        steps.append(
            _step(state, drafts[key], inputs, drafts[home.stream], home, told=told, source=source)
        )
    change.reached = {key: state.result for key, state in states.items()}
    change.reached |= {step.after.stream: step.after.result for step in steps}
    envelope.command.explain(change, change.reached[main.stream])
    return Outcome(uuid4(), change.actor, steps, change.created, change.notes, home=home)


def seen_by(viewer: Viewer, state: State) -> Records:
    """Return the rows on which a command of the viewer works: those that he may see.

    So no refusal can tell of rows outside a guest's branch.
    """
    if viewer.branch is None:
        return state.records
    tasks = branch(state.records, viewer.branch) if state.kind == "project" else None
    return Records(
        {
            table.name: {
                row["id"]: row
                for row in visible_rows(
                    table, state.records.rows(table.name).values(), viewer, tasks
                )
            }
            for table in visible_tables(registry.tables_of(state.kind), viewer)
        }
    )


class _Foresight:
    """The results of the main stream as the drafts stand: computed once for all that is asked until
    another row is written."""

    def __init__(self, main: State, drafts: dict[int, Draft], home: State) -> None:
        self._main, self._drafts, self._home = main, drafts, home
        self._of: tuple[Draft, int, Draft, int] | None = None
        self._state = main

    def __call__(self, name: str, key: int) -> dict[str, Any] | None:
        draft, space = self._drafts[self._main.stream], self._drafts[self._home.stream]
        of = (draft, draft.writes, space, space.writes)
        if of != self._of:
            self._state = self._foreseen(draft, space)
            self._of = of
        return self._state.result(name, key)

    def _foreseen(self, draft: Draft, space: Draft) -> State:
        main, home = self._main, self._home
        draft, workspace = draft.over(main.records), space.over(home.records)
        inputs = draft.inputs()
        if not inputs:
            return main
        check_inputs(inputs, registry.tables)
        check_references(inputs, registry.tables, draft, workspace)
        check_rules(main.kind, draft, inputs, self._drafts)
        return _after(main, inputs, workspace, home)


def _after(
    state: State, inputs: Inputs, workspace: Draft, home: State, source: State | None = None
) -> State:
    """Return the stream's next state with what derives from it; `source` is the stream that it is
    about to be forked from."""
    plan = registry.shape(state.kind) == "project"
    after = replace(
        state,
        version=state.version + 1,
        records=state.records.applied(inputs) if inputs else state.records,
        workspace_version=home.version if plan else state.workspace_version,
        unborn=False,
    )
    space = Records({})
    if plan:
        space = workspace.base.applied(workspace.inputs()) if workspace.touched else workspace.base
        after = replace(after, workspace_version=home.version + bool(workspace.inputs()))
    if source is not None:
        inputs = between(source.records, after.records)
    before = source if state.version == 0 else state
    return replace(after, derived=cache.derive(after, space, before, inputs))


def _step(
    state: State,
    draft: Draft,
    inputs: Inputs,
    workspace: Draft,
    home: State,
    *,
    told: bool = False,
    source: State | None = None,
) -> Step:
    """Return the stream's next state with its results; `told`: a version also where none differ."""
    after = _after(state, inputs, workspace, home, source)
    if source is not None:
        rows = sum(len(rows) for rows in after.records.tables.values())
        after = replace(after, began=after.records, shared=rows)
        # Whoever opens a fork takes a snapshot: what it begins with is never caught up with.
        return Step(state, after, inputs, {}, {})
    before = None if state.version == 0 else state
    results = {}
    for derivation in registry.derivations_of(state.kind):
        old = None if before is None else state.derived.get(derivation.name)
        new = after.derived[derivation.name]
        if old is not new:
            results[derivation.name] = derivation.difference(old, new)
    if not inputs and not told and all(result.empty for result in results.values()):
        after = replace(after, version=state.version)
        return Step(state, after, inputs, {}, {}, silent=True)
    scope = scope_of(draft, inputs, registry.tables) if state.parent is None else {}
    return Step(state, after, inputs, results, scope)

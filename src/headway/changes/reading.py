"""What leaves: snapshots and changesets of a stream as one viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headway.changes import history, ids
from headway.changes.cache import State
from headway.changes.compute import NOTHING, states_of, viewer_of, workspace_of
from headway.changes.envelope import Outcome
from headway.changes.errors import Missing
from headway.changes.registry import registry
from headway.changes.state import Records
from headway.changes.tables import Row, Table
from headway.changes.viewer import Viewer
from headway.changes.visibility import (
    OutOfStep,
    branch,
    tasks_before,
    visible,
    visible_rows,
    visible_tables,
)

FAR = 2000
"""A client this many versions behind is better off with a new snapshot."""


def state_for(user_id: int | None, stream: int, kind: str | None = None) -> tuple[State, Viewer]:
    """Return a stream's newest state and who looks; raise Missing where he may not."""
    state, viewer, _ = standing(user_id, stream, kind)
    return state, viewer


def standing(
    user_id: int | None, stream: int, kind: str | None = None
) -> tuple[State, Viewer, State]:
    """Return a stream's newest state, who looks, and the state of the workspace."""
    state, home = states_of(stream, workspace_of(stream))
    if kind is not None and kind not in (state.kind, registry.shape(state.kind)):
        raise Missing(NOTHING)
    return state, viewer_of(user_id, state, home=home), home


def tasks_of(state: State, viewer: Viewer) -> set[int] | None:
    """Return the tasks of the viewer's branch, None where his view is not cut."""
    if viewer.branch is None or state.kind != "project":
        return None
    return branch(state.records, viewer.branch)


def columnar(table: Table, rows: Iterable[Row]) -> dict[str, list[Any]]:
    """Return rows as one list a column."""
    kept = list(rows)
    return {name: [row[name] for row in kept] for name in table.columns}


def tables_of(
    state: State, viewer: Viewer, tasks: set[int] | None, wanted: set[str] | None = None
) -> dict[str, dict[str, list[Any]]]:
    """Return the tables of a state as the viewer may see them, columnar."""
    return {
        table.name: columnar(
            table, visible_rows(table, state.records.rows(table.name).values(), viewer, tasks)
        )
        for table in visible_tables(registry.tables_of(state.kind), viewer)
        if wanted is None or table.name in wanted
    }


def snapshot(
    user_id: int, stream: int, kind: str, wanted: set[str] | None = None, *, keys: bool = True
) -> dict[str, Any]:
    """Return all that the viewer may see of a stream; a project's brings its workspace's tables."""
    state, viewer, home = standing(user_id, stream, kind)
    tasks = tasks_of(state, viewer)
    tables = tables_of(state, viewer, tasks, wanted)
    workspace_version = state.version
    if kind == "project":
        guest = viewer_of(user_id, home, home=home)
        tables |= tables_of(home, guest, None, wanted)
        workspace_version = home.version
    results = {}
    for name, derived in state.derived.items():
        columns = derived.columns()
        if tasks is not None:
            keep = [i for i, key in enumerate(columns["id"]) if key in tasks]
            columns = {c: [values[i] for i in keep] for c, values in columns.items()}
        results[name] = columns
    first, end = ids.lease(user_id) if keys else (0, 0)
    return {
        "stream": stream,
        "kind": state.kind,
        "parent": state.parent,
        "version": state.version,
        "workspace_id": state.workspace_id,
        "workspace_version": workspace_version,
        "tables": tables,
        "results": results,
        "ids": {"next": first, "until": end},
        "viewer": {
            "user_id": viewer.user_id,
            "name": viewer.name,
            "role": viewer.role,
            "branch_id": viewer.branch,
            "capabilities": sorted(viewer.capabilities),
        },
    }


def shown(
    changesets: list[dict[str, Any]], state: State, viewer: Viewer, *, history: bool = False
) -> list[dict[str, Any]] | None:
    """Return consecutive changesets as the viewer may see them; None: he needs a new snapshot.

    `changesets` are in order and end at the version of `state` (where the viewer sees all, they
    may end before it). A `history` tells only of rows that were touched, and never asks for a
    snapshot.
    """
    tasks = tasks_of(state, viewer)
    after: list[set[int] | None] = []
    current = tasks
    for changeset in reversed(changesets):
        after.append(current)
        if current is not None:
            current = tasks_before(changeset.get("scope") or {}, viewer, current)
    found = []
    for changeset, seen in zip(changesets, reversed(after), strict=True):
        at_head = changeset["version"] == state.version

        def head(at_head: bool = at_head) -> tuple[Records, Mapping[str, Any]] | None:
            return (state.records, state.derived) if at_head else None

        try:
            known = None if history else head
            found.append(visible(changeset, viewer, _tables(state.kind), seen, known))
        except OutOfStep:
            return None
    return found


def _tables(kind: str) -> dict[str, Table]:
    return {t.name: t for t in registry.tables_of(kind)}


def changesets_since(user_id: int, stream: int, version: int, kind: str) -> dict[str, Any]:
    """Return {"items", "version"} of what came after `version`, or {"reset": true}."""
    state, viewer = state_for(user_id, stream, kind)
    if version > state.version or state.version - version > FAR or _before_fork(state, version):
        return {"reset": True, "version": state.version}
    found = [c for c in history.since(stream, version, FAR) if c["version"] <= state.version]
    if [c["version"] for c in found] != list(range(version + 1, state.version + 1)):
        return {"reset": True, "version": state.version}
    if kind == "workspace" and any(rights_changed(c, viewer) for c in found):
        return {"reset": True, "version": state.version}
    items = shown(found, state, viewer)
    if items is None:
        return {"reset": True, "version": state.version}
    return {"items": items, "version": state.version}


def _before_fork(state: State, version: int) -> bool:
    """Whether a version is the nothing before a fork: its first changeset brings no results."""
    return state.parent is not None and version < 1


def rights_changed(changeset: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether a workspace's changeset may have changed what this viewer may see."""
    change = changeset["inputs"].get("members", {})
    if any(
        u["after"].keys() & {"role", "project_id", "branch_id"} for u in change.get("updated", ())
    ):
        return True
    return any(r.get("user_id") == viewer.user_id for r in change.get("removed", ()))


def outcome_for(user_id: int, outcome: Outcome) -> dict[str, Any]:
    """Return the answer to a command: its changesets as the actor may see them."""
    items: list[dict[str, Any]] = []
    afters = {step.after.stream: step.after for step in outcome.steps}
    for changeset in outcome.changesets:
        stream, version = changeset["stream"], changeset["version"]
        state = afters.get(stream)
        if version == 1 and (state or state_for(user_id, stream)[0]).parent is not None:
            # What a fork begins with is the whole plan again: taken as a snapshot where wanted.
            continue
        if state is not None:
            home = afters.get(state.workspace_id, outcome.home)
            viewer = viewer_of(user_id, state, home=home)
        else:
            state, viewer = state_for(user_id, stream)
        run = [changeset]
        if state.version > version and viewer.branch is not None:
            later = history.since(stream, version, FAR)
            run += [c for c in later if c["version"] <= state.version]
        seen = shown(run, state, viewer)
        items.append(seen[0] if seen else {"stream": stream, "version": version, "reset": True})
    head = items[0] if items else {"id": None, "version": None}
    return {**head, "changesets": items, "created": outcome.created, "notes": outcome.notes}


def preview_for(user_id: int, outcome: Outcome) -> dict[str, Any]:
    """Return what a previewed command would change, as its actor may see it."""
    items = []
    for step in outcome.steps:
        if step.before.unborn and step.before.parent is not None:
            continue
        viewer = viewer_of(user_id, step.before)
        changeset = {
            "stream": step.after.stream,
            "version": step.after.version,
            "inputs": step.inputs,
            "results": {n: r.columns for n, r in step.results.items() if r.columns.get("id")},
            "removed_results": {n: r.removed for n, r in step.results.items() if r.removed},
            "scope": step.scope,
            "notes": outcome.notes,
        }
        items.extend(shown([changeset], step.after, viewer) or [])
    head = items[0] if items else {"inputs": {}, "results": {}}
    return {**head, "changesets": items, "created": outcome.created, "notes": outcome.notes}

"""The one filter: what of a stream a viewer may see, in snapshots and in changesets. Pure.

A guest's view is cut to the branch of one task. Which tasks that is follows from their paths (a
task and its ancestors, nearest first). The door stores with every changeset the paths that it
changed and the anchors of the rows that it updated (`scope`), so that filtering needs no look-up
of older states. Only where untouched rows enter or leave the view are the rows of the state itself
needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from headway.changes.registry import SCOPE_TABLE, registry
from headway.changes.state import Draft, Inputs, Records
from headway.changes.tables import Row, Table
from headway.changes.viewer import Viewer

Tables: TypeAlias = Mapping[str, Table]
Scope: TypeAlias = dict[str, Any]
"""`paths`: {task: [path before or None, path after or None]}, `anchors`: {table: {key: [task]}}."""


class OutOfStep(Exception):
    """Rows enter or leave the view in a past version: the viewer needs a new snapshot."""


def path(get: Callable[[int], Row | None], key: int) -> list[int]:
    """Return the task and its ancestors, nearest first."""
    found: list[int] = []
    current: int | None = key
    while current is not None and current not in found:
        row = get(current)
        if row is None:
            break
        found.append(current)
        current = row["parent_id"]
    return found


def branch(records: Records, top: int) -> set[int]:
    """Return the keys of the task `top` and all below it."""
    if top not in records.rows(SCOPE_TABLE):
        return set()
    children = records.index(SCOPE_TABLE, "parent_id")
    found = {top}
    queue = [top]
    while queue:
        for child in children.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def scope_of(draft: Draft, inputs: Inputs, tables: Tables) -> Scope:
    """Return what the filter must know of a change besides its inputs."""
    paths: dict[int, list[list[int] | None]] = {}
    change = inputs.get(SCOPE_TABLE, {})
    base = draft.base.rows(SCOPE_TABLE)
    for row in change.get("added", ()):
        paths[row["id"]] = [None, path(lambda k: draft.get(SCOPE_TABLE, k), row["id"])]
    for row in change.get("removed", ()):
        paths[row["id"]] = [path(base.get, row["id"]), None]
    moved = [u["id"] for u in change.get("updated", ()) if "parent_id" in u["after"]]
    queue = list(moved)
    while queue:
        key = queue.pop()
        if key in paths:
            continue
        paths[key] = [path(base.get, key), path(lambda k: draft.get(SCOPE_TABLE, k), key)]
        queue.extend(row["id"] for row in draft.where(SCOPE_TABLE, "parent_id", key))
    anchors: dict[str, dict[int, list[int]]] = {}
    for name, part in inputs.items():
        table = tables[name]
        if table.anchor is None or name == SCOPE_TABLE:
            continue
        for update in part.get("updated", ()):
            row_now = draft.get(name, update["id"])
            if row_now is not None:
                anchors.setdefault(name, {})[update["id"]] = list(table.anchor(row_now))
    scope: Scope = {}
    if paths:
        scope["paths"] = {str(k): v for k, v in paths.items()}
    if anchors:
        scope["anchors"] = {t: {str(k): v for k, v in rows.items()} for t, rows in anchors.items()}
    return scope


def visible_tables(tables: Iterable[Table], viewer: Viewer) -> list[Table]:
    """Return the tables that the viewer may see at all."""
    return [t for t in tables if viewer.may(t.capability)]


def visible_rows(
    table: Table, rows: Iterable[Row], viewer: Viewer, tasks: set[int] | None
) -> Iterable[Row]:
    """Yield the rows that the viewer may see; `tasks` are those of the branch, None for all."""
    if table.anchor is None or tasks is None:
        return rows
    anchor = table.anchor
    return (row for row in rows if not tasks.isdisjoint(anchor(row)))


def tasks_before(scope: Scope, viewer: Viewer, tasks: set[int]) -> set[int]:
    """Return the branch's tasks before a changeset, from those after it."""
    before = set(tasks)
    for key, (old, new) in scope.get("paths", {}).items():
        if old is not None and viewer.branch in old:
            before.add(int(key))
        elif new is not None:
            before.discard(int(key))
    return before


def touches(changeset: Mapping[str, Any], task: int) -> bool:
    """Whether a stored changeset wrote a task or a row that hangs on it."""
    anchors = (changeset.get("scope") or {}).get("anchors", {})
    for name, part in changeset["inputs"].items():
        table = registry.tables.get(name)
        if table is None or table.anchor is None:
            continue
        if any(
            task in table.anchor(row) for way in ("added", "removed") for row in part.get(way, ())
        ):
            return True
        known = anchors.get(name, {})
        for update in part.get("updated", ()):
            key = update["id"]
            if key == task if name == SCOPE_TABLE else task in known.get(str(key), ()):
                return True
    return False


PRIVATE = frozenset({"scope", "needs"})
"""Parts of a stored changeset that are for the server alone."""
HIDDEN = {"type": "hidden", "actor": {"id": None, "name": ""}, "undoes": None}
"""What is told of a changeset of which the viewer may see nothing: that there is one."""


def visible(
    changeset: Mapping[str, Any],
    viewer: Viewer,
    tables: Tables,
    tasks: set[int] | None = None,
    state: Callable[[], tuple[Records, Mapping[str, Any]] | None] | None = lambda: None,
) -> dict[str, Any]:
    """Return the changeset as the viewer may see it.

    `tasks` are the tasks of the viewer's branch after it (None: he sees all). `state` gives the
    records and results (by name: objects with `row`) right after it, or None if they are gone;
    then, if untouched rows enter or leave the view, OutOfStep is raised. For a history, which
    tells only of what was touched, `state` is None.
    """
    shown = {k: v for k, v in changeset.items() if k not in PRIVATE}
    seen = {t.name: t for t in visible_tables(tables.values(), viewer)}
    if tasks is None:
        shown["inputs"] = {t: part for t, part in changeset["inputs"].items() if t in seen}
    else:
        shown |= _branch_part(changeset, viewer, seen, tasks, state)
    nothing = not (shown["inputs"] or shown.get("results") or shown.get("removed_results"))
    if nothing and changeset["inputs"]:
        shown |= {k: v for k, v in HIDDEN.items() if k in shown}
    told = {
        name: {r["id"] for p in part.values() for r in p} for name, part in shown["inputs"].items()
    }

    def may_know(name: str, key: int) -> bool:
        table = registry.tables.get(name)
        if table is not None and not viewer.may(table.capability):
            return False
        return tasks is None or key in told.get(name, ())

    if "notes" in shown:
        shown["notes"] = [n for n in changeset["notes"] if may_know(n["table"], n["id"])]
    if "created" in shown:
        kept = {n: [k for k in keys if may_know(n, k)] for n, keys in changeset["created"].items()}
        shown["created"] = {name: keys for name, keys in kept.items() if keys}
    return shown


def _branch_part(
    changeset: Mapping[str, Any],
    viewer: Viewer,
    seen: Tables,
    tasks: set[int],
    state: Callable[[], tuple[Records, Mapping[str, Any]] | None] | None,
) -> dict[str, Any]:
    """Return inputs and results cut to a branch, of which `tasks` are the tasks afterwards."""
    scope = changeset.get("scope") or {}
    before = tasks_before(scope, viewer, tasks)
    inputs = {
        name: _cut(seen[name], part, scope, before, tasks)
        for name, part in changeset["inputs"].items()
        if name in seen
    }
    results = {n: _cut_columns(c, tasks) for n, c in changeset.get("results", {}).items()}
    gone = {
        n: [k for k in keys if k in before]
        for n, keys in changeset.get("removed_results", {}).items()
    }
    touched = {r["id"] for r in changeset["inputs"].get(SCOPE_TABLE, {}).get("added", ())}
    left_rows = {r["id"] for r in changeset["inputs"].get(SCOPE_TABLE, {}).get("removed", ())}
    enter = tasks - before - touched
    leave = before - tasks - left_rows
    if (enter or leave) and state is not None:
        found = state()
        if found is None:
            raise OutOfStep
        own = changeset["inputs"]
        _carry(inputs, results, gone, found, seen, enter, leave, before, tasks, own)
    return {
        "inputs": {name: part for name, part in inputs.items() if any(part.values())},
        "results": {n: c for n, c in results.items() if c.get("id")},
        "removed_results": {n: keys for n, keys in gone.items() if keys},
    }


def _cut(
    table: Table, part: Mapping[str, list[Row]], scope: Scope, before: set[int], after: set[int]
) -> dict[str, list[Row]]:
    """Cut one table's inputs to the branch."""
    if table.anchor is None:
        return dict(part)
    anchor = table.anchor
    anchors: dict[str, list[int]] = scope.get("anchors", {}).get(table.name, {})

    def keys(update: Row) -> Iterable[int]:
        if table.name == SCOPE_TABLE:
            return (update["id"],)
        return anchors.get(str(update["id"]), ())

    return {
        "added": [r for r in part.get("added", ()) if not after.isdisjoint(anchor(r))],
        "updated": [
            u
            for u in part.get("updated", ())
            if not after.isdisjoint(keys(u)) and not before.isdisjoint(keys(u))
        ],
        "removed": [r for r in part.get("removed", ()) if not before.isdisjoint(anchor(r))],
    }


def _cut_columns(columns: Mapping[str, list[Any]], tasks: set[int]) -> dict[str, list[Any]]:
    keep = [i for i, key in enumerate(columns.get("id", ())) if key in tasks]
    return {name: [values[i] for i in keep] for name, values in columns.items()}


def _carry(
    inputs: dict[str, dict[str, list[Row]]],
    results: dict[str, dict[str, list[Any]]],
    gone: dict[str, list[int]],
    found: tuple[Records, Mapping[str, Any]],
    seen: Tables,
    enter: set[int],
    leave: set[int],
    before: set[int],
    after: set[int],
    own: Inputs,
) -> None:
    """Add the untouched rows that enter the view and remove those that leave it.

    `own` is what the change itself wrote: a row that leaves is told as it was before, for what it
    became is no longer for the viewer's eyes.
    """
    records, derived = found
    for name, table in seen.items():
        if table.anchor is None:
            continue
        part = inputs.setdefault(name, {"added": [], "updated": [], "removed": []})
        added = {r["id"] for r in part["added"]}
        fresh = {r["id"] for r in own.get(name, {}).get("added", ())}
        older = {u["id"]: u["before"] for u in own.get(name, {}).get("updated", ())}
        for row in records.rows(name).values():
            ends = table.anchor(row)
            was, now = not before.isdisjoint(ends), not after.isdisjoint(ends)
            if now and not was and not enter.isdisjoint(ends) and row["id"] not in added:
                part["added"].append(row)
                part["updated"] = [u for u in part["updated"] if u["id"] != row["id"]]
            elif was and not now and not leave.isdisjoint(ends) and row["id"] not in fresh:
                part["removed"].append({**row, **older.get(row["id"], {})})
    for name, result in derived.items():
        columns = results.setdefault(name, {})
        there = set(columns.get("id", ()))
        for key in sorted(enter - there):
            row = result.row(key)
            if row is not None:
                for column, value in row.items():
                    columns.setdefault(column, []).append(value)
        gone.setdefault(name, []).extend(sorted(leave))

"""Changes of scope: what was added, removed or grew since a baseline, change by change. Pure.

Scope are the active tasks, their planned work (without people: their duration), story points and
deliverables. Found by replaying the history over the plan as the baseline saw it; a change that was
taken back, and what a task had when it was saved again, count no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from headway.changes.changesets import invert, squash
from headway.changes.state import Inputs, Records
from headway.changes.tables import Row
from headway.projects.effort import planned_of

KINDS = ("tasks", "work", "duration", "points", "deliverables")
"""What scope is counted in: tasks, minutes of work, minutes of duration of tasks that nobody works
on, hundredths of story points, deliverables."""
SAVED = ("start", "finish", "duration", "work")


@dataclass(frozen=True, slots=True)
class Step:
    """A changeset of the history: who did what, in which order, and which one it takes back."""

    changeset: int
    version: int
    change_id: str
    at: str
    by: str
    type: str
    undoes: int | None
    inputs: Inputs


class ScopeItem(NamedTuple):
    """One figure of one task that changed, in its unit."""

    kind: str
    task_id: int
    name: str
    before: int
    after: int


@dataclass
class ScopeChange:
    """A change and what it did to the scope."""

    change_id: str
    changeset: int
    version: int
    at: str
    by: str
    type: str
    items: list[ScopeItem] = field(default_factory=list)


def scope_changes(
    now: Records,
    history: Sequence[Step],
    baseline: Row,
    works: Callable[[int], bool],
    seen: set[int] | None = None,
) -> list[ScopeChange]:
    """Return the changes of scope since a baseline, in order.

    `now` are the records after the last of `history`, which begins with the changeset that saved
    the baseline (what came with it is not counted) or right after it. `works` says of a resource
    whether its units are work; `seen` are the tasks to tell of, None for all.
    """
    state = now.applied(invert(squash(step.inputs for step in history)))
    live: dict[int, ScopeChange] = {}
    gone: dict[int, ScopeChange] = {}
    meant: dict[int, int] = {}
    saved: dict[int, tuple[Any, ...]] = {}
    for step in history:
        after = state.applied(step.inputs)
        fresh = _saved_anew(step.inputs, baseline, saved)
        original = meant.get(step.undoes or 0, step.undoes or 0)
        if original in live:
            gone[original] = live.pop(original)
            meant[step.changeset] = original
        elif original in gone:
            live[original] = gone.pop(original)
            meant[step.changeset] = original
        elif not (fresh and step is history[0]):
            items = _items(state, after, step.inputs, works)
            items = [i for i in items if seen is None or i.task_id in seen]
            if items:
                live[step.changeset] = ScopeChange(
                    step.change_id, step.changeset, step.version, step.at, step.by, step.type, items
                )
        for change in (*live.values(), *gone.values()) if fresh else ():
            change.items = [i for i in change.items if i.task_id not in fresh]
        state = after
    found = [change for change in live.values() if change.items]
    return sorted(found, key=lambda change: change.version)


def summed(changes: Iterable[ScopeChange]) -> dict[str, dict[str, int]]:
    """Return by kind what came (`added`) and what went (`removed`), in its unit."""
    found = {kind: {"added": 0, "removed": 0} for kind in KINDS}
    for change in changes:
        for item in change.items:
            by = item.after - item.before
            found[item.kind]["added" if by > 0 else "removed"] += abs(by)
    return found


def _saved_anew(inputs: Inputs, baseline: Row, saved: dict[int, tuple[Any, ...]]) -> set[int]:
    """Return the tasks that a change saved into the baseline with other values than before."""
    keys = {
        row["id"]
        for row in inputs.get("baselines", {}).get("added", ())
        if row["number"] == baseline["number"] and row["taken_at"] == baseline["taken_at"]
    }
    fresh = set()
    for row in inputs.get("baseline_tasks", {}).get("added", ()) if keys else ():
        values = tuple(row[name] for name in SAVED)
        if row["baseline_id"] in keys and saved.get(row["task_id"]) != values:
            fresh.add(row["task_id"])
            saved[row["task_id"]] = values
    return fresh


def _items(
    before: Records, after: Records, inputs: Inputs, works: Callable[[int], bool]
) -> list[ScopeItem]:
    """Return what a change did to the scope of the tasks that it touched."""
    touched = {row["id"] for part in inputs.get("tasks", {}).values() for row in part}
    for records in (before, after):
        rows = records.rows("assignments")
        for part in inputs.get("assignments", {}).values():
            touched |= {rows[row["id"]]["task_id"] for row in part if row["id"] in rows}
    found = []
    for key in sorted(touched):
        old, new = _measures(before, key, works), _measures(after, key, works)
        row = after.rows("tasks").get(key) or before.rows("tasks").get(key)
        if row is None:
            continue
        if old["tasks"] and new["tasks"] and (old["work"] or new["work"]):
            # With people on it, before or after, its scope is their work.
            old["duration"] = new["duration"] = 0
        found += [
            ScopeItem(kind, key, row["name"], old[kind], new[kind])
            for kind in KINDS
            if old[kind] != new[kind]
        ]
    return found


def _measures(records: Records, key: int, works: Callable[[int], bool]) -> dict[str, int]:
    """Return a task's scope by kind; nothing where there is none, or an inactive one."""
    row = records.rows("tasks").get(key)
    found = dict.fromkeys(KINDS, 0)
    if row is None or not row["active"]:
        return found
    summary = bool(records.index("tasks", "parent_id").get(key))
    rows: Mapping[int, Row] = records.rows("assignments")
    mine = [rows[k] for k in records.index("assignments", "task_id").get(key, ())]
    length = 0 if summary else row["duration"]
    work = sum(planned_of(r, length) for r in mine if works(r["resource_id"]))
    if row["work"] is not None and not summary:
        work = row["work"]
    return {
        "tasks": 1,
        "work": work,
        "duration": 0 if work else length,
        "points": row["story_points"] or 0,
        "deliverables": int(row["deliverable"]),
    }

"""The values of formulas of a project, computed from its records and its schedule. Pure.

A result row a task, where the project has formulas: `values` is {key of the field: value}, the value
as the type that the formula gives is kept in custom values, {"error": words} where there is none.
Tasks are computed from the deepest level up, so that a summary reads its children. After a change
only the tasks that it touched, and the summaries above them, are computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from headway.changes.derivation import NO_OTHERS, Columns, Derived, ResultChange
from headway.changes.state import Inputs, Records
from headway.projects.derivations import Scheduled
from headway.projects.effort import Effort
from headway.projects.formulas.catalogue import Cells, World
from headway.projects.formulas.program import Program, program_of
from headway.words import SOURCE, speaking

NOTHING_TO_DO = Program(())
WHOLE = frozenset(
    {"custom_fields", "projects", "statuses", "work_types", "baselines", "baseline_tasks"}
)
"""Tables of which a change may touch every value."""
NUMBERING = {"next_number"}
"""Settings that no formula reads."""


@dataclass(frozen=True)
class Formulas:
    """The values by task at one version, and what they were computed with."""

    workspace: Records
    program: Program = NOTHING_TO_DO
    scheduled: Scheduled | None = None
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    efforts: dict[int, Effort] = field(default_factory=dict)

    def columns(self) -> Columns:
        """Return all result rows."""
        return _columns(self.values, sorted(self.values))

    def row(self, key: int) -> dict[str, Any] | None:
        """Return one result row, or None."""
        values = self.values.get(key)
        return None if values is None else {"id": key, "values": values}


def _columns(values: Mapping[int, dict[str, Any]], keys: Iterable[int]) -> Columns:
    found = list(keys)
    return {"id": found, "values": [values[key] for key in found]}


class FormulaDerivation:
    """What the formulas of custom fields give, task by task."""

    name = "formulas"
    version = "1"
    stream = "project"
    reads: tuple[str, ...] = ("schedule",)
    inputs: Mapping[str, frozenset[str] | None] = {
        "projects": None,
        "tasks": None,
        "assignments": None,
        "statuses": None,
        "work_types": None,
        "baselines": None,
        "baseline_tasks": None,
        "custom_fields": None,
        "custom_values": None,
    }
    workspace_inputs = frozenset({"calendars", "resources"})
    materialised: tuple[str, tuple[str, ...]] = ("tasks", ())

    def compute(
        self, records: Records, workspace: Records, others: Mapping[str, Derived] = NO_OTHERS
    ) -> Formulas:
        """Compute all values from nothing."""
        fields = records.rows("custom_fields")
        if not any(row["type"] == "formula" for row in fields.values()):
            return Formulas(workspace)
        project = next(iter(records.rows("projects").values()), {"id": 0})
        with speaking(SOURCE):  # a fault is kept with its row, for readers of any language
            program = program_of(fields.values(), project)
        scheduled = others["schedule"]
        assert isinstance(scheduled, Scheduled)
        found = Formulas(workspace, program, scheduled)
        _evaluate(found, records, set(records.rows("tasks")))
        return found

    def update(
        self,
        before: Derived,
        records: Records,
        workspace: Records,
        inputs: Inputs,
        others: Mapping[str, Derived] = NO_OTHERS,
    ) -> Formulas:
        """Compute again what `inputs` touched, or the schedule's changes; all where definitions,
        settings, calendars or people changed."""
        assert isinstance(before, Formulas)
        if not before.program.formulas and "custom_fields" not in inputs:
            return before
        scheduled = others["schedule"]
        assert isinstance(scheduled, Scheduled)
        was = before.workspace
        same = all(was.rows(name) is workspace.rows(name) for name in self.workspace_inputs)
        if not same or _whole(inputs) or before.scheduled is None:
            return self.compute(records, workspace, others)
        tasks = records.rows("tasks")
        dirty = _touched(inputs, records) | _rescheduled(before.scheduled, scheduled)
        gone = {row["id"] for row in inputs.get("tasks", {}).get("removed", ())}
        dirty = _with_summaries(dirty, records) & tasks.keys()
        if not dirty and not gone:
            return Formulas(workspace, before.program, scheduled, before.values, before.efforts)
        values = {key: row for key, row in before.values.items() if key not in gone}
        efforts = {k: e for k, e in before.efforts.items() if k not in dirty and k not in gone}
        found = Formulas(workspace, before.program, scheduled, values, efforts)
        _evaluate(found, records, dirty)
        return found

    def difference(self, before: Derived | None, after: Derived) -> ResultChange:
        """Return the tasks whose values are new or differ, and those that are gone."""
        assert isinstance(after, Formulas)
        old = before.values if isinstance(before, Formulas) else {}
        new = after.values
        if old is new:
            return ResultChange()
        differs = [k for k in sorted(new) if (was := old.get(k)) is not new[k] and was != new[k]]
        gone = sorted(old.keys() - new.keys())
        return ResultChange(_columns(new, differs) if differs else {}, gone)


def _whole(inputs: Inputs) -> bool:
    """Whether a change may touch the values of every task."""
    for table in WHOLE & inputs.keys():
        change = inputs[table]
        if table != "projects" or change["added"] or change["removed"]:
            return True
        if any(u["after"].keys() - NUMBERING for u in change["updated"]):
            return True
    return False


def _touched(inputs: Inputs, records: Records) -> set[int]:
    """Return the tasks whose own fields, people or custom values changed, and the summaries that
    tasks left or came to."""
    found: set[int | None] = set()
    change = inputs.get("tasks", {})
    for row in (*change.get("added", ()), *change.get("removed", ())):
        found |= {row["id"], row["parent_id"]}
    for update in change.get("updated", ()):
        found |= {update["id"], update["before"].get("parent_id"), update["after"].get("parent_id")}
    for table in ("assignments", "custom_values"):
        change = inputs.get(table, {})
        rows = records.rows(table)
        found |= {r["task_id"] for r in (*change.get("added", ()), *change.get("removed", ()))}
        found |= {rows[u["id"]]["task_id"] for u in change.get("updated", ()) if u["id"] in rows}
    return {key for key in found if key is not None}


def _rescheduled(before: Scheduled, after: Scheduled) -> set[int]:
    """Return the tasks whose results of the schedule differ."""
    if before is after:
        return set()
    if before.keys is after.keys or before.keys == after.keys:
        differs = np.flatnonzero((before.matrix != after.matrix).any(axis=1))
        return set(after.numbers[differs].tolist())
    old = before.numbers
    known = np.isin(after.numbers, old)
    was = np.zeros_like(after.matrix)
    was[known] = before.matrix[np.searchsorted(old, after.numbers[known])]
    return set(after.numbers[(was != after.matrix).any(axis=1) | ~known].tolist())


def _with_summaries(keys: set[int], records: Records) -> set[int]:
    tasks = records.rows("tasks")
    found: set[int] = set()
    for key in keys:
        at: int | None = key
        while at is not None and at not in found:
            found.add(at)
            row = tasks.get(at)
            at = None if row is None else row["parent_id"]
    return found


def _levels(keys: Iterable[int], records: Records) -> list[int]:
    """Return keys, the deepest in the outline first."""
    tasks = records.rows("tasks")
    depths: dict[int, int] = {}
    for key in keys:
        chain: list[int] = []
        at: int | None = key
        while at is not None and at not in depths:
            chain.append(at)
            at = tasks[at]["parent_id"] if at in tasks else None
        depth = -1 if at is None else depths[at]
        for one in reversed(chain):
            depth += 1
            depths[one] = depth
    return sorted(keys, key=lambda k: (-depths[k], k))


def _evaluate(found: Formulas, records: Records, keys: set[int]) -> None:
    """Compute the values of tasks into `found`, whose other values stand."""
    assert found.scheduled is not None
    fields = records.rows("custom_fields")
    days = [row["today"] for row in fields.values() if row["today"] is not None]
    today = float(max(days, default=0))
    world = World(records, found.workspace, found.scheduled, today, found.values, found.efforts)
    minor, formulas = world.minor, found.program.formulas
    for key in _levels(keys, records):
        cells = Cells(world, key)
        values: dict[str, Any] = {}
        # A fresh row: the one before belongs to an older version.
        found.values[key] = values
        for formula in formulas:
            value = formula.value(cells, minor)
            if value is not None:
                values[str(formula.id)] = value

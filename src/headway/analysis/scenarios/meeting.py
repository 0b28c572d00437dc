"""What merging a scenario would meet: the places where the project changed the same meanwhile."""

from __future__ import annotations

from typing import Any

from headway.analysis.scenarios.states import project_rows, rows_began
from headway.changes.cache import State
from headway.changes.changesets import written
from headway.changes.history import inputs_since
from headway.changes.merging import Clash, Merge
from headway.changes.registry import registry
from headway.changes.state import Draft, Records
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.projects.commands.scenarios import (
    MERGED,
    based_on,
    conflict_of,
    hidden_edits,
    hidden_tables,
    turned,
)

MOST = 1000


def meeting(
    project: State, home: State, scenario: State, viewer: Viewer, *, rebase: bool = False
) -> dict[str, Any]:
    """Return the conflicts of a merge (or of bringing the scenario up to date, which are the same
    places), each with what it is about and who changed the project.

    Conflicts in tables that the viewer may not see are only counted, as `hidden`; so is, of a merge,
    what the scenario changed in them.
    """
    base = project_rows(scenario, rows_began(scenario))
    mine = project_rows(scenario, scenario.records)
    if rebase:
        found = Merge(base, project.records, Draft(mine), MERGED, lambda place: None).run()
        clashes = [turned(clash) for clash in found]
    else:
        clashes = Merge(base, mine, Draft(project.records), MERGED, lambda place: None).run()
    seen = [c for c in clashes if viewer.may(registry.tables[c.table].capability)]
    unseen = {(c.table, c.id) for c in clashes} - {(c.table, c.id) for c in seen}
    if not rebase:
        unseen.update(hidden_edits(base, mine, hidden_tables(viewer.may)))
    began = based_on(project.records, scenario.stream) or 0
    by = _whose(project.stream, began, {(c.table, c.id) for c in seen})
    both = (mine, project.records, base)
    people = home.records.rows("resources") if viewer.may("people.read") else {}
    return {
        "conflicts": [
            {
                **conflict_of(clash, by.get((clash.table, clash.id, clash.field), "")),
                **_about(clash, both, people),
            }
            for clash in seen[:MOST]
        ],
        "more": max(0, len(seen) - MOST),
        "hidden": len(unseen),
        "version": project.version,
    }


def _about(clash: Clash, both: tuple[Records, ...], people: Any) -> dict[str, Any]:
    """Return in words which row a clash is about, the task that it belongs to, and the field's kind."""
    row = next(
        found for rows in both if (found := rows.rows(clash.table).get(clash.id)) is not None
    )
    column = registry.tables[clash.table].by_name.get(clash.field or "")
    task = clash.id if clash.table == "tasks" else row.get("successor_id", row.get("task_id"))
    return {
        "name": _name(clash.table, row, both, people),
        "task_id": task,
        "kind": None if column is None else column.kind,
    }


def _name(table: str, row: Row, both: tuple[Records, ...], people: Any) -> str:
    def task(key: int | None) -> str:
        for rows in both:
            found = rows.rows("tasks").get(key or 0)
            if found is not None:
                return str(found["name"])
        return ""

    if table == "links":
        return f"{task(row['predecessor_id'])} → {task(row['successor_id'])}"
    if table == "assignments":
        person = people.get(row["resource_id"], {}).get("name", "")
        return f"{task(row['task_id'])}: {person}" if person else task(row["task_id"])
    if "task_id" in row:
        return task(row["task_id"])
    return str(row.get("name", ""))


def _whose(stream: int, version: int, rows: set[tuple[str, int]]) -> dict[Any, str]:
    """Return who last wrote each place of some rows after a version."""
    found: dict[Any, str] = {}
    for _, by, _, inputs in inputs_since(stream, version) if rows else ():
        for table, key, field, _ in written(inputs):
            if (table, key) in rows:
                found[(table, key, field)] = found[(table, key, None)] = by
    return found

"""Old changesets stay readable: their bodies are brought to the present schema, step by step.

Whoever changes what a stored body means raises SCHEMA and adds the step from the schema before.
Stored changesets are never rewritten. `tests/fixtures/release-*` hold streams as each release
stored them; a test replays them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Body: TypeAlias = dict[str, Any]
Upcaster: TypeAlias = Callable[[Body], Body]

Steps: TypeAlias = Mapping[int, Sequence[Upcaster]]


def field_added(table: str, name: str, default: Any) -> Upcaster:
    """Return the step for a field that rows of `table` did not have before."""

    def step(body: Body) -> Body:
        change = body["inputs"].get(table)
        if change is None:
            return body
        whole = {
            part: [{**row, name: row.get(name, default)} for row in change.get(part, ())]
            for part in ("added", "removed")
        }
        return {**body, "inputs": {**body["inputs"], table: {**change, **whole}}}

    return step


def field_renamed(table: str, old: str, new: str) -> Upcaster:
    """Return the step for a field of `table` that had another name before."""

    def named(values: dict[str, Any]) -> dict[str, Any]:
        return {new if k == old else k: v for k, v in values.items()}

    def step(body: Body) -> Body:
        change = body["inputs"].get(table)
        if change is None:
            return body
        renamed = {
            "added": [named(row) for row in change.get("added", ())],
            "removed": [named(row) for row in change.get("removed", ())],
            "updated": [
                {"id": u["id"], "before": named(u["before"]), "after": named(u["after"])}
                for u in change.get("updated", ())
            ],
        }
        return {**body, "inputs": {**body["inputs"], table: renamed}}

    return step


SCHEMA = 3
STEPS: Steps = {
    1: (
        field_added("projects", "task_type", "fixed_units"),
        field_added("projects", "effort_driven", False),
        field_added("projects", "on_assigning", "finish_sooner"),
        field_added("projects", "backlog_id", None),
        field_added("projects", "updates_wait", False),
        field_added("projects", "workflow_id", None),
        field_added("statuses", "shared_key", None),
        field_added("work_types", "shared_key", None),
        field_added("custom_fields", "shared_key", None),
        field_added("tasks", "splits", None),
        field_added("tasks", "recurrence", None),
        field_added("tasks", "optimistic", None),
        field_added("tasks", "pessimistic", None),
        field_added("tasks", "confidence", ""),
        field_added("tasks", "risk_group_id", None),
        field_added("tasks", "story_points", None),
        field_added("tasks", "deliverable", False),
        field_added("tasks", "status_id", None),
        field_added("tasks", "board_rank", ""),
        field_added("tasks", "archived", False),
        field_added("tasks", "type_id", None),
        field_added("custom_fields", "description", ""),
        field_added("custom_fields", "required", False),
        field_added("custom_fields", "initial", None),
        field_added("custom_fields", "options", None),
        field_added("custom_fields", "formula", ""),
        field_added("custom_fields", "result", ""),
        field_added("custom_fields", "today", None),
        field_added("assignments", "overtime_work", 0),
        field_added("resources", "category", "person"),
        field_added("resources", "availability", None),
        field_added("saved_views", "colour", ""),
    ),
    2: (
        field_added("projects", "from_status_date", False),
        field_added("projects", "lag_calendar", "successor"),
    ),
}
"""By schema, what makes a body of the next one, in order."""


def upcast(body: Body, schema: int, steps: Steps = STEPS, present: int = SCHEMA) -> Body:
    """Return a body in the present schema."""
    while schema < present:
        for step in steps[schema]:
            body = step(body)
        schema += 1
    return body

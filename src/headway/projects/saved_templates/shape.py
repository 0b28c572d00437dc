"""What a template holds. Pure.

A body is JSON: `version`; `settings` of the project; `calendar`, the name of its own one (None where
it was a country's); `calendars` and `resources` by local key; `tables`: rows with local keys, without
what is as a new row has it; `days`, the working days from start to finish; `left_out`, in words what did
not go along. Moments stand as offsets: [working days after the start, minute of the day].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headway.changes.tables import Table
from headway.projects.records import (
    ASSIGNMENTS,
    CHECKLIST_ITEMS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    LINKS,
    SAVED_VIEWS,
    STATUSES,
    TASK_RELATIONS,
    TASKS,
)

VERSION = 1
Offset = tuple[int, int]

TABLES: tuple[Table, ...] = (
    STATUSES,
    TASKS,
    LINKS,
    ASSIGNMENTS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    CHECKLIST_ITEMS,
    TASK_RELATIONS,
    SAVED_VIEWS,
)
"""What is taken, references before those that refer."""

LEFT: dict[str, frozenset[str]] = {
    "tasks": frozenset(
        {
            "percent_complete",
            "actual_start",
            "actual_finish",
            "remaining_duration",
            "levelling_delay",
            "number",
            "file_uid",
            "extra",
            "archived",
            "status_id",
            "recurrence",
        }
    ),
    "assignments": frozenset({"actual_work", "remaining_work", "overtime_work", "extra"}),
    "checklist_items": frozenset({"done", "done_by", "done_name", "done_at"}),
    "saved_views": frozenset({"user_id"}),
    "custom_fields": frozenset({"today", "shared_key"}),
    "statuses": frozenset({"shared_key"}),
    "work_types": frozenset({"shared_key"}),
}
"""What of a row is progress, or is this project's alone."""

SETTINGS = (
    "description",
    "minutes_per_day",
    "minutes_per_week",
    "days_per_month",
    "day_start",
    "day_finish",
    "critical_float_limit",
    "honor_constraints",
    "split_in_progress",
    "from_status_date",
    "lag_calendar",
    "task_type",
    "effort_driven",
    "on_assigning",
)


def driven(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[int]:
    """Return the tasks that a link of the template drives, by themselves or with a summary."""
    found = {link["successor_id"] for link in tables["links"]}
    below: dict[int, list[int]] = {}
    for row in tables["tasks"]:
        if row.get("parent_id") is not None:
            below.setdefault(row["parent_id"], []).append(row["id"])
    queue = list(found)
    while queue:
        for key in below.get(queue.pop(), ()):
            if key not in found:
                found.add(key)
                queue.append(key)
    return found

"""Saved views that go along: what they name by key is named by the keys of the new project. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from headway.changes.tables import Row

CUSTOM = re.compile(r"custom-([0-9]{1,16})(?![0-9])")
KEY = re.compile(r"[0-9]{1,16}")
KEYED = {
    "status": "statuses",
    "under": "tasks",
    "phase": "tasks",
    "parent": "tasks",
    "predecessors": "tasks",
    "successors": "tasks",
    "related": "tasks",
    "waitingTask": "tasks",
    "sprint": "sprints",
    "release": "releases",
    "type": "work_types",
}
"""Conditions whose values are keys of rows that go along."""
STAYS = frozenset(
    {
        *("assignee", "assignees", "sprint", "release", "type", "watcher", "waiting"),
        *("calendar", "riskGroup"),
    }
)
"""Conditions that speak of people or things that do not go along."""


def portable(row: Row) -> bool:
    """Whether all that a view speaks of goes along."""
    grouping = str(row["grouping"]).split(".")[0]
    return grouping not in STAYS - {"assignee", "assignees"} and _all_go(row["filter"])


def _all_go(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get("field") not in STAYS and all(map(_all_go, value.values()))
    return all(map(_all_go, value)) if isinstance(value, list) else True


def renamed(value: Any, keys: Mapping[tuple[str, int], int]) -> Any:
    """Return a value of a view with the new keys; `keys` gives them by table and old key."""
    if isinstance(value, str):
        return CUSTOM.sub(lambda m: f"custom-{keys.get(('custom_fields', int(m[1])), m[1])}", value)
    if isinstance(value, list):
        return [renamed(one, keys) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: renamed(one, keys) for name, one in value.items()}
    table = KEYED.get(str(value.get("field")))
    if table is not None and isinstance(value.get("values"), list):
        found["values"] = [
            str(keys.get((table, int(v)), v)) if KEY.fullmatch(str(v)) else v
            for v in value["values"]
        ]
    return found

"""Which fields of tasks a change wrote, as watchers are told of them; several changes become one item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from headway.changes.models import Changeset
from headway.changes.registry import registry
from headway.changes.state import Inputs, Records
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.collaboration.inbox.models import InboxItem

KIND = "changed"
OWN = frozenset({
    "name", "notes", "mode", "duration", "milestone", "manual_start", "manual_finish", "constraint",
    "constraint_date", "deadline", "calendar_id", "ignore_resource_calendar", "active",
    "percent_complete", "actual_start", "actual_finish", "remaining_duration", "progress_source",
    "priority", "task_type", "effort_driven", "work", "splits", "recurrence", "optimistic",
    "pessimistic", "confidence", "risk_group_id", "story_points", "status_id", "archived", "type_id",
    "deliverable", "parent_id", "wbs",
})  # fmt: skip
"""Fields of a task that are told. Ranks, units as typed and what a file said are nobody's news;
what levelling delays is told by the finish that it moves."""
WORK = frozenset({"units", "work", "actual_work", "remaining_work"})
"""Fields of an assignment that are told as the task's work."""
TABLES = {
    "assignees": "assignments", "predecessors": "links", "checklist": "checklist_items",
    "relations": "task_relations", "files": "attachments", "costs": "task_costs",
    "sprint": "sprint_items", "release": "release_items",
}  # fmt: skip
"""By field that is rows of another table, that table: who may not see it is not told."""
HANGS = {"links": "successor_id"}
"""Where the task of such a row stands, if not in `task_id`."""
QUIET_ROOMS = frozenset({
    "project", "workflow", "status", "type", "rule", "custom_field", "formula", "template", "sprint",
})  # fmt: skip
"""Commands on definitions, imports and templates: what follows from them in tasks is not told."""
PROGRESS = frozenset({
    "percent_complete", "actual_start", "actual_finish", "remaining_duration", "status_id", "work",
})  # fmt: skip
DATES = frozenset({
    "duration", "manual_start", "manual_finish", "constraint", "constraint_date", "mode",
})  # fmt: skip
COVERS: Mapping[str, frozenset[str]] = {
    "done": PROGRESS,
    "update_answered": PROGRESS | DATES,
    "update_accepted": PROGRESS | DATES,
    "moved": DATES,
    "assigned": frozenset({"assignees", "work"}),
    "unassigned": frozenset({"assignees", "work"}),
}
"""What another kind that tells a person of the same task in the same change says already."""
MOST_CUSTOM = 20
"""Custom fields that an item names."""


def fields_of(change: Mapping[str, Any], records: Records) -> dict[int, dict[str, Any]]:
    """Return by task {"fields", "custom"}: what a changeset wrote of tasks that were there before and
    are still; `records` are the project's. Empty for what is nobody's own doing, or takes back the
    actor's own."""
    inputs = change["inputs"]
    if change["actor"]["id"] is None or not inputs.keys() & _TOLD or _quiet(change):
        return {}
    tasks = inputs.get("tasks", {})
    other = {row["id"] for way in ("added", "removed") for row in tasks.get(way, ())}
    found: dict[int, dict[str, set[str]]] = {}
    for key, part, field in _written(inputs, records):
        if key not in other:
            found.setdefault(key, {"fields": set(), "custom": set()})[part].add(field)
    return {
        key: {"fields": sorted(more["fields"]), "custom": sorted(more["custom"])[:MOST_CUSTOM]}
        for key, more in found.items()
    }


_TOLD = frozenset({"tasks", "custom_values", *TABLES.values()})


def _quiet(change: Mapping[str, Any]) -> bool:
    type_, undoes = change["type"], change["undoes"]
    if undoes is not None:
        undone = Changeset.objects.filter(id=undoes).values_list("type", "actor_id").first()
        if undone is None or undone[1] == change["actor"]["id"]:
            return True
        type_ = undone[0]
    return type_.partition(".")[0] in QUIET_ROOMS


def _written(inputs: Inputs, records: Records) -> Iterator[tuple[int, str, str]]:
    """Yield (task, "fields" or "custom", which) of what a changeset wrote."""
    for update in inputs.get("tasks", {}).get("updated", ()):
        for field in update["after"].keys() & OWN:
            yield update["id"], "fields", field
    for field, table in TABLES.items():
        for row, names in _rows(inputs, records, table):
            key = row[HANGS.get(table, "task_id")]
            if field == "assignees" and names is not None and "resource_id" not in names:
                if names & WORK:
                    yield key, "fields", "work"
            elif names != frozenset({"rank"}):
                yield key, "fields", field
    custom = records.rows("custom_fields")
    for row, _ in _rows(inputs, records, "custom_values"):
        if row["field_id"] in custom:
            yield row["task_id"], "custom", custom[row["field_id"]]["name"]


def _rows(
    inputs: Inputs, records: Records, table: str
) -> Iterator[tuple[Row, frozenset[str] | None]]:
    """Yield each row of a table that was written, and the names of what was updated in it (None: it is
    new, or gone)."""
    part = inputs.get(table, {})
    for way in ("added", "removed"):
        for row in part.get(way, ()):
            yield row, None
    rows = records.rows(table) if part.get("updated") else {}
    for update in part.get("updated", ()):
        if update["id"] in rows:
            yield rows[update["id"]], frozenset(update["after"])


def cut(more: Mapping[str, Any], viewer: Viewer, covered: Iterable[str] = ()) -> dict[str, Any]:
    """Return {"fields", "custom"} of what a viewer may see and is not told already by other kinds;
    empty where nothing is left."""
    told = frozenset[str]().union(*(COVERS.get(kind, ()) for kind in covered))
    fields = [f for f in more.get("fields", ()) if f not in told and _may(viewer, TABLES.get(f))]
    custom = list(more.get("custom", ())) if _may(viewer, "custom_values") else []
    return {"fields": fields, "custom": custom} if fields or custom else {}


def _may(viewer: Viewer, table: str | None) -> bool:
    return table is None or viewer.may(registry.tables[table].capability)


def union(told: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the fields of several."""
    found: dict[str, set[str]] = {"fields": set(), "custom": set()}
    for more in told:
        for part, names in found.items():
            names.update(more.get(part, ()))
    return {"fields": sorted(found["fields"]), "custom": sorted(found["custom"])[:MOST_CUSTOM]}


def key_of(stream: int, tasks: list[int]) -> str:
    """Return the key of what is told of some tasks of a project, whichever change it was."""
    about = (
        f"{tasks[0]}" if len(tasks) == 1 else sha256(repr(sorted(tasks)).encode()).hexdigest()[:32]
    )
    return f"{stream}:{KIND}:{about}"


def merged(items: list[InboxItem]) -> list[InboxItem]:
    """Return the items that are to be put. What a person was told and has not read of the same tasks
    takes the fields of the newer change, its actor and time; what he has read stays as it is, under
    a key of its own. A change that is read again adds nothing; one that is read after a newer one
    adds its fields alone. One question for all."""
    fresh = {(item.user_id, item.key): item for item in items if item.kind == KIND}
    if not fresh:
        return items
    known = InboxItem.objects.filter(
        user_id__in={user for user, _ in fresh}, key__in={key for _, key in fresh}
    ).select_for_update()
    grown, closed = [], []
    for row in known:
        item = fresh.get((row.user_id, row.key))
        if item is None:
            continue
        open_ = row.read_at is None and row.archived_at is None
        if row.data["version"] >= item.data["version"]:
            del fresh[row.user_id, row.key]
            whole = {**row.data, **union((row.data, item.data))}
            if open_ and whole != row.data:
                row.data = whole
                grown.append(row)
        elif open_:
            del fresh[row.user_id, row.key]
            row.data = {**item.data, **union((row.data, item.data))}
            row.actor_id, row.actor_name, row.at = item.actor_id, item.actor_name, item.at
            row.branch_id = item.branch_id
            grown.append(row)
        else:
            row.key = f"{row.key}:{row.data['version']}"
            closed.append(row)
    if closed:
        InboxItem.objects.bulk_update(closed, ["key"], batch_size=200)
    if grown:
        InboxItem.objects.bulk_update(
            grown, ["data", "actor_id", "actor_name", "at", "branch_id"], batch_size=200
        )
    # What says more comes later: it stands above the others of its task.
    return [*fresh.values(), *(item for item in items if item.kind != KIND)]

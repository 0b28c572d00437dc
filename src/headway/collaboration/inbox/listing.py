"""A person's inbox as he reads it: by task or by change, only of what he may still see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from headway.access.models import Member
from headway.changes import cache
from headway.changes.errors import Invalid, Missing
from headway.changes.reading import tasks_of
from headway.changes.viewer import Viewer
from headway.collaboration.inbox import changed
from headway.collaboration.inbox.kinds import KINDS
from headway.collaboration.inbox.models import InboxItem
from headway.projects.models import Project, Task
from headway.projects.my_work import viewers_in
from headway.scheduling.moments import to_iso
from headway.words import say

BOXES = ("inbox", "snoozed", "archive")
MOST = 500
"""Items that are looked at for one list."""
LONGEST_SNOOZE = timedelta(days=400)
ACTIONS = ("read", "unread", "archive", "restore", "snooze")
PROJECT = ("id", "workspace_id", "name", "key", "zone")
MOMENTS = ("before", "after", "finish")


def listing(
    user: int, workspace: int | None, box: str, now: datetime | None = None
) -> dict[str, Any]:
    """Return {"items", "unread", "projects"} of one box, of one workspace or of all that are his;
    raise Missing for a workspace that is not."""
    if box not in BOXES:
        raise Invalid(say("box must be one of {boxes}.", boxes=", ".join(BOXES)), field="box")
    now = now or datetime.now(UTC)
    seen = _seen(user, list(_box(_of(user, workspace), box, now).order_by("-at", "-id")[:MOST]))
    groups = _groups(seen)
    tasks = _tasks(seen)
    projects = Project.objects.filter(id__in={row.project_id for row in seen})
    return {
        "items": [_group(rows, tasks) for rows in groups],
        "unread": unread(user, workspace, now),
        "projects": list(projects.order_by("id").values(*PROJECT)),
    }


def unread(user: int, workspace: int | None, now: datetime | None = None) -> int:
    """Return how many lines of the inbox are unread, at most those of MOST items."""
    now = now or datetime.now(UTC)
    rows = _box(_of(user, workspace), "inbox", now).filter(read_at=None)
    return len(_groups(_seen(user, list(rows.order_by("-at", "-id")[:MOST]))))


def mark(
    user: int, workspace: int | None, action: str, ids: list[int] | None, until: datetime | None
) -> None:
    """Mark items, or (None) all that stand in the inbox, as read, unread, archived, back or asleep."""
    if action not in ACTIONS:
        raise Invalid(
            say("action must be one of {actions}.", actions=", ".join(ACTIONS)), field="action"
        )
    now = datetime.now(UTC)
    rows = _of(user, workspace)
    rows = _box(rows, "inbox", now) if ids is None else rows.filter(id__in=ids[:2000])
    if action == "snooze":
        if until is None or until.tzinfo is None or not now < until < now + LONGEST_SNOOZE:
            raise Invalid(
                say("Say until when, within a year: 2026-03-09T07:00:00Z."), field="until"
            )
        rows.update(snoozed_until=until, archived_at=None)
        return
    values: dict[str, dict[str, Any]] = {
        "read": {"read_at": now},
        "unread": {"read_at": None},
        "archive": {"archived_at": now, "read_at": now, "snoozed_until": None},
        "restore": {"archived_at": None, "snoozed_until": None},
    }
    rows.update(**values[action])


def _of(user: int, workspace: int | None) -> QuerySet[InboxItem]:
    own = Member.objects.filter(user_id=user)
    if workspace is not None:
        own = own.filter(stream_id=workspace)
        if not own.exists():
            raise Missing(say("There is nothing here, or nothing that you may see."))
    spaces = list(own.values_list("stream_id", flat=True))
    return InboxItem.objects.filter(user_id=user, workspace_id__in=spaces, kind__in=KINDS)


def _box(rows: QuerySet[InboxItem], box: str, now: datetime) -> QuerySet[InboxItem]:
    if box == "archive":
        return rows.filter(archived_at__isnull=False)
    rows = rows.filter(archived_at=None)
    if box == "snoozed":
        return rows.filter(snoozed_until__gt=now)
    return rows.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=now))


def _seen(user: int, rows: list[InboxItem]) -> list[InboxItem]:
    """Return the items of what the person may see today; a guest's, cut to his branch."""
    viewers = viewers_in(user, {row.project_id for row in rows if row.project_id is not None})
    branches: dict[int, set[int]] = {}
    found = []
    for row in rows:
        if row.project_id is None:
            found.append(row)
            continue
        viewer = viewers.get(row.project_id)
        if viewer is None:
            continue
        if viewer.branch is not None and not _within(row, viewer, branches):
            continue
        if row.kind == changed.KIND:
            # What he may see may be less than when he was told.
            row.data = changed.cut(row.data, viewer)
            if not row.data:
                continue
        found.append(row)
    return found


def _within(row: InboxItem, viewer: Viewer, branches: dict[int, set[int]]) -> bool:
    """Whether an item is of a guest's branch; leaves it only the tasks that are."""
    if row.branch_id != viewer.branch or row.project_id is None:
        return False
    if row.kind == "deleted":
        return True
    if row.project_id not in branches:
        state = cache.current(row.project_id)
        branches[row.project_id] = (state and tasks_of(state, viewer)) or set()
    kept = [key for key in row.tasks if key in branches[row.project_id]]
    row.count -= len(row.tasks) - len(kept)
    row.tasks = kept
    return bool(kept) or row.count == 0


def _groups(rows: Iterable[InboxItem]) -> list[list[InboxItem]]:
    """Return items by task where they are about one, else by change; newest first."""
    found: dict[tuple[str, int], list[InboxItem]] = {}
    for row in rows:
        one = len(row.tasks) == 1 and row.count == 1
        found.setdefault(("task", row.tasks[0]) if one else ("item", row.pk), []).append(row)
    return list(found.values())


def _tasks(rows: Iterable[InboxItem]) -> dict[int, dict[str, Any]]:
    keys = {key for row in rows for key in row.tasks}
    found = Task.objects.filter(id__in=keys)
    return {row["id"]: row for row in found.values("id", "name", "number", "stream_id")}


def _group(rows: list[InboxItem], tasks: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    return {
        "key": f"task:{first.tasks[0]}" if len(first.tasks) == 1 else f"item:{first.pk}",
        "ids": [row.pk for row in rows],
        "workspace_id": first.workspace_id,
        "project_id": first.project_id,
        "at": first.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "unread": any(row.read_at is None for row in rows),
        "snoozed_until": None if first.snoozed_until is None else first.snoozed_until.isoformat(),
        "entries": [_entry(row, tasks) for row in rows],
    }


def _entry(row: InboxItem, tasks: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    names = row.data.get("names", {})
    data = {k: v for k, v in row.data.items() if k != "names"}
    for name in MOMENTS:
        if data.get(name) is not None:
            data[name] = to_iso(data[name])
    return {
        "id": row.pk,
        "kind": row.kind,
        "asks": KINDS[row.kind].asks,
        "actor": row.actor_name,
        "at": row.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "read": row.read_at is not None,
        "count": row.count,
        "tasks": [
            {
                "id": key,
                "number": tasks[key]["number"] if key in tasks else None,
                "name": tasks[key]["name"] if key in tasks else names.get(str(key), ""),
                "gone": key not in tasks,
            }
            for key in row.tasks
        ],
        "data": data,
    }

"""Reads a project's changesets and tells people what concerns them: a listener of the outbox."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from headway.changes import cache
from headway.changes.cache import State
from headway.changes.history import changeset
from headway.changes.tables import Row
from headway.collaboration.inbox import changed
from headway.collaboration.inbox.models import InboxItem, TaskMaker, ToldFinish
from headway.collaboration.inbox.people import people_of, watchers
from headway.collaboration.inbox.telling import Notices, put
from headway.collaboration.inbox.told import remember
from headway.collaboration.updates.due import tasks_of_requests
from headway.projects.commands.project import ProjectFill

DAY = 1440
DRIFT = DAY
"""Minutes that a finish moves before those who watch are told."""
BY_HAND = 50
"""A change that brings more tasks is a copy: as of an import, nobody watches what it brought by rule."""
KEPT = {"archived": timedelta(days=30), "read": timedelta(days=90), "unread": timedelta(days=365)}
"""How long an item stays after it came."""
PRUNES = 3600.0
"""Seconds between two looks for what is too old."""
_pruned = -PRUNES


def read(project: int, version: int) -> None:
    """Tell people what changeset `version` of a project did that concerns them."""
    change = changeset(project, version)
    state = cache.current(project)
    home = None if state is None else cache.current(state.workspace_id)
    if change is None or state is None or home is None:
        return
    reader = _Reader(change, state, home)
    # Both or none: what was remembered as told and never put would not be told by a retry.
    with transaction.atomic():
        _in_turn(project)
        put(changed.merged(reader.read()))
    prune()


def _in_turn(project: int) -> None:
    """Wait for who reads another change of the project: what both tell would be written once. SQLite
    lets one write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"inbox:{project}"]
            )


def prune(now: datetime | None = None, *, always: bool = False) -> None:
    """Remove what is too old, at most once an hour."""
    global _pruned
    if not always and time.monotonic() - _pruned < PRUNES:
        return
    _pruned = time.monotonic()
    now = now or datetime.now(UTC)
    rows = InboxItem.objects
    rows.filter(at__lt=now - KEPT["archived"], archived_at__isnull=False).delete()
    rows.filter(at__lt=now - KEPT["read"], read_at__isnull=False).delete()
    rows.filter(at__lt=now - KEPT["unread"]).delete()


class _Reader:
    """One changeset, the project and workspace as they are now, and what is told of it."""

    def __init__(self, change: dict[str, Any], state: State, home: State) -> None:
        self.change, self.state, self.home = change, state, home
        self.inputs = change["inputs"]
        self.actor = change["actor"]["id"]
        self.filled = change["type"] == ProjectFill.type and not change["undoes"]
        self.people = people_of(home)
        self.notices = Notices(state, home, change)
        self.gone = {row["id"]: row for row in self._part("tasks", "removed")}
        self._removed: dict[str, dict[int, list[Row]]] = {}
        self._asked: dict[int, set[int]] = {}

    def read(self) -> list[InboxItem]:
        self._remember_makers()
        self._assignments()
        self._watched()
        self._blocks()
        if not self.filled:
            # What a file or template brings was asked and said before, and told then.
            self._replies()
            self._requests()
            self._answers()
        # Who made them is kept: undo brings them back under the same keys.
        ToldFinish.objects.filter(task_id__among=self.gone).delete()
        return self.notices.items()

    def _part(self, table: str, way: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.inputs.get(table, {}).get(way, [])
        return found

    def _row(self, table: str, key: int) -> Row | None:
        return self.state.records.rows(table).get(key)

    def _written(self, table: str, *fields: str) -> Iterable[Row]:
        """Yield the rows that are new, or in which one of `fields` changed, as they are now."""
        keys = [row["id"] for row in self._part(table, "added")]
        keys += [u["id"] for u in self._part(table, "updated") if u["after"].keys() & set(fields)]
        for key in keys:
            row = self._row(table, key)
            if row is not None:
                yield row

    def _remember_makers(self) -> None:
        fresh = self._part("tasks", "added")
        by_hand = 0 < len(fresh) <= BY_HAND and not self.filled
        if self.actor is None or not by_hand or self.change["undoes"]:
            return
        TaskMaker.objects.bulk_create(
            (
                TaskMaker(task_id=row["id"], stream_id=self.state.stream, user_id=self.actor)
                for row in fresh
            ),
            ignore_conflicts=True,
        )

    def _assignments(self) -> None:
        for kind, way in (("assigned", "added"), ("unassigned", "removed")):
            for row in self._part("assignments", way):
                if way == "removed" and row["task_id"] in self.gone:
                    continue
                users = self.people.of_resource.get(row["resource_id"], set())
                self.notices.tell(users, kind, row["task_id"])

    def _watched(self) -> None:
        """Tell those who watch of tasks that are done, gone, changed, or finish at another time."""
        done = {
            u["id"]
            for u in self._part("tasks", "updated")
            if u["after"].get("percent_complete") == 100
        }
        schedule = self.change.get("results", {}).get("schedule", {})
        finishes = dict(zip(schedule.get("id", ()), schedule.get("finish", ()), strict=True))
        blocked = {row["task_id"] for row in self._part("blocks", "removed")}
        blocked |= {row["task_id"] for row in self._part("blocks", "added")}
        for table in ("assignments", "watchers"):
            # Who begins to watch is told of what moves from here on.
            for key in {row["task_id"] for row in self._part(table, "added")} - finishes.keys():
                result = self.state.result("schedule", key)
                if result is not None:
                    finishes[key] = result["finish"]
        fields = changed.fields_of(self.change, self.state.records)
        keys = done | set(self.gone) | finishes.keys() | blocked | fields.keys()
        if not keys:
            return
        shares, rows = self._of_tasks("assignments", keys), self._of_tasks("watchers", keys)
        found = watchers(keys, shares, rows, self.people)
        for key in done & found.keys():
            self.notices.tell(found[key], "done", key)
        for key in self.gone.keys() & found.keys():
            names = {key: self.gone[key]["name"]}
            self.notices.tell(found[key], "deleted", key, names=names)
        for key in fields.keys() & found.keys():
            self.notices.tell(found[key], changed.KIND, key, **fields[key])
        self._block_signs(found)
        self._moves({k: v for k, v in finishes.items() if k in found}, found, done)

    def _moves(
        self, finishes: Mapping[int, int], found: Mapping[int, set[int]], done: set[int]
    ) -> None:
        version = self.change["version"]
        told = ToldFinish.objects.filter(task_id__among=finishes)
        known = {k: (f, at) for k, f, at in told.values_list("task_id", "finish", "version")}
        fresh = {}
        for key, finish in finishes.items():
            before, at = known.get(key, (None, 0))
            if before is not None and at >= version:
                self.notices.said("moved", key)
                continue
            if before is not None and abs(finish - before) < DRIFT:
                continue
            fresh[key] = finish
            if before is None or key in done or key in self.gone:
                continue
            days = round((finish - before) / DAY)
            self.notices.tell(found[key], "moved", key, before=before, after=finish, days=days)
        remember(self.state.stream, version, fresh)

    def _of_tasks(self, table: str, keys: set[int]) -> dict[int, list[Row]]:
        """Return by task the rows of a table that hang on some tasks, of those that have some,
        with those that went with their tasks."""
        rows = self.state.records.rows(table)
        index = self.state.records.index(table, "task_id")
        found = {key: [rows[one] for one in index[key]] for key in keys if key in index}
        for key, went in self._went(table).items():
            if key in keys:
                found.setdefault(key, []).extend(went)
        return found

    def _went(self, table: str) -> dict[int, list[Row]]:
        """Return by task the rows of a table that this change removed with their tasks."""
        if table not in self._removed:
            found = self._removed[table] = {}
            for row in self._part(table, "removed"):
                if row["task_id"] in self.gone:
                    found.setdefault(row["task_id"], []).append(row)
        return self._removed[table]

    def _block_signs(self, found: Mapping[int, set[int]]) -> None:
        for kind, way in (("blocked", "added"), ("unblocked", "removed")):
            for row in self._part("blocks", way):
                key = row["task_id"]
                if key not in self.gone and key in found:
                    self.notices.tell(found[key], kind, key, text=row["reason"])

    def _waited(self, row: Row) -> set[int]:
        """Return for whom a blocked task waits: a person, or those who work on another task."""
        if row["resource_id"] is not None:
            return self.people.of_resource.get(row["resource_id"], set())
        if row["waits_for_id"] is None:
            return set()
        shares = self._of_tasks("assignments", {row["waits_for_id"]})
        return {
            user
            for share in shares.get(row["waits_for_id"], ())
            for user in self.people.of_resource.get(share["resource_id"], set())
        }

    def _blocks(self) -> None:
        for row in self._written("blocks", "resource_id", "waits_for_id"):
            self.notices.tell(self._waited(row), "waited_for", row["task_id"], text=row["reason"])
        for update in self._part("blocks", "updated"):
            there = self._row("blocks", update["id"])
            if there is not None and update["after"].get("nudged") is not None:
                text = {"text": there["reason"], "promised": there["promised"]}
                self.notices.tell(self._waited(there), "nudged", there["task_id"], **text)

    def _replies(self) -> None:
        for row in self._written("assignment_answers", "state", "text"):
            kind = {"declined": "declined", "asked": "question"}.get(row["state"])
            if kind is not None and row["answered_by"] is None:
                self.notices.tell(self.people.managers, kind, row["task_id"], text=row["text"])
        for row in self._written("assignment_answers", "answered_at"):
            if row["answered_by"] is not None and row["user_id"] is not None:
                self.notices.tell({row["user_id"]}, "answered", row["task_id"], text=row["answer"])

    def _requests(self) -> None:
        written = list(self._written("update_requests", "reminded", "asked_at"))
        for row, task in tasks_of_requests(self.state, written):
            users = self.people.of_resource.get(row["resource_id"], set())
            self.notices.tell(users, "update_asked", task["id"], text=row["note"])

    def _answers(self) -> None:
        for row in self._written("update_answers", "said_at", "state"):
            key, state = row["task_id"], row["state"]
            asked_by = self._askers(row)
            mine = set() if row["user_id"] is None or row["by_link"] else {row["user_id"]}
            if state == "returned":
                self.notices.tell(mine, "update_returned", key, text=row["reply"])
            elif state == "applied" and row["decided_by"] is not None:
                self.notices.tell(mine, "update_accepted", key)
            elif state == "waiting":
                self._tell_even(asked_by, "update_waiting", row)
            else:
                self._tell_even(asked_by, "update_answered", row)

    def _tell_even(self, users: set[int], kind: str, row: Row) -> None:
        """Tell of an answer; one that came by link was sent in the name of whoever asked, and is
        told as that of the person who was asked."""
        text = {"text": row["note"] or row["blocked"], "finish": row["finish"]}
        if row["by_link"]:
            person = self.home.records.rows("resources").get(row["resource_id"])
            by = "" if person is None else person["name"]
            self.notices.tell_of_link(users, kind, row["task_id"], by=by, **text)
        else:
            self.notices.tell(users, kind, row["task_id"], **text)

    def _askers(self, row: Row) -> set[int]:
        """Return who asked for a person's updates."""
        resource = row["resource_id"]
        if resource not in self._asked:
            rows = self.state.records.rows("update_requests")
            index = self.state.records.index("update_requests", "resource_id")
            asked = (rows[key]["user_id"] for key in index.get(resource, ()))
            self._asked[resource] = {user for user in asked if user is not None}
        return self._asked[resource]

"""Whom a change concerns: accounts behind resources, and who watches a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from weakref import WeakKeyDictionary

from headway.changes.cache import State
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.collaboration.inbox.models import TaskMaker

RUNNING = ("owner", "manager")
"""Roles of those who run the projects of a workspace."""
NOBODY: frozenset[int] = frozenset()


_known: WeakKeyDictionary[Records, People] = WeakKeyDictionary()
"""The people of workspaces, by the rows that they were gathered from and as long as those are kept."""


def people_of(home: State) -> People:
    """Return the accounts of a workspace, gathered anew only where it changed."""
    found = _known.get(home.records)
    if found is None:
        found = _known[home.records] = People(home)
    return found


class People:
    """The accounts of a workspace, by the resources that they are."""

    def __init__(self, home: State) -> None:
        members = list(home.records.rows("members").values())
        self.members: dict[int, Row] = {}
        by_email: dict[str, set[int]] = {}
        for row in members:
            self.members.setdefault(row["user_id"], row)
            if row["email"]:
                by_email.setdefault(row["email"].lower(), set()).add(row["user_id"])
        self.of_resource: dict[int, set[int]] = {}
        for row in home.records.rows("resources").values():
            found = set()
            if row["user_id"] is not None:
                found = {row["user_id"]} & self.members.keys()
            elif row["email"]:
                found = by_email.get(row["email"].lower(), set())
            if found:
                self.of_resource[row["id"]] = found

    @cached_property
    def managers(self) -> set[int]:
        """The accounts that run the workspace's projects."""
        return {key for key, row in self.members.items() if row["role"] in RUNNING}

    def are(self, user_id: int) -> set[int]:
        """Return the resources that an account is."""
        return {key for key, users in self.of_resource.items() if user_id in users}


def makers(tasks: set[int]) -> dict[int, int]:
    """Return who made each of some tasks, where that is known."""
    return dict(TaskMaker.objects.filter(task_id__among=tasks).values_list("task_id", "user_id"))


def watchers(
    tasks: set[int],
    assignments: Mapping[int, Iterable[Row]],
    rows: Mapping[int, Iterable[Row]],
    people: People,
) -> dict[int, set[int]]:
    """Return who watches each of some tasks: by rule who made it and who is assigned to it, and by
    a row of `watchers` who wants to, less who wants not to.

    `assignments` and `rows` (of `watchers`) are given by task, of those that have some.
    """
    made = makers(tasks)
    found: dict[int, set[int]] = {}
    for key in made.keys() | assignments.keys() | rows.keys():
        who = {made[key]} if key in made else set()
        for share in assignments.get(key, ()):
            who |= people.of_resource.get(share["resource_id"], NOBODY)
        for row in rows.get(key, ()):
            if row["watching"]:
                who.add(row["user_id"])
            else:
                who.discard(row["user_id"])
        who &= people.members.keys()
        if who:
            found[key] = who
    return found

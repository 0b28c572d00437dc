"""Columns of a plan carried on from one version to the next: only what changed is built anew. Pure.

What comes out equals what `headway.scheduling.columns` makes of the whole plan; a test compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headway.changes.state import Inputs, Records
from headway.changes.tables import Row
from headway.projects.plan import link_of, parent_place
from headway.scheduling import CircularLinks, Columns, Moved, Task
from headway.scheduling.columns import (
    LinkColumns,
    TaskColumns,
    link_columns,
    link_views,
    matrix,
    task_columns,
    task_views,
)
from headway.scheduling.topology import topology

Keys = NDArray[np.int64]
FEW_GROUPS = 256
"""Below this many groups of calendars it does not matter that some are no longer used."""


@dataclass(frozen=True)
class Placed:
    """A plan's columns, with the keys of its tasks and links by their places, ascending, and the
    same keys as arrays.

    Carried on from another version, `moved` says where all stood there and `fresh` which tasks were
    read anew; None otherwise.
    """

    columns: Columns
    keys: list[int]
    links: list[int]
    numbers: Keys
    link_numbers: Keys
    moved: Moved | None = None
    fresh: Keys | None = None


def patched(
    before: Placed,
    records: Records,
    inputs: Inputs,
    touched: Iterable[int],
    task_at: Callable[[int], Task],
) -> Placed | None:
    """Return the columns after `inputs`; None where building them from nothing is better.

    `touched` are tasks whose own inputs may have changed, `task_at` gives a task by its key.
    Raises CircularLinks as `columns` does.
    """
    change = inputs.get("tasks", {})
    added = sorted(row["id"] for row in change.get("added", ()))
    removed = [row["id"] for row in change.get("removed", ())]
    moved = [u["id"] for u in change.get("updated", ()) if "parent_id" in u["after"]]
    if len(added) + len(removed) > len(before.keys) // 2:
        return None
    cols = before.columns
    groups, places = list(cols.groups), dict(cols.places)

    def values(keys: Sequence[int]) -> TaskColumns:
        tasks = [task_at(key) for key in keys]
        return task_columns(tasks, cols.calendar, groups, places, cols.lag_of_project)

    move = _Move(before.numbers, added, removed)
    table = matrix(before.columns.tasks)
    if added or removed:
        table = move.of(table, matrix(values(added)))
    again = sorted(key for key in set(touched).difference(added) if move.holds(key))
    at = move.places(again)
    if again:
        table = table.copy()
        table[at] = matrix(values(again))
    tasks = task_views(table)
    rows = records.rows("tasks")
    parent = before.columns.parent
    if added or removed or moved:
        above = np.array([parent_place(rows[k], move.place) for k in added], dtype=np.int64)
        parent = move.of(move.renamed(parent), above)
        for key in moved:
            parent[move.place(key)] = parent_place(rows[key], move.place)
    link_numbers, links = before.link_numbers, before.columns.links
    link_origin = None
    if added or removed or "links" in inputs:
        link_numbers, links, link_origin = _links(before, records, inputs, move)
    order = before.columns.topology
    if added or removed or moved or links is not before.columns.links:
        order = topology(parent, links.predecessor, links.successor)
        if order.circle:
            names = [rows[int(move.keys[i])]["name"] for i in order.circle]
            raise CircularLinks(order.circle, names)
    if len(groups) > max(FEW_GROUPS, len(before.columns.groups)) and len(groups) > 2 * len(
        np.unique(np.concatenate([tasks.calendar, tasks.lag_calendar]))
    ):
        return None
    columns = replace(
        before.columns,
        groups=tuple(groups),
        places=places,
        tasks=tasks,
        parent=parent,
        links=links,
        topology=order,
    )
    keys = move.keys.tolist() if added or removed else before.keys
    link_keys = before.links if link_numbers is before.link_numbers else link_numbers.tolist()
    stood = Moved(move.origin if added or removed else None, link_origin)
    fresh = np.concatenate([at, move.places(added)])
    return Placed(columns, keys, link_keys, move.keys, link_numbers, stood, fresh)


class _Move:
    """From old places to new ones where rows go and come; keys ascend on both sides."""

    def __init__(self, before: Keys, added: list[int], removed: list[int]) -> None:
        fresh = np.asarray(added, dtype=np.int64)
        self.keep = ~np.isin(before, removed) if removed else np.ones(len(before), dtype=bool)
        kept = before[self.keep]
        self.into = np.searchsorted(kept, fresh)
        self.keys: Keys = np.insert(kept, self.into, fresh) if added or removed else before
        # One place more than there are rows, so that -1 (none) stays -1.
        self.to = np.full(len(before) + 1, -1, dtype=np.int64)
        self.to[:-1][self.keep] = np.arange(len(kept)) + np.searchsorted(fresh, kept)

    def of(self, rows: Keys, fresh: Keys) -> Keys:
        """Return rows without those that go and with those that come."""
        return np.insert(rows[self.keep], self.into, fresh, axis=0)

    @property
    def origin(self) -> Keys:
        """The old place of each row, -1 for one that comes."""
        return np.insert(np.flatnonzero(self.keep), self.into, -1)

    def renamed(self, places: Keys) -> Keys:
        """Return places as they are called afterwards; -1 where the row is gone."""
        return self.to[places]

    def place(self, key: int) -> int:
        """Return the place of a key that is there."""
        return int(np.searchsorted(self.keys, key))

    def places(self, keys: Sequence[int]) -> NDArray[np.intp]:
        """Return the places of keys that are there."""
        return np.searchsorted(self.keys, np.asarray(keys, dtype=np.int64))

    def holds(self, key: int) -> bool:
        """Whether the key is there."""
        at = self.place(key)
        return at < len(self.keys) and int(self.keys[at]) == key


def _links(
    before: Placed, records: Records, inputs: Inputs, tasks: _Move
) -> tuple[Keys, LinkColumns, Keys | None]:
    """Return keys and columns of the links, their ends called as they are afterwards, and where
    each stood (None: as before)."""
    change = inputs.get("links", {})
    added = sorted(row["id"] for row in change.get("added", ()))
    removed = [row["id"] for row in change.get("removed", ())]
    rows = records.rows("links")
    move = _Move(before.link_numbers, added, removed)

    def values(keys: Iterable[int]) -> LinkColumns:
        return link_columns([link_of(rows[key], tasks.place) for key in keys])

    table = matrix(before.columns.links).copy()
    ends = LinkColumns._fields.index("predecessor"), LinkColumns._fields.index("successor")
    for end in ends:
        table[:, end] = tasks.renamed(table[:, end])
    if added or removed:
        table = move.of(table, matrix(values(added)))
    updated = [u["id"] for u in change.get("updated", ())]
    if updated:
        table[move.places(updated)] = matrix(values(updated))
    origin = move.origin if added or removed else None
    return move.keys, link_views(table), origin


def changed_resources(before: Records, after: Records, fields: Sequence[str]) -> list[int]:
    """Return the resources in which one of `fields` differs between two versions."""
    old, new = before.rows("resources"), after.rows("resources")
    if old is new:
        return []

    def differs(one: Row | None, other: Row | None) -> bool:
        if one is None or other is None:
            return True
        return one is not other and any(one[f] != other[f] for f in fields)

    return [key for key in old.keys() | new.keys() if differs(old.get(key), new.get(key))]

"""Rows of a stream at one version, and the draft in which a command changes them. Pure."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from headway.changes.errors import Invalid
from headway.changes.tables import Row, Rows
from headway.words import say

Inputs: TypeAlias = dict[str, dict[str, list[Row]]]
"""By table: `added` and `removed` whole rows, `updated` as {id, before, after}."""

EMPTY: Rows = {}


Index: TypeAlias = dict[Any, list[int]]
"""Keys of rows, ascending, by the value of one field."""


class Records:
    """The rows of one stream at one version. Never changed in place: `applied` makes the next.

    Rows are shared between versions and must not be written to. A table that a change does not
    touch stays the same object, so that "is this table still the same?" is a comparison of `is`.
    """

    __slots__ = ("__weakref__", "_indexes", "tables")

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self.tables = dict(tables)
        self._indexes: dict[tuple[str, str], Index] = {}

    def rows(self, table: str) -> Rows:
        """Return the rows of `table` by key."""
        return self.tables.get(table, EMPTY)

    def index(self, table: str, field: str) -> Index:
        """Return the keys of `table` by the value of `field`; carried on from version to version."""
        found = self._indexes.get((table, field))
        if found is None:
            found = {}
            for key, row in self.rows(table).items():
                found.setdefault(row[field], []).append(key)
            for keys in found.values():
                keys.sort()
            self._indexes[(table, field)] = found
        return found

    def applied(self, inputs: Inputs) -> Records:
        """Return the records after `inputs`; unknown rows in updates and removals are passed over."""
        after = Records(self.tables)
        after._indexes = {k: v for k, v in list(self._indexes.items()) if k[0] not in inputs}
        for table, change in inputs.items():
            old = self.rows(table)
            rows = dict(old)
            for row in change.get("removed", ()):
                rows.pop(row["id"], None)
            for row in change.get("added", ()):
                rows[row["id"]] = row
            for update in change.get("updated", ()):
                key = update["id"]
                if key in rows:
                    rows[key] = {**rows[key], **update["after"]}
            after.tables[table] = rows
            changed = {r["id"] for part in change.values() for r in part}
            for (name, field), index in list(self._indexes.items()):
                if name == table:
                    after._indexes[(table, field)] = _moved(index, field, old, rows, changed)
        return after


def between(before: Records, after: Records) -> Inputs:
    """Return the inputs that lead from one version of rows to another; rows that are the same
    object are not compared."""
    found: Inputs = {}
    for table in before.tables.keys() | after.tables.keys():
        old, new = before.rows(table), after.rows(table)
        if old is new:
            continue
        updated: list[Row] = []
        for key in old.keys() & new.keys():
            was, now = old[key], new[key]
            if was is now or was == now:
                continue
            names = [name for name, value in now.items() if was.get(name) != value]
            updated.append(
                {
                    "id": key,
                    "before": {name: was.get(name) for name in names},
                    "after": {name: now[name] for name in names},
                }
            )
        part = {
            "added": [new[key] for key in new.keys() - old.keys()],
            "updated": updated,
            "removed": [old[key] for key in old.keys() - new.keys()],
        }
        if any(part.values()):
            found[table] = part
    return found


def sharing(records: Records, other: Records) -> tuple[Records, int]:
    """Return the same rows, those that are alike in `other` being its very objects, and how many
    they are: what is equal takes memory once, and comparing it costs nothing."""
    shared = 0
    tables: dict[str, Rows] = {}
    for table, rows in records.tables.items():
        theirs = other.rows(table)
        own = dict(rows)
        for key, row in rows.items():
            like = theirs.get(key)
            if like is not None and (like is row or like == row):
                own[key] = like
                shared += 1
        tables[table] = own
    return Records(tables), shared


def _moved(index: Index, field: str, old: Rows, new: Rows, changed: set[int]) -> Index:
    """Return an index carried on from `old` rows to `new` ones, of which `changed` differ."""
    found = dict(index)
    fresh: set[Any] = set()

    def keys(value: Any) -> list[int]:
        if value not in fresh:
            fresh.add(value)
            found[value] = list(found.get(value, ()))
        return found[value]

    for key in changed:
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None and was[field] == now[field]:
            continue
        if was is not None:
            keys(was[field]).remove(key)
        if now is not None:
            insort(keys(now[field]), key)
    for value in fresh:
        if not found[value]:
            del found[value]
    return found


class Draft:
    """What a command writes to: the records of one stream and, over them, what it changed."""

    def __init__(self, base: Records) -> None:
        self.base = base
        self.touched: dict[str, dict[int, Row | None]] = {}
        self.writes = 0
        """How often it was written to: whoever read it knows by that whether it is still so."""
        self._over: dict[tuple[str, str], dict[Any, set[int]]] = {}

    def over(self, base: Records) -> Draft:
        """Return the same changes over other records."""
        if base is self.base:
            return self
        draft = Draft(base)
        draft.touched = self.touched
        return draft

    def get(self, table: str, key: int | None) -> Row | None:
        """Return the row as it stands now, or None."""
        if key is None:
            return None
        over = self.touched.get(table)
        if over is not None and key in over:
            return over[key]
        return self.base.rows(table).get(key)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows as they stand now."""
        over = self.touched.get(table)
        if not over:
            yield from self.base.rows(table).values()
            return
        for key, row in self.base.rows(table).items():
            if key not in over:
                yield row
        for changed in over.values():
            if changed is not None:
                yield changed

    def where(self, table: str, field: str, value: Any) -> list[Row]:
        """Return the rows whose `field` is `value`, through indexes."""
        over = self.touched.get(table)
        base = self.base.rows(table)
        keys = self.base.index(table, field).get(value, ())
        if not over:
            return [base[key] for key in keys]
        found = [base[key] for key in keys if key not in over]
        for key in sorted(self._over_index(table, field).get(value, ())):
            row = over[key]
            if row is not None:
                found.append(row)
        return found

    def insert(self, table: str, row: Row) -> Row:
        """Add a whole row; raise Invalid where its key is taken."""
        if self.get(table, row["id"]) is not None:
            raise Invalid(say("The id of a new row is taken."), field=f"{table}.id")
        self._put(table, row["id"], row)
        return row

    def update(self, table: str, key: int, values: Mapping[str, Any]) -> Row:
        """Set fields of a row that is there."""
        row = self.get(table, key)
        if row is None:
            raise KeyError((table, key))
        new = {**row, **values}
        self._put(table, key, new)
        return new

    def delete(self, table: str, key: int) -> None:
        """Take a row out."""
        self._put(table, key, None)

    def _over_index(self, table: str, field: str) -> dict[Any, set[int]]:
        found = self._over.get((table, field))
        if found is None:
            found = self._over[(table, field)] = {}
            for key, row in self.touched.get(table, {}).items():
                if row is not None:
                    found.setdefault(row[field], set()).add(key)
        return found

    def _put(self, table: str, key: int, row: Row | None) -> None:
        over = self.touched.setdefault(table, {})
        was = over.get(key)
        over[key] = row
        self.writes += 1
        for (name, field), index in self._over.items():
            if name != table:
                continue
            if was is not None:
                index[was[field]].discard(key)
            if row is not None:
                index.setdefault(row[field], set()).add(key)

    def inputs(self) -> Inputs:
        """Return what differs from the base, field by field; untouched tables are left out."""
        found: Inputs = {}
        for table, rows in self.touched.items():
            base = self.base.rows(table)
            added: list[Row] = []
            updated: list[Row] = []
            removed: list[Row] = []
            for key, row in rows.items():
                old = base.get(key)
                if old is None:
                    if row is not None:
                        added.append(row)
                elif row is None:
                    removed.append(old)
                else:
                    after = {f: v for f, v in row.items() if old[f] != v}
                    if after:
                        before = {f: old[f] for f in after}
                        updated.append({"id": key, "before": before, "after": after})
            if added or updated or removed:
                found[table] = {"added": added, "updated": updated, "removed": removed}
        return found

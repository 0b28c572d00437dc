"""Rows of a stream at one version, and the draft in which a command changes them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from headway.changes.tables import Row, Rows

Inputs: TypeAlias = dict[str, dict[str, list[Row]]]
"""By table: `added` and `removed` whole rows, `updated` as {id, before, after}."""

EMPTY: Rows = {}


class Records:
    """The rows of one stream at one version. Never changed in place: `applied` makes the next.

    Rows are shared between versions and must not be written to.
    """

    __slots__ = ("_indexes", "tables")

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self.tables = dict(tables)
        self._indexes: dict[tuple[str, str], dict[Any, list[int]]] = {}

    def rows(self, table: str) -> Rows:
        """Return the rows of `table` by key."""
        return self.tables.get(table, EMPTY)

    def index(self, table: str, field: str) -> dict[Any, list[int]]:
        """Return the keys of `table` by the value of `field`; made once a version."""
        found = self._indexes.get((table, field))
        if found is None:
            found = {}
            for key, row in self.rows(table).items():
                found.setdefault(row[field], []).append(key)
            self._indexes[(table, field)] = found
        return found

    def applied(self, inputs: Inputs) -> Records:
        """Return the records after `inputs`; unknown rows in updates and removals are passed over."""
        tables = dict(self.tables)
        for table, change in inputs.items():
            rows = dict(tables.get(table, EMPTY))
            for row in change.get("removed", ()):
                rows.pop(row["id"], None)
            for row in change.get("added", ()):
                rows[row["id"]] = row
            for update in change.get("updated", ()):
                key = update["id"]
                if key in rows:
                    rows[key] = {**rows[key], **update["after"]}
            tables[table] = rows
        return Records(tables)


class Draft:
    """What a command writes to: the records of one stream and, over them, what it changed."""

    def __init__(self, base: Records) -> None:
        self.base = base
        self.touched: dict[str, dict[int, Row | None]] = {}

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
        """Return the rows whose `field` is `value`, through the index of the version below."""
        over = self.touched.get(table, {})
        base = self.base.rows(table)
        found = [
            base[key] for key in self.base.index(table, field).get(value, ()) if key not in over
        ]
        found.extend(row for row in over.values() if row is not None and row[field] == value)
        return found

    def insert(self, table: str, row: Row) -> Row:
        """Add a whole row; its key must be new."""
        self.touched.setdefault(table, {})[row["id"]] = row
        return row

    def update(self, table: str, key: int, values: Mapping[str, Any]) -> Row:
        """Set fields of a row that is there."""
        row = self.get(table, key)
        if row is None:
            raise KeyError((table, key))
        new = {**row, **values}
        self.touched.setdefault(table, {})[key] = new
        return new

    def delete(self, table: str, key: int) -> None:
        """Take a row out."""
        self.touched.setdefault(table, {})[key] = None

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

"""Rows in and out of the database, by the descriptions of the tables alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, QuerySet

from headway.changes import statements
from headway.changes.registry import registry
from headway.changes.state import Inputs, Records
from headway.changes.tables import Row, Rows, Table


def read(stream: int, kind: str) -> Records:
    """Read all rows of a stream."""
    return Records({t.name: read_table(t, stream) for t in registry.tables_of(kind)})


def read_table(table: Table, stream: int) -> Rows:
    """Read the rows of one table of a stream."""
    columns = table.columns

    def query() -> QuerySet[Any, Any]:
        found = registry.models[table.name].objects.filter(stream_id=0).order_by("id")
        chosen: QuerySet[Any, Any] = found.values_list(*columns)
        return chosen

    found = statements.values(("rows", table.name), query, stream)
    return {values[0]: dict(zip(columns, values, strict=True)) for values in found}


def write(stream: int, workspace_id: int, inputs: Inputs) -> None:
    """Write what changed: removals first, then updates grouped by their columns, then new rows."""
    for name, change in inputs.items():
        table = registry.tables[name]
        if change["removed"]:
            _delete(name, [row["id"] for row in change["removed"]])
        groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for update in change["updated"]:
            columns = tuple(sorted(update["after"]))
            values = tuple(update["after"][c] for c in columns)
            groups[columns].append((*values, update["id"]))
        for columns, rows in groups.items():
            update_columns(name, columns, rows)
        if change["added"]:
            _insert(table, stream, workspace_id, change["added"])


def update_columns(name: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Set `columns` of many rows; each of `rows` is the values and, last, the key."""
    here = connections[DEFAULT_DB_ALIAS]
    fields = [registry.models[name]._meta.get_field(c) for c in columns]
    quote = here.ops.quote_name
    db_table = quote(registry.models[name]._meta.db_table)
    prepared = _prepared(fields, rows, here)
    with here.cursor() as cursor:
        if here.vendor == "postgresql" and len(prepared) > 20:
            types = [f.db_type(here) for f in fields]
            arrays = ", ".join(f"%s::{t}[]" for t in [*types, "bigint"])
            names = [quote(c) for c in columns]
            assigned = ", ".join(f"{c} = new.{c}" for c in names)
            cursor.execute(
                f"UPDATE {db_table} SET {assigned} FROM unnest({arrays}) "
                f"AS new({', '.join([*names, 'key'])}) WHERE {db_table}.id = new.key",
                [list(column) for column in zip(*prepared, strict=True)],
            )
            return
        assigned = ", ".join(f"{quote(c)} = %s" for c in columns)
        cursor.executemany(f"UPDATE {db_table} SET {assigned} WHERE id = %s", prepared)


def _prepared(
    fields: Sequence[Any], rows: list[tuple[Any, ...]], here: BaseDatabaseWrapper
) -> list[tuple[Any, ...]]:
    """Return rows as the driver takes them; what has no field (a key behind them) stays.

    The door has checked numbers, texts and flags, which every driver takes as they are. Only JSON
    is to be written by its field; asking each field for each value takes most of a large edit.
    """
    special = [n for n, field in enumerate(fields) if isinstance(field, JSONField)]
    if not special:
        return rows
    found = []
    for row in rows:
        values = list(row)
        for n in special:
            values[n] = fields[n].get_db_prep_save(values[n], here)
        found.append(tuple(values))
    return found


def _delete(name: str, keys: list[int]) -> None:
    model = registry.models[name]
    for start in range(0, len(keys), 500):
        model.objects.filter(id__in=keys[start : start + 500])._raw_delete(DEFAULT_DB_ALIAS)


def _insert(table: Table, stream: int, workspace_id: int, rows: Iterable[Row]) -> None:
    here = connections[DEFAULT_DB_ALIAS]
    model = registry.models[table.name]
    extra: dict[str, Any] = {"stream_id": stream}
    if "workspace_id" not in table.by_name:
        extra["workspace_id"] = workspace_id
    columns = [*table.columns, *extra]
    fields = [model._meta.get_field(c) for c in columns]
    quote = here.ops.quote_name
    sql = "INSERT INTO {} ({}) VALUES ({})".format(
        quote(model._meta.db_table),
        ", ".join(quote(c) for c in columns),
        ", ".join(["%s"] * len(columns)),
    )
    own, last = table.columns, tuple(extra.values())
    values = [(*(row[c] for c in own), *last) for row in rows]
    with here.cursor() as cursor:
        cursor.executemany(sql, _prepared(fields, values, here))

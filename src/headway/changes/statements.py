"""Queries that are asked at every change, compiled once.

Django writes a query's SQL anew each time that it is asked, which takes longer than SQLite's answer
to a small one. Here the SQL and what turns columns into values are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

AT_ONCE = 2000
_compiled: dict[tuple[str, Any], tuple[str, list[tuple[int, Any]], int]] = {}
"""By database and key: SQL, what turns columns into values, and how many parameters it takes."""


def values(
    key: Any, query: Callable[[], QuerySet[Any, Any]], *parameters: Any, long: bool = False
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a `values_list` query.

    `query` is asked once for each `key`, and built with any numbers in the places of `parameters`,
    in the order in which they stand in its SQL. Where there may be many rows (`long`), PostgreSQL
    keeps them and gives them in parts, as with `QuerySet.iterator`; SQLite always does.
    """
    here = connections[DEFAULT_DB_ALIAS]
    known = _compiled.get((here.vendor, key))
    if known is None:
        compiler = query().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, places = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        converters = list(compiler.get_converters(columns).items())
        known = (sql, converters, len(places))
        _compiled[here.vendor, key] = known
    sql, converters, expected = known
    if len(parameters) != expected:
        raise TypeError(f"{expected} parameters are asked for, {len(parameters)} are there")
    parts = long and not here.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    with here.chunked_cursor() if parts else here.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from (_converted(row, converters, here) for row in rows) if converters else rows


def _converted(
    row: tuple[Any, ...], converters: list[tuple[int, Any]], here: BaseDatabaseWrapper
) -> tuple[Any, ...]:
    found = list(row)
    for place, (steps, column) in converters:
        for step in steps:
            found[place] = step(found[place], column, here)
    return tuple(found)

"""Remembers the finishes that watchers were told: thousands of them in one statement."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from django.db import connection

from headway.collaboration.inbox.models import ToldFinish

PUT = (
    "INSERT INTO {table} (task_id, finish, stream_id, version) SELECT {columns} "
    "ON CONFLICT (task_id) DO UPDATE SET finish = excluded.finish, version = excluded.version"
)
SQLITE = (
    "json_extract(value, '$[0]'), json_extract(value, '$[1]'), %s, %s FROM json_each(%s) WHERE true"
)
POSTGRESQL = "task, finish, %s, %s FROM unnest(%s::bigint[], %s::bigint[]) AS told (task, finish)"


def remember(stream: int, version: int, finishes: Mapping[int, int]) -> None:
    """Write the finishes of tasks that a version of their stream tells, in place of those before."""
    if not finishes:
        return
    table = ToldFinish._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = orjson.dumps(list(finishes.items())).decode()
            cursor.execute(PUT.format(table=table, columns=SQLITE), [stream, version, rows])
        else:
            keys, values = list(finishes), list(finishes.values())
            cursor.execute(
                PUT.format(table=table, columns=POSTGRESQL), [stream, version, keys, values]
            )

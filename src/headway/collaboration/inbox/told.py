"""Remembers the finishes that watchers were told: thousands of them in one statement."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from django.db import connection

from headway.collaboration.inbox.models import ToldFinish

PUT = (
    "INSERT INTO {table} (task_id, stream_id, finish) SELECT {columns} "
    "ON CONFLICT (task_id) DO UPDATE SET finish = excluded.finish"
)
SQLITE = (
    "json_extract(value, '$[0]'), %s, json_extract(value, '$[1]') FROM json_each(%s) WHERE true"
)
POSTGRESQL = "task, %s, finish FROM unnest(%s::bigint[], %s::bigint[]) AS told (task, finish)"


def remember(stream: int, finishes: Mapping[int, int]) -> None:
    """Write the finishes of tasks, in place of those that they had."""
    if not finishes:
        return
    table = ToldFinish._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = orjson.dumps(list(finishes.items())).decode()
            cursor.execute(PUT.format(table=table, columns=SQLITE), [stream, rows])
        else:
            keys, values = list(finishes), list(finishes.values())
            cursor.execute(PUT.format(table=table, columns=POSTGRESQL), [stream, keys, values])

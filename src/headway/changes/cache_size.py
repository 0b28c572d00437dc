"""How much memory the states of a process take, by their rows; and how much they may. Pure.

An estimate, so that keeping a state costs nothing worth naming: a row is a dictionary of its
columns, results go with the rows. Measured on plans of 10,000 tasks it is about what Python
allocates. A fork's rows that are those of its parent are counted there.
"""

from __future__ import annotations

from headway.changes.registry import registry
from headway.changes.state import Records

DEFAULT_MIB = 1024
MIB = 2**20
STATE = 20_000
"""Bytes of a state without rows."""
ROW, COLUMN = 200, 34
"""Bytes of a row, and of each of its columns."""
RESULT = 650
"""Bytes of what derivations keep, by row of the stream."""
SHARED = 180
"""Bytes of a row that is another state's as well: its place in the table, and in the results."""


def weight(kind: str, records: Records, shared: int = 0) -> int:
    """Return the bytes that a state takes; `shared` of its rows are another state's as well."""
    columns = {table.name: len(table.columns) for table in registry.tables_of(kind)}
    count = whole = 0
    for name, rows in records.tables.items():
        count += len(rows)
        whole += len(rows) * (ROW + COLUMN * columns.get(name, 10) + RESULT)
    shared = min(shared, count)
    own = whole * (count - shared) // count if count else 0
    return STATE + own + shared * SHARED

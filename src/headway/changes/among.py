"""The lookup `__among`: a column is one of many numbers, however many there are.

Django's own `__in` makes a parameter of each number, which takes longer than the query itself where
there are thousands, and has an end (SQLite takes 250,000). Here they go as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db.models import Field, Lookup

if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:
    AnyLookup = Lookup


class Among(AnyLookup):
    """`field__among=keys`, for keys of any number and order. Of none nothing is asked."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition as SQLite takes it."""
        column, parameters = self.process_lhs(compiler, connection)
        keys = orjson.dumps(self._keys()).decode()
        return f"{column} IN (SELECT value FROM json_each(%s))", (*parameters, keys)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition as PostgreSQL takes it."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*parameters, self._keys())

    def _keys(self) -> list[int]:
        if not self.rhs:
            raise EmptyResultSet
        return sorted(self.rhs)


Field.register_lookup(Among)

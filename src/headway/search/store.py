"""The words of documents in the database at hand."""

from __future__ import annotations

from types import ModuleType
from typing import Any, cast

from django.db import connection

from headway.search import words_postgres, words_sqlite


def words_store() -> Any:
    """Return `put`, `drop`, `clear` and `find` for the database at hand."""
    found: ModuleType = words_postgres if connection.vendor == "postgresql" else words_sqlite
    return cast(Any, found)


def create(vendor: str) -> tuple[str, ...]:
    """Return the statements that make the table of words."""
    return words_postgres.CREATE if vendor == "postgresql" else (words_sqlite.CREATE,)

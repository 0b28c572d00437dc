"""The format of a backup: one zip that restores into SQLite and PostgreSQL alike.

    manifest.json         what it is, by which version, the migrations, and of each entry its size,
                          SHA-256 and, for a table, its columns and number of rows
    tables/NAME.jsonl     a database table, one row a line: a JSON list in the order of the columns
    files/PATH            what people uploaded

Values are JSON: instants as ISO 8601 in UTC, UUIDs as text, bytes in base64. What is only good for
the running place (sessions, content types, permissions, the search index) is left out.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
FILES = "files/"
LEFT_OUT = frozenset(
    {
        "sessions.session",
        "contenttypes.contenttype",
        "auth.permission",
        "search.document",
        "search.position",
        "search.word",
    }
)


class BadArchive(Exception):
    """The file is no backup, is damaged, or is not one that this version can bring back."""


def stored_models() -> list[type[models.Model]]:
    """Return the models whose tables a backup holds, each table once."""
    found: dict[str, type[models.Model]] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        points_out = any(
            field.remote_field is not None
            and getattr(field.remote_field.model, "_meta", meta).label_lower in LEFT_OUT
            for field in meta.local_fields
        )
        if meta.managed and not meta.proxy and meta.label_lower not in LEFT_OUT and not points_out:
            found[meta.db_table] = model
    return [found[name] for name in sorted(found)]


def kind_of(field: models.Field[Any, Any]) -> str:
    """Return how a column's values are written."""
    target: Any = field
    while target.remote_field is not None:
        target = target.target_field
    for kind, classes in KINDS.items():
        if isinstance(target, classes):
            return kind
    raise TypeError(f"{field} has no place in a backup yet")


KINDS: dict[str, tuple[type[models.Field[Any, Any]], ...]] = {
    "instant": (models.DateTimeField,),
    "day": (models.DateField,),
    "flag": (models.BooleanField,),
    "integer": (models.IntegerField,),
    "number": (models.FloatField,),
    "uuid": (models.UUIDField,),
    "json": (models.JSONField,),
    "bytes": (models.BinaryField,),
    "text": (models.CharField, models.TextField),
}

WRITE: dict[str, Callable[[Any], Any]] = {
    "instant": lambda v: v.astimezone(UTC).isoformat(),
    "day": lambda v: v.isoformat(),
    "uuid": str,
    "bytes": lambda v: base64.b64encode(bytes(v)).decode(),
}
"""From a value as Django gives it to its JSON, where they differ."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "flag": bool,
    "integer": int,
    "number": (int, float),
    "text": str,
}


def read_value(kind: str, value: Any) -> Any:
    """Return the value as Django takes it; raise BadArchive where it is none of that kind."""
    if value is None or kind == "json":
        return value
    expected: Any = _TYPES.get(kind, str)
    if not isinstance(value, expected) or (kind == "integer" and isinstance(value, bool)):
        raise BadArchive(f"a value {str(value)[:40]!r} is no {kind}")
    text: Any = value
    try:
        match kind:
            case "instant":
                return datetime.fromisoformat(text)
            case "day":
                return date.fromisoformat(text)
            case "uuid":
                return UUID(text)
            case "bytes":
                return base64.b64decode(text, validate=True)
    except ValueError:
        raise BadArchive(f"a value {str(value)[:40]!r} is no {kind}") from None
    return value

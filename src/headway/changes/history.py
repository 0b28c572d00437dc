"""Changesets as they are read: one, those since a version, those of a history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import UUID

from headway.changes.codec import unpack
from headway.changes.models import Changeset
from headway.changes.state import Inputs


def decoded(row: Changeset) -> dict[str, Any]:
    """Return a stored changeset as it goes out (its `scope` still in it, for the filter)."""
    return {
        "id": row.pk,
        "stream": row.stream_id,
        "version": row.version,
        "change_id": str(row.change_id),
        "command_id": str(row.command_id),
        "type": row.type,
        "actor": {"id": row.actor_id, "name": row.actor_name},
        "at": row.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "schema": row.schema,
        "engine_version": row.engine_version,
        "undoes": row.undoes,
        **unpack(row.body),
    }


def changeset(stream: int, version: int) -> dict[str, Any] | None:
    """Return one changeset, or None."""
    row = Changeset.objects.filter(stream_id=stream, version=version).first()
    return None if row is None else decoded(row)


def since(stream: int, version: int, limit: int = 1000) -> list[dict[str, Any]]:
    """Return up to `limit` changesets after `version`, in order."""
    found = Changeset.objects.filter(stream_id=stream, version__gt=version).order_by("version")
    return [decoded(row) for row in found[:limit]]


def before(stream: int, version: int | None, limit: int = 50) -> list[dict[str, Any]]:
    """Return up to `limit` changesets before `version` (None: the newest), newest first."""
    found = Changeset.objects.filter(stream_id=stream)
    if version is not None:
        found = found.filter(version__lt=version)
    return [decoded(row) for row in found.order_by("-version")[:limit]]


def of_change(change_id: UUID | str) -> list[dict[str, Any]]:
    """Return all changesets of one change, the main stream's first."""
    found = Changeset.objects.filter(change_id=change_id).order_by("-first", "id")
    return [decoded(row) for row in found]


def inputs_since(stream: int, version: int) -> Iterator[tuple[int, str, int | None, Inputs]]:
    """Yield (version, actor's name, actor, inputs) of all changesets after `version`."""
    found = (
        Changeset.objects.filter(stream_id=stream, version__gt=version)
        .order_by("version")
        .values_list("version", "actor_name", "actor_id", "body")
    )
    for number, name, actor, body in found.iterator(500):
        yield number, name, actor, unpack(body)["inputs"]

"""Changesets as they are read: one, those since a version, those of a history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headway.changes import statements
from headway.changes.changesets import squash
from headway.changes.codec import unpack
from headway.changes.models import Changeset
from headway.changes.state import Inputs, Records
from headway.changes.upcasters import upcast


def decoded(row: Changeset, *, results: bool = True) -> dict[str, Any]:
    """Return a stored changeset as it goes out (its private parts still in it, for the filter)."""
    body = {**heading(row), **upcast(unpack(row.body), row.schema)}
    return {**body, **unpack(row.results)} if results else body


def heading(row: Changeset) -> dict[str, Any]:
    """Return what says which changeset it is, and whose."""
    return {
        "id": row.pk,
        "stream": row.stream_id,
        "version": row.version,
        "change_id": str(row.change_id),
        "command_id": str(row.command_id),
        "type": row.type,
        "actor": {"id": row.actor_id, "name": row.actor_name},
        "at": _utc(row.at),
        "schema": row.schema,
        "engine_version": row.engine_version,
        "undoes": row.undoes,
    }


COLUMNS = tuple(field.attname for field in Changeset._meta.concrete_fields)


def changeset(stream: int, version: int) -> dict[str, Any] | None:
    """Return one changeset, or None."""
    found = statements.values(
        "changeset",
        lambda: Changeset.objects.filter(stream_id=0, version=0).values_list(*COLUMNS),
        stream,
        version,
    )
    return next((decoded(Changeset(*values)) for values in found), None)


def since(stream: int, version: int, limit: int = 1000) -> list[dict[str, Any]]:
    """Return up to `limit` changesets after `version`, in order."""
    found = statements.values(
        ("since", limit),
        lambda: (
            Changeset.objects.filter(stream_id=0, version__gt=0)
            .order_by("version")
            .values_list(*COLUMNS)[:limit]
        ),
        stream,
        version,
    )
    return [decoded(Changeset(*values)) for values in found]


def between(stream: int, first: int, end: int) -> list[dict[str, Any]]:
    """Return the changesets from version `first` to before `end` without results, in order."""
    found = Changeset.objects.filter(stream_id=stream, version__gte=first, version__lt=end)
    return [decoded(row, results=False) for row in found.order_by("version").defer("results")]


def of_change(change_id: UUID | str) -> list[dict[str, Any]]:
    """Return all changesets of one change, the main stream's first."""
    found = Changeset.objects.filter(change_id=change_id).order_by("-first", "id")
    return [decoded(row) for row in found]


def inputs_since(
    stream: int, version: int, until: int | None = None
) -> Iterator[tuple[int, str, int | None, Inputs]]:
    """Yield (version, actor's name, actor, inputs) of all changesets after `version`, up to `until`.

    The results, which may be long, are not even read.
    """

    def query() -> QuerySet[Changeset, tuple[Any, ...]]:
        rows = Changeset.objects.filter(stream_id=0, version__gt=0)
        return (
            (rows if until is None else rows.filter(version__lte=0))
            .order_by("version")
            .values_list("version", "actor_name", "actor_id", "schema", "body")
        )

    places = (stream, version) if until is None else (stream, version, until)
    found = statements.values(("inputs", len(places)), query, *places, long=True)
    for number, name, actor, schema, body in found:
        yield number, name, actor, upcast(unpack(body), schema)["inputs"]


def moments(stream: int, versions: Iterable[int]) -> dict[int, str]:
    """Return by version when changesets of a stream were made, as ISO 8601 in UTC."""
    found = Changeset.objects.filter(stream_id=stream, version__in=list(versions))
    return {version: _utc(at) for version, at in found.values_list("version", "at")}


def shortened(changeset: Mapping[str, Any], rows: int) -> dict[str, Any]:
    """Return a changeset with the first `rows` rows of each table's added, updated and removed.

    Where some are left out, `counts` says by table and part how many there are. For lists of
    changes: one that filled a plan holds all its tasks, of which a line names one.
    """
    inputs = changeset["inputs"]
    counts = {
        table: {part: len(of) for part, of in change.items()}
        for table, change in inputs.items()
        if any(len(of) > rows for of in change.values())
    }
    if not counts:
        return dict(changeset)
    short = {
        table: {part: of[:rows] for part, of in change.items()} for table, change in inputs.items()
    }
    return {**changeset, "inputs": short, "counts": counts}


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def replayed(stream: int, version: int) -> Records:
    """Return the rows that the changesets of a stream up to `version` make."""
    return grown(stream, version)[1]


def grown(
    stream: int, version: int, known: Callable[[Records], Records] = lambda records: records
) -> tuple[Records, Records]:
    """Return the rows of a stream as its first changeset made them, and at `version`.

    `known` may give other objects for the first rows: those of the others that did not change are
    the same ones.
    """
    steps = (inputs for _, _, _, inputs in inputs_since(stream, 0, version))
    first = known(Records({}).applied(next(steps, {})))
    return first, first.applied(squash(steps))

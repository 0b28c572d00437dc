"""Looks whether the place is in order: what `headway check` says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import connection

from headway.changes.codec import unpack
from headway.changes.models import Changeset, Outbox, Stream
from headway.changes.registry import registry
from headway.changes.state import Inputs, Records
from headway.changes.tables import Rows
from headway.changes.upcasters import upcast
from headway.operations import migrating
from headway.operations.backup import one_moment
from headway.search import indexing

LITTLE_ROOM = 500 * 1024 * 1024
STUCK = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """What one check found: `good`, or what is wrong and the way out."""

    name: str
    good: bool
    text: str


def check() -> list[Finding]:
    """Run all checks."""
    found = []
    for name, look in CHECKS.items():
        try:
            found.append(look(name))
        except Exception as error:
            found.append(Finding(name, False, f"{type(error).__name__}: {error}"))
    return found


def _database(name: str) -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            (answer,) = cursor.fetchone()
            if answer != "ok":
                return Finding(name, False, f"SQLite says {answer}: restore a backup")
            return Finding(name, True, f"SQLite at {settings.DATABASES['default']['NAME']}")
        cursor.execute("SHOW server_version")
        return Finding(name, True, f"PostgreSQL {cursor.fetchone()[0]}")


def _migrations(name: str) -> Finding:
    there, wanted = migrating.applied(), migrating.known()
    if wanted - there:
        return Finding(name, False, f"{len(wanted - there)} are missing: start the server once")
    return Finding(name, True, "all applied")


def _disk(name: str) -> Finding:
    data = Path(settings.HEADWAY_DATA)
    free = shutil.disk_usage(data).free
    if not os.access(data, os.W_OK):
        return Finding(name, False, f"{data} cannot be written to")
    if free < LITTLE_ROOM:
        return Finding(name, False, f"only {free // 2**20} MiB are free at {data}")
    return Finding(name, True, f"{free // 2**30} GiB free at {data}")


def _streams(name: str) -> Finding:
    # Of one moment: between two reads of a place in use, a stream may have moved on.
    with one_moment():
        problems = list(stream_problems())
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return Finding(name, False, problems[0] + more)
    return Finding(name, True, f"{Stream.objects.count()} agree with their changesets")


def _outbox(name: str) -> Finding:
    old = datetime.now(UTC) - STUCK
    stuck = Outbox.objects.filter(due__lt=old).count()
    failed = Outbox.objects.filter(attempts__gt=3).order_by("-attempts").first()
    if failed is not None:
        return Finding(
            name, False, f"{failed.listener} failed {failed.attempts} times: {failed.error}"
        )
    if stuck:
        return Finding(name, False, f"{stuck} wait for longer than {STUCK}: is a worker running?")
    return Finding(name, True, f"{Outbox.objects.count()} wait")


def _search(name: str) -> Finding:
    old = datetime.now(UTC) - STUCK
    late = [one for one in indexing.behind() if _written_before(one, old)]
    count = Stream.objects.filter(parent_id=None).count()
    if late:
        some = f"behind of {len(late)} of {count} streams"
        return Finding(name, False, f"{some}: serve the place, or run `headway reindex`")
    return Finding(name, True, f"up with {count} streams")


def _written_before(late: indexing.Behind, moment: datetime) -> bool:
    """Whether what the index lacks of a stream was written before a moment."""
    missing = Changeset.objects.filter(stream_id=late.stream, version__gt=late.at or 0)
    first = missing.order_by("version").values_list("at", flat=True).first()
    # A position beyond the stream's version is no one's work of a moment ago.
    return first is None or first < moment


def _zones(name: str) -> Finding:
    count = len(available_timezones())
    return Finding(name, count > 400, f"{count} time zones are known")


CHECKS: dict[str, Callable[[str], Finding]] = {
    "database": _database,
    "migrations": _migrations,
    "disk": _disk,
    "streams": _streams,
    "outbox": _outbox,
    "search index": _search,
    "time zones": _zones,
}


def stream_problems(using: str = "default") -> Iterator[str]:
    """Yield, in words, where rows and changesets of a stream do not agree.

    Each stream's changesets must be numbered without a gap up to its version, and what they wrote,
    from the first on, must be exactly the rows that are stored.
    """
    known = set()
    for stream in Stream.objects.using(using).order_by("id"):
        known.add(stream.id)
        yield from _stream_problems(stream, using)
    for name, model in registry.models.items():
        strange = model.objects.using(using).exclude(stream_id__in=known).first()
        if strange is not None:
            yield f"{name} {strange.pk} belongs to no stream"


def _stream_problems(stream: Stream, using: str) -> Iterator[str]:
    records = Records({})
    expected = 0
    found = Changeset.objects.using(using).filter(stream_id=stream.id).order_by("version")
    for version, schema, body in found.values_list("version", "schema", "body").iterator(200):
        expected += 1
        if version != expected:
            yield f"stream {stream.id} lacks version {expected}"
            return
        inputs: Inputs = upcast(unpack(body), schema)["inputs"]
        records = records.applied(inputs)
    if expected != stream.version:
        yield f"stream {stream.id} is at version {stream.version}, its changesets at {expected}"
        return
    for table in registry.tables_of(stream.kind) if stream.parent_id is None else ():
        stored = _rows(table.name, table.columns, stream.id, using)
        told = records.rows(table.name)
        if stored != told:
            keys = [k for k in stored.keys() | told.keys() if stored.get(k) != told.get(k)]
            yield f"stream {stream.id}: {table.name} {min(keys)} is not what its changesets say"


def _rows(table: str, columns: tuple[str, ...], stream: int, using: str) -> Rows:
    found: Any = registry.models[table].objects.using(using).filter(stream_id=stream)
    return {
        values[0]: dict(zip(columns, values, strict=True))
        for values in found.values_list(*columns).iterator(2000)
    }

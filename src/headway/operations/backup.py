"""Writes a backup while the server runs: all of one moment, in one file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
from django.db import connection, models, transaction

from headway.collaboration.store import store
from headway.operations import migrating
from headway.operations.archive import (
    FILES,
    FORMAT,
    MANIFEST,
    TABLES,
    WRITE,
    kind_of,
    stored_models,
)

AT_ONCE = 2000
PIECE = 1024 * 1024


def backup(target: Path) -> dict[str, Any]:
    """Write a backup to `target` (replaced only when it is whole); return its manifest."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
                manifest = _write(archive)
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def _write(archive: zipfile.ZipFile) -> dict[str, Any]:
    with one_moment():
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "program": "headway",
            "version": version("headway"),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": connection.vendor,
            "migrations": sorted(list(pair) for pair in migrating.applied()),
            "entries": [_table(archive, model) for model in stored_models()],
        }
    manifest["entries"] += list(_files(archive))
    archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as of one moment, without holding up whoever writes."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not `atomic`: that would take the write lock. In WAL mode a reader sees one moment.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


class _Entry:
    """An entry being written: counts and hashes what passes."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self.size = 0
        self._hash = hashlib.sha256()
        self._out = archive.open(name, "w", force_zip64=True)

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self._hash.update(data)
        self._out.write(data)

    def close(self) -> dict[str, Any]:
        """End the entry; return how the manifest names it."""
        self._out.close()
        return {"name": self.name, "size": self.size, "sha256": self._hash.hexdigest()}


def _table(archive: zipfile.ZipFile, model: type[models.Model]) -> dict[str, Any]:
    fields = model._meta.local_concrete_fields
    kinds = [kind_of(field) for field in fields]
    writers = [(n, WRITE[kind]) for n, kind in enumerate(kinds) if kind in WRITE]
    entry = _Entry(archive, f"{TABLES}{model._meta.db_table}.jsonl")
    rows = 0
    found = model._base_manager.order_by("pk").values_list(*[field.attname for field in fields])
    lines: list[bytes] = []
    for row in found.iterator(AT_ONCE):
        values = list(row)
        for place, writer in writers:
            if values[place] is not None:
                values[place] = writer(values[place])
        lines.append(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))
        rows += 1
        if len(lines) == AT_ONCE:
            entry.write(b"".join(lines))
            lines = []
    entry.write(b"".join(lines))
    columns = [[field.column, kind] for field, kind in zip(fields, kinds, strict=True)]
    return {**entry.close(), "rows": rows, "columns": columns}


def _files(archive: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    for name in store().names():
        try:
            source = store().open(name)
        except FileNotFoundError:
            continue
        entry = _Entry(archive, f"{FILES}{name}")
        with source:
            while piece := source.read(PIECE):
                entry.write(piece)
        yield entry.close()

"""Brings a backup back: first beside the place, checked and migrated there, then in one step.

The archive is read into a database file of its own at the version it was written by, brought up to
this version, and looked over. Only then is the place's content exchanged, in one transaction, so
that until it is committed, and whatever happens before, the old data is there.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from headway.access.models import User
from headway.collaboration.store import Folder, store
from headway.collaboration.updates import links
from headway.operations import migrating, occupancy
from headway.operations.archive import BadArchive, read_value, stored_models
from headway.operations.checkup import stream_problems
from headway.operations.opened import Opened, columns_of
from headway.projects.models import Project
from headway.search import indexing

BESIDE = "restoring"
"""The alias of the database beside the place."""
AT_ONCE = 1000


class Occupied(Exception):
    """The place is in use or holds data that would be lost."""


def is_empty() -> bool:
    """Whether nobody has an account and only the demo's projects are there."""
    if User.objects.filter(is_active=True).exists():
        return False
    from headway.access.models import Workspace

    demo = Workspace.objects.filter(demo=True).values("id")
    return not Project.objects.exclude(workspace_id__in=demo).exists()


def restore(path: Path, *, force: bool = False) -> dict[str, Any]:
    """Bring the backup at `path` back; return its manifest.

    Raise BadArchive where it is not usable and Occupied where the place is served or, without
    `force`, not empty; then nothing has changed.
    """
    with occupancy.alone() as alone:
        if not alone:
            raise Occupied("A server uses this place: stop it first.")
        if not force and not is_empty():
            raise Occupied("This place is not empty: --force replaces what is in it.")
        opened = Opened(path)
        data = Path(settings.HEADWAY_DATA)
        folder = Path(tempfile.mkdtemp(prefix="restoring-", dir=data))
        try:
            opened.check_room(data)
            (folder / "files").mkdir()
            opened.unpack_files(folder / "files")
            with _beside(folder / "restored.sqlite3"):
                _load(opened)
                _look_over()
                _exchange()
            _put_files(folder / "files")
        finally:
            opened.close()
            shutil.rmtree(folder, ignore_errors=True)
    return opened.manifest


@contextlib.contextmanager
def _beside(file: Path) -> Iterator[None]:
    """Have an empty database beside the place under the alias `BESIDE`."""
    standing = {**settings.DATABASES["default"]}
    connections.settings[BESIDE] = {
        **connections["default"].settings_dict,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 30,
            "init_command": "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;",
        },
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "TEST": standing.get("TEST", {}),
    }
    try:
        yield
    finally:
        connections[BESIDE].close()
        del connections[BESIDE]
        del connections.settings[BESIDE]


def _load(opened: Opened) -> None:
    """Read the archive into the database beside, and bring that up to this version."""
    beside = connections[BESIDE]
    _migrate_to(beside, opened.manifest.get("migrations"))
    present = {info.name for info in _tables(beside)}
    with transaction.atomic(using=BESIDE), beside.cursor() as cursor:
        for table, entry in sorted(opened.tables.items()):
            if table not in present:
                raise BadArchive(f"it holds a table {table} that is unknown here")
            _load_table(cursor, beside, opened, table, columns_of(entry))
    MigrationExecutor(beside).migrate(MigrationExecutor(beside).loader.graph.leaf_nodes())
    found = beside.cursor().execute("PRAGMA foreign_key_check").fetchone()
    if found is not None:
        raise BadArchive(f"a row of {found[0]} points to one of {found[2]} that is not there")


def _tables(wire: BaseDatabaseWrapper) -> list[Any]:
    with wire.cursor() as cursor:
        return list(wire.introspection.get_table_list(cursor))


def _migrate_to(wire: BaseDatabaseWrapper, migrations: Any) -> None:
    """Bring an empty database to the migrations that the archive was written at."""
    try:
        names = {(app, name) for app, name in migrations}
    except (TypeError, ValueError):
        raise BadArchive("the manifest names no migrations") from None
    executor = MigrationExecutor(wire)
    graph = executor.loader.graph
    strange = sorted(str(name) for app, name in names if (app, name) not in graph.nodes)
    if strange:
        raise BadArchive(f"a newer Headway wrote it ({strange[0]} is unknown here): update first")
    targets = [n for n in names if not any(c.key in names for c in graph.node_map[n].children)]
    executor.migrate(sorted(targets))


def _load_table(
    cursor: Any,
    wire: BaseDatabaseWrapper,
    opened: Opened,
    table: str,
    columns: list[tuple[str, str]],
) -> None:
    there = {column.name for column in wire.introspection.get_table_description(cursor, table)}
    strange = sorted(name for name, _ in columns if name not in there)
    if strange:
        raise BadArchive(f"{table} has a column {strange[0][:60]!r} that is unknown here")
    quote = wire.ops.quote_name
    marks = ", ".join(["%s"] * len(columns))
    names = ", ".join(quote(name) for name, _ in columns)
    # What a migration put in (the first row of the sequence) is the archive's to say.
    cursor.execute(f"DELETE FROM {quote(table)}")
    sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"
    kinds = [kind for _, kind in columns]
    rows: list[list[Any]] = []
    try:
        for line in opened.lines(table):
            rows.append([_sqlite(kind, value) for kind, value in zip(kinds, line, strict=True)])
            if len(rows) == AT_ONCE:
                cursor.executemany(sql, rows)
                rows = []
        if rows:
            cursor.executemany(sql, rows)
    except (sqlite3.Error, OverflowError) as error:
        raise BadArchive(f"{table} has a row that cannot be: {error}") from None


def _sqlite(kind: str, value: Any) -> Any:
    """Return a value as Django's SQLite columns hold it."""
    found = read_value(kind, value)
    match kind:
        case "json":
            return None if found is None else orjson.dumps(found).decode()
        case "instant" if found is not None:
            plain: datetime = found.astimezone(UTC).replace(tzinfo=None)
            return plain.isoformat(" ")
        case "day" if found is not None:
            return found.isoformat()
        case "uuid" if found is not None:
            return found.hex
    return found


def _look_over() -> None:
    """Raise BadArchive where what was read does not hold together."""
    for problem in stream_problems(using=BESIDE):
        raise BadArchive(f"its data does not hold together: {problem}")


def _exchange() -> None:
    """Put the content of the database beside in the place of the old, in one transaction."""
    models = stored_models()
    migrating.migrate()
    with occupancy.opening(), transaction.atomic():
        with connection.cursor() as cursor:
            for table in ("django_session", *(m._meta.db_table for m in models)):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        # What was found before may be no more; whoever serves the place reads it anew.
        indexing.clear()
        for model in models:
            _copy(model)
        links.revoke_all()
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(sql)


def _copy(model: Any) -> None:
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    sql = "INSERT INTO {} ({}) VALUES ({})".format(
        quote(model._meta.db_table),
        ", ".join(quote(field.column) for field in fields),
        ", ".join(["%s"] * len(fields)),
    )
    found = model._base_manager.using(BESIDE).order_by("pk")
    rows: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for row in found.values_list(*[f.attname for f in fields]).iterator(AT_ONCE):
            rows.append(
                tuple(f.get_db_prep_save(v, connection) for f, v in zip(fields, row, strict=True))
            )
            if len(rows) == AT_ONCE:
                cursor.executemany(sql, rows)
                rows = []
        if rows:
            cursor.executemany(sql, rows)


def _put_files(new: Path) -> None:
    """Put the files into the store. In a folder of this machine's disk that is one step: what was
    there is set aside first and removed last."""
    target = store()
    if isinstance(target, Folder) and target.root.parent.is_dir() and _one_disk(new, target.root):
        aside = new.with_name("old-files")
        if target.root.exists():
            target.root.rename(aside)
        new.rename(target.root)
        return
    source = Folder(new)
    wanted = set(source.names())
    for name in sorted(wanted):
        with source.open(name) as file:
            target.put(name, file)
    for name in set(target.names()) - wanted:
        target.remove(name)


def _one_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.parent.stat().st_dev and not other.is_mount()

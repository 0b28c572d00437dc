"""Keeps the index up with the streams: a reader of their changesets, whatever died in between.

For each stream it is kept up to which version it was read. Whoever runs `catch_up` brings up what
stands behind: by the changesets that it missed or, a new stream or one that is far behind, whole.
Rows are read as they stand now, so reading a changeset twice, or two processes at once, does no harm.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import close_old_connections, connection, transaction

from headway.changes import bus
from headway.changes.history import inputs_since
from headway.changes.models import Stream
from headway.changes.registry import registry
from headway.changes.tables import Row
from headway.search.asking import OPEN, Entry, kind_mark, name_mark, stream_mark, workspace_mark
from headway.search.models import Document, Position, Word
from headway.search.registration import Searchable, catalogue
from headway.search.store import words_store
from headway.search.words import words

log = logging.getLogger(__name__)
FAR = 200
"""A stream this many versions behind is read whole."""
AT_ONCE = 200
"""Documents that one transaction writes: others wait for it on SQLite."""
QUIET = 0.4
"""Seconds that are waited after a change, for others that come with it."""
SHORTEST, LONGEST = 3, 30
"""Letters of a word that a slip of typing may have meant."""


class Behind(NamedTuple):
    """A stream that is not indexed up to its version; `at` is None where it never was."""

    stream: int
    kind: str
    workspace: int
    version: int
    at: int | None

    @property
    def near(self) -> bool:
        """Whether its changesets are read, and not all that it holds."""
        return self.at is not None and 0 <= self.version - self.at <= FAR


def behind() -> list[Behind]:
    """Return the streams that the index is behind of."""
    streams, positions = Stream._meta.db_table, Position._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id, s.kind, s.workspace_id, s.version, p.version FROM {streams} s "
            f"LEFT JOIN {positions} p ON p.stream_id = s.id WHERE s.parent_id IS NULL "
            "AND (p.version IS NULL OR p.version <> s.version) ORDER BY s.id"
        )
        return [Behind(*row) for row in cursor.fetchall()]


def catch_up(rests: bool = False) -> int:
    """Bring the index up to all streams; return how many it was behind of.

    Who `rests` between writes leaves half of the time to those who edit meanwhile.
    """
    _forget_gone()
    late = behind()
    near = [one for one in late if one.near]
    brought = []
    try:
        for one in near:
            _bring_up(one, rests)
            brought.append(one)
    finally:
        _remember(brought)
    # Each of these takes long, and is not done again where another fails after it.
    for one in late:
        if not one.near:
            _bring_up(one, rests)
            _remember([one])
    return len(late)


def rebuild() -> int:
    """Make the index anew; return how many streams it holds."""
    Position.objects.all().delete()
    Word.objects.all().delete()
    return catch_up()


def clear() -> None:
    """Empty the index: for who puts other data in its place."""
    words_store().clear()
    for model in (Document, Position, Word):
        model.objects.all().delete()


def run(stop: threading.Event, pause: float = 5.0) -> None:
    """Catch up until `stop` is set: soon after changes of this process, else every `pause` s."""
    rung = threading.Event()

    def ring(stream: int, version: int) -> None:
        rung.set()

    bus.on_announce(ring)
    try:
        while not stop.is_set():
            rung.clear()
            try:
                catch_up(rests=True)
            except Exception:
                log.exception("the search index could not be brought up")
            close_old_connections()
            until = time.monotonic() + pause
            while not stop.is_set() and not rung.is_set() and time.monotonic() < until:
                rung.wait(0.5)
            stop.wait(QUIET)
    finally:
        bus.off_announce(ring)
        connection.close()


def _forget_gone() -> None:
    """Remove what belongs to streams that are no more."""
    gone = Position.objects.exclude(stream_id__in=Stream.objects.values("id"))
    for stream in list(gone.values_list("stream_id", flat=True)):
        _drop(list(Document.objects.filter(stream_id=stream).values_list("id", flat=True)))
        Position.objects.filter(stream_id=stream).delete()


def _bring_up(late: Behind, rests: bool) -> None:
    """Write what a stream is behind of."""
    kinds = catalogue.of(late.kind)
    touched = _touched(late, kinds) if late.near else None
    if touched is None:
        _whole(late, kinds, rests)
        return
    for kind in kinds:
        _write(late, kind, touched[kind.kind], rests)


def _remember(brought: Sequence[Behind]) -> None:
    """Remember up to which version streams are indexed."""
    Position.objects.bulk_create(
        [Position(stream_id=one.stream, version=one.version) for one in brought],
        update_conflicts=True,
        unique_fields=["stream_id"],
        update_fields=["version"],
    )


def _touched(late: Behind, kinds: Sequence[Searchable]) -> dict[str, set[int]] | None:
    """Return the keys of each kind that changesets touched; None where some are gone."""
    found: dict[str, set[int]] = {kind.kind: set() for kind in kinds}
    updated: dict[tuple[str, str], set[int]] = defaultdict(set)
    expected = late.at or 0
    for version, _, _, inputs in inputs_since(late.stream, late.at or 0, late.version):
        expected += 1
        if version != expected:
            return None
        for kind in kinds:
            own = inputs.get(kind.table, {})
            for how in ("added", "removed"):
                found[kind.kind].update(row["id"] for row in own.get(how, ()))
            for update in own.get("updated", ()):
                if not kind.columns.isdisjoint(update["after"]):
                    found[kind.kind].add(update["id"])
            for text in kind.texts:
                beside = inputs.get(text.table, {}) if text.table != kind.table else {}
                for how in ("added", "removed"):
                    found[kind.kind].update(row[text.owner] for row in beside.get(how, ()))
                updated[(kind.kind, text.source)].update(u["id"] for u in beside.get("updated", ()))
    if expected != late.version:
        return None
    for kind in kinds:
        for text in kind.texts:
            keys = updated[(kind.kind, text.source)]
            for part in _parts(keys):
                rows = registry.models[text.table].objects.filter(id__in=part)
                found[kind.kind].update(rows.values_list(text.owner, flat=True))
    return found


def _whole(late: Behind, kinds: Sequence[Searchable], rests: bool) -> None:
    """Write all documents of a stream, and remove those that it has no more."""
    there = set(Document.objects.filter(stream_id=late.stream).values_list("id", flat=True))
    for kind in kinds:
        model = registry.models[kind.table]
        keys = set(model.objects.filter(stream_id=late.stream).values_list("id", flat=True))
        _write(late, kind, keys, rests)
        there -= keys
    _drop(sorted(there))


def _write(late: Behind, kind: Searchable, keys: Iterable[int], rests: bool) -> None:
    """Write the documents of rows as they stand now; remove those of rows that are gone."""
    for part in _parts(keys):
        begun = time.monotonic()
        rows = _rows(kind, part)
        texts = texts_of(kind, part)
        entries, documents = [], []
        known: set[str] = set()
        for row in rows:
            name, rest = words(row[kind.name]), []
            for _, _, text in texts.get(row["id"], ()):
                rest += words(text)
            entries.append(Entry(row["id"], name, rest, _marks(late, kind, row, name)))
            documents.append(_document(late, kind, row))
            known.update(name, rest)
        fresh = [
            Word(word=w, head=w[0], size=len(w))
            for w in sorted(known)
            if SHORTEST <= len(w) <= LONGEST and not any(c.isdigit() for c in w)
        ]
        with transaction.atomic():
            _drop(sorted(set(part) - {row["id"] for row in rows}))
            Document.objects.bulk_create(
                documents,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["code", "name", "done", "archived"],
            )
            words_store().put(entries)
            Word.objects.bulk_create(fresh, ignore_conflicts=True)
        if rests and len(part) == AT_ONCE:
            time.sleep(time.monotonic() - begun)


def _rows(kind: Searchable, keys: Sequence[int]) -> list[Row]:
    found = registry.models[kind.table].objects.filter(id__in=keys).order_by("id")
    return list(found.values("id", *sorted(kind.columns - {"id"})))


def texts_of(kind: Searchable, keys: Sequence[int]) -> dict[int, list[tuple[str, int | None, str]]]:
    """Return the texts of rows beside their names: (source, key of what titles it, text)."""
    found: dict[int, list[tuple[str, int | None, str]]] = defaultdict(list)
    for text in kind.texts:
        title = text.label[0] if text.label else None
        names = {text.owner, text.value, *([title] if title else [])}
        rows = registry.models[text.table].objects.filter(**{f"{text.owner}__in": keys})
        if text.label and text.among:
            titling = registry.models[text.label[1]].objects
            right = titling.filter(**{f"{text.among[0]}__in": text.among[1]}).values("id")
            rows = rows.filter(**{f"{text.label[0]}__in": right})
        for row in rows.order_by("id").values(*sorted(names)):
            value = text.of(row)
            if value:
                found[row[text.owner]].append((text.source, row[title] if title else None, value))
    return found


def _marks(late: Behind, kind: Searchable, row: Row, name: list[str]) -> list[str]:
    found = [workspace_mark(late.workspace), stream_mark(late.stream), kind_mark(kind.kind)]
    if not kind.done(row):
        found.append(OPEN)
    return [*found, name_mark(name)] if name else found


def _document(late: Behind, kind: Searchable, row: Row) -> Document:
    return Document(
        id=row["id"],
        kind=kind.kind,
        stream_id=late.stream,
        workspace_id=late.workspace,
        code=kind.code(row).casefold()[:20],
        name=row[kind.name],
        done=kind.done(row),
        archived=kind.archived(row),
    )


def _drop(keys: Sequence[int]) -> None:
    for part in _parts(keys):
        with transaction.atomic():
            words_store().drop(part)
            Document.objects.filter(id__in=part).delete()


def _parts(keys: Iterable[int]) -> Iterator[list[Any]]:
    whole = sorted(keys)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))

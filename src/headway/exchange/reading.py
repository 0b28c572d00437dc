"""Any project file to a document: told apart by content, not by name alone."""

from __future__ import annotations

from pathlib import PurePath

from headway.exchange import formats, mspdi_read, primavera, tabular
from headway.exchange.bridge import Bridged, bridged
from headway.exchange.containers import is_archive, only_file
from headway.exchange.dates_only import give_times, without_times
from headway.exchange.document import BadFile, Document
from headway.exchange.primavera_projects import tell_left_out, tell_others
from headway.exchange.splitting import take_splits
from headway.words import say

MOST_BYTES = 100 * 1024 * 1024
BRIDGED = frozenset(formats.suffixes((*formats.PROJECTS, *formats.ARCHIVES)))
ARCHIVES = frozenset(formats.suffixes(formats.ARCHIVES))
TABLES = frozenset(formats.suffixes(formats.TABLES))
MSPDI_MARK = b"http://schemas.microsoft.com/project"


def read_document(data: bytes, filename: str) -> Document:
    """Return the document of a project file.

    Raises BadFile, saying what is wrong, for empty, too large, damaged and unknown files.
    """
    if not data:
        raise BadFile(say("the file is empty"))
    if len(data) > MOST_BYTES:
        raise BadFile(
            say("the file is larger than {most_bytes} MB", most_bytes=MOST_BYTES // 2**20)
        )
    path = PurePath(filename)
    suffix = path.suffix.lower()
    if suffix in ARCHIVES and is_archive(data):
        inner = only_file(data)
        if inner is not None:
            return read_document(inner[1], inner[0])
    if data[:8192].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<") and MSPDI_MARK in data[:8192]:
        document = mspdi_read.read(data)
    elif suffix in TABLES:
        document = tabular.read(data, suffix)
    elif suffix in BRIDGED or not suffix:
        document = converted(bridged(data, suffix or ".bin"), data, suffix)
    else:
        raise BadFile(
            say(
                "'{suffix}' is no project file that is known: try {known}",
                suffix=suffix,
                known=", ".join(formats.COMMON),
            )
        )
    take_splits(document)
    document.name = document.name or path.stem[:200]
    return document


def converted(found: Bridged, data: bytes, suffix: str) -> Document:
    """Return the document of a file, `data`, that the bridge wrote as MSPDI."""
    document = mspdi_read.read(found.mspdi)
    if without_times(document):
        give_times(document)
    theirs = found.xer or data
    if primavera.is_primavera(theirs):
        primavera.apply_rules(document, theirs)
        tell_others(document, theirs)
    tell_left_out(document, found.others)
    document.source = suffix.removeprefix(".").upper() or "file"
    return document

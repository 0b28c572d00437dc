"""XLSX from outside, read so that it cannot do harm: parts are measured before they are opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from headway.exchange.document import BadFile
from headway.words import say

MOST_PARTS = 1000
MOST_INFLATED = 128 * 1024 * 1024
MOST_RATIO = 200
SMALL = 1024 * 1024
"""Parts below this size may be packed as tightly as they like."""
MOST_ROWS = 100_000
MOST_COLUMNS = 120
MOST_EMPTY = 1000
"""So many empty rows in a row end the sheet."""
CHUNK = 64 * 1024


def rows(data: bytes) -> list[list[Any]]:
    """Return the rows of the first visible sheet: text, numbers, dates, flags or None.

    Formulas give their stored values, percentages text such as `50%`. Raises BadFile for damaged
    files, zip bombs, document types inside and sheets that are too large.
    """
    _check_parts(data)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or book.worksheets
        if not sheets:
            raise BadFile(say("the workbook has no sheet"))
        found = list(_rows(sheets[0]))
        book.close()
    except BadFile:
        raise
    except Exception as error:
        raise BadFile(
            say("the workbook cannot be read: {reason}", reason=str(error)[:200])
        ) from None
    return found


def _rows(sheet: Any) -> Iterator[list[Any]]:
    empty = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise BadFile(say("the sheet has more than {most_rows} rows", most_rows=MOST_ROWS))
        values = [_value(cell) for cell in row]
        empty = 0 if any(v is not None for v in values) else empty + 1
        if empty > MOST_EMPTY:
            return
        yield values


def _value(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, bool) or value is None or isinstance(value, str | datetime | date):
        return value
    if isinstance(value, int | float):
        if "%" in str(cell.number_format or ""):
            return f"{value * 100:g}%"
        return value
    return str(value)


def _check_parts(data: bytes) -> None:
    """Raise BadFile unless all parts, really unpacked, stay small."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise BadFile(
            say("this is no workbook (.xlsx): the file is damaged or of another kind")
        ) from None
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise BadFile(say("the workbook consists of too many parts"))
    if not any(p.filename == "xl/workbook.xml" for p in parts):
        raise BadFile(say("this archive is no workbook (.xlsx)"))
    total = 0
    for part in parts:
        size = 0
        start = b""
        for chunk in _inflated(data, part):
            start = start or chunk[:4096]
            size += len(chunk)
            if size > SMALL and size > MOST_RATIO * max(1, part.compress_size):
                raise BadFile(
                    say("the workbook unpacks to far more than its size: it is not opened")
                )
            if total + size > MOST_INFLATED:
                raise BadFile(
                    say(
                        "the workbook unpacks to more than {most_inflated} MB",
                        most_inflated=MOST_INFLATED // 2**20,
                    )
                )
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise BadFile(say("the workbook declares a document type, which is not accepted"))
        total += size


def _inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part really unpacks to, whatever the archive says its size is."""
    head = part.header_offset
    try:
        signature, name, extra = struct.unpack("<4s22xHH", data[head : head + 30])
    except struct.error:
        raise BadFile(say("the workbook is cut off")) from None
    if signature != b"PK\x03\x04" or part.flag_bits & 1:
        raise BadFile(say("the workbook is damaged or locked by a password"))
    start = head + 30 + name + extra
    raw = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise BadFile(say("the workbook is packed in a way that is not taken"))
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        waiting = bytes(raw)
        while waiting and not stream.eof:
            chunk = stream.decompress(waiting, CHUNK)
            waiting = stream.unconsumed_tail
            if not chunk and not waiting:
                break
            yield chunk
    except zlib.error:
        raise BadFile(say("the workbook is damaged")) from None

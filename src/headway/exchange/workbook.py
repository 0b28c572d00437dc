"""XLSX from outside, read so that it cannot do harm: parts are measured before they are opened."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from headway.exchange import zipped
from headway.exchange.document import BadFile
from headway.words import say

MOST_ROWS = 100_000
MOST_COLUMNS = 120
MOST_EMPTY = 1000
"""So many empty rows in a row end the sheet."""


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
    """Raise BadFile unless it is a workbook and all its parts, really unpacked, stay small."""
    try:
        parts = zipped.parts_of(data)
    except zipped.NoArchive:
        raise BadFile(
            say("this is no workbook (.xlsx): the file is damaged or of another kind")
        ) from None
    if not any(p.filename == "xl/workbook.xml" for p in parts):
        raise BadFile(say("this archive is no workbook (.xlsx)"))
    unpacking = zipped.Unpacking(data)
    for part in parts:
        start = b""
        for chunk in unpacking.chunks(part):
            start = start or chunk[:4096]
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise BadFile(say("the workbook declares a document type, which is not accepted"))

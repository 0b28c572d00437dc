"""`headway convert`: one project file into another. Needs no database."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path, PurePath

from headway.cli.files import format_of, read_bytes, write_bytes
from headway.cli.main import BadInput


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("source", metavar="IN", help="any project file, or a sheet (.csv, .xlsx)")
    parser.add_argument("target", metavar="OUT", help="ends in .xml, .csv or .xlsx")


def run(given: argparse.Namespace) -> int:
    """Read a file, schedule it and write it in the format that OUT's ending names.

    A sheet without any date starts today.
    """
    format_ = format_of(given.target)
    data = read_bytes(given.source)
    from headway.exchange import mspdi_write, sheet_write
    from headway.exchange.document import BadFile
    from headway.exchange.reading import read_document
    from headway.exchange.scheduled import with_dates
    from headway.scheduling import BeyondTime, CircularLinks
    from headway.scheduling.moments import from_date

    write = {
        "mspdi": mspdi_write.write,
        "csv": sheet_write.csv_bytes,
        "xlsx": sheet_write.xlsx_bytes,
    }[format_]
    try:
        document = read_document(data, Path(given.source).name)
        known = [t for t in document.tasks if t.stored_start is not None]
        if document.start is None and document.finish_by is None and not known:
            document.start = from_date(datetime.now().date()) + document.day_start
        document = with_dates(document)
    except (BadFile, BeyondTime, CircularLinks) as error:
        raise BadInput(f"{given.source}: {error}") from None
    write_bytes(given.target, write(document))
    if document.notes:
        print("Not represented:")
    for note in document.notes:
        print(f"  {note}")
    print(f"{PurePath(given.target).name}: {len(document.tasks)} tasks.")
    return 0

"""`headway restore`: brings a backup back, into SQLite or PostgreSQL."""

from __future__ import annotations

import argparse
from pathlib import Path

from headway.cli.main import BadInput
from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--force", action="store_true", help="replace what is in the place")


def run(given: argparse.Namespace) -> int:
    """Restore the backup; the old data is kept until the new is in place."""
    if not given.file.is_file():
        raise BadInput(f"There is no file {given.file}.")
    open_place()
    from headway.operations.archive import BadArchive
    from headway.operations.restore import Occupied, restore
    from headway.search import indexing

    try:
        manifest = restore(given.file, force=given.force)
    except (BadArchive, Occupied) as error:
        raise BadInput(f"{str(error).rstrip('.')}. Nothing was changed.") from None
    rows = sum(entry.get("rows", 0) for entry in manifest["entries"])
    print(f"Restored {rows} rows of {manifest['at']}. Everyone signs in again.", flush=True)
    # Stopped here, it is gone on with by whoever serves the place.
    count = indexing.catch_up()
    print(f"Read {count} streams into the search index.")
    return 0

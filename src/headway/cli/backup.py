"""`headway backup`: all data in one file, while the server runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from headway.cli.main import BadInput
from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="replaced once the new one is whole"
    )


def run(given: argparse.Namespace) -> int:
    """Write the backup."""
    open_place()
    from headway.operations.backup import backup

    target = given.file.expanduser().absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise BadInput(f"{given.file} cannot be written: name a file in a folder that is there.")
    try:
        manifest = backup(target)
    except (PermissionError, OSError) as error:
        raise BadInput(f"{given.file} cannot be written: {error}") from None
    rows = sum(entry.get("rows", 0) for entry in manifest["entries"])
    print(f"Backed up {rows} rows to {target} ({target.stat().st_size} bytes).")
    return 0

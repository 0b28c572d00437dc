"""`headway import`: a project file becomes a project here."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from headway.cli.files import read_bytes
from headway.cli.main import BadInput
from headway.cli.place import open_place

MOST_SHOWN = 20


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("file", metavar="FILE", help="a project file, or a sheet (.csv, .xlsx)")
    parser.add_argument("--json", action="store_true", help="print the project and the report")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that imports it")
    parser.add_argument("--workspace", type=int, metavar="ID", help="where the project goes")
    parser.add_argument("--country", default="", help="whose holidays apply to a sheet")
    parser.add_argument(
        "--zone", default="", help="the zone of dates (Europe/Berlin) where the file does not say"
    )


def run(given: argparse.Namespace) -> int:
    """Import a file and say what came of it."""
    data = read_bytes(given.file)
    open_place()
    from headway.cli.files import acting_account
    from headway.projects.importing import Unreadable, take_in, workspace_for

    user = acting_account(given.email)
    workspace = workspace_for(user, given.workspace)
    name = Path(given.file).name
    try:
        project, report = take_in(
            user, workspace, data, name, country=given.country, zone=given.zone
        )
    except Unreadable as error:
        raise BadInput(f"{given.file}: {error}") from None
    if given.json:
        json.dump({"project": {"id": project}, "report": report}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _print(project, report)
    return 0


def _print(project: int, report: dict[str, Any]) -> None:
    taken = report["taken"]
    print(f"Project {project}: {taken['tasks']} tasks, {taken['links']} links.")
    print(f"{report['dates']['text'].removesuffix('.')}.")
    differences = report["dates"]["differences"]
    for entry in differences[:MOST_SHOWN]:
        print(f"  {entry['name']}: {entry['file_start']} in the file, {entry['start']} here.")
        print(f"    {entry['reason']}")
    if len(differences) > MOST_SHOWN:
        print(f"  ... and {len(differences) - MOST_SHOWN} more; --json lists all.")
    if report["left_out"]:
        print("Not represented:")
    for line in report["left_out"]:
        print(f"  {line}")

"""`headway export`: a project here becomes a file."""

from __future__ import annotations

import argparse
from pathlib import PurePath

from headway.cli.files import format_of, write_bytes
from headway.cli.main import BadInput
from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("project", metavar="PROJECT", help="the project's id, key or name")
    parser.add_argument("file", metavar="FILE", help="ends in .xml, .csv or .xlsx")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that exports it")


def run(given: argparse.Namespace) -> int:
    """Write a project to a file."""
    format_ = format_of(given.file)
    open_place()
    from headway.cli.files import acting_account
    from headway.projects.exporting import export

    user = acting_account(given.email)
    found = export(user, project_of(user, given.project), format_)
    size = write_bytes(given.file, found.data, found.more or ())
    print(f"{PurePath(given.file).name}: {size} bytes.")
    for file in found.left:
        print(f"Left out: the file '{file.name}', {file.size} bytes.")
    return 0


def project_of(user: int, wanted: str) -> int:
    """Return the project of that id, key or name; raise BadInput where it is not one."""
    from headway.projects.queries import project_items

    items = project_items(user, archived=True)
    for field in ("id", "key", "name"):
        found = [p["id"] for p in items if str(p[field]).casefold() == wanted.casefold()]
        if len(found) == 1:
            return int(found[0])
        if found:
            keys = ", ".join(map(str, found))
            raise BadInput(
                f"Several projects have the {field} '{wanted}': name one by id ({keys})."
            )
    raise BadInput(f"There is no project '{wanted}'.")

"""What commands share that look at a project file or, with `--project`, at one that is kept here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from headway.cli.main import BadInput
from headway.cli.place import open_place

if TYPE_CHECKING:
    from headway.analysis.asking import Asked


def add(parser: argparse.ArgumentParser) -> None:
    """Declare `--project` and `--as`; the file is the command's own."""
    parser.add_argument(
        "--project", metavar="PROJECT",
        help="instead of FILE: a project here (id, key or name), or a scenario (id)",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="email", metavar="EMAIL", help="with --project: the account that asks"
    )


def check(chosen: argparse.Namespace, file: object, *only_files: str) -> None:
    """Raise BadInput where a file and a project, or neither, is asked for, or what one has not.

    `only_files` are options by name that mean nothing to a project here.
    """
    if (file is None) == (chosen.project is None):
        raise BadInput("give a FILE, or --project PROJECT for one that is kept here")
    if chosen.project is None:
        if chosen.email:
            raise BadInput("--as is for --project")
        return
    for name in only_files:
        if getattr(chosen, name.replace("-", "_")) is not None:
            raise BadInput(f"--{name} is for files: a project here has its own")


def asked(chosen: argparse.Namespace, capability: str = "analysis.read") -> Asked:
    """Return the project that was named, as the account that asks may see it; opens the place."""
    open_place()
    from headway.analysis.asking import asked_by
    from headway.cli.files import acting_account

    user = acting_account(chosen.email)
    return asked_by(user, stream_of(user, chosen.project), capability)


def stream_of(user: int, wanted: str) -> int:
    """Return the project of an id, key or name, or what has that id if it is no project."""
    from headway.cli.export import project_of

    try:
        return project_of(user, wanted)
    except BadInput:
        if wanted.isdecimal() and len(wanted) < 16:
            return int(wanted)
        raise


def task_of(who: Asked, wanted: str) -> int:
    """Return the task of an id or a key such as MIG-42; raise BadInput where there is none that
    the account may see."""
    rows = who.records.rows("tasks")
    code = who.project["key"].casefold()
    key, _, number = wanted.rpartition("-")
    found = int(wanted) if wanted.isdecimal() and len(wanted) < 16 else None
    if found is None and key.casefold() == code and number.isdecimal():
        found = next((k for k, row in rows.items() if row["number"] == int(number)), None)
    if found not in rows or (who.tasks is not None and found not in who.tasks):
        raise BadInput(f"There is no task '{wanted}' in '{who.project['name']}'.")
    return found

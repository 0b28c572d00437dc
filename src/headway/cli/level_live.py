"""`headway level --project ID`: level a project that lives here, and apply the outcome if wanted."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import orjson

from headway.cli.main import BadInput
from headway.cli.place import open_place

MOST_SHOWN = 30


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments that only a live project has."""
    parser.add_argument("--project", type=int, metavar="ID", help="level a project that lives here")
    parser.add_argument("--apply", action="store_true", help="with --project: apply the outcome")
    parser.add_argument(
        "--others", action="store_true", help="with --project: count other projects' load"
    )
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="with --project: who levels")


def run(chosen: argparse.Namespace) -> int:
    """Level a live project; without --apply nothing is changed."""
    open_place()
    from headway.analysis.levelling.job import execute
    from headway.analysis.runs import Work
    from headway.changes.perform import Envelope, parse, perform
    from headway.cli.files import acting_account

    user = acting_account(chosen.email)
    options = {
        "within_float": chosen.within_float,
        "splitting": chosen.split,
        "priorities": True,
        "others": chosen.others,
        "projects": [],
        "alone": [],
        "seconds": chosen.seconds,
    }
    result = execute(Work(0, chosen.project, user, options))
    applied = False
    if chosen.apply and result["checked"]:
        command = parse("levelling.apply", {"projects": result["checked"]})
        perform(Envelope(command, chosen.project), user)
        applied = True
    answer = {**result, "applied": applied}
    if chosen.json:
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    else:
        _print(answer)
    return 0


def check(chosen: argparse.Namespace) -> None:
    """Raise BadInput where a file and a project, or neither, or half of it is asked for."""
    if (chosen.file is None) == (chosen.project is None):
        raise BadInput("give a FILE, or --project ID for a project that lives here")
    if chosen.project is None and (chosen.apply or chosen.others or chosen.email):
        raise BadInput("--apply, --others and --as are for --project")


def _print(told: dict[str, Any]) -> None:
    removed, left = len(told["removed"]), len(told["left"])
    proof = "proven optimal" if told["status"] == "optimal" else f"none before {told['bound']}"
    print(f"Finish {told['finish_before']} -> {told['finish']} ({proof}).")
    print(f"{removed} of {removed + left} over-allocations go.")
    moves = [m for m in told["moves"] if not m["summary"]]
    for move in moves[:MOST_SHOWN]:
        print(f"  {move['name']}: {move['start_before']} -> {move['start']}")
    if len(moves) > MOST_SHOWN:
        print(f"  ... and {len(moves) - MOST_SHOWN} more; --json lists all.")
    for over in told["left"]:
        print(f"  Stays: {over['name']}, {over['start']} to {over['finish']}")
    print("Applied." if told["applied"] else "Nothing was changed; --apply applies it.")

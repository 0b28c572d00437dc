"""`headway level --project PROJECT`: level a project that lives here, and apply the outcome if wanted."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import orjson

from headway.cli import live
from headway.cli.main import BadInput
from headway.cli.place import open_place
from headway.cli.searching import stoppable, teller

MOST_SHOWN = 30


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments that only a live project has."""
    live.add(parser)
    parser.add_argument("--apply", action="store_true", help="with --project: apply the outcome")
    parser.add_argument(
        "--others", action="store_true", help="with --project: count other projects' load"
    )
    parser.add_argument(
        "--with", dest="together", metavar="PROJECT", action="append", default=[],
        help="with --project: level another project that shares people too; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--clear", action="store_true", help="with --project: take all levelling delays away"
    )


def run(chosen: argparse.Namespace) -> int:
    """Level a live project; without --apply nothing is changed."""
    open_place()
    from headway.analysis.asking import asked_by
    from headway.analysis.levelling.job import execute
    from headway.analysis.levelling.live import check_tasks
    from headway.analysis.runs import Work
    from headway.changes.perform import Envelope, parse, perform
    from headway.cli.files import acting_account

    user = acting_account(chosen.email)
    project = live.stream_of(user, chosen.project)
    if chosen.clear:
        perform(Envelope(parse("levelling.clear", {}), project), user)
        print("Levelling delays were taken away.")
        return 0
    who = asked_by(user, project)
    alone = [live.task_of(who, task) for task in chosen.alone]
    check_tasks([who.state], alone)
    options = {
        "within_float": chosen.within_float,
        "splitting": chosen.split,
        "priorities": True,
        "others": chosen.others,
        "projects": [live.stream_of(user, other) for other in chosen.together],
        "alone": alone,
        "seconds": chosen.seconds,
    }
    tell = teller()

    class Told(Work):
        """A run whose progress is told in the terminal."""

        def tell(self, progress: dict[str, Any]) -> None:
            super().tell(progress)
            if tell is not None:
                tell(progress["best"][:16], progress["bound"][:16])

    with stoppable() as stop:
        result = execute(Told(0, project, user, options, stop))
    applied = False
    if chosen.apply and result["checked"]:
        command = parse("levelling.apply", {"projects": result["checked"]})
        perform(Envelope(command, project), user)
        applied = True
    answer = {**result, "applied": applied}
    if chosen.json:
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    else:
        _print(answer)
    return 0


def check(chosen: argparse.Namespace) -> None:
    """Raise BadInput where a file and a project, or neither, or half of it is asked for."""
    live.check(chosen, chosen.files or None)
    if chosen.project is None and (
        chosen.apply or chosen.others or chosen.together or chosen.clear
    ):
        raise BadInput("--apply, --others, --with and --clear are for --project")


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

"""`headway attribution PROJECT`: which changes moved a live project's finish, by whom, how far."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("project", metavar="PROJECT", help="the project's id, key or name")
    what = "a version, a date (2026-03-31) or baseline:N"
    parser.add_argument(
        "--from", dest="begin", metavar="WHEN", help=f"{what} (default: baseline 0)"
    )
    parser.add_argument("--to", dest="end", metavar="WHEN", help=f"{what} (default: now)")
    parser.add_argument("--task", type=int, metavar="ID", help="a task instead of the finish")
    parser.add_argument(
        "--undone", action="store_true", help="also what was undone meanwhile, and what undid it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that asks")


def run(given: argparse.Namespace) -> int:
    """Print what moved the date."""
    open_place()
    from headway.analysis.asking import asked_by
    from headway.analysis.delays.report import attribution
    from headway.cli.export import project_of
    from headway.cli.files import acting_account

    user = acting_account(given.email)
    who = asked_by(user, project_of(user, given.project))
    answer = attribution(who, given.begin, given.end, given.task, undone=given.undone)
    if given.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in lines(answer):
            print(line)
    return 0


def lines(answer: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that people read."""
    day = answer["minutes_per_day"]
    what = answer["name"] or "the finish"
    ends = [(answer[end]["finish"] or "-")[:10] for end in ("from", "to")]
    yield f"{what}: {ends[0]} → {ends[1]}, {answer['minutes'] / day:+.1f} d"
    total = 0
    for item in answer["items"]:
        total += item["minutes"]
        who = item["actor"]["name"] or "Headway"
        yield (
            f"  {item['at'][:16].replace('T', ' ')}  {item['minutes'] / day:+7.1f} d"
            f"  {total / day:+7.1f} d  {who}: {item['what']}"
        )
    yield f"{answer['unmoved']} of {answer['changes']} changes did not move it"
    if answer["undone"]:
        yield f"{answer['undone']} changes were undone or undid another, and are left out (--undone)"
    if answer["note"]:
        yield answer["note"]

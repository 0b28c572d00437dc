"""`headway forecast FILE`: what was finished week by week says how many by when, when for how many.

No server, no database; with `--project` one that is kept here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from headway.cli.main import BadInput


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", help="project file")
    what.add_argument("--project", metavar="PROJECT", help="a project here: its id, key or name")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that asks")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--status", metavar="DATE", help="as of when (else the status date, or now)"
    )
    parser.add_argument("--weeks", type=int, default=12, help="weeks of history (default 12)")
    parser.add_argument(
        "--until", metavar="DATE", help="how many by this date (default four weeks)"
    )
    parser.add_argument("--items", type=int, help="when for so many (default the unfinished)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same result (default 1)")


def run(chosen: argparse.Namespace) -> int:
    """Forecast and print."""
    from headway.analysis.throughput import MOST_WEEKS, forecast
    from headway.projects.status import status_date

    if not 1 <= chosen.weeks <= MOST_WEEKS:
        raise BadInput(f"--weeks must be between 1 and {MOST_WEEKS}")
    if chosen.items is not None and chosen.items < 1:
        raise BadInput("--items must be at least 1")
    until, status = _date(chosen.until, "--until"), _date(chosen.status, "--status")
    records = _of_project(chosen) if chosen.file is None else _of_file(chosen.file)
    project = next(iter(records.rows("projects").values()))
    now = status_date(project, datetime.now(UTC)) if status is None else status
    answer = forecast(
        records, now, weeks=chosen.weeks, until=until, items=chosen.items, seed=chosen.seed
    )
    del answer["charts"]
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _lines(project["name"], answer):
            print(line)
    return 0


def _of_project(chosen: argparse.Namespace) -> Any:
    from headway.cli.export import project_of
    from headway.cli.files import acting_account
    from headway.cli.place import open_place

    open_place()
    from headway.changes.reading import standing

    user = acting_account(chosen.email)
    state, viewer, _ = standing(user, project_of(user, chosen.project), "project")
    if not viewer.may("analysis.read"):
        raise BadInput(f"As {viewer.role} you cannot see this.")
    return state.records


def _of_file(name: str) -> Any:
    from headway.cli.file_records import records_of
    from headway.cli.files import read_bytes
    from headway.exchange.document import BadFile
    from headway.exchange.reading import read_document

    try:
        return records_of(read_document(read_bytes(name), name))[0]
    except BadFile as error:
        raise BadInput(f"{name}: {error}") from None


def _date(text: str | None, what: str) -> int | None:
    from headway.scheduling.moments import from_iso

    if text is None:
        return None
    try:
        return from_iso(text)[0]
    except ValueError:
        raise BadInput(f"{what} must be a date as 2026-03-31") from None


def _lines(name: str, answer: dict[str, Any]) -> Iterator[str]:
    done = [week["finished"] for week in answer["history"]]
    yield f"{name}: {sum(done)} tasks finished in {len(done)} weeks, {answer['unfinished']} to do"
    many, when = answer["how_many"], answer["when"]
    if many is None:
        yield "Nothing was finished in these weeks, so nothing can be foretold."
        return
    yield f"done by {many['until'][:10]}:"
    for percent, count in many["items"].items():
        yield f"  {percent[1:]:>3}%  at least {count}"
    if when is None:
        return
    yield f"{when['items']} are done:"
    if when["dates"] is None:
        yield "  not in sight at this pace"
        return
    for percent, date in when["dates"].items():
        yield f"  {percent[1:]:>3}%  by {date[:10]} ({when['weeks'][percent]} weeks)"

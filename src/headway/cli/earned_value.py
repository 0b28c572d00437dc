"""`headway earned-value FILE`: earned value and earned schedule of a project file, or with
`--project` of one that is kept here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from headway.cli import live
from headway.cli.main import BadInput

DAY = 1440
FORMULAS = ("cpi", "plan", "cpi_spi")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="project file")
    live.add(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--at", metavar="DATE", help="as of which day (default: the file's status date, else today)"
    )
    parser.add_argument("--baseline", type=int, default=0, help="number, 0 to 10 (default 0)")
    parser.add_argument(
        "--formula", choices=FORMULAS, default="cpi", help="how EAC is found (default cpi)"
    )
    parser.add_argument("--by", choices=("week", "month"), default="week", help="periods")


def run(chosen: argparse.Namespace) -> int:
    """Measure the plan and print what was found."""
    live.check(chosen, chosen.file)
    if chosen.project is not None:
        who = live.asked(chosen, "costs.read")
        from headway.analysis import answered

        name = who.project["name"]
        answer = answered.earned_value(
            who, chosen.at, chosen.baseline, chosen.formula, chosen.by
        )  # fmt: skip
    else:
        name, answer = _of_file(chosen)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in lines(name, answer):
            print(line)
    return 0


def _of_file(chosen: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Return a file's name and what was found of it."""
    from headway.analysis.earned_value import earned_value
    from headway.analysis.earned_value_words import described
    from headway.changes.errors import Refused
    from headway.cli.file_records import records_of
    from headway.exchange.document import BadFile
    from headway.exchange.reading import MOST_BYTES, read_document
    from headway.projects.status import status_date
    from headway.scheduling.moments import from_iso

    path: Path = chosen.file
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB")
        document = read_document(path.read_bytes(), path.name)
        records, workspace, scheduled = records_of(document)
        status = status_date(next(iter(records.rows("projects").values())), datetime.now(UTC))
        at = status
        if chosen.at is not None:
            at, timed = from_iso(chosen.at)
            at += 0 if timed else DAY
        found = earned_value(
            records, workspace, scheduled, at,
            status=max(status, at), number=chosen.baseline, formula=chosen.formula, by=chosen.by,
        )  # fmt: skip
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except (BadFile, Refused) as error:
        raise BadInput(f"{path.name}: {error}") from None
    except ValueError:
        raise BadInput(f"--at: '{chosen.at}' is no date; give one as 2026-03-31") from None
    return document.name, described(found, records, workspace, chosen.formula)


def lines(name: str, answer: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that people read; money in whole currency units."""
    total, schedule = answer["total"], answer["schedule"]
    minor, currency = answer["minor_units"], answer["currency"]

    def amount(key: str) -> str:
        value = total[key]
        return "–" if value is None else f"{value / minor:,.2f}"

    def index(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    yield f"{name} as of {answer['at'][:16].replace('T', ' ')}, {currency}"
    if answer["baseline"] is None:
        yield "  no baseline: measured against the plan as it stands"
    elif not answer["priced"]:
        yield "  the baseline holds no costs: its budget is what the plan costs now"
    if answer["unpriced"]:
        yield f"  without a rate: {', '.join(answer['unpriced'])}"
    for key in ("bac", "pv", "ev", "ac", "sv", "cv", "eac", "etc", "vac"):
        yield f"  {key.upper():7} {amount(key):>16}"
    for key in ("spi", "cpi", "tcpi"):
        yield f"  {key.upper():7} {index(total[key]):>16}"
    yield f"  SPI(t)  {index(schedule['spi_t']):>16}"
    branches = [row for row in answer["tasks"] if row["level"] == 0 and row["bac"]]
    if branches:
        yield "  by branch: SPI, CPI, SPI(t)"
    for row in branches:
        found = "".join(f"{index(row[name]):>6}" for name in ("spi", "cpi", "spi_t"))
        yield f"  {found}  {row['name']}"
    if schedule["forecast_finish"] is not None:
        yield f"  finish at this pace: {schedule['forecast_finish'][:10]}"

"""`headway track FILE`: a project file against its baseline, and what slips, is late or nearly so;
with `--project` one that is kept here, with the changes of its scope."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headway.cli import live
from headway.cli.main import BadInput

if TYPE_CHECKING:
    from headway.exchange.document import Document

MOST_NUMBER = 10
SCOPE = {
    "tasks": ("", 1),
    "work": (" h", 60),
    "duration": (" d", 480),
    "points": ("", 100),
    "deliverables": ("", 1),
}
"""Kinds of scope: the unit in which each is told, and what one of it is counted as."""
LISTS = ("slipping", "nearly_critical", "finished_early", "left_behind", "missing")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="project file with a baseline"
    )
    live.add(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--baseline", type=int, default=0, help="number, 0 to 10 (default 0)")
    parser.add_argument(
        "--status", metavar="DATE", help="status date (default: the file's, else today)"
    )
    parser.add_argument(
        "--float-limit", type=float, metavar="DAYS",
        help="nearly critical up to so many days of total float (default: a week)",
    )  # fmt: skip


def run(chosen: argparse.Namespace) -> int:
    """Compare the plan with its baseline and print what was found."""
    live.check(chosen, chosen.file, "status")
    if not 0 <= chosen.baseline <= MOST_NUMBER:
        raise BadInput(f"--baseline must be between 0 and {MOST_NUMBER}")
    if chosen.float_limit is not None and not 0 <= chosen.float_limit <= 10_000:
        raise BadInput("--float-limit must be between 0 and 10000 days")
    if chosen.project is not None:
        return _live(chosen)
    document, answer = tracked(chosen.file, chosen.baseline, chosen.status, chosen.float_limit)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in table(answer):
            print(line)
    for note in document.notes:
        print(f"headway: {note}", file=sys.stderr)
    return 0


def _live(chosen: argparse.Namespace) -> int:
    """Print how a project that is kept here stands, as its page "Tracking" does."""
    who = live.asked(chosen)
    from headway.analysis import answered

    days, day = chosen.float_limit, who.project["minutes_per_day"]
    limit = None if days is None else round(days * day)
    answer = answered.tracking(who, chosen.baseline, limit, every=True, limit=None)
    answer["scope"] = answered.scope(who, chosen.baseline) if answer["baseline"] else None
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    shown = {**answer, "tasks": [{**t, "uid": t["id"]} for t in answer["tasks"]]}
    shown["late"] = [{**one, "uid": one["id"]} for one in answer["late"]]
    for line in (*table(shown), *_scope_lines(answer["scope"], day)):
        print(line)
    return 0


def _scope_lines(scope: dict[str, Any] | None, day: int) -> Iterator[str]:
    """Yield what came to the scope and went from it, by whom, and what was approved."""
    if scope is None:
        return
    yield ""
    yield f"Changes of scope: {len(scope['items'])}"
    for kind, (unit, by) in SCOPE.items():
        by = day if kind == "duration" else by
        came, went = (scope["totals"][kind][side] / by for side in ("added", "removed"))
        if came or went:
            approved = scope["approved"][kind]["added"] / by
            yield f"  {kind}: +{came:g}{unit}, -{went:g}{unit}; {approved:g}{unit} approved"
    for change in scope["items"]:
        approval = change["approved"]
        word = "not approved" if approval is None else f"approved {approval['reference']}".strip()
        yield f"  {change['at'][:16].replace('T', ' ')}  {change['by'] or 'Headway'} ({word})"
        for item in change["items"]:
            unit, by = SCOPE[item["kind"]]
            by = day if item["kind"] == "duration" else by
            yield (
                f"      {item['name']}: {item['kind']} "
                f"{item['before'] / by:g}{unit} -> {item['after'] / by:g}{unit}"
            )


def tracked(
    path: Path, number: int, status: str | None, days: float | None
) -> tuple[Document, dict[str, Any]]:
    """Return a file and what `--json` prints; raise BadInput for what cannot be tracked."""
    from headway.analysis.tracking_told import told
    from headway.changes.errors import Refused
    from headway.cli.file_plan import status_of
    from headway.cli.file_records import records_of
    from headway.exchange.document import BadFile
    from headway.exchange.reading import MOST_BYTES, read_document

    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB")
        document = read_document(path.read_bytes(), path.name)
        records, workspace, scheduled = records_of(document)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except (BadFile, Refused) as error:
        raise BadInput(f"{path.name}: {error}") from None
    limit = document.minutes_per_week
    if days is not None:
        limit = round(days * document.minutes_per_day)
    answer = told(
        records,
        workspace,
        scheduled,
        status=status_of(document, status),
        number=number,
        limit=limit,
        money=True,
    )
    uids = {k: r["file_uid"] or k for k, r in records.rows("tasks").items()}
    for task in answer["tasks"]:
        task["uid"] = uids[task.pop("id")]
        task["parent_uid"] = uids.get(task.pop("parent_id"))
    for name in LISTS:
        answer[name] = [uids[key] for key in answer[name]]
    answer["late"] = [{"uid": uids[one.pop("id")], **one} for one in answer["late"]]
    for one in (answer["baseline"] or {}, *answer["baselines"]):
        one.pop("id", None)
    return document, answer


def table(answer: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that people read: the lists, each task with what it differs by, in days."""
    day = answer["minutes_per_day"]
    tasks = {task["uid"]: task for task in answer["tasks"]}
    saved = answer["baseline"]
    name = f" ({saved['name']})" if saved and saved["name"] else ""
    yield f"Status date {answer['status_date'][:16].replace('T', ' ')}"
    yield f"Baseline {saved['number']}{name}" if saved else "There is no such baseline"
    if answer["totals"]["finish_minutes"] is not None:
        yield f"The plan finishes {_days(answer['totals']['finish_minutes'], day)} days against it"
    late = {one["uid"]: f"{one['end']} {_days(one['minutes'], day)}d" for one in answer["late"]}
    for title, uids in (
        ("Late", list(late)),
        ("Left behind", answer["left_behind"]),
        ("Slipping", answer["slipping"]),
        ("Nearly critical", answer["nearly_critical"]),
        ("Finished early", answer["finished_early"]),
    ):
        yield ""
        yield f"{title}: {len(uids)}"
        for uid in uids:
            task = tasks[uid]
            by = (task["variance"] or {}).get("finish_minutes")
            slip = "" if by is None else f"{_days(by, day)}d"
            room = f"float {_days(task['total_float_minutes'], day)}d"
            rest = f"  {late[uid]}" if title == "Late" else ""
            yield f"{uid:>6}  {task['finish'][:10]}  {slip:>9}  {room:14}  {task['name']}{rest}"


def _days(minutes: int, day: int) -> str:
    text = f"{minutes / day:+.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("+0", "-0") else text

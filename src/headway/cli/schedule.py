"""`headway schedule FILE`: schedule a project file and print the dates. No server, no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headway.cli.main import BadInput
from headway.exchange.document import BadFile
from headway.exchange.reading import MOST_BYTES, read_document
from headway.exchange.to_plan import plan_of
from headway.scheduling import BeyondTime, CircularLinks, schedule
from headway.scheduling.moments import to_iso

if TYPE_CHECKING:
    from headway.exchange.document import Document, TaskDoc
    from headway.scheduling import Schedule


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a project file: .xml, .mpp, .xer, .mpx, ...")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Schedule the file and print its tasks."""
    document, result = scheduled(Path(arguments.file))
    if arguments.json:
        print(json.dumps(report(document, result), ensure_ascii=False))
    else:
        for line in table(document, result):
            print(line)
    for note in document.notes:
        print(f"headway: {note}", file=sys.stderr)
    return 0


def scheduled(path: Path) -> tuple[Document, Schedule]:
    """Return a file's document and its schedule; raise BadInput for what cannot be scheduled."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB")
        document = read_document(path.read_bytes(), path.name)
        return document, schedule(plan_of(document))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except (BadFile, CircularLinks, BeyondTime) as error:
        raise BadInput(f"{path.name}: {error}") from None


def report(document: Document, result: Schedule) -> dict[str, Any]:
    """Return what `--json` prints: dates as ISO local times, durations and floats in minutes."""
    numbers = document.outline_numbers()
    return {
        "project": {
            "start": to_iso(result.project_start),
            "finish": to_iso(result.project_finish),
        },
        "tasks": [
            {**_row(task, result, i), "wbs": task.wbs or numbers[task.id]}
            for i, task in enumerate(document.tasks)
        ],
    }


def _row(task: TaskDoc, result: Schedule, i: int) -> dict[str, Any]:
    return {
        "uid": task.id if task.file_uid is None else task.file_uid,
        "wbs": task.wbs,
        "name": task.name,
        "start": to_iso(int(result.start[i])),
        "finish": to_iso(int(result.finish[i])),
        "duration_minutes": int(result.duration[i]),
        "total_float_minutes": int(result.total_float[i]),
        "free_float_minutes": int(result.free_float[i]),
        "critical": bool(result.critical[i]),
        "summary": task.summary,
        "milestone": is_milestone(task),
        "late_start": to_iso(int(result.late_start[i])),
        "late_finish": to_iso(int(result.late_finish[i])),
    }


def is_milestone(task: TaskDoc) -> bool:
    """Return whether a task is a milestone: marked as one, or without duration."""
    return task.milestone or (not task.summary and task.duration == 0)


def table(document: Document, result: Schedule) -> Iterator[str]:
    """Yield the lines that people read."""
    yield f"{_when(result.project_start)} – {_when(result.project_finish)}  {document.name}"
    yield f"{'uid':>6}  {'start':16}  {'finish':16}  {'days':>7}  {'float':>7}  c  name"
    level: dict[int, int] = {}
    day = document.minutes_per_day
    for i, task in enumerate(document.tasks):
        level[task.id] = level.get(task.parent_id or 0, -1) + 1
        critical = "*" if result.critical[i] else " "
        yield (
            f"{task.id if task.file_uid is None else task.file_uid:>6}"
            f"  {_when(int(result.start[i]))}  {_when(int(result.finish[i]))}"
            f"  {result.duration[i] / day:7.2f}  {result.total_float[i] / day:7.2f}"
            f"  {critical}  {'  ' * level[task.id]}{task.name}"
        )


def _when(moment: int) -> str:
    return (to_iso(moment) or "")[:16].replace("T", " ")

"""`headway why FILE UID`: what drives a task's dates, and the longest paths to it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headway.cli.file_plan import FilePlan, file_plan
from headway.cli.main import BadInput
from headway.scheduling import last_task, longest_paths, why
from headway.scheduling.moments import to_iso
from headway.scheduling.telling import length, notes, told


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="project file")
    parser.add_argument(
        "uid", metavar="UID", nargs="?", help="a task (default: the last to finish)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--paths", type=int, default=3, help="longest paths to show (default 3)")


def run(chosen: argparse.Namespace) -> int:
    """Explain a task's dates."""
    if not 0 <= chosen.paths <= 50:
        raise BadInput("--paths must be between 0 and 50")
    plan = file_plan(chosen.file)
    if chosen.uid is None:
        place = last_task(plan.columns, plan.result)
        if place < 0:
            raise BadInput(f"{chosen.file.name}: there are no tasks")
    else:
        place = plan.place(chosen.uid)
    answer = report(plan, place, chosen.paths)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _lines(plan, answer):
            print(line)
    return 0


def report(plan: FilePlan, place: int, paths: int) -> dict[str, Any]:
    """Return what `--json` prints: chains from start and finish, and the longest paths."""
    return {
        **plan.task(place),
        "start": to_iso(int(plan.result.start[place])),
        "finish": to_iso(int(plan.result.finish[place])),
        "chain": _chain(plan, place, "start"),
        "finish_chain": _chain(plan, place, "finish"),
        "paths": [
            {
                "float_minutes": path.slack,
                "root": path.root,
                "joins": plan.uids[path.joins] if path.joins >= 0 else None,
                "tasks": [plan.task(i) for i in path.tasks],
            }
            for path in (longest_paths(plan.columns, plan.result, place, paths) if paths else ())
        ],
    }


def _chain(plan: FilePlan, place: int, side: str) -> list[dict[str, Any]]:
    found = []
    for reason in why(plan.columns, plan.result, place, side, plan.needs):
        found.append(
            {
                **plan.task(reason.task),
                "kind": reason.kind,
                "side": reason.side,
                "text": told(plan.columns, plan.names, reason, plan.result),
                "notes": notes(plan.columns, plan.result, plan.names, reason),
                "start": to_iso(int(plan.result.start[reason.task])),
                "finish": to_iso(int(plan.result.finish[reason.task])),
            }
        )
    return found


def _lines(plan: FilePlan, answer: dict[str, Any]) -> Iterator[str]:
    when = {side: answer[side][:16].replace("T", " ") for side in ("start", "finish")}
    yield f"{answer['name']}: {when['start']} – {when['finish']}"
    for step in answer["finish_chain"]:
        day = step["finish"][:10]
        yield f"  {day}  {step['uid']:>6}  {step['name']}: {step['text']}"
        for note in step["notes"]:
            yield f"                      {note}"
    for number, path in enumerate(answer["paths"]):
        spare = length(path["float_minutes"], plan.document.minutes_per_day)
        title = "longest path" if number == 0 else f"path {number + 1}, {spare} of float"
        names = " → ".join(t["name"] for t in path["tasks"])
        joins = f" → ({path['joins']})" if path["joins"] is not None else ""
        yield f"{title}: {names}{joins}"

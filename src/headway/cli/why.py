"""`headway why FILE UID`: what drives a task's dates, and the longest paths to it; with `--project`
those of a project that is kept here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headway.cli import live
from headway.cli.file_plan import FilePlan, file_plan
from headway.cli.main import BadInput
from headway.scheduling import last_task, longest_paths, why
from headway.scheduling.moments import to_iso
from headway.scheduling.telling import length, notes, told


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="project file; not with --project")
    parser.add_argument(
        "uid", metavar="TASK", nargs="?",
        help="a task: its uid in the file, or here its id or key, such as MIG-42 (default: the last "
        "to finish)",
    )  # fmt: skip
    live.add(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--paths", type=int, default=3, help="longest paths to show (default 3)")


def run(chosen: argparse.Namespace) -> int:
    """Explain a task's dates."""
    if not 0 <= chosen.paths <= 50:
        raise BadInput("--paths must be between 0 and 50")
    if chosen.project is not None:
        if chosen.uid is not None:
            raise BadInput("give a FILE, or --project PROJECT for one that is kept here")
        answer, day = _of_project(chosen, chosen.file)
    else:
        live.check(chosen, chosen.file)
        answer, day = _of_file(chosen)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _lines(answer, day):
            print(line)
    return 0


def _of_file(chosen: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Return the answer for a file, and the minutes of its day."""
    plan = file_plan(Path(chosen.file))
    if chosen.uid is None:
        place = last_task(plan.columns, plan.result)
        if place < 0:
            raise BadInput(f"{Path(chosen.file).name}: there are no tasks")
    else:
        place = plan.place(chosen.uid)
    return report(plan, place, chosen.paths), plan.document.minutes_per_day


def _of_project(chosen: argparse.Namespace, wanted: str | None) -> tuple[dict[str, Any], int]:
    """Return the answer for a project that is kept here, and the minutes of its day."""
    who = live.asked(chosen, "plan.read")
    from headway.analysis import answered
    from headway.projects.why import task_why

    found = who.scheduled
    if wanted is None:
        place = last_task(found.columns_, found.schedule)
        if place < 0:
            raise BadInput(f"'{who.project['name']}' has no tasks")
        key = found.keys[place]
    else:
        key = live.task_of(who, wanted)
    told_of = task_why(
        who.records, found, key, who.tasks, people=who.viewer.may("people.read")
    )  # fmt: skip
    place = found.places[key]
    paths = chosen.paths if who.viewer.may("analysis.read") else 0
    return {
        "task_id": key,
        "name": who.records.rows("tasks")[key]["name"],
        "start": to_iso(int(found.schedule.start[place])),
        "finish": to_iso(int(found.schedule.finish[place])),
        **told_of,
        "paths": answered.paths(who, key, paths)["items"] if paths else [],
    }, who.project["minutes_per_day"]


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


def _lines(answer: dict[str, Any], day: int) -> Iterator[str]:
    when = {side: answer[side][:16].replace("T", " ") for side in ("start", "finish")}
    yield f"{answer['name']}: {when['start']} – {when['finish']}"
    for step in answer["finish_chain"]:
        key = step.get("uid", step.get("task_id"))
        yield f"  {step['finish'][:10]}  {key:>6}  {step['name']}: {step['text']}"
        for note in step["notes"]:
            yield f"                      {note}"
    slip = answer.get("slip")
    if slip and slip["minutes"] > 0:
        cause = slip["cause"]
        because = f", most of it by {cause['name']} ({cause['days']:g} d)" if cause else ""
        yield f"{slip['days']:g} d later than its baseline{because}"
    for number, path in enumerate(answer["paths"]):
        spare = length(path["float_minutes"], day)
        title = "longest path" if number == 0 else f"path {number + 1}, {spare} of float"
        names = " → ".join(t["name"] for t in path["tasks"])
        joins = f" → ({path['joins']})" if path["joins"] is not None else ""
        yield f"{title}: {names}{joins}"

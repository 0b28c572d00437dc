"""`headway plan-check FILE`: the DCMA's 14 points and what else a careful planner looks for, of a
file or with `--project` of a project that is kept here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headway.cli import live
from headway.cli.file_plan import FilePlan, file_plan, status_of
from headway.scheduling.moments import to_iso
from headway.scheduling.plan_check import Check, check_plan, counted, plain

SHOWN = 5


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="project file")
    live.add(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--status", metavar="DATE", help="status date (default: the file's own, else today)"
    )
    parser.add_argument(
        "--baseline", type=int, default=0, help="number of the baseline (default 0)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Check the plan and print what was found."""
    live.check(chosen, chosen.file, "status")
    answer = _of_project(chosen) if chosen.file is None else _of_file(chosen)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in lines(answer):
            print(line)
    return 0


def _of_project(chosen: argparse.Namespace) -> dict[str, Any]:
    who = live.asked(chosen)
    from headway.analysis import answered

    return answered.checked(who, chosen.baseline)


def _of_file(chosen: argparse.Namespace) -> dict[str, Any]:
    plan = file_plan(chosen.file)
    status = status_of(plan.document, chosen.status)
    return report(plan, check_plan(plan.facts(status, chosen.baseline)), status)


def report(plan: FilePlan, checks: list[Check], status: int) -> dict[str, Any]:
    """Return what `--json` prints."""
    items = [
        {**plain(c), "findings": [{**plan.task(f.task), "text": f.text} for f in c.findings]}
        for c in checks
    ]
    return {"items": items, **counted(checks), "status": to_iso(status)}


def lines(answer: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that people read."""
    for check in answer["items"]:
        number = f"{check['number']:>2}" if check["number"] is not None else "  "
        state = {"pass": "ok", "fail": "FAIL", "unknown": "–"}[check["state"]]
        yield f"{number}  {state:4}  {check['title']}: {_measured(check)} ({check['threshold']})"
        findings = check["findings"] if check["state"] == "fail" else []
        for found in findings[:SHOWN]:
            task = found.get("uid", found.get("task_id"))
            yield f"          {task:>6}  {found['name']}: {found['text']}"
        if len(findings) > SHOWN:
            yield f"          and {len(findings) - SHOWN} more"


def _measured(check: dict[str, Any]) -> str:
    measured = check["measured"]
    if measured is None:
        return str(check["reason"])
    if check["unit"] == "share":
        return f"{measured:.1%}, {check['count']} of {check['of']}"
    return f"{measured:.2f}" if check["unit"] == "ratio" else f"{measured:g}"

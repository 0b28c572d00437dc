"""`headway plan-check FILE`: the DCMA's 14 points and what else a careful planner looks for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headway.cli.file_plan import FilePlan, file_plan, status_of
from headway.scheduling.moments import to_iso
from headway.scheduling.plan_check import Check, check_plan, counted, plain

SHOWN = 5


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="project file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--status", metavar="DATE", help="status date (default: the file's own, else today)"
    )
    parser.add_argument(
        "--baseline", type=int, default=0, help="number of the baseline (default 0)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Check the file and print what was found."""
    plan = file_plan(chosen.file)
    status = status_of(plan.document, chosen.status)
    checks = check_plan(plan.facts(status, chosen.baseline))
    if chosen.json:
        print(json.dumps(report(plan, checks, status), ensure_ascii=False))
    else:
        for line in lines(plan, checks):
            print(line)
    return 0


def report(plan: FilePlan, checks: list[Check], status: int) -> dict[str, Any]:
    """Return what `--json` prints."""
    items = [
        {**plain(c), "findings": [{**plan.task(f.task), "text": f.text} for f in c.findings]}
        for c in checks
    ]
    return {"items": items, **counted(checks), "status": to_iso(status)}


def lines(plan: FilePlan, checks: list[Check]) -> Iterator[str]:
    """Yield the lines that people read."""
    for check in checks:
        number = f"{check.number:>2}" if check.number is not None else "  "
        state = {"pass": "ok", "fail": "FAIL", "unknown": "–"}[check.state]
        yield f"{number}  {state:4}  {check.title}: {_measured(check)} ({check.threshold})"
        for finding in check.findings[:SHOWN] if check.state == "fail" else ():
            task = plan.task(finding.task)
            yield f"          {task['uid']:>6}  {task['name']}: {finding.text}"
        if check.state == "fail" and len(check.findings) > SHOWN:
            yield f"          and {len(check.findings) - SHOWN} more"


def _measured(check: Check) -> str:
    if check.measured is None:
        return check.reason
    if check.unit == "share":
        return f"{check.measured:.1%}, {check.count} of {check.of}"
    return f"{check.measured:.2f}" if check.unit == "ratio" else f"{check.measured:g}"

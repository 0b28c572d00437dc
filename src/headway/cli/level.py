"""`headway level FILE`: level a project file, or solve a PSPLIB instance (.sm).

With `--project ID` instead of FILE it levels a project that lives here.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from headway.cli import level_live
from headway.cli.main import BadInput
from headway.exchange.document import BadFile
from headway.scheduling import BeyondTime, CircularLinks

SECONDS = 29.5
LEAST, MOST = 1.0, 86_400.0
AFTER = 0.2
"""Seconds kept back for ending the search, printing and leaving."""
LEAVING, LONGEST_AFTER = 0.2, 5.0
"""Of processor time for that, where other work on the machine stretches it; and at most."""
LEAVES_AT_ONCE = True
"""With a file nothing is open at the end, so that the interpreter need not be taken down piece by piece, which
takes a quarter of a second."""
_LOADED = time.perf_counter()


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="project file or PSPLIB .sm"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS,
        help=f"wall time for the whole command (default {SECONDS:g})",
    )  # fmt: skip
    parser.add_argument("--within-float", action="store_true", help="move no finish")
    parser.add_argument("--split", action="store_true", help="let work be interrupted")
    parser.add_argument("--workers", type=int, default=2, help="threads that search (default 2)")
    level_live.add(parser)


def run(chosen: argparse.Namespace) -> int:
    """Level; ends early where nothing better can be found."""
    level_live.check(chosen)
    if not LEAST <= chosen.seconds <= MOST:
        raise BadInput(f"--seconds must be between {LEAST:g} and {MOST:g}")
    if not 1 <= chosen.workers <= 64:
        raise BadInput("--workers must be between 1 and 64")
    if chosen.project is not None:
        chosen.at_once = False
        return level_live.run(chosen)
    try:
        data = chosen.file.read_bytes()
    except OSError as error:
        raise BadInput(f"{chosen.file}: {error.strerror}") from None
    try:
        if chosen.file.suffix.lower() == ".sm":
            answer = _instance(data, chosen)
        else:
            answer = _plan(data, chosen)
    except (BadFile, CircularLinks, BeyondTime) as error:
        raise BadInput(f"{chosen.file}: {error}") from None
    option = 0 if chosen.json else orjson.OPT_INDENT_2
    sys.stdout.buffer.write(orjson.dumps(answer, option=option) + b"\n")
    sys.stdout.flush()
    return 0


def _left(chosen: argparse.Namespace) -> float:
    age = _age()
    stretched = age / max(time.process_time(), 0.05)
    after = min(AFTER + LEAVING * stretched, LONGEST_AFTER)
    return max(float(chosen.seconds) - after - age, 0.1)


def _age() -> float:
    """Return the seconds since this process began: start-up counts as well."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.5 + time.perf_counter() - _LOADED


def _instance(data: bytes, chosen: argparse.Namespace) -> dict[str, Any]:
    from headway.exchange import psplib
    from headway.scheduling.levelling import solve

    instance = psplib.read(data)
    outcome = solve(instance, _left(chosen), chosen.workers)
    return {
        "makespan": outcome.makespan,
        "bound": outcome.bound,
        "status": outcome.status,
        "starts": outcome.starts,
    }


def _plan(data: bytes, chosen: argparse.Namespace) -> dict[str, Any]:
    """Level a project file: the contract of `headway schedule`, with what levelling adds."""
    from headway.cli.schedule import report
    from headway.exchange.reading import read_document
    from headway.exchange.to_levelling import needs_of, resources_of
    from headway.exchange.to_plan import plan_of
    from headway.scheduling import schedule
    from headway.scheduling.levelling import Options, level
    from headway.scheduling.moments import to_iso

    document = read_document(data, chosen.file.name)
    plan = plan_of(document)
    priority = {(0, i): min(max(t.priority, 0), 1000) for i, t in enumerate(document.tasks)}
    # A task of priority 1000 is never levelled, as in Microsoft Project.
    alone = frozenset(row for row, value in priority.items() if value == 1000)
    options = Options(chosen.within_float, chosen.split, alone, priority)
    try:
        preview = level(
            plan, resources_of(document), needs_of(document), options,
            seconds=_left(chosen), workers=chosen.workers,
        )  # fmt: skip
    except CircularLinks:
        raise
    except ValueError as error:
        raise BadFile(str(error)) from None
    tasks = list(plan.tasks)
    for move in preview.moves:
        tasks[move.task] = replace(
            tasks[move.task], levelling_delay=move.levelling_delay, pause=move.pause
        )
    answer = report(document, schedule(replace(plan, tasks=tuple(tasks))))
    for row, task in zip(answer["tasks"], tasks, strict=True):
        row["levelling_delay_minutes"] = task.levelling_delay
        row["rests"] = []
    for move in preview.moves:
        answer["tasks"][move.task]["rests"] = [
            {"after_minutes": before, "rest_minutes": rest} for before, rest in move.rests
        ]
    answer["status"] = preview.status
    answer["bound"] = to_iso(preview.bound)
    answer["heuristic_finish"] = to_iso(preview.heuristic_finish)
    answer["finish_before"] = to_iso(preview.finish_before)
    for name, found in (("removed", preview.removed), ("left", preview.left)):
        answer[name] = [
            {
                "resource": document.resources[o.resource].name,
                "start": to_iso(o.start),
                "finish": to_iso(o.finish),
                "units": o.units,
                "capacity": o.capacity,
                "tasks": [answer["tasks"][i]["uid"] for _, i in o.tasks],
            }
            for o in found
        ]
    return answer

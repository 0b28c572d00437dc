"""`headway level FILE`: level a project file, or solve a PSPLIB instance (.sm).

Several files are levelled together: who has the same name in them is one person. With `--project`
instead of FILE it levels a project that lives here.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from headway.cli import level_live
from headway.cli.main import BadInput
from headway.cli.searching import stoppable, teller
from headway.exchange.document import BadFile
from headway.scheduling import BeyondTime, CircularLinks

if TYPE_CHECKING:
    from headway.exchange.document import Document
    from headway.scheduling import Plan
    from headway.scheduling.levelling import Preview

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
        "files", metavar="FILE", type=Path, nargs="*",
        help="project file, several that share people, or PSPLIB .sm",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS,
        help=f"wall time for the whole command (default {SECONDS:g})",
    )  # fmt: skip
    parser.add_argument("--within-float", action="store_true", help="move no finish")
    parser.add_argument("--split", action="store_true", help="let work be interrupted")
    parser.add_argument(
        "--alone", metavar="TASK", action="append", default=[],
        help="a task that stays, with all below it: its uid (of the first file), or here its id or "
        "key; may be given again",
    )  # fmt: skip
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
    path = chosen.files[0]
    try:
        if path.suffix.lower() == ".sm" and len(chosen.files) == 1:
            answer = _instance(_read(path), chosen)
        else:
            answer = _plans(chosen)
    except (BadFile, CircularLinks, BeyondTime) as error:
        raise BadInput(f"{', '.join(map(str, chosen.files))}: {error}") from None
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None


def _instance(data: bytes, chosen: argparse.Namespace) -> dict[str, Any]:
    from headway.exchange import psplib
    from headway.scheduling.levelling import solve

    instance = psplib.read(data)
    tell = teller()
    watch = None if tell is None else lambda best, bound: tell(str(best), str(bound))
    with stoppable() as stop:
        outcome = solve(instance, _left(chosen), chosen.workers, stop=stop, progress=watch)
    return {
        "makespan": outcome.makespan,
        "bound": outcome.bound,
        "status": outcome.status,
        "starts": outcome.starts,
    }


def _plans(chosen: argparse.Namespace) -> dict[str, Any]:
    """Level project files: the contract of `headway schedule`, with what levelling adds."""
    from headway.exchange.reading import read_document
    from headway.exchange.to_levelling import together
    from headway.exchange.to_plan import plan_of
    from headway.scheduling.levelling import Options, level
    from headway.scheduling.moments import to_iso, words

    documents = [read_document(_read(path), path.name) for path in chosen.files]
    plans = [plan_of(document) for document in documents]
    resources, needs = together(documents)
    priority = {
        (p, i): min(max(task.priority, 0), 1000)
        for p, document in enumerate(documents)
        for i, task in enumerate(document.tasks)
    }
    # A task of priority 1000 is never levelled, as in Microsoft Project.
    alone = {row for row, value in priority.items() if value == 1000}
    alone |= {(0, i) for uid in chosen.alone for i in _branch(documents[0], uid)}
    options = Options(chosen.within_float, chosen.split, frozenset(alone), priority)
    tell = teller()
    watch = None if tell is None else lambda best, bound: tell(words(best), words(bound))
    try:
        with stoppable() as stop:
            preview = level(
                plans, resources, needs, options,
                seconds=_left(chosen), workers=chosen.workers, stop=stop, progress=watch,
            )  # fmt: skip
    except CircularLinks:
        raise
    except ValueError as error:
        raise BadFile(str(error)) from None
    reports = [_levelled(p, d, plans[p], preview) for p, d in enumerate(documents)]
    several = len(documents) > 1
    names = [path.name for path in chosen.files]
    answer = reports[0]
    if several:
        answer = {"files": [{"file": n, **r} for n, r in zip(names, reports, strict=True)]}
    answer["status"] = preview.status
    answer["bound"] = to_iso(preview.bound)
    answer["heuristic_finish"] = to_iso(preview.heuristic_finish)
    answer["finish_before"] = to_iso(preview.finish_before)

    def task(p: int, i: int) -> Any:
        uid = reports[p]["tasks"][i]["uid"]
        return {"file": names[p], "uid": uid} if several else uid

    for name, found in (("removed", preview.removed), ("left", preview.left)):
        answer[name] = [
            {
                "resource": resources[o.resource].name,
                "start": to_iso(o.start),
                "finish": to_iso(o.finish),
                "units": o.units,
                "capacity": o.capacity,
                "tasks": [task(*place) for place in o.tasks],
            }
            for o in found
        ]
    return answer


def _branch(document: Document, uid: str) -> list[int]:
    """Return the places of the task of a uid and of all below it; raise BadInput for none."""
    keys = [str(t.id if t.file_uid is None else t.file_uid) for t in document.tasks]
    if uid not in keys:
        raise BadInput(f"--alone: there is no task with the uid '{uid}' in the file")
    found = {document.tasks[keys.index(uid)].id}
    places = []
    # A summary stands before what it holds.
    for i, task in enumerate(document.tasks):
        if task.id in found or task.parent_id in found:
            found.add(task.id)
            places.append(i)
    return places


def _levelled(place: int, document: Document, plan: Plan, preview: Preview) -> dict[str, Any]:
    """Return a file's dates as levelled, with each task's delay and rests."""
    from headway.cli.schedule import report
    from headway.scheduling import schedule

    tasks = list(plan.tasks)
    moves = [move for move in preview.moves if move.plan == place]
    for move in moves:
        tasks[move.task] = replace(
            tasks[move.task], levelling_delay=move.levelling_delay, pause=move.pause
        )
    answer = report(document, schedule(replace(plan, tasks=tuple(tasks))))
    for row, task in zip(answer["tasks"], tasks, strict=True):
        row["levelling_delay_minutes"] = task.levelling_delay
        row["rests"] = []
    for move in moves:
        answer["tasks"][move.task]["rests"] = [
            {"after_minutes": before, "rest_minutes": rest} for before, rest in move.rests
        ]
    return answer

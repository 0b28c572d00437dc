"""`headway finish-earlier FILE --days N`: where to cut a project file's plan, and what it costs; with
`--project` that of a project that is kept here, and with `--apply` it is cut."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headway.cli import live
from headway.cli.file_plan import FilePlan, file_plan
from headway.cli.main import BadInput
from headway.scheduling.columns import NONE
from headway.scheduling.crashing import Option, crash, overlaps, ranking, shortest, slope_of
from headway.scheduling.moments import to_iso
from headway.scheduling.telling import length

MILLION = 1_000_000
SHOWN = 10


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="project file")
    live.add(parser)
    parser.add_argument("--apply", action="store_true", help="with --project: cut it so")
    parser.add_argument("--days", type=float, default=5, help="working days earlier (default 5)")
    parser.add_argument(
        "--task", metavar="TASK",
        help="instead of the finish a task: its uid in the file, or here its id or key",
    )  # fmt: skip
    parser.add_argument(
        "--share", type=int, default=70,
        help="percent of its duration that a task keeps at least, without an optimistic estimate "
        "(default 70)",
    )  # fmt: skip
    parser.add_argument("--basis", choices=("cost", "time"), help="default: cost where it is known")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(chosen: argparse.Namespace) -> int:
    """Print the cheapest cuts, the tasks that count and what may overlap."""
    live.check(chosen, chosen.file)
    if chosen.apply and chosen.project is None:
        raise BadInput("--apply is for --project")
    if not 0 < chosen.days <= 250:
        raise BadInput("--days must be above 0, at most 250")
    if not 10 <= chosen.share <= 100:
        raise BadInput("--share must be between 10 and 100")
    if chosen.project is not None:
        return _live(chosen)
    plan = file_plan(chosen.file)
    place = None if chosen.task is None else plan.place(chosen.task)
    answer = report(plan, chosen.days, place, chosen.share / 100, chosen.basis)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _lines(answer, plan.document.minutes_per_day):
            print(line)
    return 0


def _live(chosen: argparse.Namespace) -> int:
    """Print, and with --apply make, what finishes a project that is kept here earlier."""
    who = live.asked(chosen)
    from headway.analysis import answered
    from headway.changes.http import batch
    from headway.changes.perform import Envelope, perform
    from headway.projects.costing import minor_units

    task = None if chosen.task is None else live.task_of(who, chosen.task)
    answer = answered.earlier(who, chosen.days, task, chosen.share, chosen.basis)
    commands = answer["plan"]["commands"]
    applied = bool(chosen.apply and commands)
    if applied:
        parts = [(one["type"], one["payload"]) for one in commands]
        base = {who.state.stream: who.state.version}
        perform(Envelope(batch(parts), who.state.stream, base=base), who.viewer.user_id)
    if chosen.json:
        print(json.dumps({**answer, "applied": applied}, ensure_ascii=False))
        return 0
    plan, minor = answer["plan"], minor_units(answer["currency"])

    def named(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "uid": row["task_id"]}

    shown = {
        **answer,
        **plan,
        "finish_before": answer["finish"],
        "cost": None if plan["cost"] is None else plan["cost"] / minor,
        "tasks": [named(row) for row in plan["tasks"]],
        "counts": [named(row) for row in answer["counts"]],
    }
    for line in _lines(shown, answer["minutes_per_day"]):
        print(line)
    if applied:
        print("Applied.")
    elif commands:
        print("Nothing was changed; --apply applies it.")
    return 0


def report(
    plan: FilePlan, days: float, target: int | None, share: float, basis: str | None
) -> dict[str, Any]:
    """Return what `--json` prints; costs are in whole and parts of the file's currency."""
    document = plan.document
    day = document.minutes_per_day
    least = _least(plan, share)
    priced = {i: s for i, s in _slopes(plan).items() if i in least}
    basis = basis or ("cost" if priced else "time")
    by_cost = basis == "cost"
    options = {
        i: Option(minutes, priced[i] if by_cost else 1)
        for i, minutes in least.items()
        if not by_cost or i in priced
    }
    found = crash(plan.columns, plan.result, options, round(days * day), target, day)

    def money(millionths: int) -> float | None:
        return round(millionths / MILLION, 2) if by_cost else None

    return {
        "finish_before": to_iso(found.before),
        "finish": to_iso(found.after),
        "gain_minutes": found.gain,
        "reached": found.reached,
        "basis": basis,
        "currency": document.currency,
        "cost": money(found.cost),
        "tasks": [
            {
                **plan.task(i),
                "before_minutes": document.tasks[i].duration,
                "after_minutes": minutes,
                "cost": money((document.tasks[i].duration - minutes) * options[i].slope),
            }
            for i, minutes in sorted(found.durations.items())
        ],
        "counts": [
            {
                **plan.task(c.task),
                "cut_minutes": c.cut,
                "gain_minutes": c.gain,
                "most_minutes": c.most,
                "drag_minutes": c.drag,
            }
            for c in ranking(plan.columns, plan.result, least, target, day)
        ],
        "overlaps": [
            {
                "predecessor": plan.task(int(plan.columns.links.predecessor[o.link])),
                "successor": plan.task(int(plan.columns.links.successor[o.link])),
                "lead_minutes": o.lead,
                "gain_minutes": o.gain,
            }
            for o in overlaps(plan.columns, plan.result, target)
        ],
    }


def _least(plan: FilePlan, share: float) -> dict[int, int]:
    columns, result = plan.columns, plan.result
    tasks = columns.tasks
    found = {}
    for i, task in enumerate(plan.document.tasks):
        fixed = tasks.manual[i] and tasks.manual_finish[i] != NONE
        done = result.percent_complete[i] >= 100 or tasks.actual_finish[i] != NONE
        duration = int(tasks.duration[i])
        if columns.topology.summary[i] or not tasks.active[i] or fixed or done or duration <= 0:
            continue
        over = duration - int(tasks.remaining[i]) if tasks.actual_start[i] != NONE else 0
        found[i] = shortest(duration, max(0, over), task.optimistic, share)
    return found


def _slopes(plan: FilePlan) -> dict[int, int]:
    """Return what a minute less costs in overtime, by place, where somebody has a rate."""
    resources = {r.id: r for r in plan.document.resources if r.kind == "work"}
    places = {t.id: i for i, t in enumerate(plan.document.tasks)}
    working: dict[int, list[tuple[int, int, int]]] = {}
    for row in plan.document.assignments:
        resource = resources.get(row.resource_id)
        if resource is not None and row.task_id in places:
            rate = (row.units, resource.standard_rate, resource.overtime_rate)
            working.setdefault(places[row.task_id], []).append(rate)
    found = {}
    for place, units in working.items():
        slope = slope_of(units)
        if slope is not None:
            found[place] = slope
    return found


def _lines(answer: dict[str, Any], day: int) -> Iterator[str]:
    before, after = answer["finish_before"][:10], answer["finish"][:10]
    cost = "" if answer["cost"] is None else f" for {answer['cost']:.2f} {answer['currency']}"
    yield f"{length(answer['gain_minutes'], day)} earlier{cost}: {before} → {after}"
    if not answer["reached"]:
        yield "more is not to be had by these cuts"
    for row in answer["tasks"]:
        old, new = length(row["before_minutes"], day), length(row["after_minutes"], day)
        yield f"  {row['uid']:>6}  {row['name']}: {old} → {new}"
    yield "the tasks that count (gained by a day less):"
    for row in answer["counts"][:SHOWN]:
        gain = row["gain_minutes"] / row["cut_minutes"]
        yield f"  {row['uid']:>6}  {row['name']}: {gain:.2f} d"
    if answer["overlaps"]:
        yield "what may overlap:"
    for row in answer["overlaps"][:SHOWN]:
        lead, gain = length(row["lead_minutes"], day), length(row["gain_minutes"], day)
        names = f"{row['predecessor']['name']} → {row['successor']['name']}"
        yield f"  {names}: {lead} of overlap gain {gain}"

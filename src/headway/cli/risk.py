"""`headway risk FILE`: simulate a project file under uncertainty, without server and database; with
`--project` one that is kept here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headway.cli.main import BadInput
from headway.exchange.document import BadFile
from headway.exchange.reading import MOST_BYTES, read_document
from headway.exchange.to_plan import plan_of
from headway.exchange.uncertainty import Uncertainty, own_uncertainty, read_uncertainty
from headway.scheduling import BeyondTime, CircularLinks
from headway.scheduling.moments import to_iso

if TYPE_CHECKING:
    from headway.exchange.document import Document
    from headway.scheduling import Plan
    from headway.scheduling.risk import Simulation

PERCENTS = (5, 10, 20, 25, 50, 75, 80, 90, 95)
COSTS = (10, 50, 80, 90)
MOST_INPUT = 16 * 1024 * 1024


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", type=Path, nargs="?", help="project file")
    what.add_argument("--project", metavar="PROJECT", help="a project here: its id, key or name")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that asks")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--trials", type=int, default=10_000, help="default 10000")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same result (default 1)")
    parser.add_argument(
        "--input", metavar="JSON", type=Path, help="three-point estimates, risks and correlation"
    )


def run(chosen: argparse.Namespace) -> int:
    """Simulate and print."""
    if chosen.project is not None:
        if chosen.input is not None:
            raise BadInput("--input is for files: a project here has its own estimates and risks")
        return _live(chosen)
    document, plan, given = _read(chosen)
    from headway.scheduling.risk import simulate

    try:
        result = simulate(
            plan, given.estimates, spread=given.spread, risks=given.risks, groups=given.groups,
            costs=given.costs, trials=chosen.trials, seed=chosen.seed,
        )  # fmt: skip
    except (ValueError, CircularLinks, BeyondTime) as error:
        raise BadInput(f"{chosen.file.name}: {error}") from None
    answer = report(document, plan, given, result)
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _lines(document, answer):
            print(line)
    return 0


def _read(chosen: argparse.Namespace) -> tuple[Document, Plan, Uncertainty]:
    path: Path = chosen.file
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB")
        document = read_document(path.read_bytes(), path.name)
        plan = plan_of(document)
        path = chosen.input
        if path is None:
            return document, plan, own_uncertainty(document)
        if path.stat().st_size > MOST_INPUT:
            raise BadInput(f"{path.name}: larger than {MOST_INPUT // 2**20} MB")
        return document, plan, read_uncertainty(path.read_bytes(), document)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except BadFile as error:
        raise BadInput(f"{path.name}: {error}") from None


def _live(chosen: argparse.Namespace) -> int:
    """Simulate a project that is kept here, as its risk page does."""
    from headway.cli.export import project_of
    from headway.cli.files import acting_account
    from headway.cli.place import open_place

    open_place()
    from headway.analysis.risk.job import MOST_TRIALS, shown, simulated
    from headway.changes.reading import standing

    if not 1 <= chosen.trials <= MOST_TRIALS:
        raise BadInput(f"--trials must be between 1 and {MOST_TRIALS:,}")
    user = acting_account(chosen.email)
    state, viewer, home = standing(user, project_of(user, chosen.project), "project")
    if not viewer.may("analysis.read"):
        raise BadInput(f"As {viewer.role} you cannot see this.")
    options = {"trials": chosen.trials, "seed": chosen.seed, "certain": False}
    answer = dict(shown(simulated(state, home, options), viewer))
    del answer["charts"]
    if answer["cost"] is not None:
        answer["cost"] = {k: v for k, v in answer["cost"].items() if k != "charts"}
    if chosen.json:
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    name = next(iter(state.records.rows("projects").values()))["name"]
    bars = [(bar["id"], bar["name"], bar["correlation"]) for bar in answer["tornado"]]
    from headway.projects.costing import minor_units

    minor = 1 if answer["cost"] is None else minor_units(answer["cost"]["currency"])
    for line in _told(name, answer, bars, minor):
        print(line)
    for target in answer["targets"]:
        what = target["name"] or "must finish"
        print(f"  {target['chance']:4.0%}  {target['at'][:10]}  {what}")
    return 0


def report(
    document: Document, plan: Plan, given: Uncertainty, result: Simulation
) -> dict[str, Any]:
    """Return what `--json` prints; dates as ISO local times, shares from 0 to 1."""
    tasks = []
    for i, task in enumerate(document.tasks):
        row: dict[str, Any] = {
            "uid": task.id if task.file_uid is None else task.file_uid,
            "name": task.name,
            "criticality": round(float(result.criticality[i]), 6),
            "cruciality": round(float(result.cruciality[i]), 6),
            "sensitivity": round(float(result.sensitivity[i]), 6),
            "mean_finish": to_iso(round(float(result.mean_finish[i]))),
            "mean_duration_minutes": round(float(result.mean_duration[i]), 3),
            "sd_duration_minutes": round(float(result.sd_duration[i]), 3),
        }
        if i in result.deadlines:
            row["deadline"] = to_iso(plan.tasks[i].deadline)
            row["deadline_chance"] = result.deadlines[i]
        tasks.append(row)
    finish: dict[str, Any] = {f"p{p}": to_iso(result.finish_at(p)) for p in PERCENTS}
    finish["planned"] = to_iso(result.planned_finish)
    finish["planned_chance"] = result.chance_by(result.planned_finish)
    finish["mean"] = to_iso(round(float(result.finish.mean())))
    if plan.finish_by is not None:
        finish["finish_by_chance"] = result.chance_by(plan.finish_by)
    cost = None
    if result.cost is not None:
        cost = {f"p{p}": round(result.cost_at(p), 2) for p in PERCENTS}
        cost["mean"] = round(float(result.cost.mean()), 2)
    uids = [row["uid"] for row in tasks]
    return {
        "trials": result.trials,
        "seed": result.seed,
        "finish": finish,
        "cost": cost,
        "s_curve": [[to_iso(moment), share] for moment, share in result.s_curve()],
        "tornado": [[uids[i], round(value, 6)] for i, value in result.tornado()],
        "risks": [
            {"name": risk.name, "struck": struck, "correlation": round(correlation, 6)}
            for risk, (struck, correlation) in zip(given.risks, result.risks, strict=True)
        ],
        "tasks": tasks,
    }


def _lines(document: Document, answer: dict[str, Any]) -> Iterator[str]:
    names = {row["uid"]: row["name"] for row in answer["tasks"]}
    bars = [(uid, names[uid], value) for uid, value in answer["tornado"]]
    yield from _told(document.name, answer, bars)
    for row in answer["tasks"]:
        if "deadline" in row:
            yield f"  {row['deadline_chance']:4.0%}  {row['deadline'][:10]}  {row['name']}"


def _told(
    name: str, answer: dict[str, Any], bars: list[tuple[int, str, float]], minor: int = 1
) -> Iterator[str]:
    """Yield the lines that people read; costs are told in `minor` units."""
    yield f"{name}: {answer['trials']} trials, seed {answer['seed']}"
    for p in PERCENTS:
        yield f"  {p:3}% finish by {answer['finish'][f'p{p}'][:16].replace('T', ' ')}"
    planned = answer["finish"]["planned"][:16].replace("T", " ")
    yield f"  the planned finish, {planned}, holds in {answer['finish']['planned_chance']:.0%}"
    if answer["cost"] is not None:
        for p in COSTS:
            yield f"  {p:3}% cost at most {answer['cost'][f'p{p}'] / minor:,.2f}"
    yield "what moves the finish most (rank correlation):"
    for key, label, value in bars[:10]:
        yield f"  {value:+.2f}  {key:>6}  {label}"

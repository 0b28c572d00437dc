"""What would have to change to finish earlier, of a live project: crashing, what counts, overlaps.

Pure. Assumptions are told with the answer: how short tasks may become, and what that costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import MILLION, minor_units, rate_at, rates_by_resource
from headway.projects.derivations import Scheduled
from headway.scheduling.columns import NONE
from headway.scheduling.crashing import (
    Crash,
    Option,
    crash,
    overlaps,
    ranking,
    shortest,
    slope_of,
)
from headway.scheduling.moments import to_iso
from headway.words import say

BASES = ("cost", "time")
TRIED = 200_000
"""Tasks times trials that are scheduled at most for the ranking and for the overlaps."""
OVERLAPPED = 0.5


@dataclass(frozen=True)
class Asking:
    """What is asked: how many days earlier, for which task (None: the project), to what share of
    their durations tasks may be cut where no optimistic estimate says, and by what the cheapest
    cuts are found ("cost", "time" for the fewest days cut, None for cost where it is known)."""

    days: float
    task: int | None = None
    share: float = 0.7
    basis: str | None = None


def finish_earlier(
    records: Records, workspace: Records, result: Scheduled, asking: Asking, *, rates: bool
) -> dict[str, Any]:
    """Return how to finish earlier; `workspace` has the rates, costs are told only with `rates`."""
    project = next(iter(records.rows("projects").values()))
    rows = records.rows("tasks")
    least = _least(records, result, asking.share)
    slopes = _slopes(records, workspace, result, project["currency"]) if rates else {}
    priced = {i: s for i, s in slopes.items() if i in least}
    basis = asking.basis or ("cost" if priced else "time")
    if basis == "cost":
        options = {i: Option(least[i], slope) for i, slope in priced.items()}
    else:
        options = {i: Option(minutes, 1) for i, minutes in least.items()}
    day = project["minutes_per_day"]
    target = None if asking.task is None else result.places[asking.task]
    found = crash(result.columns_, result.schedule, options, round(asking.days * day), target, day)
    most = max(20, min(200, TRIED // max(1, len(rows))))
    counts = ranking(result.columns_, result.schedule, least, target, day, most)
    leads = overlaps(result.columns_, result.schedule, target, OVERLAPPED, most)
    minor = minor_units(project["currency"])

    def money(millionths: int) -> int | None:
        return round(millionths * minor / MILLION) if basis == "cost" else None

    def named(place: int) -> dict[str, Any]:
        key = result.keys[place]
        return {"task_id": key, "name": rows[key]["name"]}

    return {
        "task_id": asking.task,
        "name": None if asking.task is None else rows[asking.task]["name"],
        "finish": to_iso(found.before),
        "wanted_minutes": round(asking.days * day),
        "minutes_per_day": day,
        "basis": basis,
        "costs_known": bool(priced),
        "currency": project["currency"],
        "assumptions": _assumptions(asking.share, basis, rates, bool(priced)),
        "plan": {
            "finish": to_iso(found.after),
            "gain_minutes": found.gain,
            "reached": found.reached,
            "cost": money(found.cost),
            "tasks": [
                {
                    **named(i),
                    "before_minutes": rows[result.keys[i]]["duration"],
                    "after_minutes": minutes,
                    "cost": money((rows[result.keys[i]]["duration"] - minutes) * options[i].slope),
                    "optimistic": rows[result.keys[i]]["optimistic"] is not None,
                }
                for i, minutes in sorted(found.durations.items())
            ],
            "steps": [
                {
                    "tasks": [{**named(i), "minutes": minutes} for i, minutes in step.tasks],
                    "gain_minutes": step.gain,
                    "cost": money(step.cost),
                }
                for step in found.steps
            ],
            "commands": _commands(records, result, found, basis),
        },
        "counts": [
            {
                **named(c.task),
                "cut_minutes": c.cut,
                "gain_minutes": c.gain,
                "most_minutes": c.most,
                "drag_minutes": c.drag,
                "cost_per_day": None
                if c.task not in priced
                else round(priced[c.task] * day * minor / MILLION),
            }
            for c in counts
        ],
        "overlaps": [
            {
                "link_id": result.links[o.link],
                "predecessor": named(int(result.columns_.links.predecessor[o.link])),
                "successor": named(int(result.columns_.links.successor[o.link])),
                "lead_minutes": o.lead,
                "gain_minutes": o.gain,
            }
            for o in leads
        ],
    }


def _least(records: Records, result: Scheduled, share: float) -> dict[int, int]:
    """Return how short each task that may be shortened can become, by place."""
    columns, schedule = result.columns_, result.schedule
    tasks = columns.tasks
    found = {}
    for i, key in enumerate(result.keys):
        row = records.rows("tasks")[key]
        fixed = tasks.manual[i] and tasks.manual_finish[i] != NONE
        done = schedule.percent_complete[i] >= 100 or tasks.actual_finish[i] != NONE
        duration = int(tasks.duration[i])
        if columns.topology.summary[i] or not tasks.active[i] or fixed or done or duration <= 0:
            continue
        over = duration - int(tasks.remaining[i]) if tasks.actual_start[i] != NONE else 0
        found[i] = shortest(duration, max(0, over), row["optimistic"], share)
    return found


def _slopes(
    records: Records, workspace: Records, result: Scheduled, currency: str
) -> dict[int, int]:
    """Return what a minute less costs in overtime, by place, where those who work have rates."""
    rates = rates_by_resource(workspace.rows("rates").values(), currency)
    working: dict[int, list[tuple[int, int, int]]] = {}
    for row in records.rows("assignments").values():
        resource = workspace.rows("resources").get(row["resource_id"])
        place = result.places.get(row["task_id"])
        if resource is None or resource["kind"] != "work" or place is None:
            continue
        rate = rate_at(int(result.schedule.start[place]), rates.get(row["resource_id"], ()))
        working.setdefault(place, []).append((row["units"], rate.standard, rate.overtime))
    found = {}
    for place, units in working.items():
        slope = slope_of(units)
        if slope is not None:
            found[place] = slope
    return found


def _assumptions(share: float, basis: str, rates: bool, priced: bool) -> list[str]:
    told = [
        say(
            "A task can become as short as its optimistic estimate; without one, "
            "{share:.0%} of its duration. What is done stays.",
            share=share,
        )
    ]
    if basis == "cost":
        told.append(
            say(
                "The work stays and what no longer fits is done in overtime: it costs the "
                "premium of the overtime rate over the standard one, half of the standard rate "
                "where there is no overtime rate. Tasks on which nobody has a rate stay as "
                "they are."
            )
        )
    else:
        told.append(say("The fewest working days are cut in all, whatever they cost."))
        if rates and not priced:
            told.append(say("Nobody has a rate in the project's currency, so costs are not known."))
    return told


def _commands(
    records: Records, result: Scheduled, found: Crash, basis: str
) -> list[dict[str, Any]]:
    """Return the commands that make the plan so, to be sent as one batch: overtime for the people
    of a task where its length follows from their work, else its length."""
    commands: list[dict[str, Any]] = []
    assigned, rows = records.index("assignments", "task_id"), records.rows("assignments")
    for place, minutes in sorted(found.durations.items()):
        key = result.keys[place]
        task = records.rows("tasks")[key]
        people: list[Row] = [rows[a] for a in assigned.get(key, ())]
        people = [r for r in people if _works(result, r)]
        if basis == "cost" and people and task["task_type"] != "fixed_duration":
            for row in people:
                cut = round((task["duration"] - minutes) * row["units"] / 10_000)
                fields = {"overtime_work": row["overtime_work"] + cut}
                commands.append(
                    {"type": "assignment.update", "payload": {"id": row["id"], "fields": fields}}
                )
        else:
            fields = {"duration": minutes}
            commands.append({"type": "task.update", "payload": {"id": key, "fields": fields}})
    return commands


def _works(result: Scheduled, row: Row) -> bool:
    resource = result.workspace.rows("resources").get(row["resource_id"])
    return resource is not None and resource["kind"] == "work"

"""A simulation as programs and the page read it: dates ISO local, shares 0 to 1. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from headway.analysis import charts
from headway.analysis.risk.uncertain import Uncertain
from headway.changes.state import Records
from headway.projects.costing import minor_units
from headway.projects.derivations import Scheduled
from headway.scheduling.moments import to_iso, words
from headway.scheduling.risk import Simulation
from headway.scheduling.worktime import DAY
from headway.words import say

PERCENTS = (5, 10, 20, 25, 50, 75, 80, 90, 95)
BARS = 15
MOST_BINS = 40
MOST_WATCHED = 200
STEPS_OF_DAYS = (1, 2, 7, 14, 28, 91, 182, 364, 1820)


def watched(records: Records, scheduled: Scheduled) -> list[int]:
    """Return the places of the tasks whose finish is followed: with a deadline, or milestones."""
    tasks = records.rows("tasks")
    found = [
        place
        for place, key in enumerate(scheduled.keys)
        if (row := tasks[key])["active"]
        and row["actual_finish"] is None
        and (row["deadline"] is not None or row["milestone"])
    ]
    found.sort(key=lambda p: (tasks[scheduled.keys[p]]["deadline"] is None, p))
    return found[:MOST_WATCHED]


def told(
    found: Simulation,
    given: Uncertain,
    records: Records,
    scheduled: Scheduled,
    planned_cost: int | None,
) -> dict[str, Any]:
    """Return all that a simulation says of a project, money in minor units (`cost_part`)."""
    project = next(iter(records.rows("projects").values()))
    due = project["finish_by"]
    names = {key: row["name"] for key, row in records.rows("tasks").items()}
    risk_names = {key: row["name"] for key, row in records.rows("risks").items()}
    finish: dict[str, Any] = {f"p{p}": to_iso(found.finish_at(p)) for p in PERCENTS}
    finish["mean"] = to_iso(round(float(found.finish.mean())))
    finish["planned"] = to_iso(found.planned_finish)
    finish["planned_chance"] = found.chance_by(found.planned_finish)
    struck = [
        {"id": key, "name": risk_names[key], "struck": share, "correlation": round(rank, 4)}
        for key, (share, rank) in zip(given.risk_keys, found.risks, strict=True)
    ]
    bars = [
        {"kind": "task", "id": given.keys[place], "name": names[given.keys[place]],
         "correlation": round(value, 4)}
        for place, value in found.tornado(BARS)
    ]  # fmt: skip
    bars += [
        {"kind": "risk", "id": row["id"], "name": row["name"], "correlation": row["correlation"]}
        for row in struck
        if row["correlation"]
    ]
    bars.sort(key=lambda bar: -abs(bar["correlation"]))
    return {
        "trials": found.trials,
        "seed": found.seed,
        "finish": finish,
        "targets": [*_must(found, due), *_targets(found, records, scheduled)],
        "tornado": bars[:BARS],
        "risks": struck,
        "tasks": {
            "id": list(given.keys),
            "criticality": _rounded(found.criticality),
            "cruciality": _rounded(found.cruciality),
            "sensitivity": _rounded(found.sensitivity),
            "mean_finish": [to_iso(round(v)) for v in found.mean_finish.tolist()],
            "mean_duration_minutes": [round(v) for v in found.mean_duration.tolist()],
        },
        "estimated": len(given.estimates),
        "outgrown": [{"id": key, "name": names[key]} for key in given.outgrown],
        "unhit": [{"id": key, "name": names[key]} for key in sorted(set(given.unhit))],
        "charts": _charts(found, due, bars[:BARS]),
        "cost": cost_part(found, project["currency"], planned_cost),
    }


def without_cost(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same for somebody who may not see costs."""
    return {**result, "cost": None}


def _rounded(values: Any) -> list[float]:
    found: list[float] = np.round(values, 4).tolist()
    return found


def _must(found: Simulation, due: int | None) -> list[dict[str, Any]]:
    if due is None:
        return []
    return [
        {"kind": "must_finish", "task_id": None, "name": None, "at": to_iso(due),
         "chance": found.chance_by(due), "p50": to_iso(found.finish_at(50)),
         "p80": to_iso(found.finish_at(80))}
    ]  # fmt: skip


def _targets(found: Simulation, records: Records, scheduled: Scheduled) -> list[dict[str, Any]]:
    """Return the chance of each deadline, and of each milestone's date as planned."""
    rows = []
    for place, ends in found.watched.items():
        key = scheduled.keys[place]
        task = records.rows("tasks")[key]
        deadline = task["deadline"]
        at = deadline if deadline is not None else int(scheduled.schedule.finish[place])
        held = float(np.searchsorted(ends, at, side="right")) / found.trials
        rows.append(
            {
                "kind": "milestone" if deadline is None else "deadline",
                "task_id": key,
                "name": task["name"],
                "at": to_iso(at),
                "chance": held,
                "p50": to_iso(found.watched_at(place, 50)),
                "p80": to_iso(found.watched_at(place, 80)),
            }
        )
    return sorted(rows, key=lambda row: str(row["at"]))


def cost_part(found: Simulation, currency: str, planned: int | None) -> dict[str, Any] | None:
    """Return the distribution of the cost in minor units, with its charts in units of currency."""
    if found.cost is None or planned is None:
        return None
    minor = minor_units(currency)
    part: dict[str, Any] = {f"p{p}": round(found.cost_at(p)) for p in PERCENTS}
    part["mean"] = round(float(found.cost.mean()))
    part["planned"] = planned
    # What is rounded to the minor unit must not count as more.
    part["planned_chance"] = (
        float(np.searchsorted(found.cost, planned + 0.5, side="right")) / found.trials
    )
    part |= {"currency": currency, "minor_units": minor}
    cost = found.cost / minor
    title = say("Cost, {currency}", currency=currency)
    marks = [
        (planned / minor, say("Planned"), "planned"),
        (found.cost_at(80) / minor, "P80", "accent"),
    ]
    said = say(
        "80 % of the trials cost at most {value:,.0f} {currency}.",
        value=found.cost_at(80) / minor,
        currency=currency,
    )
    levels = sorted({float(v) for v in np.quantile(cost, np.linspace(0, 1, 101))})
    curve = [(v, float(np.searchsorted(cost, v, side="right")) / found.trials) for v in levels]
    part["charts"] = {
        "curve": charts.s_curve(
            curve, title=title, description=said, date=False, marks=marks
        ),
        "histogram": charts.histogram(
            _bins(cost, *_steps_of_money(cost)), title=title, description=said, date=False,
            marks=marks,
        ),
    }  # fmt: skip
    return part


def _charts(found: Simulation, due: int | None, bars: list[dict[str, Any]]) -> dict[str, Any]:
    planned, likely = found.planned_finish, found.finish_at(80)
    marks = [
        (_iso(planned), say("Planned {planned}", planned=words(planned)), "planned"),
        (_iso(likely), f"P80 {words(likely)}", "accent"),
    ]
    if due is not None:
        marks.append((_iso(due), say("Must finish {due}", due=words(due)), "critical"))
    said = say(
        "80 % of the trials finish by {likely}; the planned finish, {planned}, holds "
        "in {planned_2:.0%}.",
        likely=words(likely),
        planned=words(planned),
        planned_2=found.chance_by(planned),
    )
    first, step = _steps_of_days(found)
    bins = [
        (_iso(round(low)), _iso(round(high)), share)
        for low, high, share in _bins(found.finish, first, step)
    ]
    return {
        "curve": charts.s_curve(
            [(_iso(at), share) for at, share in found.s_curve()],
            title=say("Finish"), description=said, marks=marks,
        ),
        "histogram": charts.histogram(
            bins, title=say("Finish"), description=_spread(found, step), marks=marks
        ),
        "tornado": charts.tornado(
            [
                (
                    bar["id"],
                    bar["name"] if bar["kind"] == "task" else say("Risk: {name}", name=bar['name']),
                    bar["correlation"],
                )
                for bar in bars
            ],
            title=say("Rank correlation with the finish"),
            description="How closely each duration and risk goes along with the finish.",
            name=say("Task or risk"),
        )
        if bars
        else None,
    }  # fmt: skip


def _iso(moment: int) -> str:
    return str(to_iso(moment))


def _spread(found: Simulation, step: int) -> str:
    days = step // DAY
    each = say("a day") if days == 1 else say("{days} days", days=days)
    return say(
        "The trials finish from {first} to {last}; each bar is {each}.",
        first=words(int(found.finish[0])),
        last=words(int(found.finish[-1])),
        each=each,
    )


def _steps_of_days(found: Simulation) -> tuple[int, int]:
    """Return where the first bin of the finish begins, at midnight, and how long each is."""
    first = int(found.finish[0]) // DAY
    days = int(found.finish[-1]) // DAY - first + 1
    step = next((s for s in STEPS_OF_DAYS if days <= s * MOST_BINS), days // MOST_BINS + 1)
    return first * DAY, step * DAY


def _steps_of_money(cost: Any) -> tuple[float, float]:
    """Return where the first bin of the cost begins and how wide each is: 1, 2 or 5 times ten^n."""
    low, high = float(cost[0]), float(cost[-1])
    wide = max((high - low) / (MOST_BINS - 1), 0.01)
    power = 10.0 ** np.floor(np.log10(wide))
    step = float(next(power * f for f in (1, 2, 5, 10) if power * f >= wide))
    return float(np.floor(low / step) * step), step


def _bins(values: Any, first: float, step: float) -> list[tuple[float, float, float]]:
    """Return from, to and share of the values in each bin, the empty ones in between too."""
    place = np.floor((np.asarray(values) - first) / step).astype(np.int64)
    counts = np.bincount(place)
    return [
        (first + n * step, first + (n + 1) * step, float(count) / len(values))
        for n, count in enumerate(counts.tolist())
    ]

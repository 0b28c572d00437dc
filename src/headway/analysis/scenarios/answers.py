"""A comparison as programs and the page read it: plans beside each other, dates ISO local."""

from __future__ import annotations

from typing import Any

from headway.analysis.asking import Asked
from headway.analysis.risk.job import quick, simulated
from headway.analysis.scenarios.compare import (
    MOST_TASKS,
    Plan,
    described,
    milestones,
    people_lines,
    task_lines,
)
from headway.analysis.scenarios.states import began_as, changes_of, plan_of, scenario_of
from headway.changes.cache import State
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.costing import minor_units

MOST = 6
TRIALS, FEW_TRIALS = 1000, 200
"""Of the risk that is shown beside the dates; of plans beyond `LARGE` the few."""
LARGE = 4000
"""Tasks and links."""


def chosen(who: Asked, given: str) -> list[State]:
    """Return the scenarios that are named by their keys, the open ones if none is."""
    rows = who.records.rows("scenarios")
    if not given.strip():
        keys = sorted(key for key, row in rows.items() if row["state"] == "open")[-MOST:]
    else:
        parts = [part.strip() for part in given.split(",")]
        if not all(part.isascii() and part.isdigit() and len(part) < 17 for part in parts):
            raise Invalid("Name scenarios by their keys: 12,15.", field="scenarios")
        keys = list(dict.fromkeys(int(part) for part in parts))
    if len(keys) > MOST:
        raise Invalid(f"At most {MOST} scenarios stand side by side.", field="scenarios")
    return [scenario_of(who.state, key) for key in keys]


def item(who: Asked, row: Row) -> dict[str, Any]:
    """Return a scenario of a project with what was changed in it."""
    state = scenario_of(who.state, row["id"])
    members = who.home.records.rows("members").values() if who.guest.may("members.read") else ()
    by = next((m["name"] for m in members if m["user_id"] == row["user_id"]), "")
    made = changes_of(state)
    return {
        **{name: row[name] for name in ("id", "name", "notes", "state", "base_version")},
        "created_at": row["created_at"],
        "by": by,
        "behind": max(0, who.state.version - row["base_version"] - 1),
        "changes": {
            "tasks_added": made.added,
            "tasks_removed": made.removed,
            "tasks_changed": made.changed,
            "other": made.other,
        },
    }


def compared(who: Asked, scenarios: list[State], *, base: bool) -> dict[str, Any]:
    """Return the project now and scenarios beside it; with `base`, what each began as too."""
    home = who.home
    columns: list[tuple[dict[str, Any], State]] = [
        ({"kind": "now", "id": who.state.stream, "name": who.project["name"]}, who.state)
    ]
    rows = who.records.rows("scenarios")
    for state in scenarios:
        one = item(who, rows[state.stream])
        if base:
            named = {"kind": "base", "id": state.stream, "name": one["name"]}
            columns.append((named, began_as(state, home)))
        columns.append(({"kind": "scenario", **one}, state))
    plans = [plan_of(state, home) for _, state in columns]
    trials = _trials([state for _, state in columns])
    resources = home.records.rows("resources") if who.guest.may("people.read") else {}
    costs = who.viewer.may("costs.read") and who.guest.may("rates.read")
    lines, count = task_lines(plans)
    currency = who.project["currency"]
    return {
        "version": who.state.version,
        "plans": [
            {
                **head,
                "version": state.version,
                **described(plan.figures, resources, costs=costs),
                "risk": _risk(state, home, trials),
            }
            for (head, state), plan in zip(columns, plans, strict=True)
        ],
        "milestones": milestones(plans),
        "tasks": lines,
        "more_tasks": max(0, count - MOST_TASKS),
        "people": _people(plans, resources),
        **(
            {
                "currency": currency,
                "minor_units": minor_units(currency),
                "unpriced": sorted(
                    resources[key]["name"]
                    for key in set().union(*(plan.figures.unpriced for plan in plans))
                    if key in resources
                ),
            }
            if costs
            else {}
        ),
    }


def _people(plans: list[Plan], resources: Any) -> list[dict[str, Any]]:
    return people_lines(plans, resources) if resources else []


def _trials(states: list[State]) -> int:
    """Return how many trials all of some plans are simulated with."""
    most = max(len(s.records.rows("tasks")) + len(s.records.rows("links")) for s in states)
    return TRIALS if most <= LARGE else FEW_TRIALS


def _risk(state: State, home: State, trials: int) -> dict[str, Any] | None:
    """Return by when the plan is done in half and in four of five trials; None of one too large."""
    options = {"trials": trials, "seed": 1, "certain": False}
    if not quick(state, options) or not state.records.rows("tasks"):
        return None
    try:
        finish = simulated(state, home, options)["finish"]
    except Invalid:
        return None
    return {"trials": trials, **{name: finish[name] for name in ("p50", "p80", "p90")}}

"""Scenarios of a project: the list, several side by side, and what merging one would meet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis.asking import Asked, asked
from headway.analysis.risk.job import quick, simulated
from headway.analysis.scenarios.compare import (
    MOST_TASKS,
    Plan,
    described,
    milestones,
    people_lines,
    task_lines,
)
from headway.analysis.scenarios.meeting import meeting
from headway.analysis.scenarios.states import (
    UNKNOWN,
    began_as,
    changes_of,
    plan_of,
    scenario_of,
)
from headway.changes.cache import State
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.costing import minor_units

router = Router(tags=["analysis"])
MOST = 6
TRIALS = {"trials": 1000, "seed": 1, "certain": False}
"""Of the risk that is shown beside the dates: quick, and the same for all plans."""


@router.get("/projects/{int:project_id}/scenarios", summary="Scenarios of a project")
def get_scenarios(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return the scenarios of a project, the newest first, dropped and merged ones too."""
    who = _of_project(request, project_id)
    rows = sorted(who.records.rows("scenarios").values(), key=lambda r: -r["id"])
    return {"items": [_item(who, row) for row in rows], "version": who.state.version}


@router.get(
    "/projects/{int:project_id}/scenarios/compare", summary="A project and scenarios side by side"
)
def get_comparison(
    request: HttpRequest, project_id: int, scenarios: str = "", base: bool = False
) -> dict[str, Any]:
    """Return the project now and the scenarios `scenarios` (keys with commas between; the open ones
    if left out) beside each other; with `base` also the plan that each scenario began as.

    Lists hold one value a plan, in the order of `plans`; work and durations are minutes, money is
    in minor units of the currency, a week is named by its Monday.
    """
    who = _of_project(request, project_id)
    return _compared(who, _chosen(who, scenarios), base=base)


@router.get("/scenarios/{int:scenario_id}", summary="One scenario")
def get_scenario(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return a scenario with the project that it is of."""
    who, project = _of_scenario(request, scenario_id)
    row = project.records.rows("scenarios")[scenario_id]
    return {
        **_item(project, row),
        "project": {"id": project.state.stream, "name": project.project["name"]},
        "version": who.state.version,
    }


@router.get("/scenarios/{int:scenario_id}/compare", summary="A scenario beside its project")
def get_scenario_comparison(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return the project now, what the scenario began as, and the scenario, beside each other."""
    who, project = _of_scenario(request, scenario_id)
    return _compared(project, [who.state], base=True)


@router.get("/scenarios/{int:scenario_id}/merge", summary="What merging would meet")
def get_meeting(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return the places that the project changed meanwhile and the scenario too: for each a choice
    is needed (`scenario.merge`). The dates after a merge are told by a preview of that command."""
    who, project = _of_scenario(request, scenario_id)
    return meeting(project.state, project.home, who.state, project.viewer)


def _of_project(request: HttpRequest, project_id: int) -> Asked:
    who = asked(request, project_id)
    if who.state.parent is not None:
        raise Missing("A scenario has no scenarios of its own.")
    return who


def _of_scenario(request: HttpRequest, scenario_id: int) -> tuple[Asked, Asked]:
    """Return a scenario and its project as the person may see them."""
    who = asked(request, scenario_id)
    if who.state.parent is None:
        raise Missing(UNKNOWN)
    return who, asked(request, who.state.parent)


def _chosen(who: Asked, given: str) -> list[State]:
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


def _item(who: Asked, row: Row) -> dict[str, Any]:
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


def _compared(who: Asked, scenarios: list[State], *, base: bool) -> dict[str, Any]:
    home = who.home
    columns: list[tuple[dict[str, Any], State]] = [
        ({"kind": "now", "id": who.state.stream, "name": who.project["name"]}, who.state)
    ]
    rows = who.records.rows("scenarios")
    for state in scenarios:
        item = _item(who, rows[state.stream])
        if base:
            named = {"kind": "base", "id": state.stream, "name": item["name"]}
            columns.append((named, began_as(state, home)))
        columns.append(({"kind": "scenario", **item}, state))
    plans = [plan_of(state, home) for _, state in columns]
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
                "risk": _risk(state, home),
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


def _risk(state: State, home: State) -> dict[str, Any] | None:
    """Return by when the plan is done in half and in four of five trials; None of one too large."""
    if not quick(state, TRIALS) or not state.records.rows("tasks"):
        return None
    try:
        finish = simulated(state, home, TRIALS)["finish"]
    except Invalid:
        return None
    return {name: finish[name] for name in ("p50", "p80", "p90")}

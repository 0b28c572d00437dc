"""A comparison as programs and the page read it: plans beside each other, dates ISO local."""

from __future__ import annotations

import contextlib
from typing import Any

from headway.analysis.asking import Asked
from headway.analysis.scenarios.compare import (
    MOST_TASKS,
    described,
    milestones,
    people_lines,
    task_lines,
)
from headway.analysis.scenarios.figures import Plan
from headway.analysis.scenarios.odds import known_odds, odds, trials_of
from headway.analysis.scenarios.states import began_as, changes_of, plan_of, scenario_of
from headway.changes.cache import State
from headway.changes.errors import Invalid
from headway.changes.models import Changeset
from headway.changes.tables import Row
from headway.projects.costing import minor_units
from headway.words import say

MOST = 6


def chosen(who: Asked, given: str) -> list[State]:
    """Return the scenarios that are named by their keys, the open ones if none is."""
    rows = who.records.rows("scenarios")
    if not given.strip():
        keys = sorted(key for key, row in rows.items() if row["state"] == "open")[-MOST:]
    else:
        parts = [part.strip() for part in given.split(",")]
        if not all(part.isascii() and part.isdigit() and len(part) < 17 for part in parts):
            raise Invalid(say("Name scenarios by their keys: 12,15."), field="scenarios")
        keys = list(dict.fromkeys(int(part) for part in parts))
    if len(keys) > MOST:
        raise Invalid(
            say("At most {most} scenarios stand side by side.", most=MOST), field="scenarios"
        )
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
        "behind": _behind(who.state, row),
        "changes": {
            "tasks_added": made.added,
            "tasks_removed": made.removed,
            "tasks_changed": made.changed,
            "other": made.other,
        },
    }


ABOUT = (
    "scenario.create", "scenario.rename", "scenario.drop", "scenario.rebase", "project.recompute",
)  # fmt: skip
"""Changes of a project that change nothing of its plan."""


def _behind(project: State, row: Row) -> int:
    """Return how many changes of the plan a scenario does not have."""
    if project.version <= row["base_version"] + 1:
        return 0
    since = Changeset.objects.filter(
        stream_id=project.stream, version__gt=row["base_version"], version__lte=project.version
    )
    told = list(since.exclude(type__in=ABOUT).values_list("undoes", flat=True))
    return len(told) - _undoing([key for key in told if key is not None])


def _undoing(targets: list[int]) -> int:
    """Return how many of some undone changes changed nothing of the plan, undone undos followed."""
    count = 0
    while targets:
        found = Changeset.objects.filter(id__in=targets).values_list("type", "undoes")
        count += sum(type_ in ABOUT for type_, _ in found)
        targets = [undoes for _, undoes in found if undoes is not None]
    return count


def compared(who: Asked, scenarios: list[State], *, base: bool) -> dict[str, Any]:
    """Return the project now and scenarios beside it; with `base`, what each began as too. The
    risk of each is what is known already (`odds` simulates it)."""
    home = who.home
    columns = _columns(who, scenarios, base=base)
    now = plan_of(who.state, home)
    plans = [now, *(plan_of(state, home, now) for _, state in columns[1:])]
    trials = trials_of([state for _, state in columns])
    resources = home.records.rows("resources") if who.guest.may("people.read") else {}
    costs = who.viewer.may("costs.read") and who.guest.may("rates.read")
    lines, count = task_lines(plans)
    currency = who.project["currency"]
    return {
        "version": who.state.version,
        "trials": trials,
        "plans": [
            {
                **head,
                "version": state.version,
                **described(plan.figures, resources, costs=costs),
                "risk": known_odds(state, home, trials),
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


def _columns(
    who: Asked, scenarios: list[State], *, base: bool
) -> list[tuple[dict[str, Any], State]]:
    """Return what stands side by side, each with what heads it."""
    columns: list[tuple[dict[str, Any], State]] = [
        ({"kind": "now", "id": who.state.stream, "name": who.project["name"]}, who.state)
    ]
    rows = who.records.rows("scenarios")
    for state in scenarios:
        one = item(who, rows[state.stream])
        if base:
            named = {"kind": "base", "id": state.stream, "name": one["name"]}
            columns.append((named, began_as(state, who.home)))
        columns.append(({"kind": "scenario", **one}, state))
    return columns


def with_odds(who: Asked, scenarios: list[State], *, base: bool) -> None:
    """Simulate what stands side by side, so that `compared` tells the risk of each; one that cannot
    be simulated stays without."""
    states = [state for _, state in _columns(who, scenarios, base=base)]
    trials = trials_of(states)
    for state in states:
        with contextlib.suppress(Invalid):
            odds(state, who.home, trials)


def _people(plans: list[Plan], resources: Any) -> list[dict[str, Any]]:
    return people_lines(plans, resources) if resources else []

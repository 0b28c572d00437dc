"""Scenarios of a project: the list, several side by side, and what merging one would meet."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from headway.analysis.asking import Asked, asked
from headway.analysis.scenarios.answers import chosen, compared, item
from headway.analysis.scenarios.meeting import meeting
from headway.analysis.scenarios.odds import TRIALS, odds, trials_of
from headway.analysis.scenarios.states import UNKNOWN, began_as, scenario_of
from headway.changes.answers import Answer, answers, maybe
from headway.changes.errors import Invalid, Missing
from headway.words import say

router = Router(tags=["analysis"])


class OddsIn(Schema):
    """Which plan to simulate; `trials` are those that the comparison tells."""

    model_config = ConfigDict(extra="forbid")

    scenario: int | None = None
    base: bool = False
    trials: int | None = Field(None, ge=100, le=TRIALS)


class ScenarioChanges(Answer):
    """What a scenario changed."""

    tasks_added: int
    tasks_removed: int
    tasks_changed: int
    other: int


class ScenarioItem(Answer):
    """A scenario in a list."""

    id: int
    name: str
    notes: str
    state: Literal["open", "merged", "dropped"]
    base_version: int
    created_at: str
    by: str
    behind: int = Field(description="How many changes the project had since it began.")
    changes: ScenarioChanges


class ScenarioList(Answer):
    """Scenarios of a project, the newest first."""

    items: list[ScenarioItem]
    version: int


class ScenarioProject(Answer):
    """The project that a scenario is of."""

    id: int
    name: str


class ScenarioOut(ScenarioItem):
    """A scenario and its project."""

    project: ScenarioProject
    version: int


class Odds(Answer):
    """By when it is done in 50, 80 and 90 of 100 trials; null where there is nothing to simulate."""

    trials: int
    p50: str | None
    p80: str | None
    p90: str | None


class OddsOut(Answer):
    """The odds of one compared plan."""

    kind: Literal["now", "base", "scenario"]
    id: int
    version: int
    risk: Odds


class Peak(Answer):
    """Who is asked for most at one time, in hundredths of a percent."""

    resource_id: int
    name: str
    units: int
    capacity: int


class ComparedPlan(Answer):
    """A plan of a comparison; dates are ISO local times."""

    kind: Literal["now", "base", "scenario"]
    id: int
    name: str
    version: int
    start: str | None
    finish: str | None
    tasks: int
    work_minutes: int
    over_minutes: int
    over_people: int
    peak: Peak | None
    cost: int | None = maybe("Minor units; left out for those who may not see costs.")
    risk: Odds | None = Field(description="Null until it was simulated.")
    notes: str = maybe("This and what follows: of a scenario, as in its list.")
    state: Literal["open", "merged", "dropped"] = maybe()
    base_version: int = maybe()
    created_at: str = maybe()
    by: str = maybe()
    behind: int = maybe()
    changes: ScenarioChanges = maybe()


class ComparedTask(Answer):
    """A task in each plan."""

    id: int
    name: str
    milestone: bool
    summary: bool
    there: list[bool]
    start: list[str | None]
    finish: list[str | None]
    duration_minutes: list[int | None]


class ComparedWeek(Answer):
    """A week in each plan, named by its Monday."""

    week: str
    load_minutes: list[int]
    over_minutes: list[int]


class ComparedPerson(Answer):
    """Somebody's load in each plan."""

    resource_id: int
    name: str
    load_minutes: list[int]
    over_minutes: list[int]
    weeks: list[ComparedWeek]


class Comparison(Answer):
    """Plans side by side: lists hold one value a plan, in the order of `plans`."""

    version: int
    plans: list[ComparedPlan]
    milestones: list[ComparedTask]
    tasks: list[ComparedTask]
    more_tasks: int
    people: list[ComparedPerson]
    trials: int = Field(description="With how many all of them are to be simulated.")
    currency: str = maybe()
    minor_units: int = maybe()
    unpriced: list[str] = maybe()


class MergeConflict(Answer):
    """A place that both changed."""

    table: str
    id: int
    field: str | None
    base: Any
    yours: Any
    theirs: Any
    by: str
    name: str = Field(description="What it is about, in words.")
    task_id: int | None
    kind: str | None


class Meeting(Answer):
    """The places for which a choice is needed."""

    conflicts: list[MergeConflict]
    more: int
    hidden: int
    version: int


@router.get(
    "/projects/{int:project_id}/scenarios",
    summary="Scenarios of a project",
    openapi_extra=answers(ScenarioList),
)
def get_scenarios(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return the scenarios of a project, the newest first, dropped and merged ones too."""
    who = _of_project(request, project_id)
    rows = sorted(who.records.rows("scenarios").values(), key=lambda r: -r["id"])
    return {"items": [item(who, row) for row in rows], "version": who.state.version}


@router.get(
    "/projects/{int:project_id}/scenarios/compare",
    summary="A project and scenarios side by side",
    openapi_extra=answers(Comparison),
)
def get_comparison(
    request: HttpRequest, project_id: int, scenarios: str = "", base: bool = False
) -> dict[str, Any]:
    """Return the project now and the scenarios `scenarios` (keys with commas between; the open ones
    if left out) beside each other; with `base` also the plan that each scenario began as.

    Lists hold one value a plan, in the order of `plans`; work and durations are minutes, money is
    in minor units of the currency, a week is named by its Monday. `risk` of a plan is null until it
    was simulated (`scenarios/risk`, with the `trials` that are told).
    """
    who = _of_project(request, project_id)
    return compared(who, chosen(who, scenarios), base=base)


@router.get(
    "/projects/{int:project_id}/scenarios/risk",
    summary="The odds of one compared plan",
    openapi_extra=answers(OddsOut),
)
def get_odds(request: HttpRequest, project_id: int, options: Query[OddsIn]) -> dict[str, Any]:
    """Simulate the project now, a scenario, or with `base` the plan that the scenario began as, and
    return by when it is done in 50, 80 and 90 of 100 trials. Takes about a second of a large plan."""
    who = _of_project(request, project_id)
    state = who.state
    if options.scenario is not None:
        state = scenario_of(who.state, options.scenario)
    elif options.base:
        raise Invalid(say("Say of which scenario."), field="scenario")
    if options.base:
        state = began_as(state, who.home)
    risk = odds(state, who.home, options.trials or trials_of([state]))
    kind = "base" if options.base else "now" if options.scenario is None else "scenario"
    return {"kind": kind, "id": state.stream, "version": state.version, "risk": risk}


@router.get(
    "/scenarios/{int:scenario_id}", summary="One scenario", openapi_extra=answers(ScenarioOut)
)
def get_scenario(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return a scenario with the project that it is of."""
    who, project = _of_scenario(request, scenario_id)
    row = project.records.rows("scenarios")[scenario_id]
    return {
        **item(project, row),
        "project": {"id": project.state.stream, "name": project.project["name"]},
        "version": who.state.version,
    }


@router.get(
    "/scenarios/{int:scenario_id}/compare",
    summary="A scenario beside its project",
    openapi_extra=answers(Comparison),
)
def get_scenario_comparison(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return the project now, what the scenario began as, and the scenario, beside each other."""
    who, project = _of_scenario(request, scenario_id)
    return compared(project, [who.state], base=True)


@router.get(
    "/scenarios/{int:scenario_id}/merge",
    summary="What merging would meet",
    openapi_extra=answers(Meeting),
)
def get_meeting(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return the places that the project changed meanwhile and the scenario too: for each a choice
    is needed (`scenario.merge`). The dates after a merge are told by a preview of that command."""
    who, project = _of_scenario(request, scenario_id)
    return meeting(project.state, project.home, who.state, project.viewer)


@router.get(
    "/scenarios/{int:scenario_id}/rebase",
    summary="What bringing it up to date would meet",
    openapi_extra=answers(Meeting),
)
def get_rebasing(request: HttpRequest, scenario_id: int) -> dict[str, Any]:
    """Return the same for `scenario.rebase`, which brings what the project changed since into the
    scenario: `yours` are the scenario's values, `theirs` the project's."""
    who, project = _of_scenario(request, scenario_id)
    return meeting(project.state, project.home, who.state, project.viewer, rebase=True)


def _of_project(request: HttpRequest, project_id: int) -> Asked:
    who = asked(request, project_id)
    if who.state.parent is not None:
        raise Missing(say("A scenario has no scenarios of its own."))
    return who


def _of_scenario(request: HttpRequest, scenario_id: int) -> tuple[Asked, Asked]:
    """Return a scenario and its project as the person may see them."""
    who = asked(request, scenario_id)
    if who.state.parent is None:
        raise Missing(UNKNOWN)
    return who, asked(request, who.state.parent)

"""Schedule risk of a project, and forecasts from what it finished week by week."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from headway.analysis import runs
from headway.analysis.api.chart import Chart
from headway.analysis.api.runs import RunState
from headway.analysis.asking import Asked, asked
from headway.analysis.risk import KIND
from headway.analysis.risk.job import MOST_TRIALS, newest, quick, shown, simulated
from headway.analysis.throughput import MOST_WEEKS, forecast
from headway.changes.answers import Answer, answers, maybe
from headway.changes.errors import Invalid
from headway.projects.status import status_date
from headway.scheduling.moments import from_iso
from headway.words import say

router = Router(tags=["analysis"])


class RiskIn(Schema):
    """What to simulate; the same seed gives the same result. `certain`: tasks without an estimate
    do not vary, else they take 0.9 to 1.3 times their duration."""

    model_config = ConfigDict(extra="forbid")

    trials: int = Field(10_000, ge=100, le=MOST_TRIALS)
    seed: int = Field(1, ge=0, le=2**53)
    certain: bool = False


class ForecastIn(Schema):
    """Weeks of history, and what to forecast."""

    model_config = ConfigDict(extra="forbid")

    weeks: int = Field(12, ge=1, le=MOST_WEEKS)
    until: str | None = Field(None, description="How many are done by this date.")
    items: int | None = Field(
        None, ge=1, le=100_000, description="When so many are done; the unfinished if left out."
    )
    seed: int = Field(1, ge=0, le=2**53)


class Percentiles(Answer):
    """What is not exceeded in so many of 100 trials (ISO local times)."""

    p5: str
    p10: str
    p20: str
    p25: str
    p50: str
    p75: str
    p80: str
    p90: str
    p95: str
    mean: str
    planned: str
    planned_chance: float


class RiskCharts(Answer):
    """Vega-Lite specifications."""

    curve: Chart
    histogram: Chart
    tornado: Chart | None


class CostCharts(Answer):
    """Vega-Lite specifications."""

    curve: Chart
    histogram: Chart


class CostPercentiles(Answer):
    """The same of the cost, in minor units."""

    p5: int
    p10: int
    p20: int
    p25: int
    p50: int
    p75: int
    p80: int
    p90: int
    p95: int
    mean: int
    planned: int
    planned_chance: float
    currency: str
    minor_units: int
    charts: CostCharts


class RiskTarget(Answer):
    """A date that is to be held, and the chance (0 to 1) that it is."""

    kind: Literal["must_finish", "deadline", "milestone"]
    task_id: int | None
    name: str | None
    at: str
    chance: float
    p50: str
    p80: str


class TornadoBar(Answer):
    """How much the finish follows a task or a risk."""

    kind: Literal["task", "risk"]
    id: int
    name: str
    correlation: float


class RiskNamed(Answer):
    """A task or risk by name."""

    id: int
    name: str


class StruckRisk(RiskNamed):
    """A risk: in what share of the trials it struck, and how much the finish follows it."""

    struck: float
    correlation: float


class RiskTasks(Answer):
    """What was simulated of each task, columnar."""

    id: list[int]
    criticality: list[float]
    cruciality: list[float]
    sensitivity: list[float]
    mean_finish: list[str]
    mean_duration_minutes: list[int]


class RiskResult(Answer):
    """A simulation of the plan."""

    version: int
    workspace_version: int
    trials: int
    seed: int
    certain: bool
    finish: Percentiles
    cost: CostPercentiles | None
    targets: list[RiskTarget]
    tornado: list[TornadoBar]
    risks: list[StruckRisk]
    tasks: RiskTasks
    estimated: int
    outgrown: list[RiskNamed]
    unhit: list[RiskNamed]
    charts: RiskCharts


class RiskProgress(Answer):
    """How far a simulation is."""

    done: int
    trials: int


class RiskRun(RunState):
    """A simulation that takes longer."""

    progress: RiskProgress | None


class RiskAnswer(Answer):
    """A simulation, and one that is under way."""

    version: int
    workspace_version: int
    quick: bool = Field(description="Simulated at once: GET always brings it.")
    result: RiskResult | None
    run: RiskRun | None


class FinishedWeek(Answer):
    """How many tasks were finished in a week."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    from_: str = Field(alias="from")
    finished: int


class HowMany(Answer):
    """How many are finished until a day, by chance in percent."""

    until: str
    weeks: int
    items: dict[str, int]


class When(Answer):
    """When so many are finished, by chance in percent."""

    items: int
    weeks: dict[str, int] | None
    dates: dict[str, str] | None


class ThroughputCharts(Answer):
    """Vega-Lite specifications."""

    history: Chart = maybe()


class Throughput(Answer):
    """What past weeks say of those to come."""

    at: str
    tasks: int
    unfinished: int
    history: list[FinishedWeek]
    how_many: HowMany | None
    when: When | None
    charts: ThroughputCharts


@router.get(
    "/projects/{int:project_id}/risk",
    summary="Schedule risk: what the finish may come to",
    openapi_extra=answers(RiskAnswer),
)
def get_risk(request: HttpRequest, project_id: int, options: Query[RiskIn]) -> dict[str, Any]:
    """Return the simulation of the plan as it stands; of a large plan the newest that was asked
    for by POST, which may be of an older `version`, or null."""
    who = asked(request, project_id)
    runs.check_asked(who, "trials", options.trials, runs.VIEWER_TRIALS)
    chosen = options.dict()
    if quick(who.state, chosen):
        result = shown(simulated(who.state, who.home, chosen), who.viewer)
        return _answer(who, result, at_once=True)
    ended, underway = newest(who, chosen)
    result = None if ended is None else shown(ended.result, who.viewer)
    return _answer(who, result, underway)


@router.post(
    "/projects/{int:project_id}/risk",
    summary="Simulate the plan",
    openapi_extra=answers(RiskAnswer, 200, 202),
    response={200: dict[str, Any], 202: dict[str, Any]},
)
def post_risk(request: HttpRequest, project_id: int, body: RiskIn) -> Status[Any]:
    """Simulate at once, or begin a run where it takes longer; nothing of the plan changes."""
    who = asked(request, project_id)
    runs.check_asked(who, "trials", body.trials, runs.VIEWER_TRIALS)
    chosen = body.dict()
    if quick(who.state, chosen):
        result = shown(simulated(who.state, who.home, chosen), who.viewer)
        return Status(200, _answer(who, result, at_once=True))
    run = runs.begin(request, who, KIND, chosen)
    ended, _ = newest(who, chosen)
    result = None if ended is None else shown(ended.result, who.viewer)
    return Status(202, _answer(who, result, run))


@router.get(
    "/projects/{int:project_id}/throughput",
    summary="How many by when, when for how many",
    openapi_extra=answers(Throughput),
)
def get_throughput(
    request: HttpRequest, project_id: int, options: Query[ForecastIn]
) -> dict[str, Any]:
    """Return the finished tasks of past weeks, and what they say of the weeks to come."""
    who = asked(request, project_id)
    until = None
    if options.until is not None:
        try:
            until = from_iso(options.until)[0]
        except ValueError:
            raise Invalid(say("Give a date as 2026-03-31."), field="until") from None
    now = status_date(who.project, datetime.now(UTC))
    return forecast(
        who.records, now, weeks=options.weeks, until=until, items=options.items,
        seed=options.seed,
    )  # fmt: skip


def _answer(
    who: Asked, result: dict[str, Any] | None, run: Any = None, *, at_once: bool = False
) -> dict[str, Any]:
    """Return a result, or none, with the versions that the plan has now and the run underway."""
    told = None if run is None else runs.described(run, who.viewer, result=False)
    return {
        "version": who.state.version,
        "workspace_version": who.home.version,
        "quick": at_once,
        "result": result,
        "run": told,
    }

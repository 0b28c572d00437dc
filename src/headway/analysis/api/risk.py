"""Schedule risk of a project, and forecasts from what it finished week by week."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from headway.analysis import runs
from headway.analysis.asking import Asked, asked
from headway.analysis.risk import KIND
from headway.analysis.risk.job import MOST_TRIALS, newest, quick, shown, simulated
from headway.analysis.throughput import MOST_WEEKS, forecast
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


@router.get("/projects/{int:project_id}/risk", summary="Schedule risk: what the finish may come to")
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


@router.get("/projects/{int:project_id}/throughput", summary="How many by when, when for how many")
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

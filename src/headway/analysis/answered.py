"""What analyses of a project answer whoever asks: over HTTP and on the command line the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from headway.analysis import finish_earlier, plan_check
from headway.analysis.asking import Asked
from headway.analysis.earned_value import PERIODS
from headway.analysis.earned_value import earned_value as measured
from headway.analysis.earned_value_words import described
from headway.analysis.paths import paths_to
from headway.analysis.scope import scope_changes, summed
from headway.analysis.scope_history import base_of, changes_since
from headway.analysis.tracking_told import baseline_told, told
from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.tables import Row
from headway.projects.status import resume_date, status_date
from headway.scheduling.earned_value import FORMULAS
from headway.scheduling.moments import from_iso, to_iso
from headway.words import say

MOST_NUMBER = 10
ROWS, MOST_ROWS = 200, 1000
LONGEST_FLOAT = 10_000_000
END_OF_DAY = 1440


def tracking(
    who: Asked,
    baseline: int = 0,
    float_limit: int | None = None,
    *,
    every: bool = False,
    offset: int = 0,
    limit: int | None = ROWS,
) -> dict[str, Any]:
    """Return how a project stands against a baseline; `float_limit` is in minutes (None: a week),
    `limit` None tells of all tasks. Raises Invalid, naming the field."""
    _check_number(baseline)
    if float_limit is not None and not 0 <= float_limit <= LONGEST_FLOAT:
        raise Invalid(
            say("The float limit is a number of minutes, 0 or more."), field="float_limit"
        )
    if offset < 0:
        raise Invalid(say("Rows are counted from 0."), field="offset")
    if limit is not None and not 0 <= limit <= MOST_ROWS:
        raise Invalid(
            say("At most {most_rows:,} rows are told at once.", most_rows=MOST_ROWS), field="limit"
        )
    near = who.project["minutes_per_week"] if float_limit is None else float_limit
    now = datetime.now(UTC)
    money = who.viewer.may("costs.read") and who.guest.may("rates.read")
    answer = told(
        who.records,
        who.home.records,
        who.scheduled,
        status=status_date(who.project, now),
        resume=resume_date(who.project, now),
        number=baseline,
        limit=near,
        money=money,
        seen=who.tasks,
        every=every,
        offset=offset,
        limit_rows=limit,
    )
    return {
        "version": who.state.version,
        "follows_today": who.project["status_date"] is None,
        "resume_date": to_iso(resume_date(who.project, now)),
        **answer,
    }


def scope(who: Asked, baseline: int = 0) -> dict[str, Any]:
    """Return the changes of scope since a baseline, the newest first, with who made and who approved
    each. Raises Missing where there is no such baseline."""
    _check_number(baseline)
    rows = who.records.rows("baselines").values()
    row = next((r for r in rows if r["number"] == baseline), None)
    if row is None:
        raise Missing(say("There is no baseline {baseline}.", baseline=baseline), field="baseline")
    first = base_of(who.state.stream, row)
    history = changes_since(who.state.stream, first, row, who.state.version)
    works = {k for k, r in who.home.records.rows("resources").items() if r["kind"] == "work"}
    found = scope_changes(who.records, history, row, works.__contains__, who.tasks)
    approvals = {r["change_id"]: r for r in who.records.rows("scope_approvals").values()}
    names = {r["user_id"]: r["name"] for r in who.home.records.rows("members").values()}
    return {
        "version": who.state.version,
        "baseline": baseline_told(who.records, row, who.tasks),
        "whole": first is not None,
        "totals": summed(found),
        "approved": summed(c for c in found if c.change_id in approvals),
        "items": [
            {
                "change_id": change.change_id,
                "changeset_id": change.changeset,
                "version": change.version,
                "at": change.at,
                "by": change.by,
                "type": change.type,
                "items": [item._asdict() for item in change.items],
                "approved": _approval(approvals.get(change.change_id), names),
            }
            for change in reversed(found)
        ],
    }


def earned_value(
    who: Asked, at: str | None = None, baseline: int = 0, formula: str = "cpi", by: str = "week"
) -> dict[str, Any]:
    """Return a project's earned value; `at` is an ISO local date (its end counts) or moment, None the
    status date. `who` was asked for with costs.read. Raises Forbidden without rates.read."""
    if not who.guest.may("rates.read"):
        raise Forbidden(say("Earned value shows what people cost (rates.read is needed)."))
    if formula not in FORMULAS or formula == "bottom_up":
        names = ", ".join(n for n in FORMULAS if n != "bottom_up")
        raise Invalid(say("The formula is one of {names}.", names=names), field="formula")
    if by not in PERIODS:
        raise Invalid(say("Periods are one of {periods}.", periods=", ".join(PERIODS)), field="by")
    status = status_date(who.project, datetime.now(UTC))
    moment = status if at is None else _moment(at)
    found = measured(
        who.records, who.home.records, who.scheduled, moment,
        status=max(status, moment), number=baseline, formula=formula, by=by,
    )  # fmt: skip
    return described(found, who.records, who.home.records, formula)


def checked(who: Asked, baseline: int = 0) -> dict[str, Any]:
    """Return the plan check of a project as of its status date."""
    _check_number(baseline)
    status = resume_date(who.project, datetime.now(UTC))
    costs = who.viewer.may("costs.read")
    found = plan_check.plan_check(
        who.records, who.scheduled, status, costs=costs, number=baseline
    )  # fmt: skip
    return {**found, "status": to_iso(status)}


def paths(who: Asked, task: int, most: int) -> dict[str, Any]:
    """Return the longest paths to a task. Raises Missing where it is not in the plan."""
    _check_task(who, task)
    return paths_to(who.records, who.scheduled, task, most)


def earlier(
    who: Asked, days: float, task: int | None, share: int, basis: str | None
) -> dict[str, Any]:
    """Return what would have to change to finish `days` earlier; `share` is the percent of a duration
    that is left at least. Costs are for those who may see rates: Forbidden for others."""
    if basis is not None and basis not in finish_earlier.BASES:
        raise Invalid(
            say("The basis is one of {bases}.", bases=", ".join(finish_earlier.BASES)),
            field="basis",
        )
    rates = who.guest.may("rates.read")
    if basis == "cost" and not rates:
        raise Forbidden(say("What it costs follows from rates (rates.read is needed)."))
    if task is not None:
        _check_task(who, task)
    asking = finish_earlier.Asking(days, task, share / 100, basis)
    return finish_earlier.finish_earlier(
        who.records, who.home.records, who.scheduled, asking, rates=rates
    )


def _check_number(number: int) -> None:
    if not 0 <= number <= MOST_NUMBER:
        raise Invalid(
            say("Baselines are numbered 0 to {most_number}.", most_number=MOST_NUMBER),
            field="baseline",
        )


def _check_task(who: Asked, task: int) -> None:
    if task not in who.scheduled.places:
        raise Missing(say("There is no such task in this project."))


def _approval(row: Row | None, names: Mapping[int, str]) -> dict[str, Any] | None:
    if row is None:
        return None
    by = names.get(row["user_id"], "")
    return {"reference": row["reference"], "by": by, "at": row["approved_at"]}


def _moment(text: str) -> int:
    try:
        moment, timed = from_iso(text)
    except ValueError:
        raise Invalid(say("Give a date as 2026-03-31."), field="at") from None
    if not FIRST_MOMENT <= moment < LAST_MOMENT:
        raise Invalid(say("Give a date between 1900 and 2200."), field="at")
    return moment if timed else moment + END_OF_DAY

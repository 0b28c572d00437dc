"""Tracking of a project: variances from a baseline, lists to work off, changes of scope."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis.asking import asked
from headway.analysis.scope import scope_changes, summed
from headway.analysis.scope_history import base_of, changes_since
from headway.analysis.tracking_told import baseline_told, told
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.status import resume_date, status_date
from headway.scheduling.moments import to_iso

router = Router(tags=["analysis"])
MOST_NUMBER = 10
ROWS, MOST_ROWS = 200, 1000
LONGEST_FLOAT = 10_000_000


@router.get("/projects/{int:project_id}/tracking", summary="Variances from a baseline, and lists")
def get_tracking(
    request: HttpRequest,
    project_id: int,
    baseline: int = 0,
    float_limit: int | None = None,
    every: bool = False,
    offset: int = 0,
    limit: int = ROWS,
) -> dict[str, Any]:
    """Return how tasks stand against a baseline, and which slip, are late, nearly critical,
    finished early or were left behind.

    Variances are minutes (dates by the project's calendar) and minor units of cost, now minus
    baseline. `float_limit` is the most total float, in minutes, that counts as nearly critical (a
    week, if not given). `tasks` are those that differ from the baseline, with `every` all: `limit` of
    them (at most 1,000) from the `offset`-th on, in the outline's order; `count` says how many there
    are. Lists name tasks by key; the first 100 of each stand in `listed` with their figures. Costs are
    null for who may not see costs and rates.
    """
    who = asked(request, project_id)
    _check_number(baseline)
    if float_limit is not None and not 0 <= float_limit <= LONGEST_FLOAT:
        raise Invalid("The float limit is a number of minutes, 0 or more.", field="float_limit")
    if offset < 0:
        raise Invalid("Rows are counted from 0.", field="offset")
    if not 0 <= limit <= MOST_ROWS:
        raise Invalid(f"At most {MOST_ROWS:,} rows are told at once.", field="limit")
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


@router.get("/projects/{int:project_id}/scope", summary="Changes of scope since a baseline")
def get_scope(request: HttpRequest, project_id: int, baseline: int = 0) -> dict[str, Any]:
    """Return which changes since a baseline added, removed or changed tasks, work, story points and
    deliverables, by whom, the newest first, and whether each was approved."""
    who = asked(request, project_id)
    _check_number(baseline)
    rows = who.records.rows("baselines").values()
    row = next((r for r in rows if r["number"] == baseline), None)
    if row is None:
        raise Missing(f"There is no baseline {baseline}.", field="baseline")
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


def _check_number(number: int) -> None:
    if not 0 <= number <= MOST_NUMBER:
        raise Invalid(f"Baselines are numbered 0 to {MOST_NUMBER}.", field="baseline")


def _approval(row: Row | None, names: Mapping[int, str]) -> dict[str, Any] | None:
    if row is None:
        return None
    by = names.get(row["user_id"], "")
    return {"reference": row["reference"], "by": by, "at": row["approved_at"]}

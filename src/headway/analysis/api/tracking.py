"""Tracking of a project: variances from a baseline, lists to work off, changes of scope."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis.asking import Asked, asked
from headway.analysis.scope import scope_changes, summed
from headway.analysis.scope_history import base_of, changes_since
from headway.analysis.tracking import (
    costs_with_below,
    efforts_of,
    project_time,
    results_of,
    saved_of,
    standings,
)
from headway.analysis.variance import Saved, Standing, Variance, tracking
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.costing import Cost
from headway.projects.effort import Effort
from headway.projects.outline import numbered
from headway.projects.status import resume_date, status_date
from headway.scheduling.moments import to_iso

router = Router(tags=["analysis"])
MOST_NUMBER = 10
LONGEST_FLOAT = 10_000_000


@router.get("/projects/{int:project_id}/tracking", summary="Variances from a baseline, and lists")
def get_tracking(
    request: HttpRequest, project_id: int, baseline: int = 0, float_limit: int | None = None
) -> dict[str, Any]:
    """Return how each task stands against a baseline, and which slip, are late, nearly critical,
    finished early or were left behind.

    Variances are minutes (dates by the project's calendar) and minor units of cost, now minus
    baseline. `float_limit` is the most total float, in minutes, that counts as nearly critical (a
    week, if not given). Costs are null for who may not see costs and rates.
    """
    who = asked(request, project_id)
    _check_number(baseline)
    if float_limit is not None and not 0 <= float_limit <= LONGEST_FLOAT:
        raise Invalid("The float limit is a number of minutes, 0 or more.", field="float_limit")
    limit = who.project["minutes_per_week"] if float_limit is None else float_limit
    now = datetime.now(UTC)
    status = status_date(who.project, now)
    money = who.viewer.may("costs.read") and who.guest.may("rates.read")
    results = results_of(who.scheduled)
    efforts = efforts_of(who.records, who.home.records, results)
    costs = None
    if money:
        costs = costs_with_below(who.records, who.home.records, who.scheduled, results)
    row, saved = saved_of(who.records, baseline, costs=money)
    every = standings(who.records, who.scheduled, results, status, efforts, costs)
    seen = [t for t in every if who.tasks is None or t.key in who.tasks]
    saved = {t.key: saved[t.key] for t in seen if t.key in saved}
    moments = [m for s in saved.values() for m in (s.start, s.finish) if m is not None]
    found = tracking(seen, saved, status, limit, project_time(who.scheduled, [status, *moments]))
    places = numbered(who.records)
    known = {task.key: task for task in seen}
    return {
        "version": who.state.version,
        "status_date": to_iso(status),
        "follows_today": who.project["status_date"] is None,
        "resume_date": to_iso(resume_date(who.project, now)),
        "float_limit_minutes": limit,
        "currency": who.project["currency"] if money else None,
        "baseline": None if row is None else _baseline(who, row),
        "baselines": [
            _baseline(who, one)
            for one in sorted(who.records.rows("baselines").values(), key=lambda r: r["number"])
        ],
        "totals": _variance(found.totals),
        "tasks": [
            _task(who, known[key], places[key], saved.get(key), found.variances, efforts, costs)
            for key in places
            if key in known
        ],
        "slipping": list(found.slipping),
        "late": [{"id": key, "end": end, "minutes": by} for key, end, by in found.late],
        "nearly_critical": list(found.nearly_critical),
        "finished_early": list(found.finished_early),
        "left_behind": list(found.left_behind),
        "missing": list(found.missing),
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
        "baseline": _baseline(who, row),
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


def _baseline(who: Asked, row: Row) -> dict[str, Any]:
    keys = who.records.index("baseline_tasks", "baseline_id").get(row["id"], ())
    rows = who.records.rows("baseline_tasks")
    tasks = sum(who.tasks is None or rows[k]["task_id"] in who.tasks for k in keys)
    return {**{n: row[n] for n in ("id", "number", "name", "taken_at")}, "tasks": tasks}


def _variance(found: Variance) -> dict[str, Any]:
    return {
        "start_minutes": found.start,
        "finish_minutes": found.finish,
        "duration_minutes": found.duration,
        "work_minutes": found.work,
        "cost": found.cost,
    }


def _task(
    who: Asked,
    task: Standing,
    place: tuple[int, str],
    saved: Saved | None,
    variances: Mapping[int, Variance],
    efforts: Mapping[int, Effort],
    costs: Mapping[int, Cost] | None,
) -> dict[str, Any]:
    row = who.records.rows("tasks")[task.key]
    effort = efforts[task.key]
    cost = costs.get(task.key, Cost(0, 0)) if costs is not None else None
    level, wbs = place
    return {
        "id": task.key,
        "parent_id": row["parent_id"],
        "wbs": row["wbs"] or wbs,
        "level": level,
        "name": row["name"],
        "summary": task.summary,
        "milestone": task.milestone,
        "active": task.active,
        "start": to_iso(task.start),
        "finish": to_iso(task.finish),
        "duration_minutes": task.duration,
        "percent_complete": task.percent,
        "total_float_minutes": task.total_float,
        "critical": task.critical,
        "work_minutes": effort.total,
        "actual_work_minutes": effort.actual,
        "remaining_work_minutes": effort.remaining,
        "cost": None if cost is None else cost.total,
        "actual_cost": None if cost is None else cost.actual,
        "done_until": to_iso(task.done_until),
        "behind_minutes": task.behind,
        "baseline": None
        if saved is None
        else {
            "start": to_iso(saved.start),
            "finish": to_iso(saved.finish),
            "duration_minutes": saved.duration,
            "work_minutes": saved.work,
            "cost": saved.cost,
        },
        "variance": None if saved is None else _variance(variances[task.key]),
    }

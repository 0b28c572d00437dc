"""Tracking as it is told to people and programs: by task, by list and for the whole plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.analysis.tracking import (
    costs_with_below,
    efforts_of,
    project_time,
    results_of,
    saved_of,
    standings,
)
from headway.analysis.variance import Saved, Standing, Variance, tracking
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import Cost
from headway.projects.derivations import Scheduled
from headway.projects.effort import Effort
from headway.projects.outline import numbered
from headway.scheduling.moments import to_iso

MOST_LISTED = 100
"""Tasks of each list that are told of with their figures; the others are named."""


def told(
    records: Records,
    workspace: Records,
    scheduled: Scheduled,
    *,
    status: int,
    resume: int | None = None,
    number: int,
    limit: int,
    money: bool,
    seen: set[int] | None = None,
    every: bool = True,
    offset: int = 0,
    limit_rows: int | None = None,
) -> dict[str, Any]:
    """Return how each task stands against baseline `number` at the moment `status`, and the lists.

    Work counts as left in the past that is undone before `resume` (`status`, if not given): where the
    status date follows today that is this morning, so that what was moved there is left no more.
    `limit` is the most total float, in minutes, that counts as nearly critical; without `money`
    costs are None; `seen` are the tasks to tell of, None for all. Without `every`, `tasks` are those
    that differ from the baseline or are new to it; they are told from the `offset`-th of the outline
    on, at most `limit_rows`, and `count` says how many there are. `listed` are the tasks that come
    first in the lists. Dates are ISO local times, variances minutes and minor units of cost, now minus
    baseline.
    """
    results = results_of(scheduled)
    efforts = efforts_of(records, workspace, results)
    costs = costs_with_below(records, workspace, scheduled, results) if money else None
    row, saved = saved_of(records, number, costs=money)
    moments = [m for one in saved.values() for m in (one.start, one.finish) if m is not None]
    between = project_time(scheduled, [status, *moments])
    since = status if resume is None else resume
    rows = standings(records, scheduled, results, since, efforts, costs, between)
    known = {t.key: t for t in rows if seen is None or t.key in seen}
    saved = {key: saved[key] for key in known if key in saved}
    found = tracking(known.values(), saved, status, limit, between)
    places = numbered(records)
    differing = {key for key, by in found.variances.items() if any(by)}
    if row is not None:
        differing |= {key for key, task in known.items() if task.active and key not in saved}
    keys = [key for key in places if key in known and (every or key in differing)]
    end = len(keys) if limit_rows is None else offset + limit_rows
    lists = (
        found.left_behind, [key for key, _, _ in found.late], found.slipping,
        found.nearly_critical, found.finished_early, found.missing,
    )  # fmt: skip
    first = dict.fromkeys(key for one in lists for key in one[:MOST_LISTED])

    def told_of(key: int) -> dict[str, Any]:
        return _task(
            records.rows("tasks")[key], known[key], places[key], saved.get(key),
            found.variances, efforts[key], costs,
        )  # fmt: skip

    project = next(iter(records.rows("projects").values()))
    return {
        "status_date": to_iso(status),
        "float_limit_minutes": limit,
        "minutes_per_day": project["minutes_per_day"],
        "currency": project["currency"] if money else None,
        "baseline": None if row is None else baseline_told(records, row, seen),
        "baselines": [
            baseline_told(records, one, seen)
            for one in sorted(records.rows("baselines").values(), key=lambda r: r["number"])
        ],
        "totals": _variance(found.totals),
        "tasks": [told_of(key) for key in keys[offset:end]],
        "count": len(keys),
        "listed": [told_of(key) for key in first],
        "slipping": list(found.slipping),
        "late": [{"id": key, "end": end, "minutes": by} for key, end, by in found.late],
        "nearly_critical": list(found.nearly_critical),
        "finished_early": list(found.finished_early),
        "left_behind": list(found.left_behind),
        "missing": list(found.missing),
    }


def baseline_told(records: Records, row: Row, seen: set[int] | None) -> dict[str, Any]:
    """Return a baseline and how many tasks it has of those that are told of."""
    keys = records.index("baseline_tasks", "baseline_id").get(row["id"], ())
    rows = records.rows("baseline_tasks")
    tasks = sum(seen is None or rows[k]["task_id"] in seen for k in keys)
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
    row: Row,
    task: Standing,
    place: tuple[int, str],
    saved: Saved | None,
    variances: Mapping[int, Variance],
    effort: Effort,
    costs: Mapping[int, Cost] | None,
) -> dict[str, Any]:
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

"""A roadmap as programs read it: dates are ISO local times of each project's zone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headway.reports.gantt.rows import Row
from headway.reports.roadmap.lanes import Lane, Standing
from headway.scheduling.moments import to_iso


def told(lanes: Sequence[tuple[int, int, int, Lane]]) -> dict[str, Any]:
    """Return {"items"}; a lane comes with its project's key, version and the present moment there."""
    return {"items": [_lane(*one) for one in lanes]}


def _lane(key: int, version: int, now: int, lane: Lane) -> dict[str, Any]:
    project: Mapping[str, Any] = lane.chart.project
    start, finish = lane.chart.span
    return {
        "id": key,
        "version": version,
        "name": project["name"],
        "minutes_per_day": project["minutes_per_day"],
        "now": to_iso(now),
        "status_date": to_iso(lane.chart.status),
        "baseline": lane.chart.baseline,
        "start": to_iso(start),
        "finish": to_iso(finish),
        "percent_complete": lane.percent,
        "slip_minutes": lane.slip,
        **_standing(lane.standing),
        "phases": [
            {**_row(one.row), "level": one.level, **_standing(one.standing)} for one in lane.phases
        ],
        "milestones": [
            {**_row(one.row), "phase_id": one.phase, **_standing(one.standing)}
            for one in lane.milestones
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "task_id": row.key,
        "name": row.name,
        "start": to_iso(row.start),
        "finish": to_iso(row.finish),
        "percent_complete": row.percent,
        "critical": row.critical,
        "baseline_start": None if row.baseline is None else to_iso(row.baseline[0]),
        "baseline_finish": None if row.baseline is None else to_iso(row.baseline[1]),
        "slip_minutes": row.slip,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {"health": one.health, "reason": one.reason}

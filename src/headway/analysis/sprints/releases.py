"""How far releases are, and when they may be ready.

Two voices, told apart. The plan says when the last task of a release finishes. The team's pace says
when it has worked its list down to the last item of the release: sprints by their dates, then the
backlog, in their order, so that what stands before counts too. Pace is throughput (a simulation over
finished items a week, as `headway.analysis.throughput` has it) and velocity (points a sprint over the
mean length of the sprints that are over).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from headway.analysis.sprints.history import Run, shown
from headway.analysis.sprints.live import Live
from headway.analysis.sprints.report import AVERAGED, completed, done_of
from headway.analysis.throughput import forecast
from headway.changes.tables import Row
from headway.projects.sprints import OPEN, backlog_of, is_item
from headway.scheduling.moments import DAY, to_iso

WEEKS = 12
FAR = 10 * 366 * DAY


def releases(live: Live) -> list[dict[str, Any]]:
    """Return the releases by their dates, those without one last, each with its forecast."""
    records = live.who.records
    rows = sorted(
        records.rows("releases").values(),
        key=lambda r: (r["date"] is None, r["date"] or 0, r["id"]),
    )
    if not rows:
        return []
    pace = _pace(live.runs(), live.sprints)
    order = line_up(live)
    return [_release(live, row, order, pace) for row in rows]


def line_up(live: Live) -> list[Row]:
    """Return what is to be done in the order in which the team takes it on."""
    opened = sorted(
        (row for row in live.sprints.values() if row["state"] in OPEN),
        key=lambda r: (r["state"] != "active", r["start"] is None, r["start"] or 0, r["id"]),
    )
    found = [row for one in opened for row in live.undone(live.items(one["id"]))]
    return found + backlog_of(live.draft, live.who.state.stream)


def _release(
    live: Live, row: Row, order: list[Row], pace: tuple[float, float] | None
) -> dict[str, Any]:
    records = live.who.records
    tasks = records.rows("tasks")
    keys = records.index("release_items", "release_id").get(row["id"], ())
    mine = [tasks[records.rows("release_items")[key]["task_id"]] for key in keys]
    items = [task for task in mine if is_item(live.draft, task)]
    left = live.undone(items)
    waiting = {task["id"] for task in left}
    places = [place for place, task in enumerate(order, 1) if task["id"] in waiting]
    ahead = order[: places[-1]] if places else []
    scheduled = live.who.scheduled
    finishes = [
        int(scheduled.schedule.finish[scheduled.places[task["id"]]])
        for task in left
        if task["id"] in scheduled.places
    ]
    points = [sum(task["story_points"] or 0 for task in part) for part in (items, left, ahead)]
    return {
        **{name: row[name] for name in ("id", "name", "description", "released")},
        "date": to_iso(row["date"]),
        "items": len(items),
        "done": len(items) - len(left),
        "points": shown(points[0], "points"),
        "points_done": shown(points[0] - points[1], "points"),
        "unestimated": sum(task["story_points"] is None for task in left),
        "task_ids": [task["id"] for task in items],
        "plan": to_iso(max(finishes, default=None)),
        "ahead": len(ahead) - len(places),
        "unlisted": len(left) - len(places),
        "throughput": _throughput(live, len(ahead)),
        "velocity": _velocity(live.now, points[2], pace),
    }


def _throughput(live: Live, items: int) -> dict[str, Any] | None:
    """Return by when so many items are done with a chance of 50 and 85 %."""
    if not items:
        return None
    found = forecast(live.who.records, live.now, weeks=WEEKS, items=items)
    dates = (found["when"] or {}).get("dates")
    return None if dates is None else {p: dates[p] for p in ("p50", "p85")}


def _pace(runs: Mapping[int, Run], sprints: Mapping[int, Row]) -> tuple[float, float] | None:
    """Return hundredths of a point that a sprint brings, and the minutes from one to the next."""
    over = completed(runs, sprints)[-AVERAGED:]
    if not over:
        return None
    done = sum(size.points or 0 for run in over for size in done_of(run).values())
    spans = [sprints[run.key]["finish"] - sprints[run.key]["start"] for run in over]
    # Two sprints that follow each other with a weekend between are that much longer apart.
    starts = sorted(sprints[run.key]["start"] for run in over)
    apart = [b - a for a, b in pairwise(starts) if b > a]
    length = sum(apart) / len(apart) if apart else sum(spans) / len(spans)
    return (done / len(over), length) if done else None


def _velocity(now: int, points: int, pace: tuple[float, float] | None) -> dict[str, Any] | None:
    """Return how many sprints so many hundredths of a point take, and the day on which they end."""
    if pace is None or not points:
        return None
    needed = points / pace[0]
    reach = needed * pace[1]
    if reach > FAR:
        return {"sprints": round(needed, 1), "date": None}
    return {"sprints": round(needed, 1), "date": to_iso(-(-(now + round(reach)) // DAY) * DAY)}

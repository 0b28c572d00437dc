"""The report of a sprint, and the velocity of the last ones. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headway.analysis.bars import paired
from headway.analysis.sprints.history import (
    MEASURES,
    Run,
    Sample,
    Size,
    amounts,
    shown,
)
from headway.changes.tables import Row
from headway.scheduling.moments import to_iso
from headway.words import say

SHOWN = 12
"""Sprints that the chart of velocity shows at most."""
AVERAGED = 5
"""Completed sprints whose average is the velocity."""


def done_of(run: Run) -> Sample:
    """Return the items that were done in a sprint."""
    return {key: size for key, size in run.last.items() if size.done}


def report(run: Run, tasks: Mapping[int, Row], sprints: Mapping[int, Row]) -> dict[str, Any]:
    """Return what became of the items of a sprint that was started.

    `completed` and `not_completed` are together what was in it in the end; `removed` left it before.
    `added` marks what came after the start; `to` names the sprint that an undone item went on to.
    """
    committed, last, ever = run.committed, run.last, run.ever

    def item(key: int, size: Size) -> dict[str, Any]:
        row, first = tasks.get(key), committed.get(key)
        to = run.carried.get(key)
        return {
            "task_id": key if row is not None else None,
            "name": row["name"] if row is not None else "",
            "number": row["number"] if row is not None else None,
            "points": _points(size),
            "points_before": _points(first) if first is not None else None,
            "added": key not in committed,
            "to": sprints[to]["name"] if to is not None and to in sprints else None,
        }

    def listed(sample: Sample) -> list[dict[str, Any]]:
        return [item(key, size) for key, size in sorted(sample.items())]

    done = done_of(run)
    left = {key: size for key, size in last.items() if not size.done}
    added = {key: size for key, size in last.items() if key not in committed}
    removed = {key: size for key, size in ever.items() if key not in last}
    return {
        "started": to_iso(run.started),
        "ended": to_iso(run.ended),
        "totals": {
            "committed": amounts(committed),
            "completed": amounts(done),
            "not_completed": amounts(left),
            "added": amounts(added),
            "removed": amounts(removed),
        },
        "completed": listed(done),
        "not_completed": listed(left),
        "removed": listed(removed),
    }


def _points(size: Size) -> float | None:
    return None if size.points is None else shown(size.points, "points")


def completed(runs: Mapping[int, Run], sprints: Mapping[int, Row]) -> list[Run]:
    """Return the sprints that are over, in the order in which they ended."""
    ended = [run for key, run in runs.items() if run.ended is not None and key in sprints]
    return sorted(ended, key=lambda run: (run.ended or 0, run.key))


def velocity(runs: Mapping[int, Run], sprints: Mapping[int, Row]) -> dict[str, Any]:
    """Return what the last sprints committed to and completed, and the average of the last five."""
    over = completed(runs, sprints)[-SHOWN:]
    rows = [
        {
            "sprint_id": run.key,
            "name": sprints[run.key]["name"],
            "committed": amounts(run.committed),
            "completed": amounts(done_of(run)),
        }
        for run in over
    ]
    averages = {measure: _average(rows, measure) for measure in MEASURES}
    return {
        "sprints": rows,
        "averaged": min(AVERAGED, len(rows)),
        "average": averages if rows else None,
        "charts": {} if not rows else {name: _chart(rows, averages, name) for name in MEASURES},
    }


def _average(rows: Sequence[Mapping[str, Any]], measure: str) -> float:
    last = [row["completed"][measure] for row in rows[-AVERAGED:]]
    return round(sum(last) / len(last), 2) if last else 0


def _chart(
    rows: Sequence[Mapping[str, Any]], averages: Mapping[str, float], measure: str
) -> dict[str, Any]:
    title = {"points": say("Story points"), "items": say("Items"), "hours": say("Hours")}[measure]
    return paired(
        [(row["name"], row["committed"][measure], row["completed"][measure]) for row in rows],
        (say("Committed"), say("Completed")),
        title=title,
        name=say("Sprint"),
        level=(averages[measure], say("Average")),
        description=f"On average {averages[measure]:g} {title.lower()} a sprint.",
    )

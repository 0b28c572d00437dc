"""Burndown and burnup of a sprint, day by day. Pure.

Each point is what was so at that midnight of the plan's zone; the last one is what is so now. The ideal
line falls from what was committed to nothing in the project's working time, so that days off are flat.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headway.analysis import charts
from headway.analysis.sprints.history import Run, Sample, remaining, shown, total
from headway.changes.tables import Row
from headway.scheduling.moments import DAY, to_iso
from headway.words import mark, say

PARTS = ("added", "removed", "changed")
MARKED = 8
"""Days of a chart that are marked at most, those on which most moved."""
TITLES = {"points": mark("Story points"), "items": mark("Items"), "hours": mark("Hours")}


def burn(
    run: Run, sprint: Row, measure: str, now: int, worked: Callable[[int, int], int]
) -> dict[str, Any]:
    """Return the days of a sprint that was started, and the two charts of them.

    `worked` gives the working minutes between two moments; `now` is the minute in the plan's zone.
    """
    first, last = sprint["start"], sprint["finish"]
    end = min(now, run.ended if run.ended is not None else now)
    moments = sorted({max(first, run.started), *range(first + DAY, end, DAY), end})
    moments = [at for at in moments if run.started <= at <= end and at >= first] or [end]
    days = []
    for at in moments:
        sample = run.at(at)
        scope, left = total(sample, measure), remaining(sample, measure)
        days.append(
            {
                "at": to_iso(at),
                "remaining": shown(left, measure),
                "completed": shown(scope - left, measure),
                "scope": shown(scope, measure),
            }
        )
    moves = scope_moves(run, measure, end)
    ideal = _ideal(total(run.committed, measure), first, last, worked)
    line = [{"at": to_iso(at), "value": shown(value, measure)} for at, value in ideal]
    return {
        "days": days,
        "ideal": line,
        "scope": moves,
        "charts": _charts(days, line, moves, measure, sprint),
    }


def scope_moves(run: Run, measure: str, until: int) -> list[dict[str, Any]]:
    """Return by day what came into the sprint after its start, what left it, and by how much what is
    in it was estimated anew: {"at", "added", "removed", "changed"}, `at` the last such moment of the
    day. A day on which all of it comes to nothing is left out."""
    found: dict[int, dict[str, Any]] = {}
    before: Sample = run.committed
    for at, sample in run.samples:
        if at > until:
            break
        parts = {
            "added": sum(size.of(measure) for key, size in sample.items() if key not in before),
            "removed": sum(size.of(measure) for key, size in before.items() if key not in sample),
            "changed": sum(
                size.of(measure) - before[key].of(measure)
                for key, size in sample.items()
                if key in before
            ),
        }
        before = sample
        if not any(parts.values()):
            continue
        day = found.setdefault(at // DAY, dict.fromkeys(parts, 0))
        day["at"] = to_iso(at)
        for name, value in parts.items():
            day[name] += value
    return [
        {"at": day["at"], **{name: shown(day[name], measure) for name in PARTS}}
        for day in found.values()
        if any(day[name] for name in PARTS)
    ]


def _ideal(
    committed: int, first: int, last: int, worked: Callable[[int, int], int]
) -> list[tuple[int, int]]:
    """Return the ideal line by midnights: it falls with working time."""
    whole = worked(first, last)
    found = []
    for at in range(first, last + 1, DAY):
        share = worked(first, at) / whole if whole else (at - first) / (last - first)
        found.append((at, round(committed * (1 - share))))
    return found


def _charts(
    days: list[dict[str, Any]],
    ideal: list[dict[str, Any]],
    moves: list[dict[str, Any]],
    measure: str,
    sprint: Row,
) -> dict[str, Any]:
    title = say(TITLES[measure])
    most = sorted(moves, key=lambda one: -sum(abs(one[name]) for name in PARTS))[:MARKED]
    marks = [(one["at"], _said(one), "risk") for one in moves if one in most]

    def points(name: str) -> list[tuple[str, float | None]]:
        return [(day["at"], day[name]) for day in days]

    now = days[-1]
    return {
        "burndown": charts.lines(
            [
                (say("Remaining"), points("remaining")),
                (say("Ideal"), [(one["at"], one["value"]) for one in ideal]),
                (say("Scope"), points("scope")),
            ],
            title=title,
            marks=marks,
            description=f"{sprint['name']}: {now['remaining']} of {now['scope']} remain.",
        ),
        "burnup": charts.lines(
            [
                (say("Completed"), points("completed")),
                (say("Ideal"), [(one["at"], ideal[0]["value"] - one["value"]) for one in ideal]),
                (say("Scope"), points("scope")),
            ],
            title=title,
            marks=marks,
            description=f"{sprint['name']}: {now['completed']} of {now['scope']} are completed.",
        ),
    }


def _said(move: dict[str, Any]) -> str:
    """Return what became of the scope on a day, as "+8 added, −3 removed"."""
    words = []
    if move["added"]:
        words.append(say("+{added:g} added", added=move["added"]))
    if move["removed"]:
        words.append(say("−{removed:g} removed", removed=move["removed"]))
    if move["changed"]:
        sign = "+" if move["changed"] > 0 else "−"
        words.append(
            say("{sign}{changed:g} estimated anew", sign=sign, changed=abs(move["changed"]))
        )
    return ", ".join(words)

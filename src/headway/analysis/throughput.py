"""Forecasts from throughput: what a project finished week by week says of what it will finish. Pure.

Counted are tasks that are worked on (no summaries, no milestones, none that is inactive), in the
week of their actual finish. Weeks are the seven days up to the date of the forecast, and so on
back, so that all of them are whole; none before the first task was started counts.
"""

from __future__ import annotations

from typing import Any

from headway.analysis import charts
from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.scheduling.moments import to_iso, words
from headway.scheduling.risk import how_many, when
from headway.words import say

WEEK = 7 * 1440
DAY = 1440
MOST_WEEKS = 260
LONGEST = 520
"""Weeks that are looked ahead."""
PERCENTS = (50, 70, 80, 85, 90, 95)


def forecast(
    records: Records,
    now: int,
    *,
    weeks: int,
    until: int | None = None,
    items: int | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """Return the history of at most `weeks` weeks, how many tasks are done by `until` (four weeks
    on, if not given), and when `items` (the unfinished, if not given) are done.

    Raises Invalid for a date that is less than a week or more than ten years on.
    """
    tasks = _counted(records)
    # Today counts as a whole day.
    end = -(-now // DAY) * DAY
    if until is None:
        until = end + 4 * WEEK
    ahead = (until // DAY * DAY - end) // WEEK
    if not 1 <= ahead <= LONGEST:
        raise Invalid(
            say(
                "Forecasts are for whole weeks: give a date from {first} to {last}.",
                first=words(end + WEEK),
                last=words(end + LONGEST * WEEK),
            ),
            field="until",
        )
    history = _history(tasks, end, weeks)
    left = sum(row["actual_finish"] is None for row in tasks)
    wanted = left if items is None else items
    found: dict[str, Any] = {
        "at": to_iso(end),
        "tasks": len(tasks),
        "unfinished": left,
        "history": [
            {"from": to_iso(end - (len(history) - n) * WEEK), "finished": count}
            for n, count in enumerate(history)
        ],
        "how_many": None,
        "when": None,
        "charts": {"history": _chart(history, end)} if history else {},
    }
    if not any(history):
        return found
    many = how_many(history, ahead, seed=seed)
    found["how_many"] = {
        "until": to_iso(end + ahead * WEEK),
        "weeks": ahead,
        "items": {f"p{p}": many.at_least(p) for p in PERCENTS},
    }
    if wanted:
        found["when"] = {"items": wanted, **_when(history, wanted, end, seed)}
    return found


def _when(history: list[int], items: int, end: int, seed: int) -> dict[str, Any]:
    try:
        found = when(history, items, seed=seed)
    except ValueError:
        # At this pace it takes longer than anybody looks ahead.
        return {"weeks": None, "dates": None}
    weeks = {f"p{p}": found.within(p) for p in PERCENTS}
    return {"weeks": weeks, "dates": {p: to_iso(end + n * WEEK) for p, n in weeks.items()}}


def _counted(records: Records) -> list[Row]:
    """Return the tasks that are worked on."""
    children = records.index("tasks", "parent_id")
    return [
        row
        for row in records.rows("tasks").values()
        if row["id"] not in children and row["active"] and not row["milestone"]
    ]


def _history(tasks: list[Row], end: int, weeks: int) -> list[int]:
    """Return how many were finished in each of the past weeks, the oldest first."""
    starts = [row["actual_start"] for row in tasks if row["actual_start"] is not None]
    finishes = [row["actual_finish"] for row in tasks if row["actual_finish"] is not None]
    first = min([*starts, *finishes], default=end)
    weeks = min(weeks, max(0, -((first - end) // WEEK)))
    counts = [0] * weeks
    for finish in finishes:
        # A finish at midnight belongs to the day that ends then.
        back = (end - finish) // WEEK
        if finish <= end and back < weeks:
            counts[weeks - 1 - back] += 1
    return counts


def _chart(history: list[int], end: int) -> dict[str, Any]:
    weeks = len(history)
    return charts.counts(
        [
            (
                str(to_iso(end - (weeks - n) * WEEK)),
                str(to_iso(end - (weeks - n - 1) * WEEK)),
                count,
            )
            for n, count in enumerate(history)
        ],
        title=say("Finished tasks"),
        description=f"{sum(history)} tasks were finished in {weeks} weeks.",
    )

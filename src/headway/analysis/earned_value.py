"""Earned value of a live project: its baseline, progress and costs as the engine reads them. Pure.

Progress and cost are known as they stand now, not day by day: what is done of a task is taken as
done evenly over its working time from its actual start to its actual finish or, unfinished, to
the status date; what it cost so far likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import ceil

import numpy as np

from headway.changes.errors import Missing
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import costs_of
from headway.projects.derivations import Scheduled
from headway.projects.worktime import calendars_of
from headway.scheduling.earned_value import Clock, Planned, Report, Work, report
from headway.scheduling.earned_value.report import HUNDRED
from headway.scheduling.moments import EPOCH
from headway.words import say

PERIODS = ("week", "month")
DAY = 1440
MOST_PERIODS = 520
"""Ten years of weeks."""
FARTHEST = 40 * 365 * 480
"""A forecast of more working time than this (forty years) says nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """What was done of a task, as a budget spread over the time in which it was."""

    start: int
    finish: int
    budget: int
    calendars: tuple[int, ...]


@dataclass(frozen=True)
class EarnedValue:
    """Earned value of a project: the report's lines are the tasks of `keys`, in that order."""

    report: Report
    keys: list[int]
    begin: int
    baseline: Row | None
    priced: bool
    """Whether the baseline knows costs; else the budget is what the plan costs now."""
    unpriced: set[int]
    forecast_finish: int | None
    """When it is done if the rest goes as the past did: planned duration / SPI(t)."""


def earned_value(
    records: Records,
    workspace: Records,
    scheduled: Scheduled,
    at: int,
    *,
    status: int | None = None,
    number: int = 0,
    formula: str = "cpi",
    by: str = "week",
) -> EarnedValue:
    """Return a project's earned value at moment `at` against baseline `number`.

    `status` is the moment as of which progress is known (`at`, if not given): with a later one than
    `at` the past is looked at.
    Without any baseline the plan as it stands is the yardstick; a number that is not there raises
    Missing, an unknown `formula` or `by` ValueError.
    """
    if by not in PERIODS:
        raise ValueError(f"'{by}' is no period: {', '.join(PERIODS)} are")
    status = at if status is None else status
    baseline = _baseline(records, number)
    results = rows_of(scheduled)
    costs = costs_of(records, workspace, results.get)
    planned, budgets = _plan(records, baseline)
    keys = [k for k in scheduled.keys if records.rows("tasks")[k]["active"]]
    ends = _ends(scheduled, planned, at, by)
    work = []
    places = {key: place for place, key in enumerate(keys)}
    spans: list[tuple[Span, Span]] = []
    for key in keys:
        row, result = records.rows("tasks")[key], results[key]
        cost = costs.by_task.get(key)
        if baseline is None:
            start, finish = result["start"], result["finish"]
            budget = cost.total if cost else 0
        elif key in planned:
            start, finish = planned[key]
            budget = budgets.get(key, 0) if budgets else (cost.total if cost else 0)
        else:
            start = finish = result["start"]
            budget = 0
        calendars = calendars_of(scheduled, row)
        spans.append(_done(row, result, status, cost.actual if cost else 0, calendars))
        work.append((key, start, finish, budget, calendars))
    steps = _steps(scheduled, [one for one, _ in spans], [*ends, at])
    spent = _steps(scheduled, [two for _, two in spans], [*ends, at])
    lines = [
        Work(
            start=start,
            finish=max(start, finish),
            budget=budget,
            parent=places.get(records.rows("tasks")[key]["parent_id"] or 0, -1),
            calendars=calendars,
            earned=tuple(_until_done(steps[n], spans[n][0])),
            spent=tuple(_added(spent[n])),
        )
        for n, (key, start, finish, budget, calendars) in enumerate(work)
    ]
    columns = scheduled.columns_
    clock = (columns.calendar,)
    found = report(
        lines, at, calendars=columns.calendars, clock=clock, periods=ends, formula=formula
    )
    begin = min((w.start for w in lines), default=at)
    forecast = _forecast(found, scheduled, clock, begin) if found.total.ev else None
    return EarnedValue(
        found, keys, begin, baseline, not baseline or bool(budgets), costs.unpriced, forecast
    )


def _forecast(
    found: Report, scheduled: Scheduled, clock: tuple[int, ...], begin: int
) -> int | None:
    """Return the moment at which the estimated duration at completion ends, None beyond reach."""
    ahead = found.schedule.ieac_t
    if ahead is None or ahead > FARTHEST:
        return None
    minutes = ceil(ahead)
    horizon = begin + 10 * minutes + 90 * DAY
    return Clock(scheduled.columns_.calendars, clock, begin, horizon).moment_after(minutes)


def rows_of(scheduled: Scheduled) -> dict[int, Row]:
    """Return all rows of the schedule by task."""
    columns = scheduled.columns()
    names = list(columns)
    values = zip(*columns.values(), strict=True)
    return {row[0]: dict(zip(names, row, strict=True)) for row in values}


def _baseline(records: Records, number: int) -> Row | None:
    rows = records.rows("baselines").values()
    found = next((row for row in rows if row["number"] == number), None)
    if found is None and (rows and number != 0):
        raise Missing(say("There is no baseline {number}.", number=number))
    return found


def _plan(
    records: Records, baseline: Row | None
) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
    """Return start and finish, and the cost, of each task in a baseline."""
    if baseline is None:
        return {}, {}
    tasks, costs = records.rows("baseline_tasks"), records.rows("baseline_costs")
    dated = (
        tasks[k] for k in records.index("baseline_tasks", "baseline_id").get(baseline["id"], ())
    )
    priced = (
        costs[k] for k in records.index("baseline_costs", "baseline_id").get(baseline["id"], ())
    )
    planned = {
        row["task_id"]: (row["start"], row["finish"])
        for row in dated
        if row["start"] is not None and row["finish"] is not None
    }
    return planned, {row["task_id"]: row["cost"] for row in priced}


def _ends(scheduled: Scheduled, planned: dict[int, tuple[int, int]], at: int, by: str) -> list[int]:
    """Return the ends of the weeks or months from the first start to the last finish."""
    s = scheduled.schedule
    edges = [m for pair in planned.values() for m in pair] + [at]
    if len(scheduled.keys):
        edges += [int(s.start.min()), int(s.finish.max())]
    low, high = min(edges), max(edges)
    found: list[int] = []
    day = EPOCH + timedelta(days=low // DAY)
    while len(found) < MOST_PERIODS:
        if by == "week":
            day += timedelta(days=7 - day.weekday())
        else:
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((day - EPOCH).days * DAY)
        if found[-1] >= high:
            break
    return found


def _done(
    row: Row, result: Row, status: int, spent: int, calendars: tuple[int, ...]
) -> tuple[Span, Span]:
    """Return what of a task is earned (hundredths of a percent) and what it cost, each over the
    time in which it happened."""
    percent = result.get("percent_complete", 0)
    start = result["start"] if row["actual_start"] is None else row["actual_start"]
    finish = result["finish"] if row["actual_finish"] is None else row["actual_finish"]
    # What is done is done by the status date, whatever the plan says of the task's dates.
    start = min(start, status)
    finish = max(start, min(finish, status))
    return Span(start, finish, percent * 100, calendars), Span(start, finish, spent, calendars)


def _steps(
    scheduled: Scheduled, spans: Sequence[Span], moments: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Return (moment, value so far) of each span at each moment where it differs from before."""
    when = sorted(set(moments))
    found = []
    for values in Planned(spans, scheduled.columns_.calendars).each(when):
        changed = np.flatnonzero(np.diff(values, prepend=0)).tolist()
        found.append([(when[i], values[i]) for i in changed])
    return found


def _until_done(steps: Sequence[tuple[int, int]], span: Span) -> list[tuple[int, int]]:
    """Return the steps of progress; the last one of what is done stands where it was done."""
    if span.budget < HUNDRED:
        return list(steps)
    return [*(step for step in steps if step[0] < span.finish), (span.finish, HUNDRED)]


def _added(steps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what each step adds to the one before."""
    found, before = [], 0
    for moment, value in steps:
        found.append((moment, value - before))
        before = value
    return found


def share(value: Fraction | None) -> float | None:
    """Return an index as a number, rounded to four places."""
    return None if value is None else round(float(value), 4)

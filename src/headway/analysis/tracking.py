"""A live project's tasks as they stand, for variances and lists. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from headway.analysis.variance import Saved, Standing, WorkBetween
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import Cost, costs_of, rolled_up
from headway.projects.derivations import Scheduled
from headway.projects.effort import Effort, efforts_by_task
from headway.projects.splits import rest_ahead
from headway.projects.worktime import working_between
from headway.scheduling.schedule import time_of
from headway.scheduling.tracking import behind
from headway.scheduling.worktime import DAY


def project_time(scheduled: Scheduled, moments: list[int]) -> WorkBetween:
    """Return the working minutes between two moments by the project's calendar, as a function that
    reaches as far as the schedule and `moments`."""
    first, last = scheduled.schedule.reach
    if moments:
        first, last = min(first, min(moments) // DAY - 1), max(last, max(moments) // DAY + 2)
    time = time_of(scheduled.columns_, first, last)
    # Group 0 is the project's calendar.
    calendar = int(time.member[0])
    low, high = time.table.offset[calendar], time.table.offset[calendar + 1]
    spans = time.table.span[low:high].tolist()
    begins = [begin for begin, _, _ in spans]

    def position(moment: int) -> int:
        place = bisect_right(begins, moment) - 1
        if place < 0:
            return 0
        begin, end, before = spans[place]
        return int(before + min(moment, end) - begin)

    return lambda a, b: position(b) - position(a)


def results_of(scheduled: Scheduled) -> dict[int, Row]:
    """Return the schedule, a row a task."""
    columns = scheduled.columns()
    rows = zip(*columns.values(), strict=True)
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def efforts_of(
    records: Records, workspace: Records, results: Mapping[int, Row]
) -> dict[int, Effort]:
    """Return the work of every task."""
    works = {k for k, row in workspace.rows("resources").items() if row["kind"] == "work"}
    rows = records.rows("assignments").values()
    return efforts_by_task(records.rows("tasks"), rows, works.__contains__, results.get)


def costs_with_below(
    records: Records, workspace: Records, scheduled: Scheduled, results: Mapping[int, Row]
) -> dict[int, Cost]:
    """Return the cost of every task that has one, with all below it."""
    tasks = records.rows("tasks")
    derived = {"schedule": scheduled}
    own = costs_of(
        records,
        workspace,
        results.get,
        lambda key, start, finish: working_between(derived, tasks[key], start, finish),
    )
    return rolled_up(records, own.by_task)


def standings(
    records: Records,
    scheduled: Scheduled,
    results: Mapping[int, Row],
    since: int,
    efforts: Mapping[int, Effort],
    costs: Mapping[int, Cost] | None,
    between: WorkBetween,
) -> list[Standing]:
    """Return every task as it stands, with what of it is undone before `since`; `costs` None where they are not to be told. Undone work is
    counted by the project's calendar, so that days mean the same for all tasks."""
    tasks = records.rows("tasks")
    summaries = {row["parent_id"] for row in tasks.values()}
    ahead = {scheduled.places[key]: rest for key, row in tasks.items() if (rest := rest_ahead(row))}
    found = behind(scheduled.columns_, scheduled.schedule, since, ahead)
    rows = []
    for key, result in results.items():
        row, place = tasks[key], scheduled.places[key]
        until, past = int(found.done_until[place]), bool(found.past[place])
        undone = between(until, min(since, max(until, result["finish"]))) if past else 0
        cost = None
        if costs is not None:
            cost = costs[key].total if key in costs else 0
        rows.append(
            Standing(
                key=key,
                start=result["start"],
                finish=result["finish"],
                duration=result["duration"],
                work=efforts[key].total,
                cost=cost,
                percent=result["percent_complete"],
                actual_start=row["actual_start"],
                actual_finish=row["actual_finish"],
                total_float=result["total_float"],
                critical=result["critical"],
                active=row["active"],
                summary=key in summaries,
                milestone=row["milestone"],
                done_until=until,
                behind=max(0, undone),
                past=past,
            )
        )
    return rows


def saved_of(records: Records, number: int, *, costs: bool) -> tuple[Row | None, dict[int, Saved]]:
    """Return the baseline of a number (None if there is none) and what it says of each task; the
    cost of a summary is with all below it."""
    baseline = next(
        (row for row in records.rows("baselines").values() if row["number"] == number), None
    )
    if baseline is None:
        return None, {}
    tasks = records.rows("tasks")
    money: dict[int, int] = {}
    any_cost = False
    if costs:
        own = records.rows("baseline_costs")
        for k in records.index("baseline_costs", "baseline_id").get(baseline["id"], ()):
            any_cost = True
            at: int | None = own[k]["task_id"]
            while at is not None:
                money[at] = money.get(at, 0) + own[k]["cost"]
                at = tasks[at]["parent_id"] if at in tasks else None
    rows = records.rows("baseline_tasks")
    found = {}
    for k in records.index("baseline_tasks", "baseline_id").get(baseline["id"], ()):
        row = rows[k]
        cost = money.get(row["task_id"], 0) if any_cost else None
        found[row["task_id"]] = Saved(
            row["start"], row["finish"], row["duration"], row["work"], cost
        )
    return baseline, found

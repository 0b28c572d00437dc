"""What is against what was planned: variances by task, and the lists that a planner works off. Pure.

Variance is what is now minus the baseline, after Microsoft Project's fields of that name: positive
is later, longer, more. Dates differ by working minutes of the project's calendar. The lists follow
its reports "Slipping tasks" and "Late tasks", measured at a status date that is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

WorkBetween: TypeAlias = Callable[[int, int], int]
"""Working minutes between two moments, negative where the second comes first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A task as it stands. Moments and minutes as in the plan; `work` and `cost` of a summary are
    with all below it; `cost` in minor units, None where it is unknown or not for the reader's eyes."""

    key: int
    start: int
    finish: int
    duration: int
    work: int = 0
    cost: int | None = None
    percent: int = 0
    actual_start: int | None = None
    actual_finish: int | None = None
    total_float: int = 0
    critical: bool = False
    active: bool = True
    summary: bool = False
    milestone: bool = False
    done_until: int | None = None
    behind: int = 0
    """Minutes of undone work before the status date."""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """A task's values in a baseline; None where it has none."""

    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    work: int | None = None
    cost: int | None = None


class Variance(NamedTuple):
    """Now minus baseline: minutes, and minor units of cost. None where one of both is missing."""

    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    work: int | None = None
    cost: int | None = None


@dataclass(frozen=True)
class Tracking:
    """Variances by task, and lists of tasks by key, the worst first.

    `late` gives which end is late (`start` or `finish`) and by how many working minutes.
    `missing` are tasks that the baseline does not know; `totals` is the variance of the whole plan.
    """

    variances: Mapping[int, Variance]
    slipping: Sequence[int] = ()
    late: Sequence[tuple[int, str, int]] = ()
    nearly_critical: Sequence[int] = ()
    finished_early: Sequence[int] = ()
    left_behind: Sequence[int] = ()
    missing: Sequence[int] = ()
    totals: Variance = field(default_factory=Variance)


def variance(now: Standing, saved: Saved, between: WorkBetween) -> Variance:
    """Return what a task differs by from its baseline."""
    return Variance(
        None if saved.start is None else between(saved.start, now.start),
        None if saved.finish is None else between(saved.finish, now.finish),
        None if saved.duration is None else now.duration - saved.duration,
        None if saved.work is None else now.work - saved.work,
        None if saved.cost is None or now.cost is None else now.cost - saved.cost,
    )


def tracking(
    tasks: Iterable[Standing],
    saved: Mapping[int, Saved],
    status_date: int,
    float_limit: int,
    between: WorkBetween,
) -> Tracking:
    """Return variances and lists of a plan at a status date.

    - slipping: not complete, and finishes later than the baseline says;
    - late: by the status date it should have finished, or started, and has not; "should" is the
      baseline, without one the schedule;
    - nearly critical: not critical, with at most `float_limit` minutes of total float;
    - finished early: finished before its baseline finish;
    - left behind: undone work is scheduled before the status date.

    Summaries, inactive and complete tasks stand in no list but the early one.
    """
    rows = list(tasks)
    differs = {t.key: variance(t, saved[t.key], between) for t in rows if t.key in saved}
    leaves = [t for t in rows if t.active and not t.summary]
    open_ = [t for t in leaves if t.percent < 100 and t.actual_finish is None]
    slip = {t.key: differs[t.key].finish or 0 for t in open_ if t.key in differs}
    early = {
        t.key: differs[t.key].finish or 0
        for t in leaves
        if t.key in differs and (t.actual_finish is not None or t.percent >= 100)
    }
    late = []
    for task in open_:
        found = _late(task, saved.get(task.key), status_date, between)
        if found is not None:
            late.append((task.key, *found))
    near = [t for t in open_ if not t.critical and t.total_float <= float_limit]
    return Tracking(
        differs,
        sorted((k for k, by in slip.items() if by > 0), key=lambda k: (-slip[k], k)),
        sorted(late, key=lambda one: (-one[2], one[0])),
        [t.key for t in sorted(near, key=lambda t: (t.total_float, t.key))],
        sorted((k for k, by in early.items() if by < 0), key=lambda k: (early[k], k)),
        [t.key for t in sorted(open_, key=lambda t: (-t.behind, t.start, t.key)) if t.past],
        [t.key for t in leaves if saved and t.key not in saved],
        totals(leaves, saved, between),
    )


def _late(
    task: Standing, saved: Saved | None, status_date: int, between: WorkBetween
) -> tuple[str, int] | None:
    """Return which end of an open task is late by the status date, and by how much."""
    start = task.start if saved is None or saved.start is None else saved.start
    finish = task.finish if saved is None or saved.finish is None else saved.finish
    if finish <= status_date:
        return "finish", between(finish, status_date)
    if task.actual_start is None and start < status_date:
        by = between(start, status_date)
        return ("start", by) if by > 0 else None
    return None


def totals(
    leaves: Iterable[Standing], saved: Mapping[int, Saved], between: WorkBetween
) -> Variance:
    """Return the variance of a whole plan, by its tasks without summaries: from the first start to
    the last finish, all work and all cost. Only tasks that the baseline knows have planned values;
    all tasks have current ones."""
    rows = list(leaves)
    old = [saved[t.key] for t in rows if t.key in saved]
    starts = [s.start for s in old if s.start is not None]
    finishes = [s.finish for s in old if s.finish is not None]
    if not starts or not finishes:
        return Variance()
    first, last = min(t.start for t in rows), max(t.finish for t in rows)
    costs = [t.cost for t in rows]
    known = [s.cost for s in old if s.cost is not None]
    return Variance(
        between(min(starts), first),
        between(max(finishes), last),
        between(first, last) - between(min(starts), max(finishes)),
        sum(t.work for t in rows) - sum(s.work or 0 for s in old),
        None if not known or None in costs else sum(c or 0 for c in costs) - sum(known),
    )

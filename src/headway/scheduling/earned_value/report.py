"""Earned value by task, branch and period, from a baseline, progress and cost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from headway.scheduling.earned_value.curve import EarnedSchedule
from headway.scheduling.earned_value.measures import Measures, measures
from headway.scheduling.earned_value.planned import Planned, rounded
from headway.scheduling.earned_value.schedules import Schedules
from headway.scheduling.plan import Calendar

HUNDRED = 10_000
"""Hundred percent, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Work:
    """A task in the baseline, its progress and its cost. Moments; money in minor units.

    `parent` is the place of its summary (-1: none); a summary's own budget, progress and cost
    count beside those of what it holds. The budget is planned evenly over the working time of
    `calendars` (places; none: round the clock). `earned` is (moment, hundredths of a percent done
    since then), `spent` is (moment, amount).
    """

    start: int
    finish: int
    budget: int
    parent: int = -1
    calendars: tuple[int, ...] = ()
    earned: tuple[tuple[int, int], ...] = ()
    spent: tuple[tuple[int, int], ...] = ()
    etc: int | None = None
    """A new estimate to complete, for the formula "bottom_up"."""

    def __post_init__(self) -> None:
        if self.finish < self.start or self.budget < 0:
            raise ValueError("a task must not finish before it starts or have a negative budget")
        if any(not 0 <= share <= HUNDRED for _, share in self.earned):
            raise ValueError("progress must be from 0 to 10,000 hundredths of a percent")


@dataclass(frozen=True, slots=True)
class Line:
    """A task, or a branch with all that it holds; `schedule` is that of the branch."""

    place: int
    own: Measures
    total: Measures
    schedule: EarnedSchedule


@dataclass(frozen=True, slots=True)
class Period:
    """The whole plan at the end of a period (cumulative), and what the period itself added."""

    end: int
    total: Measures
    added: Measures
    schedule: EarnedSchedule


@dataclass(frozen=True)
class Report:
    """Earned value at `at`; times of each `schedule` are working minutes of the chosen calendars,
    counted from where the task, branch or plan was to begin."""

    at: int
    lines: tuple[Line, ...]
    total: Measures
    schedule: EarnedSchedule
    periods: tuple[Period, ...]


def report(
    work: Sequence[Work],
    at: int,
    *,
    calendars: Sequence[Calendar] = (),
    clock: tuple[int, ...] = (),
    periods: Sequence[int] = (),
    formula: str = "cpi",
) -> Report:
    """Return earned value by task and branch at moment `at`, and for each period by its end.

    `clock` names the calendars by whose working time earned schedule counts (none: round the
    clock). Raises ValueError for an unknown formula, a parent that is not there or in a circle.
    """
    order = _bottom_up(work)
    plan = Planned(work, calendars)
    amounts = [[w.budget, pv, *_done(w, at)] for w, pv in zip(work, plan.at(at), strict=True)]
    totals = [list(row) for row in amounts]
    rest = [
        w.etc if w.etc is not None else w.budget - row[2]
        for w, row in zip(work, amounts, strict=True)
    ]
    rests = list(rest)
    for i in order:
        up = work[i].parent
        if up >= 0:
            totals[up] = [a + b for a, b in zip(totals[up], totals[i], strict=True)]
            rests[up] += rests[i]
    tops = [i for i, w in enumerate(work) if w.parent < 0]
    whole = _sum([totals[i] for i in tops])
    total = _measured(whole, formula, sum(rests[i] for i in tops))
    along = Schedules(plan, work, order, calendars, clock, max([at, *periods]))
    schedules = along.lines([row[2] for row in totals], at)
    lines = tuple(
        Line(i, _measured(amounts[i], formula, rest[i]), _measured(totals[i], formula, rests[i]),
             schedules[i])
        for i in range(len(work))
    )  # fmt: skip
    return Report(
        at, lines, total, along.whole(total.ev, at), _periods(plan, along, work, periods, formula)
    )


def _measured(row: Sequence[int], formula: str, etc: int) -> Measures:
    return measures(row[0], row[1], row[2], row[3], formula, etc)


def _sum(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0, 0, 0, 0]


def _bottom_up(work: Sequence[Work]) -> list[int]:
    """Return the places such that what a branch holds comes before it."""
    depth = []
    for i in range(len(work)):
        steps, up = 0, i
        while up >= 0:
            up = work[up].parent
            steps += 1
            if up >= len(work) or steps > len(work):
                raise ValueError(f"the parents of task {i} are not there or go round in a circle")
        depth.append(steps)
    return sorted(range(len(work)), key=lambda i: -depth[i])


def _done(w: Work, at: int) -> tuple[int, int]:
    """Return EV and AC of a task at a moment; the value is rounded half-even once."""
    i = bisect_right(w.earned, at, key=lambda step: step[0])
    share = w.earned[i - 1][1] if i else 0
    spent = sum(amount for moment, amount in w.spent if moment <= at)
    return _value(w, share), spent


def _value(w: Work, share: int) -> int:
    return rounded(w.budget * share, HUNDRED)


def _periods(
    plan: Planned, along: Schedules, work: Sequence[Work], ends: Sequence[int], formula: str
) -> tuple[Period, ...]:
    ends = sorted(ends)
    found = []
    before = [0, 0, 0, 0]
    bac = sum(w.budget for w in work)
    estimated = sum(w.etc for w in work if w.etc is not None)
    rows = zip(ends, plan.totals(ends), _done_by(work, ends), strict=True)
    for end, pv, done in rows:
        now = [bac, pv, *done]
        added = [bac, *(a - b for a, b in zip(now[1:], before[1:], strict=True))]
        rest = estimated or bac - now[2]
        total, more = _measured(now, formula, rest), _measured(added, "plan", 0)
        found.append(Period(end, total, more, along.whole(total.ev, end)))
        before = now
    return tuple(found)


def _done_by(work: Sequence[Work], ends: Sequence[int]) -> list[tuple[int, int]]:
    """Return EV and AC of all tasks at each of some rising moments.

    Looked at are the steps of each task alone: most do not change from one moment to the next.
    """
    earned, spent = [0] * (len(ends) + 1), [0] * (len(ends) + 1)
    for w in work:
        before = 0
        for moment, share in w.earned:
            value = _value(w, share)
            earned[bisect_left(ends, moment)] += value - before
            before = value
        for moment, amount in w.spent:
            spent[bisect_left(ends, moment)] += amount
    found = list(zip(accumulate(earned), accumulate(spent), strict=True))
    return found[: len(ends)]

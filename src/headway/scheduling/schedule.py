"""A plan to a schedule: compiles the calendars, runs the passes, gives the dates as columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from headway.scheduling.backward import backward
from headway.scheduling.clock import FAR, Time
from headway.scheduling.columns import NONE, Columns, TaskColumns, columns, laid_out
from headway.scheduling.floats import floats
from headway.scheduling.forward import forward
from headway.scheduling.jit import kernel
from headway.scheduling.plan import ALAP, ASAP, BeyondTime, Plan
from headway.scheduling.rows import (
    CRITICAL,
    DRIVER,
    DRIVER_ID,
    DURATION,
    FINISH,
    FIRST,
    FLOOR,
    FREE,
    HELD,
    HIGH,
    HOLDS,
    LAST,
    LATE_FINISH,
    LATE_START,
    LOW,
    PERCENT,
    START,
    TELLS,
    TOTAL,
    VISITED,
    WIDTH,
    Net,
    Rules,
)
from headway.scheduling.worktime import DAY, FIRST_MOMENT, LAST_MOMENT, Ints, table
from headway.words import say

DRIVERS = (
    "project_start",
    "constraint",
    "link",
    "actual",
    "manual",
    "levelling",
    "summary",
    "child",
)
"""What drives a task's start, by code. `link` and `summary` (a link into a summary above) name the
link, `child` the task from which a summary takes its start."""

STEP = 183
"""Days by which calendars reach further, so that small edits find the same compiled ones again."""


@dataclass(frozen=True)
class Trace:
    """What a pass leaves for a later one (`rows.py`); `floored` where it held tasks back from
    outside, as those that are to be as late as possible, `counted` where some task counts for the
    project's start and finish."""

    rows: Ints
    holds: Ints
    floored: bool
    counted: bool


@dataclass(frozen=True)
class Schedule:
    """What comes out, one value a task, in the plan's order. Dates are moments, floats are working
    minutes of the task's calendar."""

    start: Ints
    finish: Ints
    duration: Ints
    late_start: Ints
    late_finish: Ints
    total_float: Ints
    free_float: Ints
    critical: Ints
    percent_complete: Ints
    driver: Ints
    driver_id: Ints
    project_start: int
    project_finish: int
    reach: tuple[int, int]
    """The days between which calendars were compiled."""
    visited: tuple[int, int]
    """How many visits the forward and the backward pass made: all, or those that a change asked
    for (`reschedule`)."""
    trace: Trace = field(repr=False, compare=False)


def schedule(plan: Plan | Columns, like: Schedule | None = None) -> Schedule:
    """Schedule a plan by the critical path method.

    `like` is a schedule of an earlier version of the plan: only how far it reached is taken from
    it, which spares a long plan the search for its end. Raises CircularLinks where tasks wait for
    each other and BeyondTime where dates leave the years 1900 to 2200. The plan's own dates are
    inputs only; nothing is taken over from a result.
    """
    cols = plan if isinstance(plan, Columns) else columns(plan)
    first, last, late = _horizon(cols)
    if like is not None:
        first, last = min(first, like.reach[0]), max(last, like.reach[1])
    while True:
        try:
            result, low, high = _run(cols, first, last, late)
        except _Short as short:
            # Past the horizon work goes on round the clock; by the calendars it takes longer.
            days = (short.reach // DAY - last) * 5 + 1500
            last = min(-(-(last + days) // STEP * STEP), LAST_MOMENT // DAY)
            continue
        if low >= first * DAY and high <= last * DAY:
            return result
        if low < FIRST_MOMENT or high > LAST_MOMENT:
            raise BeyondTime(say("the plan reaches beyond the years 1900 to 2200"))
        first = min(first, max(low // DAY - 400, FIRST_MOMENT // DAY))
        last = max(last, min(-((-(high // DAY) - 1500) // STEP * STEP), LAST_MOMENT // DAY))


class _Short(Exception):
    """The compiled calendars end before the schedule, which would reach to `reach`."""

    def __init__(self, reach: int) -> None:
        super().__init__(reach)
        self.reach = reach


@kernel
def _spread(tasks: TaskColumns, net: Net, told: Ints) -> None:
    """Tell the first and the last moment among the tasks' inputs (LOW, HIGH), and how many tasks
    are to be as late as possible (VISITED)."""
    for i in range(len(net.parent)):
        for moment in (
            tasks.manual_start[i],
            tasks.manual_finish[i],
            tasks.constraint_date[i],
            tasks.deadline[i],
            tasks.actual_start[i],
            tasks.actual_finish[i],
        ):
            if moment != NONE:
                told[LOW] = min(told[LOW], moment)
                told[HIGH] = max(told[HIGH], moment)
        if (
            tasks.constraint[i] == ALAP
            and tasks.actual_start[i] == NONE
            and not tasks.manual[i]
            and not net.summary[i]
        ):
            told[VISITED] += 1


def _horizon(cols: Columns) -> tuple[int, int, bool]:
    """Return the days between which calendars are compiled at first, the plan's own and some; and
    whether tasks may have to be as late as possible."""
    told = tells()
    _spread(laid_out(cols.tasks), net_of(cols), told)
    moments = [m for m in (cols.start, cols.finish_by, cols.data_date) if m != NONE]
    low, high = min(*moments, int(told[LOW])), max(*moments, int(told[HIGH]))
    if low < FIRST_MOMENT or high > LAST_MOMENT:
        raise BeyondTime(say("the plan reaches beyond the years 1900 to 2200"))
    first = (low // DAY - 400) // STEP * STEP
    # Plans of many tasks are long as a rule; calendars are compiled once and kept.
    last = -((-(high // DAY) - 1500 - len(cols.parent) // 10) // STEP * STEP)
    late = bool(told[VISITED]) or (cols.from_finish and cols.finish_by != NONE)
    return max(first, FIRST_MOMENT // DAY), min(last, LAST_MOMENT // DAY), late


def time_of(cols: Columns, first: int, last: int) -> Time:
    """Return the compiled calendars of all groups from day `first` to before day `last`."""
    wanted: dict[tuple[int, ...], int] = {}
    at = [0]
    member: list[int] = []
    length: list[int] = []
    for group in cols.groups:
        for common, minutes in group:
            member.append(wanted.setdefault(common, len(wanted)))
            length.append(minutes)
        at.append(len(member))
    compiled = table(cols.calendars, tuple(wanted), first, last)
    return Time(
        np.asarray(at, dtype=np.int64),
        np.asarray(member, dtype=np.int64),
        np.asarray(length, dtype=np.int64),
        compiled,
    )


def net_of(cols: Columns) -> Net:
    """Return the topology as the passes read it."""
    o = cols.topology
    return Net(
        o.visits, o.first, o.last, o.summary, o.holder, cols.parent,
        o.into_at, o.into, o.out_at, o.out, o.child_at, o.child,
    )  # fmt: skip


def rules_of(cols: Columns, begin: int, floored: bool = False, placing: bool = False) -> Rules:
    """Return the settings as the passes read them, with tasks starting from `begin`."""
    return Rules(
        begin, cols.data_date, cols.lag_of_predecessor, cols.honor_constraints,
        cols.critical_float_limit, floored, placing,
    )  # fmt: skip


def tells() -> Ints:
    """Return room for what a pass tells."""
    told = np.zeros(TELLS, dtype=np.int64)
    told[LOW] = told[FIRST] = FAR
    told[HIGH] = told[LAST] = -FAR
    return told


NO_MARKS = np.zeros(0, dtype=np.uint8)


def _run(cols: Columns, first: int, last: int, late: bool) -> tuple[Schedule, int, int]:
    """Return a schedule by whole passes, with the first and last moment in it."""
    own, order = cols.tasks, cols.topology
    tasks, links = laid_out(own), laid_out(cols.links)
    n = len(cols.parent)
    net = net_of(cols)
    time = time_of(cols, first, last)
    rows = np.empty((n, WIDTH), dtype=np.int64)
    holds = np.empty((int(order.summary.sum()), HOLDS), dtype=np.int64)
    rules = rules_of(cols, cols.start)

    def run_forward() -> Ints:
        told = tells()
        forward(tasks, links, net, time, rules, rows, holds, True, NO_MARKS, NO_MARKS, told)
        return told

    def run_backward(project_finish: int) -> Ints:
        told = tells()
        backward(tasks, links, net, time, rules, project_finish, rows, holds, True, NO_MARKS, told)
        return told

    ahead = run_forward()
    if ahead[HIGH] > last * DAY and last < LAST_MOMENT // DAY:
        raise _Short(int(ahead[HIGH]))
    _, end, _ = ends(cols, ahead)
    to_finish = cols.from_finish and cols.finish_by != NONE
    if to_finish:
        end = cols.finish_by
    back = run_backward(end)
    if late:
        held = (own.actual_start == NONE) & (own.manual == 0) & (order.summary == 0)
        held &= (own.constraint == ALAP) | (to_finish & (own.constraint == ASAP))
        late = bool(held.any())
    if late:
        # As late as possible: their late dates hold them back, and what follows them.
        dates = rows.copy()
        rules = rules_of(cols, cols.start, placing=True)
        back[LOW] = min(back[LOW], run_backward(end)[LOW])
        latest = rows[:, HELD].copy()
        rows[:] = dates
        rows[:, FLOOR] = np.where(held, latest, NONE)
        # Scheduled from its finish, a project starts where that leads, not at its stored start.
        begin = min(cols.start, int(rows[:, LATE_START].min())) if cols.from_finish else cols.start
        rules = rules_of(cols, begin, True)
        ahead = run_forward()
        if cols.from_finish:
            back = run_backward(end)
        else:
            floats(tasks, links, net, time, rules, rows)
    begin, _, counted = ends(cols, ahead)
    visited = (int(ahead[VISITED]), int(back[VISITED]))
    low = min(cols.start, int(ahead[LOW]), int(back[LOW]))
    high = max(end, int(ahead[HIGH]), int(back[HIGH]))
    return (
        schedule_of(Trace(rows, holds, late, counted), begin, end, (first, last), visited),
        low,
        high,
    )


def ends(cols: Columns, told: Ints) -> tuple[int, int, bool]:
    """Return the first start and the last finish of what counts, by what a pass over all told; the
    project's start where nothing does, and whether something does."""
    first, last = int(told[FIRST]), int(told[LAST])
    begin = first if first < FAR else cols.start
    end = last if last > -FAR else cols.start
    return begin, end, first < FAR and last > -FAR


def schedule_of(
    trace: Trace, begin: int, end: int, reach: tuple[int, int], visited: tuple[int, int]
) -> Schedule:
    """Return the results of a pass by name."""
    r = trace.rows
    return Schedule(
        start=r[:, START],
        finish=r[:, FINISH],
        duration=r[:, DURATION],
        late_start=r[:, LATE_START],
        late_finish=r[:, LATE_FINISH],
        total_float=r[:, TOTAL],
        free_float=r[:, FREE],
        critical=r[:, CRITICAL],
        percent_complete=r[:, PERCENT],
        driver=r[:, DRIVER],
        driver_id=r[:, DRIVER_ID],
        project_start=begin,
        project_finish=end,
        reach=reach,
        visited=visited,
        trace=trace,
    )

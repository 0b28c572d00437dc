"""A plan to a schedule: compiles the calendars, runs the passes, gives the dates as columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headway.scheduling.backward import backward
from headway.scheduling.clock import Time
from headway.scheduling.columns import NONE, Columns, columns
from headway.scheduling.floats import floats, percents, spans
from headway.scheduling.forward import Net, forward
from headway.scheduling.plan import ALAP, ASAP, BeyondTime, Plan
from headway.scheduling.worktime import DAY, FIRST_MOMENT, LAST_MOMENT, Ints, table

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
    reach: tuple[int, int] = (0, 0)
    """The days between which calendars were compiled."""


def schedule(plan: Plan | Columns, like: Schedule | None = None) -> Schedule:
    """Schedule a plan by the critical path method.

    `like` is a schedule of an earlier version of the plan: only how far it reached is taken from
    it, which spares a long plan the search for its end. Raises CircularLinks where tasks wait for
    each other and BeyondTime where dates leave the years 1900 to 2200. The plan's own dates are
    inputs only; nothing is taken over from a result.
    """
    cols = plan if isinstance(plan, Columns) else columns(plan)
    first, last = _horizon(cols)
    if like is not None:
        first, last = min(first, like.reach[0]), max(last, like.reach[1])
    while True:
        try:
            result = _run(cols, first, last)
        except _Short as short:
            # Past the horizon work goes on round the clock; by the calendars it takes longer.
            days = (short.reach // DAY - last) * 5 + 1500
            last = min(-(-(last + days) // STEP * STEP), LAST_MOMENT // DAY)
            continue
        spread = [cols.start, result.project_finish]
        for dates in (result.start, result.finish, result.late_start, result.late_finish):
            if len(dates):
                spread += [int(dates.min()), int(dates.max())]
        low, high = min(spread), max(spread)
        if low >= first * DAY and high <= last * DAY:
            return replace(result, reach=(first, last))
        if low < FIRST_MOMENT or high > LAST_MOMENT:
            raise BeyondTime("the plan reaches beyond the years 1900 to 2200")
        first = min(first, max(low // DAY - 400, FIRST_MOMENT // DAY))
        last = max(last, min(-((-(high // DAY) - 1500) // STEP * STEP), LAST_MOMENT // DAY))


class _Short(Exception):
    """The compiled calendars end before the schedule, which would reach to `reach`."""

    def __init__(self, reach: int) -> None:
        super().__init__(reach)
        self.reach = reach


def _horizon(cols: Columns) -> tuple[int, int]:
    """Return the days between which calendars are compiled at first: the plan's own, and some."""
    tasks = cols.tasks
    moments = [m for m in (cols.start, cols.finish_by, cols.data_date) if m != NONE]
    for column in (
        tasks.manual_start,
        tasks.manual_finish,
        tasks.constraint_date,
        tasks.deadline,
        tasks.actual_start,
        tasks.actual_finish,
    ):
        known = column[column != NONE]
        if len(known):
            moments += [int(known.min()), int(known.max())]
    low, high = min(moments), max(moments)
    if low < FIRST_MOMENT or high > LAST_MOMENT:
        raise BeyondTime("the plan reaches beyond the years 1900 to 2200")
    first = (low // DAY - 400) // STEP * STEP
    # Plans of many tasks are long as a rule; calendars are compiled once and kept.
    last = -((-(high // DAY) - 1500 - len(cols.parent) // 10) // STEP * STEP)
    return max(first, FIRST_MOMENT // DAY), min(last, LAST_MOMENT // DAY)


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
    order = cols.topology
    return Net(
        order.order, order.summary, cols.parent, order.into_at, order.into, order.out_at, order.out
    )


def _run(cols: Columns, first: int, last: int) -> Schedule:
    tasks, links, order = cols.tasks, cols.links, cols.topology
    n = len(cols.parent)
    net = net_of(cols)
    time = time_of(cols, first, last)
    honor = cols.honor_constraints
    start, finish, late_start, late_finish, total, free, percent, driver = (
        np.zeros(n, dtype=np.int64) for _ in range(8)
    )
    driver_id = np.full(n, -1, dtype=np.int64)
    floor = np.full(n, NONE, dtype=np.int64)
    pulled = np.zeros(n, dtype=np.int64)
    room = np.empty((4, n), dtype=np.int64)

    def run_forward(begin: int) -> None:
        driver_id.fill(-1)
        pulled.fill(0)
        forward(
            tasks,
            links,
            net,
            time,
            begin,
            cols.data_date,
            cols.lag_of_predecessor,
            honor,
            floor,
            start,
            finish,
            driver,
            driver_id,
            pulled,
            room,
        )

    def run_backward(project_finish: int) -> None:
        backward(
            tasks,
            links,
            net,
            time,
            project_finish,
            cols.lag_of_predecessor,
            honor,
            start,
            finish,
            late_start,
            late_finish,
            room,
        )

    run_forward(cols.start)
    reach = int(finish.max()) if n else cols.start
    if reach > last * DAY and last < LAST_MOMENT // DAY:
        raise _Short(reach)
    end = _project_finish(cols, finish)
    open_ = (tasks.actual_start == NONE) & (tasks.manual == 0) & (order.summary == 0)
    if cols.from_finish and cols.finish_by != NONE:
        end = cols.finish_by
        late = open_ & ((tasks.constraint == ASAP) | (tasks.constraint == ALAP))
    else:
        late = open_ & (tasks.constraint == ALAP)
    run_backward(end)
    if late.any():
        # As late as possible: their late dates hold them back, and what follows them.
        floor[late] = late_start[late]
        # Scheduled from its finish, a project starts where that leads, not at its stored start.
        begin = min(cols.start, int(late_start.min())) if cols.from_finish else cols.start
        run_forward(begin)
        if cols.from_finish:
            run_backward(end)
    floats(
        tasks,
        links,
        net,
        time,
        start,
        finish,
        late_start,
        late_finish,
        cols.lag_of_predecessor,
        pulled,
        total,
        free,
    )
    percents(tasks, net, percent, *np.zeros((2, n)))
    duration = tasks.duration.copy()
    spans(tasks, net, time, start, finish, duration)
    critical = (total <= cols.critical_float_limit) & (percent < 100) & (tasks.active > 0)
    counted = tasks.active > 0
    begin = int(start[counted].min()) if counted.any() else cols.start
    return Schedule(
        start,
        finish,
        duration,
        late_start,
        late_finish,
        total,
        free,
        critical.astype(np.int64),
        percent,
        driver,
        driver_id,
        begin,
        end,
    )


def _project_finish(cols: Columns, finish: Ints) -> int:
    """Return the finish of the last active task; the project's start for an empty plan."""
    counted = (cols.tasks.active > 0) & (cols.parent < 0)
    counted |= (cols.tasks.active > 0) & (cols.topology.summary == 0)
    return int(finish[counted].max()) if counted.any() else cols.start


def warm() -> None:
    """Compile all kernels, so that nobody waits for a compiler later."""
    from headway.scheduling.plan import Link, Task

    tasks = (Task(), Task(parent=0), Task(parent=0, constraint=ALAP), Task(elapsed=True))
    schedule(Plan(0, tasks, (Link(1, 2), Link(2, 3, lag=60))))

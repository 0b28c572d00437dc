"""What follows from the dates: floats and percent complete."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.clock import FAR, Time, lagged, work
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.forward import Net
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FS, SS
from headway.scheduling.worktime import Ints

Floats: TypeAlias = NDArray[np.float64]


@kernel
def floats(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    start: Ints,
    finish: Ints,
    late_start: Ints,
    late_finish: Ints,
    lag_before: bool,
    pulled: Ints,
    total: Ints,
    free: Ints,
) -> None:
    """Fill total and free float, in working minutes of each task's calendar.

    Total float is the smaller of what the start and the finish can slip, and negative where a
    constraint holds the task before its links allow (`pulled`). Free float is what the task can
    slip without moving a successor's early dates; it is never more than the total float, which it
    is without successors.
    """
    for i in range(len(net.parent)):
        group = tasks.calendar[i]
        at_finish = work(t, group, finish[i], late_finish[i])
        total[i] = at_finish
        if tasks.actual_start[i] == NONE:
            total[i] = min(at_finish, work(t, group, start[i], late_start[i]))
        if tasks.actual_finish[i] != NONE:
            total[i] = 0
        least = FAR
        for k in range(net.out_at[i], net.out_at[i + 1]):
            link = net.out[k]
            s = links.successor[link]
            if not tasks.active[s] or tasks.actual_finish[s] != NONE:
                continue
            kind = links.type[link]
            mine = finish[i] if (kind == FS or kind == FF) else start[i]
            theirs = start[s] if (kind == FS or kind == SS) else finish[s]
            bound = lagged(
                t,
                tasks.lag_calendar[i if lag_before else s],
                mine,
                links.lag[link],
                links.lag_kind[link],
                tasks.duration[i],
                1,
            )
            least = min(least, work(t, group, bound, theirs))
        if pulled[i] > 0 and tasks.actual_start[i] == NONE:
            total[i] = min(total[i], -pulled[i])
        free[i] = max(0, min(least, total[i]))
        if tasks.actual_finish[i] != NONE:
            free[i] = 0


@kernel
def spans(tasks: TaskColumns, net: Net, t: Time, start: Ints, finish: Ints, duration: Ints) -> None:
    """Put the working minutes between their dates as the duration of summaries and manual tasks."""
    for i in range(len(net.parent)):
        if net.summary[i] or tasks.manual[i]:
            duration[i] = work(t, tasks.calendar[i], start[i], finish[i])


@kernel
def percents(tasks: TaskColumns, net: Net, percent: Ints, done: Floats, whole: Floats) -> None:
    """Fill % complete: a summary's is the share of its tasks' durations that is done. `done` and
    `whole` are room, set to zero."""
    for place in range(len(net.order)):
        event = net.order[place]
        if event & 1 == 0:
            continue
        i = event >> 1
        if not net.summary[i]:
            percent[i] = tasks.percent[i]
            whole[i] = tasks.duration[i]
            done[i] = tasks.duration[i] * tasks.percent[i] / 100.0
        elif whole[i] > 0:
            percent[i] = int(np.floor(100.0 * done[i] / whole[i] + 0.5))
            if percent[i] == 100 and done[i] < whole[i]:
                percent[i] = 99
        up = net.parent[i]
        if up >= 0 and tasks.active[i]:
            done[up] += done[i]
            whole[up] += whole[i]

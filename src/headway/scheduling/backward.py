"""The backward pass: the latest dates that do not move the project's finish. It mirrors the
forward pass and visits the same events in the opposite order."""

from __future__ import annotations

from headway.scheduling.clock import (
    FAR,
    Time,
    finish_after,
    finish_at,
    lagged,
    start_at,
    start_before,
)
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.forward import Net
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FNLT, FS, MFO, MSO, SF, SNLT, SS
from headway.scheduling.worktime import Ints


@kernel
def backward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    project_finish: int,
    lag_before: bool,
    honor: bool,
    start: Ints,
    finish: Ints,
    late_start: Ints,
    late_finish: Ints,
    room: Ints,
) -> None:
    """Fill the latest starts and finishes that do not move `project_finish`.

    `start` and `finish` are the early dates; what has started keeps its actual start, and what is
    finished both. `room` is room for three columns.
    """
    n = len(net.parent)
    # What links into a task ask of its predecessors: its late start, or that of what remains.
    held, hold, hold_first = room[0], room[1], room[2]
    for i in range(n):
        late_start[i] = held[i] = hold[i] = hold_first[i] = FAR
        late_finish[i] = -FAR if net.summary[i] else FAR
    for place in range(len(net.order) - 1, -1, -1):
        event = net.order[place]
        i = event >> 1
        up = net.parent[i]
        if event & 1 == 0:
            if net.summary[i] and late_start[i] == FAR:
                late_start[i] = start[i]
                late_finish[i] = finish[i]
            if net.summary[i]:
                held[i] = late_start[i]
            if up >= 0 and (tasks.active[i] or not tasks.active[up]):
                late_start[up] = min(late_start[up], late_start[i])
                late_finish[up] = max(late_finish[up], late_finish[i])
            continue
        group = tasks.calendar[i]
        duration = tasks.duration[i]
        last = project_finish
        first = FAR
        if up >= 0:
            last = min(last, hold[up])
            if hold_first[up] != FAR and start[i] == start[up]:
                first = hold_first[up]
        for k in range(net.out_at[i], net.out_at[i + 1]):
            link = net.out[k]
            s = links.successor[link]
            if not tasks.active[s] or tasks.actual_finish[s] != NONE:
                continue
            kind = links.type[link]
            if kind == SS and tasks.actual_start[s] != NONE:
                continue
            if (kind == SS or kind == SF) and tasks.actual_start[i] != NONE:
                continue
            if kind == FS or kind == SS:
                of = held[s]
            else:
                # The end of its work is as good as the begin of its next.
                of = start_at(t, tasks.calendar[s], late_finish[s], tasks.duration[s])
            bound = lagged(
                t,
                tasks.lag_calendar[i if lag_before else s],
                of,
                links.lag[link],
                links.lag_kind[link],
                duration,
                -1,
            )
            if kind == FS or kind == FF:
                last = min(last, bound)
            else:
                first = min(first, bound)
        if tasks.deadline[i] != NONE:
            last = min(last, tasks.deadline[i])
        if tasks.constraint[i] == FNLT:
            last = min(last, tasks.constraint_date[i])
        if net.summary[i]:
            hold[i] = last
            hold_first[i] = first
            continue
        if tasks.actual_finish[i] != NONE:
            late_start[i] = held[i] = start[i]
            late_finish[i] = finish[i]
            continue
        constraint = tasks.constraint[i]
        date = tasks.constraint_date[i]
        if constraint == SNLT:
            first = min(first, date)
        elif honor and constraint == MSO:
            # A fixed date is its own latest one, whatever the links ask.
            first = date
            last = FAR if tasks.deadline[i] == NONE else tasks.deadline[i]
        elif honor and constraint == MFO:
            first = FAR
            last = date if tasks.deadline[i] == NONE else min(date, tasks.deadline[i])
        lf = ls = FAR
        if last < FAR:
            lf = finish_at(t, group, last) if duration > 0 else last
            ls = start_before(t, group, lf, duration, tasks.pause[i])
            if duration > 0:
                ls = min(start_at(t, group, ls, duration), lf)
        if first < ls:
            ls = start_at(t, group, first, duration)
            lf = finish_after(t, group, ls, duration, tasks.pause[i])
        late_start[i] = held[i] = ls
        late_finish[i] = lf
        if tasks.actual_start[i] != NONE:
            # Its start is done; what waits for its end waits for what remains.
            late_start[i] = start[i]
            held[i] = start_before(t, group, lf, tasks.remaining[i], 0)

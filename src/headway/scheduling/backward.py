"""The backward pass: the latest dates that do not move the project's finish, and the floats that
follow from them. It mirrors the forward pass and makes the same visits in the opposite order."""

from __future__ import annotations

from headway.scheduling.clock import (
    FAR,
    Time,
    alone,
    finish_after,
    finish_at,
    lagged,
    placed_before,
    start_at,
    start_before,
)
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.floats import slack
from headway.scheduling.forward import Marks
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FNLT, FS, MFO, MSO, SF, SNLT, SS
from headway.scheduling.rows import (
    FINISH,
    HELD,
    HIGH,
    LATE_FINISH,
    LATE_FIRST,
    LATE_LAST,
    LATE_START,
    LOW,
    START,
    VISITED,
    Net,
    Rules,
)
from headway.scheduling.worktime import Ints


@kernel
def backward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    rules: Rules,
    project_finish: int,
    rows: Ints,
    holds: Ints,
    whole: bool,
    marked: Marks,
    told: Ints,
) -> None:
    """Fill the latest starts and finishes that do not move `project_finish`, and the floats.

    The early dates in `rows` are given; what has started keeps its actual start, and what is
    finished both. `whole`, `marked` and `told` are as in the forward pass.
    """
    lag_before, honor = rules.lag_before, rules.honor
    for place in range(len(net.visits) - 1, -1, -1):
        if not whole and not marked[place]:
            continue
        event = net.visits[place]
        i = event >> 1
        up = net.parent[i]
        told[VISITED] += 1
        was_start = rows[i, LATE_START]
        was_finish = rows[i, LATE_FINISH]
        was_held = rows[i, HELD]
        at = -1
        if net.summary[i] and event & 1 == 0:
            # The start side of a summary: what it holds is known.
            ls = room = FAR
            lf = -FAR
            for k in range(net.child_at[i], net.child_at[i + 1]):
                j = net.child[k]
                if tasks.active[j] or not tasks.active[i]:
                    ls = min(ls, rows[j, LATE_START])
                    lf = max(lf, rows[j, LATE_FINISH])
                    if rules.placing:
                        room = min(room, rows[j, HELD])
            if ls == FAR:
                ls = rows[i, START]
                lf = rows[i, FINISH]
            held = min(ls, room)
        else:
            group = tasks.calendar[i]
            duration = tasks.duration[i]
            last = project_finish
            first = FAR
            if up >= 0:
                h = net.holder[up]
                last = min(last, holds[h, LATE_LAST])
                if holds[h, LATE_FIRST] != FAR and rows[i, START] == rows[up, START]:
                    first = holds[h, LATE_FIRST]
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
                    bound = rows[s, HELD]
                else:
                    # The end of its work is as good as the begin of its next.
                    bound = start_at(t, tasks.calendar[s], rows[s, LATE_FINISH], tasks.duration[s])
                    if rules.placing and not tasks.manual[s] and tasks.actual_start[s] == NONE:
                        bound -= tasks.levelling_delay[s]
                if links.lag[link] != 0:
                    bound = lagged(
                        t, tasks.lag_calendar[i if lag_before else s], bound, links.lag[link],
                        links.lag_kind[link], duration, -1,
                    )  # fmt: skip
                if kind == FS or kind == FF:
                    last = min(last, bound)
                else:
                    first = min(first, bound)
            deadline = tasks.deadline[i]
            constraint = tasks.constraint[i]
            date = tasks.constraint_date[i]
            if deadline != NONE:
                last = min(last, deadline)
            if constraint == FNLT:
                last = min(last, date)
            if net.summary[i]:
                h = net.holder[i]
                if not whole and (holds[h, LATE_LAST] != last or holds[h, LATE_FIRST] != first):
                    for k in range(net.child_at[i], net.child_at[i + 1]):
                        marked[net.last[net.child[k]]] = 1
                holds[h, LATE_LAST] = last
                holds[h, LATE_FIRST] = first
                continue
            if tasks.actual_finish[i] != NONE:
                ls = held = rows[i, START]
                lf = rows[i, FINISH]
            else:
                if constraint == SNLT:
                    first = min(first, date)
                elif honor and constraint == MSO:
                    # A fixed date is its own latest one, whatever the links ask.
                    first = date
                    last = FAR if deadline == NONE else deadline
                elif honor and constraint == MFO:
                    first = FAR
                    last = date if deadline == NONE else min(date, deadline)
                lf = ls = FAR
                if last < FAR:
                    pause = tasks.pause[i]
                    c = alone(t, group)
                    if c >= 0 and pause == 0:
                        ls, lf, at = placed_before(t.table, c, last, duration)
                    if at < 0:
                        lf = finish_at(t, group, last) if duration > 0 else last
                        ls = start_before(t, group, lf, duration, pause)
                        if duration > 0:
                            ls = min(start_at(t, group, ls, duration), lf)
                    if duration == 0 and rules.placing:
                        ls = lf = min(lf, finish_at(t, group, lf))
                if first < ls:
                    at = -1
                    ls = start_at(t, group, first, duration)
                    lf = finish_after(t, group, ls, duration, tasks.pause[i])
                held = ls
                if rules.placing and not tasks.manual[i]:
                    held -= tasks.levelling_delay[i]
                if tasks.actual_start[i] != NONE:
                    # Its start is done; what waits for its end waits for what remains.
                    ls = rows[i, START]
                    held = start_before(t, group, lf, tasks.remaining[i], 0)
        rows[i, LATE_START] = ls
        rows[i, LATE_FINISH] = lf
        rows[i, HELD] = held
        slack(tasks, links, net, t, rules, i, at, rows)
        if not whole and (ls != was_start or lf != was_finish or held != was_held):
            if up >= 0:
                marked[net.first[up]] = 1
            for k in range(net.into_at[i], net.into_at[i + 1]):
                marked[net.last[links.predecessor[net.into[k]]]] = 1
        told[LOW] = min(told[LOW], ls, lf)
        told[HIGH] = max(told[HIGH], ls, lf)

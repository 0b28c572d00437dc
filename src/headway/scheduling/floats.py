"""Floats: what a task can slip before it moves the project's finish, or a successor."""

from __future__ import annotations

from headway.scheduling.clock import Time, lagged, work
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.jit import inlined, kernel
from headway.scheduling.plan import FF, FS, SS
from headway.scheduling.rows import (
    AT,
    CRITICAL,
    FINISH,
    FREE,
    LATE_FINISH,
    LATE_START,
    PERCENT,
    PULLED,
    START,
    TOTAL,
    Net,
    Rules,
)
from headway.scheduling.worktime import Ints, position


@inlined
def slack(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    rules: Rules,
    i: int,
    late: int,
    rows: Ints,
) -> None:
    """Fill a task's total and free float, in working minutes of its calendar, and criticality.

    Total float is the smaller of what the start and the finish can slip, and negative where a
    constraint holds the task before its links allow (PULLED). Free float is what the task can slip
    without moving a successor's early dates; it is never more than the total float, which it is
    without successors. `late` are the working minutes before the late finish where the late start
    lies the duration before it, else -1.
    """
    group = tasks.calendar[i]
    c = t.member[t.at[group]]
    at = rows[i, AT]
    done = tasks.actual_finish[i] != NONE
    started = tasks.actual_start[i] != NONE
    if done:
        total = 0
    elif at != NONE and late >= 0:
        # Both ends can slip by the same.
        total = late - at - tasks.duration[i]
    else:
        total = work(t, group, rows[i, FINISH], rows[i, LATE_FINISH])
        if not started:
            total = min(total, work(t, group, rows[i, START], rows[i, LATE_START]))
    if rows[i, PULLED] > 0 and not started:
        total = min(total, -rows[i, PULLED])
    free = 0
    if total > 0:
        free = total
        for k in range(net.out_at[i], net.out_at[i + 1]):
            link = net.out[k]
            s = links.successor[link]
            if not tasks.active[s] or tasks.actual_finish[s] != NONE:
                continue
            kind = links.type[link]
            from_finish = kind == FS or kind == FF
            if links.lag[link] != 0 or at == NONE:
                bound = rows[i, FINISH] if from_finish else rows[i, START]
                if links.lag[link] != 0:
                    bound = lagged(
                        t, tasks.lag_calendar[i if rules.lag_before else s], bound,
                        links.lag[link], links.lag_kind[link], tasks.duration[i], 1,
                    )  # fmt: skip
                mine = position(t.table, c, bound)
            else:
                mine = at + tasks.duration[i] if from_finish else at
            to_start = kind == FS or kind == SS
            if rows[s, AT] != NONE and t.member[t.at[tasks.calendar[s]]] == c:
                theirs = rows[s, AT]
                if not to_start:
                    theirs += tasks.duration[s]
            else:
                theirs = position(t.table, c, rows[s, START] if to_start else rows[s, FINISH])
            free = min(free, theirs - mine)
            if free <= 0:
                free = 0
                break
    rows[i, TOTAL] = total
    rows[i, FREE] = free
    critical = total <= rules.critical_float and rows[i, PERCENT] < 100 and tasks.active[i] > 0
    rows[i, CRITICAL] = 1 if critical else 0


@kernel
def floats(
    tasks: TaskColumns, links: LinkColumns, net: Net, t: Time, rules: Rules, rows: Ints
) -> None:
    """Fill the floats of all tasks from their early and late dates."""
    for i in range(len(net.parent)):
        slack(tasks, links, net, t, rules, i, -1, rows)

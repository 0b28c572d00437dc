"""The critical path method: the forward and the backward pass, in working time.

Kelley and Walker (1959) with the precedence diagramming of Fondahl (1961) and Microsoft Project's
rules for calendars, constraints, summaries and progress (docs/engine). Each pass visits the events
of the topology once. Late dates mirror early ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.jit import compiled
from headway.scheduling.plan import (
    FF,
    FNET,
    FNLT,
    FS,
    LAG_ELAPSED,
    LAG_PERCENT,
    MFO,
    MSO,
    SNET,
    SNLT,
    SS,
)
from headway.scheduling.worktime import Ints, add, next_working, position, previous_working

BY_START, BY_CONSTRAINT, BY_LINK, BY_ACTUAL, BY_MANUAL, BY_LEVELLING, BY_SUMMARY, BY_CHILD = range(
    8
)
FAR = 2**61


class Time(NamedTuple):
    """Compiled calendars, and which of them each group has: `member[at[g]:at[g + 1]]`."""

    at: Ints
    member: Ints
    offset: Ints
    begin: Ints
    end: Ints
    before: Ints


class Net(NamedTuple):
    """The topology as the passes read it."""

    order: Ints
    summary: Ints
    parent: Ints
    into_at: Ints
    into: Ints
    out_at: Ints
    out: Ints


@compiled
def work(t: Time, group: int, start: int, finish: int) -> int:
    """Return the working minutes of a group's first calendar between two moments."""
    c = t.member[t.at[group]]
    return position(t.offset, t.begin, t.end, t.before, c, finish) - position(
        t.offset, t.begin, t.end, t.before, c, start
    )


@compiled
def start_at(t: Time, group: int, moment: int, duration: int) -> int:
    """Return when work can start at or after `moment`: the first of the group's calendars.

    Without duration the end of a working interval will do as well: a milestone stands at 17:00
    when its predecessor ends then.
    """
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        if duration == 0:
            low, high = t.offset[c], t.offset[c + 1]
            left, right = low, high
            while left < right:
                middle = (left + right) >> 1
                if t.end[middle] >= moment:
                    right = middle
                else:
                    left = middle + 1
            found = moment if left == high else max(moment, t.begin[left])
        else:
            found = next_working(t.offset, t.begin, t.end, c, moment)
        best = min(best, found)
    return best


@compiled
def finish_after(t: Time, group: int, start: int, duration: int) -> int:
    """Return when `duration` begun at `start` is done: the last of the group's calendars."""
    if duration <= 0:
        return start
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        best = max(best, add(t.offset, t.begin, t.end, t.before, c, start, duration))
    return best


@compiled
def start_before(t: Time, group: int, finish: int, duration: int) -> int:
    """Return the latest start from which `duration` is done by `finish`."""
    if duration <= 0:
        return finish
    best = FAR
    for k in range(t.at[group], t.at[group + 1]):
        c = t.member[k]
        best = min(best, add(t.offset, t.begin, t.end, t.before, c, finish, -duration))
    return best


@compiled
def finish_at(t: Time, group: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work can end."""
    best = -FAR
    for k in range(t.at[group], t.at[group + 1]):
        best = max(best, previous_working(t.offset, t.begin, t.end, t.member[k], moment))
    return best


@compiled
def lagged(t: Time, group: int, moment: int, lag: int, kind: int, duration: int, sign: int) -> int:
    """Return `moment` moved by a link's lag, forward (sign 1) or back (sign -1)."""
    if lag == 0:
        return moment
    minutes = lag
    if kind == LAG_PERCENT:
        minutes = int(round(lag * duration / 10000))
    if kind == LAG_ELAPSED:
        return moment + sign * minutes
    c = t.member[t.at[group]]
    return add(t.offset, t.begin, t.end, t.before, c, moment, sign * minutes)


@compiled
def forward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    project_start: int,
    honor: bool,
    floor: Ints,
    start: Ints,
    finish: Ints,
    driver: Ints,
    driver_id: Ints,
) -> None:
    """Fill start, finish and what drives each. `floor` holds earliest starts set from outside
    (NONE: none), as the late dates of tasks that are to be as late as possible."""
    n = len(net.parent)
    hold_start = np.full(n, NONE, dtype=np.int64)
    hold_finish = np.full(n, NONE, dtype=np.int64)
    hold_link = np.full(n, -1, dtype=np.int64)
    for i in range(n):
        if net.summary[i]:
            start[i] = FAR
            finish[i] = -FAR
    for place in range(len(net.order)):
        event = net.order[place]
        i = event >> 1
        up = net.parent[i]
        if event & 1:
            if net.summary[i]:
                if start[i] == FAR:
                    start[i] = project_start
                    finish[i] = project_start
                if tasks.manual[i]:
                    if tasks.manual_start[i] != NONE:
                        start[i] = tasks.manual_start[i]
                        driver[i] = BY_MANUAL
                    if tasks.manual_finish[i] != NONE:
                        finish[i] = tasks.manual_finish[i]
                    finish[i] = max(finish[i], start[i])
            if up >= 0 and (tasks.active[i] or not tasks.active[up]):
                if start[i] < start[up]:
                    start[up] = start[i]
                    driver[up] = BY_CHILD
                    driver_id[up] = i
                finish[up] = max(finish[up], finish[i])
            continue
        # The start side: everything that holds the task back.
        early = NONE
        early_finish = NONE
        why = BY_START
        by = -1
        why_finish = BY_LINK
        by_finish = -1
        if up >= 0:
            early = hold_start[up]
            early_finish = hold_finish[up]
            why = BY_SUMMARY
            by = hold_link[up]
            why_finish = BY_SUMMARY
            by_finish = hold_link[up]
        group = tasks.calendar[i]
        for k in range(net.into_at[i], net.into_at[i + 1]):
            link = net.into[k]
            p = links.predecessor[link]
            if not tasks.active[p]:
                continue
            kind = links.type[link]
            of = finish[p] if (kind == FS or kind == FF) else start[p]
            bound = lagged(
                t,
                tasks.lag_calendar[i],
                of,
                links.lag[link],
                links.lag_kind[link],
                tasks.duration[p],
                1,
            )
            if kind == FS or kind == SS:
                if bound > early:
                    early = bound
                    why = BY_LINK
                    by = link
            elif bound > early_finish:
                early_finish = bound
                why_finish = BY_LINK
                by_finish = link
        if net.summary[i]:
            if tasks.constraint[i] == SNET and tasks.constraint_date[i] > early:
                early = tasks.constraint_date[i]
                by = -1
            hold_start[i] = early
            hold_finish[i] = early_finish
            hold_link[i] = by if early != NONE else by_finish
            continue
        duration = tasks.duration[i]
        if tasks.manual[i] and tasks.actual_start[i] == NONE:
            s = tasks.manual_start[i]
            f = tasks.manual_finish[i]
            driver[i] = BY_MANUAL
            if s == NONE and f != NONE:
                s = start_before(t, group, f, duration)
            elif s == NONE:
                s = start_at(t, group, max(early, project_start), duration)
                driver[i] = why if early > project_start else BY_START
                driver_id[i] = by if early > project_start else -1
            if f == NONE:
                f = finish_after(t, group, s, duration)
            start[i] = s
            finish[i] = max(s, f)
            continue
        if tasks.actual_start[i] != NONE:
            s = tasks.actual_start[i]
            start[i] = s
            driver[i] = BY_ACTUAL
            if tasks.actual_finish[i] != NONE:
                finish[i] = max(s, tasks.actual_finish[i])
            else:
                finish[i] = finish_after(t, group, s, duration)
            continue
        constraint = tasks.constraint[i]
        date = tasks.constraint_date[i]
        if early < project_start:
            # Links may not pull a task before the project's start; a lead on the first one could.
            early = project_start
            why = BY_START
            by = -1
        if floor[i] > early:
            early = floor[i]
            why = BY_CONSTRAINT
            by = -1
        soft = not honor
        if (constraint == SNET or (constraint == MSO and soft)) and date > early:
            early = date
            why = BY_CONSTRAINT
            by = -1
        if (constraint == FNET or (constraint == MFO and soft)) and date > early_finish:
            early_finish = date
            why_finish = BY_CONSTRAINT
            by_finish = -1
        if tasks.levelling_delay[i] > 0:
            early += tasks.levelling_delay[i]
            why = BY_LEVELLING
        s = start_at(t, group, early, duration)
        f = finish_after(t, group, s, duration)
        if early_finish != NONE and early_finish > f:
            s = start_before(t, group, early_finish, duration)
            s = start_at(t, group, s, duration)
            f = max(finish_after(t, group, s, duration), s)
            why = why_finish
            by = by_finish
        if honor:
            if constraint == MSO or (constraint == SNLT and s > date):
                s = start_at(t, group, date, duration)
                f = finish_after(t, group, s, duration)
                why = BY_CONSTRAINT
                by = -1
            elif constraint == MFO or (constraint == FNLT and f > date):
                f = date
                s = start_at(t, group, start_before(t, group, f, duration), duration)
                f = finish_after(t, group, s, duration)
                why = BY_CONSTRAINT
                by = -1
        start[i] = s
        finish[i] = f
        driver[i] = why
        driver_id[i] = by


@compiled
def backward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    project_finish: int,
    honor: bool,
    start: Ints,
    finish: Ints,
    late_start: Ints,
    late_finish: Ints,
) -> None:
    """Fill the latest starts and finishes that do not move `project_finish`.

    `start` and `finish` are the early dates; what has started keeps its actual start, and what is
    finished both.
    """
    n = len(net.parent)
    hold = np.full(n, FAR, dtype=np.int64)
    hold_first = np.full(n, FAR, dtype=np.int64)
    for i in range(n):
        late_start[i] = FAR
        late_finish[i] = -FAR if net.summary[i] else FAR
    for place in range(len(net.order) - 1, -1, -1):
        event = net.order[place]
        i = event >> 1
        up = net.parent[i]
        if event & 1 == 0:
            if net.summary[i] and late_start[i] == FAR:
                late_start[i] = start[i]
                late_finish[i] = finish[i]
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
            if not tasks.active[s]:
                continue
            kind = links.type[link]
            of = late_start[s] if (kind == FS or kind == SS) else late_finish[s]
            bound = lagged(
                t, tasks.lag_calendar[s], of, links.lag[link], links.lag_kind[link], duration, -1
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
            late_start[i] = start[i]
            late_finish[i] = finish[i]
            continue
        constraint = tasks.constraint[i]
        date = tasks.constraint_date[i]
        if honor and constraint == MSO:
            first = min(first, date)
        elif honor and constraint == MFO:
            last = min(last, date)
        elif constraint == SNLT:
            first = min(first, date)
        lf = finish_at(t, group, last) if duration > 0 else last
        ls = start_before(t, group, lf, duration)
        if first < ls:
            ls = first
            lf = finish_after(t, group, ls, duration)
        elif duration > 0:
            ls = min(start_at(t, group, ls, duration), lf)
        if tasks.actual_start[i] != NONE:
            ls = start[i]
        late_start[i] = ls
        late_finish[i] = lf


@compiled
def floats(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    start: Ints,
    finish: Ints,
    late_start: Ints,
    late_finish: Ints,
    total: Ints,
    free: Ints,
) -> None:
    """Fill total and free float, in working minutes of each task's calendar.

    Total float is the smaller of what the start and the finish can slip; free float what the task
    can slip without moving a successor's early dates (without successors: the total float).
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
                tasks.lag_calendar[s],
                mine,
                links.lag[link],
                links.lag_kind[link],
                tasks.duration[i],
                1,
            )
            least = min(least, work(t, group, bound, theirs))
        free[i] = total[i] if least == FAR else max(0, least)
        if tasks.actual_finish[i] != NONE:
            free[i] = 0


@compiled
def percents(tasks: TaskColumns, net: Net, percent: Ints) -> None:
    """Fill % complete: a summary's is the share of its tasks' durations that is done."""
    n = len(net.parent)
    done = np.zeros(n, dtype=np.float64)
    whole = np.zeros(n, dtype=np.float64)
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

"""The forward pass: the earliest dates, from the project's start along the links.

Kelley and Walker (1959) with the precedence diagramming of Fondahl (1961) and Microsoft Project's
rules for calendars, constraints, summaries and progress (docs/engine). Each visit of the topology
is made once, or, after a change, only those that it reaches.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.clock import (
    FAR,
    Time,
    alone,
    finish_after,
    finish_at,
    lagged,
    opens,
    placed,
    start_at,
    start_before,
    work,
)
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT, SS
from headway.scheduling.rows import (
    AT,
    DONE,
    DRIVER,
    DRIVER_ID,
    DURATION,
    EDGE,
    FINISH,
    FIRST,
    FLOOR,
    HIGH,
    HOLD_END,
    HOLD_FINISH,
    HOLD_LINK,
    HOLD_START,
    LAST,
    LATE_FIRST,
    LOW,
    PERCENT,
    PULLED,
    START,
    VISITED,
    WAS_FIRST,
    WAS_LAST,
    WHOLE,
    Net,
    Rules,
)
from headway.scheduling.worktime import Ints

BY_START, BY_CONSTRAINT, BY_LINK, BY_ACTUAL, BY_MANUAL, BY_LEVELLING, BY_SUMMARY, BY_CHILD = range(
    8
)
Marks: TypeAlias = NDArray[np.uint8]


@kernel
def forward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    rules: Rules,
    rows: Ints,
    holds: Ints,
    whole: bool,
    marked: Marks,
    behind: Marks,
    told: Ints,
) -> None:
    """Fill early dates, what drives each start, durations and percent complete in `rows`.

    FLOOR in `rows` holds earliest starts set from outside (NONE: none), as the late dates of tasks
    that are to be as late as possible; `holds` is filled for summaries, `told` for the caller
    (`rows.py`). With `whole` every visit is made. Without, `rows` and `holds` are those of an
    earlier pass, and only the visits in `marked` are made and those that a changed date leads to;
    what the backward pass must visit because of it is marked in `behind`.
    """
    project_start, data_date = rules.project_start, rules.data_date
    lag_before, honor = rules.lag_before, rules.honor
    for place in range(len(net.visits)):
        if not whole and not marked[place]:
            continue
        event = net.visits[place]
        i = event >> 1
        up = net.parent[i]
        told[VISITED] += 1
        if event & 1:
            # The finish side of a summary: what it holds is known.
            gathered(
                tasks, links, net, t, project_start, i, rows, holds, whole, marked, behind, told
            )
            continue
        # The start side: everything that holds the task back.
        early = NONE
        early_finish = NONE
        by = -1
        by_finish = -1
        why = BY_START
        why_finish = BY_LINK
        exact = False
        beside = False
        if up >= 0:
            h = net.holder[up]
            early = holds[h, HOLD_START]
            early_finish = holds[h, HOLD_FINISH]
            by = holds[h, HOLD_LINK]
            by_finish = holds[h, HOLD_END]
            why = BY_SUMMARY if by >= 0 else BY_CONSTRAINT
            why_finish = BY_SUMMARY
        group = tasks.calendar[i]
        for k in range(net.into_at[i], net.into_at[i + 1]):
            link = net.into[k]
            p = links.predecessor[link]
            if not tasks.active[p]:
                continue
            kind = links.type[link]
            bound = rows[p, FINISH] if (kind == FS or kind == FF) else rows[p, START]
            if links.lag[link] != 0:
                bound = lagged(
                    t, tasks.lag_calendar[p if lag_before else i], bound, links.lag[link],
                    links.lag_kind[link], tasks.duration[p], 1,
                )  # fmt: skip
            if kind == FS or kind == SS:
                if bound > early:
                    early = bound
                    why = BY_LINK
                    by = link
            elif bound > early_finish:
                early_finish = bound
                why_finish = BY_LINK
                by_finish = link
                exact = kind == SF
            beside |= kind == FF
        constraint = tasks.constraint[i]
        date = tasks.constraint_date[i]
        if net.summary[i]:
            if constraint == SNET and date > early:
                early = date
                by = -1
            held_back(net, i, early, early_finish, by, by_finish, holds, whole, marked)
            continue
        duration = tasks.duration[i]
        pause = tasks.pause[i]
        at = -1
        pulled = 0
        if tasks.manual[i] or tasks.actual_start[i] != NONE:
            s, f, driven = stands(tasks, t, project_start, data_date, i, early, early_finish)
            if driven >= 0:
                why = driven
                by = -1
            elif early <= project_start:
                why = BY_START
                by = -1
        else:
            soft = not honor
            if early == NONE and (early_finish == NONE or not exact):
                # Nothing but its constraint or the project's start decides. Dates before the
                # project's start count where somebody set them; a link may lead there, but not
                # from finish to finish.
                dated = constraint == SNET or constraint == FNET
                dated |= soft and (constraint == MSO or constraint == MFO)
                if not dated or early_finish != NONE:
                    early = project_start
                    why = BY_START
                    by = -1
            if beside and early < project_start:
                early = project_start
                why = BY_START
                by = -1
            opens_plan = duration == 0 and early == project_start and early_finish == NONE
            if data_date > early and data_date != NONE:
                early = data_date
                why = BY_START
                by = -1
            if rules.floored and rows[i, FLOOR] > early:
                early = rows[i, FLOOR]
                why = BY_CONSTRAINT
                by = -1
            if (constraint == SNET or (constraint == MSO and soft)) and date > early:
                early = date
                why = BY_CONSTRAINT
                by = -1
            if (constraint == FNET or (constraint == MFO and soft)) and date > early_finish:
                early_finish = date
                why_finish = BY_CONSTRAINT
                by_finish = -1
                exact = False
            if tasks.levelling_delay[i] > 0:
                early = max(early, project_start) + tasks.levelling_delay[i]
                why = BY_LEVELLING
            s = NONE
            f = NONE
            if early != NONE:
                c = alone(t, group)
                if c >= 0 and pause == 0:
                    s, f, at = placed(t.table, c, early, duration)
                if at < 0:
                    s = start_at(t, group, early, duration)
                    f = finish_after(t, group, s, duration, pause)
            if early_finish > f:
                at = -1
                s = start_before(t, group, early_finish, duration, pause)
                s = max(start_at(t, group, s, duration), s)
                f = max(finish_after(t, group, s, duration, pause), s)
                # A finish that another task's start asks for stands at that start, where no work
                # lies between.
                at_rest = exact and f < early_finish and opens(t, group, early_finish)
                if at_rest and work(t, group, f, early_finish) == 0:
                    f = early_finish
                why = why_finish
                by = by_finish
            if opens_plan and early == project_start and early_finish == NONE:
                # A milestone that nothing holds back stands where the project starts, be it at rest.
                at = -1
                s = early
                f = early
            if honor:
                free = s
                if constraint == MSO or (constraint == SNLT and s > date):
                    at = -1
                    s = start_at(t, group, date, duration)
                    f = finish_after(t, group, s, duration, pause)
                    why = BY_CONSTRAINT
                    by = -1
                elif constraint == MFO or (constraint == FNLT and f > date):
                    at = -1
                    s = start_at(t, group, start_before(t, group, date, duration, pause), duration)
                    f = finish_after(t, group, s, duration, pause)
                    why = BY_CONSTRAINT
                    by = -1
                if s < free:
                    pulled = work(t, group, s, free)
        if not whole:
            if s != rows[i, START] or f != rows[i, FINISH]:
                passed_on(links, net, i, rows, holds, marked, behind, told)
            elif pulled != rows[i, PULLED]:
                behind[place] = 1
        rows[i, START] = s
        rows[i, FINISH] = f
        rows[i, DURATION] = work(t, group, s, f) if tasks.manual[i] else duration
        rows[i, PERCENT] = tasks.percent[i]
        rows[i, DRIVER] = why
        rows[i, DRIVER_ID] = by
        rows[i, AT] = at if at >= 0 else NONE
        rows[i, PULLED] = pulled
        told[LOW] = min(told[LOW], s)
        told[HIGH] = max(told[HIGH], f)
        if tasks.active[i]:
            told[FIRST] = min(told[FIRST], s)
            told[LAST] = max(told[LAST], f)


@kernel
def stands(
    tasks: TaskColumns,
    t: Time,
    project_start: int,
    data_date: int,
    i: int,
    early: int,
    early_finish: int,
) -> tuple[int, int, int]:
    """Return start, finish and driver of a manual or started task; -1 where links drive it."""
    group = tasks.calendar[i]
    duration = tasks.duration[i]
    pause = tasks.pause[i]
    if tasks.actual_start[i] == NONE:
        s = tasks.manual_start[i]
        f = tasks.manual_finish[i]
        driven = BY_MANUAL
        if s == NONE and f != NONE:
            s = start_before(t, group, f, duration, pause)
        elif s == NONE:
            driven = -1
            s = start_at(t, group, max(early, project_start), duration)
        if f == NONE:
            f = finish_after(t, group, s, duration, pause)
        return s, max(s, f), driven
    s = tasks.actual_start[i]
    if tasks.actual_finish[i] != NONE:
        f = tasks.actual_finish[i]
    elif tasks.manual[i] and tasks.manual_finish[i] != NONE:
        f = tasks.manual_finish[i]
    elif tasks.resume[i] != NONE and tasks.resume[i] > s:
        # What is left goes on when the task is taken up again.
        f = finish_after(t, group, tasks.resume[i], tasks.remaining[i], 0)
    elif data_date != NONE:
        # What is left begins at the data date, when its links let it (retained logic).
        going = start_at(t, group, max(data_date, early), tasks.remaining[i])
        f = finish_after(t, group, going, tasks.remaining[i], 0)
        if early_finish > f:
            f = finish_at(t, group, early_finish)
    else:
        f = finish_after(t, group, s, duration, pause)
    date = tasks.constraint_date[i]
    if tasks.actual_finish[i] == NONE and tasks.constraint[i] == FNET and date > f:
        f = date
    return s, max(s, f), BY_ACTUAL


@kernel
def held_back(
    net: Net,
    i: int,
    early: int,
    early_finish: int,
    by: int,
    by_finish: int,
    holds: Ints,
    whole: bool,
    marked: Marks,
) -> None:
    """Keep what a summary's links ask of what it holds, which is visited if that is new."""
    h = net.holder[i]
    if not whole and (
        holds[h, HOLD_START] != early
        or holds[h, HOLD_FINISH] != early_finish
        or holds[h, HOLD_LINK] != by
        or holds[h, HOLD_END] != by_finish
    ):
        for k in range(net.child_at[i], net.child_at[i + 1]):
            marked[net.first[net.child[k]]] = 1
    holds[h, HOLD_START] = early
    holds[h, HOLD_FINISH] = early_finish
    holds[h, HOLD_LINK] = by
    holds[h, HOLD_END] = by_finish


@kernel
def gathered(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    project_start: int,
    i: int,
    rows: Ints,
    holds: Ints,
    whole: bool,
    marked: Marks,
    behind: Marks,
    told: Ints,
) -> None:
    """Fill a summary's dates, duration and percent complete from what it holds."""
    h = net.holder[i]
    up = net.parent[i]
    start = FAR
    finish = -FAR
    child = -1
    done = 0
    length = 0
    for k in range(net.child_at[i], net.child_at[i + 1]):
        j = net.child[k]
        if tasks.active[j] or not tasks.active[i]:
            if rows[j, START] < start:
                start = rows[j, START]
                child = j
            finish = max(finish, rows[j, FINISH])
        if tasks.active[j] and net.summary[j]:
            done += holds[net.holder[j], DONE]
            length += holds[net.holder[j], WHOLE]
        elif tasks.active[j]:
            done += tasks.duration[j] * tasks.percent[j]
            length += tasks.duration[j]
    why = BY_START if child < 0 else BY_CHILD
    if child < 0:
        start = project_start
        finish = project_start
    if tasks.manual[i]:
        if tasks.manual_start[i] != NONE:
            start = tasks.manual_start[i]
            why = BY_MANUAL
            child = -1
        if tasks.manual_finish[i] != NONE:
            finish = tasks.manual_finish[i]
        finish = max(finish, start)
    percent = 0
    if length > 0:
        # `done` is in hundredths. Half and more rounds up, but only what is done is done.
        percent = (2 * done + length) // (2 * length)
        if percent == 100 and done < 100 * length:
            percent = 99
    if not whole:
        if start != rows[i, START] or finish != rows[i, FINISH]:
            passed_on(links, net, i, rows, holds, marked, behind, told)
        if up >= 0 and (done != holds[h, DONE] or length != holds[h, WHOLE]):
            marked[net.last[up]] = 1
        if percent != rows[i, PERCENT]:
            behind[net.first[i]] = 1
    holds[h, DONE] = done
    holds[h, WHOLE] = length
    rows[i, START] = start
    rows[i, FINISH] = finish
    rows[i, DURATION] = work(t, tasks.calendar[i], start, finish)
    rows[i, PERCENT] = percent
    rows[i, DRIVER] = why
    rows[i, DRIVER_ID] = child
    rows[i, AT] = NONE
    rows[i, PULLED] = 0
    told[LOW] = min(told[LOW], start)
    told[HIGH] = max(told[HIGH], finish)
    if tasks.active[i]:
        told[FIRST] = min(told[FIRST], start)
        if up < 0:
            told[LAST] = max(told[LAST], finish)


@kernel
def passed_on(
    links: LinkColumns,
    net: Net,
    i: int,
    rows: Ints,
    holds: Ints,
    marked: Marks,
    behind: Marks,
    told: Ints,
) -> None:
    """Mark what changed dates of a task lead to: its successors and its summary, and backward its
    own late dates and floats and its predecessors' floats."""
    if rows[i, START] <= told[WAS_FIRST] or rows[i, FINISH] >= told[WAS_LAST]:
        told[EDGE] = 1
    for k in range(net.out_at[i], net.out_at[i + 1]):
        marked[net.first[links.successor[net.out[k]]]] = 1
    if net.parent[i] >= 0:
        marked[net.last[net.parent[i]]] = 1
    behind[net.first[i]] = 1
    behind[net.last[i]] = 1
    for k in range(net.into_at[i], net.into_at[i + 1]):
        behind[net.first[links.predecessor[net.into[k]]]] = 1
    if net.summary[i] and holds[net.holder[i], LATE_FIRST] != FAR:
        # Those that start with a summary are held by what its start may not pass.
        for k in range(net.child_at[i], net.child_at[i + 1]):
            behind[net.last[net.child[k]]] = 1

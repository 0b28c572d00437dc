"""The forward pass: the earliest dates, from the project's start along the links.

Kelley and Walker (1959) with the precedence diagramming of Fondahl (1961) and Microsoft Project's
rules for calendars, constraints, summaries and progress (docs/engine). Each event of the topology
is visited once.
"""

from __future__ import annotations

from typing import NamedTuple

from headway.scheduling.clock import (
    FAR,
    Time,
    finish_after,
    finish_at,
    lagged,
    opens,
    start_at,
    start_before,
    work,
)
from headway.scheduling.columns import NONE, LinkColumns, TaskColumns
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT, SS
from headway.scheduling.worktime import Ints

BY_START, BY_CONSTRAINT, BY_LINK, BY_ACTUAL, BY_MANUAL, BY_LEVELLING, BY_SUMMARY, BY_CHILD = range(
    8
)


class Net(NamedTuple):
    """The topology as the passes read it."""

    order: Ints
    summary: Ints
    parent: Ints
    into_at: Ints
    into: Ints
    out_at: Ints
    out: Ints


@kernel
def forward(
    tasks: TaskColumns,
    links: LinkColumns,
    net: Net,
    t: Time,
    project_start: int,
    data_date: int,
    lag_before: bool,
    honor: bool,
    floor: Ints,
    start: Ints,
    finish: Ints,
    driver: Ints,
    driver_id: Ints,
    pulled: Ints,
    hold: Ints,
) -> None:
    """Fill start, finish and what drives each. `floor` holds earliest starts set from outside
    (NONE: none), as the late dates of tasks that are to be as late as possible. `pulled` takes the
    working minutes by which a constraint holds a task before what its links allow; `hold` is room
    for four columns: what links into summaries ask of the tasks below."""
    n = len(net.parent)
    # What links into the summaries above ask of a task: its start, its finish, and by which link.
    hold_start, hold_finish, hold_link, hold_end = hold[0], hold[1], hold[2], hold[3]
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
        by = -1
        by_finish = -1
        why = BY_START
        why_finish = BY_LINK
        exact = False
        beside = False
        if up >= 0:
            early = hold_start[up]
            early_finish = hold_finish[up]
            by = hold_link[up]
            by_finish = hold_end[up]
            why = BY_SUMMARY if by >= 0 else BY_CONSTRAINT
            why_finish = BY_SUMMARY
        group = tasks.calendar[i]
        for k in range(net.into_at[i], net.into_at[i + 1]):
            link = net.into[k]
            p = links.predecessor[link]
            if not tasks.active[p]:
                continue
            kind = links.type[link]
            of = finish[p] if (kind == FS or kind == FF) else start[p]
            bound = lagged(
                t, tasks.lag_calendar[p if lag_before else i], of, links.lag[link], links.lag_kind[link],
                tasks.duration[p], 1,
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
            hold_start[i] = early
            hold_finish[i] = early_finish
            hold_link[i] = by
            hold_end[i] = by_finish
            continue
        duration = tasks.duration[i]
        pause = tasks.pause[i]
        if tasks.manual[i] and tasks.actual_start[i] == NONE:
            s = tasks.manual_start[i]
            f = tasks.manual_finish[i]
            driver[i] = BY_MANUAL
            if s == NONE and f != NONE:
                s = start_before(t, group, f, duration, pause)
            elif s == NONE:
                driver[i] = why if early > project_start else BY_START
                driver_id[i] = by if early > project_start else -1
                s = start_at(t, group, max(early, project_start), duration)
            if f == NONE:
                f = finish_after(t, group, s, duration, pause)
            start[i] = s
            finish[i] = max(s, f)
            continue
        if tasks.actual_start[i] != NONE:
            s = tasks.actual_start[i]
            driver[i] = BY_ACTUAL
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
            if tasks.actual_finish[i] == NONE and constraint == FNET and date > f:
                f = date
            start[i] = s
            finish[i] = max(s, f)
            continue
        soft = not honor
        if early == NONE and (early_finish == NONE or not exact):
            # Nothing but its constraint or the project's start decides. Dates before the project's
            # start count where somebody set them; a link may lead there, but not from finish to
            # finish.
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
        if data_date > early and data_date != NONE:
            early = data_date
            why = BY_START
            by = -1
        if floor[i] > early:
            early = floor[i]
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
        s = start_at(t, group, early, duration) if early != NONE else NONE
        f = finish_after(t, group, s, duration, pause) if early != NONE else NONE
        if early_finish > f:
            s = start_before(t, group, early_finish, duration, pause)
            s = max(start_at(t, group, s, duration), s)
            f = max(finish_after(t, group, s, duration, pause), s)
            # A finish that another task's start asks for stands at that start, where no work lies
            # between.
            at_rest = exact and f < early_finish and opens(t, group, early_finish)
            if at_rest and work(t, group, f, early_finish) == 0:
                f = early_finish
            why = why_finish
            by = by_finish
        free = s
        if honor:
            if constraint == MSO or (constraint == SNLT and s > date):
                s = start_at(t, group, date, duration)
                f = finish_after(t, group, s, duration, pause)
                why = BY_CONSTRAINT
                by = -1
            elif constraint == MFO or (constraint == FNLT and f > date):
                s = start_at(t, group, start_before(t, group, date, duration, pause), duration)
                f = finish_after(t, group, s, duration, pause)
                why = BY_CONSTRAINT
                by = -1
            if s < free:
                pulled[i] = work(t, group, s, free)
        start[i] = s
        finish[i] = f
        driver[i] = why
        driver_id[i] = by

"""Kernels that place a plan's tasks one after another where their resources are free.

Serial schedule generation (Kelley 1963) in working time. What is locked is placed beforehand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.profile import (
    NEVER,
    Demand,
    clash,
    gaps,
    grown,
    occupy,
    pieces,
    room,
)
from headway.scheduling.plan import FF, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT, SS
from headway.scheduling.risk.clocks import Clocks, Small, worked
from headway.scheduling.risk.network import CHILD, GATE, LEAF, NOTHING, SUMMARY, Network
from headway.scheduling.risk.trials import end_of, moved, start_before, start_of
from headway.scheduling.worktime import Ints


class Wanted(NamedTuple):
    """What is to hold of each task: its `locked` dates, or the latest ones and whether it may be
    split; its `length` in minutes."""

    locked: NDArray[np.uint8]
    start: Small
    finish: Small
    latest: Small
    latest_finish: Small
    splits: NDArray[np.uint8]
    length: Small


class Placed(NamedTuple):
    """Where the tasks came: dates, delay and pause as the engine takes them as inputs, and whether
    a task found no room within its limits."""

    start: Small
    finish: Small
    delay: Small
    pause: Small
    crowded: NDArray[np.uint8]


@compiled
def _asked(
    net: Network, k: Clocks, i: int, length: Small, start: Small, finish: Small
) -> tuple[int, int, bool, bool]:
    """Return what the arcs into a row ask of its start and its finish, whether exactly, and whether
    from finish to finish."""
    arcs = net.arcs
    early, early_finish, exact, beside = NOTHING, NOTHING, False, False
    for a in range(arcs.at[i], arcs.at[i + 1]):
        o, kind = arcs.origin[a], arcs.type[a]
        if kind == GATE:
            early = max(early, start[o])
            early_finish = max(early_finish, finish[o])
            continue
        of = finish[o] if (kind == FS or kind == FF) else start[o]
        if arcs.lag[a] != 0:
            of = moved(k, arcs.lag_group[a], of, arcs.lag[a], arcs.lag_kind[a], length[o])
        if kind == FS or kind == SS:
            early = max(early, of)
        else:
            early_finish = max(early_finish, of)
            exact = exact or kind == SF
            beside = beside or kind == FF
    return early, early_finish, exact, beside


@compiled
def _before(a: int, b: int, key: Ints) -> bool:
    return bool(key[a] < key[b] or (key[a] == key[b] and a < b))


@compiled
def place(
    net: Network, k: Clocks, given: Demand, want: Wanted, key: Ints, release: Small, out: Placed,
    rests: Small,
) -> int:  # fmt: skip
    """Place all rows; of those whose predecessors are placed, the one with the least `key` first.

    No task starts before its `release` where its limits allow that. Fills `out` and `rests` (see
    `gaps`) and returns the last finish of all tasks.
    """
    rows, arcs = net.rows, net.arcs
    count = len(rows.kind)
    d = Demand(given.at, given.resource, given.units, given.events.copy(), given.free_at.copy(),
               given.free.copy(), given.whole)  # fmt: skip
    waiting = np.full(count, -1, dtype=np.int32)
    out_at = np.zeros(count + 1, dtype=np.int32)
    for place_ in range(len(net.order)):
        i = net.order[place_]
        waiting[i] = arcs.at[i + 1] - arcs.at[i]
        for a in range(arcs.at[i], arcs.at[i + 1]):
            out_at[arcs.origin[a] + 1] += 1
        if rows.kind[i] == LEAF and want.locked[i]:
            out.start[i], out.finish[i] = want.start[i], want.finish[i]
            d = occupy(d, k, rows.group[i], i, out.start[i], out.finish[i])
    for i in range(count):
        out_at[i + 1] += out_at[i]
    fill = out_at.copy()
    into = np.empty(out_at[count], dtype=np.int32)
    for place_ in range(len(net.order)):
        i = net.order[place_]
        for a in range(arcs.at[i], arcs.at[i + 1]):
            o = arcs.origin[a]
            into[fill[o]] = i
            fill[o] += 1
    heap = np.empty(count + 1, dtype=np.int32)
    size = 0
    last = NOTHING
    for place_ in range(-1, len(net.order)):
        if place_ < 0:
            for p in range(len(net.order)):
                i = net.order[p]
                if waiting[i] == 0:
                    size = _push(heap, size, i, key)
            continue
        i = heap[0]
        size = _pop(heap, size, key)
        for o in range(out_at[i], out_at[i + 1]):
            j = into[o]
            waiting[j] -= 1
        if rows.kind[i] == SUMMARY:
            s, f = NEVER, NOTHING
            for a in range(arcs.at[i], arcs.at[i + 1]):
                if arcs.type[a] == CHILD:
                    s = min(s, out.start[arcs.origin[a]])
                    f = max(f, out.finish[arcs.origin[a]])
            if f == NOTHING:
                s, f = net.start[i], net.start[i]
            if rows.fixed_start[i] != NOTHING:
                s = rows.fixed_start[i]
            if rows.fixed_finish[i] != NOTHING:
                f = rows.fixed_finish[i]
            out.start[i], out.finish[i] = s, max(s, f)
        elif rows.kind[i] != LEAF:
            early, early_finish, _, _ = _asked(net, k, i, want.length, out.start, out.finish)
            if rows.constraint[i] == SNET:
                early = max(early, rows.date[i])
            out.start[i], out.finish[i] = early, early_finish
        elif not want.locked[i]:
            d = _settle(net, k, d, want, i, release[i], out, rests)
        elif rows.fixed_start[i] == NOTHING:
            natural, _, base, _, _ = _natural(net, k, want, i, out)
            out.delay[i] = want.start[i] - base if want.start[i] > natural else 0
        if rows.kind[i] == LEAF:
            last = max(last, out.finish[i])
        for o in range(out_at[i], out_at[i + 1]):
            j = into[o]
            if waiting[j] == 0:
                waiting[j] = -1
                size = _push(heap, size, j, key)
    return last


@compiled
def _push(heap: Small, size: int, i: int, key: Ints) -> int:
    at = size
    heap[at] = i
    while at > 0 and _before(heap[at], heap[(at - 1) // 2], key):
        up = (at - 1) // 2
        heap[at], heap[up] = heap[up], heap[at]
        at = up
    return size + 1


@compiled
def _pop(heap: Small, size: int, key: Ints) -> int:
    size -= 1
    heap[0] = heap[size]
    at = 0
    while True:
        least = at
        for down in (2 * at + 1, 2 * at + 2):
            if down < size and _before(heap[down], heap[least], key):
                least = down
        if least == at:
            return size
        heap[at], heap[least] = heap[least], heap[at]
        at = least


@compiled
def _natural(
    net: Network, k: Clocks, want: Wanted, i: int, out: Placed
) -> tuple[int, int, int, int, bool]:
    """Return start and finish of a task by links and dates alone, the moment that a delay counts
    from, before what it must not finish, and whether the start follows from the finish."""
    rows = net.rows
    group, length, pause = rows.group[i], want.length[i], rows.pause[i]
    planned = rows.duration[i]
    early, early_finish, exact, beside = _asked(net, k, i, want.length, out.start, out.finish)
    constraint, date = rows.constraint[i], rows.date[i]
    soft = not net.honor[i]
    dated = constraint == SNET or constraint == FNET
    dated = dated or (soft and (constraint == MSO or constraint == MFO))
    nothing = early == NOTHING and (early_finish == NOTHING or not exact)
    if nothing and (not dated or early_finish != NOTHING):
        early = net.start[i]
    if beside:
        early = max(early, net.start[i])
    opens_plan = length == 0 and early == net.start[i] and early_finish == NOTHING
    early = max(early, rows.data_date[i])
    if constraint == SNET or (constraint == MSO and soft):
        early = max(early, date)
    if constraint == FNET or (constraint == MFO and soft):
        early_finish = max(early_finish, date)
    natural = NOTHING
    f = NOTHING
    if early != NOTHING:
        natural = start_of(k, group, early, length)
        f = end_of(k, group, natural, length, planned, pause)
    by_finish = early_finish > f
    if by_finish:
        natural = start_before(k, group, early_finish, length, planned, pause)
        natural = max(start_of(k, group, natural, length), natural)
        f = max(end_of(k, group, natural, length, planned, pause), natural)
    if opens_plan and early == net.start[i] and early_finish == NOTHING:
        # A milestone that nothing holds back stands where the project starts, be it at rest.
        natural = early
        f = early
    if net.honor[i] and (
        (constraint == SNLT and natural > date) or (constraint == FNLT and f > date)
    ):
        # The engine lets such a date win over links.
        natural = date
        by_finish = constraint == FNLT
        if constraint == FNLT:
            natural = start_before(k, group, date, length, planned, pause)
        natural = start_of(k, group, natural, length)
        f = max(end_of(k, group, natural, length, planned, pause), natural)
    return natural, f, max(early, net.start[i]), early_finish, by_finish


@compiled
def _settle(
    net: Network,
    k: Clocks,
    d: Demand,
    want: Wanted,
    i: int,
    release: int,
    out: Placed,
    rests: Small,
) -> Demand:
    """Place one task as early as its links, dates, release and resources allow."""
    rows = net.rows
    group, length, pause = rows.group[i], want.length[i], rows.pause[i]
    planned = rows.duration[i]
    natural, natural_finish, base, early_finish, by_finish = _natural(net, k, want, i, out)
    out.delay[i], out.pause[i], out.crowded[i] = 0, pause, 0
    s, f = natural, natural_finish
    # The engine counts a delay from the project's start at the earliest: a task that its links
    # lead before it can stay where they lead, or come after it.
    if release > natural:
        held = start_of(k, group, max(release, base + 1), length)
        if held <= want.latest[i]:
            s = held
            f = max(end_of(k, group, s, length, planned, pause), s)
    single = k.group_at[group + 1] - k.group_at[group] == 1
    if want.splits[i] and single and length > 0 and d.at[i] < d.at[i + 1]:
        c = k.member[k.group_at[group]]
        from_ = s
        first, end = gaps(d, k, c, i, from_, length, False, rests)
        if natural < first <= base:
            from_ = base + 1
            first, end = gaps(d, k, c, i, from_, length, False, rests)
        fits = first <= want.latest[i] and end <= want.latest_finish[i]
        # A rest would move a start that is counted back from the finish.
        fits = fits and (first > natural or not by_finish)
        if fits and end < NEVER and end >= early_finish:
            parts = pieces(k, group, first, end) + (d.at[i + 1] - d.at[i]) * d.events.max()
            while room(d) < 2 * parts + 4:
                d = grown(d)
            gaps(d, k, c, i, from_, length, True, rests)
            out.start[i], out.finish[i] = first, end
            out.pause[i] = worked(k, c, end) - worked(k, c, first) - length
            if first > natural:
                out.delay[i] = first - base
            return d
    while True:
        free_from = clash(d, k, group, i, s, f)
        if free_from < 0:
            break
        moved_to = start_of(k, group, max(free_from, s + 1, base + 1), length)
        if moved_to > want.latest[i] or free_from >= NEVER // 2:
            out.crowded[i] = 1
            s, f = natural, natural_finish
            break
        s = moved_to
        f = max(end_of(k, group, s, length, planned, pause), s)
    if s > natural:
        out.delay[i] = s - base
    out.start[i], out.finish[i] = s, f
    booked: Demand = occupy(d, k, group, i, s, f)
    return booked

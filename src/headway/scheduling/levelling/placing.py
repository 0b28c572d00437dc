"""Kernels that place a plan's tasks one after another where their resources are free.

Serial schedule generation (Kelley 1963) in working time: free units of a resource change at events
alone, and a task takes units only while its calendars work. What is locked is placed beforehand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.jit import compiled
from headway.scheduling.plan import FF, FNET, FS, MFO, MSO, SF, SNET, SS
from headway.scheduling.risk.clocks import Clocks, Small, seek, worked
from headway.scheduling.risk.network import CHILD, GATE, LEAF, NOTHING, SUMMARY, Network
from headway.scheduling.risk.trials import end_of, moved, start_before, start_of
from headway.scheduling.worktime import Ints

NEVER = 2**30


class Demand(NamedTuple):
    """Task i needs `units[k]` of resource `resource[k]` for k from `at[i]` to `at[i + 1]`.

    `free_at` and `free` are what each resource has free, by moment from which it holds, `events`
    of them a resource.
    `whole` says that all tasks of a resource keep the same hours, so that whole spans compare.
    """

    at: Small
    resource: Small
    units: Ints
    events: Small
    free_at: NDArray[np.int32]
    free: Ints
    whole: NDArray[np.uint8]


class Wanted(NamedTuple):
    """What is to hold of each task: its `locked` dates, or its latest start and whether it may be
    split; its `length` in minutes."""

    locked: NDArray[np.uint8]
    start: Small
    finish: Small
    latest: Small
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
def _shortage(d: Demand, r: int, units: int, low: int, high: int) -> tuple[int, int]:
    """Return the first part of [low, high) in which a resource has fewer units free."""
    if high <= low:
        return NEVER, NEVER
    at = d.free_at[r]
    n = d.events[r]
    e = np.searchsorted(at[:n], low, side="right") - 1
    while e < n and at[e] < high:
        if d.free[r, e] < units:
            until = at[e + 1] if e + 1 < n else NEVER
            return max(low, at[e]), min(high, until)
        e += 1
    return NEVER, NEVER


@compiled
def _edge(d: Demand, r: int, moment: int) -> int:
    """Return the event of a resource at `moment`, which is made if there is none."""
    n = d.events[r]
    e = np.searchsorted(d.free_at[r, :n], moment)
    if e < n and d.free_at[r, e] == moment:
        return int(e)
    for f in range(n, e, -1):
        d.free_at[r, f] = d.free_at[r, f - 1]
        d.free[r, f] = d.free[r, f - 1]
    d.free_at[r, e] = moment
    d.free[r, e] = d.free[r, e - 1]
    d.events[r] = n + 1
    return int(e)


@compiled
def _take(d: Demand, r: int, units: int, low: int, high: int) -> None:
    if high <= low or units == 0:
        return
    first = _edge(d, r, low)
    last = _edge(d, r, high)
    for e in range(first, last):
        d.free[r, e] -= units


@compiled
def _room(d: Demand) -> int:
    """Return for how many more events every resource has room."""
    return int(d.free_at.shape[1] - d.events.max())


@compiled
def _grown(d: Demand) -> Demand:
    rows, width = d.free_at.shape
    free_at = np.zeros((rows, 2 * width), dtype=np.int32)
    free = np.zeros((rows, 2 * width), dtype=np.int64)
    free_at[:, :width] = d.free_at
    free[:, :width] = d.free
    return Demand(d.at, d.resource, d.units, d.events, free_at, free, d.whole)


@compiled
def _clash(d: Demand, k: Clocks, group: int, i: int, start: int, finish: int) -> int:
    """Return -1 if a task fits from start to finish, else before which moment it must not start."""
    for need in range(d.at[i], d.at[i + 1]):
        r, units = d.resource[need], d.units[need]
        low, high = _shortage(d, r, units, start, finish)
        if low == NEVER:
            continue
        if d.whole[r] or k.group_at[group + 1] - k.group_at[group] != 1:
            return int(high)
        # Only where the task works does a shortage hurt.
        c = k.member[k.group_at[group]]
        x = seek(k, c, low)
        while k.begin[x] < finish:
            low, high = _shortage(d, r, units, max(start, k.begin[x]), min(finish, k.end[x]))
            if low != NEVER:
                return int(high)
            x += 1
    return -1


@compiled
def _pieces(k: Clocks, group: int, start: int, finish: int) -> int:
    if k.group_at[group + 1] - k.group_at[group] != 1:
        return 1
    c = k.member[k.group_at[group]]
    return int(seek(k, c, max(finish - 1, start)) - seek(k, c, start) + 1)


@compiled
def _occupy(d: Demand, k: Clocks, group: int, i: int, start: int, finish: int) -> Demand:
    """Take a task's units while it works; return the demand, which may have grown."""
    if finish <= start or d.at[i] == d.at[i + 1]:
        return d
    while _room(d) < 2 * _pieces(k, group, start, finish) + 2:
        d = _grown(d)
    for need in range(d.at[i], d.at[i + 1]):
        r, units = d.resource[need], d.units[need]
        if d.whole[r] or k.group_at[group + 1] - k.group_at[group] != 1:
            _take(d, r, units, start, finish)
            continue
        c = k.member[k.group_at[group]]
        x = seek(k, c, start)
        while k.begin[x] < finish:
            _take(d, r, units, max(start, k.begin[x]), min(finish, k.end[x]))
            x += 1
    return d


@compiled
def _gaps(
    d: Demand, k: Clocks, c: int, i: int, early: int, length: int, take: bool
) -> tuple[int, int]:
    """Return start and finish of a task that works whenever calendar and resources let it."""
    x = seek(k, c, early)
    first, left, moment = NEVER, length, max(early, k.begin[x])
    while left > 0:
        high = k.end[x]
        while moment < high and left > 0:
            until = high
            blocked = -1
            for need in range(d.at[i], d.at[i + 1]):
                low, end = _shortage(d, d.resource[need], d.units[need], moment, until)
                if low < until:
                    until = low
                    blocked = end
            until = min(until, moment + left)
            if until > moment:
                first = min(first, moment)
                if take:
                    for need in range(d.at[i], d.at[i + 1]):
                        _take(d, d.resource[need], d.units[need], moment, until)
                left -= until - moment
                moment = until
            elif blocked >= 0:
                moment = max(blocked, moment + 1)
            if moment >= NEVER // 2:
                return NEVER, NEVER
        if left > 0:
            x += 1
            if k.begin[x] >= NEVER // 2 or x >= k.at[c + 1]:
                return NEVER, NEVER
            moment = k.begin[x]
            # A shortage may reach over intervals.
            x = seek(k, c, moment)
    return first, moment


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
def place(net: Network, k: Clocks, given: Demand, want: Wanted, key: Ints, out: Placed) -> int:
    """Place all rows; of those whose predecessors are placed, the one with the least `key` first.

    Fills `out` and returns the last finish of all tasks.
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
            d = _occupy(d, k, rows.group[i], i, out.start[i], out.finish[i])
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
            d = _settle(net, k, d, want, i, out)
        elif rows.fixed_start[i] == NOTHING:
            natural, _, base, _ = _natural(net, k, want, i, out)
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
) -> tuple[int, int, int, int]:
    """Return start and finish of a task by links and dates alone, the moment that a delay counts
    from, and before what it must not finish."""
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
    if early_finish > f:
        natural = start_before(k, group, early_finish, length, planned, pause)
        natural = max(start_of(k, group, natural, length), natural)
        f = max(end_of(k, group, natural, length, planned, pause), natural)
    return natural, f, max(early, net.start[i]), early_finish


@compiled
def _settle(net: Network, k: Clocks, d: Demand, want: Wanted, i: int, out: Placed) -> Demand:
    """Place one task as early as its links, dates and resources allow."""
    rows = net.rows
    group, length, pause = rows.group[i], want.length[i], rows.pause[i]
    planned = rows.duration[i]
    natural, f, base, early_finish = _natural(net, k, want, i, out)
    out.delay[i], out.pause[i], out.crowded[i] = 0, pause, 0
    s = natural
    single = k.group_at[group + 1] - k.group_at[group] == 1
    if want.splits[i] and single and length > 0 and d.at[i] < d.at[i + 1]:
        c = k.member[k.group_at[group]]
        first, end = _gaps(d, k, c, i, natural, length, False)
        if first <= want.latest[i] and end < NEVER and end >= early_finish:
            parts = _pieces(k, group, first, end) + (d.at[i + 1] - d.at[i]) * d.events.max()
            while _room(d) < 2 * parts + 4:
                d = _grown(d)
            _gaps(d, k, c, i, natural, length, True)
            out.start[i], out.finish[i] = first, end
            out.pause[i] = worked(k, c, end) - worked(k, c, first) - length
            if first > natural:
                out.delay[i] = first - base
            return d
    while True:
        free_from = _clash(d, k, group, i, s, f)
        if free_from < 0:
            break
        moved_to = start_of(k, group, max(free_from, s + 1), length)
        if moved_to > want.latest[i] or free_from >= NEVER // 2:
            out.crowded[i] = 1
            s = natural
            f = max(end_of(k, group, s, length, planned, pause), s)
            break
        s = moved_to
        f = max(end_of(k, group, s, length, planned, pause), s)
    if s > natural:
        out.delay[i] = s - base
    out.start[i], out.finish[i] = s, f
    taken: Demand = _occupy(d, k, group, i, s, f)
    return taken

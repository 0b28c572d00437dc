"""The kernels: a chunk of trials goes through the network row by row, side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    SF,
    SNET,
    SNLT,
    SS,
)
from headway.scheduling.risk.chance import STEPS, level, quantile_level
from headway.scheduling.risk.clocks import Clocks, Small, begun, done, ended, seek, worked
from headway.scheduling.risk.network import CHILD, GATE, LEAF, NOTHING, SUMMARY, Network
from headway.scheduling.risk.shapes import POINTS, Floats


class Draws(NamedTuple):
    """How durations come about. `table` -1 leaves a task as planned; the impacts on task i are
    `hit_at[i]` to `hit_at[i + 1]`: which risk, minutes added, share added."""

    seed: np.uint64
    quantiles: Floats
    table: Small
    low: Floats
    width: Floats
    group: Small
    share: Floats
    groups_at: int
    risks_at: int
    chance: Floats
    hit_at: Small
    hit: Small
    hit_minutes: Floats
    hit_share: Floats


class Money(NamedTuple):
    """Cost: fixed, by minute of each task's duration, and by risk that strikes."""

    fixed: float
    minute: NDArray[np.float64]
    risk: NDArray[np.float64]


@compiled
def start_of(k: Clocks, group: int, moment: int, duration: int) -> int:
    """Return when work can start at or after `moment`: the first of the group's calendars."""
    best = 2**30
    for part in range(k.group_at[group], k.group_at[group + 1]):
        i = seek(k, k.member[part], moment if duration > 0 else moment - 1)
        best = min(best, max(moment, k.begin[i]))
    return best


@compiled
def end_of(k: Clocks, group: int, start: int, duration: int, planned: int, pause: int) -> int:
    """Return when `duration` begun at `start` is done; parts with work of their own stretch as the
    duration does against what was planned."""
    if duration <= 0:
        return start
    best = NOTHING
    for part in range(k.group_at[group], k.group_at[group + 1]):
        c = k.member[part]
        minutes = duration
        if k.length[part] >= 0:
            minutes = int(np.floor(k.length[part] * duration / max(planned, 1) + 0.5))
        if minutes + pause > 0:
            best = max(best, done(k, c, worked(k, c, start) + minutes + pause))
        else:
            best = max(best, start)
    return best


@compiled
def start_before(k: Clocks, group: int, end: int, duration: int, planned: int, pause: int) -> int:
    """Return the latest start from which `duration` is done by `end`."""
    if duration <= 0:
        return end
    best = 2**30
    for part in range(k.group_at[group], k.group_at[group + 1]):
        c = k.member[part]
        minutes = duration
        if k.length[part] >= 0:
            minutes = int(np.floor(k.length[part] * duration / max(planned, 1) + 0.5))
        best = min(best, begun(k, c, worked(k, c, end) - minutes - pause))
    return best


@compiled
def end_at(k: Clocks, group: int, moment: int) -> int:
    """Return the last moment at or before `moment` at which work of the group can end."""
    best = NOTHING
    for part in range(k.group_at[group], k.group_at[group + 1]):
        best = max(best, ended(k, k.member[part], moment))
    return best


@compiled
def moved(k: Clocks, group: int, moment: int, lag: int, kind: int, duration: int) -> int:
    """Return `moment` moved by a link's lag."""
    minutes = lag
    if kind == LAG_PERCENT:
        minutes = int(round(lag * duration / 10000))
    if kind == LAG_ELAPSED or minutes == 0:
        return moment + minutes
    c = k.member[k.group_at[group]]
    here = worked(k, c, moment)
    found = done(k, c, here + minutes) if minutes > 0 else begun(k, c, here + minutes)
    return int(found)


@compiled
def drawn(
    d: Draws, i: int, planned: int, first: int, struck: NDArray[np.uint8], out: Small
) -> None:
    """Fill the durations of task i in the trials from `first`."""
    size = len(out)
    if d.table[i] < 0:
        out[:] = planned
    else:
        row = d.quantiles[d.table[i]]
        low, width, group, share = d.low[i], d.width[i], d.group[i], d.share[i]
        scale = np.float32((POINTS - 1) / STEPS)
        for t in range(size):
            if group < 0:
                u = level(d.seed, first + t, i)
            else:
                u = quantile_level(d.seed, first + t, i, group, share, d.groups_at)
            x = (np.float32(u) + np.float32(0.5)) * scale
            p = min(int(x), POINTS - 2)
            q = row[p] + (row[p + 1] - row[p]) * (x - np.float32(p))
            out[t] = np.int32(low + q * width + np.float32(0.5))
    for h in range(d.hit_at[i], d.hit_at[i + 1]):
        minutes, more, which = d.hit_minutes[h], d.hit_share[h], d.hit[h]
        for t in range(size):
            if struck[which, t]:
                out[t] = max(0, int(np.floor(out[t] * (1 + more) + minutes + 0.5)))


@compiled
def chunk(
    net: Network, k: Clocks, d: Draws, money: Money, first: int, start: Small, finish: Small,
    length: Small, tight: NDArray[np.uint8], critical: NDArray[np.uint8],
    struck: NDArray[np.uint8], end: Small, cost: NDArray[np.float64],
) -> None:  # fmt: skip
    """Run the trials from `first` on, as many as the rows are wide.

    Fills start and finish by row, sampled lengths by task, which arcs drive what they lead into,
    which rows are critical (their chain of driving arcs leads to the finish), the project's finish
    and its cost.
    """
    rows, arcs = net.rows, net.arcs
    size = len(end)
    for r in range(len(d.chance)):
        for t in range(size):
            struck[r, t] = level(d.seed, first + t, d.risks_at + r) < d.chance[r] * STEPS
    for t in range(size):
        cost[t] = money.fixed
        for r in range(len(d.chance)):
            if struck[r, t]:
                cost[t] += money.risk[r]
    end[:] = NOTHING
    critical[:] = 0
    early = np.empty(size, dtype=np.int32)
    early_finish = np.empty(size, dtype=np.int32)
    gap = np.empty(size, dtype=np.int32)
    by_finish = np.empty(size, dtype=np.uint8)
    bound = np.empty((8, size), dtype=np.int32)
    for place in range(len(net.order)):
        i = net.order[place]
        kind = rows.kind[i]
        low, high = arcs.at[i], arcs.at[i + 1]
        if kind == SUMMARY:
            start[i] = 2**30
            finish[i] = NOTHING
            for a in range(low, high):
                o = arcs.origin[a]
                if arcs.type[a] == CHILD:
                    for t in range(size):
                        start[i, t] = min(start[i, t], start[o, t])
                        finish[i, t] = max(finish[i, t], finish[o, t])
            for a in range(low, high):
                o = arcs.origin[a]
                for t in range(size):
                    tight[a, t] = finish[o, t] == finish[i, t]
            if low == high:
                start[i] = net.start[i]
                finish[i] = net.start[i]
            if rows.fixed_start[i] != NOTHING or rows.fixed_finish[i] != NOTHING:
                for t in range(size):
                    if rows.fixed_start[i] != NOTHING:
                        start[i, t] = rows.fixed_start[i]
                    if rows.fixed_finish[i] != NOTHING:
                        finish[i, t] = rows.fixed_finish[i]
                    finish[i, t] = max(start[i, t], finish[i, t])
            continue
        if kind == LEAF:
            drawn(d, i, rows.duration[i], first, struck, length[i])
            rate = money.minute[i]
            if rate != 0:
                for t in range(size):
                    cost[t] += rate * length[i, t]
        early[:] = NOTHING
        early_finish[:] = NOTHING
        if high - low > len(bound):
            bound = np.empty((2 * (high - low), size), dtype=np.int32)
        finishing = False
        exact = False
        beside = False
        for a in range(low, high):
            o, type_ = arcs.origin[a], arcs.type[a]
            row = bound[a - low]
            if type_ == GATE:
                # A gate holds both sides back: what it asks of the finish is in its finish row.
                for t in range(size):
                    row[t] = start[o, t]
                    early[t] = max(early[t], row[t])
                    early_finish[t] = max(early_finish[t], finish[o, t])
                    finishing = finishing or finish[o, t] != NOTHING
                continue
            of = finish[o] if (type_ == FS or type_ == FF) else start[o]
            if arcs.lag[a] == 0:
                row[:] = of
            else:
                for t in range(size):
                    row[t] = moved(k, arcs.lag_group[a], of[t], arcs.lag[a], arcs.lag_kind[a],
                                   length[o, t])  # fmt: skip
            if type_ == FS or type_ == SS:
                for t in range(size):
                    early[t] = max(early[t], row[t])
            else:
                finishing = True
                exact = exact or type_ == SF
                beside = beside or type_ == FF
                for t in range(size):
                    early_finish[t] = max(early_finish[t], row[t])
        data_date = rows.data_date[i]
        started = kind == LEAF and rows.fixed_start[i] != NOTHING
        if started:
            s = rows.fixed_start[i]
            for t in range(size):
                f = rows.fixed_finish[i]
                if f == NOTHING:
                    if rows.resume[i] > s:
                        f = end_of(k, rows.group[i], rows.resume[i], length[i, t] - rows.worked[i],
                                   rows.duration[i], 0)  # fmt: skip
                    elif data_date != NOTHING:
                        left = length[i, t] - rows.worked[i]
                        going = start_of(k, rows.group[i], max(data_date, early[t]), left)
                        f = end_of(k, rows.group[i], going, left, rows.duration[i], 0)
                        if early_finish[t] > f:
                            f = end_at(k, rows.group[i], early_finish[t])
                    else:
                        f = end_of(k, rows.group[i], s, length[i, t], rows.duration[i],
                                   rows.pause[i])  # fmt: skip
                    if rows.constraint[i] == FNET:
                        f = max(f, rows.date[i])
                start[i, t] = s
                finish[i, t] = max(s, f)
                end[t] = max(end[t], finish[i, t])
            waits = data_date != NOTHING and rows.fixed_finish[i] == NOTHING
            for a in range(low, high):
                starting = arcs.type[a] == FS or arcs.type[a] == SS
                for t in range(size):
                    late = early[t] > data_date and bound[a - low, t] == early[t]
                    tight[a, t] = waits and starting and late
            continue
        if kind != LEAF:
            if rows.constraint[i] == SNET:
                for t in range(size):
                    early[t] = max(early[t], rows.date[i])
            for a in range(low, high):
                side = early if (arcs.type[a] == FS or arcs.type[a] == SS or arcs.type[a] == GATE) \
                    else early_finish  # fmt: skip
                for t in range(size):
                    tight[a, t] = bound[a - low, t] == side[t]
            start[i] = early
            finish[i] = early_finish
            continue
        group = rows.group[i]
        constraint, date = rows.constraint[i], rows.date[i]
        soft = not net.honor[i]
        dated = constraint == SNET or constraint == FNET
        dated = dated or (soft and (constraint == MSO or constraint == MFO))
        not_before = NOTHING
        if constraint == SNET or (constraint == MSO and soft):
            not_before = date
        end_not_before = NOTHING
        if constraint == FNET or (constraint == MFO and soft):
            end_not_before = date
            finishing = True
        hard = net.honor[i] and (constraint == MSO or constraint == SNLT or constraint == MFO
                              or constraint == FNLT)  # fmt: skip
        delay, pause, planned = rows.delay[i], rows.pause[i], rows.duration[i]
        single = k.group_at[group + 1] - k.group_at[group] == 1
        c = k.member[k.group_at[group]]
        plain = (single and k.length[k.group_at[group]] < 0 and not finishing and not hard
                 and delay == 0 and planned > 0)  # fmt: skip
        for t in range(size):
            e, ef = early[t], early_finish[t]
            if e == NOTHING and (ef == NOTHING or not exact) and (not dated or ef != NOTHING):
                e = net.start[i]
            if beside:
                e = max(e, net.start[i])
            dur = length[i, t]
            opens_plan = dur == 0 and e == net.start[i] and max(ef, end_not_before) == NOTHING
            e = max(e, data_date, not_before)
            if plain and dur > 0:
                x = seek(k, c, e)
                s = max(e, k.begin[x])
                # Work that ends in the rest before `s` drives it as well.
                gap[t] = e if s > k.begin[x] or x == k.at[c] else k.end[x - 1]
                f = done(k, c, k.before[x] + s - k.begin[x] + dur + pause)
                by_finish[t] = 0
                if e == not_before or e == data_date:
                    gap[t] = max(gap[t], e)
                start[i, t] = s
                finish[i, t] = f
                end[t] = max(end[t], f)
                continue
            ef = max(ef, end_not_before)
            gap[t] = e
            by_finish[t] = 0
            if delay > 0:
                e = max(e, net.start[i]) + delay
            s = start_of(k, group, e, dur) if e != NOTHING else NOTHING
            f = end_of(k, group, s, dur, planned, pause) if e != NOTHING else NOTHING
            if ef > f:
                s = start_before(k, group, ef, dur, planned, pause)
                s = max(start_of(k, group, s, dur), s)
                f = max(end_of(k, group, s, dur, planned, pause), s)
                by_finish[t] = 1
                gap[t] = ef
            if opens_plan and e == net.start[i]:
                # A milestone that nothing holds back stands where the project starts, be it at rest.
                s = e
                f = e
            if hard:
                if constraint == MSO or (constraint == SNLT and s > date):
                    s = start_of(k, group, date, dur)
                    f = end_of(k, group, s, dur, planned, pause)
                    gap[t] = 2**30
                elif constraint == MFO or (constraint == FNLT and f > date):
                    s = start_before(k, group, date, dur, planned, pause)
                    s = start_of(k, group, s, dur)
                    f = end_of(k, group, s, dur, planned, pause)
                    gap[t] = 2**30
            start[i, t] = s
            finish[i, t] = f
            end[t] = max(end[t], f)
        for a in range(low, high):
            type_ = arcs.type[a]
            starting = type_ == FS or type_ == SS
            for t in range(size):
                if type_ == GATE:
                    of = finish[arcs.origin[a], t] if by_finish[t] else bound[a - low, t]
                    tight[a, t] = of != NOTHING and of >= gap[t]
                else:
                    mine = starting == (by_finish[t] == 0)
                    tight[a, t] = mine and bound[a - low, t] >= gap[t]
    _mark(net, finish, end, tight, critical)


@compiled
def _mark(
    net: Network, finish: Small, end: Small, tight: NDArray[np.uint8], critical: NDArray[np.uint8]
) -> None:
    """Mark as critical what finishes last and, against the arcs, all that drives it."""
    arcs = net.arcs
    size = len(end)
    for place in range(len(net.order) - 1, -1, -1):
        i = net.order[place]
        if net.rows.kind[i] == LEAF:
            for t in range(size):
                if finish[i, t] == end[t]:
                    critical[i, t] = 1
        for a in range(arcs.at[i], arcs.at[i + 1]):
            o = arcs.origin[a]
            for t in range(size):
                critical[o, t] |= critical[i, t] & tight[a, t]


@compiled
def tally(
    count: int, critical: NDArray[np.uint8], finish: Small, length: Small, hits: NDArray[np.int64],
    finish_sum: NDArray[np.int64], length_sum: NDArray[np.int64], length_squares: NDArray[np.int64],
) -> None:  # fmt: skip
    """Add a chunk to the sums by task; whole numbers, so that the order does not matter."""
    for i in range(count):
        n, f, s, q = 0, np.int64(0), np.int64(0), np.int64(0)
        for t in range(critical.shape[1]):
            n += critical[i, t]
            f += finish[i, t]
            s += length[i, t]
            q += np.int64(length[i, t]) * length[i, t]
        hits[i] += n
        finish_sum[i] += f
        length_sum[i] += s
        length_squares[i] += q


@compiled
def rank_products(
    d: Draws, tasks: Small, first: int, rank: NDArray[np.int64], sums: NDArray[np.int64]
) -> None:
    """Add, for some tasks, the level at which each trial drew its duration times the trial's rank."""
    for j in range(len(tasks)):
        i = tasks[j]
        total = np.int64(0)
        group = d.group[i]
        for t in range(len(rank)):
            if group < 0:
                u = level(d.seed, first + t, i)
            else:
                u = quantile_level(d.seed, first + t, i, group, d.share[i], d.groups_at)
            total += (u - STEPS // 2) * rank[t]
        sums[j] += total

"""Justification: a placing pushed to the right, which says in which order to place anew.

Tasks are taken from the last to the first and each is put as late as its successors and its
resources let it, the last finish kept. Placed by the starts that come of it, what matters for the
finish goes first, so that the placing is seldom later and often earlier (Valls, Ballestín and
Quintanilla 2005, "Justification and RCPSP: a technique that pays"). The pass only gives an order:
where tasks keep several calendars it takes each to last as long as it does now.
"""

from __future__ import annotations

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Problem
from headway.scheduling.levelling.profile import NEVER, Demand, grown, room, shortage, taken
from headway.scheduling.plan import FF, FS, SS
from headway.scheduling.risk.network import CHILD, LEAF, SUMMARY, Arcs
from headway.scheduling.worktime import Ints


def justified(problem: Problem, placed: Placed) -> Ints:
    """Return the rank of each row, by its start in the placing pushed to the right."""
    net, want = problem.net, problem.want
    start, finish = problem.measure(placed.start), problem.measure(placed.finish)
    length = np.maximum(finish - start, 0)
    if problem.one_clock:
        length = np.minimum(length, want.length)
    end = int(finish[problem.leaves].max())
    topological = np.empty(len(start), dtype=np.int64)
    topological[net.order] = np.arange(len(net.order))
    by_finish = net.order[
        np.lexsort((-topological[net.order], -np.maximum(start, finish)[net.order]))
    ]
    late = np.full(len(start), NEVER, dtype=np.int64)
    d = problem.mirrored(end)
    _pushed(net.arcs, net.rows.kind, net.order, by_finish, d, start, length, end, want.locked, late)
    rank = np.empty(len(late), dtype=np.int64)
    rank[np.lexsort((start, late))] = np.arange(len(late)) * 2
    return rank


@compiled
def _pushed(
    arcs: Arcs,
    kind: Ints,
    order: Ints,
    by_finish: Ints,
    d: Demand,
    start: Ints,
    length: Ints,
    end: int,
    locked: Ints,
    late: Ints,
) -> None:
    """Fill `late`, the latest starts; time runs backward from `end` in here."""
    count = len(kind)
    out_at = np.zeros(count + 1, dtype=np.int32)
    for i in order:
        for a in range(arcs.at[i], arcs.at[i + 1]):
            out_at[arcs.origin[a] + 1] += 1
    for i in range(count):
        out_at[i + 1] += out_at[i]
    fill = out_at.copy()
    into = np.empty(out_at[count], dtype=np.int32)
    by = np.empty(out_at[count], dtype=np.int32)
    for i in order:
        for a in range(arcs.at[i], arcs.at[i + 1]):
            into[fill[arcs.origin[a]]] = i
            by[fill[arcs.origin[a]]] = a
            fill[arcs.origin[a]] += 1
    # Begin and end of each row where time runs backward: a finish comes first, then the start.
    begin = np.full(count, -1, dtype=np.int64)
    until = np.full(count, -1, dtype=np.int64)
    for i in order:
        if kind[i] == LEAF and locked[i]:
            begin[i], until[i] = end - start[i] - length[i], end - start[i]
            d = _taken(d, i, begin[i], until[i])
    for i in by_finish:
        if kind[i] == LEAF and locked[i]:
            late[i] = start[i]
            continue
        low = 0
        for o in range(out_at[i], out_at[i + 1]):
            j, type_, lag = into[o], arcs.type[by[o]], arcs.lag[by[o]]
            if until[j] < 0:
                continue
            if type_ == FS:
                asked = until[j] + lag
            elif type_ == SS:
                asked = until[j] + lag - length[i]
            elif type_ == FF:
                asked = begin[j] + lag
            elif type_ == CHILD:
                asked = begin[j]
            else:
                asked = begin[j] + lag - length[i]
            low = max(low, asked)
        if kind[i] != LEAF:
            begin[i] = low
            until[i] = low if kind[i] == SUMMARY else max(low, until[i])
            for o in range(out_at[i], out_at[i + 1]):
                if kind[i] != SUMMARY and until[into[o]] > until[i]:
                    until[i] = until[into[o]]
            late[i] = end - until[i]
            continue
        at = low
        again = length[i] > 0
        while again and at < NEVER // 2:
            again = False
            for need in range(d.at[i], d.at[i + 1]):
                short, high = shortage(d, d.resource[need], d.units[need], at, at + length[i])
                if short != NEVER:
                    at = high
                    again = True
        if at >= NEVER // 2:
            at = low
        begin[i], until[i] = at, at + length[i]
        d = _taken(d, i, at, at + length[i])
        late[i] = end - until[i]


@compiled
def _taken(d: Demand, i: int, low: int, high: int) -> Demand:
    while room(d) < 4:
        d = grown(d)
    for need in range(d.at[i], d.at[i + 1]):
        taken(d, d.resource[need], d.units[need], low, high)
    return d

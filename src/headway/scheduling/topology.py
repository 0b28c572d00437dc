"""The order in which tasks are visited, from outline and links. Kahn's algorithm (1962).

Every task has two events: its start side (2i) and its finish side (2i + 1). A summary's start side
comes before those of its children, because what holds it back holds them back; its finish side
comes after theirs. A link goes from the predecessor's finish side, where its dates are known, to
the successor's start side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from headway.scheduling.jit import compiled
from headway.scheduling.worktime import Ints


@dataclass(frozen=True)
class Topology:
    """`order`: events in an order in which everything is known when it is needed. `summary`: 1
    where a task has children. Links by end: those into task i are `into[into_at[i]:into_at[i+1]]`,
    those out of it likewise, and its children. `circle`: task places of a circle, the first again
    last, or empty.

    `visits` is the order without the finish sides of tasks that have no children: their two sides
    are one visit. Task i is visited at `first[i]` and, its finish side, at `last[i]`. `holder`
    numbers the summaries, -1 for others."""

    order: Ints
    summary: Ints
    into_at: Ints
    into: Ints
    out_at: Ints
    out: Ints
    child_at: Ints
    child: Ints
    visits: Ints
    first: Ints
    last: Ints
    holder: Ints
    circle: list[int] = field(default_factory=list)


@compiled
def _by_end(ends: Ints, count: int) -> tuple[Ints, Ints]:
    """Return links sorted by an end, and where those of each task begin."""
    at = np.zeros(count + 1, dtype=np.int64)
    for k in range(len(ends)):
        at[ends[k] + 1] += 1
    for i in range(count):
        at[i + 1] += at[i]
    fill = at[:-1].copy()
    found = np.empty(len(ends), dtype=np.int64)
    for k in range(len(ends)):
        found[fill[ends[k]]] = k
        fill[ends[k]] += 1
    return at, found


@compiled
def _sort(
    parent: Ints, successor: Ints, out_at: Ints, out: Ints, child_at: Ints, child: Ints
) -> tuple[Ints, int]:
    """Return the events in order and how many could be ordered."""
    n = len(parent)
    waiting = np.zeros(2 * n, dtype=np.int64)
    for i in range(n):
        waiting[2 * i + 1] += 1
        if parent[i] >= 0:
            waiting[2 * i] += 1
            waiting[2 * parent[i] + 1] += 1
    for k in range(len(successor)):
        waiting[2 * successor[k]] += 1
    # As near to the plan's own order as links allow, so that passes go through memory in a line:
    # the plan is gone through once, and what had to be passed over comes as soon as it can.
    order = np.empty(2 * n, dtype=np.int64)
    stack = np.empty(2 * n, dtype=np.int64)
    count = 0
    for here in range(n):
        if waiting[2 * here] != 0:
            continue
        waiting[2 * here] = -1
        stack[0] = 2 * here
        top = 1
        while top > 0:
            top -= 1
            event = stack[top]
            order[count] = event
            count += 1
            i = event >> 1
            if event & 1 == 0:
                for j in range(child_at[i + 1] - 1, child_at[i] - 1, -1):
                    e = 2 * child[j]
                    waiting[e] -= 1
                    if waiting[e] == 0 and child[j] <= here:
                        waiting[e] = -1
                        stack[top] = e
                        top += 1
                waiting[event + 1] -= 1
                if waiting[event + 1] == 0:
                    stack[top] = event + 1
                    top += 1
                continue
            for j in range(out_at[i + 1] - 1, out_at[i] - 1, -1):
                e = 2 * successor[out[j]]
                waiting[e] -= 1
                if waiting[e] == 0 and e >> 1 <= here:
                    waiting[e] = -1
                    stack[top] = e
                    top += 1
            if parent[i] >= 0:
                e = 2 * parent[i] + 1
                waiting[e] -= 1
                if waiting[e] == 0:
                    stack[top] = e
                    top += 1
    return order, count


@compiled
def _visits(order: Ints, summary: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the order with one visit for tasks without children, and when each task is visited."""
    n = len(summary)
    visits = np.empty(n + np.count_nonzero(summary), dtype=np.int64)
    first = np.zeros(n, dtype=np.int64)
    last = np.zeros(n, dtype=np.int64)
    at = 0
    for event in order:
        i = event >> 1
        if event & 1 and not summary[i]:
            continue
        visits[at] = event
        if event & 1 == 0:
            first[i] = at
        last[i] = at
        at += 1
    return visits, first, last


def topology(parent: Ints, predecessor: Ints, successor: Ints) -> Topology:
    """Return the topology of an outline and its links, with a circle if there is one."""
    n = len(parent)
    predecessor, successor = np.ascontiguousarray(predecessor), np.ascontiguousarray(successor)
    out_at, out = _by_end(predecessor, n)
    into_at, into = _by_end(successor, n)
    inner = np.flatnonzero(parent >= 0).astype(np.int64)
    child_at, at = _by_end(parent[inner], n)
    child = inner[at]
    order, count = _sort(parent, successor, out_at, out, child_at, child)
    summary = (np.diff(child_at) > 0).astype(np.int64)
    holder = np.where(summary > 0, np.cumsum(summary) - 1, -1)
    if count < 2 * n:
        circle = _circle(parent, successor, out_at, out, child_at, child)
        none = np.zeros(0, dtype=np.int64)
        return Topology(
            order, summary, into_at, into, out_at, out, child_at, child, none, none, none, holder,
            circle,
        )  # fmt: skip
    visits, first, last = _visits(order, summary)
    return Topology(
        order, summary, into_at, into, out_at, out, child_at, child, visits, first, last, holder
    )


def _circle(
    parent: Ints, successor: Ints, out_at: Ints, out: Ints, child_at: Ints, child: Ints
) -> list[int]:
    """Return one circle as places of the linked tasks, by depth-first search without recursion."""
    n = len(parent)

    def following(event: int) -> list[int]:
        i = event >> 1
        if event & 1 == 0:
            return [event + 1, *(2 * int(c) for c in child[child_at[i] : child_at[i + 1]])]
        found = [2 * int(successor[k]) for k in out[out_at[i] : out_at[i + 1]]]
        return found if parent[i] < 0 else [*found, 2 * int(parent[i]) + 1]

    colour = [0] * (2 * n)
    for root in range(2 * n):
        if colour[root]:
            continue
        trail: list[int] = []
        stack = [(root, False)]
        while stack:
            event, leaving = stack.pop()
            if leaving:
                colour[event] = 2
                trail.pop()
            elif colour[event] == 1:
                events = [*trail[trail.index(event) :], event]
                path = [a >> 1 for a, b in pairwise(events) if a >> 1 != b >> 1]
                return [*path, path[0]] if path else [event >> 1]
            elif colour[event] == 0:
                colour[event] = 1
                trail.append(event)
                stack.append((event, True))
                stack.extend((e, False) for e in following(event) if colour[e] != 2)
    return []

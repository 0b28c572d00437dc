"""A plan as rows and arcs for the trials: tasks, ends and gates of summaries, all in one order.

Row i < n is task i: its start and finish, or for a summary the first start and last finish of what
it holds. Rows from n are gates: what links into a summary ask of every task in it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.columns import NONE, Columns
from headway.scheduling.plan import ASAP, MFO, SNET
from headway.scheduling.risk.clocks import Small

NOTHING = -(2**30)
"""No moment, in 32 bits."""
GATE, CHILD = 4, 5
"""Kinds of arcs beside the four types of links: from a gate into its summary, from a task to the
summary that holds it."""
LEAF, SUMMARY, HOLD = range(3)


class Rows(NamedTuple):
    """What the trials read of each row; moments count from the clocks' origin, NOTHING is unset."""

    kind: Small
    group: Small
    constraint: Small
    date: Small
    duration: Small
    worked: Small
    """Minutes of a started task that are done, which the sampled duration contains."""
    pause: Small
    delay: Small
    fixed_start: Small
    fixed_finish: Small
    resume: Small
    data_date: Small
    """Before it lies nothing that is not done; what remains of started tasks waits for links."""


class Arcs(NamedTuple):
    """Arcs by the row they lead into: those of row r are `at[r]` to `at[r + 1]`."""

    at: Small
    origin: Small
    type: Small
    lag: Small
    lag_kind: Small
    lag_group: Small
    """By whose working time a lag counts."""


class Network(NamedTuple):
    """Rows in the order of `order`."""

    order: Small
    rows: Rows
    arcs: Arcs
    start: Small
    """By row: when its project starts."""
    honor: NDArray[np.uint8]
    """By row: 1 where dates win over links."""


def network(cols: Columns, origin: int) -> Network:
    """Return the network of a plan; inactive tasks are left out of the order, but their gates hold."""
    n = len(cols.parent)
    tasks, links = cols.tasks, cols.links
    summary = cols.topology.summary
    gated = _gated(cols)
    gate = {int(i): n + g for g, i in enumerate(np.flatnonzero(gated))}
    count = n + len(gate)
    order: list[int] = []
    arcs: list[list[tuple[int, ...]]] = [[] for _ in range(count)]
    for event in cols.topology.order.tolist():
        i = event >> 1
        if not tasks.active[i] and (event & 1 or i not in gate):
            continue
        if event & 1 == 0:
            if summary[i] and i not in gate:
                continue
            into = gate.get(i, i)
            order.append(into)
            up = int(cols.parent[i])
            if up in gate:
                arcs[into].append((gate[up], GATE, 0, 0, 0))
            for k in range(cols.topology.into_at[i], cols.topology.into_at[i + 1]):
                link = int(cols.topology.into[k])
                p = int(links.predecessor[link])
                if tasks.active[p]:
                    type_ = int(links.type[link])
                    whose = p if cols.lag_of_predecessor else i
                    lag, lag_kind = int(links.lag[link]), int(links.lag_kind[link])
                    by = int(tasks.lag_calendar[whose])
                    arcs[into].append((p, type_, lag, lag_kind, by))
        else:
            if summary[i]:
                order.append(i)
            up = int(cols.parent[i])
            if up >= 0:
                arcs[up].append((i, CHILD, 0, 0, 0))
    flat = np.array([a for row in arcs for a in row], dtype=np.int32).reshape(-1, 5)
    at = np.concatenate([[0], np.cumsum([len(row) for row in arcs])]).astype(np.int32)

    def moments(column: NDArray[np.int64]) -> Small:
        return _wide(np.where(column == NONE, NOTHING, column - origin), count, NOTHING)

    kind = np.full(count, HOLD, dtype=np.int32)
    kind[:n] = np.where(summary > 0, SUMMARY, LEAF)
    constraint = _wide(tasks.constraint, count, 0)
    date = moments(tasks.constraint_date)
    constraint[:n][tasks.manual > 0] = ASAP
    ends = (tasks.manual > 0) & (tasks.manual_start == NONE) & (tasks.manual_finish != NONE)
    constraint[:n][ends & (tasks.actual_start == NONE)] = MFO
    date[:n][ends] = tasks.manual_finish[ends] - origin
    for i, g in gate.items():
        constraint[g] = SNET if tasks.constraint[i] == SNET else 0
        date[g] = NOTHING if tasks.constraint_date[i] == NONE else tasks.constraint_date[i] - origin
    manual = (tasks.manual > 0) & ((tasks.actual_start == NONE) | (summary > 0))
    done = (
        np.where(summary > 0, NONE, tasks.actual_start),
        np.where(summary > 0, NONE, tasks.actual_finish),
    )
    fixed_start = np.where(manual, tasks.manual_start, done[0])
    fixed_finish = np.where(manual, tasks.manual_finish, done[1])
    by_hand = (tasks.manual > 0) & (fixed_finish == NONE) & (tasks.actual_start != NONE)
    fixed_finish = np.where(by_hand & (summary == 0), tasks.manual_finish, fixed_finish)
    rows = Rows(
        kind,
        _wide(tasks.calendar, count, 0),
        constraint,
        date,
        _wide(tasks.duration, count, 0),
        _wide(np.where(tasks.actual_start != NONE, tasks.duration - tasks.remaining, 0), count, 0),
        _wide(tasks.pause, count, 0),
        _wide(tasks.levelling_delay, count, 0),
        moments(fixed_start),
        moments(fixed_finish),
        moments(tasks.resume),
        moments(np.full(n, cols.data_date, dtype=np.int64)),
    )
    columns = [np.ascontiguousarray(flat[:, c]) for c in range(5)]
    return Network(
        np.array(order, dtype=np.int32),
        rows,
        Arcs(at, columns[0], columns[1], columns[2], columns[3], columns[4]),
        np.full(count, cols.start - origin, dtype=np.int32),
        np.full(count, cols.honor_constraints, dtype=np.uint8),
    )


def _gated(cols: Columns) -> NDArray[np.bool_]:
    """Return which summaries hold what is in them back: by links, a date, or from above."""
    held = cols.topology.summary > 0
    linked = np.diff(cols.topology.into_at) > 0
    gated: NDArray[np.bool_] = held & (linked | (cols.tasks.constraint == SNET))
    for event in cols.topology.order.tolist():
        i, up = event >> 1, int(cols.parent[event >> 1])
        if event & 1 == 0 and held[i] and up >= 0 and gated[up]:
            gated[i] = True
    return gated


def _wide(column: NDArray[np.int64], count: int, fill: int) -> Small:
    found = np.full(count, fill, dtype=np.int32)
    found[: len(column)] = column
    return found

"""Which plans CP-SAT can search, and what bounds their finish.

Where all tasks share one calendar, working time is a scale without gaps: durations, links and
capacities are those of an RCPSP with generalised precedence, which CP-SAT searches exactly.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np

from headway.scheduling.levelling.placing import Placed
from headway.scheduling.levelling.problem import Problem, Score, same_hours
from headway.scheduling.levelling.profile import NEVER
from headway.scheduling.plan import FNET, LAG_WORKING, SNET
from headway.scheduling.risk.clocks import done, worked
from headway.scheduling.risk.network import NOTHING, SUMMARY

MOST_TASKS = 1_500


class Best(Protocol):
    """What the search tells: a better bound (minutes from the origin), the least weighted sum of
    finishes, and a proof."""

    bound: int
    floor: int
    proven: bool
    settle: Callable[[], bool]
    score: Score
    placed: Placed | None
    lock: threading.Lock

    def tell(self) -> None:
        """Pass the news on."""


def lower_bound(problem: Problem) -> int:
    """Return a moment before which no levelled plan finishes: that of the plan without resources,
    or the end of each resource's work if it worked without a pause."""
    rows = problem.net.rows
    # Not the delays of today: the plan as its links and dates alone give it.
    best = max(s.project_finish - problem.origin for s in problem.loose)
    k, d = problem.clocks, problem.demand
    c = same_hours(problem.net, k, problem.leaves)
    if c < 0:
        return best
    task = np.repeat(np.arange(len(rows.kind)), np.diff(d.at))
    # What is locked may overlap, and what needs more than there is finds no room.
    counts = (problem.want.locked[task] == 0) & (d.units <= d.free[d.resource, 0])
    counts &= np.isin(task, problem.leaves)
    energy = np.zeros(len(d.events), dtype=np.int64)
    first = np.full(len(d.events), NEVER, dtype=np.int64)
    work = d.units * problem.want.length[task]
    np.add.at(energy, d.resource[counts], work[counts])
    np.minimum.at(first, d.resource[counts], problem.early[task[counts]])
    for r in np.flatnonzero((energy > 0) & (d.events == 1)).tolist():
        ends = worked(k, c, int(first[r])) - (-int(energy[r]) // int(d.free[r, 0]))
        best = max(best, int(done(k, c, ends)))
    return best


def fits(problem: Problem) -> bool:
    """Return whether the model holds for this problem."""
    leaves, rows, arcs = problem.leaves, problem.net.rows, problem.net.arcs
    if not 1 < len(leaves) <= MOST_TASKS:
        return False
    mine = same_hours(problem.net, problem.clocks, leaves)
    if mine < 0 or rows.pause[leaves].any():
        return False
    if (rows.data_date[leaves] != NOTHING).any():
        return False
    if (problem.want.length[leaves] == 0).all():
        return False
    lagged = arcs.lag != 0
    if (arcs.lag_kind[lagged] != LAG_WORKING).any():
        return False
    k = problem.clocks
    lag_groups = arcs.lag_group[lagged]
    if any(int(k.member[k.group_at[g]]) != mine for g in set(lag_groups.tolist())):
        return False
    dates = rows.constraint[leaves]
    return (
        bool(np.isin(dates, (0, SNET, FNET, 5, 7)).all())
        and not (
            (rows.kind == SUMMARY)
            & ((rows.fixed_start != NOTHING) | (rows.fixed_finish != NOTHING))
        ).any()
    )

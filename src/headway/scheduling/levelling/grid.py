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
from headway.scheduling.levelling.problem import Problem, Score
from headway.scheduling.levelling.profile import NEVER
from headway.scheduling.plan import FNET, LAG_WORKING, SNET
from headway.scheduling.risk.clocks import done, worked
from headway.scheduling.risk.network import NOTHING, SUMMARY

MOST_TASKS = 1_500


class Best(Protocol):
    """What the search tells: a better bound (minutes from the origin), and a proof."""

    bound: int
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
    best = max(
        (int(problem.early[i]) for i in problem.leaves), default=int(problem.net.start.min())
    )
    from headway.scheduling.schedule import schedule

    best = max(best, *(s.project_finish - problem.origin for s in map(schedule, problem.natural)))
    if len(set(rows.group[problem.leaves].tolist())) != 1 or not _plain(problem):
        return best
    k, d = problem.clocks, problem.demand
    c = int(k.member[k.group_at[int(rows.group[problem.leaves[0]])]])
    for r in range(len(d.events)):
        if d.events[r] != 1 or d.free[r, 0] <= 0:
            continue
        energy, first = 0, NEVER
        for i in problem.leaves.tolist():
            for need in range(d.at[i], d.at[i + 1]):
                # What is locked may overlap.
                if d.resource[need] != r or d.units[need] > d.free[r, 0] or problem.want.locked[i]:
                    continue
                energy += int(d.units[need]) * int(problem.want.length[i])
                first = min(first, int(problem.early[i]))
        if energy:
            work = worked(k, c, first) + -(-energy // int(d.free[r, 0]))
            best = max(best, int(done(k, c, work)))
    return best


def _plain(problem: Problem) -> bool:
    """Return whether all work runs on one calendar for its whole duration."""
    k = problem.clocks
    group = int(problem.net.rows.group[problem.leaves[0]])
    first, last = int(k.group_at[group]), int(k.group_at[group + 1])
    started = problem.net.rows.fixed_start[problem.leaves] != NOTHING
    return last - first == 1 and int(k.length[first]) < 0 and not started.any()


def fits(problem: Problem) -> bool:
    """Return whether the model holds for this problem."""
    leaves, rows, arcs = problem.leaves, problem.net.rows, problem.net.arcs
    if not 1 < len(leaves) <= MOST_TASKS or len(set(rows.group[leaves].tolist())) != 1:
        return False
    if not _plain(problem) or rows.pause[leaves].any():
        return False
    if (rows.data_date[leaves] != NOTHING).any():
        return False
    if (problem.want.length[leaves] == 0).all():
        return False
    group = int(rows.group[leaves[0]])
    lagged = arcs.lag != 0
    if (arcs.lag_kind[lagged] != LAG_WORKING).any():
        return False
    k = problem.clocks
    mine = int(k.member[k.group_at[group]])
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

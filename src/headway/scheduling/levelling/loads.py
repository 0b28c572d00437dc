"""Who is asked for more than they have: a sweep over the working time of all tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from headway.scheduling.levelling.capacity import Step
from headway.scheduling.levelling.problem import Problem
from headway.scheduling.levelling.request import Overload, Resource
from headway.scheduling.risk.clocks import begun, done, worked
from headway.scheduling.risk.network import LEAF
from headway.scheduling.worktime import Ints


def overloads(
    problem: Problem,
    resources: Sequence[Resource],
    start: Ints,
    finish: Ints,
    rests: Mapping[int, Sequence[tuple[int, int]]],
) -> list[Overload]:
    """Return the over-allocations of dates by row (minutes from the problem's origin); `rests` by
    row are interruptions, as in `Move`."""
    found: list[Overload] = []
    at = problem.demand.at
    names = {int(row): (p, i) for p, rows in enumerate(problem.tasks) for i, row in enumerate(rows)}
    parts: list[list[tuple[int, int, int, tuple[int, int]]]] = [[] for _ in resources]
    for row in problem.leaves.tolist():
        if at[row] == at[row + 1] or problem.net.rows.kind[row] != LEAF:
            continue
        pieces = [
            piece
            for low, high in _parts(problem, row, int(start[row]), int(finish[row]), rests.get(row))
            for piece in working(problem, row, low, high)
        ]
        for k in range(at[row], at[row + 1]):
            r, units = int(problem.demand.resource[k]), int(problem.demand.units[k])
            parts[r] += [(low, high, units, names[row]) for low, high in pieces]
    for r, rows in enumerate(parts):
        found += _sweep(r, resources[r].capacity, problem.steps[r], rows, problem.origin)
    return found


def _parts(
    problem: Problem, row: int, start: int, finish: int, rests: Sequence[tuple[int, int]] | None
) -> list[tuple[int, int]]:
    """Return the spans between the rests of a task."""
    if not rests:
        return [(start, finish)]
    k = problem.clocks
    c = int(k.member[int(k.group_at[int(problem.net.rows.group[row])])])
    first = int(worked(k, c, start))
    found, low, rested = [], start, 0
    for before, rest in rests:
        at = first + before + rested
        found.append((low, int(done(k, c, at))))
        rested += rest
        low = int(begun(k, c, at + rest))
    return [*found, (low, finish)]


def working(problem: Problem, row: int, start: int, finish: int) -> list[tuple[int, int]]:
    """Return when a task works between its dates."""
    k = problem.clocks
    group = int(problem.net.rows.group[row])
    if finish <= start:
        return []
    first, last = int(k.group_at[group]), int(k.group_at[group + 1])
    if last - first != 1:
        return [(start, finish)]
    c = int(k.member[first])
    low, high = int(k.at[c]), int(k.at[c + 1])
    i = low + int(k.end[low:high].searchsorted(start, side="right"))
    found = []
    while i < high and k.begin[i] < finish:
        found.append((max(start, int(k.begin[i])), min(finish, int(k.end[i]))))
        i += 1
    return found


def _sweep(
    r: int,
    capacity: int,
    changes: Sequence[Step],
    rows: list[tuple[int, int, int, tuple[int, int]]],
    origin: int,
) -> list[Overload]:
    steps = [(moment - origin, c) for moment, c in changes]
    if not rows:
        return []
    edges = sorted({e for low, high, _, _ in rows for e in (low, high)} | {m for m, _ in steps})
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for n, (low, high, _, _) in enumerate(rows):
        opens.setdefault(low, []).append(n)
        closes.setdefault(high, []).append(n)
    change = dict(steps)
    load = 0
    running: set[int] = set()
    found: list[Overload] = []
    for moment, after in pairwise(edges):
        capacity = change.get(moment, capacity)
        for n in closes.get(moment, ()):
            running.discard(n)
            load -= rows[n][2]
        for n in opens.get(moment, ()):
            running.add(n)
            load += rows[n][2]
        if load <= capacity or not running:
            continue
        tasks = tuple(sorted({rows[n][3] for n in running}))
        last = found[-1] if found else None
        if last and (last.finish, last.units, last.capacity, last.tasks) == (
            moment + origin, load, capacity, tasks,
        ):  # fmt: skip
            found[-1] = Overload(r, last.start, after + origin, load, capacity, tasks)
        else:
            found.append(Overload(r, moment + origin, after + origin, load, capacity, tasks))
    return found

"""Who is asked for more than they have, by a sweep over the spans of their tasks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headway.scheduling.plan_check.facts import Overload

Span = tuple[int, int, int, int]
"""A task's start and finish (moments), the units that it asks for, and its place."""


def overloads(
    name: str, spans: Sequence[Span], capacity: int, changes: Sequence[tuple[int, int]] = ()
) -> list[Overload]:
    """Return when the spans of one resource ask for more than its capacity.

    `changes` are other capacities as (moment from which it holds, units), rising. Spans count from
    start to finish, rests of split tasks included.
    """
    edges = sorted({e for s in spans for e in s[:2]} | {m for m, _ in changes})
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for n, (start, finish, _, _) in enumerate(spans):
        if finish > start:
            opens.setdefault(start, []).append(n)
            closes.setdefault(finish, []).append(n)
    steps = dict(changes)
    running: set[int] = set()
    load = 0
    has = capacity
    found: list[Overload] = []
    for moment, after in pairwise(edges):
        has = steps.get(moment, has)
        for n in closes.get(moment, ()):
            running.discard(n)
            load -= spans[n][2]
        for n in opens.get(moment, ()):
            running.add(n)
            load += spans[n][2]
        if load <= has or not running:
            continue
        tasks = tuple(sorted({spans[n][3] for n in running}))
        last = found[-1] if found else None
        if last and (last.finish, last.units, last.capacity, last.tasks) == (
            moment, load, has, tasks,
        ):  # fmt: skip
            found[-1] = Overload(name, last.start, after, load, has, tasks)
        else:
            found.append(Overload(name, moment, after, load, has, tasks))
    return found

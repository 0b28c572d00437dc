"""The longest paths to a task: the one that drives it, then those that come nearest.

A path is a chain of tasks in which no work lies between one and the next. The first ends at the
target; each further one leads, with the least float that is left, into a task of an earlier path,
and shares no task with them: the multiple float paths of Primavera P6 (the method "total float" of
its scheduling options). The float of a path is by how much all of it can slip before the target
does: working minutes between its end and what waits for it, summed up to the target.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count

from headway.scheduling.columns import Columns
from headway.scheduling.relations import Relations
from headway.scheduling.schedule import DRIVERS, Schedule
from headway.scheduling.why import last_child


@dataclass(frozen=True, slots=True)
class FloatPath:
    """`tasks` from the root to the path's end, `links` between them (one less) and, where the
    path leads into an earlier one, its task `joins` and the link there (-1: the target's own path).
    `forks` is the task of an earlier path behind which it begins, -1 where it has a root of its
    own: `root` is what drives its first task, a name of DRIVERS. `slack` is its float in working minutes."""

    tasks: tuple[int, ...]
    links: tuple[int, ...]
    slack: int
    joins: int
    into: int
    forks: int
    root: str


def longest_paths(plan: Columns, result: Schedule, target: int, most: int = 5) -> list[FloatPath]:
    """Return up to `most` paths to a task (a summary: to the last task below it), the driving one
    first, then by float. Raises ValueError for a target or a number out of range."""
    if not 0 <= target < len(plan.parent):
        raise ValueError("there is no such task")
    if most < 1:
        raise ValueError("at least one path must be asked for")
    relations = Relations(plan, result)
    end = last_child(plan, result, target, 0)
    turn = count()
    waiting: list[tuple[int, int, int, int, int]] = [(0, next(turn), end, -1, -1)]
    taken: set[int] = set()
    found: list[FloatPath] = []
    while waiting and len(found) < most:
        spare, _, at, joins, into = heapq.heappop(waiting)
        if at in taken:
            continue
        tasks, links = [at], []
        taken.add(at)
        forks = -1
        while True:
            known = relations.into(tasks[-1])
            tight = [r for r in known if r.slack == 0 and r.predecessor not in taken]
            driver = int(result.driver_id[tasks[-1]])
            best = min(tight, key=lambda r: (r.link != driver, r.link), default=None)
            for relation in known:
                if relation is not best and relation.predecessor not in taken:
                    heapq.heappush(
                        waiting,
                        (spare + relation.slack, next(turn), relation.predecessor, tasks[-1],
                         relation.link),
                    )  # fmt: skip
            if best is None:
                held = [r.predecessor for r in known if r.slack == 0]
                forks = held[0] if held else -1
                break
            links.append(best.link)
            tasks.append(best.predecessor)
            taken.add(best.predecessor)
        root = DRIVERS[int(result.driver[tasks[-1]])]
        found.append(
            FloatPath(tuple(tasks[::-1]), tuple(links[::-1]), spare, joins, into, forks, root)
        )
    return found

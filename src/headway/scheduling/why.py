"""Why a task is when it is: what drives its start, step by step down to the roots."""

from __future__ import annotations

from dataclasses import dataclass

from headway.scheduling.columns import Columns
from headway.scheduling.schedule import DRIVERS, Schedule


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: the task, what drives it (see DRIVERS) and, for a link or child, which."""

    task: int
    kind: str
    link: int = -1


def why(plan: Columns, result: Schedule, task: int) -> list[Reason]:
    """Return the reasons for a task's start, from the task to its root.

    A summary leads to the child it starts with, a link to its predecessor.
    """
    found: list[Reason] = []
    seen: set[int] = set()
    current = task
    while current >= 0 and current not in seen:
        seen.add(current)
        kind = DRIVERS[int(result.driver[current])]
        by = int(result.driver_id[current])
        if kind in ("link", "summary") and by >= 0:
            found.append(Reason(current, kind, by))
            current = int(plan.links.predecessor[by])
            current = last_child(plan, result, current, int(plan.links.type[by]))
        elif kind == "child":
            found.append(Reason(current, kind))
            current = by
        else:
            found.append(Reason(current, kind))
            break
    return found


def last_child(plan: Columns, result: Schedule, task: int, link_type: int) -> int:
    """Return the task that gives a summary predecessor its finish; others return themselves."""
    if not plan.topology.summary[task] or link_type in (1, 3):
        return task
    best = task
    for i in range(len(plan.parent)):
        if plan.topology.summary[i] or result.finish[i] != result.finish[task]:
            continue
        above = int(plan.parent[i])
        while above >= 0 and above != task:
            above = int(plan.parent[above])
        if above == task:
            best = i
            break
    return best


def last_task(plan: Columns, result: Schedule) -> int:
    """Return the task that finishes the project, -1 for an empty plan; critical ones first."""
    best = -1
    for i in range(len(plan.parent)):
        if plan.topology.summary[i] or not plan.tasks.active[i]:
            continue
        if best < 0 or (result.finish[i], result.critical[i]) > (
            result.finish[best],
            result.critical[best],
        ):
            best = i
    return best

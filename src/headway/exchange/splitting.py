"""Between the two ways in which a split is said: stretches of time, and work done before each rest.

Microsoft Project's files tell when each assignment rests; Headway keeps how much is done before a
rest and how long it is, so that a split moves with its task.
"""

from __future__ import annotations

from typing import Any

from headway.exchange.document import AssignmentDoc, Document, TaskDoc
from headway.exchange.to_plan import plan_of
from headway.scheduling import Plan, working_minutes
from headway.scheduling.plan import Task
from headway.scheduling.segments import segments


def groups_of(plan: Plan, task: Task) -> list[tuple[int, ...]]:
    """Return the calendars that drive a task: for each of its people those whose common time counts."""
    if task.elapsed:
        return [()]
    own = task.calendar
    alone = own >= 0 and task.ignore_resource_calendars
    if alone or not task.calendars:
        return [(own if own >= 0 else plan.calendar,)]
    return [tuple(sorted({which} | ({own} if own >= 0 else set()))) for which in task.calendars]


def take_splits(document: Document) -> None:
    """Turn the stretches in which all who work on a task rest into its splits, in place.

    Where not all rest at once, or before the work began, what the file says stays beside.
    """
    told = {row.task_id for row in document.assignments if _pauses(row)}
    told |= {task.id for task in document.tasks if (task.extra or {}).get("pauses")}
    if not told or not any(t.id in told and t.stored_start is not None for t in document.tasks):
        return
    plan = plan_of(document)
    kinds = {r.id: r.kind for r in document.resources}
    rows: dict[int, list[AssignmentDoc]] = {}
    for row in document.assignments:
        if kinds.get(row.resource_id) == "work":
            rows.setdefault(row.task_id, []).append(row)
    for task, planned in zip(document.tasks, plan.tasks, strict=True):
        if task.id in told and not task.splits and task.stored_start is not None:
            _take(task, rows.get(task.id, []), plan, planned)


def _take(task: TaskDoc, rows: list[AssignmentDoc], plan: Plan, planned: Task) -> None:
    given = [_pauses(row) for row in rows] or [(task.extra or {}).get("pauses") or []]
    groups = groups_of(plan, planned)
    if len(groups) != 1 or any(p != given[0] for p in given) or any(row.delay for row in rows):
        return
    start = task.stored_start
    assert start is not None
    found: list[list[int]] = []
    rested = 0
    for begin, end in given[0]:
        rest = working_minutes(plan.calendars, groups[0], begin, end)
        done = working_minutes(plan.calendars, groups[0], start, begin) - rested
        if rest == 0:
            continue
        if not 0 < done < task.duration:
            return
        rested += rest
        if found and found[-1][0] == done:
            found[-1][1] += rest
        else:
            found.append([done, rest])
    if not found:
        return
    task.splits = found
    owners: list[AssignmentDoc | TaskDoc] = [*rows, task]
    for owner in owners:
        if owner.extra and "pauses" in owner.extra:
            kept = {k: v for k, v in owner.extra.items() if k != "pauses"}
            owner.extra = kept or None


def parts_by_task(document: Document) -> dict[int, list[tuple[int, int]]]:
    """Return when each split task works, by its key: (start, finish) of each part."""
    wanted = [t for t in document.tasks if t.splits and t.stored_start is not None]
    if not wanted or document.start is None:
        return {}
    plan = plan_of(document)
    found = {}
    for task, planned in zip(document.tasks, plan.tasks, strict=True):
        if task.splits and task.stored_start is not None:
            group = groups_of(plan, planned)[0]
            found[task.id] = segments(
                plan.calendars, group, task.stored_start, task.duration, task.splits
            )
    return {key: parts for key, parts in found.items() if len(parts) > 1}


def _pauses(row: AssignmentDoc) -> list[Any]:
    found = (row.extra or {}).get("pauses")
    return found if isinstance(found, list) else []

"""The engine's preview as a person reads it: what moves, why, and what is gone by it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from headway.analysis.levelling.load import Over, TaskId, Use, overallocations, uses
from headway.analysis.levelling.problem import Problem, Project, named
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.splits import rest_of
from headway.scheduling import working_minutes
from headway.scheduling.levelling import Move, Preview
from headway.scheduling.moments import to_iso

Names: TypeAlias = Mapping[int, Project]
Splits: TypeAlias = list[list[int]]
"""Interruptions of a task: [working minutes done before, working minutes of rest]."""


def over_item(over: Over, resources: Mapping[int, Row], projects: Names) -> dict[str, Any]:
    """Return an over-allocation as the API tells of it: units are hundredths of a percent."""
    return {
        "resource_id": over.resource,
        "name": resources[over.resource]["name"],
        "start": to_iso(over.start),
        "finish": to_iso(over.finish),
        "units": over.units,
        "capacity": over.capacity,
        "excess_minutes": round(over.excess / 10_000),
        "tasks": [
            {"project_id": p, "id": t, "name": projects[p].records.rows("tasks")[t]["name"]}
            for p, t in over.tasks
        ],
    }


def described(
    problem: Problem,
    preview: Preview,
    others: Sequence[Project],
    resources: Mapping[int, Row],
    since: int,
) -> dict[str, Any]:
    """Return a preview as the API tells of it."""
    names = {project.key: project for project in (*problem.projects, *others)}
    taken = {key: resources[key] for key in problem.resource_keys}
    beside = [u for o in others for u in uses(o.key, o.records, o.scheduled, taken)]
    before = overallocations((*_load(problem, taken), *beside), taken, since)
    splits = splits_of(problem, preview)
    after = overallocations((*_load(problem, taken, preview, splits), *beside), taken, since)
    own = {project.key for project in problem.projects}
    before, after = ([o for o in found if _touches(o, own)] for found in (before, after))
    removed = [o for o in before if not any(_meet(o, other) for other in after)]
    by_task: dict[TaskId, list[int]] = {}
    for number, over in enumerate(removed):
        for task in over.tasks:
            by_task.setdefault(task, []).append(number)
    return {
        "status": preview.status,
        "since": to_iso(since),
        "finish": to_iso(preview.finish),
        "finish_before": to_iso(preview.finish_before),
        "heuristic_finish": to_iso(preview.heuristic_finish),
        "bound": to_iso(preview.bound),
        "movement_minutes": preview.movement,
        "projects": [_project(problem, preview, p) for p in range(len(problem.projects))],
        "moves": [_move(problem, move, by_task, splits) for move in preview.moves],
        "removed": [over_item(o, resources, names) for o in removed],
        "left": [over_item(o, resources, names) for o in after],
        "checked": checked(problem, preview, removed, splits),
    }


def splits_of(problem: Problem, preview: Preview) -> dict[TaskId, Splits]:
    """Return the interruptions of the tasks whose rests change.

    A live task may rest for another reason too (a contour, pauses of a file): what the engine gives
    as its whole rest less that is what its splits are to come to, or its dates would be others.
    """
    found: dict[TaskId, Splits] = {}
    for move in preview.moves:
        was = problem.plans[move.plan].tasks[move.task]
        if move.pause == was.pause:
            continue
        key = named(problem, move.plan, move.task)
        row = problem.projects[move.plan].records.rows("tasks")[key[1]]
        left = move.pause - (was.pause - rest_of(row))
        parts: Splits = []
        for before, rest in move.rests:
            if left > 0:
                parts.append([before, min(rest, left)])
                left -= parts[-1][1]
        if left > 0 and parts:
            parts[-1][1] += left
        elif left > 0:
            parts = [[was.duration // 2, left]]
        found[key] = parts
    return found


def _load(
    problem: Problem,
    resources: Mapping[int, Row],
    preview: Preview | None = None,
    splits: Mapping[TaskId, Splits] | None = None,
) -> list[Use]:
    found: list[Use] = []
    for p, project in enumerate(problem.projects):
        dates = None
        if preview is not None:
            pairs = zip(preview.starts[p], preview.finishes[p], strict=True)
            dates = dict(zip(problem.keys[p], pairs, strict=True))
        mine = {t: parts for (q, t), parts in (splits or {}).items() if q == project.key}
        found += uses(project.key, project.records, project.scheduled, resources, dates, mine)
    return found


def _touches(over: Over, projects: set[int]) -> bool:
    return any(project in projects for project, _ in over.tasks)


def _meet(one: Over, other: Over) -> bool:
    return one.resource == other.resource and one.start < other.finish and other.start < one.finish


def _project(problem: Problem, preview: Preview, p: int) -> dict[str, Any]:
    project = problem.projects[p]
    before = project.scheduled.schedule.project_finish
    after = finish_of(project.records, problem.keys[p], preview.finishes[p])
    return {
        "id": project.key,
        "name": project.row["name"],
        "finish": to_iso(before if after is None else after),
        "finish_before": to_iso(before),
        "later_minutes": 0 if after is None else _between(project, before, after),
    }


def finish_of(records: Records, keys: Sequence[int], finishes: Sequence[int]) -> int | None:
    """Return the finish of a project's active tasks, None without any."""
    rows = records.rows("tasks")
    return max((f for k, f in zip(keys, finishes, strict=True) if rows[k]["active"]), default=None)


def _between(project: Project, before: int, after: int) -> int:
    """Return the working minutes from one moment to another, less than 0 for an earlier one."""
    columns = project.scheduled.columns_
    low, high = min(before, after), max(before, after)
    minutes = working_minutes(columns.calendars, (columns.calendar,), low, high)
    return minutes if after >= before else -minutes


def _move(
    problem: Problem,
    move: Move,
    by_task: Mapping[TaskId, list[int]],
    splits: Mapping[TaskId, Splits],
) -> dict[str, Any]:
    """Return a move; `later_minutes` are working minutes of the project's calendar."""
    key = named(problem, move.plan, move.task)
    project = problem.projects[move.plan]
    row = project.records.rows("tasks")[key[1]]
    return {
        "project_id": key[0],
        "task_id": key[1],
        "name": row["name"],
        "summary": bool(project.records.index("tasks", "parent_id").get(key[1])),
        "levelled": move.levelling_delay != row["levelling_delay"] or key in splits,
        "levelling_delay": move.levelling_delay,
        "start": to_iso(move.start),
        "finish": to_iso(move.finish),
        "start_before": to_iso(move.start_before),
        "finish_before": to_iso(move.finish_before),
        "later_minutes": _between(project, move.start_before, move.start),
        "finish_later_minutes": _between(project, move.finish_before, move.finish),
        "parts": len(splits[key] if key in splits else row["splits"] or ()) + 1,
        "removes": by_task.get(key, []),
    }


def checked(
    problem: Problem, preview: Preview, removed: Sequence[Over], splits: Mapping[TaskId, Splits]
) -> list[dict[str, Any]]:
    """Return what the preview rests on, by project: the command that applies it sends this back.

    Dates that must come out: of all tasks that move, and of those whose over-allocation goes; and
    who works on the tasks that levelling delays or splits.
    """
    moves = {named(problem, m.plan, m.task): m for m in preview.moves}
    known = {task for over in removed for task in over.tasks} | set(moves)
    found = []
    for p, project in enumerate(problem.projects):
        place = {key: i for i, key in enumerate(problem.keys[p])}
        rows = project.records.rows("tasks")
        mine = sorted(t for q, t in known if q == project.key)
        people = project.records.rows("assignments")
        by_task = project.records.index("assignments", "task_id")
        delays = [
            {
                "id": t,
                "levelling_delay": moves[project.key, t].levelling_delay,
                **({"splits": splits[project.key, t]} if (project.key, t) in splits else {}),
            }
            for t in mine
            if (project.key, t) in moves
            and (
                moves[project.key, t].levelling_delay != rows[t]["levelling_delay"]
                or (project.key, t) in splits
            )
        ]
        if not delays:
            continue
        levelled = {d["id"] for d in delays}
        found.append(
            {
                "project_id": project.key,
                "tasks": delays,
                "dates": [
                    {"id": t, "start": preview.starts[p][place[t]], "finish": preview.finishes[p][place[t]]}
                    for t in mine
                ],
                "people": [
                    {"task_id": t, "resource_id": people[a]["resource_id"], "units": people[a]["units"]}
                    for t in mine
                    if t in levelled
                    for a in by_task.get(t, ())
                ],
            }
        )  # fmt: skip
    return found

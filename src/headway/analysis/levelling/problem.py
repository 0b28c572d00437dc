"""Live projects as what the engine's levelling takes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from headway.analysis.levelling.load import (
    Steps,
    TaskId,
    Use,
    profile,
    uses,
    working_tasks,
)
from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.projects.plan import frame_of, link_of, space_of, task_reader
from headway.resources import capacity
from headway.scheduling import Plan, schedule
from headway.scheduling.levelling import Need, Options, Resource
from headway.words import say

FIXED = 1000
"""A task of this priority is never levelled, as in Microsoft Project."""


@dataclass(frozen=True)
class Project:
    """A project as levelling reads it."""

    key: int
    records: Records = field(repr=False)
    scheduled: Scheduled = field(repr=False)

    @property
    def row(self) -> Row:
        """Its settings."""
        return next(iter(self.records.rows("projects").values()))


@dataclass(frozen=True)
class Wishes:
    """How to level. `alone` are tasks (with all below them) that stay where they are; `since` is
    the moment before which nothing can be changed any more."""

    since: int
    within_float: bool = False
    splitting: bool = False
    priorities: bool = True
    alone: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Problem:
    """What the engine is asked: plans in the order of `projects`, resources in that of
    `resources`; `keys[p][i]` is the task of plan p at place i."""

    projects: list[Project]
    plans: list[Plan]
    keys: list[list[int]]
    resources: list[Resource]
    resource_keys: list[int]
    needs: list[Need]
    options: Options


def plan_of(project: Project) -> tuple[Plan, list[int]]:
    """Return the engine's plan of a project, and the keys of its tasks by place."""
    space = space_of(project.scheduled.workspace)
    frame = frame_of(project.row, space)
    keys = sorted(project.records.rows("tasks"))
    index = {key: place for place, key in enumerate(keys)}
    read = task_reader(project.records, space, frame.calendar, index.__getitem__)
    links = project.records.rows("links")
    plan = replace(
        frame,
        tasks=tuple(read(key) for key in keys),
        links=tuple(link_of(links[key], index.__getitem__) for key in sorted(links)),
    )
    return plan, keys


def problem_of(
    projects: Sequence[Project],
    others: Iterable[Project],
    resources: Mapping[int, Row],
    wishes: Wishes,
) -> Problem:
    """Return what to ask the engine; `others` are projects whose load is taken as it is.

    Raises Invalid for a project that is scheduled from its finish.
    """
    plans, keys = [], []
    for project in projects:
        if project.row["schedule_from"] == "finish":
            raise Invalid(
                say(
                    "'{name}' is scheduled from its finish: it cannot be levelled.",
                    name=project.row["name"],
                ),
                field="projects",
            )
        plan, found = plan_of(project)
        plans.append(plan)
        keys.append(found)
    needs: list[Need] = []
    places: dict[int, int] = {}
    for p, project in enumerate(projects):
        index = {key: place for place, key in enumerate(keys[p])}
        for key, _, _, people in working_tasks(project.records, project.scheduled, resources):
            for row in people:
                place = places.setdefault(row["resource_id"], len(places))
                needs.append(Need(index[key], place, row["units"], p))
    alone = _alone(projects, keys, wishes)
    late = _returning(plans, keys, needs, alone, wishes.since)
    taken = _taken(others, resources, set(places))
    found_resources = [
        _resource(resources[key], taken.get(key, ()), wishes.since if place in late else None)
        for key, place in places.items()
    ]
    priority = {
        (p, i): min(max(project.records.rows("tasks")[key]["priority"], 0), 1000)
        for p, project in enumerate(projects)
        for i, key in enumerate(keys[p])
    } if wishes.priorities else {}  # fmt: skip
    options = Options(wishes.within_float, wishes.splitting, alone, priority)
    return Problem(
        list(projects), plans, keys, found_resources, list(places), needs, options
    )  # fmt: skip


def _alone(
    projects: Sequence[Project], keys: Sequence[Sequence[int]], wishes: Wishes
) -> frozenset[tuple[int, int]]:
    """Return what stays: the chosen tasks with all below them, and what should have begun."""
    found = set()
    for p, project in enumerate(projects):
        rows = project.records.rows("tasks")
        result = project.scheduled.schedule
        for i, key in enumerate(keys[p]):
            chosen = wishes.priorities and rows[key]["priority"] >= FIXED
            above: int | None = key
            while above is not None and not chosen:
                chosen = above in wishes.alone
                above = rows[above]["parent_id"]
            if chosen or int(result.start[project.scheduled.places[key]]) < wishes.since:
                found.add((p, i))
    return frozenset(found)


def _returning(
    plans: Sequence[Plan],
    keys: Sequence[Sequence[int]],
    needs: Sequence[Need],
    alone: frozenset[tuple[int, int]],
    since: int,
) -> set[int]:
    """Return the resources of tasks that without their delay of today would start in the past."""
    found: set[int] = set()
    for p, plan in enumerate(plans):
        delayed = {i for i, t in enumerate(plan.tasks) if t.levelling_delay and (p, i) not in alone}
        if not delayed:
            continue
        tasks = tuple(
            replace(t, levelling_delay=0) if i in delayed else t for i, t in enumerate(plan.tasks)
        )
        natural = schedule(replace(plan, tasks=tasks))
        back = {i for i in range(len(plan.tasks)) if int(natural.start[i]) < since}
        back -= {i for q, i in alone if q == p}
        found |= {need.resource for need in needs if need.plan == p and need.task in back}
    return found


def _taken(
    others: Iterable[Project], resources: Mapping[int, Row], wanted: set[int]
) -> dict[int, Steps]:
    """Return the load that other projects put on resources."""
    by_resource: dict[int, list[Use]] = {}
    shared = {key: resources[key] for key in wanted}
    for project in others:
        for use in uses(project.key, project.records, project.scheduled, shared):
            by_resource.setdefault(use.resource, []).append(use)
    return {key: profile(found) for key, found in by_resource.items()}


def _resource(row: Row, taken: Steps, since: int | None) -> Resource:
    """Return what a resource has left; before `since` that is nothing, if given.

    What is past can take no more work; where nothing could fall back into it, capacity stays plain,
    for which the exact search holds.
    """
    limits, loads = dict(capacity.steps(row)), dict(taken)
    floor = capacity.EVER if since is None else since
    steps: list[tuple[int, int]] = []
    limit = load = 0
    for moment in sorted({*limits, *loads, floor}):
        limit, load = limits.get(moment, limit), loads.get(moment, load)
        free = max(limit - load, 0) if moment >= floor else 0
        if not steps or steps[-1][1] != free:
            steps.append((moment, free))
    return Resource(steps[0][1], tuple(steps[1:]), row["name"])


def named(problem: Problem, plan: int, task: int) -> TaskId:
    """Return the keys of a task that the engine names by its place."""
    return problem.projects[plan].key, problem.keys[plan][task]


def options_of(wishes: Wishes) -> dict[str, Any]:
    """Return wishes as they are told."""
    return {
        "within_float": wishes.within_float,
        "splitting": wishes.splitting,
        "priorities": wishes.priorities,
        "alone": sorted(wishes.alone),
    }

"""A plan as numpy columns: what the passes read. Made once, patched where a task's inputs change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np

from headway.scheduling.plan import Calendar, CircularLinks, Link, Plan, Task
from headway.scheduling.topology import Topology, topology
from headway.scheduling.worktime import Ints

NONE = -(2**62)
"""Stands for "no moment" in the columns."""


class TaskColumns(NamedTuple):
    """One value a task. Moments that are not set are NONE; flags are 0 or 1."""

    duration: Ints
    remaining: Ints
    elapsed: Ints
    manual: Ints
    manual_start: Ints
    manual_finish: Ints
    constraint: Ints
    constraint_date: Ints
    deadline: Ints
    active: Ints
    percent: Ints
    actual_start: Ints
    actual_finish: Ints
    resume: Ints
    pause: Ints
    levelling_delay: Ints
    calendar: Ints
    """The place of the task's group of calendars (`Columns.groups`)."""
    lag_calendar: Ints
    """The group by which lag of its links counts: its own calendar or the project's."""


class LinkColumns(NamedTuple):
    """One value a link."""

    predecessor: Ints
    successor: Ints
    type: Ints
    lag: Ints
    lag_kind: Ints


C = TypeVar("C", TaskColumns, LinkColumns)
Group: TypeAlias = tuple[tuple[tuple[int, ...], int], ...]
"""What drives a task: calendars with one finish each, of which the last counts. Each part is the
common working time of some calendars (() is round the clock) and how long it works (-1: the task's
duration)."""


@dataclass(frozen=True)
class Columns:
    """A plan as the passes read it, with the topology that its outline and links give."""

    start: int
    finish_by: int
    from_finish: bool
    status_date: int
    critical_float_limit: int
    honor_constraints: bool
    data_date: int
    lag_of_predecessor: bool
    lag_of_project: bool
    calendar: int
    calendars: tuple[Calendar, ...]
    groups: tuple[Group, ...]
    tasks: TaskColumns
    links: LinkColumns
    parent: Ints
    topology: Topology
    places: dict[Group, int] = field(repr=False, compare=False, default_factory=dict)

    def with_tasks(self, changed: Mapping[int, Task]) -> Columns:
        """Return the columns with other inputs of some tasks; outline and links stay as they are."""
        groups = list(self.groups)
        places = dict(self.places)
        rows = matrix(self.tasks).copy()
        for place, task in changed.items():
            rows[place] = _values(task, self.calendar, groups, places, self.lag_of_project)
        return replace(self, tasks=task_views(rows), groups=tuple(groups), places=places)

    def with_links(self, links: Sequence[Link], names: Sequence[str] = ()) -> Columns:
        """Return the columns with other links; raise CircularLinks as `columns` does."""
        fresh = link_columns(links)
        order = topology(self.parent, fresh.predecessor, fresh.successor)
        if order.circle:
            raise CircularLinks(order.circle, [names[i] if names else str(i) for i in order.circle])
        return replace(self, links=fresh, topology=order)


def columns(plan: Plan, like: Columns | None = None) -> Columns:
    """Return the columns of a plan; raise CircularLinks where tasks wait for each other.

    `like` are those of another version of it, from which groups of calendars keep their numbers.
    """
    parent = np.array([t.parent for t in plan.tasks], dtype=np.int64)
    links = link_columns(plan.links)
    order = topology(parent, links.predecessor, links.successor)
    if order.circle:
        raise CircularLinks(order.circle, [plan.tasks[i].name for i in order.circle])
    groups: list[Group] = [(((plan.calendar,), -1),)]
    if like is not None and like.calendar == plan.calendar:
        groups = list(like.groups)
    places = {group: place for place, group in enumerate(groups)}
    return Columns(
        start=plan.start,
        finish_by=NONE if plan.finish_by is None else plan.finish_by,
        from_finish=plan.from_finish,
        status_date=NONE if plan.status_date is None else plan.status_date,
        critical_float_limit=plan.critical_float_limit,
        honor_constraints=plan.honor_constraints,
        data_date=NONE if plan.data_date is None else plan.data_date,
        lag_of_predecessor=plan.lag_of_predecessor,
        lag_of_project=plan.lag_of_project,
        calendar=plan.calendar,
        calendars=tuple(plan.calendars),
        tasks=task_columns(plan.tasks, plan.calendar, groups, places, plan.lag_of_project),
        groups=tuple(groups),
        links=links,
        parent=parent,
        topology=order,
        places=places,
    )


def link_columns(links: Sequence[Link]) -> LinkColumns:
    """Return links as columns."""
    rows = [(k.predecessor, k.successor, k.type, k.lag, k.lag_kind) for k in links]
    return link_views(np.array(rows, dtype=np.int64).reshape(len(rows), 5).copy())


def link_views(rows: Ints) -> LinkColumns:
    """Return the columns of a matrix with a row a link."""
    return LinkColumns(*(rows[:, i] for i in range(rows.shape[1])))


def task_columns(
    tasks: Sequence[Task],
    calendar: int,
    groups: list[Group],
    places: dict[Group, int],
    lag_of_project: bool = False,
) -> TaskColumns:
    """Return tasks as columns, adding the groups of calendars that they need."""
    rows = [_values(task, calendar, groups, places, lag_of_project) for task in tasks]
    width = len(TaskColumns._fields)
    return task_views(np.array(rows, dtype=np.int64).reshape(len(rows), width).copy())


def matrix(columns: TaskColumns | LinkColumns) -> Ints:
    """Return the rows of which columns are views, or make them."""
    base = columns[0].base
    if base is not None and base.shape == (len(columns[0]), len(columns)):
        return base
    return np.stack(columns, axis=1)


def laid_out(columns: C) -> C:
    """Return columns as kernels take them, which may be longer: one or no row would be laid out as
    no other number is, and the kernels compiled anew for it."""
    if len(columns[0]) > 1:
        return columns
    rows = np.zeros((2, len(columns)), dtype=np.int64)
    rows[: len(columns[0])] = matrix(columns)
    return type(columns)(*(rows[:, i] for i in range(len(columns))))


def task_views(rows: Ints) -> TaskColumns:
    """Return the columns of a matrix with a row a task: what a pass needs of it lies together."""
    return TaskColumns(*(rows[:, i] for i in range(rows.shape[1])))


def remaining(task: Task) -> int:
    """Return the remaining duration in minutes, from what is known."""
    if task.actual_finish is not None:
        return 0
    if task.remaining_duration is not None:
        return task.remaining_duration
    return task.duration - round(task.duration * task.percent_complete / 100)


def _moment(value: int | None) -> int:
    return NONE if value is None else value


def _values(
    task: Task,
    calendar: int,
    groups: list[Group],
    places: dict[Group, int],
    lag_of_project: bool,
) -> tuple[Any, ...]:
    """Return a task's values in the order of TaskColumns."""
    lag = calendar if lag_of_project or task.calendar < 0 else task.calendar
    return (
        task.duration,
        remaining(task),
        task.elapsed,
        task.manual,
        _moment(task.manual_start),
        _moment(task.manual_finish),
        task.constraint,
        _moment(task.constraint_date),
        _moment(task.deadline),
        task.active,
        task.percent_complete,
        _moment(task.actual_start),
        _moment(task.actual_finish),
        _moment(task.resume),
        task.pause,
        task.levelling_delay,
        _place(_group(task, calendar), groups, places),
        _place((((lag,), -1),), groups, places),
    )


def _group(task: Task, calendar: int) -> Group:
    """Return the calendars that drive a task.

    Elapsed durations run round the clock. A task's own calendar is cut with those of its
    resources unless it ignores them; without its own, the resources' calendars alone count, and
    without resources the project's.
    """
    if task.elapsed:
        return (((), -1),)
    own = task.calendar
    alone = own >= 0 and task.ignore_resource_calendars
    if task.efforts and not alone:
        longest: dict[int, int] = {}
        for which, minutes in task.efforts:
            longest[which] = max(minutes, longest.get(which, 0))
        if len(longest) > 1:
            return tuple(
                (_common(own, which), minutes) for which, minutes in sorted(longest.items())
            )
        return ((_common(own, next(iter(longest))), -1),)
    if alone or not task.calendars:
        return (((own if own >= 0 else calendar,), -1),)
    return tuple(sorted({(_common(own, which), -1) for which in task.calendars}))


def _common(own: int, which: int) -> tuple[int, ...]:
    return (which,) if own < 0 or own == which else (own, which)


def _place(group: Group, groups: list[Group], places: dict[Group, int]) -> int:
    place = places.get(group)
    if place is None:
        place = places[group] = len(groups)
        groups.append(group)
    return place

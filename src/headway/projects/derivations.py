"""The schedule of a project, computed from its records and kept version by version. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.changes.derivation import NO_OTHERS, Derived, ResultChange
from headway.changes.derivation import Columns as ResultColumns
from headway.changes.errors import Invalid
from headway.changes.state import Inputs, Records
from headway.projects.patch import Placed, changed_resources, patched
from headway.projects.plan import Space, frame_of, link_of, space_of, task_reader
from headway.projects.records import SCHEDULE_COLUMNS
from headway.scheduling import (
    DRIVERS,
    BeyondTime,
    CircularLinks,
    Columns,
    Plan,
    Schedule,
    columns,
    reschedule,
    schedule,
)
from headway.words import say

ENGINE_VERSION = "1"
NAMES = tuple(SCHEDULE_COLUMNS)
BY_TASK = DRIVERS.index("child")
BY_LINK = (DRIVERS.index("link"), DRIVERS.index("summary"))
FEW = 64
"""Up to so many rows are put together by themselves."""

Matrix: TypeAlias = NDArray[np.int64]
TASK_FIELDS = frozenset(
    {
        "parent_id",
        "mode",
        "duration",
        "duration_unit",
        "manual_start",
        "manual_finish",
        "constraint",
        "constraint_date",
        "deadline",
        "calendar_id",
        "ignore_resource_calendar",
        "active",
        "percent_complete",
        "actual_start",
        "actual_finish",
        "remaining_duration",
        "levelling_delay",
        "splits",
        "task_type",
        "extra",
    }
)


@dataclass(frozen=True)
class Scheduled:
    """A project's plan as columns and its schedule, with the keys of tasks and links by place."""

    workspace: Records
    space: Space
    placed: Placed
    schedule: Schedule

    @property
    def columns_(self) -> Columns:
        """The plan as the engine reads it."""
        return self.placed.columns

    @property
    def keys(self) -> list[int]:
        """The tasks' keys by place, ascending."""
        return self.placed.keys

    @property
    def links(self) -> list[int]:
        """The links' keys by place, ascending."""
        return self.placed.links

    @property
    def numbers(self) -> Matrix:
        """The tasks' keys as an array."""
        return self.placed.numbers

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each task by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def matrix(self) -> Matrix:
        """All results as numbers, a row a task, in the order of NAMES."""
        return self.part(slice(None))

    def part(self, places: slice | NDArray[np.intp]) -> Matrix:
        """Return the results at some places as numbers, as in `matrix`."""
        s = self.schedule
        by, which = s.driver[places], s.driver_id[places]
        driver_id = np.zeros(len(by), dtype=np.int64)
        by_child = by == BY_TASK
        driver_id[by_child] = self.numbers[which[by_child]]
        if self.links:
            by_link = ((by == BY_LINK[0]) | (by == BY_LINK[1])) & (which >= 0)
            driver_id[by_link] = self.placed.link_numbers[which[by_link]]
        columns = (
            s.start, s.finish, s.duration, s.late_start, s.late_finish, s.total_float,
            s.free_float, s.critical, s.percent_complete, s.driver,
        )  # fmt: skip
        return np.stack([*(column[places] for column in columns), driver_id], axis=1)

    def chosen(self, places: NDArray[np.intp]) -> ResultColumns:
        """Return the result rows at some places."""
        part = self.matrix[places] if len(places) > FEW else self.part(places)
        found: ResultColumns = {"id": self.numbers[places].tolist()}
        for number, name in enumerate(NAMES):
            values = part[:, number].tolist()
            if name == "critical":
                found[name] = (part[:, number] > 0).tolist()
            elif name == "driver":
                found[name] = [DRIVERS[v] for v in values]
            elif name == "driver_id":
                found[name] = [v or None for v in values]
            else:
                found[name] = values
        return found

    def columns(self) -> ResultColumns:
        """Return all result rows."""
        return self.chosen(np.arange(len(self.keys)))

    def row(self, key: int) -> dict[str, Any] | None:
        """Return one result row, or None."""
        place = int(np.searchsorted(self.numbers, key))
        if place == len(self.numbers) or self.numbers[place] != key:
            return None
        return {name: values[0] for name, values in self.chosen(np.array([place])).items()}


class ScheduleDerivation:
    """Start, finish, late dates, floats and drivers of every task."""

    name = "schedule"
    version = ENGINE_VERSION
    stream = "project"
    reads: tuple[str, ...] = ()
    inputs: Mapping[str, frozenset[str] | None] = {
        "projects": frozenset(
            {
                "start",
                "finish_by",
                "schedule_from",
                "calendar_id",
                "critical_float_limit",
                "honor_constraints",
                "status_date",
                "from_status_date",
                "lag_calendar",
            }
        ),
        "tasks": TASK_FIELDS,
        "links": frozenset({"type", "lag", "lag_kind"}),
        "assignments": frozenset(
            {"resource_id", "task_id", "work", "units", "overtime_work", "delay", "extra"}
        ),
    }
    workspace_inputs = frozenset({"calendars", "resources"})
    materialised: tuple[str, tuple[str, ...]] = ("tasks", ("start", "finish"))

    def compute(
        self, records: Records, workspace: Records, others: Mapping[str, Derived] = NO_OTHERS
    ) -> Scheduled:
        """Schedule from nothing; raise Invalid for circles and for dates out of range."""
        space = space_of(workspace)
        projects = list(records.rows("projects").values())
        try:
            if not projects:
                cols = columns(Plan(0))
                return Scheduled(workspace, space, _placed(cols, [], []), schedule(cols))
            placed = _whole(records, space, frame_of(projects[0], space))
            return Scheduled(workspace, space, placed, schedule(placed.columns))
        except (CircularLinks, BeyondTime) as error:
            raise _refusal(error) from None

    def update(
        self,
        before: Derived,
        records: Records,
        workspace: Records,
        inputs: Inputs,
        others: Mapping[str, Derived] = NO_OTHERS,
    ) -> Scheduled:
        """Schedule again, with columns built anew only where inputs or people changed."""
        assert isinstance(before, Scheduled)
        project = next(iter(records.rows("projects").values()), None)
        was = before.workspace
        if project is None or not _same(was, workspace, "calendars"):
            return self.compute(records, workspace)
        space = before.space
        if was.rows("resources") is not workspace.rows("resources"):
            space = space_of(workspace, before.space)
        frame = columns(frame_of(project, space))
        was_of = before.columns_
        # Both stand in each task's columns.
        if frame.calendar != was_of.calendar or frame.lag_of_project != was_of.lag_of_project:
            return self.compute(records, workspace)
        resources = changed_resources(was, workspace, ("calendar_id", "kind"))
        try:
            start = replace(
                before.placed,
                columns=replace(
                    frame,
                    **{n: getattr(before.columns_, n) for n in PLAN_PARTS},
                ),
            )
            placed = patched(
                start,
                records,
                inputs,
                _touched(records, inputs, resources),
                task_reader(records, space, frame.calendar, lambda _: -1),
            )
            if placed is None:
                return self.compute(records, workspace)
            found = reschedule(
                before.schedule, before.columns_, placed.columns, placed.moved, placed.fresh
            )
            return Scheduled(workspace, space, placed, found)
        except (CircularLinks, BeyondTime) as error:
            raise _refusal(error) from None

    def difference(self, before: Derived | None, after: Derived) -> ResultChange:
        """Return the tasks whose results are new or differ, and those that are gone."""
        assert isinstance(after, Scheduled)
        if before is None:
            every = np.arange(len(after.keys))
            return ResultChange(after.columns(), [], _dates(after, every))
        assert isinstance(before, Scheduled)
        if before.keys is after.keys or before.keys == after.keys:
            was = before.matrix
            known = np.ones(len(after.keys), dtype=bool)
            gone: list[int] = []
        else:
            keys, old = after.numbers, before.numbers
            known = np.isin(keys, old)
            was = np.zeros_like(after.matrix)
            was[known] = before.matrix[np.searchsorted(old, keys[known])]
            gone = old[~np.isin(old, keys)].tolist()
        differs = np.flatnonzero((was != after.matrix).any(axis=1) | ~known)
        moved = np.flatnonzero((was[:, :2] != after.matrix[:, :2]).any(axis=1) | ~known)
        return ResultChange(after.chosen(differs), gone, _dates(after, moved))


PLAN_PARTS = ("tasks", "links", "parent", "topology", "groups", "places")
"""The parts of the columns that come from tasks and links, not from the project's settings."""


def _whole(records: Records, space: Space, frame: Plan) -> Placed:
    """Return the columns of a project, built from nothing."""
    keys = sorted(records.rows("tasks"))
    index = {key: place for place, key in enumerate(keys)}
    read = task_reader(records, space, frame.calendar, index.__getitem__)
    rows = records.rows("links")
    links = sorted(rows)
    plan = replace(
        frame,
        tasks=tuple(read(key) for key in keys),
        links=tuple(link_of(rows[key], index.__getitem__) for key in links),
    )
    return _placed(columns(plan), keys, links)


def _placed(cols: Columns, keys: list[int], links: list[int]) -> Placed:
    numbers = np.asarray(keys, dtype=np.int64), np.asarray(links, dtype=np.int64)
    return Placed(cols, keys, links, *numbers)


def _touched(records: Records, inputs: Inputs, resources: list[int]) -> set[int]:
    """Return the tasks whose own inputs or people may have changed."""
    found = {
        u["id"]
        for u in inputs.get("tasks", {}).get("updated", ())
        if not TASK_FIELDS.isdisjoint(u["after"])
    }
    people = inputs.get("assignments", {})
    rows = records.rows("assignments")
    for row in (*people.get("added", ()), *people.get("removed", ())):
        found.add(row["task_id"])
    found.update(rows[u["id"]]["task_id"] for u in people.get("updated", ()) if u["id"] in rows)
    by_resource = records.index("assignments", "resource_id") if resources else {}
    for resource in resources:
        found.update(rows[a]["task_id"] for a in by_resource.get(resource, ()))
    return found


def _dates(result: Scheduled, places: NDArray[np.intp]) -> list[tuple[Any, ...]]:
    """Return (start, finish, key) at some places."""
    start, finish = result.matrix[places, 0].tolist(), result.matrix[places, 1].tolist()
    return list(zip(start, finish, result.numbers[places].tolist(), strict=True))


def _same(before: Records, after: Records, table: str) -> bool:
    """Whether a table holds the same rows in two versions."""
    old, new = before.rows(table), after.rows(table)
    return old is new or old == new


def _refusal(error: CircularLinks | BeyondTime) -> Invalid:
    field = "links" if isinstance(error, CircularLinks) else "start"
    text = str(error)
    return Invalid(say("This cannot be scheduled: {text}.", text=text), field=field)

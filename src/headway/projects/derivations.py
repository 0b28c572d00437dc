"""The schedule of a project, computed from its records and kept version by version. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.changes.derivation import Columns as ResultColumns
from headway.changes.derivation import Derived, ResultChange
from headway.changes.errors import Invalid
from headway.changes.state import Inputs, Records
from headway.projects.plan import (
    calendars,
    link_of,
    plan_of,
    resource_calendars,
    task_of,
)
from headway.projects.records import SCHEDULE_COLUMNS
from headway.scheduling import (
    DRIVERS,
    BeyondTime,
    CircularLinks,
    Columns,
    Plan,
    Schedule,
    columns,
    schedule,
)

ENGINE_VERSION = "1"
NAMES = tuple(SCHEDULE_COLUMNS)
BY_TASK = DRIVERS.index("child")
BY_LINK = (DRIVERS.index("link"), DRIVERS.index("summary"))

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
    }
)


@dataclass(frozen=True)
class Scheduled:
    """A project's plan as columns and its schedule, with the keys of tasks and links by place."""

    workspace: Records
    columns_: Columns
    schedule: Schedule
    keys: list[int]
    links: list[int]

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each task by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def matrix(self) -> Matrix:
        """All results as numbers, a row a task, in the order of NAMES."""
        s = self.schedule
        driver_id = np.zeros(len(self.keys), dtype=np.int64)
        if len(self.keys):
            keys = np.asarray(self.keys, dtype=np.int64)
            by_child = s.driver == BY_TASK
            driver_id[by_child] = keys[s.driver_id[by_child]]
            if self.links:
                by_link = np.isin(s.driver, BY_LINK) & (s.driver_id >= 0)
                driver_id[by_link] = np.asarray(self.links, dtype=np.int64)[s.driver_id[by_link]]
        return np.stack(
            [
                s.start, s.finish, s.duration, s.late_start, s.late_finish, s.total_float,
                s.free_float, s.critical, s.percent_complete, s.driver, driver_id,
            ],
            axis=1,
        ) if len(self.keys) else np.zeros((0, len(NAMES)), dtype=np.int64)  # fmt: skip

    def chosen(self, places: NDArray[np.intp]) -> ResultColumns:
        """Return the result rows at some places."""
        part = self.matrix[places]
        found: ResultColumns = {"id": [self.keys[p] for p in places.tolist()]}
        for number, name in enumerate(NAMES):
            values = part[:, number].tolist()
            if name == "critical":
                found[name] = [bool(v) for v in values]
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
        place = self.places.get(key)
        if place is None:
            return None
        return {name: values[0] for name, values in self.chosen(np.array([place])).items()}


class ScheduleDerivation:
    """Start, finish, late dates, floats and drivers of every task."""

    name = "schedule"
    version = ENGINE_VERSION
    stream = "project"
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
            }
        ),
        "tasks": TASK_FIELDS,
        "links": frozenset({"type", "lag", "lag_kind"}),
        "assignments": frozenset({"resource_id", "task_id"}),
    }
    workspace_inputs = frozenset({"calendars", "resources"})
    materialised = ("tasks", ("start", "finish"))

    def compute(self, records: Records, workspace: Records) -> Scheduled:
        """Schedule from nothing; raise Invalid for circles and for dates out of range."""
        if not records.rows("projects"):
            empty = columns(Plan(0))
            return Scheduled(workspace, empty, schedule(empty), [], [])
        plan, keys, links = plan_of(records, workspace)
        try:
            cols = columns(plan)
            return Scheduled(workspace, cols, schedule(cols), keys, links)
        except (CircularLinks, BeyondTime) as error:
            raise _refusal(error) from None

    def update(
        self, before: Derived, records: Records, workspace: Records, inputs: Inputs
    ) -> Scheduled:
        """Schedule again, patching the columns where outline and settings stayed the same."""
        assert isinstance(before, Scheduled)
        tasks = inputs.get("tasks", {})
        if (
            before.workspace is not workspace
            or ("projects" in inputs
            and not set(_fields(inputs["projects"])).isdisjoint(self.inputs["projects"] or ()))
            or tasks.get("added")
            or tasks.get("removed")
            or "parent_id" in _fields(tasks)
        ):
            return self.compute(records, workspace)
        try:
            return self._patched(before, records, workspace, inputs)
        except (CircularLinks, BeyondTime) as error:
            raise _refusal(error) from None

    def _patched(
        self, before: Scheduled, records: Records, workspace: Records, inputs: Inputs
    ) -> Scheduled:
        cols = before.columns_
        links = before.links
        touched = {
            u["id"]
            for u in inputs.get("tasks", {}).get("updated", ())
            if not TASK_FIELDS.isdisjoint(u["after"])
        }
        people = inputs.get("assignments", {})
        for row in (*people.get("added", ()), *people.get("removed", ())):
            touched.add(row["task_id"])
        if touched:
            _, places = calendars(workspace)
            assigned = records.index("assignments", "task_id")
            assignments = records.rows("assignments")
            cols = cols.with_tasks(
                {
                    before.places[key]: task_of(
                        records.rows("tasks")[key],
                        -1,
                        places,
                        resource_calendars(
                            [assignments[a] for a in assigned.get(key, ())], workspace, places
                        ),
                    )
                    for key in touched
                    if key in before.places
                }
            )
        if "links" in inputs:
            rows = sorted(records.rows("links").values(), key=lambda r: r["id"])
            links = [row["id"] for row in rows]
            cols = cols.with_links([link_of(row, before.places) for row in rows])
        return Scheduled(workspace, cols, schedule(cols), before.keys, links)

    def difference(self, before: Derived | None, after: Derived) -> ResultChange:
        """Return the tasks whose results are new or differ, and those that are gone."""
        assert isinstance(after, Scheduled)
        if before is None:
            return ResultChange(after.columns(), [])
        assert isinstance(before, Scheduled)
        if before.keys is after.keys or before.keys == after.keys:
            changed = np.flatnonzero((before.matrix != after.matrix).any(axis=1))
            return ResultChange(after.chosen(changed), [])
        old = np.array([before.places.get(key, -1) for key in after.keys], dtype=np.int64)
        differs = old < 0
        known = ~differs
        differs[known] = (before.matrix[old[known]] != after.matrix[known]).any(axis=1)
        gone = [key for key in before.keys if key not in after.places]
        return ResultChange(after.chosen(np.flatnonzero(differs)), gone)


def _fields(change: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    found: set[str] = set()
    for update in change.get("updated", ()):
        found |= update["after"].keys()
    return found


def _refusal(error: CircularLinks | BeyondTime) -> Invalid:
    field = "links" if isinstance(error, CircularLinks) else "start"
    text = str(error)
    return Invalid(f"This cannot be scheduled: {text}.", field=field)

"""The fields of a task that formulas may name, and how each is read. Pure.

Costs and rates are not among them: the values of formulas are for everybody who sees the task. Nor
are the names of people, which guests do not see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.costing import minor_units
from headway.projects.derivations import NAMES, Scheduled
from headway.projects.effort import NONE, Effort, effort_of
from headway.projects.formulas.kinds import DATE, DAYS, FLAG, HOURS, MONEY, NUMBER, TEXT, Kind
from headway.projects.workflow import in_order, status_of
from headway.scheduling.moments import DAY
from headway.scheduling.worktime import add, table, work_between

YEAR = 366
PLACE = {name: place for place, name in enumerate(NAMES)}


class Named(NamedTuple):
    """A field that formulas may name: its kind, and what reads it from a task's cells."""

    name: str
    kind: Kind
    read: Callable[[Cells], Any]


@dataclass
class World:
    """What the cells of all tasks are read from: a project's rows and its schedule at one version.

    `values` are the formulas' values by task so far, `efforts` the work of tasks.
    """

    records: Records
    workspace: Records
    scheduled: Scheduled
    today: float
    values: dict[int, dict[str, Any]]
    efforts: dict[int, Effort]

    @cached_property
    def project(self) -> Row:
        """The project's settings."""
        return next(iter(self.records.rows("projects").values()), {"id": 0})

    @property
    def status_date(self) -> float:
        """The status date; where it follows today, today."""
        typed = self.project.get("status_date")
        return self.today if typed is None else float(typed)

    @cached_property
    def tasks(self) -> Mapping[int, Row]:
        """The tasks by key."""
        return self.records.rows("tasks")

    @cached_property
    def children(self) -> Mapping[Any, list[int]]:
        """The keys of tasks by that of their summary."""
        return self.records.index("tasks", "parent_id")

    @cached_property
    def minor(self) -> int:
        """The minor units of the project's currency."""
        return minor_units(self.project.get("currency", "EUR"))

    @cached_property
    def statuses(self) -> list[Row]:
        """The columns of the board, from the left."""
        return in_order(self.records.rows("statuses").values())

    @cached_property
    def baseline(self) -> int | None:
        """The key of the first baseline there is."""
        rows = sorted(self.records.rows("baselines").values(), key=lambda r: int(r["number"]))
        return rows[0]["id"] if rows else None

    @cached_property
    def _days(self) -> Any:
        """The project's working time, a year before its start to three after its end; beyond it
        counts round the clock."""
        columns = self.scheduled.columns_
        start = int(self.project.get("start", 0))
        finishes = self.scheduled.matrix[:, PLACE["finish"]]
        last = max(start, int(self.today), int(finishes.max()) if len(finishes) else start)
        first = min(start, int(self.today))
        return table(
            columns.calendars,
            ((int(columns.calendar),),),
            first // DAY - YEAR,
            last // DAY + 3 * YEAR,
        )

    def between(self, start: float, finish: float) -> float:
        """Return the working minutes between two moments by the project's calendar."""
        return float(work_between(self._days, 0, int(start), int(finish)))

    def worked(self, moment: float, minutes: int) -> float:
        """Return the moment so many working minutes later (or earlier)."""
        return float(add(self._days, 0, int(moment), minutes))

    def works(self, resource: int) -> bool:
        """Whether the units of a resource are work."""
        row = self.workspace.rows("resources").get(resource)
        return row is not None and row["kind"] == "work"

    def effort(self, key: int) -> Effort:
        """Return a task's work; a summary's is that of its tasks and of its own people."""
        found = self.efforts.get(key)
        if found is None:
            found = self.efforts[key] = self._effort(key)
        return found

    def _effort(self, key: int) -> Effort:
        row, result = self.tasks[key], self.result(key)
        length, percent = (
            (0, 0)
            if result is None
            else (result[PLACE["duration"]], result[PLACE["percent_complete"]])
        )
        rows = self.records.rows("assignments")
        mine = [rows[k] for k in self.records.index("assignments", "task_id").get(key, ())]
        mine = [r for r in mine if self.works(r["resource_id"])]
        found = NONE
        for one in mine:
            found = found.plus(effort_of(one, length, percent))
        below = self.children.get(key, ())
        if row["work"] is not None and not below:
            done = round(row["work"] * percent / 100)
            typed = Effort(row["work"], done, row["work"] - done)
            found = found._replace(planned=row["work"]) if mine else typed
        for child in below:
            found = found.plus(self.effort(child))
        return found

    def result(self, key: int) -> list[int] | None:
        """Return a task's row of the schedule, in the order of NAMES."""
        place = self.scheduled.places.get(key)
        return None if place is None else self.scheduled.matrix[place].tolist()


class Cells:
    """The values of one task, read when they are asked for."""

    __slots__ = ("_custom", "_result", "key", "row", "world")

    def __init__(self, world: World, key: int) -> None:
        self.world = world
        self.key = key
        self.row = world.tasks[key]
        self._custom: dict[int, Any] | None = None
        self._result: list[int] | None = None

    def dated(self, place: int) -> float | None:
        """Return a result of the schedule."""
        if self._result is None:
            self._result = self.world.result(self.key) or []
        return float(self._result[place]) if self._result else None

    def custom(self, field: int) -> Any:
        """Return the stored value of a custom field, None for none."""
        if self._custom is None:
            rows = self.world.records.rows("custom_values")
            keys = self.world.records.index("custom_values", "task_id").get(self.key, ())
            self._custom = {rows[k]["field_id"]: rows[k]["value"] for k in keys}
        return self._custom.get(field)

    def baseline(self, name: str) -> float | None:
        """Return what the first baseline says of the task."""
        rows = self.world.records.rows("baseline_tasks")
        for key in self.world.records.index("baseline_tasks", "task_id").get(self.key, ()):
            if rows[key]["baseline_id"] == self.world.baseline:
                value = rows[key][name]
                return None if value is None else float(value)
        return None

    @property
    def summary(self) -> bool:
        """Whether it has tasks below it."""
        return bool(self.world.children.get(self.key))

    @property
    def type_name(self) -> str:
        """The name of its type; "" without one."""
        found = self.world.records.rows("work_types").get(self.row["type_id"])
        return "" if found is None else str(found["name"])

    def status(self, name: str) -> str:
        """Return a field of the column in which the task stands; "" of a summary."""
        found = None if self.summary else status_of(self.world.statuses, self.row)
        return "" if found is None else str(found[name])


def _dated(name: str) -> Callable[[Cells], Any]:
    place = PLACE[name]
    return lambda cells: cells.dated(place)


def _typed(name: str) -> Callable[[Cells], Any]:
    return lambda cells: None if (v := cells.row[name]) is None else float(v)


def _flag(name: str) -> Callable[[Cells], Any]:
    return lambda cells: bool(cells.row[name])


def _work(name: str) -> Callable[[Cells], Any]:
    return lambda cells: float(getattr(cells.world.effort(cells.key), name))


OWN: tuple[Named, ...] = (
    Named("Name", TEXT, lambda c: c.row["name"]),
    Named("Start", DATE, _dated("start")),
    Named("Finish", DATE, _dated("finish")),
    Named("Duration", DAYS, _dated("duration")),
    Named("Late start", DATE, _dated("late_start")),
    Named("Late finish", DATE, _dated("late_finish")),
    Named("Total float", DAYS, _dated("total_float")),
    Named("Free float", DAYS, _dated("free_float")),
    Named("Critical", FLAG, lambda c: bool(c.dated(PLACE["critical"]))),
    Named("Percent complete", NUMBER, _dated("percent_complete")),
    Named("Work", HOURS, _work("planned")),
    Named("Actual work", HOURS, _work("actual")),
    Named("Remaining work", HOURS, _work("remaining")),
    Named("Deadline", DATE, _typed("deadline")),
    Named("Actual start", DATE, _typed("actual_start")),
    Named("Actual finish", DATE, _typed("actual_finish")),
    Named("Constraint date", DATE, _typed("constraint_date")),
    Named("Optimistic", DAYS, _typed("optimistic")),
    Named("Pessimistic", DAYS, _typed("pessimistic")),
    Named("Baseline start", DATE, lambda c: c.baseline("start")),
    Named("Baseline finish", DATE, lambda c: c.baseline("finish")),
    Named("Baseline duration", DAYS, lambda c: c.baseline("duration")),
    Named("Baseline work", HOURS, lambda c: c.baseline("work")),
    Named("Milestone", FLAG, _flag("milestone")),
    Named("Summary", FLAG, lambda c: c.summary),
    Named("Active", FLAG, _flag("active")),
    Named("Deliverable", FLAG, _flag("deliverable")),
    Named("Priority", NUMBER, _typed("priority")),
    Named("Number", NUMBER, _typed("number")),
    Named(
        "Story points",
        NUMBER,
        lambda c: None if (v := c.row["story_points"]) is None else v / 100,
    ),
    Named("Status", TEXT, lambda c: c.status("name")),
    Named("Type", TEXT, lambda c: c.type_name),
    Named("Done", FLAG, lambda c: (c.dated(PLACE["percent_complete"]) or 0) >= 100),
)
"""In the order in which they are offered."""
BY_NAME = {named.name.casefold(): named for named in OWN}
KINDS = {
    "text": TEXT,
    "link": TEXT,
    "select": TEXT,
    "multi_select": TEXT,
    "number": NUMBER,
    "cost": MONEY,
    "date": DATE,
    "flag": FLAG,
    "duration": DAYS,
}
"""By type of a custom field, what a formula reads of it."""


def custom_field(row: Row) -> Named | None:
    """Return how a custom field that holds inputs is read, None where formulas may not name it."""
    kind = KINDS.get(row["type"])
    if kind is None:
        return None
    key = int(row["id"])
    if row["type"] in ("select", "multi_select"):
        names = {o["id"]: o["name"] for o in row["options"] or ()}

        def chosen(cells: Cells) -> str:
            value = cells.custom(key)
            picked = value if isinstance(value, list) else [value]
            return ", ".join(names[v] for v in picked if v in names)

        return Named(row["name"], kind, chosen)
    return Named(
        row["name"], kind, lambda cells: decoded(cells.custom(key), kind, cells.world.minor)
    )


def decoded(value: Any, kind: Kind, minor: int) -> Any:
    """Return a stored value as formulas reckon with it; None for one that is not of its kind."""
    if kind.name == "text":
        return value if isinstance(value, str) else "" if value is None else str(value)
    if kind.name == "flag":
        return value is True
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value / minor if kind.name == "money" else float(value)

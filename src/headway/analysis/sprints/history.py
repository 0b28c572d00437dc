"""What was in a sprint when it started, what came and went, and what was done: from the history. Pure.

Nothing is booked beside the changes themselves. What is in a sprint at the moment at which it starts is
what the team committed to; what comes later is added, what leaves before it is completed removed, and
what is not done then is carried over. Done is what stands in a column of what is done. A start or a
completion that was undone never was. (The Scrum Guide, 2020; terms of burndown and velocity as in Cohn,
"Agile Estimating and Planning", 2005.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from headway.analysis.flow import Board
from headway.changes.state import Inputs
from headway.changes.tables import Row
from headway.projects.effort import FULL, planned_of

MEASURES = ("points", "items", "hours")


class Size(NamedTuple):
    """An item as it stood at a moment: hundredths of a point, minutes of work in all and left."""

    points: int | None
    work: int
    left: int
    done: bool

    def of(self, measure: str) -> int:
        """Return how much it is."""
        if measure == "items":
            return 1
        return self.work if measure == "hours" else (self.points or 0)

    def open(self, measure: str) -> int:
        """Return how much of it is left."""
        if self.done:
            return 0
        return self.left if measure == "hours" else self.of(measure)


Sample = Mapping[int, Size]
"""The items of a sprint at a moment, by task."""


@dataclass
class Run:
    """A sprint that was started: its items from then on. `ended` is None while it is under way;
    `carried` says into which sprint (None: the backlog) each undone item went."""

    key: int
    started: int
    samples: list[tuple[int, Sample]] = field(default_factory=list)
    ended: int | None = None
    carried: dict[int, int | None] = field(default_factory=dict)

    @property
    def committed(self) -> Sample:
        """Return the items that it started with."""
        return self.samples[0][1]

    @property
    def last(self) -> Sample:
        """Return the items as they were when it was completed, or as they are now."""
        return self.samples[-1][1]

    @property
    def ever(self) -> dict[int, Size]:
        """Return every item that was in it, as it was last seen there."""
        found: dict[int, Size] = {}
        for _, sample in self.samples:
            found.update(sample)
        return found

    def at(self, moment: int) -> Sample:
        """Return the items as they were at a moment."""
        found = self.committed
        for at, sample in self.samples:
            if at > moment:
                break
            found = sample
        return found


@dataclass
class History:
    """The sprints of a project as its changes go by."""

    board: Board = field(default_factory=Board)
    tasks: dict[int, Row] = field(default_factory=dict)
    sprints: dict[int, Row] = field(default_factory=dict)
    items: dict[int, Row] = field(default_factory=dict)
    assignments: dict[int, Row] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    staff: dict[int, set[int]] = field(default_factory=dict)

    def take(self, at: int, inputs: Inputs) -> None:
        """Let a change go by that was made at a local minute."""
        self.board.take(at, inputs)
        states = {key: row["state"] for key, row in self.sprints.items()}
        _write(self.tasks, inputs.get("tasks", {}))
        _write(self.sprints, inputs.get("sprints", {}))
        for row in _write(self.items, inputs.get("sprint_items", {})):
            self.members.get(row["sprint_id"], set()).discard(row["task_id"])
        for row in _touched(self.items, inputs.get("sprint_items", {})):
            self.members.setdefault(row["sprint_id"], set()).add(row["task_id"])
        for row in _write(self.assignments, inputs.get("assignments", {})):
            self.staff.get(row["task_id"], set()).discard(row["id"])
        for row in _touched(self.assignments, inputs.get("assignments", {})):
            self.staff.setdefault(row["task_id"], set()).add(row["id"])
        if inputs.keys() & {"tasks", "statuses", "sprints", "sprint_items", "assignments"}:
            for key, row in self.sprints.items():
                self._follow(at, key, states.get(key, "planned"), row["state"])
        for key in states.keys() - self.sprints.keys():
            self.runs.pop(key, None)

    def _follow(self, at: int, key: int, before: str, now: str) -> None:
        run = self.runs.get(key)
        if now == "planned":
            self.runs.pop(key, None)
        elif now == "active":
            if run is None:
                run = self.runs[key] = Run(key, at)
            run.ended = None
            run.carried = {}
            sample = self._sample(key)
            if not run.samples or run.last != sample:
                run.samples.append((at, sample))
        elif before == "active" and run is not None:
            run.ended = at
            sample = self._sized(run.last.keys() | self.members.get(key, set()))
            if sample != run.last:
                run.samples.append((at, sample))
            where = {row["task_id"]: row["sprint_id"] for row in self.items.values()}
            run.carried = {
                task: where.get(task)
                for task, size in run.last.items()
                if not size.done and where.get(task) != key
            }

    def _sample(self, key: int) -> Sample:
        """Return the items of a sprint as they stand."""
        return self._sized(self.members.get(key, ()))

    def _sized(self, keys: Iterable[int]) -> Sample:
        return {
            task: self._size(self.tasks[task])
            for task in keys
            if task in self.board.where and task in self.tasks
        }

    def _size(self, row: Row) -> Size:
        done = self.board.meant.get(self.board.where[row["id"]]) == "done"
        staff = [self.assignments[key] for key in self.staff.get(row["id"], ())]
        work = work_of(row, staff)
        left = 0 if done else work - round(work * row["percent_complete"] / 100)
        return Size(row["story_points"], work, left, done)


def work_of(row: Row, staff: Iterable[Row]) -> int:
    """Return the minutes of work of an item: typed, else of who is on it, else its duration by one."""
    if row["work"] is not None:
        return int(row["work"])
    planned = [planned_of(one, row["duration"]) for one in staff if one["units"] <= FULL * 100]
    return sum(planned) if planned else int(row["duration"])


def _write(rows: dict[int, Row], part: Mapping[str, list[Row]]) -> list[Row]:
    """Write a change of a table; return the rows that it touched as they were before."""
    before = []
    for row in part.get("removed", ()):
        found = rows.pop(row["id"], None)
        if found is not None:
            before.append(found)
    for row in part.get("added", ()):
        rows[row["id"]] = row
    for update in part.get("updated", ()):
        found = rows.get(update["id"])
        if found is not None:
            before.append(found)
            rows[update["id"]] = {**found, **update["after"]}
    return before


def _touched(rows: Mapping[int, Row], part: Mapping[str, list[Row]]) -> list[Row]:
    """Return the rows that a change touched as they are after it."""
    keys = [row["id"] for name in ("added", "updated") for row in part.get(name, ())]
    return [rows[key] for key in keys if key in rows]


def told(steps: Iterable[tuple[int, Inputs]]) -> dict[int, Run]:
    """Return the sprints that were started, by key; `steps` are all changes of a project in order:
    local minute and inputs."""
    history = History()
    for at, inputs in steps:
        history.take(at, inputs)
    return history.runs


def total(sample: Sample, measure: str) -> int:
    """Return how much the items come to."""
    return sum(size.of(measure) for size in sample.values())


def remaining(sample: Sample, measure: str) -> int:
    """Return how much of them is left."""
    return sum(size.open(measure) for size in sample.values())


def shown(value: int, measure: str) -> float:
    """Return an amount as people read it: points, items, hours."""
    per = {"points": 100, "items": 1, "hours": 60}[measure]
    found = value / per
    return int(found) if found == int(found) else round(found, 2)


def amounts(sample: Sample) -> dict[str, Any]:
    """Return points, items and hours of some items."""
    return {measure: shown(total(sample, measure), measure) for measure in MEASURES}

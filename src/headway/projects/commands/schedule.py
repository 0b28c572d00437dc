"""Setting dates and progress: intents whose meaning depends on the task."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.scheduling.moments import words


class TaskReschedule(Command):
    """Sets a date. What that means depends on the task, and the note says it.

    A manual task takes the date; a started one the actual start; an automatic one a constraint, so
    that it is seen: "Not before 3 Mar 2026". With `resize`, a finish changes the duration.
    """

    type: ClassVar[str] = "task.reschedule"

    id: int
    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    resize: bool = False

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        if self.start is None and self.finish is None:
            raise Invalid("Say which date: start or finish.", field="start")
        if change.main.where("tasks", "parent_id", self.id):
            raise Invalid(
                "A summary takes its dates from its tasks: move those, or set a deadline.",
                field="start",
            )
        if self.start is not None and self.finish is not None and self.finish < self.start:
            raise Invalid("The finish lies before the start.", field="finish")
        if row["mode"] == "manual":
            self._manual(change, row)
        elif row["actual_start"] is not None:
            self._started(change, row)
        else:
            self._automatic(change)

    def _manual(self, change: Change, row: Row) -> None:
        values: dict[str, Any] = {}
        if self.start is not None:
            values["manual_start"] = self.start
            if self.finish is None and row["manual_finish"] is not None:
                values["manual_finish"] = None
        if self.finish is not None:
            values["manual_finish"] = self.finish
        if self.duration is not None:
            values["duration"] = self.duration
        change.main.update("tasks", self.id, values)
        change.note("manual_date", "tasks", self.id, "Its own date, as typed")

    def _started(self, change: Change, row: Row) -> None:
        if self.finish is not None and self.duration is not None:
            change.main.update("tasks", self.id, {"duration": self.duration, "estimated": False})
            return
        if self.start is not None:
            change.main.update("tasks", self.id, {"actual_start": self.start})
            change.note("actual_set", "tasks", self.id, f"Actual start {words(self.start)}")
            return
        raise Invalid(
            "It has started: change its remaining duration, or set the actual finish.",
            field="finish",
        )

    def _automatic(self, change: Change) -> None:
        values: dict[str, Any] = {}
        if self.duration is not None:
            values |= {"duration": self.duration, "estimated": False}
        if self.start is not None:
            values |= {"constraint": "snet", "constraint_date": self.start}
            text = f"Not before {words(self.start)}"
        elif self.resize:
            if self.duration is None:
                raise Invalid("To resize say the new duration.", field="duration")
            change.main.update("tasks", self.id, values)
            return
        else:
            assert self.finish is not None
            values |= {"constraint": "fnet", "constraint_date": self.finish}
            text = f"Not finished before {words(self.finish)}"
        change.main.update("tasks", self.id, values)
        change.note("constraint_set", "tasks", self.id, text)


class TaskProgress(Command):
    """Says how far a task is and keeps the four figures consistent.

    % complete without an actual start means that it started when planned; 100 % or an actual
    finish means that nothing remains.
    """

    type: ClassVar[str] = "task.progress"
    capability: ClassVar[str] = "plan.progress"

    id: int
    percent_complete: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining_duration: int | None = None

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        if change.main.where("tasks", "parent_id", self.id):
            raise Invalid("A summary's progress comes from its tasks.", field="percent_complete")
        result = change.results("schedule", self.id) or {}
        asked = self.model_fields_set
        values: dict[str, Any] = {}
        if "percent_complete" in asked:
            percent = self.percent_complete or 0
            if not 0 <= percent <= 100:
                raise Invalid("% complete lies between 0 and 100.", field="percent_complete")
            values["percent_complete"] = percent
            values["remaining_duration"] = None
        if "remaining_duration" in asked and self.remaining_duration is not None:
            values["remaining_duration"] = self.remaining_duration
            values["percent_complete"] = _percent(row["duration"], self.remaining_duration)
        if "actual_start" in asked:
            values["actual_start"] = self.actual_start
            if self.actual_start is None:
                values |= {"percent_complete": 0, "remaining_duration": None, "actual_finish": None}
        if "actual_finish" in asked:
            values["actual_finish"] = self.actual_finish
            if self.actual_finish is not None:
                values |= {"percent_complete": 100, "remaining_duration": None}
        _complete(row, values, result)
        after = {**row, **values}
        start, finish = after["actual_start"], after["actual_finish"]
        if start is not None and finish is not None and finish < start:
            raise Invalid("It cannot finish before it starts.", field="actual_finish")
        change.main.update("tasks", self.id, values)


def _percent(duration: int, remaining: int) -> int:
    if remaining == 0:
        return 100
    whole = max(duration, remaining)
    return min(99, round(100 * (whole - remaining) / whole))


def _complete(row: Row, values: dict[str, Any], result: dict[str, Any]) -> None:
    """Fill in what follows from what was said."""
    after = {**row, **values}
    percent = after["percent_complete"]
    if percent > 0 and after["actual_start"] is None:
        values["actual_start"] = result.get("start")
    if percent == 100 and after["actual_finish"] is None:
        values["actual_finish"] = result.get("finish")
    if percent < 100 and row["actual_finish"] is not None and "actual_finish" not in values:
        values["actual_finish"] = None
    if percent == 0 and row["percent_complete"] > 0 and "actual_start" not in values:
        values["actual_start"] = None


COMMANDS = (TaskReschedule, TaskProgress)

"""How far a task is: four figures that are kept consistent."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.commands.dates import Moment
from headway.projects.outline import task


class TaskProgress(Command):
    """Says how far a task is and keeps the four figures consistent.

    % complete without an actual start means that it started when planned; 100 % or an actual
    finish means that nothing remains. Remaining work other than planned changes the duration: what
    is done and what remains together are its length.
    """

    type: ClassVar[str] = "task.progress"
    capability: ClassVar[str] = "plan.progress"

    id: int
    percent_complete: int | None = None
    actual_start: Moment | None = None
    actual_finish: Moment | None = None
    remaining_duration: int | None = None

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        if change.main.where("tasks", "parent_id", self.id):
            raise Invalid("A summary's progress comes from its tasks.", field="percent_complete")
        asked = self.model_fields_set - {"id"}
        if not asked:
            raise Invalid("Say how far it is.", field="percent_complete")
        values: dict[str, Any] = {}
        if "percent_complete" in asked:
            percent = self.percent_complete or 0
            if not 0 <= percent <= 100:
                raise Invalid("% complete lies between 0 and 100.", field="percent_complete")
            values |= {"percent_complete": percent, "remaining_duration": None}
        if "actual_start" in asked:
            values["actual_start"] = self.actual_start
            if self.actual_start is None:
                values |= {"percent_complete": 0, "remaining_duration": None, "actual_finish": None}
        if "remaining_duration" in asked:
            values |= _remaining(row, values, self.remaining_duration)
        if "actual_finish" in asked:
            values["actual_finish"] = self.actual_finish
            if self.actual_finish is not None:
                values |= {"percent_complete": 100, "remaining_duration": None}
            elif values.get("percent_complete", row["percent_complete"]) == 100:
                raise Invalid(
                    "It is finished: say how far it is instead of taking its finish away.",
                    field="percent_complete",
                )
        _complete(change, row, values, asked)
        after = {**row, **values}
        start, finish = after["actual_start"], after["actual_finish"]
        if start is not None and finish is not None and finish < start:
            raise Invalid("It cannot finish before it starts.", field="actual_finish")
        change.main.update("tasks", self.id, values)


def _remaining(row: Row, values: dict[str, Any], left: int | None) -> dict[str, Any]:
    """Return what a remaining duration says of % complete and of the whole duration."""
    if left is None:
        return {"remaining_duration": None}
    if left < 0:
        raise Invalid("What remains cannot be negative.", field="remaining_duration")
    percent = values.get("percent_complete", row["percent_complete"])
    done = round(row["duration"] * percent / 100)
    if left == 0:
        return {
            "percent_complete": 100,
            "remaining_duration": None,
            "duration": done or row["duration"],
        }
    share = min(99, round(100 * done / (done + left)))
    return {"percent_complete": share, "remaining_duration": left, "duration": done + left}


def _complete(change: Change, row: Row, values: dict[str, Any], asked: set[str]) -> None:
    """Fill in what follows from what was said."""
    after = {**row, **values}
    percent = after["percent_complete"]
    planned: Row = {}
    if percent > 0 and (after["actual_start"] is None or after["actual_finish"] is None):
        planned = change.foresee("schedule", row["id"]) or {}
    if percent > 0 and after["actual_start"] is None:
        values["actual_start"] = planned.get("start")
        finish = after["actual_finish"]
        if finish is not None and values["actual_start"] is not None:
            values["actual_start"] = min(values["actual_start"], finish)
    if percent == 100 and after["actual_finish"] is None:
        values["actual_finish"] = planned.get("finish")
        start = values.get("actual_start", row["actual_start"])
        if "actual_start" in asked and start is not None and values["actual_finish"] is not None:
            values["actual_finish"] = max(start, values["actual_finish"])
    if percent < 100 and row["actual_finish"] is not None and "actual_finish" not in asked:
        values["actual_finish"] = None
    if percent == 0 and row["percent_complete"] > 0 and "actual_start" not in asked:
        values["actual_start"] = None


COMMANDS = (TaskProgress,)

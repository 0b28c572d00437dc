"""How far a task is: figures that are kept consistent, and the work that was done."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.commands.dates import Moment
from headway.projects.costing import spread
from headway.projects.effort import effort_of
from headway.projects.outline import task
from headway.projects.sizing import resize
from headway.projects.splits import done_of
from headway.words import say


class TaskProgress(Command):
    """Says how far a task is and keeps the figures consistent.

    % complete without an actual start means that it started when planned; 100 % or an actual
    finish means that nothing remains. An actual duration is the done part of the length, which
    grows where more is done than planned. A remaining duration other than planned changes the
    length: what is done and what remains together are it. To another length work and units give way
    as to a typed one: typed work follows in proportion, but that of fixed work stays and the units
    follow (Microsoft's documentation of the fields Actual Duration and Remaining Duration).
    """

    type: ClassVar[str] = "task.progress"
    capability: ClassVar[str] = "plan.progress"

    id: int
    percent_complete: int | None = None
    actual_start: Moment | None = None
    actual_finish: Moment | None = None
    remaining_duration: int | None = None
    actual_duration: int | None = None

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        if change.main.where("tasks", "parent_id", self.id):
            raise Invalid(
                say("A summary's progress comes from its tasks."), field="percent_complete"
            )
        asked = self.model_fields_set - {"id"}
        if not asked:
            raise Invalid(say("Say how far it is."), field="percent_complete")
        values: dict[str, Any] = {}
        if "percent_complete" in asked:
            percent = self.percent_complete or 0
            if not 0 <= percent <= 100:
                raise Invalid(say("% complete lies between 0 and 100."), field="percent_complete")
            values |= {"percent_complete": percent, "remaining_duration": None}
        if "actual_start" in asked:
            values["actual_start"] = self.actual_start
            if self.actual_start is None:
                values |= {"percent_complete": 0, "remaining_duration": None, "actual_finish": None}
        if "actual_duration" in asked:
            left = self.remaining_duration if "remaining_duration" in asked else None
            values |= _done(row, self.actual_duration, left)
        elif "remaining_duration" in asked:
            values |= _remaining(row, values, self.remaining_duration)
        if "actual_finish" in asked:
            values["actual_finish"] = self.actual_finish
            if self.actual_finish is not None:
                values |= {"percent_complete": 100, "remaining_duration": None}
            elif values.get("percent_complete", row["percent_complete"]) == 100:
                raise Invalid(
                    say("It is finished: say how far it is instead of taking its finish away."),
                    field="percent_complete",
                )
        _complete(change, row, values, asked)
        after = {**row, **values}
        start, finish = after["actual_start"], after["actual_finish"]
        if start is not None and finish is not None and finish < start:
            raise Invalid(say("It cannot finish before it starts."), field="actual_finish")
        resize(change, row, int(after["duration"]))
        source = {"board": "board", "checklist": "checklist"}.get(row["progress_source"])
        if source is not None:
            values["progress_source"] = "typed"
            text = say("Its progress is typed from now on: the {source} suggests", source=source)
            change.note("progress_source", "tasks", self.id, text)
        change.main.update("tasks", self.id, values)


def _remaining(row: Row, values: dict[str, Any], left: int | None) -> dict[str, Any]:
    """Return what a remaining duration says of % complete and of the whole duration."""
    if left is None:
        return {"remaining_duration": None}
    if left < 0:
        raise Invalid(say("What remains cannot be negative."), field="remaining_duration")
    if "percent_complete" in values:
        done = round(row["duration"] * values["percent_complete"] / 100)
    else:
        done = done_of(row)
    if left == 0:
        return {
            "percent_complete": 100,
            "remaining_duration": None,
            "duration": done or row["duration"],
        }
    return _figures(done, left)


def _done(row: Row, done: int | None, left: int | None) -> dict[str, Any]:
    """Return what an actual duration says; without a remaining one the whole stays as it is."""
    if done is None or done < 0:
        raise Invalid(say("What is done cannot be negative."), field="actual_duration")
    if left is not None and left < 0:
        raise Invalid(say("What remains cannot be negative."), field="remaining_duration")
    left = max(0, row["duration"] - done) if left is None else left
    if not left:
        return {"percent_complete": 100, "remaining_duration": None, "duration": done}
    return _figures(done, left)


def _figures(done: int, left: int) -> dict[str, Any]:
    """Return the figures of a task of which some is done and some remains."""
    share = min(99, round(100 * done / (done + left)))
    if done:
        share = max(1, share)
    return {"percent_complete": share, "remaining_duration": left, "duration": done + left}


def _complete(change: Change, row: Row, values: dict[str, Any], asked: set[str]) -> None:
    """Fill in what follows from what was said."""
    after = {**row, **values}
    percent = after["percent_complete"]
    starts = percent > 0 and after["actual_start"] is None
    ends = percent == 100 and after["actual_finish"] is None
    planned = (change.foresee("schedule", row["id"]) or {}) if starts or ends else {}
    if starts:
        values["actual_start"] = planned.get("start")
        finish = after["actual_finish"]
        if finish is not None and values["actual_start"] is not None:
            values["actual_start"] = min(values["actual_start"], finish)
    if ends:
        values["actual_finish"] = planned.get("finish")
        start = values.get("actual_start", row["actual_start"])
        if "actual_start" in asked and start is not None and values["actual_finish"] is not None:
            values["actual_finish"] = max(start, values["actual_finish"])
    if percent < 100 and row["actual_finish"] is not None and "actual_finish" not in asked:
        values["actual_finish"] = None
    if percent == 0 and row["percent_complete"] > 0 and "actual_start" not in asked:
        values["actual_start"] = None


class TaskWork(Command):
    """Says how much work was done on a task, or is left, and spreads it over who works on it.

    Minutes of work, spread by each one's planned work. Hours do not move dates: how much of the
    duration is done or left is said by `task.progress`. `actual_work` null lets work follow % complete
    again; without `remaining_work` what is left is what was planned less what was done.
    """

    type: ClassVar[str] = "task.work_done"
    capability: ClassVar[str] = "plan.progress"

    id: int
    actual_work: int | None = None
    remaining_work: int | None = None

    def apply(self, change: Change) -> None:
        task(change.main, self.id)
        asked = self.model_fields_set - {"id"}
        if not asked:
            raise Invalid(say("Say how much work was done or is left."), field="actual_work")
        for name in asked:
            if (getattr(self, name) or 0) < 0:
                raise Invalid(say("Work cannot be negative."), field=name)
        kinds = {r["id"]: r["kind"] for r in change.workspace.rows("resources")}
        rows = [
            row
            for row in change.main.where("assignments", "task_id", self.id)
            if kinds.get(row["resource_id"], "work") == "work"
        ]
        if not rows:
            raise Invalid(say("Nobody works on it: assign somebody first."), field=min(asked))
        dates = change.foresee("schedule", self.id) or {"duration": 0, "percent_complete": 0}
        efforts = [effort_of(r, dates["duration"], dates["percent_complete"]) for r in rows]
        weights = [effort.planned or 1 for effort in efforts]
        values: list[dict[str, Any]] = [{} for _ in rows]
        if "actual_work" in asked:
            done = spread(self.actual_work or 0, weights)
            for value, share in zip(values, done, strict=True):
                value |= {"actual_work": share, "remaining_work": None}
            if self.actual_work == 0:
                # None done is said too, and not the same as following progress.
                for value, effort in zip(values, efforts, strict=True):
                    value["remaining_work"] = effort.planned
        if "remaining_work" in asked and self.remaining_work is not None:
            left = spread(self.remaining_work, weights)
            for value, effort, share in zip(values, efforts, left, strict=True):
                value.setdefault("actual_work", effort.actual)
                value["remaining_work"] = share
        elif "remaining_work" in asked:
            for value in values:
                value.setdefault("remaining_work", None)
        for row, value in zip(rows, values, strict=True):
            change.main.update("assignments", row["id"], value)


COMMANDS = (TaskProgress, TaskWork)

"""Setting dates: an intent whose meaning depends on the task, and is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.commands.dates import Moment
from headway.projects.outline import task
from headway.projects.sizing import resize
from headway.projects.status import held_by_it
from headway.projects.worktime import working_between
from headway.scheduling import telling
from headway.scheduling.moments import words
from headway.words import mark, say

CONSTRAINT_WORDS = {
    "alap": mark("as late as possible"),
    "mso": mark("must start on {date}"),
    "mfo": mark("must finish on {date}"),
    "snet": mark("not before {date}"),
    "snlt": mark("start no later than {date}"),
    "fnet": mark("not finished before {date}"),
    "fnlt": mark("finish no later than {date}"),
}
HELD = mark("Held by {by}: it starts {date}")
HELD_BACK = mark("Held by {by}: it finishes {date}")
PINS = ("snet", "fnet")
"""The constraints that setting a date makes, and may take away again."""


class TaskReschedule(Command):
    """Sets a date. What that means depends on the task, and the note says it.

    A manual task takes the date; a started one the actual start, or another length; both, where it
    is both. An automatic one takes a constraint, so that it is seen: "Not before 3 Mar 2026". Where
    links alone put it there or later, the constraint would say nothing: it is taken off rather than
    left behind. With `resize` a finish changes the duration, `duration` if given, else the working
    time up to it; so it does where both dates are given.
    """

    type: ClassVar[str] = "task.reschedule"

    id: int
    start: Moment | None = None
    finish: Moment | None = None
    duration: int | None = None
    resize: bool = False

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        if self.start is None and self.finish is None:
            raise Invalid(say("Say which date: start or finish."), field="start")
        if change.main.where("tasks", "parent_id", self.id):
            raise Invalid(
                say("A summary takes its dates from its tasks: move those, or set a deadline."),
                field="start",
            )
        if self.start is not None and self.finish is not None and self.finish < self.start:
            raise Invalid(say("The finish lies before the start."), field="finish")
        if row["mode"] == "manual":
            self._manual(change, row)
        elif row["actual_start"] is not None:
            self._started(change, row)
        else:
            self._automatic(change, row)

    def _length(self, change: Change, row: Row, start: int) -> dict[str, Any]:
        """Return the fields of the length up to the finish that was asked for."""
        minutes = self.duration
        if minutes is None:
            assert self.finish is not None
            if self.finish < start:
                raise Invalid(say("The finish lies before the start."), field="finish")
            minutes = working_between(change.derived, row, start, self.finish)
        resize(change, row, minutes)
        return {"duration": minutes, "estimated": False, "remaining_duration": None}

    def _manual(self, change: Change, row: Row) -> None:
        start = self.start
        if start is None:
            start = row["manual_start"] if row["actual_start"] is None else row["actual_start"]
        values: dict[str, Any] = {"manual_start": start, "manual_finish": self.finish}
        if row["actual_start"] is not None:
            # Once it has begun, when it did counts: its own dates alone would move nothing.
            values |= self._actuals(change, row)
        if self.finish is not None and start is not None and self.finish < start:
            # A finish before the typed start moves the whole task.
            values["manual_start"] = None
        elif self.finish is not None and start is not None:
            values |= self._length(change, row, start)
        elif self.duration is not None:
            resize(change, row, self.duration)
            values["duration"] = self.duration
        change.main.update("tasks", self.id, values)
        change.note("manual_date", "tasks", self.id, say("Its own date, as typed"))

    def _started(self, change: Change, row: Row) -> None:
        values = self._actuals(change, row)
        if self.finish is not None and "actual_finish" not in values:
            begun = row["actual_start"] if self.start is None else self.start
            values |= self._length(change, row, begun)
        change.main.update("tasks", self.id, values)

    def _actuals(self, change: Change, row: Row) -> dict[str, Any]:
        """Return when a started task began and, where it is done, finished, by what was asked."""
        values: dict[str, Any] = {}
        begun = row["actual_start"] if self.start is None else self.start
        if self.start is not None:
            values["actual_start"] = self.start
            change.note(
                "actual_set", "tasks", self.id, say("Actual start {start}", start=words(self.start))
            )
        if self.finish is not None and row["actual_finish"] is not None:
            values["actual_finish"] = self.finish
            change.note(
                "actual_set",
                "tasks",
                self.id,
                say("Actual finish {finish}", finish=words(self.finish)),
            )
        finished = values.get("actual_finish", row["actual_finish"])
        if finished is None:
            finished = self.finish
        if finished is not None and finished < begun:
            raise Invalid(say("It cannot finish before it starts."), field="finish")
        return values

    def _automatic(self, change: Change, row: Row) -> None:
        draft = change.main
        begin = self.start
        if begin is None and (self.resize or self.duration is not None):
            begin = (change.foresee("schedule", self.id) or {}).get("start")
            if begin is not None:
                draft.update("tasks", self.id, self._length(change, row, begin))
            return
        if begin is not None and self.finish is not None:
            draft.update("tasks", self.id, self._length(change, row, begin))
        elif self.duration is not None:
            resize(change, row, self.duration)
            draft.update("tasks", self.id, {"duration": self.duration, "estimated": False})
        kind, side = ("snet", "start") if self.start is not None else ("fnet", "finish")
        date = self.start if self.start is not None else self.finish
        assert date is not None
        free = draft.update("tasks", self.id, {"constraint": "asap", "constraint_date": None})
        natural = change.foresee("schedule", self.id)
        if natural is not None and date <= natural[side]:
            if row["constraint"] in PINS:
                change.note("constraint_removed", "tasks", self.id, say("No longer pinned"))
            if row["constraint"] in (*PINS, "asap"):
                return
        draft.update("tasks", free["id"], {"constraint": kind, "constraint_date": date})
        text = say(telling.CONSTRAINT_WORDS[kind], date=words(date))
        if row["constraint"] not in (*PINS, "asap"):
            was = CONSTRAINT_WORDS[row["constraint"]]
            date_before = row["constraint_date"]
            text += say(
                ", instead of: {constraint}",
                constraint=say(was, date=words(date_before) if date_before else ""),
            )
        change.note("constraint_set", "tasks", self.id, text)

    def explain(self, change: Change, result: Callable[[str, int], Row | None]) -> None:
        now = result("schedule", self.id)
        wished = [("start", self.start), ("finish", self.finish)]
        side, date = next((w for w in wished if w[1] is not None), ("start", None))
        row = change.main.get("tasks", self.id)
        if now is None or date is None or row is None or row["mode"] == "manual":
            return
        holders = {
            "link": say("what it waits for"),
            "summary": say("what its summary waits for"),
            "project_start": say("the start of the project"),
        }
        by = holders.get(now["driver"])
        project = change.main.get("projects", change.stream)
        if project and now["driver"] == "project_start" and held_by_it(project, now["start"]):
            by = say("the status date")
        if by is not None and now[side] > date:
            held = HELD if side == "start" else HELD_BACK
            text = say(held, by=by, date=words(now[side]))
            change.note("held", "tasks", self.id, text, at=now[side], link_id=now["driver_id"])


COMMANDS = (TaskReschedule,)

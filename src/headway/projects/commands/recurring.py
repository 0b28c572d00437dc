"""Tasks that recur: a summary with one task for each occurrence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from fractional_indexing import generate_key_between, generate_n_keys_between

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.commands.assignments import Assignee, assign, resource_named
from headway.projects.commands.tasks import delete_tasks, new_task
from headway.projects.derivations import Scheduled
from headway.projects.outline import children, ranks, task
from headway.projects.recurrence import Rule, occurrences
from headway.scheduling.moments import DAY
from headway.scheduling.worktime import intervals_of
from headway.words import say


class TaskRecur(Command):
    """Makes a task recur by a rule, or changes the rule.

    A new one stands after `after_id`, or last in `parent_id`. Occurrences that have begun stay as
    they are; the others are made to follow the rule, keeping their keys, links and people in order.
    `resources`, if given, work on every new occurrence.
    """

    type: ClassVar[str] = "task.recur"
    workspace_too: ClassVar[bool] = True

    id: int | None = None
    parent_id: int | None = None
    after_id: int | None = None
    name: str | None = None
    rule: Rule
    resources: list[Assignee] | None = None

    def apply(self, change: Change) -> None:
        moments = occurrences(self.rule, _works(change, self.rule.start // DAY))
        if not moments:
            raise Invalid(say("By this rule it never occurs."), field="rule")
        row = self._summary(change)
        begun = [r for r in children(change.main, row["id"]) if _is_occurrence(r) and _has_begun(r)]
        over = {r["recurrence"]["occurrence"] // DAY for r in begun}
        open_ = [
            r for r in children(change.main, row["id"]) if _is_occurrence(r) and not _has_begun(r)
        ]
        wanted = [at for at in moments if at // DAY not in over]
        people = self._people(change)
        for old, at in zip(open_, wanted, strict=False):
            change.main.update("tasks", old["id"], self._values(change, row["name"], at, moments))
        gone = [old["id"] for old in open_[len(wanted) :]]
        if gone:
            delete_tasks(change, gone)
        fresh = wanted[len(open_) :]
        last = children(change.main, row["id"])
        places = generate_n_keys_between(last[-1]["rank"] if last else None, None, len(fresh))
        for at, rank in zip(fresh, places, strict=True):
            made = new_task(
                change, None, row["id"], rank, self._values(change, row["name"], at, moments)
            )
            for resource, units in people:
                assign(change, made["id"], resource, units)
        _in_order(change, row["id"])

    def _summary(self, change: Change) -> Row:
        rule = self.rule.model_dump(exclude_none=True, exclude_defaults=True)
        rule |= {"unit": self.rule.unit, "start": self.rule.start, "duration": self.rule.duration}
        if self.id is None or change.main.get("tasks", self.id) is None:
            if not (self.name or "").strip():
                raise Invalid(say("Give it a name."), field="name")
            parent = self.parent_id
            if self.after_id is not None:
                parent = task(change.main, self.after_id)["parent_id"]
            elif parent is not None:
                task(change.main, parent)
            (rank,) = ranks(change.main, parent, 1, after=self.after_id)
            fields = {"name": self.name, "recurrence": rule, "duration": self.rule.duration}
            return new_task(change, self.id, parent, rank, fields)
        row = task(change.main, self.id)
        below = children(change.main, self.id)
        if _is_occurrence(row):
            raise Invalid(say("It is one occurrence: change the task above it."), field="id")
        if row["recurrence"] is None and (below or _has_begun(row)):
            raise Invalid(
                say("Only a task that has not begun, with none below it, can recur."), field="id"
            )
        values: dict[str, Any] = {"recurrence": rule, "milestone": False}
        if row["recurrence"] is None:
            values |= {"constraint": "asap", "constraint_date": None, "mode": "auto"}
            values |= {"manual_start": None, "manual_finish": None, "splits": None}
        if self.name is not None and self.name.strip():
            values["name"] = self.name
        return change.main.update("tasks", self.id, values)

    def _values(self, change: Change, name: str, at: int, moments: list[int]) -> dict[str, Any]:
        day = (change.main.get("projects", change.stream) or {}).get("minutes_per_day", 480)
        return {
            "name": f"{name} {moments.index(at) + 1}",
            "duration": self.rule.duration,
            "duration_unit": "h" if self.rule.duration % day else "d",
            "estimated": False,
            "milestone": self.rule.duration == 0,
            "constraint": "snet",
            "constraint_date": at,
            "recurrence": {"occurrence": at},
        }

    def _people(self, change: Change) -> list[tuple[Row, int | None]]:
        found: dict[int, tuple[Row, int | None]] = {}
        for number, one in enumerate(self.resources or ()):
            row: Row | None
            if one.resource_id is not None:
                row = change.workspace.get("resources", one.resource_id)
            else:
                row = resource_named(change, one.name or "")
            if row is None:
                raise Missing(say("There is no such person."), field=f"resources.{number}")
            found[row["id"]] = (row, one.units)
        return list(found.values())


def _is_occurrence(row: Row) -> bool:
    found = row["recurrence"]
    return isinstance(found, dict) and type(found.get("occurrence")) is int


def _has_begun(row: Row) -> bool:
    return row["actual_start"] is not None or row["percent_complete"] > 0


def _in_order(change: Change, key: int) -> None:
    """Put the occurrences in the order of their moments; what else is below stays where it is."""
    rows = children(change.main, key)
    mine = [r for r in rows if _is_occurrence(r)]
    wanted = sorted(mine, key=lambda r: (r["recurrence"]["occurrence"], r["rank"]))
    if [r["id"] for r in mine] == [r["id"] for r in wanted]:
        return
    places = [r["rank"] for r in mine]
    if len(set(places)) < len(places):
        places = []
        last: str | None = None
        for _ in mine:
            last = generate_key_between(last, None)
            places.append(last)
    for row, rank in zip(wanted, places, strict=True):
        change.main.update("tasks", row["id"], {"rank": rank})


def _works(change: Change, first: int) -> Callable[[int], bool]:
    """Return what says whether the project's calendar works on a day."""
    result = change.derived["schedule"]
    assert isinstance(result, Scheduled)
    columns = result.columns_

    def works(day: int) -> bool:
        return bool(intervals_of(columns.calendars, columns.calendar, day))

    # Where the calendar never works, every day is as good as another.
    return works if any(works(day) for day in range(first, first + 366)) else lambda _: True


COMMANDS = (TaskRecur,)

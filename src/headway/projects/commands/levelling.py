"""Levelling's outcome as inputs: delays that a preview proposed, applied or cleared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Refused
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.scheduling.moments import EPOCH

MOST_DELAY = 100_000_000


class Outdated(Refused):
    """The plan moved in what a preview rests on: applied, it would not be what was shown."""

    status = 409
    type = "outdated"
    title = "The plan moved meanwhile"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Delay(_Part):
    """The levelling delay of a task, in elapsed minutes."""

    id: int
    levelling_delay: int = Field(ge=0, le=MOST_DELAY)


class Dates(_Part):
    """The dates that a task must come to, or nothing is applied."""

    id: int
    start: int
    finish: int


class Person(_Part):
    """Who must still work on a task, with which units."""

    task_id: int
    resource_id: int
    units: int


class LevellingApply(Command):
    """Delays tasks as a preview of levelling proposed.

    `dates` and `people` are what the preview rests on, as it gave them; where the plan would come
    to other dates, or others work on the tasks, it is refused as outdated.
    """

    type: ClassVar[str] = "levelling.apply"

    tasks: list[Delay] = Field(min_length=1, max_length=100_000)
    dates: list[Dates] = Field(default_factory=list, max_length=100_000)
    people: list[Person] = Field(default_factory=list, max_length=100_000)

    def apply(self, change: Change) -> None:
        self._check_people(change)
        seen: set[int] = set()
        for delay in self.tasks:
            row = _there(change, delay.id)
            if delay.id in seen:
                raise Invalid(f"'{row['name']}' is named twice.", field="tasks")
            seen.add(delay.id)
            if change.main.where("tasks", "parent_id", delay.id):
                raise Outdated(f"'{row['name']}' is a summary now: level again.")
            change.main.update("tasks", delay.id, {"levelling_delay": delay.levelling_delay})

    def explain(self, change: Change, result: Callable[[str, int], Row | None]) -> None:
        """Refuse where the dates are not those of the preview: only now are they known."""
        for wanted in self.dates:
            row = _there(change, wanted.id)
            found = result("schedule", wanted.id)
            for name in ("start", "finish"):
                theirs = None if found is None else found[name]
                if theirs != getattr(wanted, name):
                    raise Outdated(
                        f"'{row['name']}' would {name} {_words(theirs)}, not "
                        f"{_words(getattr(wanted, name))}: the plan changed since. Level again."
                    )

    def _check_people(self, change: Change) -> None:
        wanted: dict[int, set[tuple[int, int]]] = {}
        for person in self.people:
            wanted.setdefault(person.task_id, set()).add((person.resource_id, person.units))
        for key, people in wanted.items():
            row = _there(change, key)
            rows = change.main.where("assignments", "task_id", key)
            if {(r["resource_id"], r["units"]) for r in rows} != people:
                raise Outdated(f"Others work on '{row['name']}' now: level again.")


class LevellingClear(Command):
    """Takes levelling delays away: of some tasks, or of all."""

    type: ClassVar[str] = "levelling.clear"

    ids: list[int] | None = Field(None, min_length=1, max_length=100_000)

    def apply(self, change: Change) -> None:
        rows = list(change.main.rows("tasks"))
        if self.ids is not None:
            rows = [task(change.main, key) for key in self.ids]
        for row in rows:
            if row["levelling_delay"]:
                change.main.update("tasks", row["id"], {"levelling_delay": 0})


def _there(change: Change, key: int) -> Row:
    row = change.main.get("tasks", key)
    if row is None:
        raise Outdated(f"Task {key} is no longer there: level again.")
    return row


def _words(moment: int | None) -> str:
    if moment is None:
        return "nowhere"
    at = EPOCH + timedelta(minutes=moment)
    return f"{at.day} {at:%b %Y %H:%M}"


COMMANDS = (LevellingApply, LevellingClear)

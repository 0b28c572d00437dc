"""Levelling's outcome as inputs: delays that a preview proposed, applied or cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Refused
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.splits import splits_hold
from headway.scheduling.moments import EPOCH, words
from headway.words import mark, say

MOST_DELAY = 100_000_000


class Outdated(Refused):
    """The plan moved in what a preview rests on: applied, it would not be what was shown."""

    status = 409
    type = "outdated"
    title = mark("The plan moved meanwhile")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Delay(_Part):
    """The levelling delay of a task, in elapsed minutes, and, where they change, its interruptions
    as [working minutes done before, working minutes of rest]."""

    id: int
    levelling_delay: int = Field(ge=0, le=MOST_DELAY)
    splits: list[list[int]] | None = None


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


class Levelled(_Part):
    """What levelling does to one project (by default the one that the command is for), and what
    that rests on."""

    project_id: int | None = None
    tasks: list[Delay] = Field(min_length=1, max_length=100_000)
    dates: list[Dates] = Field(default_factory=list, max_length=100_000)
    people: list[Person] = Field(default_factory=list, max_length=100_000)


class LevellingApply(Command):
    """Delays and splits tasks as a preview of levelling proposed, in each of its projects.

    `dates` and `people` are what the preview rests on, as it gave them; where a plan would come to
    other dates, or others work on the tasks, all of it is refused as outdated.
    """

    type: ClassVar[str] = "levelling.apply"

    projects: list[Levelled] = Field(min_length=1, max_length=50)

    def also(self) -> Iterator[int]:
        for part in self.projects:
            if part.project_id is not None:
                yield part.project_id

    def apply(self, change: Change) -> None:
        seen: set[int] = set()
        for part in self.projects:
            draft = change.drafts[part.project_id or change.stream]
            _check_people(draft, part.people)
            for delay in part.tasks:
                row = _there(draft, delay.id)
                if delay.id in seen:
                    raise Invalid(
                        say("'{name}' is named twice.", name=row["name"]), field="projects"
                    )
                seen.add(delay.id)
                if draft.where("tasks", "parent_id", delay.id):
                    raise Outdated(say("'{name}' is a summary now: level again.", name=row["name"]))
                values: dict[str, Any] = {"levelling_delay": delay.levelling_delay}
                if delay.splits is not None:
                    splits_hold(delay.splits)
                    values["splits"] = delay.splits or None
                draft.update("tasks", delay.id, values)

    def explain(self, change: Change, result: Callable[[str, int], Row | None]) -> None:
        """Refuse where the dates are not those of the preview: only now are they known."""
        for part in self.projects:
            stream = part.project_id or change.stream
            reached = change.reached[stream]
            for wanted in part.dates:
                row = _there(change.drafts[stream], wanted.id)
                found = reached("schedule", wanted.id)
                for name in ("start", "finish"):
                    theirs = None if found is None else found[name]
                    if theirs != getattr(wanted, name):
                        raise Outdated(
                            say(
                                "'{task}' would {name} {theirs}, not {wanted}: the plan changed since. Level "
                                "again.",
                                task=row["name"],
                                name=name,
                                theirs=_words(theirs),
                                wanted=_words(getattr(wanted, name)),
                            )
                        )


def _check_people(draft: Draft, people: list[Person]) -> None:
    """Raise Outdated where others work on tasks than the preview knew, or with other units."""
    wanted: dict[int, set[tuple[int, int]]] = {}
    for person in people:
        wanted.setdefault(person.task_id, set()).add((person.resource_id, person.units))
    for key, known in wanted.items():
        row = _there(draft, key)
        rows = draft.where("assignments", "task_id", key)
        if {(r["resource_id"], r["units"]) for r in rows} != known:
            raise Outdated(say("Others work on '{name}' now: level again.", name=row["name"]))


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


def _there(draft: Draft, key: int) -> Row:
    row = draft.get("tasks", key)
    if row is None:
        raise Outdated(say("Task {key} is no longer there: level again.", key=key))
    return row


def _words(moment: int | None) -> str:
    if moment is None:
        return say("nowhere")
    at = EPOCH + timedelta(minutes=moment)
    return f"{words(moment)} {at:%H:%M}"


COMMANDS = (LevellingApply, LevellingClear)

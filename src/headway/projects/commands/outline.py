"""Inserting a piece of outline at once: quick add, a pasted list, a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from fractional_indexing import generate_key_between
from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, named
from headway.projects.commands.assignments import assign, resource_named
from headway.projects.commands.dates import Moment
from headway.projects.commands.links import LagKind, LinkType, add_link
from headway.projects.commands.tasks import checked, new_task
from headway.projects.outline import ranks, task
from headway.projects.worktime import working_between
from headway.scheduling.moments import words
from headway.words import say

MOST = 10_000


class OutlineLink(BaseModel):
    """A predecessor: a row of the same insertion, or a task that is there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: int | None = None
    id: int | None = None
    type: LinkType = "FS"
    lag: int = 0
    lag_kind: LagKind = "working"
    lag_unit: str = "d"


class OutlineTask(BaseModel):
    """One line of the outline; `level` 0 is the level of the place of insertion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    level: int = Field(default=0, ge=0, le=100)
    id: int | None = None
    start: Moment | None = None
    finish: Moment | None = None
    assignees: list[str] = Field(default_factory=list)
    predecessors: list[OutlineLink] = Field(default_factory=list)
    fields: dict[str, Any] = Field(default_factory=dict)
    duration: int | None = None
    duration_unit: str | None = None
    estimated: bool | None = None
    milestone: bool | None = None
    percent_complete: int | None = None
    notes: str | None = None


class OutlineInsert(Command):
    """Adds an outline of tasks with lengths, people and links as one change."""

    type: ClassVar[str] = "outline.insert"
    workspace_too: ClassVar[bool] = True

    parent_id: int | None = None
    after_id: int | None = None
    tasks: list[OutlineTask] = Field(min_length=1, max_length=MOST)

    def apply(self, change: Change) -> None:
        parent = self.parent_id
        if self.after_id is not None:
            parent = task(change.main, self.after_id)["parent_id"]
        elif parent is not None:
            task(change.main, parent)
        keys = self._insert(change, parent)
        for number, line in enumerate(self.tasks):
            for link in line.predecessors:
                self._link(change, keys, number, link)

    def _insert(self, change: Change, top: int | None) -> list[int]:
        """Insert the tasks and their assignments; return their keys in order."""
        levels = _levels([line.level for line in self.tasks])
        places = iter(ranks(change.main, top, levels.count(0), after=self.after_id))
        within: dict[int, Iterator[str]] = {}
        keys: list[int] = []
        chain: list[int] = []
        for number, (line, level) in enumerate(zip(self.tasks, levels, strict=True)):
            del chain[level:]
            parent = chain[-1] if chain else top
            if chain:
                fresh = within.get(chain[-1])
                if fresh is None:
                    fresh = within[chain[-1]] = _ranks_below()
                rank = next(fresh)
            else:
                rank = next(places)
            with named(f"tasks.{number}"):
                row = new_task(change, line.id, parent, rank, self._fields(change, line))
            keys.append(row["id"])
            chain.append(row["id"])
            people = {r["id"]: r for r in (resource_named(change, n) for n in line.assignees)}
            for resource in people.values():
                assign(change, row["id"], resource)
            if row["constraint_date"] is not None:
                first = (
                    say("Not before") if row["constraint"] == "snet" else say("Not finished before")
                )
                text = f"{first} {words(row['constraint_date'])}"
                change.note("constraint_set", "tasks", row["id"], text)
        return keys

    def _fields(self, change: Change, line: OutlineTask) -> dict[str, Any]:
        plain = line.model_dump(
            exclude={"level", "id", "start", "finish", "assignees", "predecessors", "fields"},
            exclude_none=True,
        )
        fields = checked({**line.fields, **plain})
        if line.start is not None and line.finish is not None and "duration" not in fields:
            if line.finish < line.start:
                raise Invalid(say("The finish lies before the start."), field="finish")
            drafted = {"id": 0, "duration_unit": str(fields.get("duration_unit", "d"))}
            minutes = working_between(change.derived, drafted, line.start, line.finish)
            fields |= {"duration": minutes}
        if line.start is not None:
            fields |= {"constraint": "snet", "constraint_date": line.start}
        elif line.finish is not None:
            fields |= {"constraint": "fnet", "constraint_date": line.finish}
        return fields

    def _link(self, change: Change, keys: list[int], number: int, link: OutlineLink) -> None:
        if link.row is not None:
            if not 0 <= link.row < len(keys):
                raise Invalid(say("A predecessor is no row of this list."), field=f"tasks.{number}")
            before = keys[link.row]
        elif link.id is not None:
            before = link.id
        else:
            raise Invalid(say("Name the predecessor by row or id."), field=f"tasks.{number}")
        values = link.model_dump(exclude={"row", "id"})
        ends = {"predecessor_id": before, "successor_id": keys[number]}
        add_link(change, None, {**values, **ends})


def _ranks_below() -> Iterator[str]:
    """Yield ranks for the children of a task that has none yet."""
    last: str | None = None
    while True:
        last = generate_key_between(last, None)
        yield last


def _levels(asked: list[int]) -> list[int]:
    """Return the levels with no line more than one deeper than the one above it."""
    found: list[int] = []
    for level in asked:
        found.append(min(level, found[-1] + 1) if found else 0)
    return found


COMMANDS = (OutlineInsert,)

"""Who works on what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.checks import problem_with
from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import ASSIGNMENTS
from headway.projects.sizing import POINTS, assigning, effort_of, settle, share_of, works
from headway.resources.records import RESOURCES
from headway.scheduling.effort import (
    Effort,
    Share,
    joined,
    left,
    replaced,
    retimed,
    with_share_work,
    with_units,
)
from headway.words import say

FIXED = frozenset({"id", "task_id", "resource_id"})
FULL = 10_000
Assigning = Literal["finish_sooner", "more_work", "lighter_load"]
Minutes = Annotated[int, Field(ge=0, le=100_000_000)]


class Assignee(BaseModel):
    """A resource by key, or by name; `assignment_id` is the assignment's key, should it be new."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    resource_id: int | None = None
    name: str | None = None
    units: int | None = Field(None, ge=0)
    assignment_id: int | None = None


def resource_named(change: Change, name: str) -> Row:
    """Return the resource of that name (or initials, or first name if only one has it).

    An unknown name becomes a placeholder in the same change; in a scenario, which changes nothing
    that others share before it is merged, it is refused.
    """
    wanted = name.strip().casefold()
    if not wanted:
        raise Invalid(say("A name is empty."), field="resources")
    active = [r for r in change.workspace.rows("resources") if r["active"]]
    ways: tuple[Callable[[Row], str], ...] = (
        lambda r: str(r["name"]),
        lambda r: str(r["initials"]),
        lambda r: str(r["email"]),
        lambda r: str(r["name"]).split(" ")[0],
    )
    for way in ways:
        found = [r for r in active if way(r).casefold() == wanted]
        if len(found) == 1:
            return found[0]
    if change.fork:
        raise Invalid(
            say(
                "There is nobody called {strip} yet. A scenario brings in nobody new, for "
                "people are shared by all projects: add them under Resources, then name them "
                "here.",
                strip=name.strip(),
            ),
            field="resources",
        )
    values = {"id": change.new_id(), "name": name.strip(), "placeholder": True}
    row = change.add(change.workspace, "resources", RESOURCES.new_row(values))
    change.note(
        "resource_added", "resources", row["id"], say("New placeholder {name}", name=row["name"])
    )
    return row


def assign(
    change: Change,
    task_id: int,
    resource: Row,
    units: int | None = None,
    key: int | None = None,
) -> Row:
    """Insert an assignment; raise Invalid where it is there already."""
    for row in change.main.where("assignments", "task_id", task_id):
        if row["resource_id"] == resource["id"]:
            raise Invalid(
                say("{name} is assigned already.", name=resource["name"]), field="resource_id"
            )
    values = {
        "id": change.new_id() if key is None else key,
        "task_id": task_id,
        "resource_id": resource["id"],
        "units": FULL if units is None else units,
    }
    return change.add(change.main, "assignments", ASSIGNMENTS.new_row(values))


def regroup(
    change: Change,
    key: int,
    before: Effort | None,
    fresh: list[Row],
    gone: list[Row],
    given: str | None,
) -> None:
    """Let work, units and duration follow who joined a task and who left it.

    `before` is its effort without those in `fresh` and with those in `gone`, whose rows the draft
    holds and has lost already. Who comes while another goes takes over from him. A note says what was done.
    """
    if before is None:
        return
    row = task(change.main, key)
    joining = [share_of(r) for r in fresh if works(change, r)]
    leaving = [r["id"] for r in gone if any(s.key == r["id"] for s in before.shares)]
    if not joining and not leaving:
        return
    choice = assigning(change, row, given)
    after = before
    pairs = list(zip(leaving, joining, strict=False))
    for old, new in pairs:
        after = replaced(after, old, new)
    first = not before.shares
    leaving, joining = leaving[len(pairs) :], joining[len(pairs) :]
    after = joined(left(after, leaving, choice), joining, choice)
    settle(change, row, after)
    if first or not after.shares or not (joining or leaving):
        return
    change.note(
        "assigning",
        "tasks",
        key,
        _words(choice, leaves=bool(leaving)),
        choice=choice,
        duration=row["duration"],
        before=[_told(s) for s in before.shares],
        joined=[_told(s) for s in joining],
        estimates=[row[n] for n in POINTS],
    )


def _told(share: Share) -> dict[str, int | None]:
    return {"id": share.key, "units": share.units, "work": share.work}


def _words(choice: str, *, leaves: bool) -> str:
    if leaves:
        words = {
            "finish_sooner": say("The others do it all"),
            "more_work": say("There is less work"),
        }
        return words.get(choice, say("The others give more of their time"))
    words = {"finish_sooner": say("The work is shared"), "more_work": say("There is more work")}
    return words.get(choice, say("Each gives less of their time"))


class TaskAssign(Command):
    """Makes a task's assignments equal to a list, keeping those that stay the same.

    `assigning` says what it means that somebody joins or leaves; else task and project do.
    """

    type: ClassVar[str] = "task.assign"
    workspace_too: ClassVar[bool] = True

    id: int
    resources: list[Assignee]
    assigning: Assigning | None = None

    def apply(self, change: Change) -> None:
        row_ = task(change.main, self.id)
        before = effort_of(change, row_)
        there = {r["resource_id"]: r for r in change.main.where("assignments", "task_id", self.id)}
        wanted: dict[int, tuple[Row, Assignee]] = {}
        for number, assignee in enumerate(self.resources):
            row: Row | None
            if assignee.resource_id is not None:
                row = change.workspace.get("resources", assignee.resource_id)
            else:
                row = resource_named(change, assignee.name or "")
            if row is None:
                raise Missing(say("There is no such person."), field=f"resources.{number}")
            wanted[row["id"]] = (row, assignee)
        gone = [old for key, old in there.items() if key not in wanted]
        for old in gone:
            change.main.delete("assignments", old["id"])
        fresh = []
        for key, (row, assignee) in wanted.items():
            units = assignee.units
            if key not in there:
                fresh.append(assign(change, self.id, row, units, assignee.assignment_id))
            elif units is not None and units != there[key]["units"]:
                change.main.update("assignments", there[key]["id"], {"units": units})
                if before is not None and any(s.key == there[key]["id"] for s in before.shares):
                    before = with_units(before, there[key]["id"], units)
        regroup(change, self.id, before, fresh, gone, self.assigning)
        if before is not None and before.shares and not fresh and not gone:
            settle(change, row_, before)


class AssignmentCreate(Command):
    """Assigns a resource to a task; `assigning` says what it means that somebody joins."""

    type: ClassVar[str] = "assignment.create"

    id: int | None = None
    task_id: int
    resource_id: int
    fields: dict[str, Any] = Field(default_factory=dict)
    assigning: Assigning | None = None

    def apply(self, change: Change) -> None:
        row = task(change.main, self.task_id)
        resource = change.workspace.get("resources", self.resource_id)
        if resource is None:
            raise Missing(say("There is no such person."))
        for other in change.main.where("assignments", "task_id", self.task_id):
            if other["resource_id"] == self.resource_id:
                raise Invalid(
                    say("{name} is assigned already.", name=resource["name"]), field="resource_id"
                )
        before = effort_of(change, row)
        values = {
            **_checked(self.fields),
            "id": self.id if self.id is not None else change.new_id(),
            "task_id": self.task_id,
            "resource_id": self.resource_id,
        }
        _check_numbers(self.fields)
        fresh = change.add(change.main, "assignments", ASSIGNMENTS.new_row(values))
        regroup(change, self.task_id, before, [fresh], [], self.assigning)


class AssignmentUpdate(Command):
    """Changes units, work, overtime or delay of an assignment; the task's type says what follows."""

    type: ClassVar[str] = "assignment.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        row = change.main.get("assignments", self.id)
        if row is None:
            raise Missing(say("There is no such assignment."))
        fields = _checked(self.fields)
        _check_numbers(fields)
        of = task(change.main, row["task_id"])
        before = effort_of(change, of) if works(change, row) else None
        change.main.update("assignments", self.id, fields)
        if before is None:
            return
        after = before
        if "overtime_work" in fields or "delay" in fields:
            now = {**row, **fields}
            after = retimed(after, self.id, overtime=now["overtime_work"], delay=now["delay"])
        if "units" in fields and "work" in fields and before.kind == "fixed_duration":
            # Both are said, and the duration is fixed: they stay as they are typed.
            return
        if "units" in fields:
            after = with_units(after, self.id, fields["units"])
        if "work" in fields:
            after = with_share_work(after, self.id, fields["work"])
        if after is not before:
            settle(change, of, after)


class AssignmentDelete(Command):
    """Takes resources off tasks; `assigning` says what becomes of their work."""

    type: ClassVar[str] = "assignment.delete"

    ids: list[int] = Field(min_length=1)
    assigning: Assigning | None = None

    def apply(self, change: Change) -> None:
        by_task: dict[int, list[Row]] = {}
        for key in self.ids:
            row = change.main.get("assignments", key)
            if row is None:
                raise Missing(say("There is no such assignment."))
            gone = by_task.setdefault(row["task_id"], [])
            if all(r["id"] != key for r in gone):
                gone.append(row)
        for of, rows in by_task.items():
            before = effort_of(change, task(change.main, of))
            for row in rows:
                change.main.delete("assignments", row["id"])
            regroup(change, of, before, [], rows, self.assigning)


class Before(BaseModel):
    """What somebody had in a task, by the key of the assignment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: int
    units: int = Field(ge=0, le=100_000_000_000)
    work: int | None = Field(None, ge=0, le=10_000_000_000)


class TaskAssigning(Command):
    """Says anew what it meant that somebody joined a task or left it, and remembers it.

    `duration` and `before` are as they were (the note `assigning` tells them); `joined` who came
    then; who is in `before` and there no more has left; `estimates` its optimistic and pessimistic
    duration then. With `remember` the project does so from now
    on where nobody says.
    """

    type: ClassVar[str] = "task.assigning"

    id: int
    choice: Assigning
    duration: int = Field(gt=0, le=100_000_000)
    before: list[Before] = Field(min_length=1, max_length=1000)
    joined: list[Before] = Field(default_factory=list, max_length=1000)
    estimates: list[Minutes | None] | None = Field(None, min_length=2, max_length=2)
    remember: bool = True

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        there = {r["id"]: r for r in change.main.where("assignments", "task_id", self.id)}
        for number, one in enumerate(self.joined):
            if one.id not in there:
                raise Missing(say("There is no such assignment."), field=f"joined.{number}.id")
        now = effort_of(change, row)
        if now is not None:
            known = {s.key: s for s in now.shares}
            was = [self._share(known, one) for one in self.before]
            fresh = [self._share(known, one) for one in self.joined]
            gone = [s.key for s in was if s.key not in there]
            base = replace(now, duration=max(self.duration, now.done), shares=tuple(was), work=None)
            points = [row[n] for n in POINTS] if self.estimates is None else self.estimates
            then = {**row, "duration": self.duration, **dict(zip(POINTS, points, strict=True))}
            after = joined(left(base, gone, self.choice), fresh, self.choice)
            settle(change, row, after, then)
        if self.remember:
            change.main.update("projects", change.stream, {"on_assigning": self.choice})

    def _share(self, known: dict[int, Share], one: Before) -> Share:
        return replace(known.get(one.id, Share(one.id)), units=one.units, work=one.work)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    for name in fields:
        if name not in ASSIGNMENTS.by_name or name in FIXED:
            raise Invalid(
                say("An assignment has no field {name} to set.", name=name), field=f"fields.{name}"
            )
    return fields


def _check_numbers(fields: dict[str, Any]) -> None:
    """Raise Invalid for figures that no rule can count with."""
    for name in ("units", "work", "overtime_work", "delay", "actual_work"):
        if name in fields:
            message = problem_with(ASSIGNMENTS.by_name[name], fields[name])
            if message is not None:
                raise Invalid(message, field=f"fields.{name}")


COMMANDS = (TaskAssign, AssignmentCreate, AssignmentUpdate, AssignmentDelete, TaskAssigning)

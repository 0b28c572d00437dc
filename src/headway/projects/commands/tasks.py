"""Creating, changing, moving and deleting tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from headway.changes.checks import problem_with
from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.registry import registry
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.attention import let_go
from headway.projects.checklists import SOURCE, progress_by_items
from headway.projects.commands.fields import set_value
from headway.projects.outline import ancestors, below, children, in_outline_order, ranks, task
from headway.projects.records import TASKS
from headway.projects.sizing import POINTS, effort_of, estimates_for, resize, settle
from headway.projects.workflow import BOARD, in_order, progress_by, status_of
from headway.scheduling.effort import with_work
from headway.words import say

PLACED = frozenset({"id", "parent_id", "rank", "number"}) | BOARD
"""Set by the command's own arguments, never as a plain field."""
PROGRESS = frozenset({"percent_complete", "actual_start", "actual_finish", "remaining_duration"})


def checked(fields: dict[str, Any], refused: frozenset[str] = PLACED) -> dict[str, Any]:
    """Return `fields`; raise Invalid where one is not a plain field of a task."""
    for name in fields:
        if name not in TASKS.by_name or name in refused:
            raise Invalid(
                say("A task has no field {name} to set.", name=name), field=f"fields.{name}"
            )
    return fields


def new_task(
    change: Change, key: int | None, parent: int | None, rank: str, fields: dict[str, Any]
) -> Row:
    """Insert a task, numbered by the project's counter, and return its row."""
    project = change.main.get("projects", change.stream)
    number = project["next_number"] if project is not None else 1
    if project is not None:
        change.main.update("projects", change.stream, {"next_number": number + 1})
    if fields.get("milestone") and "duration" not in fields:
        fields = {**fields, "duration": 0}
    if "duration" not in fields and project is not None:
        fields = {"duration": project["minutes_per_day"], "estimated": True, **fields}
    values = {
        **{name: project[name] for name in ("task_type", "effort_driven") if project is not None},
        **fields,
        "id": key if key is not None else change.new_id(),
        "parent_id": parent,
        "rank": rank,
        "number": number,
    }
    row = change.add(change.main, "tasks", TASKS.new_row(values))
    for field in change.main.rows("custom_fields"):
        if field["initial"] is not None:
            set_value(change, field, row["id"], field["initial"])
    return row


class TaskCreate(Command):
    """Adds a task beside a sibling, or last among the children of its parent.

    Beside a sibling the parent need not be said.
    """

    type: ClassVar[str] = "task.create"

    id: int | None = None
    parent_id: int | None = None
    after_id: int | None = None
    before_id: int | None = None
    fields: dict[str, Any] = Field(default_factory=dict)

    def apply(self, change: Change) -> None:
        parent = self.parent_id
        beside = self.after_id if self.after_id is not None else self.before_id
        if parent is not None:
            task(change.main, parent)
        elif beside is not None and "parent_id" not in self.model_fields_set:
            parent = task(change.main, beside)["parent_id"]
        (rank,) = ranks(change.main, parent, 1, after=self.after_id, before=self.before_id)
        new_task(change, self.id, parent, rank, checked(self.fields))


class TaskUpdate(Command):
    """Sets plain fields of a task."""

    type: ClassVar[str] = "task.update"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        row = task(change.main, self.id)
        values = dict(checked(self.fields, PLACED | PROGRESS))
        self._check_length(change, row, values)
        if values.get("milestone") is True and not row["milestone"] and "duration" not in values:
            values["duration"] = 0
        elif values.get("milestone") is False and row["milestone"] and row["duration"] == 0:
            project = change.main.get("projects", change.stream) or {}
            day = project.get("minutes_per_day", 480)
            values = {"duration": day, "estimated": "duration" not in values, **values}
        if "duration" in values and "estimated" not in values:
            values["estimated"] = False
        if "duration" in values and row["remaining_duration"] is not None:
            values["remaining_duration"] = None
        if values.get("mode") == "manual" and row["mode"] == "auto":
            values = {**_stored_dates(change, self.id), **values}
        elif values.get("mode") == "auto" and row["mode"] == "manual":
            values = {"manual_start": None, "manual_finish": None, **values}
        if values.get("constraint") in ("asap", "alap"):
            values["constraint_date"] = None
        elif (
            values.get("constraint_date") is not None
            and "constraint" not in values
            and row["constraint"] in ("asap", "alap")
        ):
            raise Invalid(say("Say which constraint has this date."), field="fields.constraint")
        if values.get("progress_source") == SOURCE != row["progress_source"]:
            values |= progress_by_items(change, row)
        elif values.get("progress_source") == "board" != row["progress_source"]:
            column = status_of(in_order(change.main.rows("statuses")), row)
            if column is not None and not change.main.where("tasks", "parent_id", self.id):
                values |= progress_by(change, row, column["category"])
        after = {**row, **values}
        if after["constraint"] not in ("asap", "alap") and after["constraint_date"] is None:
            raise Invalid(say("This constraint needs a date."), field="fields.constraint_date")
        size = values.get("duration")
        if isinstance(size, int):
            resize(change, {**row, **{n: after[n] for n in ("task_type", "mode")}}, size)
            # One that took longer than anybody thought keeps what was thought, and Risk says so.
            if size < row["duration"] and not values.keys() & set(POINTS):
                named = {**row, "duration_unit": after["duration_unit"]}
                values = {**values, **estimates_for(change, named, size)}
        change.main.update("tasks", self.id, values)
        if "work" in values and values["work"] != row["work"]:
            self._loaded(change, values["work"])

    def _loaded(self, change: Change, work: Any) -> None:
        """Let duration or units follow the work that was typed for the whole task."""
        message = problem_with(TASKS.by_name["work"], work)
        if message is not None:
            raise Invalid(message, field="fields.work")
        row = task(change.main, self.id)
        before = effort_of(change, row)
        if before is not None and before.shares:
            settle(change, row, with_work(before, work))

    def _check_length(self, change: Change, row: Row, values: dict[str, Any]) -> None:
        """Raise Invalid for a length that would mean nothing, or not what was typed."""
        unit = values.get("duration_unit", row["duration_unit"])
        if "duration" not in values and str(unit)[:1] == "e" != row["duration_unit"][:1]:
            raise Invalid(
                say("Say the duration too: elapsed time counts nights."), field="fields.duration"
            )
        if "duration" not in values and row["duration_unit"][:1] == "e" != str(unit)[:1]:
            raise Invalid(
                say("Say the duration too: working time has no nights."), field="fields.duration"
            )
        mode = values.get("mode", row["mode"])
        if (
            "duration" in values
            and mode == "auto"
            and change.main.where("tasks", "parent_id", self.id)
        ):
            raise Invalid(
                say("A summary is as long as its tasks: change those, or schedule it by hand."),
                field="fields.duration",
            )


def _stored_dates(change: Change, key: int) -> dict[str, Any]:
    """Return the computed dates, which a task keeps when it becomes manual."""
    result = change.results("schedule", key)
    if result is None:
        return {}
    return {"manual_start": result["start"], "manual_finish": result["finish"]}


class TaskMove(Command):
    """Moves branches to another place of the outline, in their order."""

    type: ClassVar[str] = "task.move"

    ids: list[int] = Field(min_length=1)
    parent_id: int | None
    after_id: int | None = None
    before_id: int | None = None

    def apply(self, change: Change) -> None:
        move(change, self.ids, self.parent_id, after=self.after_id, before=self.before_id)


def move(
    change: Change,
    keys: list[int],
    parent: int | None,
    *,
    after: int | None = None,
    before: int | None = None,
) -> None:
    """Move branches below `parent`; raise Invalid where one would land in itself."""
    draft = change.main
    tops = in_outline_order(draft, keys)
    if parent is not None:
        above = {parent, *ancestors(draft, parent)}
        for key in tops:
            if key in above:
                name = task(draft, key)["name"]
                raise Invalid(
                    say("'{name}' cannot be moved into itself.", name=name), field="parent_id"
                )
    if after in tops or before in tops:
        raise Invalid(say("A task cannot be placed beside itself."), field="after_id")
    places = ranks(draft, parent, len(tops), after=after, before=before, leaving=frozenset(tops))
    for key, rank in zip(tops, places, strict=True):
        draft.update("tasks", key, {"parent_id": parent, "rank": rank})


class TaskIndent(Command):
    """Makes tasks children of the sibling above them."""

    type: ClassVar[str] = "task.indent"

    ids: list[int] = Field(min_length=1)

    def apply(self, change: Change) -> None:
        chosen = in_outline_order(change.main, self.ids)
        for key in chosen:
            row = task(change.main, key)
            siblings = [r["id"] for r in children(change.main, row["parent_id"])]
            place = siblings.index(key)
            if place == 0:
                raise Invalid(
                    say(
                        "'{name}' is the first of its level: nothing above to go under.",
                        name=row["name"],
                    ),
                    field="ids",
                )
            move(change, [key], siblings[place - 1])


class TaskOutdent(Command):
    """Moves tasks one level up, behind their former summary.

    The siblings below stay where they are: as its children they would often be linked with their
    own summary.
    """

    type: ClassVar[str] = "task.outdent"

    ids: list[int] = Field(min_length=1)

    def apply(self, change: Change) -> None:
        for key in reversed(in_outline_order(change.main, self.ids)):
            row = task(change.main, key)
            if row["parent_id"] is None:
                raise Invalid(
                    say("'{name}' is at the top level already.", name=row["name"]), field="ids"
                )
            parent = task(change.main, row["parent_id"])
            move(change, [key], parent["parent_id"], after=parent["id"])


class TaskDelete(Command):
    """Deletes branches with their links, assignments, baseline and custom values."""

    type: ClassVar[str] = "task.delete"

    ids: list[int] = Field(min_length=1)

    def apply(self, change: Change) -> None:
        delete_tasks(change, self.ids)


def delete_hanging(draft: Draft, key: int) -> None:
    """Delete every row that hangs on a task, of whatever room."""
    for table in registry.tables_of("project"):
        for field in table.fields:
            if field.references == "tasks" and not field.nullable:
                for row in draft.where(table.name, field.name, key):
                    draft.delete(table.name, row["id"])


def delete_tasks(change: Change, keys: list[int]) -> None:
    """Delete tasks, all below them and every row that hangs on them."""
    draft = change.main
    rows = below(draft, keys)
    for row in rows:
        delete_hanging(draft, row["id"])
    let_go(draft, rows)
    for row in rows:
        draft.delete("tasks", row["id"])
    project = draft.get("projects", change.stream)
    if project is not None and draft.get("tasks", project["backlog_id"]) is None:
        draft.update("projects", change.stream, {"backlog_id": None})


COMMANDS = (TaskCreate, TaskUpdate, TaskMove, TaskIndent, TaskOutdent, TaskDelete)

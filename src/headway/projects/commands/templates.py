"""Putting the branches of a template into a project."""

from __future__ import annotations

from collections import deque
from itertools import count
from typing import Any, ClassVar

from fractional_indexing import generate_key_between

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.commands.dates import Moment
from headway.projects.commands.fields import set_value
from headway.projects.commands.tasks import new_task
from headway.projects.custom import SELECTS, options_hold
from headway.projects.derivations import Scheduled
from headway.projects.outline import ranks, task
from headway.projects.records import (
    ASSIGNMENTS,
    CHECKLIST_ITEMS,
    CUSTOM_FIELDS,
    LINKS,
    TASK_RELATIONS,
    TASKS,
)
from headway.projects.saved_templates.checked import checked
from headway.projects.saved_templates.putting import calendars_by_name, matched, rows_from
from headway.projects.saved_templates.shape import driven
from headway.projects.saved_templates.workdays import WorkDays, by_calendar
from headway.resources.records import RESOURCES
from headway.scheduling.moments import words
from headway.words import say

HANGING = (CHECKLIST_ITEMS, TASK_RELATIONS)


class TemplateInsert(Command):
    """Puts a template's tasks beside a task, or last in a summary: as one change.

    Their dates count from `start` or, where none is given, from the start of where they are put.
    Roles become the people or placeholders of that name, custom fields those of that name and type;
    what is missing is added. `body` is a template's, as `GET /templates/{id}/body` gives it.
    """

    type: ClassVar[str] = "template.insert"
    workspace_too: ClassVar[bool] = True

    body: dict[str, Any]
    parent_id: int | None = None
    after_id: int | None = None
    start: Moment | None = None

    def apply(self, change: Change) -> None:
        parent = self.parent_id
        if self.after_id is not None:
            parent = task(change.main, self.after_id)["parent_id"]
        elif parent is not None:
            task(change.main, parent)
        checked(self.body)
        base = self._base(change, parent)
        rows = rows_from(self.body, WorkDays(_works(change), base))
        tasks = self._tasks(change, rows, parent, base)
        if len(tasks) < len(rows["tasks"]):
            raise Invalid(
                say("Some tasks are their own summary."), field="body.tables.tasks.parent_id"
            )
        for row in rows["links"]:
            ends = {n: tasks[row[n]] for n in ("predecessor_id", "successor_id")}
            change.add(change.main, "links", LINKS.new_row({**row, **ends, "id": change.new_id()}))
        self._assign(change, rows["assignments"], tasks)
        self._values(change, rows, tasks)
        for table in HANGING:
            for row in rows[table.name]:
                ends = {n: tasks[row[n]] for n in ("task_id", "other_id") if n in row}
                values = {**row, **ends, "id": change.new_id()}
                change.add(change.main, table.name, table.new_row(values))

    def _base(self, change: Change, parent: int | None) -> int:
        if self.start is not None:
            return self.start
        found = None if parent is None else change.results("schedule", parent)
        if found is not None and found["start"] is not None:
            return int(found["start"])
        return int(next(change.main.rows("projects"))["start"])

    def _tasks(
        self, change: Change, rows: dict[str, list[Row]], parent: int | None, base: int
    ) -> dict[int, int]:
        """Insert the tasks, summaries first; return their keys by the local ones."""
        below: dict[int | None, list[Row]] = {}
        for row in rows["tasks"]:
            below.setdefault(row.get("parent_id"), []).append(row)
        for siblings in below.values():
            siblings.sort(key=lambda r: (r["rank"], r["id"]))
        tops = below.get(None, [])
        if not tops:
            raise Invalid(say("The template holds no tasks."), field="body")
        places = iter(ranks(change.main, parent, len(tops), after=self.after_id))
        calendars = calendars_by_name(self.body, change.workspace.rows("calendars"))
        held = driven(rows)
        keys: dict[int, int] = {}
        queue = deque((row, parent, next(places)) for row in tops)
        while queue:
            row, above, rank = queue.popleft()
            fields = {n: v for n, v in row.items() if n not in ("id", "parent_id", "rank")}
            fields["duration"] = row.get("duration", TASKS.by_name["duration"].default)
            if "calendar_id" in fields:
                fields["calendar_id"] = calendars.get(fields["calendar_id"])
            if row["id"] not in held and row["id"] not in below:
                self._begin(fields)
            made = new_task(change, None, above, rank, fields)
            keys[row["id"]] = made["id"]
            if made["constraint_date"] is not None:
                text = f"'{made['name']}' {made['constraint']} {words(made['constraint_date'])}"
                change.note("constraint_set", "tasks", made["id"], text)
            last = None
            for child in below.get(row["id"], ()):
                last = generate_key_between(last, None)
                queue.append((child, made["id"], last))
        return keys

    def _begin(self, fields: dict[str, Any]) -> None:
        """Let a task that nothing drives begin on the day that was named."""
        free = fields.get("constraint", "asap") == "asap" and fields.get("mode", "auto") == "auto"
        if self.start is not None and free:
            fields |= {"constraint": "snet", "constraint_date": self.start}

    def _assign(self, change: Change, rows: list[Row], tasks: dict[int, int]) -> None:
        known, missing = matched(self.body, change.workspace.rows("resources"))
        wanted = {row["resource_id"] for row in rows}
        for role in missing:
            if role["id"] not in wanted:
                continue
            if change.fork:
                raise Invalid(
                    say(
                        "There is nobody called {name} yet. A scenario brings in nobody new: add them "
                        "under Resources first.",
                        name=role["name"],
                    ),
                    field="body",
                )
            values = {**role, "id": change.new_id(), "placeholder": role["kind"] == "work"}
            made = change.add(change.workspace, "resources", RESOURCES.new_row(values))
            change.note(
                "resource_added", "resources", made["id"], say("New role {name}", name=made["name"])
            )
            known[role["id"]] = made["id"]
        for row in rows:
            ends = {"task_id": tasks[row["task_id"]], "resource_id": known[row["resource_id"]]}
            values = {**row, **ends, "id": change.new_id()}
            change.add(change.main, "assignments", ASSIGNMENTS.new_row(values))

    def _values(self, change: Change, rows: dict[str, list[Row]], tasks: dict[int, int]) -> None:
        """Set the values of custom fields, over the defaults that the new tasks have of them."""
        by_field: dict[int, list[Row]] = {}
        for row in rows["custom_values"]:
            by_field.setdefault(row["field_id"], []).append(row)
        there = {
            (row["name"].casefold(), row["type"]): row for row in change.main.rows("custom_fields")
        }
        last = max((row["rank"] for row in change.main.rows("custom_fields")), default=None)
        for row in rows["custom_fields"]:
            if row["id"] not in by_field:
                continue
            field = there.get((row["name"].casefold(), row.get("type", "text")))
            options: dict[str, str] | None = None
            if row.get("type", "text") in SELECTS:
                options_hold(row.get("options"))
            if field is None:
                last = generate_key_between(last, None)
                values = {**row, "id": change.new_id(), "rank": last, "key": ""}
                field = change.add(change.main, "custom_fields", CUSTOM_FIELDS.new_row(values))
            elif field["type"] in SELECTS:
                field, options = _options(change, field, row, by_field[row["id"]])
            left = 0
            for value in by_field[row["id"]]:
                try:
                    wanted = _translated(value.get("value"), options)
                    set_value(change, field, tasks[value["task_id"]], wanted)
                except (Invalid, KeyError):
                    # A file may bring a text where its field says that a number stands.
                    left += 1
            if left:
                text = say(
                    "'{name}': {left} left out that it cannot hold", name=field["name"], left=left
                )
                change.note("values_left_out", "custom_fields", field["id"], text)


def _options(
    change: Change, field: Row, brought: Row, values: list[Row]
) -> tuple[Row, dict[str, str]]:
    """Return the field with the options that values need, and its id of each by the template's.

    Options are the same by name: their ids are each field's own.
    """
    used = set()
    for row in values:
        value = row.get("value")
        used |= {v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)}
    here = {one["name"].strip().casefold(): one["id"] for one in field["options"]}
    found: dict[str, str] = {}
    added = []
    taken = set(here.values())
    free = (key for key in (f"o{n}" for n in count(1)) if key not in taken)
    for one in brought["options"]:
        if one["id"] not in used:
            continue
        name = one["name"].strip().casefold()
        if name not in here:
            here[name] = next(free)
            added.append({**one, "id": here[name]})
        found[one["id"]] = here[name]
    if added:
        fields = {"options": [*field["options"], *added]}
        field = change.main.update("custom_fields", field["id"], fields)
        names = ", ".join(one["name"] for one in added[:5])
        text = say(
            "New options of '{name}': {names}{more}",
            name=field["name"],
            names=names,
            more="…" if len(added) > 5 else "",
        )
        change.note("options_added", "custom_fields", field["id"], text)
    return field, found


def _translated(value: Any, options: dict[str, str] | None) -> Any:
    """Return a value with the ids of options that the field here has; raise KeyError for others."""
    if options is None or value is None:
        return value
    return [options[str(one)] for one in value] if isinstance(value, list) else options[str(value)]


def _works(change: Change) -> Any:
    result = change.derived["schedule"]
    assert isinstance(result, Scheduled)
    return by_calendar(result.columns_.calendars, result.columns_.calendar)


COMMANDS = (TemplateInsert,)

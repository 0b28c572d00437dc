"""Carrying branches to another project of the workspace, or copying them within one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from fractional_indexing import generate_key_between
from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.changes.state import Draft
from headway.changes.tables import Row, Table
from headway.projects.commands.fields import set_value
from headway.projects.commands.scenarios import open_scenario
from headway.projects.commands.tasks import delete_tasks, new_task
from headway.projects.custom import SELECTS
from headway.projects.outline import below, in_outline_order, ranks, task
from headway.projects.records import (
    ASSIGNMENTS,
    BLOCKS,
    CHECKLIST_ITEMS,
    LINKS,
    TASK_COSTS,
    TASK_RELATIONS,
    TASKS,
    WATCHERS,
)
from headway.projects.workflow import in_order
from headway.words import mark, say

MOST = 10_000
OWN = frozenset({"id", "parent_id", "rank", "number", "board_rank", "file_uid", "risk_group_id"})
"""What of a task is its project's alone."""
PROGRESS: Mapping[str, frozenset[str]] = {
    "tasks": frozenset(
        {
            "percent_complete",
            "actual_start",
            "actual_finish",
            "remaining_duration",
            "progress_source",
            "levelling_delay",
            "recurrence",
            "status_id",
            "archived",
            "extra",
        }
    ),
    "assignments": frozenset({"actual_work", "remaining_work", "overtime_work", "extra"}),
    "checklist_items": frozenset({"done", "done_by", "done_name", "done_at"}),
    "task_costs": frozenset({"actual_cost"}),
}
"""What a copy begins without; what is moved keeps it."""
HANGING = (CHECKLIST_ITEMS, TASK_RELATIONS, TASK_COSTS)
MOVING = (BLOCKS, WATCHERS)
"""Tables whose rows go along only where the branch leaves its project."""
ELSEWHERE = mark("a task of another project")
"""What a task waits for that stayed behind: who sees it here may not see that one."""
RELATIONS_OUTSIDE = mark("relations to tasks outside")
STAYING = {
    "attachments": mark("files"),
    "sprint_items": mark("places in sprints"),
    "release_items": mark("places in releases"),
    "baseline_tasks": mark("baseline values"),
    "risk_impacts": mark("impacts of risks"),
    "assignment_answers": mark("answers to assignments"),
    "update_requests": mark("requests for updates"),
    "update_answers": mark("answers to updates"),
}
"""Tables whose rows stay behind, and what is told of them. Costs in a baseline are told with its
values: who sees no costs is told of none."""


class BranchPaste(Command):
    """Puts branches of a project (by default this one) beside a task, or last in a summary: as one
    change.

    With `cut` they leave the project that they come from, and keep their progress; a copy begins
    anew. Links within them go along, people too; columns, types, custom fields and their options
    are those of the same name, and what is not there is left out, and told.
    """

    type: ClassVar[str] = "branch.paste"

    from_id: int | None = None
    ids: list[int] = Field(min_length=1, max_length=MOST)
    parent_id: int | None = None
    after_id: int | None = None
    cut: bool = False

    def also(self) -> Iterator[int]:
        if self.from_id is not None:
            yield self.from_id

    def apply(self, change: Change) -> None:
        stream = change.stream if self.from_id is None else self.from_id
        if self.cut and stream == change.stream:
            raise Invalid(say("Within one project tasks are moved, not cut."), field="cut")
        if self.cut and change.main.get("scenarios", stream) is not None:
            open_scenario(change, stream)
        source = change.drafts[stream]
        tops = in_outline_order(source, self.ids)
        rows = below(source, tops)
        if len(rows) > MOST:
            raise Invalid(say("At most {most} tasks are pasted at once.", most=MOST), field="ids")
        parent = self.parent_id
        if self.after_id is not None:
            parent = task(change.main, self.after_id)["parent_id"]
        elif parent is not None:
            task(change.main, parent)
        pasting = _Pasting(change, source, self.cut)
        pasting.tasks(rows, tops, parent, self.after_id)
        pasting.links()
        pasting.people()
        pasting.hanging()
        pasting.values()
        if self.cut:
            pasting.stays_behind()
            delete_tasks(replace(change, stream=stream), tops)
        pasting.tell()


class _Pasting:
    """What is known while branches are pasted."""

    def __init__(self, change: Change, source: Draft, cut: bool) -> None:
        self._change, self._source, self._cut = change, source, cut
        self._keys: dict[int, int] = {}
        """The new keys by the old ones, summaries first."""
        self._left: dict[str, int] = {}

    def tasks(
        self, rows: list[Row], tops: list[int], parent: int | None, after: int | None
    ) -> None:
        change = self._change
        inside: dict[int | None, list[Row]] = {}
        for row in rows:
            inside.setdefault(row["parent_id"], []).append(row)
        for siblings in inside.values():
            siblings.sort(key=lambda r: (r["rank"], r["id"]))
        by_key = {row["id"]: row for row in rows}
        places = ranks(change.main, parent, len(tops), after=after)
        queue = deque((by_key[k], parent, rank) for k, rank in zip(tops, places, strict=True))
        while queue:
            row, above, rank = queue.popleft()
            made = new_task(change, None, above, rank, self._fields(row))
            self._keys[row["id"]] = made["id"]
            last = None
            for child in inside.get(row["id"], ()):
                last = generate_key_between(last, None)
                queue.append((child, made["id"], last))

    def links(self) -> None:
        for old in self._keys:
            for row in self._source.where("links", "successor_id", old):
                if row["predecessor_id"] in self._keys:
                    self._add(LINKS, row, "predecessor_id", "successor_id")
                else:
                    self._leave(say("links to tasks outside"))
            for row in self._source.where("links", "predecessor_id", old):
                if row["successor_id"] not in self._keys:
                    self._leave(say("links to tasks outside"))

    def people(self) -> None:
        for old in self._keys:
            for row in self._source.where("assignments", "task_id", old):
                self._add(ASSIGNMENTS, row, "task_id")

    def hanging(self) -> None:
        for table in (*HANGING, *(MOVING if self._cut else ())):
            # What is moved keeps its costs, seen or not.
            if not (self._cut or self._may(table)):
                continue
            for old in self._keys:
                for found in self._source.where(table.name, "task_id", old):
                    row = self._waiting(found) if table is BLOCKS else found
                    ends = [n for n in ("task_id", "other_id") if n in row]
                    if all(row[n] in self._keys for n in ends):
                        self._add(table, row, *ends)
                    else:
                        self._leave(say(RELATIONS_OUTSIDE))
        for old in self._keys:
            for row in self._source.where("task_relations", "other_id", old):
                if row["task_id"] not in self._keys:
                    self._leave(say(RELATIONS_OUTSIDE))

    def _may(self, table: Table) -> bool:
        edits = table is not TASK_COSTS or self._change.may("costs.edit")
        return edits and self._change.may(table.capability)

    def _waiting(self, row: Row) -> Row:
        """Return a block that waits for a task which goes along, or in words for one that does not."""
        key = row["waits_for_id"]
        if key is None or key in self._keys:
            return {**row, "waits_for_id": self._keys.get(key or 0)}
        return {**row, "waits_for_id": None, "waits_for": row["waits_for"] or say(ELSEWHERE)}

    def values(self) -> None:
        """Set the values of custom fields, over the defaults that the new tasks have of them."""
        change, same = self._change, self._source is self._change.main
        here = {(f["name"].casefold(), f["type"]): f for f in change.main.rows("custom_fields")}
        fields: dict[int, tuple[Row, Row | None]] = {}
        for row in self._source.rows("custom_fields"):
            found = row if same else here.get((row["name"].casefold(), row["type"]))
            fields[row["id"]] = (row, found)
        for old, new in self._keys.items():
            for value in self._source.where("custom_values", "task_id", old):
                known, field = fields[value["field_id"]]
                if known["type"] == "formula":
                    continue
                try:
                    if field is None:
                        raise KeyError(known["name"])
                    set_value(change, field, new, _translated(value["value"], known, field))
                except (Invalid, KeyError):
                    self._leave(say("values of '{name}'", name=known["name"]))

    def stays_behind(self) -> None:
        for table, what in STAYING.items():
            for old in self._keys:
                for _ in self._source.where(table, "task_id", old):
                    self._leave(say(what))
        for old in self._keys:
            row = self._source.get("tasks", old)
            if row is not None and row["risk_group_id"] is not None:
                self._leave(say("places in groups of risks"))

    def tell(self) -> None:
        """Say what did not come along."""
        if self._left:
            text = ", ".join(f"{what} ({count})" for what, count in self._left.items())
            first = next(iter(self._keys.values()))
            self._change.note("branch_left", "tasks", first, say("Left out: {text}", text=text))

    def _fields(self, row: Row) -> dict[str, Any]:
        left = OWN if self._cut else OWN | PROGRESS["tasks"]
        fields = {n: row[n] for n in TASKS.by_name if n not in left}
        if self._source is self._change.main:
            return fields
        fields["type_id"] = self._named("work_types", row["type_id"])
        if "status_id" in fields:
            fields["status_id"] = self._status(row["status_id"])
        calendar = self._change.workspace.get("calendars", row["calendar_id"])
        if calendar is None or calendar["project_id"] is not None:
            fields["calendar_id"] = None
        return fields

    def _named(self, table: str, key: int | None) -> int | None:
        """Return the row of the same name that is here, None where there is none."""
        row = self._source.get(table, key)
        if row is None:
            return None
        name = row["name"].strip().casefold()
        for other in self._change.main.rows(table):
            if other["name"].strip().casefold() == name:
                return int(other["id"])
        self._leave(f"'{row['name']}'")
        return None

    def _status(self, key: int | None) -> int | None:
        """Return the column of the same name, else the first one of what it means for progress."""
        row = self._source.get("statuses", key)
        columns = in_order(self._change.main.rows("statuses"))
        if row is None or not columns:
            return None
        name = row["name"].strip().casefold()
        alike = [c for c in columns if c["name"].strip().casefold() == name]
        alike += [c for c in columns if c["category"] == row["category"]]
        return int(alike[0]["id"]) if alike else None

    def _add(self, table: Table, row: Row, *ends: str) -> None:
        left = frozenset() if self._cut else PROGRESS.get(table.name, frozenset())
        kept = {n: v for n, v in row.items() if n not in left}
        values = {**kept, **{n: self._keys[row[n]] for n in ends}, "id": self._change.new_id()}
        self._change.add(self._change.main, table.name, table.new_row(values))

    def _leave(self, what: str) -> None:
        self._left[what] = self._left.get(what, 0) + 1


def _translated(value: Any, known: Row, field: Row) -> Any:
    """Return a value with the ids of the options of the same name; raise KeyError for others."""
    if known["id"] == field["id"] or field["type"] not in SELECTS or value is None:
        return value
    names = {one["id"]: one["name"].strip().casefold() for one in known["options"]}
    here = {one["name"].strip().casefold(): one["id"] for one in field["options"]}
    if isinstance(value, list):
        return [here[names[str(one)]] for one in value]
    return here[names[str(value)]]


COMMANDS = (BranchPaste,)

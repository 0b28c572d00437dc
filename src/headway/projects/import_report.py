"""The report of an import: what was taken, what not, and which dates differ and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headway.changes.cache import State
from headway.changes.state import Records
from headway.exchange.differences import Rules
from headway.exchange.document import Document, TaskDoc
from headway.projects.carrying import TABLE as FILES
from headway.projects.derivations import Scheduled
from headway.projects.import_people import IGNORE, Choice
from headway.projects.import_rows import Filled
from headway.projects.why import first_step
from headway.resources.records import RESOURCES
from headway.scheduling.moments import to_iso
from headway.words import mark, say

MOST_LISTED = 5000
BY_RULE = {
    "other_program": mark("The program that made the file schedules by rules of its own."),
    "split_not_read": mark(
        "A Project database does not say in a form that is read where tasks are split."
    ),
    "links_to_other_files": (
        mark("The file links tasks with tasks of other files, whose dates are not known here.")
    ),
    "hours_by_hand": (
        mark(
            "Its hours were typed day by day, with overtime or a delay: no rule leads to "
            "their dates."
        )
    ),
    "calendar_not_read": (
        mark(
            "It lasts longer than each of its people works: their calendars differed in "
            "the program that made the file, but not in what is read of it."
        )
    ),
    "summary_with_work": mark(
        "People are assigned to the summary itself, which lengthens it in the file."
    ),
    "cost_only": mark("Its only assignments carry no work, by which the file dates it."),
}
"""In words, by `headway.exchange.differences`: what may be why a date differs, and no more."""
COUNTED = (
    "links", "calendars", "assignments", "baselines", "custom_fields", "watchers", "update_requests",
)  # fmt: skip


def report(
    document: Document,
    filename: str,
    filled: Filled,
    people: Mapping[int, Choice],
    state: State,
    workspace: Records,
) -> dict[str, Any]:
    """Return the report of a document that became the project of `state`."""
    rows = state.records.rows("tasks")
    by_number = {row["number"]: key for key, row in rows.items()}
    keys = {task: by_number[number] for task, number in filled.numbers.items()}
    constrained = [t for t in document.tasks if t.constraint != "asap"]
    taken = {name: len(filled.rows.get(name, ())) for name in COUNTED}
    taken |= {
        "tasks": len(document.tasks),
        "milestones": sum(t.milestone for t in document.tasks),
        "summaries": sum(t.summary for t in document.tasks),
        "constraints": len(constrained),
        "deadlines": sum(t.deadline is not None for t in document.tasks),
        "notes": sum(bool(t.notes) for t in document.tasks),
        "started": sum(t.actual_start is not None for t in document.tasks),
        "files": len(filled.rows.get(FILES, ())),
        "resources": len(filled.rows.get(RESOURCES.name, ())),
        "matched": sum(c.resource_id is not None for c in people.values()),
        "ignored": sum(c.what == IGNORE for c in people.values()),
    }
    named = workspace.rows("resources")
    return {
        "file": filename[:300],
        "source": document.source,
        "taken": taken,
        "left_out": [*document.notes, *filled.notes],
        "people": [
            {
                "name": r.name,
                "became": people[r.id].what,
                "resource": named[key]["name"]
                if (key := people[r.id].resource_id) is not None and key in named
                else None,
            }
            for r in document.resources
        ],
        "dates": _Dates(document, keys, people, state, workspace).compared(),
    }


@dataclass
class _Dates:
    """Compares the dates that a file stores with those computed here."""

    document: Document
    keys: Mapping[int, int]
    people: Mapping[int, Choice]
    state: State
    workspace: Records

    def compared(self) -> dict[str, Any]:
        """Return how many dates are equal, and each difference with its reason."""
        result = self.state.derived["schedule"]
        assert isinstance(result, Scheduled)
        dated = [t for t in self.document.tasks if None not in (t.stored_start, t.stored_finish)]
        differing: dict[int, TaskDoc] = {}
        ours: dict[int, tuple[int, int]] = {}
        for task in dated:
            place = result.places[self.keys[task.id]]
            here = int(result.schedule.start[place]), int(result.schedule.finish[place])
            if here != (task.stored_start, task.stored_finish):
                differing[self.keys[task.id]] = task
                ours[self.keys[task.id]] = here
        reasons = _Reasons(self, result, differing)
        equal = len(dated) - len(differing)
        return {
            "compared": len(dated),
            "equal": equal,
            "text": _text(equal, len(dated)),
            "more": max(0, len(differing) - MOST_LISTED),
            "differences": [
                {
                    "task_id": key,
                    "name": task.name,
                    "file_start": to_iso(task.stored_start),
                    "file_finish": to_iso(task.stored_finish),
                    "start": to_iso(ours[key][0]),
                    "finish": to_iso(ours[key][1]),
                    "reason": reasons.of(key, task, ours[key]),
                }
                for key, task in list(differing.items())[:MOST_LISTED]
            ],
        }


def _text(equal: int, compared: int) -> str:
    if compared == 0:
        return say("The file stores no dates to compare with.")
    return say("Dates equal for {equal} of {compared} tasks", equal=equal, compared=compared)


class _Reasons:
    """Says in words why a task's dates are others here than in the file."""

    def __init__(self, dates: _Dates, result: Scheduled, differing: Mapping[int, TaskDoc]) -> None:
        self.records = dates.state.records
        self.result = result
        self.differing = differing
        self.children = self.records.index("tasks", "parent_id")
        resources = {r.id: r for r in dates.document.resources}
        self.rules = Rules(dates.document)
        self.assigned: dict[int, list[tuple[str, Choice]]] = {}
        for row in dates.document.assignments:
            resource = resources[row.resource_id]
            if resource.kind == "work":
                entry = (resource.name, dates.people[resource.id])
                self.assigned.setdefault(row.task_id, []).append(entry)
        self.own_time = {r.name for r in dates.document.resources if r.calendar_id is not None}

    def of(self, key: int, task: TaskDoc, ours: tuple[int, int]) -> str:
        """Return the reason of one difference."""
        below = self.children.get(key, ())
        if below:
            count = sum(k in self.differing for k in below)
            if count:
                return say("Spans its tasks, of which {count} differ.", count=count)
            return _by_rule(self.rules.of(task)) or self._here(key)
        kind, link_id, text = first_step(self.records, self.result, key)
        if kind in ("link", "summary") and link_id is not None:
            before = self.records.rows("links")[link_id]["predecessor_id"]
            if before in self.differing:
                name = self.records.rows("tasks")[before]["name"]
                return say("Follows '{name}', whose dates differ.", name=name)
        found = self._people(task) or _by_rule(self.rules.of(task))
        if found:
            return found
        if ours[0] == task.stored_start:
            return say("Starts as in the file, but its length comes out differently here.")
        return say(
            "Here: {text}. The file's own start does not follow from what it says.", text=text
        )

    def _people(self, task: TaskDoc) -> str | None:
        here: dict[int, str] = {}
        for name, choice in self.assigned.get(task.id, ()):
            if choice.what == IGNORE:
                return say(
                    "'{name}' was left out, by whose working time the file scheduled.", name=name
                )
            if choice.resource_id is not None and name in self.own_time:
                return say(
                    "Works by the calendar that '{name}' has here, not by the file's.", name=name
                )
            if choice.resource_id is not None:
                other = here.setdefault(choice.resource_id, name)
                if other != name:
                    return say(
                        "'{other}' and '{name}' of the file are one here.", other=other, name=name
                    )
        return None

    def _here(self, key: int) -> str:
        _, _, text = first_step(self.records, self.result, key)
        return say("Here: {text}.", text=text)


def _by_rule(rule: str | None) -> str:
    return say(BY_RULE.get(rule or "", ""))

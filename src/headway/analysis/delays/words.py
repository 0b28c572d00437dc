"""What a change did, in words: the gist first, and what moves dates before what does not. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headway.analysis.delays.fields import Fields
from headway.analysis.delays.replay import Move
from headway.changes.state import Inputs
from headway.changes.tables import Row
from headway.projects.derivations import TASK_FIELDS
from headway.projects.lag import lag_words
from headway.scheduling.moments import words
from headway.scheduling.telling import CONSTRAINT_WORDS, length
from headway.words import mark, say

MOST = 3
TYPES = {
    "project.create": mark("Started the project"),
    "project.fill": mark("Started the project"),
    "project.recompute": mark("Computed the plan anew"),
    "baseline.set": mark("Saved a baseline"),
    "baseline.clear": mark("Removed a baseline"),
}
OTHER = mark("Changed something that no date depends on")
SETTINGS = {
    "start": mark("project start"),
    "finish_by": mark("must-finish date"),
    "schedule_from": mark("direction of scheduling"),
    "calendar_id": mark("project calendar"),
    "critical_float_limit": mark("limit of criticality"),
    "honor_constraints": mark("whether constraints win over links"),
    "status_date": mark("status date"),
    "from_status_date": mark("whether unfinished work is scheduled from the status date"),
    "lag_calendar": mark("calendar of lag"),
}


def what(move: Move) -> tuple[str, list[int]]:
    """Return what a change did in words, and the tasks that it names."""
    told = Telling(move)
    parts = list(told.parts())
    text = "; ".join(parts[:MOST])
    if len(parts) > MOST:
        text = say("{text}; and {count} more", text=text, count=len(parts) - MOST)
    if not text:
        text = say(TYPES.get(move.done.type, OTHER))
    if move.done.undoes is not None:
        text = say("Took back: {text}", text=text)
    return text, list(dict.fromkeys(told.tasks))


class Telling:
    """A change with the rows before and after it, from which names are taken."""

    def __init__(self, move: Move) -> None:
        self.done = move.done
        before, after = move.standing.records, move.result.records
        self.before, self.after, self.workspace = before, after, move.result.workspace
        projects = after.rows("projects") or before.rows("projects")
        self.project: Row = next(iter(projects.values()), {"minutes_per_day": 480})
        self.tasks: list[int] = []
        self.more = Fields(move, self.project)

    def parts(self) -> Iterator[str]:
        """Yield what was done, part by part."""
        yield from self._tasks(self.done.project)
        yield from self._links(self.done.project)
        yield from self._people(self.done.project)
        yield from self._settings(self.done.project)
        yield from self._workspace(self.done.workspace)

    def _name(self, key: int) -> str:
        row = self.after.rows("tasks").get(key) or self.before.rows("tasks").get(key)
        return say("a task") if row is None else f"“{row['name']}”"

    def _tasks(self, inputs: Inputs) -> Iterator[str]:
        change = inputs.get("tasks", {})
        for row in change.get("added", ()):
            self.tasks.append(row["id"])
            size = length(row["duration"], self.project["minutes_per_day"])
            yield say("Added “{name}” ({size})", name=row["name"], size=size)
        for row in change.get("removed", ()):
            self.tasks.append(row["id"])
            yield say("Removed “{name}”", name=row["name"])
        for update in change.get("updated", ()):
            fields = TASK_FIELDS & update["after"].keys()
            if fields:
                self.tasks.append(update["id"])
                told = list(self._fields(update["id"], fields, update["before"], update["after"]))
                yield f"{self._name(update['id'])}: {', '.join(told) or say('details')}"

    def _fields(self, key: int, fields: frozenset[str], before: Row, after: Row) -> Iterator[str]:
        day = self.project["minutes_per_day"]
        if "duration" in fields:
            old, new = length(before["duration"], day), length(after["duration"], day)
            yield say("duration {old} → {new}", old=old, new=new)
        if "constraint" in fields or "constraint_date" in fields:
            yield self._constraint(after)
        if "active" in fields:
            yield say("back in the plan") if after["active"] else say("taken out of the plan")
        if "percent_complete" in fields:
            yield say("{percent_complete} % complete", percent_complete=after["percent_complete"])
        if "remaining_duration" in fields and after["remaining_duration"] is not None:
            yield say(
                "{remaining_duration} remaining",
                remaining_duration=length(after["remaining_duration"], day),
            )
        yield from self.more.of(key, fields, before, after)

    def _constraint(self, after: Row) -> str:
        kind, date = after.get("constraint"), after.get("constraint_date")
        if kind in ("asap", "alap"):
            return say("no longer pinned") if kind == "asap" else say("as late as possible")
        if kind is None:
            return (
                say("pinned elsewhere")
                if date is None
                else say("pinned to {date}", date=words(date))
            )
        text = say(CONSTRAINT_WORDS[kind], date="" if date is None else words(date)).strip()
        return f"{text[0].lower()}{text[1:]}"

    def _links(self, inputs: Inputs) -> Iterator[str]:
        change = inputs.get("links", {})
        gone = {r["id"] for r in inputs.get("tasks", {}).get("removed", ())}
        for row in change.get("added", ()):
            self.tasks += [row["predecessor_id"], row["successor_id"]]
            yield say("Linked {link}", link=self._link(row))
        for row in change.get("removed", ()):
            if not {row["predecessor_id"], row["successor_id"]} & gone:
                self.tasks += [row["predecessor_id"], row["successor_id"]]
                yield say("Removed the link {link}", link=self._link(row))
        for update in change.get("updated", ()):
            now = self.after.rows("links").get(update["id"])
            if now is not None:
                self.tasks.append(now["successor_id"])
                yield say("Link {link}", link=self._link(now))

    def _link(self, row: Row) -> str:
        lag = lag_words(row, self.project) if "minutes_per_week" in self.project else ""
        ends = f"{self._name(row['predecessor_id'])} → {self._name(row['successor_id'])}"
        return f"{ends} ({row['type']}{lag})"

    def _people(self, inputs: Inputs) -> Iterator[str]:
        change = inputs.get("assignments", {})
        gone = {r["id"] for r in inputs.get("tasks", {}).get("removed", ())}
        fresh = {r["id"] for r in inputs.get("tasks", {}).get("added", ())}
        seen: list[int] = []
        for row in (*change.get("added", ()), *change.get("removed", ())):
            if row["task_id"] not in gone | fresh:
                seen.append(row["task_id"])
        rows = self.after.rows("assignments")
        seen += [rows[u["id"]]["task_id"] for u in change.get("updated", ()) if u["id"] in rows]
        for key in dict.fromkeys(seen):
            self.tasks.append(key)
            told = "; ".join(self.more.people(key)) or say("who works on it")
            yield f"{self._name(key)}: {told}"

    def _settings(self, inputs: Inputs) -> Iterator[str]:
        for update in inputs.get("projects", {}).get("updated", ()):
            for name, label in SETTINGS.items():
                if name in update["after"]:
                    yield self._setting(name, label, update["before"][name], update["after"][name])

    def _setting(self, name: str, label: str, before: Any, after: Any) -> str:
        label = say(label)
        label = label[0].upper() + label[1:]
        if name in DATES:
            return (
                say("{label} taken away", label=label)
                if after is None
                else f"{label} {words(after)}"
            )
        if name == "schedule_from":
            return say(DIRECTIONS[after])
        if name == "calendar_id":
            return f"{label} {self.more.calendar(after)}"
        if name == "honor_constraints":
            return say("Constraints win over links") if after else say("Links win over constraints")
        if name == "from_status_date":
            if after:
                return say("Unfinished work is scheduled from the status date")
            return say("Unfinished work is no longer scheduled from the status date")
        if name == "lag_calendar":
            return say(LAG.get(after, OTHER))
        day = self.project["minutes_per_day"]
        return f"{label} {length(before or 0, day)} → {length(after or 0, day)}"

    def _workspace(self, inputs: Inputs) -> Iterator[str]:
        for name, (added, removed, changed) in SHARED.items():
            change = inputs.get(name, {})
            for text, rows in ((added, "added"), (removed, "removed")):
                for row in change.get(rows, ()):
                    yield say(text, name=row["name"])
            rows_now = self.workspace.rows(name)
            for update in change.get("updated", ()):
                if update["id"] in rows_now:
                    told = ", ".join(self.more.shared(name, update)) or say("changed")
                    yield say(changed, name=rows_now[update["id"]]["name"], what=told)


DATES = {"start", "finish_by", "status_date"}
DIRECTIONS = {
    "start": mark("Scheduled from the start"),
    "finish": mark("Scheduled from the finish"),
}
LAG = {
    "predecessor": mark("Lag counts on the predecessor's calendar"),
    "successor": mark("Lag counts on the successor's calendar"),
    "project": mark("Lag counts on the project's calendar"),
}
SHARED = {
    "calendars": (
        mark("Calendar “{name}” added"),
        mark("Calendar “{name}” removed"),
        mark("Calendar “{name}”: {what}"),
    ),
    "resources": (
        mark("Person or resource “{name}” added"),
        mark("Person or resource “{name}” removed"),
        mark("Person or resource “{name}”: {what}"),
    ),
}

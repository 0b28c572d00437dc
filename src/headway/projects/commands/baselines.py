"""Saving and clearing baselines."""

from __future__ import annotations

from datetime import UTC
from typing import ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.projects.records import BASELINE_TASKS, BASELINES


class BaselineSet(Command):
    """Saves the schedule as it stands as baseline `number`, over what was there."""

    type: ClassVar[str] = "baseline.set"

    number: int = 0
    name: str = ""

    def apply(self, change: Change) -> None:
        if not 0 <= self.number <= 10:
            raise Invalid("Baselines are numbered 0 to 10.", field="number")
        clear(change, self.number)
        taken = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        values = {
            "id": change.new_id(),
            "number": self.number,
            "name": self.name,
            "taken_at": taken,
        }
        baseline = change.add(change.main, "baselines", BASELINES.new_row(values))
        works = works_of(change)
        for task in list(change.main.rows("tasks")):
            result = change.results("schedule", task["id"]) or {}
            row = {
                "id": change.new_id(),
                "baseline_id": baseline["id"],
                "task_id": task["id"],
                "start": result.get("start"),
                "finish": result.get("finish"),
                "duration": result.get("duration"),
                "work": works[task["id"]],
            }
            change.main.insert("baseline_tasks", BASELINE_TASKS.new_row(row))


class BaselineClear(Command):
    """Removes a baseline."""

    type: ClassVar[str] = "baseline.clear"

    number: int

    def apply(self, change: Change) -> None:
        if not clear(change, self.number):
            raise Missing(f"There is no baseline {self.number}.")


def clear(change: Change, number: int) -> bool:
    """Delete the baseline of that number; return whether there was one."""
    found = False
    for baseline in change.main.where("baselines", "number", number):
        for row in change.main.where("baseline_tasks", "baseline_id", baseline["id"]):
            change.main.delete("baseline_tasks", row["id"])
        change.main.delete("baselines", baseline["id"])
        found = True
    return found


def works_of(change: Change) -> dict[int, int]:
    """Return the planned work of every task in minutes: as typed, else its people's; a summary's
    is that of its tasks and its own people."""
    draft = change.main
    working = {r["id"] for r in change.workspace.rows("resources") if r["kind"] == "work"}
    people: dict[int, int] = {}
    for row in draft.rows("assignments"):
        if row["resource_id"] not in working:
            continue
        work = row["work"]
        if work is None:
            duration = (change.results("schedule", row["task_id"]) or {}).get("duration", 0)
            work = round(duration * row["units"] / 10_000)
        people[row["task_id"]] = people.get(row["task_id"], 0) + work
    rows = {row["id"]: row for row in draft.rows("tasks")}
    summaries = {row["parent_id"] for row in rows.values()}
    found = dict.fromkeys(rows, 0)
    for key, row in rows.items():
        own = people.get(key, 0)
        if row["work"] is not None and key not in summaries:
            own = row["work"]
        at: int | None = key
        while at is not None:
            found[at] += own
            at = rows[at]["parent_id"]
    return found


COMMANDS = (BaselineSet, BaselineClear)

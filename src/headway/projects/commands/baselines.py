"""Saving and clearing baselines."""

from __future__ import annotations

from datetime import UTC
from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.costing import costs_of
from headway.projects.effort import efforts_by_task
from headway.projects.outline import task
from headway.projects.records import BASELINE_COSTS, BASELINE_TASKS, BASELINES
from headway.projects.worktime import working_between
from headway.words import say

MOST = 10


class BaselineSet(Command):
    """Saves the schedule as it stands as baseline `number`, over what was there.

    With `ids` only these tasks are saved and the others keep what the baseline says of them;
    `roll_up` then saves the summaries above anew, from what the baseline says of their tasks. A
    `name` that is not given stays.
    """

    type: ClassVar[str] = "baseline.set"

    number: int = 0
    name: str | None = None
    ids: list[int] | None = None
    roll_up: bool = True

    def apply(self, change: Change) -> None:
        if not 0 <= self.number <= MOST:
            raise Invalid(say("Baselines are numbered 0 to {most}.", most=MOST), field="number")
        if self.ids is not None and not self.ids:
            raise Invalid(say("Choose the tasks to save, or leave them out for all."), field="ids")
        for key in self.ids or ():
            task(change.main, key)
        old = next(iter(change.main.where("baselines", "number", self.number)), None)
        saved = {} if self.ids is None else saved_of(change, old)
        values = current_of(change)
        for key in values if self.ids is None else self.ids:
            saved[key] = values[key]
        if self.ids is not None and self.roll_up:
            roll_up(change, saved, self.ids)
        taken = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        name = self.name if self.name is not None else (old["name"] if old else "")
        if old is not None and self.ids is not None:
            taken = old["taken_at"]
        clear(change, self.number)
        # A new row even where a few tasks are saved: so costs go with it, for whoever saves.
        row = {"id": change.new_id(), "number": self.number, "name": name, "taken_at": taken}
        baseline = change.add(change.main, "baselines", BASELINES.new_row(row))
        for key, one in saved.items():
            whose = {"baseline_id": baseline["id"], "task_id": key}
            dates = {n: one[n] for n in ("start", "finish", "duration", "work")}
            change.main.insert(
                "baseline_tasks", BASELINE_TASKS.new_row({"id": change.new_id(), **whose, **dates})
            )
            if one["cost"]:
                values_ = {"id": change.new_id(), **whose, "cost": one["cost"]}
                change.main.insert("baseline_costs", BASELINE_COSTS.new_row(values_))


class BaselineRename(Command):
    """Gives a baseline another name."""

    type: ClassVar[str] = "baseline.rename"

    number: int
    name: str

    def apply(self, change: Change) -> None:
        there = change.main.where("baselines", "number", self.number)
        if not there:
            raise Missing(say("There is no baseline {number}.", number=self.number))
        change.main.update("baselines", there[0]["id"], {"name": self.name})


class BaselineClear(Command):
    """Removes a baseline."""

    type: ClassVar[str] = "baseline.clear"

    number: int

    def apply(self, change: Change) -> None:
        if not clear(change, self.number):
            raise Missing(say("There is no baseline {number}.", number=self.number))


def clear(change: Change, number: int) -> bool:
    """Delete the baseline of that number; return whether there was one."""
    found = False
    for baseline in change.main.where("baselines", "number", number):
        for table in ("baseline_tasks", "baseline_costs"):
            for row in change.main.where(table, "baseline_id", baseline["id"]):
                change.main.delete(table, row["id"])
        change.main.delete("baselines", baseline["id"])
        found = True
    return found


def saved_of(change: Change, baseline: Row | None) -> dict[int, dict[str, Any]]:
    """Return what a baseline says of each task: dates, duration, work and own cost."""
    if baseline is None:
        return {}
    rows = change.main.where("baseline_tasks", "baseline_id", baseline["id"])
    found = {row["task_id"]: {**row, "cost": 0} for row in rows}
    for row in change.main.where("baseline_costs", "baseline_id", baseline["id"]):
        if row["task_id"] in found:
            found[row["task_id"]]["cost"] = row["cost"]
    return found


def results_of(change: Change) -> dict[int, Row]:
    """Return the schedule of the version below, a row a task."""
    columns = change.derived["schedule"].columns()
    rows = zip(*(columns[name] for name in columns), strict=True)
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def current_of(change: Change) -> dict[int, dict[str, Any]]:
    """Return what a baseline would say of each task now."""
    records = change.main.base.applied(change.main.inputs())
    workspace = change.workspace.base.applied(change.workspace.inputs())
    result = results_of(change).get
    works = {key for key, row in workspace.rows("resources").items() if row["kind"] == "work"}
    tasks = records.rows("tasks")
    efforts = efforts_by_task(
        tasks, records.rows("assignments").values(), works.__contains__, result
    )
    costs = costs_of(
        records,
        workspace,
        result,
        lambda key, start, finish: working_between(change.derived, tasks[key], start, finish),
    ).by_task
    return {
        key: {
            **{name: (result(key) or {}).get(name) for name in ("start", "finish", "duration")},
            "work": efforts[key].planned,
            "cost": costs[key].total if key in costs else 0,
        }
        for key in tasks
    }


def roll_up(change: Change, saved: dict[int, dict[str, Any]], ids: list[int]) -> None:
    """Save the summaries above some tasks anew, from what is saved of the tasks below them."""
    draft = change.main
    above: dict[int, int] = {}
    for key in ids:
        row = draft.get("tasks", key)
        level = 0
        while row is not None and row["parent_id"] is not None:
            level += 1
            above[row["parent_id"]] = max(level, above.get(row["parent_id"], 0))
            row = draft.get("tasks", row["parent_id"])
    for key in sorted(above, key=lambda k: above[k]):
        summary = draft.get("tasks", key)
        below = [r["id"] for r in draft.where("tasks", "parent_id", key) if r["active"]]
        parts = [saved[k] for k in below if k in saved and saved[k]["start"] is not None]
        if summary is None or not parts:
            continue
        start, finish = min(p["start"] for p in parts), max(p["finish"] for p in parts)
        saved[key] = {
            "start": start,
            "finish": finish,
            "duration": working_between(change.derived, summary, start, finish),
            "work": sum(p["work"] or 0 for p in parts),
            "cost": saved.get(key, {"cost": 0})["cost"],
        }


COMMANDS = (BaselineSet, BaselineRename, BaselineClear)

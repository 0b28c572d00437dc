"""What is in a sprint and in the backlog, in which order, and what must hold of them. Pure.

Backlog and sprints have the order of the board (`workflow.rank_of`): what stands first in the backlog
stands first in the column to do. An item is a task without children. The backlog holds what is to be
done and in no open sprint, milestones left out; below one summary alone where the project says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from headway.changes.errors import Invalid, Missing
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Row
from headway.projects.outline import ancestors
from headway.projects.workflow import in_order, rank_of, status_of
from headway.scheduling.moments import DAY
from headway.words import mark, say

LONGEST = 366
IN_ONE = {
    "sprint_items": mark("A task is in one sprint at a time."),
    "release_items": mark("A task is in one release at a time."),
}
"""Days of a sprint at most."""
OPEN = ("planned", "active")


def sprint(draft: Draft, key: int, field: str = "id") -> Row:
    """Return a sprint; raise Missing where there is none."""
    row = draft.get("sprints", key)
    if row is None:
        raise Missing(say("There is no such sprint."), field=field)
    return row


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Return tasks as they are ranked."""
    return sorted(rows, key=lambda r: (rank_of(r), r["id"]))


def is_item(draft: Draft, row: Row) -> bool:
    """Whether a task is one that a team works on: active, and no summary."""
    return bool(row["active"]) and not draft.where("tasks", "parent_id", row["id"])


def sprint_of(draft: Draft, task: int) -> Row | None:
    """Return the row that says which sprint a task is in."""
    found = draft.where("sprint_items", "task_id", task)
    return found[0] if found else None


def items_of(draft: Draft, key: int) -> list[Row]:
    """Return the items of a sprint in their order."""
    rows = (draft.get("tasks", r["task_id"]) for r in draft.where("sprint_items", "sprint_id", key))
    return ordered(row for row in rows if row is not None and is_item(draft, row))


def backlog_of(draft: Draft, stream: int) -> list[Row]:
    """Return the product backlog in its order."""
    project = draft.get("projects", stream) or {}
    top = project.get("backlog_id")
    columns = in_order(draft.rows("statuses"))
    states = {row["id"]: row["state"] for row in draft.rows("sprints")}
    taken = {r["task_id"] for r in draft.rows("sprint_items") if states[r["sprint_id"]] in OPEN}
    summaries = {row["parent_id"] for row in draft.rows("tasks")}
    return ordered(
        row
        for row in draft.rows("tasks")
        if row["active"]
        and row["id"] not in summaries
        and row["id"] not in taken
        and not row["milestone"]
        and not row["archived"]
        and not is_done(columns, row)
        and (top is None or top in ancestors(draft, row["id"]))
    )


def first_moment(draft: Draft, stream: int, row: Row) -> int | None:
    """Return when work on the first day of a sprint begins; None where it has no days."""
    start = row["start"]
    if not isinstance(start, int):  # None, or what the checks are about to refuse
        return None
    return start + int((draft.get("projects", stream) or {})["day_start"])


def held_by(draft: Draft, stream: int, key: int, row: Row) -> bool:
    """Whether a task starts no earlier than a sprint because of the sprint: its *not before* is that
    first moment to the minute. Of what has begun that holds nothing."""
    found = draft.get("tasks", key)
    return (
        found is not None
        and found["constraint"] == "snet"
        and found["actual_start"] is None
        and found["mode"] == "auto"
        and found["constraint_date"] == first_moment(draft, stream, row)
    )


def is_done(columns: list[Row], row: Row) -> bool:
    """Whether a task stands in a column of what is done."""
    column = status_of(columns, row)
    return column is not None and column["category"] == "done"


def sprints_hold(draft: Draft, inputs: Inputs) -> None:
    """Raise Invalid where sprints have no days, or a task stands in two of them."""
    for name in ("sprint_items", "release_items"):
        part = inputs.get(name, {})
        for row in (*part.get("added", ()), *part.get("updated", ())):
            found = draft.get(name, row["id"])
            if found is not None and len(draft.where(name, "task_id", found["task_id"])) > 1:
                raise Invalid(say(IN_ONE[name]), field=f"{name}.task_id")
    part = inputs.get("releases", {})
    for row in (*part.get("added", ()), *part.get("updated", ())):
        _whole_days(draft.get("releases", row["id"]) or {}, "date")
    part = inputs.get("sprints", {})
    for row in (*part.get("added", ()), *part.get("updated", ())):
        _dates_hold(draft.get("sprints", row["id"]) or {})


def _whole_days(row: Row, *fields: str) -> None:
    for field in fields:
        at = row.get(field)
        if isinstance(at, int) and at % DAY:
            raise Invalid(say("Sprints and releases have whole days."), field=f"fields.{field}")


def _dates_hold(row: Row) -> None:
    _whole_days(row, "start", "finish")
    start, finish = row.get("start"), row.get("finish")
    if (start is None) != (finish is None):
        missing = "start" if start is None else "finish"
        raise Invalid(
            say("A sprint has a first and a last day, or neither."), field=f"fields.{missing}"
        )
    if start is None or finish is None:
        if row.get("state") != "planned" and row:
            raise Invalid(say("Say from when to when the sprint runs."), field="fields.start")
        return
    if not isinstance(start, int) or not isinstance(finish, int):
        return
    if finish <= start:
        raise Invalid(say("The last day comes before the first."), field="fields.finish")
    if finish - start > LONGEST * DAY:
        raise Invalid(
            say("A sprint has at most {longest} days.", longest=LONGEST), field="fields.finish"
        )

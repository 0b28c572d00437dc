"""What must always hold of a plan. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Row
from headway.projects.circles import find_circle
from headway.projects.custom import fields_hold
from headway.projects.outline import begins
from headway.projects.recurrence import recurrence_holds
from headway.projects.saved_views import view_holds
from headway.projects.splits import splits_hold
from headway.projects.sprints import sprints_hold
from headway.projects.types import types_hold
from headway.words import say

DEEPEST = 100
MOST_PAUSES = 10_000
NUMBERS = ("contour", "overtime")
"""What of `extra` the engine reads besides the pauses (`headway.exchange.efforts`)."""


def plan_holds(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where the outline, the links or the dates of a plan do not hold."""
    _outline_holds(draft, inputs)
    _links_hold(draft, inputs)
    _dates_hold(draft, inputs)
    for key in _written(inputs, "tasks", "splits"):
        splits_hold((draft.get("tasks", key) or {}).get("splits"))
    for key in _written(inputs, "tasks", "recurrence"):
        recurrence_holds((draft.get("tasks", key) or {}).get("recurrence"))
    for key in _written(inputs, "saved_views", "filter", "columns"):
        row = draft.get("saved_views", key)
        if row is not None:
            view_holds(row)
    _estimates_hold(draft, inputs)
    _workflow_holds(draft, inputs)
    fields_hold(draft, inputs)
    _values_hold(draft, inputs)
    types_hold(draft, inputs)
    sprints_hold(draft, inputs)
    for table in ("tasks", "assignments"):
        for key in _written(inputs, table, "extra"):
            _extra_holds(table, (draft.get(table, key) or {}).get("extra"))


def _written(inputs: Inputs, table: str, *fields: str) -> list[int]:
    """Return the keys of rows that are new or in which one of `fields` changed."""
    change = inputs.get(table)
    if change is None:
        return []
    found = [r["id"] for r in change["added"]]
    found += [u["id"] for u in change["updated"] if not u["after"].keys().isdisjoint(fields)]
    return found


def _outline_holds(draft: Draft, inputs: Inputs) -> None:
    levels: dict[int, int] = {}
    for key in _written(inputs, "tasks", "parent_id"):
        row = draft.get("tasks", key)
        chain: dict[int, None] = {}
        while row is not None and row["id"] not in levels:
            if row["id"] in chain:
                raise Invalid(say("A task would be its own summary."), field="parent_id")
            chain[row["id"]] = None
            row = draft.get("tasks", row["parent_id"])
        level = 0 if row is None else levels[row["id"]]
        for above in reversed(chain):
            level += 1
            levels[above] = level
        if level > DEEPEST:
            raise Invalid(
                say("An outline has at most {deepest} levels.", deepest=DEEPEST), field="parent_id"
            )


def _dates_hold(draft: Draft, inputs: Inputs) -> None:
    for key in _written(inputs, "tasks", "manual_start", "manual_finish", "mode"):
        row = draft.get("tasks", key)
        if row is None or row["mode"] != "manual":
            continue
        start, finish = row["manual_start"], row["manual_finish"]
        if start is not None and finish is not None and finish < start:
            raise Invalid(
                say("'{name}' would finish before it starts.", name=row["name"]),
                field="manual_finish",
            )
    for key in _written(inputs, "projects", "day_start", "day_finish"):
        row = draft.get("projects", key)
        if row is not None and row["day_start"] >= row["day_finish"]:
            raise Invalid(say("The day must end after it starts."), field="day_finish")


def _estimates_hold(draft: Draft, inputs: Inputs) -> None:
    """Three points rise when they are written. A duration that is changed later may leave them
    behind (a task took longer than anybody thought): no reason to refuse it, nor a project that comes
    with such tasks."""
    if begins(draft):
        return
    for key in _written(inputs, "tasks", "optimistic", "pessimistic"):
        row = draft.get("tasks", key)
        if row is None:
            continue
        low, likely, high = row["optimistic"], row["duration"], row["pessimistic"]
        if low is not None and low > likely:
            raise Invalid(
                say(
                    "'{name}': the optimistic duration is longer than the most likely one.",
                    name=row["name"],
                ),
                field="fields.optimistic",
            )
        if high is not None and high < likely:
            raise Invalid(
                say(
                    "'{name}': the pessimistic duration is shorter than the most likely one.",
                    name=row["name"],
                ),
                field="fields.pessimistic",
            )


def _workflow_holds(draft: Draft, inputs: Inputs) -> None:
    """A workflow has columns of different names, at least one to do and one done."""
    if "statuses" not in inputs:
        return
    rows = list(draft.rows("statuses"))
    names: set[str] = set()
    for row in rows:
        name = row["name"].strip().casefold()
        if name in names:
            raise Invalid(
                say("There is a column '{name}' already.", name=row["name"]), field="fields.name"
            )
        names.add(name)
    for category, words in (("todo", say("to do")), ("done", say("done"))):
        if rows and all(row["category"] != category for row in rows):
            raise Invalid(
                say("A board keeps a column for what is {words}.", words=words),
                field="fields.category",
            )


def _values_hold(draft: Draft, inputs: Inputs) -> None:
    """A task has one value of a custom field."""
    for key in _written(inputs, "custom_values", "field_id", "task_id"):
        row = draft.get("custom_values", key)
        if row is None:
            continue
        others = draft.where("custom_values", "task_id", row["task_id"])
        if sum(other["field_id"] == row["field_id"] for other in others) > 1:
            field = draft.get("custom_fields", row["field_id"]) or {"name": ""}
            name = _name(draft, row["task_id"])
            raise Invalid(
                say("'{name}' has a value of '{field}' already.", name=name, field=field["name"]),
                field="value",
            )


def _extra_holds(table: str, extra: Any) -> None:
    """What a file says beside the fields is used for dates where it is numbers: then it must be."""
    field = f"{table}.extra"
    if extra is None:
        return
    if not isinstance(extra, dict):
        raise Invalid(say("extra holds values by name."), field=field)
    for name in NUMBERS:
        if not _is_number(extra.get(name, 0)):
            raise Invalid(say("{name} must be a whole number.", name=name), field=f"{field}.{name}")
    pauses = extra.get("pauses", [])
    if not isinstance(pauses, list | tuple) or len(pauses) > MOST_PAUSES:
        raise Invalid(say("pauses must be a list of [from, to]."), field=f"{field}.pauses")
    for pause in pauses:
        if not (
            isinstance(pause, list | tuple)
            and len(pause) == 2
            and all(_is_number(at) and FIRST_MOMENT <= at <= LAST_MOMENT for at in pause)
            and pause[0] <= pause[1]
        ):
            raise Invalid(say("A pause is [from, to], from 1900 to 2200."), field=f"{field}.pauses")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _links_hold(draft: Draft, inputs: Inputs) -> None:
    """Links go between two tasks that are not within each other, once a pair, in no circle."""
    fresh = _written(inputs, "links", "predecessor_id", "successor_id")
    tasks = inputs.get("tasks", {}).get("updated", [])
    moved = [u["id"] for u in tasks if "parent_id" in u["after"]]
    for update in inputs.get("links", {}).get("updated", []):
        if not update["after"].keys().isdisjoint(("predecessor_id", "successor_id")):
            raise Invalid(say("A link keeps its ends: remove it and make another."), field="links")
    if not fresh and not moved:
        return
    rows = [row for row in (draft.get("links", key) for key in fresh) if row is not None]
    starts = {row["successor_id"] for row in rows} | set(moved)
    for row in (*rows, *_links_around(draft, moved)):
        _check_ends(draft, row["predecessor_id"], row["successor_id"])
    # Only a circle through something new can be new.
    circle = find_circle(draft, starts)
    if circle:
        names = " → ".join(f"'{_name(draft, key)}'" for key in circle)
        raise Invalid(
            say("These tasks would wait for each other: {names}.", names=names), field="links"
        )


def _links_around(draft: Draft, moved: list[int]) -> Iterator[Row]:
    """Yield the links of moved tasks, of all below them and of the summaries above them."""
    seen: set[int] = set()
    queue = list(moved)
    for key in moved:
        row = draft.get("tasks", key)
        for _ in range(DEEPEST):
            if row is None or row["parent_id"] is None:
                break
            row = draft.get("tasks", row["parent_id"])
            if row is not None and row["id"] not in seen:
                seen.add(row["id"])
                yield from draft.where("links", "predecessor_id", row["id"])
                yield from draft.where("links", "successor_id", row["id"])
    below: set[int] = set()
    while queue:
        key = queue.pop()
        if key in below:
            continue
        below.add(key)
        yield from draft.where("links", "predecessor_id", key)
        yield from draft.where("links", "successor_id", key)
        queue += [r["id"] for r in draft.where("tasks", "parent_id", key)]


def _name(draft: Draft, key: int) -> str:
    row = draft.get("tasks", key)
    return row["name"] if row is not None else str(key)


def _check_ends(draft: Draft, before: int, after: int) -> None:
    for inner, outer in ((before, after), (after, before)):
        row = draft.get("tasks", inner)
        while row is not None:
            if row["parent_id"] == outer:
                raise Invalid(
                    say(
                        "'{name}' lies within '{summary}': a task cannot be linked with its own summary.",
                        name=_name(draft, inner),
                        summary=_name(draft, outer),
                    ),
                    field="links",
                )
            row = draft.get("tasks", row["parent_id"])

"""Keeps calendars and people on which plans rest from being removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headway.changes import cache
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.projects.models import Assignment, Block, Project, Scenario, Task, UpdateRequest
from headway.words import say


def nothing_in_use_goes(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where a calendar or a person that goes is used by a plan.

    A use that the same change takes back (an assignment undone with the person it brought) is none.
    """
    calendars = _gone(inputs, "calendars")
    for model, table in ((Project, "projects"), (Task, "tasks")) if calendars else ():
        for row in _users(model, table, "calendar_id", calendars, drafts):
            raise Invalid(
                say(
                    "The {table} '{name}' works by this calendar.",
                    table=table[:-1],
                    name=row["name"],
                ),
                field="calendars.id",
            )
    people = _gone(inputs, "resources")
    if people and _users(Assignment, "assignments", "resource_id", people, drafts):
        raise Invalid(
            say("This person is assigned to tasks: take him out of use instead."),
            field="resources.id",
        )
    for model, table in ((Block, "blocks"), (UpdateRequest, "update_requests")) if people else ():
        if _users(model, table, "resource_id", people, drafts):
            raise Invalid(
                say("Something waits for this person: take him out of use instead."),
                field="resources.id",
            )

    flows = _gone(inputs, "workflows")
    for row in _users(Project, "projects", "workflow_id", flows, drafts) if flows else ():
        raise Invalid(
            say(
                "The project '{name}' uses this workflow: take it out of use instead.",
                name=row["name"],
            ),
            field="workflows.id",
        )


def _gone(inputs: Inputs, table: str) -> list[int]:
    return [row["id"] for row in inputs.get(table, {}).get("removed", [])]


def _users(
    model: Any, table: str, field: str, keys: list[int], drafts: Mapping[int, Draft]
) -> list[dict[str, Any]]:
    """Return the rows of plans that point to one of `keys`, as they stand after the change."""
    found = []
    for row in model.objects.filter(**{f"{field}__in": keys}).values():
        own = drafts.get(row["stream_id"])
        now = row if own is None else own.get(table, row["id"])
        if now is not None and now[field] in keys:
            found.append(now)
    return found + list(_in_scenarios(table, field, keys, drafts))


def _in_scenarios(
    table: str, field: str, keys: list[int], drafts: Mapping[int, Draft]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of open scenarios that point to one of `keys`."""
    opened = Scenario.objects.filter(workspace_id__in=drafts, state="open")
    for key in opened.values_list("id", flat=True):
        state, own = cache.current(key), drafts.get(key)
        rows = () if state is None else state.records.rows(table).values()
        for row in rows if own is None else own.rows(table):
            if row[field] in keys:
                yield row

"""Delay attribution: what moved the finish or a task between two versions."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from headway.analysis.asking import asked
from headway.analysis.delays.report import attribution
from headway.changes.answers import Answer, answers
from headway.changes.wire import Actor

router = Router(tags=["analysis"])


class TaskName(Answer):
    """A task by name."""

    id: int
    name: str


class StretchEnd(Answer):
    """The project at a version."""

    version: int
    at: str
    finish: str | None


class MovedOut(Answer):
    """A change that moved the date."""

    change_id: str
    first: int = Field(description="The project's version before it.")
    last: int = Field(description="The project's version after it.")
    changes: int = Field(description="How many changes were taken together.")
    actor: Actor
    at: str
    until: str
    what: str
    tasks: list[TaskName]
    before: str | None
    after: str | None
    minutes: int = Field(description="Working minutes by which it moved; earlier is negative.")


class AttributionOut(Answer):
    """What moved a date between two versions; the minutes of the items add up to `minutes`."""

    task_id: int | None
    name: str | None
    from_: StretchEnd = Field(alias="from")
    to: StretchEnd
    minutes: int
    minutes_per_day: int
    items: list[MovedOut]
    changes: int
    steps: int
    unmoved: int = Field(description="Changes that did not move it.")
    undone: int = Field(description="Changes that were undone, and what undid them: left out.")
    note: str


@router.get(
    "/projects/{int:project_id}/attribution",
    summary="Delay attribution",
    openapi_extra=answers(AttributionOut),
)
def get_attribution(
    request: HttpRequest,
    project_id: int,
    begin: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    to: Annotated[str | None, Query(max_length=40)] = None,
    task: int | None = None,
    undone: bool = False,
) -> dict[str, Any]:
    """Return which changes moved the project's finish (or a task's), by whom, when, how far.

    `from` and `to` are a version, an ISO date or instant, or baseline:N; without, from baseline 0
    (else the first version) to the newest. What was undone meanwhile is left out together with what
    undid it; with `undone` both are told as they happened.
    """
    who = asked(request, project_id)
    return attribution(who, begin, to, task, undone=undone)

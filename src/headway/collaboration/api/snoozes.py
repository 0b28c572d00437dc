"""The routes of what a person put to sleep in his list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from headway.changes.answers import Answer, answers
from headway.changes.http import user_of
from headway.collaboration.snoozes import snooze, snoozed
from headway.projects.queries import one_task

router = Router(tags=["tasks"])


class Sleeping(Answer):
    """A task that I do not want to see before a day."""

    task_id: int
    until: str = Field(description="The day, in the plan's zone, on which it is shown again.")


class SleepingList(Answer):
    """What I put to sleep."""

    items: list[Sleeping]


class SnoozeIn(BaseModel):
    """Until when a task sleeps; null wakes it."""

    model_config = ConfigDict(extra="forbid")

    until: date | None


@router.get("/my-work/snoozed", summary="What sleeps", openapi_extra=answers(SleepingList))
def get_snoozed(request: HttpRequest) -> Any:
    """Return which of my tasks I do not want to see before a day; nobody else can ask for it."""
    return {"items": snoozed(user_of(request))}


@router.put("/my-work/snoozed/{int:task_id}", summary="Snooze", openapi_extra=answers(SleepingList))
def put_snoozed(request: HttpRequest, task_id: int, body: SnoozeIn) -> Any:
    """Put a task to sleep in my list until a day, or wake it; return what sleeps."""
    user = user_of(request)
    one_task(user, task_id)
    snooze(user, task_id, body.until)
    return {"items": snoozed(user)}

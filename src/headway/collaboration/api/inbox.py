"""The routes of a person's inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from headway.changes.answers import Answer, answers
from headway.changes.checks import LAST_KEY
from headway.changes.http import user_of
from headway.collaboration.inbox.listing import listing, mark, unread

router = Router(tags=["inbox"])


class Named(Answer):
    """A task that an item is about."""

    id: int
    number: int | None
    name: str
    gone: bool = Field(description="Whether it was deleted since.")


class Entry(Answer):
    """One thing that I am told."""

    id: int
    kind: str
    asks: bool = Field(description="Whether it waits for me.")
    actor: str = Field(description="Who did it.")
    at: str
    read: bool
    count: int = Field(description="How many tasks it is about; the first 50 are in `tasks`.")
    tasks: list[Named]
    data: dict[str, Any] = Field(description="What the kind has to say: text, before, after, days.")


class Line(Answer):
    """What I am told of one task, or of one change of many; newest entry first."""

    key: str
    ids: list[int] = Field(description="The items of this line, to mark them by.")
    workspace_id: int
    project_id: int | None
    at: str
    unread: bool
    snoozed_until: str | None
    entries: list[Entry]


class Inbox(Answer):
    """One box of my inbox."""

    items: list[Line]
    unread: int
    projects: list[dict[str, Any]] = Field(description="Id, name, key, zone and workspace_id.")


class Unread(Answer):
    """How many lines are unread."""

    unread: int


class MarkIn(BaseModel):
    """What to do with items: those of `ids`, or all in the inbox where none are named."""

    action: Literal["read", "unread", "archive", "restore", "snooze"]
    ids: list[Annotated[int, Field(le=LAST_KEY)]] | None = Field(None, max_length=2000)
    until: datetime | None = None


@router.get("/inbox", summary="My inbox", openapi_extra=answers(Inbox))
def get_inbox(request: HttpRequest, box: str = "inbox", workspace: int | None = None) -> Any:
    """Return what others did that concerns me, in all workspaces or in one, by task and by change,
    newest first. `box` is `inbox`, `snoozed` or `archive`."""
    return listing(user_of(request), workspace, box)


@router.get("/inbox/unread", summary="What is unread", openapi_extra=answers(Unread))
def get_unread(request: HttpRequest, workspace: int | None = None) -> Any:
    """Return how many lines of my inbox are unread."""
    return {"unread": unread(user_of(request), workspace)}


@router.post("/inbox/mark", summary="Mark items", openapi_extra=answers(Unread))
def post_mark(request: HttpRequest, body: MarkIn, workspace: int | None = None) -> Any:
    """Mark items of my inbox as read or unread, archive them or bring them back, or let them sleep
    `until` an instant. Answers what is unread then, in the same workspaces."""
    user = user_of(request)
    mark(user, workspace, body.action, body.ids, body.until)
    return {"unread": unread(user, workspace)}

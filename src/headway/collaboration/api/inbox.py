"""The routes of a person's inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from headway.changes.answers import Answer, answers, maybe
from headway.changes.checks import LAST_KEY
from headway.changes.http import user_of
from headway.collaboration.inbox.listing import listing, mark, unread

router = Router(tags=["inbox"])


class InboxTask(Answer):
    """A task that an item is about."""

    id: int
    number: int | None
    name: str
    gone: bool = Field(description="Whether it was deleted since.")


class EntryData(Answer):
    """What a kind of entry has to say."""

    model_config = ConfigDict(extra="allow")

    text: str = maybe()
    before: str | None = maybe()
    after: str | None = maybe()
    finish: str | None = maybe()
    days: int = maybe()
    fields: list[str] = maybe("Names of fields that were changed.")
    custom: list[str] = maybe("Titles of fields that the project added.")
    by_link: bool = maybe("Whether the actor has no account: what is told came by link.")


class InboxEntry(Answer):
    """One thing that I am told."""

    id: int
    kind: str
    asks: bool = Field(description="Whether it waits for me.")
    actor: str = Field(description="Who did it.")
    at: str
    read: bool
    count: int = Field(description="How many tasks it is about; the first 50 are in `tasks`.")
    tasks: list[InboxTask]
    data: EntryData


class InboxLine(Answer):
    """What I am told of one task, or of one change of many; newest entry first."""

    key: str
    ids: list[int] = Field(description="The items of this line, to mark them by.")
    workspace_id: int
    project_id: int | None
    at: str
    unread: bool
    snoozed_until: str | None
    entries: list[InboxEntry]


class InboxProject(Answer):
    """A project that lines are about."""

    id: int
    workspace_id: int
    name: str
    key: str
    zone: str


class Inbox(Answer):
    """One box of my inbox."""

    items: list[InboxLine]
    unread: int
    projects: list[InboxProject]


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

"""The route of a person's own work over all projects."""

from __future__ import annotations

import time
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from headway.changes.answers import Answer, answers
from headway.changes.http import user_of
from headway.projects.my_work import mine, my_work

router = Router(tags=["tasks"])


class MyTask(Answer):
    """A task that is mine; dates are ISO local times in its project's zone."""

    id: int
    project_id: int
    number: int
    name: str
    phase: str = Field(description="The name of the summary that it is in.")
    milestone: bool
    start: str | None
    finish: str | None
    deadline: str | None
    percent_complete: int
    actual_start: str | None
    actual_finish: str | None
    priority: int
    remaining_work_minutes: int | None = Field(description="My own work that is left.")
    actual_work_minutes: int | None = Field(description="My own work that is done.")
    assignments: list[int] = Field(description="My assignments to it.")
    blocked: str | None = Field(description="What is in the way; null where it is not blocked.")
    blocked_since: str | None
    reply: Literal["accepted", "declined", "asked", "answered"] | None = Field(
        description="What I said to being assigned: accepted, declined, asked; answered once it was."
    )
    reply_text: str = Field(description="Why I declined, or what I asked.")
    reply_answer: str = Field(description="What was answered.")
    critical: bool | None = Field(description="Null: not known yet; ask with `critical=true`.")


class MyProject(Answer):
    """What the dates and durations of its tasks mean."""

    id: int
    workspace_id: int
    name: str
    key: str
    zone: str
    day_start: int
    day_finish: int
    minutes_per_day: int
    minutes_per_week: int
    days_per_month: int
    version: int
    may_progress: bool = Field(description="Whether I may say how far its tasks are.")
    may_edit: bool = Field(description="Whether I may also say how much of my work is left.")


class MyWork(Answer):
    """My tasks by finish, at most 2,000 of `total`."""

    items: list[MyTask]
    total: int
    projects: list[MyProject]
    resources: list[int] = Field(description="The resources that are me, by account or address.")
    complete: bool = Field(description="Whether it is known of all which are critical.")


@router.get("/my-work", summary="My work", openapi_extra=answers(MyWork))
def get_my_work(
    request: HttpRequest,
    response: HttpResponse,
    workspace: int | None = None,
    critical: bool = False,
) -> Any:
    """Return the tasks that I am assigned to in all projects: unfinished ones, and what was done in
    the last two weeks. `critical` waits up to two seconds for schedules that are not in memory. The
    `ETag` stays the same until something changed: with `If-None-Match` that is answered 304."""
    user, now = user_of(request), int(time.time() // 60)
    who = mine(user, workspace, now)
    tag = f'"{who.stamp}"'
    fresh = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (t.strip() for t in request.headers.get("If-None-Match", "").split(",")):
        return HttpResponse(status=304, headers=fresh)
    found = my_work(user, who, now, critical=critical)
    response.headers["Cache-Control"] = fresh["Cache-Control"]
    # What is not all known yet is worth asking for again.
    if found["complete"]:
        response.headers["ETag"] = tag
    return found

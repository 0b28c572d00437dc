"""Routes of tasks."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from headway.changes import ids
from headway.changes.answers import answers
from headway.changes.errors import Invalid
from headway.changes.http import batch, send, user_of
from headway.changes.perform import parse
from headway.changes.reading import state_for, tasks_of
from headway.changes.wire import Outcome
from headway.projects.api.answers import TaskList, TaskOut, TaskWhy
from headway.projects.api.task_fields import TaskIn, TaskPatch, commands, new_task
from headway.projects.derivations import Scheduled
from headway.projects.queries import one_task, task_items
from headway.projects.why import task_why
from headway.words import say

router = Router(tags=["tasks"])
MOST = 100_000


@router.get("/projects/{int:project_id}/tasks", summary="Tasks", openapi_extra=answers(TaskList))
def get_tasks(
    request: HttpRequest,
    project_id: int,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 1000,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Return tasks in outline order, with their dates."""
    return task_items(user_of(request), project_id, limit, offset)


@router.post(
    "/projects/{int:project_id}/tasks",
    response={201: dict[str, Any]},
    summary="Add a task",
    openapi_extra=answers(Outcome, 201),
)
def post_task(request: HttpRequest, project_id: int, body: TaskIn) -> Status[dict[str, Any]]:
    """Add a task with its length, dates, people and links as one change."""
    user = user_of(request)
    state, _ = state_for(user, project_id, "project")
    key = body.id if body.id is not None else ids.lease(user, 1)[0]
    return Status(201, send(request, project_id, batch(new_task(state, key, body))))


@router.get("/tasks/{int:task_id}", summary="One task", openapi_extra=answers(TaskOut))
def get_task(
    request: HttpRequest, response: HttpResponse, task_id: int, scenario: int | None = None
) -> dict[str, Any]:
    """Return a task, as it is in `scenario` if one is named; `ETag` is the project's (or the
    scenario's) version, for `If-Match`."""
    item, state, _ = one_task(user_of(request), task_id, scenario)
    response.headers["ETag"] = f'"{state.version}"'
    return item


@router.patch("/tasks/{int:task_id}", summary="Change a task", openapi_extra=answers(Outcome))
def patch_task(
    request: HttpRequest, task_id: int, body: TaskPatch, scenario: int | None = None
) -> dict[str, Any]:
    """Change what is sent, as one change; in `scenario` if one is named.

    Setting `start` or `finish` of an automatic task pins it visibly (a constraint), of a manual one
    sets its date, of a started one its actual; `notes` of the answer say which.
    """
    _, state, _ = one_task(user_of(request), task_id, scenario)
    parts = commands(state, task_id, body)
    if not parts:
        raise Invalid(say("Say what is to change."), field="")
    return send(request, state.stream, batch(parts))


@router.delete("/tasks/{int:task_id}", summary="Delete a task", openapi_extra=answers(Outcome))
def delete_task(request: HttpRequest, task_id: int, scenario: int | None = None) -> dict[str, Any]:
    """Delete a task with its branch; undo brings back the same keys. In `scenario` if one is named."""
    _, state, _ = one_task(user_of(request), task_id, scenario)
    return send(request, state.stream, parse("task.delete", {"ids": [task_id]}))


@router.get("/tasks/{int:task_id}/why", summary="Why this date", openapi_extra=answers(TaskWhy))
def get_why(
    request: HttpRequest, task_id: int, scenario: int | None = None, baseline: int = 0
) -> dict[str, Any]:
    """Return what drives a task's start (`chain`) and finish, down to the roots, and its slip against
    `baseline`; in `scenario` if one is named."""
    _, state, viewer = one_task(user_of(request), task_id, scenario)
    result = state.derived["schedule"]
    assert isinstance(result, Scheduled)
    seen = tasks_of(state, viewer)
    people = viewer.may("people.read")
    return task_why(state.records, result, task_id, seen, people=people, baseline=baseline)

"""Routes of the spine: snapshots, changesets, commands, previews, undo, history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from headway.changes import history, ids
from headway.changes.answers import answers, typed
from headway.changes.cache import State
from headway.changes.errors import Invalid, Missing
from headway.changes.http import batch, command_id, user_of
from headway.changes.perform import Envelope, parse, perform
from headway.changes.perform import preview as preview_command
from headway.changes.reading import (
    changesets_since,
    outcome_for,
    preview_for,
    shown,
    snapshot,
    state_for,
    tasks_of,
)
from headway.changes.undo import undo as undo_change
from headway.changes.viewer import Viewer
from headway.changes.visibility import HIDDEN, touches
from headway.changes.wire import History, Ids, Outcome, PreviewOut, Since, Snapshot
from headway.words import say

router = Router(tags=["changes"])
MOST = 200
LOOKED_AT = 2000
"""Changesets through which one request looks for a task's."""
COMMAND_SCHEMA = 1
"""Of what is sent; that of what is stored, `upcasters.SCHEMA`, goes its own way."""


class Part(Schema):
    """A command of several."""

    type: str
    payload: dict[str, Any] = Field(default_factory=dict, json_schema_extra=typed("object"))


class CommandIn(Schema):
    """A command as it is sent."""

    id: UUID | None = None
    type: str
    stream: int
    base: dict[str, int] = Field(default_factory=dict)
    payload: dict[str, Any] = Field(default_factory=dict, json_schema_extra=typed("object"))
    schema_: int = Field(1, alias="schema")


class PreviewIn(Schema):
    """Commands whose outcome is wanted; nothing is written."""

    commands: list[Part] = Field(min_length=1)


@router.post("/commands", summary="Change something", openapi_extra=answers(Outcome))
def post_command(request: HttpRequest, body: CommandIn) -> dict[str, Any]:
    """Carry out a command; the same id again answers the same."""
    user = user_of(request)
    if body.schema_ != COMMAND_SCHEMA:
        raise Invalid(
            say(
                "This server takes commands of schema {command_schema}.",
                command_schema=COMMAND_SCHEMA,
            ),
            field="schema",
        )
    base = {int(k): v for k, v in body.base.items() if k.isdecimal() and len(k) < 20}
    envelope = Envelope(
        parse(body.type, body.payload), body.stream, command_id(request, body.id), base
    )
    return outcome_for(user, perform(envelope, user))


@router.post(
    "/projects/{int:project_id}/preview",
    summary="What commands would change",
    openapi_extra=answers(PreviewOut),
)
def post_preview(request: HttpRequest, project_id: int, body: PreviewIn) -> dict[str, Any]:
    """Return the changeset that commands would make."""
    user = user_of(request)
    state_for(user, project_id, "project")
    command = batch([(part.type, part.payload) for part in body.commands])
    return preview_for(user, preview_command(Envelope(command, project_id), user))


def _tables(tables: str | None) -> set[str] | None:
    return None if tables is None else {t for t in tables.split(",") if t}


@router.get(
    "/projects/{int:project_id}/snapshot",
    summary="The whole project",
    openapi_extra=answers(Snapshot),
)
def project_snapshot(
    request: HttpRequest, project_id: int, tables: str | None = None
) -> dict[str, Any]:
    """Return the plan's tables, columnar."""
    return snapshot(user_of(request), project_id, "project", _tables(tables))


@router.get(
    "/workspaces/{int:workspace_id}/snapshot",
    summary="The whole workspace",
    openapi_extra=answers(Snapshot),
)
def workspace_snapshot(
    request: HttpRequest, workspace_id: int, tables: str | None = None
) -> dict[str, Any]:
    """Return the workspace's tables, columnar."""
    return snapshot(user_of(request), workspace_id, "workspace", _tables(tables))


@router.get(
    "/projects/{int:project_id}/changesets",
    summary="What changed since a version",
    openapi_extra=answers(Since),
)
def project_changesets(request: HttpRequest, project_id: int, since: int) -> dict[str, Any]:
    """Return the changesets after version `since`, or `reset`."""
    return changesets_since(user_of(request), project_id, since, "project")


@router.get(
    "/workspaces/{int:workspace_id}/changesets",
    summary="What changed since a version",
    openapi_extra=answers(Since),
)
def workspace_changesets(request: HttpRequest, workspace_id: int, since: int) -> dict[str, Any]:
    """Return the changesets after version `since`, or `reset`."""
    return changesets_since(user_of(request), workspace_id, since, "workspace")


@router.get(
    "/projects/{int:project_id}/history", summary="Who changed what", openapi_extra=answers(History)
)
def project_history(
    request: HttpRequest,
    project_id: int,
    before: int | None = None,
    limit: int = 50,
    task: int | None = None,
    rows: int | None = None,
) -> dict[str, Any]:
    """Return changesets without results, newest first; with `task` those that touch that task or
    what hangs on it; with `rows` at most so many rows of each part of each table, `counts` saying
    how many there are where some are left out.

    `next` is what `before` goes on with, null at the beginning. A task's history is looked for in
    the newest 2,000 changesets below `before`, so there may be less than `limit` before the next.
    """
    state, viewer = state_for(user_of(request), project_id, "project")
    limit = max(1, min(limit, MOST))
    top = state.version + 1 if before is None else min(before, state.version + 1)
    if task is not None:
        answer = _task_history(state, viewer, task, top, limit)
    else:
        answer = _whole_history(state, viewer, top, limit)
    if rows is not None:
        answer["items"] = [history.shortened(item, max(1, rows)) for item in answer["items"]]
    return answer


def _whole_history(state: State, viewer: Viewer, top: int, limit: int) -> dict[str, Any]:
    """Return a project's history, newest first, and where it goes on."""
    # A guest's branch is followed back from today's, so nothing between may be left out.
    end = top if viewer.branch is None else state.version + 1
    found = history.between(state.stream, top - limit, end)
    if found and found[0]["version"] == 1 and state.parent is not None:
        # A fork begins with the whole plan, which nobody changed.
        found[0]["inputs"] = {}
    items = shown(found, state, viewer, history=True) or []
    kept = [i for i in items if i["version"] < top and i["type"] != HIDDEN["type"]]
    return {"items": list(reversed(kept)), "next": top - limit if top - limit > 1 else None}


def _task_history(state: State, viewer: Viewer, task: int, top: int, limit: int) -> dict[str, Any]:
    """Return what of a history touches a task, newest first, and where it goes on."""
    seen = tasks_of(state, viewer)
    if seen is not None and task not in seen:
        raise Missing(say("There is no such task, or none that you may see."))
    kept: list[dict[str, Any]] = []
    at, last = top, max(1, top - LOOKED_AT)
    while at > last and len(kept) < limit:
        first = max(last, at - MOST)
        end = at if viewer.branch is None else state.version + 1
        found = history.between(state.stream, first, end)
        if found and found[0]["version"] == 1 and state.parent is not None:
            found[0]["inputs"] = {}
        wanted = {c["version"] for c in found if c["version"] < at and touches(c, task)}
        items = shown(found, state, viewer, history=True) or []
        told = [i for i in items if i["version"] in wanted and i["type"] != HIDDEN["type"]]
        kept += reversed(told)
        at = first
    items = kept[:limit]
    if len(kept) > limit:
        at = items[-1]["version"]
    return {"items": items, "next": at if at > 1 else None}


@router.post(
    "/changesets/{int:changeset_id}/undo", summary="Undo a change", openapi_extra=answers(Outcome)
)
def post_undo(request: HttpRequest, changeset_id: int) -> dict[str, Any]:
    """Take back all changesets of that change; undoing the undo does it again."""
    user = user_of(request)
    return outcome_for(user, undo_change(changeset_id, user, command_id(request)))


@router.post("/ids", summary="Keys for new rows", openapi_extra=answers(Ids))
def post_ids(request: HttpRequest) -> dict[str, int]:
    """Lease a block of keys: `next` ≤ key < `until`."""
    first, end = ids.lease(user_of(request))
    return {"next": first, "until": end}

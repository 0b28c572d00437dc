"""Routes of the workflows that a workspace keeps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.changes.answers import Answer, answers
from headway.changes.errors import Forbidden
from headway.changes.http import user_of
from headway.changes.reading import state_for
from headway.projects.following import standing
from headway.projects.queries import workflow_users
from headway.words import say

router = Router(tags=["projects"])


class WorkflowUser(Answer):
    """A project that uses a workflow, and how many cards of it were put into which column."""

    id: int
    name: str
    archived: bool
    cards: dict[str, int]


class WorkflowUse(Answer):
    """A workflow and who uses it."""

    id: int
    projects: list[WorkflowUser]


class WorkflowUses(Answer):
    """The workflows of a workspace."""

    items: list[WorkflowUse]


class FollowingOut(Answer):
    """Whether a project lags behind the workflow that it uses, and why it cannot follow."""

    behind: bool
    refused: str


@router.get(
    "/workspaces/{int:workspace_id}/workflows",
    summary="Who uses which workflow",
    openapi_extra=answers(WorkflowUses),
)
def get_workflows(request: HttpRequest, workspace_id: int) -> dict[str, Any]:
    """Return the projects that use each workflow of the workspace, and by key of its columns how many
    cards of theirs were put there: what a column that goes would move."""
    _, viewer = state_for(user_of(request), workspace_id, "workspace")
    if not viewer.may("projects.manage"):
        raise Forbidden(say("As {role} you do not manage projects.", role=viewer.role))
    return {"items": workflow_users(workspace_id)}


@router.get(
    "/projects/{int:project_id}/workflow",
    summary="Whether it has its workflow",
    openapi_extra=answers(FollowingOut),
)
def get_workflow(request: HttpRequest, project_id: int) -> dict[str, bool | str]:
    """Return whether the project lags `behind` the workspace's workflow that it uses, and for one that
    cannot follow why: `refused`, else empty."""
    _, viewer = state_for(user_of(request), project_id, "project")
    if not viewer.may("projects.manage"):
        raise Forbidden(say("As {role} you do not manage projects.", role=viewer.role))
    return standing(project_id)

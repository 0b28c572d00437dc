"""Routes of projects: list, start, change, archive, why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from headway.changes.answers import answers
from headway.changes.errors import Forbidden, Invalid
from headway.changes.http import command_id, send, user_of
from headway.changes.perform import Envelope, parse, perform
from headway.changes.reading import outcome_for, state_for, tasks_of
from headway.changes.wire import Outcome
from headway.projects import templates
from headway.projects.api.answers import ProjectList, ProjectSettings, ProjectWhy
from headway.projects.api.values import moment
from headway.projects.commands.project import ProjectFill
from headway.projects.derivations import Scheduled
from headway.projects.import_people import choices
from headway.projects.import_rows import fill
from headway.projects.importing import today, workspace_for
from headway.projects.queries import project_item, project_items
from headway.projects.template_queries import OWN, own_template, project_from
from headway.projects.why import project_why
from headway.words import say

router = Router(tags=["projects"])
DAY_START, DAY_FINISH = 540, 1020
"""What a date without a time means before a project has settings of its own."""
DATES = ("start", "finish_by", "status_date")


class ProjectIn(Schema):
    """A new project: a name, when it starts or must be finished, and the country."""

    model_config = ConfigDict(extra="forbid")

    name: str
    start: str | None = Field(None, description="ISO date or local time.")
    finish_by: str | None = Field(None, description="Must-finish date.")
    country: str = Field("", description="Country code: sets the public holidays.")
    key: str | None = None
    zone: str = Field("UTC", description="IANA time zone of the plan's dates.")
    currency: str | None = None
    template: str | None = Field(None, description="Id of a template to start from.")
    workspace_id: int | None = Field(None, description="Else the first workspace of one's own.")


class ProjectPatch(Schema):
    """Settings of a project; only what is sent changes."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    key: str | None = None
    description: str | None = None
    start: str | None = None
    finish_by: str | None = None
    status_date: str | None = None
    schedule_from: str | None = None
    zone: str | None = None
    currency: str | None = None
    calendar_id: int | None = None
    minutes_per_day: int | None = None
    minutes_per_week: int | None = None
    days_per_month: int | None = None
    archived: bool | None = None


@router.get("/projects", summary="My projects", openapi_extra=answers(ProjectList))
def get_projects(
    request: HttpRequest, workspace: int | None = None, archived: bool = False
) -> dict[str, Any]:
    """Return the projects that one may open, archived ones only if asked for."""
    return {"items": project_items(user_of(request), workspace, archived=archived)}


@router.post(
    "/projects",
    response={201: dict[str, Any]},
    summary="Start a project",
    openapi_extra=answers(Outcome, 201),
)
def post_project(request: HttpRequest, body: ProjectIn) -> Status[dict[str, Any]]:
    """Bring a project into being; its key is in `created.projects`."""
    user = user_of(request)
    workspace = workspace_for(user, body.workspace_id)
    given = body.model_dump(exclude={"workspace_id", "template"}, exclude_none=True)
    given["start"] = moment(body.start, DAY_START, "start")
    given["finish_by"] = moment(body.finish_by, DAY_FINISH, "finish_by")
    if given["start"] is None and given["finish_by"] is None:
        raise Invalid(say("Say when it starts or when it must be finished."), field="start")
    if body.template is None:
        command = parse("project.create", given)
    else:
        command = _from_template(user, workspace, body.template, given)
    envelope = Envelope(command, workspace, command_id(request))
    return Status(201, outcome_for(user, perform(envelope, user)))


def _from_template(user: int, workspace: int, template: str, given: dict[str, Any]) -> ProjectFill:
    state, _ = state_for(user, workspace, "workspace")
    if template.startswith(OWN):
        kept = own_template(user, template, workspace)
        return project_from(kept, state, given, datetime.now(UTC).year)
    document = templates.document_of(template)
    document.start, document.finish_by = given["start"], given["finish_by"]
    if document.start is None:
        document.schedule_from = "finish"
    filled = fill(document, choices(document, state.records, {}), today(), rates=False)
    settings = {k: v for k, v in filled.settings.items() if v is not None}
    settings |= {k: given[k] for k in ("key", "currency") if given.get(k)}
    return ProjectFill(
        name=given["name"],
        settings=settings,
        country=given["country"],
        zone=given["zone"],
        rows=filled.rows,
    )


@router.get(
    "/projects/{int:project_id}", summary="One project", openapi_extra=answers(ProjectSettings)
)
def get_project(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return a project with its settings and figures."""
    return project_item(user_of(request), project_id)


@router.patch(
    "/projects/{int:project_id}", summary="Change settings", openapi_extra=answers(Outcome)
)
def patch_project(request: HttpRequest, project_id: int, body: ProjectPatch) -> dict[str, Any]:
    """Change a project's settings; `archived` puts it out of the way or brings it back."""
    state, viewer = state_for(user_of(request), project_id, "project")
    fields = body.model_dump(include=body.model_fields_set)
    if not fields:
        raise Invalid(say("Say what is to change."), field="")
    if "archived" in fields and not viewer.may("projects.manage"):
        raise Forbidden(say("As {role} you cannot archive projects.", role=viewer.role))
    row = state.records.rows("projects")[project_id]
    for name in DATES:
        if name in fields:
            clock = row["day_start"] if name == "start" else row["day_finish"]
            fields[name] = moment(fields[name], clock, name)
    return send(request, project_id, parse("project.update", {"fields": fields}))


@router.delete(
    "/projects/{int:project_id}", summary="Archive a project", openapi_extra=answers(Outcome)
)
def delete_project(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Put a project out of the way. People's work is never destroyed: PATCH brings it back."""
    _, viewer = state_for(user_of(request), project_id, "project")
    if not viewer.may("projects.manage"):
        raise Forbidden(say("As {role} you cannot archive projects.", role=viewer.role))
    return send(request, project_id, parse("project.update", {"fields": {"archived": True}}))


@router.get(
    "/projects/{int:project_id}/why", summary="Why this finish", openapi_extra=answers(ProjectWhy)
)
def get_why(request: HttpRequest, project_id: int, baseline: int = 0) -> dict[str, Any]:
    """Return the chain that drives the project's finish and its slip against `baseline`."""
    state, viewer = state_for(user_of(request), project_id, "project")
    result = state.derived["schedule"]
    assert isinstance(result, Scheduled)
    seen = tasks_of(state, viewer)
    people = viewer.may("people.read")
    return project_why(state.records, result, seen, people=people, baseline=baseline)

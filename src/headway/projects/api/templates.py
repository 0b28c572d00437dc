"""Routes of templates: those that come along, and those that a workspace keeps."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field

from headway.changes.answers import Answer, answers, maybe
from headway.changes.checks import storable
from headway.changes.errors import Invalid
from headway.changes.http import command_id, user_of
from headway.projects import templates
from headway.projects.template_queries import (
    item,
    keep,
    own_items,
    own_template,
    proposed,
    told,
)
from headway.words import say

router = Router(tags=["projects"])
LONGEST_NAME, LONGEST_TEXT = 200, 2_000


class TemplateIn(BaseModel):
    """What to keep: the whole project, or the branches of `task_ids`; `roles` names by the key of a
    resource the role that stands for it, empty for nobody."""

    model_config = ConfigDict(extra="forbid")

    name: str
    description: str = ""
    task_ids: list[int] | None = Field(None, min_length=1, max_length=1000)
    roles: dict[int, str] = Field(default_factory=dict)


class TemplatePatch(BaseModel):
    """What to change of a template; `removed` takes it out of the lists, or brings it back."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    description: str | None = None
    removed: bool | None = None


class RolesIn(BaseModel):
    """Of which branches; none is the whole project."""

    model_config = ConfigDict(extra="forbid")

    task_ids: list[int] | None = Field(None, max_length=1000)


class TemplateItem(Answer):
    """A template: one that comes along has no workspace, and nothing of who made it."""

    id: str
    name: str
    description: str
    tasks: int
    workspace_id: int = maybe()
    kind: Literal["project", "tasks"] = maybe()
    days: int = maybe("Working days from start to finish.")
    made_by: str = maybe()
    made_at: str = maybe()
    removed: bool = maybe()


class TemplateList(Answer):
    """Templates."""

    items: list[TemplateItem]


class KeptTemplate(Answer):
    """A template that a workspace keeps."""

    id: str
    workspace_id: int
    kind: Literal["project", "tasks"]
    name: str
    description: str
    tasks: int
    days: int = Field(description="Working days from start to finish.")
    made_by: str
    made_at: str
    removed: bool


class TemplateLine(Answer):
    """A line of a template's outline."""

    name: str
    level: int
    duration_minutes: int | None = Field(description="Null for a summary.")
    milestone: bool
    roles: list[str]


class TemplateInside(KeptTemplate):
    """A template with what it holds."""

    outline: list[TemplateLine]
    links: int
    roles: list[str]
    fields: list[str]
    statuses: list[str]
    views: list[str]
    calendar: str | None
    minutes_per_day: int


class TemplateBody(Answer):
    """What the command `template.insert` takes as `body`."""

    body: dict[str, Any]


class RoleProposal(Answer):
    """Who works on what would be kept, and the role that would stand for them."""

    resource_id: int
    name: str
    role: str


class RoleProposals(Answer):
    """A role for each who works on it."""

    items: list[RoleProposal]


class NewTemplate(KeptTemplate):
    """A template just kept, and what did not go along."""

    left_out: list[str]


@router.get("/templates", summary="Templates", openapi_extra=answers(TemplateList))
def get_templates(request: HttpRequest, kind: str = "project") -> dict[str, Any]:
    """Return the templates that projects can start from: those that come along (without
    `workspace_id`), and those that one's workspaces keep; or with `kind=tasks` those of branches."""
    if kind not in ("project", "tasks"):
        raise Invalid(say("A template is one of project or tasks."), field="kind")
    own = own_items(user_of(request), kind)
    return {"items": own if kind == "tasks" else [*templates.items(), *own]}


@router.get(
    "/templates/{template_id}",
    summary="What is in a template",
    openapi_extra=answers(TemplateInside),
)
def get_template(request: HttpRequest, template_id: str) -> dict[str, Any]:
    """Return what a workspace's template holds: its outline with roles, fields, views, workflow."""
    return told(own_template(user_of(request), template_id))


@router.get(
    "/templates/{template_id}/body",
    summary="A template as it is put in",
    openapi_extra=answers(TemplateBody),
)
def get_body(request: HttpRequest, template_id: str) -> dict[str, Any]:
    """Return what the command `template.insert` takes as `body`."""
    return {"body": own_template(user_of(request), template_id).body}


@router.patch(
    "/templates/{template_id}", summary="Change a template", openapi_extra=answers(KeptTemplate)
)
def patch_template(request: HttpRequest, template_id: str, body: TemplatePatch) -> dict[str, Any]:
    """Rename or describe a template, take it away or bring it back."""
    row = own_template(user_of(request), template_id)
    given = body.model_dump(exclude_none=True)
    if not given:
        raise Invalid(say("Say what is to change."), field="")
    for name, value in _named(given).items():
        setattr(row, name, value)
    row.save(update_fields=list(given))
    return item(row)


@router.delete("/templates/{template_id}", summary="Remove a template", response={204: None})
def delete_template(request: HttpRequest, template_id: str) -> Any:
    """Take a template out of the lists; PATCH with `removed` false brings it back."""
    row = own_template(user_of(request), template_id)
    row.removed = True
    row.save(update_fields=["removed"])
    return Status(204, None)


@router.post(
    "/projects/{int:project_id}/template-roles",
    summary="Roles of a template to be",
    openapi_extra=answers(RoleProposals),
)
def post_roles(request: HttpRequest, project_id: int, body: RolesIn) -> dict[str, Any]:
    """Return who works on what would be kept, each with the role that would stand for them."""
    return {"items": proposed(user_of(request), project_id, body.task_ids)}


@router.post(
    "/projects/{int:project_id}/templates",
    summary="Keep as a template",
    openapi_extra=answers(NewTemplate, 201),
    response={201: dict[str, Any]},
)
def post_template(request: HttpRequest, project_id: int, body: TemplateIn) -> Status[Any]:
    """Keep a project, or branches of it, as a template: structure, links, lengths, roles, workflow,
    fields and views, dates as working days from the start; no progress. `left_out` says what does
    not go along."""
    given = _named(body.model_dump(include={"name", "description"}))
    if not all(map(storable, body.roles.values())):
        raise Invalid(say("It holds a character that cannot be stored."), field="roles")
    asked = command_id(request)
    row = keep(user_of(request), project_id, given, body.task_ids, body.roles, asked)
    return Status(201, {**item(row), "left_out": row.body["left_out"]})


def _named(given: dict[str, Any]) -> dict[str, Any]:
    """Return name and description, trimmed; raise Invalid where they are none."""
    found = {k: v.strip() if isinstance(v, str) else v for k, v in given.items()}
    for name, longest in (("name", LONGEST_NAME), ("description", LONGEST_TEXT)):
        text = found.get(name)
        if text is None:
            continue
        if len(text) > longest:
            raise Invalid(say("It has at most {longest} characters.", longest=longest), field=name)
        if not storable(text):
            raise Invalid(say("It holds a character that cannot be stored."), field=name)
    if found.get("name") == "":
        raise Invalid(say("A template has a name."), field="name")
    return found

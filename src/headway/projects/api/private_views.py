"""A person's own saved views: kept beside the streams, seen by nobody else."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field

from headway.changes.answers import Answer, answers
from headway.changes.checks import problem_with
from headway.changes.errors import Invalid, Missing
from headway.changes.http import user_of
from headway.changes.reading import standing
from headway.projects.models import PrivateView
from headway.projects.records import SAVED_VIEWS, VIEW_KINDS
from headway.projects.saved_views import view_holds
from headway.words import say

router = Router(tags=["projects"])
MOST = 200
"""Views that one person may keep in one project."""
KEY = re.compile(r"[a-z0-9]{4,32}")
FIELDS = ("name", "kind", "filter", "grouping", "sorting", "colour", "columns", "zoom")


class ViewIn(BaseModel):
    """What a view shows, as in the table `saved_views`."""

    model_config = ConfigDict(extra="forbid")

    name: str
    kind: str = Field("gantt", description="One of " + ", ".join(VIEW_KINDS) + ".")
    filter: dict[str, Any] | None = None
    grouping: str = ""
    sorting: str = ""
    colour: str = ""
    columns: list[dict[str, Any]] | None = None
    zoom: int | None = None


class ViewOut(ViewIn):
    """One of my own views."""

    key: str = Field(
        description="Made by who saved it; his alone, so that saving again is harmless."
    )


class ViewList(Answer):
    """My own views of a project by name."""

    items: list[ViewOut]


def _project(request: HttpRequest, project_id: int) -> tuple[int, int]:
    """Return the account and the project, of a scenario the one that it is a fork of; raise Missing
    where there is nothing that he may see."""
    user = user_of(request)
    state, _, _ = standing(user, project_id, "project")
    return user, state.parent or project_id


def _told(row: PrivateView) -> dict[str, Any]:
    return {"key": row.key} | {name: getattr(row, name) for name in FIELDS}


@router.get(
    "/projects/{int:project_id}/private-views",
    summary="My own views of a project",
    openapi_extra=answers(ViewList),
)
def get_private_views(request: HttpRequest, project_id: int) -> Any:
    """Return the views that I saved for myself; a scenario has those of its project."""
    user, project = _project(request, project_id)
    rows = PrivateView.objects.filter(user_id=user, project_id=project).order_by("name", "key")
    return {"items": [_told(row) for row in rows]}


@router.put(
    "/projects/{int:project_id}/private-views/{key}",
    summary="Save one of my own views",
    openapi_extra=answers(ViewOut),
)
def put_private_view(request: HttpRequest, project_id: int, body: ViewIn, key: str) -> Any:
    """Save a view for myself under a key that I make, or save it anew."""
    user, project = _project(request, project_id)
    if not KEY.fullmatch(key):
        raise Invalid(say("A key is 4 to 32 of a-z and 0-9."), field="key")
    values = body.model_dump()
    values["name"] = values["name"].strip()
    _checked(values)
    with transaction.atomic():
        mine = PrivateView.objects.filter(user_id=user, project_id=project)
        if not mine.filter(key=key).exists() and mine.count() >= MOST:
            raise Invalid(
                say("You may keep at most {most} views of a project.", most=MOST), field="key"
            )
        row, _ = PrivateView.objects.update_or_create(
            user_id=user, project_id=project, key=key, defaults=values
        )
    return _told(row)


@router.delete(
    "/projects/{int:project_id}/private-views/{key}",
    summary="Remove one of my own views",
    response={204: None},
)
def delete_private_view(request: HttpRequest, project_id: int, key: str) -> Any:
    """Remove one of my own views."""
    user, project = _project(request, project_id)
    gone, _ = PrivateView.objects.filter(user_id=user, project_id=project, key=key).delete()
    if not gone:
        raise Missing(say("You have no such view."))
    return Status(204, None)


def _checked(values: dict[str, Any]) -> None:
    """Raise Invalid where a value is none that the table `saved_views` takes."""
    for name in FIELDS:
        wrong = problem_with(SAVED_VIEWS.by_name[name], values[name])
        if wrong:
            raise Invalid(wrong, field=name)
    view_holds(values)

"""Routes of running the place: the demo workspace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.changes.answers import Answer, answers
from headway.changes.errors import Forbidden, Missing
from headway.changes.http import user_of
from headway.changes.reading import state_for
from headway.operations import demo, newcomers
from headway.projects.models import Project
from headway.words import say

router = Router(tags=["operations"])


class DemoOut(Answer):
    """The demo made anew."""

    workspace_id: int
    projects: list[int]


@router.post("/demo/reset", summary="Reset the demo", openapi_extra=answers(DemoOut))
def post_demo_reset(request: HttpRequest) -> dict[str, Any]:
    """Make the demo workspace anew; what was changed in it is lost, its address is a new one."""
    workspace = newcomers.demo_workspace()
    if workspace is None:
        raise Missing(say("There is no demo here."))
    _, viewer = state_for(user_of(request), workspace, "workspace")
    if not viewer.may("workspace.edit"):
        raise Forbidden(say("Only an owner of the demo may reset it."))
    new = demo.reset()
    projects = Project.objects.filter(workspace_id=new).order_by("id")
    return {"workspace_id": new, "projects": list(projects.values_list("id", flat=True))}

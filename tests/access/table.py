"""Every route: how it is asked, and what each person gets.

A row is keyed by method and path as in the OpenAPI document. `ask` makes body and query from the
small world; `{...}` in path and query are filled from it. `gets` are the statuses for OWNER, MANAGER,
MEMBER, VIEWER, GUEST (of the branch "Build"), STRANGER (an account without membership) and NOBODY
(not signed in), in this order. Where a path can lead inside or outside the guest's branch, the row
leads outside; `inside` names what he gets inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.line.world import World, is_account, send

PEOPLE = ("owner", "manager", "member", "viewer", "guest", "stranger", "nobody")


@dataclass(frozen=True)
class Route:
    """How a route is asked and what each of PEOPLE gets."""

    gets: tuple[int, ...]
    body: Callable[[World], Any] = lambda world: None
    query: str = ""
    file: bool = False
    fill: dict[str, Callable[[World], Any]] = field(default_factory=dict)
    twice: bool = True
    """Whether each person can ask in the same world."""


def _scenario(w: World) -> int:
    if "scenario" not in w.changes:
        made = send(w.users["owner"], w.project, "scenario.create", {"name": "What if"})
        w.changes["scenario"] = made["created"]["scenarios"][0]
    return w.changes["scenario"]


def _template(w: World) -> str:
    from headway.projects.template_queries import OWN, keep

    if "template" not in w.changes:
        values = {"name": "Kept", "description": ""}
        row = keep(w.users["owner"], w.project, values, [w.tasks["Build"]], {}, uuid4())
        w.changes["template"] = row.pk
    return f"{OWN}{w.changes['template']}"


FILL: dict[str, Callable[[World], Any]] = {
    "project_id": lambda w: w.project,
    "workspace_id": lambda w: w.workspace,
    "scenario_id": _scenario,
    "task_id": lambda w: w.tasks["Aside"],
    "link_id": lambda w: w.link("Plan", "Order"),
    "sprint_id": lambda w: w.running,
    "changeset_id": lambda w: w.changes["renamed"],
    "token_id": lambda w: w.changes["token"],
}


def _command(type_: str, **payload: Any) -> Callable[[World], Any]:
    def body(w: World) -> Any:
        filled = {k: v(w) if callable(v) else v for k, v in payload.items()}
        return {"type": type_, "stream": w.project, "payload": filled}

    return body


def _run(w: World) -> Any:
    """Return the key of a run of the project that has ended."""
    from uuid import uuid4

    from headway.analysis.models import DONE, Run

    made = Run.objects.create(
        project_id=w.project, workspace_id=w.workspace, kind="levelling", command_id=uuid4(),
        user_id=w.users["owner"], user_name="Olga", state=DONE, created_at=datetime.now(UTC),
    )  # fmt: skip
    return made.pk


def _private_view(w: World) -> str:
    """Return the key of a view that each person keeps."""
    from headway.projects.models import PrivateView

    for user in w.users.values():
        PrivateView.objects.get_or_create(
            user_id=user, project_id=w.project, key="mine", defaults={"name": "M", "kind": "gantt"}
        )
    return "mine"


def _attachment(w: World) -> int:
    """Return the key of a file outside the guest's branch, with its bytes in the store."""
    from django.core.files.base import ContentFile

    from headway.collaboration.store import name_of, store
    from tests.line.world import attach

    if "attachment" not in w.changes:
        store().put(name_of(w.workspace, "a" * 64), ContentFile(b"plan"))
        w.changes["attachment"] = attach(w, "Aside")
    return w.changes["attachment"]


def _update_link(w: World) -> str:
    """Return the secret part of a link by which the world's request is answered."""
    from headway.collaboration.updates import links

    found = links.good_link(w.request) or links.new_link(
        w.project, w.workspace, w.request, w.users["member"], links.LIFE
    )
    return links.address(found).rsplit("/", 1)[1]


ASKED: dict[str, Callable[[World], Any]] = {"request_id": lambda w: w.request}
LINKED: dict[str, Callable[[World], Any]] = {"token": _update_link}

READ = (200, 200, 200, 200, 200, 404, 401)
READ_ALL = (200, 200, 200, 200, 404, 404, 401)
EDIT = (200, 200, 200, 403, 403, 404, 401)
MAKE = (201, 201, 201, 403, 403, 404, 401)
ANYONE = (200, 200, 200, 200, 200, 200, 401)
OUTSIDE = (200, 200, 200, 403, 404, 404, 401)
ANALYSIS = (200, 200, 200, 200, 403, 404, 401)

TABLE: dict[str, Route] = {
    "POST /api/v1/commands": Route(
        EDIT, _command("task.update", id=lambda w: w.tasks["Plan"], fields={"notes": "x"})
    ),
    "POST /api/v1/projects/{project_id}/preview": Route(
        EDIT,
        lambda w: {
            "commands": [
                {
                    "type": "task.update",
                    "payload": {"id": w.tasks["Plan"], "fields": {"notes": "y"}},
                }
            ]
        },
    ),
    "GET /api/v1/projects/{project_id}/snapshot": Route(READ),
    "GET /api/v1/workspaces/{workspace_id}/snapshot": Route(READ),
    "GET /api/v1/projects/{project_id}/changesets": Route(READ, query="since=0"),
    "GET /api/v1/workspaces/{workspace_id}/changesets": Route(READ, query="since=0"),
    "GET /api/v1/projects/{project_id}/history": Route(READ),
    "POST /api/v1/changesets/{changeset_id}/undo": Route(OUTSIDE, twice=False),
    "POST /api/v1/ids": Route(ANYONE),
    "GET /api/v1/me": Route(ANYONE),
    "PATCH /api/v1/me": Route(ANYONE, lambda w: {"name": "Someone"}),
    "POST /api/v1/workspaces": Route(
        (201, 201, 201, 201, 201, 201, 401), lambda w: {"name": "Mine"}
    ),
    "POST /api/v1/workspaces/{workspace_id}/invitations": Route(
        (201, 403, 403, 403, 403, 404, 401),
        lambda w: {"email": "new@example.org", "role": "member"},
    ),
    "GET /api/v1/tokens": Route(ANYONE),
    "POST /api/v1/tokens": Route((201, 201, 201, 201, 201, 201, 401), lambda w: {"name": "T"}),
    "DELETE /api/v1/tokens/{token_id}": Route((204, 404, 404, 404, 404, 404, 401), twice=False),
    "GET /api/v1/projects": Route(ANYONE),
    "POST /api/v1/projects": Route(
        (201, 201, 201, 403, 403, 404, 401),
        lambda w: {"name": "P", "start": "2026-03-02", "workspace_id": w.workspace},
    ),
    "GET /api/v1/projects/{project_id}": Route(READ),
    "PATCH /api/v1/projects/{project_id}": Route(EDIT, lambda w: {"name": "Moved"}),
    "DELETE /api/v1/projects/{project_id}": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/projects/{project_id}/why": Route(READ),
    "GET /api/v1/projects/{project_id}/tasks": Route(READ),
    "POST /api/v1/projects/{project_id}/tasks": Route(MAKE, lambda w: {"name": "T"}),
    "GET /api/v1/projects/{project_id}/scenarios": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/scenarios/compare": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/scenarios/risk": Route(ANALYSIS),
    "GET /api/v1/scenarios/{scenario_id}": Route(READ_ALL),
    "GET /api/v1/scenarios/{scenario_id}/compare": Route(READ_ALL),
    "GET /api/v1/scenarios/{scenario_id}/merge": Route(READ_ALL),
    "GET /api/v1/scenarios/{scenario_id}/rebase": Route(READ_ALL),
    "GET /api/v1/my-work": Route(ANYONE),
    "GET /api/v1/my-work/snoozed": Route(ANYONE),
    "PUT /api/v1/my-work/snoozed/{task_id}": Route(
        READ_ALL, lambda w: {"until": (datetime.now(UTC) + timedelta(days=3)).date().isoformat()}
    ),
    "GET /api/v1/search": Route(ANYONE, query="q=plan"),
    "GET /api/v1/workspaces/{workspace_id}/workflows": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/projects/{project_id}/workflow": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/inbox": Route(ANYONE),
    "GET /api/v1/inbox/unread": Route(ANYONE),
    "GET /api/v1/workspaces/{workspace_id}/my-updates": Route(READ),
    "POST /api/v1/projects/{project_id}/update-effect": Route(
        OUTSIDE,
        lambda w: {
            "answers": [
                {
                    "task_id": w.tasks["Plan"],
                    "resource_id": is_account(w, "Ana", "member"),
                    "percent": 10,
                }
            ]
        },
    ),
    "GET /api/v1/projects/{project_id}/update-requests/{request_id}/link": Route(EDIT, fill=ASKED),
    "POST /api/v1/projects/{project_id}/update-requests/{request_id}/link": Route(
        MAKE, lambda w: {"days": 3}, fill=ASKED
    ),
    "DELETE /api/v1/projects/{project_id}/update-requests/{request_id}/link": Route(
        (204, 204, 204, 403, 403, 404, 401), fill=ASKED
    ),
    # Without an account: the link alone says what may be seen, and that is its tasks.
    "GET /api/v1/update-links/{token}": Route((200,) * 7, fill=LINKED),
    "POST /api/v1/update-links/{token}/effect": Route(
        (200,) * 7,
        lambda w: {"answers": [{"task_id": w.tasks["Mount"], "percent": 20}]},
        fill=LINKED,
    ),
    "POST /api/v1/update-links/{token}": Route(
        (200,) * 7,
        lambda w: {"answers": [{"task_id": w.tasks["Mount"], "percent": 20}]},
        fill=LINKED,
    ),
    "POST /api/v1/inbox/mark": Route(ANYONE, lambda w: {"action": "read"}),
    "GET /api/v1/projects/{project_id}/private-views": Route(READ),
    "PUT /api/v1/projects/{project_id}/private-views/{key}": Route(
        READ, lambda w: {"name": "Late ones", "kind": "sheet"}, fill={"key": lambda w: "late"}
    ),
    "DELETE /api/v1/projects/{project_id}/private-views/{key}": Route(
        (204, 204, 204, 204, 204, 404, 401), fill={"key": _private_view}
    ),
    "GET /api/v1/tasks/{task_id}": Route(READ_ALL),
    "PATCH /api/v1/tasks/{task_id}": Route(OUTSIDE, lambda w: {"name": "T"}),
    "DELETE /api/v1/tasks/{task_id}": Route(OUTSIDE, twice=False),
    "GET /api/v1/tasks/{task_id}/why": Route(READ_ALL),
    "POST /api/v1/projects/{project_id}/links": Route(
        MAKE,
        lambda w: {"predecessor_id": w.tasks["Aside"], "successor_id": w.tasks["Test"]},
        twice=False,
    ),
    "PATCH /api/v1/links/{link_id}": Route(OUTSIDE, lambda w: {"lag": "1d"}),
    "DELETE /api/v1/links/{link_id}": Route(OUTSIDE, twice=False),
    "POST /api/v1/projects/import": Route((201, 201, 201, 403, 403, 404, 401), file=True),
    "POST /api/v1/projects/import/inspect": Route((200, 200, 200, 403, 403, 404, 401), file=True),
    "GET /api/v1/projects/{project_id}/import-report": Route((404,) * 6 + (401,)),
    "POST /api/v1/projects/{project_id}/import-report/keep": Route(
        (404,) * 6 + (401,), lambda w: {"task_ids": [w.tasks["Plan"]]}
    ),
    "GET /api/v1/projects/{project_id}/export": Route(READ),
    "GET /api/v1/projects/{project_id}/gantt.pdf": Route(READ),
    "POST /api/v1/projects/{project_id}/gantt.pdf": Route(
        READ, lambda w: {"tasks": [w.tasks["Plan"]]}
    ),
    "GET /api/v1/projects/{project_id}/gantt.png": Route(READ, query="scale=0.5"),
    "POST /api/v1/projects/{project_id}/gantt.png": Route(
        READ, lambda w: {"view": "steering"}, query="scale=0.5"
    ),
    "GET /api/v1/roadmap": Route(READ, query="projects={project_id}"),
    "GET /api/v1/roadmap.pdf": Route(READ, query="projects={project_id}"),
    "GET /api/v1/roadmap.png": Route(READ, query="projects={project_id}&scale=0.5"),
    "GET /api/v1/projects/{project_id}/earned-value": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/projects/{project_id}/attribution": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/finish-earlier": Route(ANALYSIS),
    "GET /api/v1/tasks/{task_id}/path": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/plan-check": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/tracking": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/scope": Route(ANALYSIS),
    "POST /api/v1/tasks/{task_id}/files": Route((201, 201, 201, 403, 404, 404, 401), file=True),
    "GET /api/v1/attachments/{attachment_id}": Route(READ_ALL, fill={"attachment_id": _attachment}),
    "GET /api/v1/projects/{project_id}/costs": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/tasks/{task_id}/cost": Route((200, 200, 403, 403, 403, 404, 401)),
    "GET /api/v1/projects/{project_id}/runs": Route(ANALYSIS, query="kind=levelling"),
    "GET /api/v1/projects/{project_id}/levelling": Route(ANALYSIS),
    "POST /api/v1/projects/{project_id}/levelling": Route(
        (202, 202, 202, 202, 403, 404, 401), lambda w: {"seconds": 1}, twice=False
    ),
    "GET /api/v1/runs/{run_id}": Route(ANALYSIS, fill={"run_id": _run}),
    "POST /api/v1/runs/{run_id}/stop": Route(
        (202, 202, 202, 403, 403, 404, 401), fill={"run_id": _run}
    ),
    "DELETE /api/v1/runs/{run_id}": Route(
        (204, 204, 204, 403, 403, 404, 401), fill={"run_id": _run}
    ),
    "GET /api/v1/projects/{project_id}/risk": Route(ANALYSIS, query="trials=200"),
    "POST /api/v1/projects/{project_id}/risk": Route(ANALYSIS, lambda w: {"trials": 200}),
    "GET /api/v1/projects/{project_id}/throughput": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/flow": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/sprints": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/sprints/capacity": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/sprints/{sprint_id}": Route(ANALYSIS),
    "GET /api/v1/projects/{project_id}/releases": Route(ANALYSIS),
    "GET /api/v1/templates": Route(ANYONE),
    "GET /api/v1/templates/{template_id}": Route(
        (200, 200, 200, 404, 404, 404, 401), fill={"template_id": _template}
    ),
    "PATCH /api/v1/templates/{template_id}": Route(
        (200, 200, 200, 404, 404, 404, 401),
        lambda w: {"name": "Again"},
        fill={"template_id": _template},
    ),
    "DELETE /api/v1/templates/{template_id}": Route(
        (204, 204, 204, 404, 404, 404, 401), fill={"template_id": _template}
    ),
    "POST /api/v1/projects/{project_id}/template-roles": Route(
        (200, 200, 200, 403, 403, 404, 401), lambda w: {}
    ),
    "POST /api/v1/projects/{project_id}/templates": Route(
        (201, 201, 201, 403, 403, 404, 401), lambda w: {"name": "Kept"}
    ),
    "GET /api/v1/templates/{template_id}/body": Route(
        (200, 200, 200, 404, 404, 404, 401), fill={"template_id": _template}
    ),
    "GET /api/v1/countries": Route(ANYONE),
    "POST /api/v1/demo/reset": Route((404,) * 6 + (401,)),
}

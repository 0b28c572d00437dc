"""Projects that use a workflow of their workspace: whether they have it as it is now, and bringing
there those that have not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import uuid4

from headway.changes.compute import compute
from headway.changes.errors import Refused
from headway.changes.perform import Envelope, perform
from headway.changes.rows import read_table
from headway.changes.state import Draft, Records
from headway.changes.tables import Rows
from headway.projects.commands.shared_workflows import WorkflowFollow
from headway.projects.models import Project
from headway.projects.records import CUSTOM_FIELDS, STATUSES, WORK_TYPES, WORKFLOWS
from headway.projects.shared_workflows import differs

log = logging.getLogger(__name__)


def behind(project_id: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the projects, or the one if it is one, that have not what their workflow says, each with
    its workspace."""
    users = Project.objects.filter(workflow_id__isnull=False)
    if project_id is not None:
        users = users.filter(id=project_id)
    flows: dict[int, Rows] = {}
    for project, workspace, key in list(users.values_list("id", "workspace_id", "workflow_id")):
        if workspace not in flows:
            flows[workspace] = read_table(WORKFLOWS, workspace)
        flow = flows[workspace].get(key)
        tables = (STATUSES, CUSTOM_FIELDS, WORK_TYPES)
        rows = Records({table.name: read_table(table, project) for table in tables})
        if flow is not None and differs(Draft(rows), flow):
            yield project, workspace


def catch_up_workflows() -> int:
    """Bring projects that lag behind their workflow to what it is now; return how many.

    One begins to use a workflow, or is made with it, while somebody changes it: then the change's
    own reader does not find it among the users. One that is refused is logged, told to who manages it
    (`standing`), and tried again at the next look. Beside another process it finds nothing to write.
    """
    brought = 0
    for project, workspace in behind():
        try:
            perform(Envelope(WorkflowFollow(), project, uuid4()), None, system=True)
        except Refused as error:
            log.warning("project %s of workspace %s lags behind: %s", project, workspace, error)
        except Exception:
            log.exception("project %s could not follow the workspace's workflow", project)
        else:
            brought += 1
    return brought


def standing(project_id: int) -> dict[str, bool | str]:
    """Return whether a project lags behind the workflow that it uses, and why it cannot follow: asked
    of the command itself, so that it is true now. Nothing is written."""
    for project, workspace in behind(project_id):
        try:
            compute(Envelope(WorkflowFollow(), project, uuid4()), None, workspace, system=True)
        except Refused as error:
            return {"behind": True, "refused": error.detail}
        return {"behind": True, "refused": ""}
    return {"behind": False, "refused": ""}

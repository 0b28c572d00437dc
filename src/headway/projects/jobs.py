"""Background work of the room: plans follow the calendars and people that they rest on."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from headway.changes.errors import Busy, Refused
from headway.changes.history import changeset
from headway.changes.models import Stream
from headway.changes.perform import Envelope, perform
from headway.projects.commands.fields import FormulaDay
from headway.projects.commands.project import ProjectRecompute
from headway.projects.commands.scenarios import KIND
from headway.projects.commands.shared_workflows import WorkflowFollow
from headway.projects.commands.workflow import WorkflowBegin
from headway.projects.models import CustomField, Project, Scenario, Status
from headway.projects.status import now_in
from headway.scheduling.moments import DAY

log = logging.getLogger(__name__)
MATTERS = {
    "calendars": frozenset({"base_id", "week", "exceptions", "work_weeks"}),
    "resources": frozenset({"calendar_id", "kind"}),
}
"""The workspace's fields on which dates rest."""
FOLLOWED = frozenset({"statuses", "fields", "types"})
"""What of a workflow the projects that use it follow."""


def recompute(workspace_id: int, version: int) -> None:
    """Recompute the workspace's projects after its changeset `version`, each once."""
    change = changeset(workspace_id, version)
    if change is None or not _matters(change["inputs"]):
        return
    # One edited since rests on the newer calendars already, and its results went out with the edit.
    behind = Stream.objects.filter(workspace_id=workspace_id, workspace_version__lt=version)
    projects = behind.filter(kind="project").values_list("id", flat=True)
    opened = Scenario.objects.filter(workspace_id=workspace_id, state="open").values("id")
    scenarios = behind.filter(kind=KIND, id__in=opened).values_list("id", flat=True)
    for project in (*projects, *scenarios):
        name = f"recompute:{project}:{workspace_id}:{version}"
        perform(
            Envelope(ProjectRecompute(), project, uuid5(NAMESPACE_URL, name)), None, system=True
        )


def follow_workflows(workspace_id: int, version: int) -> None:
    """Let the projects that use a workflow which the workspace's changeset `version` changed follow
    it, each once. One that is refused is logged and the others follow; `catch_up_workflows` tries it
    again."""
    change = changeset(workspace_id, version)
    updates = [] if change is None else change["inputs"].get("workflows", {}).get("updated", [])
    keys = [u["id"] for u in updates if not FOLLOWED.isdisjoint(u["after"])]
    users = Project.objects.filter(workspace_id=workspace_id, workflow_id__in=keys)
    for project in users.values_list("id", flat=True) if keys else ():
        name = f"follow:{project}:{workspace_id}:{version}"
        envelope = Envelope(WorkflowFollow(), project, uuid5(NAMESPACE_URL, name))
        try:
            perform(envelope, None, system=True)
        except Busy:
            raise
        except Refused:
            log.exception("project %s could not follow the workspace's workflow", project)


def begin_workflows() -> None:
    """Give every project that is older than the board its workflow, each once."""
    known = Status.objects.values("stream_id").distinct()
    for project in list(
        Stream.objects.filter(kind="project").exclude(id__in=known).values_list("id", flat=True)
    ):
        name = f"workflow:{project}"
        perform(Envelope(WorkflowBegin(), project, uuid5(NAMESPACE_URL, name)), None, system=True)


def bring_days(now: datetime | None = None) -> int:
    """Bring the formulas that ask what day it is to the present day of their project; return of how
    many projects. One that fails is logged, and the others follow. Harmless where they stand there already."""
    asked = CustomField.objects.filter(today__isnull=False)
    behind: set[int] = set()
    moment = now or datetime.now(UTC)
    days = list(asked.values_list("stream_id", "today"))
    zones = dict(Project.objects.filter(id__in=[s for s, _ in days]).values_list("id", "zone"))
    for stream, day in days:
        if day != now_in(zones.get(stream, "UTC"), moment) // DAY * DAY:
            behind.add(stream)
    brought = 0
    for project in sorted(behind):
        # Named by the day, so that several processes that look bring it there once.
        name = f"day:{project}:{now_in(zones.get(project, 'UTC'), moment) // DAY}"
        envelope = Envelope(FormulaDay(), project, uuid5(NAMESPACE_URL, name), at=now)
        try:
            perform(envelope, None, system=True)
        except Exception:
            log.exception("formulas of project %s could not be brought to the present day", project)
        else:
            brought += 1
    return brought


def _matters(inputs: dict[str, dict[str, list[dict[str, object]]]]) -> bool:
    for table, fields in MATTERS.items():
        change = inputs.get(table, {})
        if change.get("removed"):
            return True
        for update in change.get("updated", []):
            after = update["after"]
            if isinstance(after, dict) and not fields.isdisjoint(after):
                return True
    return False

"""Background work of the room: plans follow the calendars and people that they rest on."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from headway.changes.history import changeset
from headway.changes.models import Stream
from headway.changes.perform import Envelope, perform
from headway.projects.commands.project import ProjectRecompute
from headway.projects.commands.scenarios import KIND
from headway.projects.commands.workflow import WorkflowBegin
from headway.projects.models import Scenario, Status

MATTERS = {
    "calendars": frozenset({"base_id", "week", "exceptions", "work_weeks"}),
    "resources": frozenset({"calendar_id", "kind"}),
}
"""The workspace's fields on which dates rest."""


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


def begin_workflows() -> None:
    """Give every project that is older than the board its workflow, each once."""
    known = Status.objects.values("stream_id").distinct()
    for project in list(
        Stream.objects.filter(kind="project").exclude(id__in=known).values_list("id", flat=True)
    ):
        name = f"workflow:{project}"
        perform(Envelope(WorkflowBegin(), project, uuid5(NAMESPACE_URL, name)), None, system=True)


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

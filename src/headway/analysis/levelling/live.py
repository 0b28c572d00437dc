"""The projects that levelling looks at, as they stand: the asked one, those levelled with it, and
those that share its people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from headway.analysis.levelling.problem import Project
from headway.changes.cache import State
from headway.changes.compute import states_of, viewer_of
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.projects.models import Assignment
from headway.projects.models import Project as ProjectModel
from headway.scheduling.moments import from_datetime
from headway.words import say


def project_of(state: State) -> Project:
    """Return a project as levelling reads it."""
    scheduled = state.derived["schedule"]
    assert isinstance(scheduled, Scheduled)
    return Project(state.stream, state.records, scheduled)


def since_of(project: Row) -> int:
    """Return the moment before which nothing can be changed: the status date, else now."""
    if project["status_date"] is not None:
        return int(project["status_date"])
    return from_datetime(datetime.now(ZoneInfo(project["zone"] or "UTC")))


def sharing(state: State) -> list[int]:
    """Return the other projects of the workspace that use the same people, archived ones not."""
    wanted = {row["resource_id"] for row in state.records.rows("assignments").values()}
    users = Assignment.objects.filter(resource_id__in=wanted, workspace_id=state.workspace_id)
    own = {state.stream, state.parent}
    streams = set(users.values_list("stream_id", flat=True).distinct()) - own
    found = ProjectModel.objects.filter(id__in=streams, archived=False).order_by("id")
    return [int(key) for key in found.values_list("id", flat=True)]


def siblings(user_id: int, state: State, home: State, keys: Iterable[int]) -> list[State]:
    """Return other projects of the workspace that the person may read; raise Missing for one that
    is none."""
    found = []
    for key in keys:
        other, _ = states_of(key, state.workspace_id)
        if other.workspace_id != state.workspace_id or other.kind != "project":
            raise Missing(say("There is no project {key} beside this one.", key=key))
        viewer = viewer_of(user_id, other, home=home)
        if not viewer.may("analysis.read"):
            raise Missing(say("There is no project {key} beside this one.", key=key))
        found.append(other)
    return found


def check_tasks(states: Sequence[State], tasks: Iterable[int]) -> None:
    """Raise Invalid for a task that is in none of the projects."""
    known: set[int] = set().union(*(state.records.rows("tasks") for state in states))
    for task in tasks:
        if task not in known:
            raise Invalid(
                say("There is no task {task} in these projects.", task=task), field="alone"
            )


def resources_of(home: State) -> dict[int, Any]:
    """Return the workspace's resources by key."""
    return home.records.rows("resources")

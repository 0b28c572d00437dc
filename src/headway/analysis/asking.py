"""Who asks about which project, and whether he may: the first line of every route of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from headway.changes.cache import State
from headway.changes.compute import viewer_of
from headway.changes.errors import Forbidden
from headway.changes.http import user_of
from headway.changes.reading import standing, tasks_of
from headway.changes.state import Records
from headway.changes.viewer import Viewer
from headway.projects.derivations import Scheduled
from headway.words import say


@dataclass(frozen=True)
class Asked:
    """A project at its newest version, its workspace, and what the person may see of both."""

    state: State
    home: State
    viewer: Viewer
    guest: Viewer
    """The same person as a viewer of the workspace."""
    tasks: set[int] | None
    """The tasks of a guest's branch; None where the view is not cut."""

    @property
    def records(self) -> Records:
        """The project's rows."""
        return self.state.records

    @property
    def project(self) -> dict[str, Any]:
        """The project's own row."""
        return next(iter(self.records.rows("projects").values()))

    @property
    def scheduled(self) -> Scheduled:
        """The project's schedule."""
        result = self.state.derived["schedule"]
        assert isinstance(result, Scheduled)
        return result


def asked(request: HttpRequest, project_id: int, capability: str = "analysis.read") -> Asked:
    """Return the project as the person may see it; raise Missing or Forbidden."""
    return asked_by(user_of(request), project_id, capability)


def asked_by(user: int, project_id: int, capability: str = "analysis.read") -> Asked:
    """Return the project as an account may see it; raise Missing or Forbidden."""
    state, viewer, home = standing(user, project_id, "project")
    if not viewer.may(capability):
        raise Forbidden(
            say(
                "As {role} you cannot see this ({capability} is needed).",
                role=viewer.role,
                capability=capability,
            )
        )
    guest = viewer_of(user, home, home=home)
    return Asked(state, home, viewer, guest, tasks_of(state, viewer))

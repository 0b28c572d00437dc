"""What of the index an account may see: whole workspaces, and branches of single projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headway.access.models import Member
from headway.access.records import GUEST
from headway.access.workspaces import workspaces_of
from headway.changes import cache
from headway.changes.errors import Missing
from headway.changes.reading import standing, tasks_of
from headway.changes.registry import registry
from headway.changes.viewer import Viewer
from headway.search.asking import kind_mark, stream_mark, workspace_mark
from headway.search.registration import catalogue


@dataclass(frozen=True)
class Scope:
    """A part of the index: what has one of each of `marks` and, where given, is one of `ids`."""

    marks: tuple[tuple[str, ...], ...]
    spaces: frozenset[int] = frozenset()
    streams: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    ids: frozenset[int] | None = None


def scopes_of(user_id: int, project_id: int | None = None) -> list[Scope]:
    """Return what an account may search: of one project if asked for.

    Raise Missing for a project that it may not open. A scenario is searched as its project.
    """
    if project_id is not None:
        state, asking, _ = standing(user_id, project_id, "project")
        return [_project(state.parent or project_id, asking)]
    found: list[Scope] = []
    alike: dict[frozenset[str], list[int]] = {}
    for space in workspaces_of(user_id):
        key = int(str(space["id"]))
        if space["role"] == GUEST:
            found += _branches(user_id, key)
            continue
        viewer = registry.the_policy().viewer(user_id, key, "workspace", cache.current(key))
        if viewer is not None and viewer.role != GUEST:
            alike.setdefault(_kinds(viewer), []).append(key)
    for kinds, keys in alike.items():
        marks = (_any(map(workspace_mark, keys)), _any(map(kind_mark, kinds)))
        found.append(Scope(marks, spaces=frozenset(keys), kinds=kinds))
    return found


def _branches(user_id: int, workspace: int) -> list[Scope]:
    rows = Member.objects.filter(stream_id=workspace, user_id=user_id, role=GUEST)
    found = []
    for project in rows.values_list("project_id", flat=True):
        if project is None:
            continue
        try:
            _, viewer, _ = standing(user_id, project, "project")
        except Missing:
            continue
        found.append(_project(project, viewer))
    return found


def _project(project: int, viewer: Viewer) -> Scope:
    kinds = _kinds(viewer)
    ids = None
    if viewer.branch is not None:
        state = cache.current(project)
        seen = set() if state is None else tasks_of(state, viewer) or set()
        # The project itself is known to whoever may open it; nothing else hangs on no task.
        ids = frozenset(seen | {project})
    marks = ((stream_mark(project),), _any(map(kind_mark, kinds)))
    return Scope(marks, streams=frozenset({project}), kinds=kinds, ids=ids)


def _kinds(viewer: Viewer) -> frozenset[str]:
    return frozenset(k for k, one in catalogue.kinds.items() if viewer.may(one.capability))


def _any(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(marks))

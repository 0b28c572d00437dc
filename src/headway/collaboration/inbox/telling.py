"""Puts items into inboxes: once a person, kind and change, and only of what he may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from headway.changes.cache import State
from headway.changes.reading import tasks_of
from headway.changes.registry import registry
from headway.changes.viewer import Viewer
from headway.changes.visibility import tasks_before
from headway.collaboration.inbox import changed
from headway.collaboration.inbox.kinds import MOST_NAMED
from headway.collaboration.inbox.models import InboxItem


class Notices:
    """What one change of a project tells, gathered by person and kind."""

    def __init__(self, state: State, home: State, change: Mapping[str, Any]) -> None:
        self._state, self._home, self._change = state, home, change
        self._viewers: dict[int, Viewer | None] = {}
        self._by: str | None = None
        self._found: dict[tuple[int, str], dict[int, dict[str, Any]]] = {}
        self._said: set[tuple[str, int]] = set()

    def tell(self, users: Iterable[int], kind: str, task: Any, **more: Any) -> None:
        """Let people know of a task (None: of none); nobody is told of his own doing."""
        for user in users:
            if user != self._change["actor"]["id"]:
                self._found.setdefault((user, kind), {})[task or 0] = more

    def tell_of_link(
        self, users: Iterable[int], kind: str, task: int, by: str, **more: Any
    ) -> None:
        """Let people know of what somebody without an account did, in whose name it ever was. All
        that the change tells is told as his, `by` his name."""
        self._by = by
        for user in users:
            self._found.setdefault((user, kind), {})[task] = more

    def said(self, kind: str, task: int) -> None:
        """Know that this change, which is read again, told a kind of a task before."""
        self._said.add((kind, task))

    def items(self) -> list[InboxItem]:
        """Return what is told to whom, cut to what each may see."""
        made = (self._item(user, kind, told) for (user, kind), told in self._found.items())
        return [item for item in made if item is not None]

    def _viewer(self, user: int) -> Viewer | None:
        if user not in self._viewers:
            state = self._state
            self._viewers[user] = registry.the_policy().viewer(
                user, state.stream, state.kind, self._home
            )
        return self._viewers[user]

    def _item(self, user: int, kind: str, told: dict[int, dict[str, Any]]) -> InboxItem | None:
        viewer = self._viewer(user)
        if viewer is None:
            return None
        seen = tasks_of(self._state, viewer)
        if seen is not None:
            # Of what left the branch nothing more is told; what was deleted was in it before.
            if kind == "deleted":
                seen = tasks_before(self._change.get("scope") or {}, viewer, seen)
            if kind == changed.KIND:
                # What was written in a task before it came into the branch is not for his eyes.
                seen = seen & tasks_before(self._change.get("scope") or {}, viewer, seen)
            told = {key: more for key, more in told.items() if key in seen}
        if kind == changed.KIND:
            told = self._cut(user, viewer, told)
        if not told:
            return None
        tasks = [key for key in told if key]
        first = next(iter(told.values()))
        data = dict(first) if len(told) == 1 else _together(told.values())
        stream, version = self._change["stream"], self._change["version"]
        actor = self._change["actor"]
        key = f"{stream}:{version}:{kind}"
        if kind == changed.KIND:
            key, data["version"] = changed.key_of(stream, tasks), version
        if self._by is not None:
            actor = {"id": None, "name": self._by}
            data["by_link"] = True
        return InboxItem(
            user_id=user,
            workspace_id=self._state.workspace_id,
            project_id=stream,
            kind=kind,
            key=key,
            tasks=tasks[:MOST_NAMED],
            count=len(tasks),
            data=data,
            actor_id=actor["id"],
            actor_name=actor["name"],
            branch_id=viewer.branch,
            at=datetime.fromisoformat(self._change["at"]),
        )

    def _cut(
        self, user: int, viewer: Viewer, told: Mapping[int, Mapping[str, Any]]
    ) -> dict[int, dict[str, Any]]:
        """Return of changed fields those that a person may see and is told by no other kind."""
        others = [(kind, tasks) for (who, kind), tasks in self._found.items() if who == user]
        cut = {
            key: changed.cut(
                more,
                viewer,
                [kind for kind, tasks in others if key in tasks]
                + [kind for kind, task in self._said if task == key],
            )
            for key, more in told.items()
        }
        return {key: more for key, more in cut.items() if more}


def _together(told: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is said of several tasks at once: names, the largest move, all changed fields."""
    data: dict[str, Any] = {}
    names: dict[str, str] = {}
    days: list[int] = []
    fields = changed.union(told := list(told))
    for more in told:
        names |= {str(k): v for k, v in more.get("names", {}).items() if len(names) < MOST_NAMED}
        if "days" in more:
            days.append(more["days"])
    if any(fields.values()):
        data |= fields
    if names:
        data["names"] = names
    if days:
        data["days"] = max(days, key=abs)
    return data


def put(items: list[InboxItem]) -> None:
    """Write items; one that is there already stays as it is."""
    InboxItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=500)

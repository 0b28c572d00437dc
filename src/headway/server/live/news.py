"""What sockets read from the database: who may look, and what came since a version.

All functions here block: the room calls them in its threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from django.db import close_old_connections

from headway.changes import cache, history
from headway.changes.errors import Missing
from headway.changes.models import Stream
from headway.changes.reading import FAR, changesets_since, shown, state_for
from headway.changes.registry import registry
from headway.changes.viewer import Viewer
from headway.changes.visibility import visible

AT_ONCE = 100
"""Changesets in one message."""

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """What a newcomer learns: his standing, the stream's version and its workspace's then."""

    viewer: Viewer
    workspace_id: int
    version: int
    workspace_version: int
    outdated: bool


@dataclass(frozen=True)
class News:
    """A message to send and the version up to which it goes.

    `reset`: a new snapshot is needed; `stale`: ask for the rights first; `gone`: no such stream.
    """

    version: int
    text: str = ""
    reset: bool = False
    stale: bool = False
    gone: bool = False


def with_database(work: Callable[..., T], *given: Any) -> T:
    """Run `work` with a connection that is neither broken nor too old."""
    close_old_connections()
    try:
        return work(*given)
    finally:
        close_old_connections()


def version_of(stream: int) -> int:
    """Return a stream's version; 0 if it is gone."""
    found = Stream.objects.filter(id=stream).values_list("version", flat=True).first()
    return 0 if found is None else int(found)


def enter(user_id: int, stream: int, kind: str, workspace_seen: int | None) -> Entry | None:
    """Return the newcomer's standing, None where he may not know of the stream.

    `workspace_seen` is the workspace's version in his snapshot: if his rights may have changed
    since, he is `outdated` and needs a new one.
    """
    try:
        state = cache.current(stream)
        workspace_version = version_of(state.workspace_id) if state is not None else 0
        state, viewer = state_for(user_id, stream, kind)
        outdated = False
        if workspace_seen is not None and kind == "project":
            missed = changesets_since(user_id, state.workspace_id, workspace_seen, "workspace")
            outdated = bool(missed.get("reset"))
    except Missing:
        return None
    return Entry(viewer, state.workspace_id, state.version, workspace_version, outdated)


def viewers(users: set[int], stream: int, kind: str) -> dict[int, Viewer | None]:
    """Return the standing of several accounts."""
    policy = registry.the_policy()
    return {user: policy.viewer(user, stream, kind) for user in users}


def news(
    stream: int, kind: str, workspace_id: int, rights: int, since: int, viewer: Viewer
) -> News:
    """Return what came after version `since` as one viewer may see it.

    `rights` is the workspace's version at which `viewer` was found. The versions of the stream and
    of its workspace are read at one moment, and nothing later than that is shown, so that nothing
    is seen that was written after rights had changed.
    """
    found = cache.heads([stream, workspace_id])
    if stream not in found or workspace_id not in found:
        return News(since, gone=True)
    version = found[stream][2]
    if found[workspace_id][2] != rights:
        return News(since, stale=True)
    if since == version:
        return News(since)
    if since > version or version - since > FAR:
        return News(version, reset=True)
    limit = AT_ONCE if viewer.branch is None else FAR
    sets = [c for c in history.since(stream, since, limit) if c["version"] <= version]
    last = since + len(sets)
    if [c["version"] for c in sets] != list(range(since + 1, last + 1)) or not sets:
        return News(version, reset=True)
    if viewer.branch is None:
        tables = {t.name: t for t in registry.tables_of(kind)}
        items = [visible(c, viewer, tables) for c in sets]
        return News(last, text=changesets_text(items, last))
    return _cut(stream, sets, version, viewer)


def _cut(stream: int, sets: list[dict[str, Any]], version: int, viewer: Viewer) -> News:
    """Return the news for a guest, whose branch is followed back from the newest state."""
    state = cache.current(stream)
    if state is None:
        return News(version, gone=True)
    later = history.since(stream, version, FAR) if state.version > version else []
    items = shown([*sets, *(c for c in later if c["version"] <= state.version)], state, viewer)
    if items is None:
        return News(version, reset=True)
    return News(version, text=changesets_text(items[: len(sets)], version))


def changesets_text(items: list[dict[str, Any]], version: int) -> str:
    """Return the message that brings changesets."""
    message = {"type": "changesets", "items": items, "version": version}
    return orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS).decode()

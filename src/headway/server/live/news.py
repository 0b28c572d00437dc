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
    """A message to send and the version up to which it goes; `stale`: ask for the rights first."""

    version: int
    text: str = ""
    reset: bool = False
    stale: bool = False


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


def news(stream: int, workspace_id: int, rights: int, since: int, viewer: Viewer) -> News:
    """Return what came after version `since` as one viewer may see it.

    `rights` is the workspace's version at which `viewer` was found. It is compared after the
    stream's version is read, so nothing is shown that was written after rights had changed.
    """
    state = cache.current(stream)
    if state is None:
        return News(since, reset=True)
    if version_of(workspace_id) != rights:
        return News(since, stale=True)
    if since == state.version:
        return News(since)
    if since > state.version or state.version - since > FAR:
        return News(state.version, reset=True)
    limit = AT_ONCE if viewer.branch is None else FAR
    found = [c for c in history.since(stream, since, limit) if c["version"] <= state.version]
    versions = [c["version"] for c in found]
    if versions != list(range(since + 1, since + 1 + len(found))) or not found:
        return News(state.version, reset=True)
    items = shown(found, state, viewer)
    if items is None:
        return News(state.version, reset=True)
    return News(versions[-1], text=changesets_text(items, versions[-1]))


def changesets_text(items: list[dict[str, Any]], version: int) -> str:
    """Return the message that brings changesets."""
    message = {"type": "changesets", "items": items, "version": version}
    return orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS).decode()

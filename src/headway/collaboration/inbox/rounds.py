"""What is asked every week comes into the inbox anew on its day: by the clock, not by who looks."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from headway.changes import cache
from headway.changes.models import Stream
from headway.changes.registry import registry
from headway.changes.tables import Row
from headway.collaboration.inbox.kinds import MOST_NAMED
from headway.collaboration.inbox.models import InboxItem
from headway.collaboration.inbox.people import People
from headway.collaboration.inbox.telling import put
from headway.collaboration.updates.due import project_of, round_of, tasks_of_request
from headway.projects.models import Project, UpdateRequest
from headway.projects.status import EPOCH, now_in
from headway.scheduling.moments import DAY

log = logging.getLogger(__name__)


class Rounds:
    """Brings each week's rounds into the inboxes. It remembers for which of them it has looked, so
    that a look where nothing has changed since opens no project; others may look at the same time."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, ...]] = {}

    def bring(self, now: datetime | None = None) -> int:
        """Put what has begun by `now` into the inboxes, each round once a person; return how many
        items were due."""
        moment = now or datetime.now(UTC)
        weekly = list(UpdateRequest.objects.filter(weekday__isnull=False).order_by("id").values())
        live = Project.objects.filter(id__in={row["stream_id"] for row in weekly}, archived=False)
        zones = dict(live.values_list("id", "zone"))
        due: dict[int, list[tuple[Row, int]]] = {}
        for row in weekly:
            if row["stream_id"] in zones:
                since = round_of(row, now_in(zones[row["stream_id"]], moment) // DAY)
                if since > row["asked"]:
                    due.setdefault(row["stream_id"], []).append((row, since))
        homes = {row["workspace_id"] for row in weekly}
        versions = _versions({*due, *homes})
        items: list[InboxItem] = []
        known: dict[int, tuple[Any, ...]] = {}
        for project, asked in due.items():
            at = (versions.get(project), versions.get(asked[0][0]["workspace_id"]))
            fresh = [
                (row, since) for row, since in asked if self._known.get(row["id"]) != (since, at)
            ]
            try:
                items += list(_items(project, fresh))
            except Exception:
                # One that cannot be read keeps no other's rounds back; it is looked at again.
                log.exception("the rounds of project %s could not be brought", project)
                continue
            known |= {row["id"]: (since, at) for row, since in asked}
        put(items)
        self._known = known
        return len(items)


def _versions(streams: set[int]) -> dict[int, int]:
    return dict(Stream.objects.filter(id__in=streams).values_list("id", "version"))


def _items(project: int, asked: Iterable[tuple[Row, int]]) -> Iterator[InboxItem]:
    """Yield what rounds that began tell whoever they ask, if he has something unfinished."""
    rows = list(asked)
    state = cache.current(project) if rows else None
    home = None if state is None else cache.current(state.workspace_id)
    if state is None or home is None or project_of(state)["archived"]:
        return
    people, policy = People(home), registry.the_policy()
    for row, since in rows:
        users = people.of_resource.get(row["resource_id"], set()) - {row["user_id"]}
        tasks = [task["id"] for task in tasks_of_request(state, row)] if users else []
        for user in sorted(users) if tasks else ():
            viewer = policy.viewer(user, project, state.kind, home)
            if viewer is not None:
                yield InboxItem(
                    user_id=user,
                    workspace_id=home.stream,
                    project_id=project,
                    kind="update_asked",
                    key=f"asked:{row['id']}:{since}",
                    tasks=tasks[:MOST_NAMED],
                    count=len(tasks),
                    data={"text": row["note"]},
                    actor_id=row["user_id"],
                    actor_name=people.members.get(row["user_id"], {}).get("name", ""),
                    branch_id=viewer.branch,
                    at=(EPOCH + timedelta(days=since)).replace(tzinfo=UTC),
                )

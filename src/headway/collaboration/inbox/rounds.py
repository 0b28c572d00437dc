"""What is asked every week comes into the inbox anew: found when the inbox is looked at, so that
no clock need run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from headway.access.models import Member
from headway.changes import cache
from headway.collaboration.inbox.models import InboxItem
from headway.collaboration.inbox.people import People
from headway.collaboration.inbox.telling import put
from headway.collaboration.updates.due import project_of, round_of, tasks_of_request
from headway.projects.models import UpdateRequest
from headway.projects.my_work import viewers_in
from headway.projects.status import EPOCH, now_in
from headway.scheduling.moments import DAY


def renew(user: int, workspace: int, now: datetime) -> None:
    """Put this week's round of what is asked of a person weekly into his inbox, once."""
    weekly = UpdateRequest.objects.filter(workspace_id=workspace, weekday__isnull=False)
    rows = list(weekly.values())
    home = cache.current(workspace) if rows else None
    if home is None or not Member.objects.filter(user_id=user, stream_id=workspace).exists():
        return
    mine = People(home).are(user)
    rows = [row for row in rows if row["resource_id"] in mine]
    viewers = viewers_in(user, {row["stream_id"] for row in rows})
    items = []
    for row in rows:
        state = cache.current(row["stream_id"])
        viewer = viewers.get(row["stream_id"])
        if state is None or viewer is None:
            continue
        since = round_of(row, now_in(project_of(state)["zone"], now) // DAY)
        key = f"asked:{row['id']}:{since}"
        if since <= row["asked"] or InboxItem.objects.filter(user_id=user, key=key).exists():
            continue
        tasks = [task["id"] for task in tasks_of_request(state, row)]
        asker = Member.objects.filter(user_id=row["user_id"], stream_id=workspace).first()
        if tasks and row["user_id"] != user:
            items.append(
                InboxItem(
                    user_id=user,
                    workspace_id=workspace,
                    project_id=row["stream_id"],
                    kind="update_asked",
                    key=key,
                    tasks=tasks[:50],
                    count=len(tasks),
                    data={"text": row["note"]},
                    actor_id=row["user_id"],
                    actor_name="" if asker is None else asker.name,
                    branch_id=viewer.branch,
                    at=(EPOCH + timedelta(days=since)).replace(tzinfo=UTC),
                )
            )
    put(items)

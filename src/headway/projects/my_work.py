"""A person's own tasks over all projects of a workspace: what he is assigned to, by when it is due.

Read by SQL from the rows and the materialised dates, so that many large projects need not be in
memory. What only a computed schedule knows, whether a task is critical, comes from those that are,
and from the others only if asked for, as long as there is time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Q

from headway.access.models import Member
from headway.access.workspaces import workspaces_of
from headway.changes import cache
from headway.changes.errors import Missing
from headway.changes.models import Stream
from headway.changes.reading import tasks_of
from headway.changes.registry import registry
from headway.changes.viewer import Viewer
from headway.projects.effort import effort_of
from headway.projects.models import Assignment, AssignmentAnswer, Block, Project, Task
from headway.resources.models import Resource
from headway.scheduling.moments import DAY, to_iso
from headway.words import say

RECENT = 14
"""Days for which what is done stays on the list."""
MOST = 2_000
"""Tasks that are listed."""
PATIENCE = 2.0
"""Seconds in which schedules are read that are not in memory."""
CHUNK = 5_000
"""Keys that one query names."""


@dataclass
class Mine:
    """What a person is in some workspaces: which resources, and where his streams stand."""

    resources: dict[int, str]
    """Keys, with the kind of each."""
    stamp: str
    """Another one as soon as anything changed that the list could show."""
    spaces: set[int] = field(default_factory=set)


def mine(user_id: int, workspace_id: int | None, now: int) -> Mine:
    """Return who an account is in a workspace, or in all that it may enter; `now` in UTC minutes.

    A resource is a person's by its account; without one, by the e-mail address. Raise Missing for a
    workspace that the account may not enter.
    """
    spaces: set[int] = {int(str(w["id"])) for w in workspaces_of(user_id)}
    if workspace_id is not None:
        if workspace_id not in spaces:
            raise Missing(say("There is nothing here, or nothing that you may see."))
        spaces = {workspace_id}
    emails = Member.objects.filter(user_id=user_id, stream_id__in=spaces).exclude(email="")
    named = {email.lower() for email in emails.values_list("email", flat=True)}
    own = Q(user_id=user_id)
    for email in named:
        own |= Q(user_id=None, email__iexact=email)
    found = Resource.objects.filter(own, stream_id__in=spaces).values_list("id", "kind")
    streams = Stream.objects.filter(workspace_id__in=spaces, parent_id=None).order_by("id")
    heads = list(streams.values_list("id", "version", "workspace_version"))
    seen = repr((user_id, sorted(spaces), now // DAY, heads)).encode()
    return Mine(dict(found), sha256(seen).hexdigest()[:24], spaces)


def my_work(user_id: int, who: Mine, now: int, *, critical: bool = False) -> dict[str, Any]:
    """Return {"items", "total", "projects", "resources", "complete"}: the tasks of `who`, by finish.

    Unfinished ones, and what was done in the last two weeks (`now` in UTC minutes); summaries and
    inactive tasks are left out. With `critical` schedules are read that are not in memory, as long
    as there is time; `complete` says whether that was enough.
    """
    shares = _shares(who)
    rows = [row for row in _tasks(shares, now) if row["id"] in shares]
    viewers = viewers_in(user_id, {row["stream_id"] for row in rows})
    rows, branches = _seen(rows, viewers)
    total = len(rows)
    rows.sort(key=lambda r: (r["finish"] is None, r["finish"] or 0, r["id"]))
    rows = rows[:MOST]
    schedules, complete = _schedules(rows, wait=critical)
    parents = _names(r["parent_id"] for r in rows if _in(branches, r, r["parent_id"]))
    projects = _projects(viewers, {row["stream_id"] for row in rows})
    own = {share["id"] for row in rows for share in shares[row["id"]]}
    attention = _attention((row["id"] for row in rows), own)
    return {
        "items": [
            {
                **_item(row, shares[row["id"]], who, parents, schedules.get(row["stream_id"])),
                **attention.get(row["id"], CALM),
            }
            for row in rows
        ],
        "total": total,
        "projects": projects,
        "resources": sorted(who.resources),
        "complete": complete,
    }


def _shares(who: Mine) -> dict[int, list[dict[str, Any]]]:
    """Return the assignments of a person's resources by task, those of live projects."""
    if not who.resources:
        return {}
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Assignment.objects.filter(resource_id__in=who.resources).values(
        "id", "task_id", "resource_id", "units", "work", "actual_work", "remaining_work"
    )
    for row in rows:
        found.setdefault(row["task_id"], []).append(row)
    return found


def _tasks(keys: Iterable[int], now: int) -> list[dict[str, Any]]:
    since = now - RECENT * DAY
    wanted = (
        Q(percent_complete__lt=100)
        | Q(actual_finish__gte=since)
        | Q(actual_finish=None, finish__gte=since)
    )
    found: list[dict[str, Any]] = []
    for part in _parts(keys):
        rows = Task.objects.filter(wanted, id__in=part, active=True)
        above = set(Task.objects.filter(parent_id__in=part).values_list("parent_id", flat=True))
        found += [row for row in rows.values(*COLUMNS) if row["id"] not in above]
    live = Project.objects.filter(id__in={row["stream_id"] for row in found}, archived=False)
    there = set(live.values_list("id", flat=True))
    return [row for row in found if row["stream_id"] in there]


COLUMNS = (
    "id", "stream_id", "parent_id", "number", "name", "milestone", "start", "finish", "duration",
    "duration_unit", "deadline", "percent_complete", "actual_start", "actual_finish", "priority",
)  # fmt: skip


def _parts(keys: Iterable[int]) -> Iterable[list[int]]:
    whole = sorted(keys)
    return (whole[at : at + CHUNK] for at in range(0, len(whole), CHUNK))


def viewers_in(user_id: int, projects: set[int]) -> dict[int, Viewer]:
    """Return who the account is in each project that it may open."""
    policy = registry.the_policy()
    found = {}
    heads = cache.heads(sorted(projects))
    spaces = cache.heads(sorted({space for _, space, *_ in heads.values()}))
    homes = {key: cache.current(key, head) for key, head in spaces.items()}
    for key, (kind, space, *_) in heads.items():
        viewer = policy.viewer(user_id, key, kind, homes.get(space))
        if viewer is not None:
            found[key] = viewer
    return found


def _seen(
    rows: list[dict[str, Any]], viewers: Mapping[int, Viewer]
) -> tuple[list[dict[str, Any]], dict[int, set[int] | None]]:
    """Return the rows that the person may see, and what he sees of each project: a guest's branch.

    Only who is cut to a branch needs the project itself.
    """
    branches: dict[int, set[int] | None] = {}
    for key, viewer in viewers.items():
        state = None if viewer.branch is None else cache.current(key)
        branches[key] = None if state is None else tasks_of(state, viewer)
        if viewer.branch is not None and state is None:
            branches[key] = set()
    kept = [r for r in rows if r["stream_id"] in branches and _in(branches, r, r["id"])]
    return kept, branches


def _in(branches: Mapping[int, set[int] | None], row: Mapping[str, Any], key: int | None) -> bool:
    seen = branches[row["stream_id"]]
    return seen is None or key in seen


def _schedules(rows: list[dict[str, Any]], *, wait: bool) -> tuple[dict[int, cache.State], bool]:
    """Return the states of the rows' projects that are in memory, or came into it in time.

    What has nothing left to do needs none. The second value says whether all are there.
    """
    until = time.monotonic() + PATIENCE
    found: dict[int, cache.State] = {}
    wanted = dict.fromkeys(r["stream_id"] for r in rows if r["percent_complete"] < 100)
    heads = cache.heads(list(wanted))
    for key in wanted:
        if cache.peek(key) is None and not (wait and time.monotonic() < until):
            continue
        state = cache.current(key, heads.get(key))
        if state is not None:
            found[key] = state
    return found, len(found) == len(wanted)


def _names(keys: Iterable[int | None]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in _parts({key for key in keys if key is not None}):
        found.update(Task.objects.filter(id__in=part).values_list("id", "name"))
    return found


CALM: Mapping[str, Any] = {
    "blocked": None, "blocked_since": None, "reply": None, "reply_text": "", "reply_answer": "",
}  # fmt: skip


def _attention(keys: Iterable[int], own: set[int]) -> dict[int, dict[str, Any]]:
    """Return what blocks tasks, and what was said last to the assignments in `own`."""
    found: dict[int, dict[str, Any]] = {}
    for part in _parts(keys):
        for row in Block.objects.filter(task_id__in=part).values("task_id", "reason", "since"):
            said = found.setdefault(row["task_id"], {**CALM})
            said |= {"blocked": row["reason"], "blocked_since": to_iso(row["since"] * DAY)}
        replies = AssignmentAnswer.objects.filter(task_id__in=part)
        names = ("task_id", "assignment_id", "state", "text", "answer", "answered_by")
        for row in replies.values(*names):
            if row["assignment_id"] not in own:
                continue
            answered = row["state"] == "asked" and row["answered_by"] is not None
            said = found.setdefault(row["task_id"], {**CALM})
            said["reply"] = "answered" if answered else row["state"]
            said |= {"reply_text": row["text"], "reply_answer": row["answer"]}
    return found


def _projects(viewers: Mapping[int, Viewer], keys: set[int]) -> list[dict[str, Any]]:
    versions = {key: head[2] for key, head in cache.heads(sorted(keys)).items()}
    rows = Project.objects.filter(id__in=keys).order_by("id")
    names = (
        "id", "workspace_id", "name", "key", "zone", "day_start", "day_finish", "minutes_per_day",
        "minutes_per_week", "days_per_month",
    )  # fmt: skip
    return [
        {
            **row,
            "version": versions.get(row["id"], 0),
            "may_progress": viewers[row["id"]].may("plan.progress"),
            "may_edit": viewers[row["id"]].may("plan.edit"),
        }
        for row in rows.values(*names)
    ]


def _item(
    row: dict[str, Any],
    shares: list[dict[str, Any]],
    who: Mine,
    parents: Mapping[int, str],
    state: cache.State | None,
) -> dict[str, Any]:
    result = state.result("schedule", row["id"]) if state is not None else None
    percent = row["percent_complete"]
    duration = result["duration"] if result else row["duration"]
    work = [effort_of(s, duration, percent) for s in shares if _works(who, s)]
    done = percent >= 100
    return {
        "id": row["id"],
        "project_id": row["stream_id"],
        "number": row["number"],
        "name": row["name"],
        "phase": parents.get(row["parent_id"], ""),
        "milestone": row["milestone"],
        "start": to_iso(row["start"]),
        "finish": to_iso(row["finish"]),
        "deadline": to_iso(row["deadline"]),
        "percent_complete": percent,
        "actual_start": to_iso(row["actual_start"]),
        "actual_finish": to_iso(row["actual_finish"]),
        "priority": row["priority"],
        "remaining_work_minutes": sum(w.remaining for w in work) if work else None,
        "actual_work_minutes": sum(w.actual for w in work) if work else None,
        "assignments": [s["id"] for s in shares],
        "critical": False if done else (bool(result["critical"]) if result else None),
    }


def _works(who: Mine, share: Mapping[str, Any]) -> bool:
    return who.resources.get(share["resource_id"], "work") == "work"

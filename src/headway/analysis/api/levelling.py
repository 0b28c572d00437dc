"""Routes of levelling: who is asked for too much, and a run that finds what would mend it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from headway.analysis import runs
from headway.analysis.api.runs import RunHeading
from headway.analysis.asking import asked
from headway.analysis.levelling import KIND
from headway.analysis.levelling.live import (
    check_tasks,
    project_of,
    resources_of,
    sharing,
    siblings,
    since_of,
)
from headway.analysis.levelling.load import overallocations, uses
from headway.analysis.levelling.preview import over_item
from headway.changes.answers import Answer, answers
from headway.changes.compute import viewer_of
from headway.changes.errors import Forbidden, Invalid
from headway.changes.http import user_of
from headway.scheduling.moments import to_iso
from headway.words import say

router = Router(tags=["levelling"])
SECONDS = 10.0
MOST_SECONDS = 600.0
MOST = 2000


class LevellingIn(Schema):
    """How to level. `projects` are levelled together with the asked one; of all others that share
    its people the load is taken as it is where `others` says so. Tasks of `alone` stay, with all
    below them."""

    model_config = ConfigDict(extra="forbid")

    within_float: bool = False
    splitting: bool = False
    priorities: bool = True
    others: bool = False
    projects: list[int] = Field(default_factory=list, max_length=50)
    alone: list[int] = Field(default_factory=list, max_length=10_000)
    seconds: float = Field(SECONDS, ge=0, le=MOST_SECONDS)


class OverTask(Answer):
    """A task that takes part in an over-allocation."""

    project_id: int
    id: int
    name: str


class Over(Answer):
    """Somebody who is asked for more than he has; units are hundredths of a percent."""

    resource_id: int
    name: str
    start: str
    finish: str
    units: int
    capacity: int
    excess_minutes: int
    tasks: list[OverTask]


class SharingProject(Answer):
    """A project that shares people, and whether one may change it."""

    id: int
    name: str
    edits: bool


class Overallocations(Answer):
    """The over-allocations that lie ahead."""

    version: int
    since: str
    items: list[Over]
    more: int
    delayed: int = Field(description="Tasks that levelling delays now.")
    projects: list[SharingProject]


@router.get(
    "/projects/{int:project_id}/levelling",
    summary="Who is asked for more than they have",
    openapi_extra=answers(Overallocations),
)
def get_levelling(request: HttpRequest, project_id: int, others: bool = False) -> dict[str, Any]:
    """Return the over-allocations that lie ahead, with the load of other projects if asked for,
    how many tasks levelling delays now, and which projects share people."""
    who = asked(request, project_id)
    user = user_of(request)
    main, resources = project_of(who.state), resources_of(who.home)
    shared = siblings(user, who.state, who.home, sharing(who.state))
    beside = [project_of(other) for other in shared] if others else []
    since = since_of(main.row)
    mine = {row["resource_id"] for row in who.records.rows("assignments").values()}
    people = {key: row for key, row in resources.items() if key in mine}
    load = [
        use for p in (main, *beside) for use in uses(p.key, p.records, p.scheduled, people)
    ]  # fmt: skip
    found = [
        over
        for over in overallocations(load, people, since)
        if any(project == main.key for project, _ in over.tasks)
    ]
    names = {project.key: project for project in (main, *beside)}
    delayed = [t for t in who.records.rows("tasks").values() if t["levelling_delay"]]
    return {
        "version": who.state.version,
        "since": to_iso(since),
        "items": [over_item(over, resources, names) for over in found[:MOST]],
        "more": max(len(found) - MOST, 0),
        "delayed": len(delayed),
        "projects": [
            {
                "id": other.stream,
                "name": project_of(other).row["name"],
                "edits": viewer_of(user, other, home=who.home).may("plan.edit"),
            }
            for other in shared
        ],
    }


@router.post(
    "/projects/{int:project_id}/levelling",
    summary="Search for a levelled plan",
    openapi_extra=answers(RunHeading, 202),
    response={202: dict[str, Any]},
)
def post_levelling(request: HttpRequest, project_id: int, body: LevellingIn) -> Status[Any]:
    """Begin a run whose result is a preview; nothing is changed. `levelling.apply` applies it."""
    who = asked(request, project_id)
    runs.check_asked(who, "seconds", body.seconds, runs.VIEWER_SECONDS)
    user = user_of(request)
    together = siblings(user, who.state, who.home, _unlike(body.projects, project_id))
    for other in together:
        if not viewer_of(user, other, home=who.home).may("plan.edit"):
            raise Forbidden(say("You may level together only what you may edit."))
    check_tasks([who.state, *together], body.alone)
    run = runs.begin(request, who, KIND, body.dict())
    return Status(202, runs.described(run, who.viewer, result=False))


def _unlike(keys: list[int], project: int) -> list[int]:
    if project in keys or len(set(keys)) != len(keys):
        raise Invalid(say("Name each other project once."), field="projects")
    return keys

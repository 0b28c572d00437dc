"""Routes of updates that are asked for: mine, what they would do, and links without an account."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field

from headway.access.models import Member
from headway.changes import cache
from headway.changes.answers import Answer, answers, maybe
from headway.changes.cache import State
from headway.changes.checks import LAST_KEY
from headway.changes.compute import viewer_of
from headway.changes.errors import Forbidden, Invalid, Missing, Refused
from headway.changes.history import decoded
from headway.changes.http import batch, user_of
from headway.changes.models import Changeset
from headway.changes.perform import Envelope, perform
from headway.changes.perform import preview as preview_command
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.changes.visibility import touches
from headway.collaboration.inbox.people import People
from headway.collaboration.updates import links
from headway.collaboration.updates.by_link import AnswersByLink
from headway.collaboration.updates.due import (
    project_of,
    round_of,
    settings_of,
    tasks_of_request,
    told,
)
from headway.collaboration.updates.models import UpdateLink
from headway.projects.commands.dates import Moment
from headway.projects.derivations import Scheduled
from headway.projects.models import Project, UpdateRequest
from headway.projects.my_work import viewers_in
from headway.projects.status import now_in
from headway.scheduling.moments import DAY, to_iso
from headway.words import mark, say

router = Router(tags=["updates"])
PUBLIC = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
IN_BATCH = re.compile(r"commands\.(\d+)\.?(.*)")
NOT_YET = mark("Not taken yet: another answer could not be. Correct that one and send again.")


class AskedTask(Answer):
    """A task that I am asked about; dates are ISO local times in its project's zone."""

    id: int
    number: int
    name: str
    milestone: bool
    start: str | None
    finish: str | None
    percent: int
    duration: int
    unit: str
    blocked: str
    answered: bool = Field(description="Whether it was answered since it was asked.")
    state: Literal["applied", "waiting", "returned"] | None = Field(
        description="Of the last answer: applied, waiting or returned."
    )
    reply: str


class AskedProject(Answer):
    """What durations and dates of a project mean."""

    name: str
    key: str
    zone: str
    day_finish: int
    minutes_per_day: int
    minutes_per_week: int
    days_per_month: int


class Asked(Answer):
    """What somebody asks me, with what durations and dates of the project mean."""

    project_id: int
    request_id: int
    resource_id: int
    by: str
    asked: str
    weekday: int | None
    note: str
    waits: bool = Field(description="Whether answers count only once they are accepted.")
    project: AskedProject
    tasks: list[AskedTask]
    name: str = maybe("By link: who is asked.")


class MyUpdates(Answer):
    """What I am asked, over all projects of a workspace."""

    items: list[Asked]
    open: int = Field(description="Tasks that are not answered yet.")


class EffectIn(BaseModel):
    """Answers as `update.answer` takes them, or the keys of waiting ones."""

    answers: list[dict[str, Any]] = Field(default_factory=list, max_length=200)
    accept: list[int] = Field(default_factory=list, max_length=200)


class Moved(Answer):
    """A finish before and after."""

    id: int | None
    before: str | None
    after: str | None


class Effect(Answer):
    """What answers would do to the finish of what the viewer sees, and to the tasks themselves."""

    project: Moved
    tasks: list[Moved]
    moved: int = Field(description="How many tasks would finish at another time.")


@router.get(
    "/workspaces/{int:workspace_id}/my-updates",
    summary="What I am asked",
    openapi_extra=answers(MyUpdates),
)
def get_my_updates(request: HttpRequest, workspace_id: int) -> Any:
    """Return how far of which tasks I am asked to say, in all projects of the workspace."""
    user = user_of(request)
    home, _ = state_for(user, workspace_id, "workspace")
    mine = People(home).are(user)
    rows = UpdateRequest.objects.filter(resource_id__in=mine, workspace_id=workspace_id)
    keys = set(rows.values_list("stream_id", flat=True))
    live = set(Project.objects.filter(id__in=keys, archived=False).values_list("id", flat=True))
    found = []
    for project, viewer in viewers_in(user, live).items():
        state = cache.current(project)
        if state is None or not viewer.may("plan.progress"):
            continue
        seen = tasks_of(state, viewer)
        for row in state.records.rows("update_requests").values():
            if row["resource_id"] in mine:
                asked = _asked(state, row)
                asked["tasks"] = [t for t in asked["tasks"] if seen is None or t["id"] in seen]
                if asked["tasks"]:
                    found.append(asked)
    known: set[tuple[int, int]] = set()
    for asked in found:
        # Who is asked about a task twice answers it once.
        kept = [t for t in asked["tasks"] if (asked["resource_id"], t["id"]) not in known]
        known |= {(asked["resource_id"], task["id"]) for task in kept}
        asked["tasks"] = kept
    items = [asked for asked in found if asked["tasks"]]
    return {
        "items": items,
        "open": sum(not task["answered"] for asked in items for task in asked["tasks"]),
    }


def _asked(state: State, row: Row) -> dict[str, Any]:
    project = project_of(state)
    today = now_in(project["zone"], datetime.now(UTC)) // DAY
    since = round_of(row, today)
    member = Member.objects.filter(user_id=row["user_id"], stream_id=state.workspace_id).first()
    tasks = [told(state, task, row["resource_id"], since) for task in tasks_of_request(state, row)]
    tasks.sort(key=lambda t: (t["finish"] is None, t["finish"] or "", t["id"]))
    return {
        "project_id": state.stream,
        "request_id": row["id"],
        "resource_id": row["resource_id"],
        "by": "" if member is None else member.name,
        "asked": to_iso(since * DAY),
        "weekday": row["weekday"],
        "note": row["note"],
        "waits": project["updates_wait"],
        "project": settings_of(state),
        "tasks": tasks,
    }


@router.post(
    "/projects/{int:project_id}/update-effect",
    summary="What answers would do",
    openapi_extra=answers(Effect),
)
def post_effect(request: HttpRequest, project_id: int, body: EffectIn) -> Any:
    """Return what answers, or letting waiting ones count, would do to the finish. Nothing is
    written; what could not be carried out is refused as it would be."""
    user = user_of(request)
    state, viewer = state_for(user, project_id, "project")
    parts: list[tuple[str, dict[str, Any]]] = [("update.answer", a) for a in body.answers]
    parts += [("update.accept", {"ids": body.accept})] if body.accept else []
    if not parts:
        parts = [("update.accept", {"ids": []})]
    outcome = preview_command(Envelope(batch(list(parts)), project_id), user)
    after = next((s.after for s in outcome.steps if s.after.stream == project_id), state)
    about = {a.get("task_id") for a in body.answers}
    rows = state.records.rows("update_answers")
    about |= {rows[key]["task_id"] for key in body.accept if key in rows}
    seen = tasks_of(state, viewer)
    before, then = finishes(state, seen), finishes(after, seen)
    return {
        "project": moved(None, _last(before), _last(then)),
        "tasks": [moved(key, before[key], then.get(key)) for key in before if key in about],
        "moved": sum(then.get(key) != at for key, at in before.items()),
    }


def finishes(state: State, seen: set[int] | None) -> dict[Any, int]:
    """Return the finish of each task of `seen` (None: of all), in minutes."""
    result = state.derived["schedule"]
    assert isinstance(result, Scheduled)
    columns = result.columns()
    pairs = zip(columns["id"], columns["finish"], strict=True)
    return {key: finish for key, finish in pairs if seen is None or key in seen}


def _last(finishes: dict[Any, int]) -> int | None:
    return max(finishes.values(), default=None)


def moved(key: int | None, before: int | None, after: int | None) -> dict[str, Any]:
    """Return a finish before and after as it is told."""
    return {"id": key, "before": to_iso(before), "after": to_iso(after)}


class LinkOut(Answer):
    """The link of a request that is good now."""

    link: str | None
    expires_at: str | None
    answered_at: str | None


class LinkIn(BaseModel):
    """For how many days."""

    days: int = Field(14, ge=1, le=90)


def _mine(request: HttpRequest, project_id: int, request_id: int) -> State:
    state, viewer = state_for(user_of(request), project_id, "project")
    if not viewer.may("plan.edit"):
        raise Forbidden(say("Only who plans may give links away."))
    if request_id not in state.records.rows("update_requests"):
        raise Missing(say("There is no such request."))
    return state


def _link_told(link: UpdateLink | None) -> dict[str, Any]:
    if link is None:
        return {"link": None, "expires_at": None, "answered_at": None}
    when = {"expires_at": link.expires_at, "answered_at": link.answered_at}
    return {"link": links.address(link), **when}


LINK = "/projects/{int:project_id}/update-requests/{int:request_id}/link"


@router.get(LINK, summary="The link of a request", openapi_extra=answers(LinkOut))
def get_link(request: HttpRequest, project_id: int, request_id: int) -> Any:
    """Return the link by which who was asked answers without an account, if there is one."""
    _mine(request, project_id, request_id)
    return _link_told(links.good_link(request_id))


@router.post(
    LINK, summary="Make a link", response={201: dict[str, Any]}, openapi_extra=answers(LinkOut, 201)
)
def post_link(request: HttpRequest, project_id: int, request_id: int, body: LinkIn) -> Any:
    """Make a link for who has no account, to be sent to him: it shows and takes answers about the
    tasks of this request, no more. One that was made before opens nothing from now on."""
    state = _mine(request, project_id, request_id)
    life = timedelta(days=body.days)
    user = user_of(request)
    link = links.new_link(project_id, state.workspace_id, request_id, user, life)
    return Status(201, _link_told(link))


@router.delete(LINK, summary="Revoke a link", response={204: None})
def delete_link(request: HttpRequest, project_id: int, request_id: int) -> Any:
    """Make the link of a request useless."""
    _mine(request, project_id, request_id)
    links.revoke(request_id)
    return Status(204, None)


class LinkAnswer(BaseModel):
    """What is said of a task; the fields are those of `update.answer`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    task_id: int = Field(ge=1, le=LAST_KEY)
    percent: int | None = None
    remaining: int | None = None
    finish: Moment | None = None
    confidence: str = ""
    blocked: str | None = None
    note: str = ""


class LinkAnswers(BaseModel):
    """What is answered, each task once."""

    answers: list[LinkAnswer] = Field(min_length=1, max_length=200)


class LinkDone(Answer):
    """What was taken, and what was not."""

    answered: list[int]
    errors: list[dict[str, Any]] = Field(description="Task, field and why.")


def public(response: HttpResponse) -> None:
    """Let nobody keep an answer that is given without an account."""
    for name, value in PUBLIC.items():
        response.headers[name] = value


def _caller(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def by_link(request: HttpRequest, token: str, what: str = "link") -> tuple[UpdateLink, State, Row]:
    """Return a link with its project and request; Missing where whoever made it may no more."""
    link = links.opened(token, _caller(request), what)
    state = cache.current(link.project_id)
    row = None if state is None else state.records.rows("update_requests").get(link.request_id)
    if state is None or row is None or project_of(state)["archived"]:
        raise Missing(links.GONE)
    try:
        viewer = viewer_of(link.user_id, state)
    except Missing:
        raise Missing(links.GONE) from None
    if not viewer.may("plan.edit"):
        raise Missing(links.GONE)
    return link, state, row


@router.get(
    "/update-links/{token}",
    auth=None,
    summary="What a link asks",
    openapi_extra=answers(Asked),
)
def get_by_link(request: HttpRequest, response: HttpResponse, token: str) -> Any:
    """Return what is asked by a link, without an account: its tasks and nothing else."""
    _, state, row = by_link(request, token)
    public(response)
    resource = cache.current(state.workspace_id)
    person = resource and resource.records.rows("resources").get(row["resource_id"])
    return {**_asked(state, row), "name": person["name"] if person else ""}


@router.post(
    "/update-links/{token}",
    auth=None,
    summary="Answer by link",
    openapi_extra=answers(LinkDone),
)
def post_by_link(
    request: HttpRequest, response: HttpResponse, token: str, body: LinkAnswers
) -> Any:
    """Take answers about a link's tasks, as one change: all of them or none. What the link does not
    ask about is told and left out. They are done in the name of whoever made the link, and the
    history says that they came by it."""
    link, state, row = by_link(request, token)
    public(response)
    links.limit(f"answers:{link.pk}", links.MOST_ANSWERS, len(body.answers))
    keys = [answer.task_id for answer in body.answers]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise Invalid(say("Answer about each task once."), field=f"answers.{place}.task_id")
    command_id = _id_of(request, link)
    before = Changeset.objects.filter(command_id=command_id, stream_id=link.project_id).first()
    if before is None:
        allowed = {task["id"] for task in tasks_of_request(state, row)}
    else:
        # Taken already. What it finished is asked about no longer, and yet was answered.
        change = decoded(before, results=False)
        allowed = {key for key in keys if touches(change, key)}
    said = [answer for answer in body.answers if answer.task_id in allowed]
    strange = say("This link does not ask about that task.")
    errors = [
        {"task_id": key, "field": "", "message": strange} for key in keys if key not in allowed
    ]
    if not said:
        return {"answered": [], "errors": errors}
    asked = [answer.task_id for answer in said]
    try:
        command = AnswersByLink.of(
            {**answer.model_dump(exclude_unset=True), "resource_id": row["resource_id"]}
            for answer in said
        )
        perform(Envelope(command, link.project_id, command_id), link.user_id)
    except Refused as error:
        return {"answered": [], "errors": errors + _not_taken(asked, error)}
    UpdateLink.objects.filter(id=link.pk).update(answered_at=datetime.now(UTC))
    return {"answered": asked, "errors": errors}


def _id_of(request: HttpRequest, link: UpdateLink) -> UUID:
    """Return the id under which answers count once, however often a phone had to send them."""
    key = request.headers.get("Idempotency-Key", "")
    return uuid5(NAMESPACE_URL, f"update-link:{link.pk}:{key[:500]}") if key else uuid4()


def _not_taken(tasks: list[int], error: Refused) -> list[dict[str, Any]]:
    """Return why none of several answers was taken: of the one that stood in the way its reason."""
    first = (error.more.get("errors") or [{}])[0]
    place = IN_BATCH.fullmatch(first.get("field", ""))
    found = []
    for number, key in enumerate(tasks):
        if place is None or number == int(place[1]):
            field = first.get("field", "") if place is None else place[2]
            found.append({"task_id": key, "field": field, "message": error.detail})
        else:
            found.append({"task_id": key, "field": "", "message": say(NOT_YET)})
    return found

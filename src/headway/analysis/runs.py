"""Long runs: what takes longer than a request may, as levelling or a large simulation.

A room's topic registers a `Kind` once (in `apps.py`), and its route begins a run:

    runs.register(runs.Kind("levelling", execute))

    @router.post("/projects/{int:project_id}/levelling", response={202: Any})
    def post_levelling(request, project_id: int, body: Options):
        who = asked(request, project_id)
        return 202, runs.described(runs.begin(request, who, "levelling", body.dict()), who.viewer)

`execute(work)` is called in a thread of the worker's own (`analysis.running`), reads the project
itself, says by `work.against` which versions it computes against, tells how far it is by
`work.tell` (as often as it likes: written a few times a second), and looks at `work.stop`. What it
returns is the run's result, plain JSON; stopped early it returns the best so far, or None for
nothing. A `Refused` that it raises is told to the person, anything else is our fault.

One run at a time a project and kind; who may not edit the plan has one at a time in all, and routes
cap what he may ask (`check_asked`). Queued runs wait for a worker; one that runs survives no
restart of its worker: it is marked failed. `GET runs/{id}` answers with `described`; the routes of
all kinds are in `analysis/api/runs.py`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from headway.analysis.asking import Asked, asked
from headway.analysis.models import FAILED, QUEUED, RUNNING, UNDERWAY, Run
from headway.changes.errors import Forbidden, Invalid, Missing, Refused
from headway.changes.http import command_id, user_of
from headway.changes.models import Stream
from headway.changes.viewer import Viewer
from headway.words import mark, say

KEEP = 5
"""Ended runs that are kept, a project and kind."""
SILENT = timedelta(seconds=15)
"""A worker that shows no life for so long is gone, and its run with it."""
LOST = mark("The server was restarted while this ran. Nothing was changed; run it again.")
UNKNOWN = mark("There is no such run, or none that you may see.")


class Underway(Refused):
    """One of its kind runs already in the project; `run_id` names it."""

    status = 409
    type = "underway"
    title = mark("Runs already")


VIEWER_SECONDS = 15.0
"""Seconds for which a run of somebody who may not edit the plan may search."""
VIEWER_TRIALS = 10_000
"""Trials of a simulation that he may ask for."""


def check_asked(who: Asked, field_: str, value: float, most: float) -> None:
    """Raise Invalid, naming the field, where somebody who may not edit the plan asks for more of
    the server than he may."""
    if value > most and not who.viewer.may("plan.edit"):
        raise Invalid(
            say(
                "As {role} you may ask for at most {most:,.0f}: more is for those who edit the "
                "plan.",
                role=who.viewer.role,
                most=most,
            ),
            field=field_,
        )


@dataclass
class Work:
    """A run as its executor sees it."""

    run_id: int
    project_id: int
    user_id: int
    options: dict[str, Any]
    stop: threading.Event = field(default_factory=threading.Event)
    """Set where the run is to end with what it has."""
    progress: Any = None
    version: int | None = None
    workspace_version: int | None = None

    def tell(self, progress: dict[str, Any]) -> None:
        """Say how far it is, as plain JSON; costs nothing, the worker writes it now and then."""
        self.progress = progress

    def against(self, version: int, workspace_version: int) -> None:
        """Say against which versions of project and workspace it is computed."""
        self.version, self.workspace_version = version, workspace_version


@dataclass(frozen=True)
class Kind:
    """A kind of run. `shown` gives a result as a viewer may see it (costs, rates)."""

    name: str
    execute: Callable[[Work], Any]
    shown: Callable[[Any, Viewer], Any] = lambda result, viewer: result


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let runs of a kind be begun."""
    KINDS[kind.name] = kind


_rung = threading.Event()
"""Set when a run was begun or is to stop: the worker of this process need not wait its pause out."""


def begin(request: HttpRequest, who: Asked, kind: str, options: dict[str, Any]) -> Run:
    """Queue a run for whoever asks; the same Idempotency-Key again returns the same run.

    Raises Underway where one of its kind is queued or running, or, for who may not edit the plan,
    any other run of his.
    """
    user, key = user_of(request), command_id(request)
    before = Run.objects.filter(command_id=key).first()
    if before is not None:
        if before.user_id != user or before.kind != kind:
            raise Invalid(say("This command id was used before."), field="Idempotency-Key")
        return before
    reap()
    project, workspace = who.state.stream, who.state.workspace_id
    try:
        with transaction.atomic():
            if not who.viewer.may("plan.edit"):
                _alone(user, workspace)
            run = Run.objects.create(
                project_id=project, workspace_id=workspace, kind=kind, options=options,
                command_id=key, user_id=user, user_name=who.viewer.name, state=QUEUED,
                created_at=datetime.now(UTC),
            )  # fmt: skip
    except IntegrityError:
        there = Run.objects.filter(project_id=project, kind=kind, state__in=UNDERWAY).first()
        name = there.user_name if there else say("Somebody")
        raise Underway(
            say("{name} started this already: wait for it, or stop it.", name=name),
            run_id=there.pk if there else None,
        ) from None
    old = Run.objects.filter(project_id=project, kind=kind).exclude(state__in=UNDERWAY)
    kept = list(old.order_by("-id").values_list("id", flat=True)[:KEEP])
    old.exclude(id__in=kept).delete()
    wake()
    return run


def _alone(user: int, workspace: int) -> None:
    """Raise Underway where a run of an account waits or runs already."""
    # Two requests of one person take turns at the workspace's row.
    Stream.objects.select_for_update().filter(id=workspace).first()
    there = Run.objects.filter(user_id=user, state__in=UNDERWAY).defer("result").first()
    if there is not None:
        raise Underway(
            say("Something that you started still runs: wait for it, or stop it."), run_id=there.pk
        )


def find(request: HttpRequest, run_id: int) -> tuple[Run, Asked]:
    """Return a run and who asks; raise Missing or Forbidden where he may not see it."""
    run = Run.objects.filter(id=run_id).first() if 0 < run_id < 2**53 else None
    if run is None:
        raise Missing(UNKNOWN)
    return run, asked(request, run.project_id)


def latest(project_id: int, kind: str | None = None, limit: int = KEEP) -> list[Run]:
    """Return the newest runs of a project, without their results."""
    found = Run.objects.filter(project_id=project_id).order_by("-id").defer("result")
    return list((found if kind is None else found.filter(kind=kind))[:limit])


def stop(run: Run, who: Asked) -> None:
    """Ask a run to end with what it has: for whoever began it and for those who edit the plan."""
    _may_end(run, who)
    Run.objects.filter(id=run.pk, state__in=UNDERWAY).update(stop_asked=True)
    wake()


def drop(run: Run, who: Asked) -> None:
    """Remove a run and its result; one that still runs is stopped by it."""
    _may_end(run, who)
    Run.objects.filter(id=run.pk).delete()
    wake()


def _may_end(run: Run, who: Asked) -> None:
    if run.user_id != who.viewer.user_id and not who.viewer.may("plan.edit"):
        raise Forbidden(
            say(
                "{user_name} began this: only he and those who edit may end it.",
                user_name=run.user_name,
            )
        )


def reap() -> int:
    """Mark runs failed whose worker is gone; return how many."""
    now = datetime.now(UTC)
    return Run.objects.filter(state=RUNNING, beat_at__lt=now - SILENT).update(
        state=FAILED, error=LOST, finished_at=now
    )


def described(run: Run, viewer: Viewer, *, result: bool = True) -> dict[str, Any]:
    """Return a run as the API tells of it; without `result` only its headings."""
    found: dict[str, Any] = {
        "id": run.pk,
        "project_id": run.project_id,
        "kind": run.kind,
        "state": run.state,
        "stopping": run.stop_asked and run.state in UNDERWAY,
        "options": run.options,
        "by": {"id": run.user_id, "name": run.user_name},
        "version": run.version,
        "workspace_version": run.workspace_version,
        "progress": run.progress,
        "error": say(run.error) or None,
        "created_at": _instant(run.created_at),
        "started_at": _instant(run.started_at),
        "finished_at": _instant(run.finished_at),
        "elapsed": _elapsed(run),
    }
    if result:
        kind = KINDS.get(run.kind)
        shown = run.result if kind is None or run.result is None else kind.shown(run.result, viewer)
        found["result"] = shown
    return found


def _elapsed(run: Run) -> float | None:
    """Return for how many seconds it has run."""
    if run.started_at is None:
        return None
    return round(((run.finished_at or datetime.now(UTC)) - run.started_at).total_seconds(), 1)


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def wake() -> None:
    """Let the worker of this process look at once."""
    _rung.set()


def rest(seconds: float) -> None:
    """Wait until woken, at most so long."""
    _rung.wait(seconds)
    _rung.clear()

"""Routes of long runs, whatever their kind: how far they are, what came of them, stop, drop."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from headway.analysis import runs
from headway.analysis.asking import asked
from headway.changes.answers import Answer, answers

router = Router(tags=["runs"])


class RunBy(Answer):
    """Who began it."""

    id: int | None
    name: str


class RunState(Answer):
    """A long run over a project: whose it is, and how it stands."""

    id: int
    project_id: int
    kind: str
    state: Literal["queued", "running", "done", "stopped", "failed"]
    stopping: bool
    options: dict[str, Any]
    by: RunBy
    version: int | None
    workspace_version: int | None
    error: str | None
    elapsed: float | None = Field(description="Seconds that it has run.")
    created_at: str
    started_at: str | None
    finished_at: str | None


class RunHeading(RunState):
    """A long run and how far it is."""

    progress: dict[str, Any] | None


class RunOut(RunHeading):
    """A run and, once it has ended, what came of it."""

    result: Any = Field(description="Null where nothing came of it.")


class RunList(Answer):
    """Runs of a kind, the newest first."""

    items: list[RunHeading]


@router.get(
    "/projects/{int:project_id}/runs",
    summary="Long runs of a project",
    openapi_extra=answers(RunList),
)
def get_runs(request: HttpRequest, project_id: int, kind: str | None = None) -> dict[str, Any]:
    """Return the newest runs, of one kind if named, without their results."""
    who = asked(request, project_id)
    found = runs.latest(project_id, kind)
    return {"items": [runs.described(run, who.viewer, result=False) for run in found]}


@router.get(
    "/runs/{int:run_id}",
    summary="How far a run is, and what came of it",
    openapi_extra=answers(RunOut),
)
def get_run(request: HttpRequest, run_id: int) -> dict[str, Any]:
    """Return one run with its progress and, once it has ended, its result."""
    run, who = runs.find(request, run_id)
    return runs.described(run, who.viewer)


@router.post(
    "/runs/{int:run_id}/stop",
    summary="End a run with the best so far",
    openapi_extra=answers(RunHeading, 202),
    response={202: dict[str, Any]},
)
def post_stop(request: HttpRequest, run_id: int) -> Status[Any]:
    """Ask a run to end; it does within moments, with what it has."""
    run, who = runs.find(request, run_id)
    runs.stop(run, who)
    return Status(202, runs.described(runs.find(request, run_id)[0], who.viewer, result=False))


@router.delete("/runs/{int:run_id}", summary="Drop a run and its result", response={204: None})
def delete_run(request: HttpRequest, run_id: int) -> Status[Any]:
    """Remove a run; one that still runs is stopped."""
    run, who = runs.find(request, run_id)
    runs.drop(run, who)
    return Status(204, None)

"""Tracking of a project: variances from a baseline, lists to work off, changes of scope."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from headway.analysis import answered
from headway.analysis.answered import ROWS
from headway.analysis.asking import asked
from headway.changes.answers import Answer, answers

router = Router(tags=["analysis"])


class Variance(Answer):
    """Now minus baseline: working minutes, minor units."""

    start_minutes: int | None
    finish_minutes: int | None
    duration_minutes: int | None
    work_minutes: int | None
    cost: int | None


class BaselineDates(Answer):
    """What the baseline says of a task."""

    start: str | None
    finish: str | None
    duration_minutes: int | None
    work_minutes: int | None
    cost: int | None


class TrackedTask(Answer):
    """How a task stands; dates are ISO local times."""

    id: int
    parent_id: int | None
    wbs: str
    level: int
    name: str
    summary: bool
    milestone: bool
    active: bool
    start: str
    finish: str
    duration_minutes: int
    percent_complete: int
    total_float_minutes: int
    critical: bool
    work_minutes: int
    actual_work_minutes: int
    remaining_work_minutes: int
    cost: int | None
    actual_cost: int | None
    behind_minutes: int
    done_until: str
    baseline: BaselineDates | None
    variance: Variance | None


class SavedBaseline(Answer):
    """A baseline."""

    id: int
    number: int
    name: str
    taken_at: str
    tasks: int


class LateEnd(Answer):
    """A date that lies behind the baseline's or the deadline's."""

    id: int
    end: Literal["start", "finish"]
    minutes: int


class Tracked(Answer):
    """How tasks stand against a baseline."""

    version: int
    status_date: str
    follows_today: bool
    resume_date: str
    float_limit_minutes: int
    minutes_per_day: int
    currency: str | None
    baseline: SavedBaseline | None
    baselines: list[SavedBaseline]
    totals: Variance
    tasks: list[TrackedTask] = Field(
        description="A part of those that differ, or of all: `count` in all."
    )
    count: int
    listed: list[TrackedTask] = Field(description="The tasks that come first in the lists.")
    slipping: list[int]
    late: list[LateEnd]
    nearly_critical: list[int]
    finished_early: list[int]
    left_behind: list[int]
    missing: list[int]


ScopeKind = Literal["tasks", "work", "duration", "points", "deliverables"]


class ScopeItem(Answer):
    """What a change did to the scope of a task."""

    kind: ScopeKind
    task_id: int
    name: str
    before: float
    after: float


class ScopeApproval(Answer):
    """Under what a change was approved."""

    reference: str
    by: str
    at: str


class ScopeChange(Answer):
    """A change of scope."""

    change_id: str
    changeset_id: int
    version: int
    at: str
    by: str
    type: str
    items: list[ScopeItem]
    approved: ScopeApproval | None


class ScopeSum(Answer):
    """What came and went."""

    added: float
    removed: float


class ScopeSums(Answer):
    """Sums by kind."""

    tasks: ScopeSum
    work: ScopeSum
    duration: ScopeSum
    points: ScopeSum
    deliverables: ScopeSum


class ScopeOut(Answer):
    """The changes of scope since a baseline, the newest first."""

    version: int
    baseline: SavedBaseline
    whole: bool
    totals: ScopeSums
    approved: ScopeSums
    items: list[ScopeChange]


@router.get(
    "/projects/{int:project_id}/tracking",
    summary="Variances from a baseline, and lists",
    openapi_extra=answers(Tracked),
)
def get_tracking(
    request: HttpRequest,
    project_id: int,
    baseline: int = 0,
    float_limit: int | None = None,
    every: bool = False,
    offset: int = 0,
    limit: int = ROWS,
) -> dict[str, Any]:
    """Return how tasks stand against a baseline, and which slip, are late, nearly critical,
    finished early or were left behind.

    Variances are minutes (dates by the project's calendar) and minor units of cost, now minus
    baseline. `float_limit` is the most total float, in minutes, that counts as nearly critical (a
    week, if not given). `tasks` are those that differ from the baseline, with `every` all: `limit` of
    them (at most 1,000) from the `offset`-th on, in the outline's order; `count` says how many there
    are. Lists name tasks by key; the first 100 of each stand in `listed` with their figures. Costs are
    null for who may not see costs and rates.
    """
    who = asked(request, project_id)
    return answered.tracking(who, baseline, float_limit, every=every, offset=offset, limit=limit)


@router.get(
    "/projects/{int:project_id}/scope",
    summary="Changes of scope since a baseline",
    openapi_extra=answers(ScopeOut),
)
def get_scope(request: HttpRequest, project_id: int, baseline: int = 0) -> dict[str, Any]:
    """Return which changes since a baseline added, removed or changed tasks, work, story points and
    deliverables, by whom, the newest first, and whether each was approved."""
    return answered.scope(asked(request, project_id), baseline)

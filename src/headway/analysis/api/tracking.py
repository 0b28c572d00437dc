"""Tracking of a project: variances from a baseline, lists to work off, changes of scope."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.analysis import answered
from headway.analysis.answered import ROWS
from headway.analysis.asking import asked

router = Router(tags=["analysis"])


@router.get("/projects/{int:project_id}/tracking", summary="Variances from a baseline, and lists")
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


@router.get("/projects/{int:project_id}/scope", summary="Changes of scope since a baseline")
def get_scope(request: HttpRequest, project_id: int, baseline: int = 0) -> dict[str, Any]:
    """Return which changes since a baseline added, removed or changed tasks, work, story points and
    deliverables, by whom, the newest first, and whether each was approved."""
    return answered.scope(asked(request, project_id), baseline)

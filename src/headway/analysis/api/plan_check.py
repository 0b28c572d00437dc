"""The plan check of a project."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from headway.analysis import answered
from headway.analysis.asking import asked
from headway.changes.answers import Answer, answers

router = Router(tags=["analysis"])


class FindingOut(Answer):
    """A task that a check names."""

    task_id: int
    name: str
    text: str


class CheckOut(Answer):
    """One check with what it found."""

    key: str
    number: int | None = Field(description="1 to 14 for the DCMA's points.")
    title: str
    about: str
    threshold: str
    state: Literal["pass", "fail", "unknown"] = Field(
        description="pass, fail or unknown (it cannot be measured here)."
    )
    measured: float | None
    unit: Literal["share", "ratio", "days", "count"] = Field(
        description="share (0 to 1), ratio, days or count."
    )
    count: int
    of: int
    reason: str
    findings: list[FindingOut]


class PlanCheckOut(Answer):
    """All checks, the DCMA's 14 points first."""

    items: list[CheckOut]
    passed: int
    failed: int
    unknown: int
    others_failed: int
    status: str = Field(description="The moment up to which progress is told.")


@router.get(
    "/projects/{int:project_id}/plan-check",
    summary="Plan check",
    openapi_extra=answers(PlanCheckOut),
)
def get_plan_check(request: HttpRequest, project_id: int, baseline: int = 0) -> dict[str, Any]:
    """Return the DCMA's 14 points and what else a careful planner looks for, with the tasks."""
    return answered.checked(asked(request, project_id), baseline)

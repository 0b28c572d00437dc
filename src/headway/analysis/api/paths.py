"""The longest paths to a task, and what would have to change to finish earlier."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from headway.analysis import answered
from headway.analysis.asking import asked
from headway.changes.answers import Answer, answers, typed
from headway.changes.http import stream_of_row

router = Router(tags=["analysis"])


class PathTask(Answer):
    """A task of a path."""

    task_id: int
    name: str


class DatedTask(PathTask):
    """The same with its dates, ISO local times."""

    start: str
    finish: str


class PathOut(Answer):
    """A chain of tasks without a gap, from its root to where it leads."""

    number: int
    float_minutes: int = Field(description="By how much all of it can slip before the target does.")
    tasks: list[DatedTask]
    links: list[int]
    root: str
    root_text: str
    joins: int | None = Field(description="The task of an earlier path into which it leads.")
    joining_link: int | None
    forks: int | None = Field(description="The task of an earlier path behind which it begins.")


class PathsOut(Answer):
    """The longest paths to a task, the driving one first."""

    task_id: int
    name: str
    finish: str
    items: list[PathOut]


class CutTask(PathTask):
    """A task that is cut, in working minutes."""

    before_minutes: int
    after_minutes: int
    cost: int | None
    optimistic: bool


class StepTask(PathTask):
    """By how many working minutes a task is cut in a step; negative gives them back."""

    minutes: int


class CutStep(Answer):
    """A step of the way there, the cheapest first."""

    tasks: list[StepTask]
    gain_minutes: int
    cost: int | None


class CutPlan(Answer):
    """The cheapest cuts; `commands` make it so, sent as one batch."""

    finish: str
    gain_minutes: int
    reached: bool
    cost: int | None
    tasks: list[CutTask]
    steps: list[CutStep]
    commands: list[CutCommand]


class CutCommand(Answer):
    """A command of them."""

    type: str
    payload: dict[str, Any] = Field(json_schema_extra=typed("object"))


class CountingTask(PathTask):
    """A task on the longest path, and what cutting it would gain."""

    cut_minutes: int
    gain_minutes: int
    most_minutes: int
    drag_minutes: int
    cost_per_day: int | None


class OverlapOut(Answer):
    """A link whose tasks may overlap."""

    link_id: int
    predecessor: PathTask
    successor: PathTask
    lead_minutes: int
    gain_minutes: int


class EarlierOut(Answer):
    """How to finish earlier: the cheapest cuts, the tasks that count, what may overlap."""

    task_id: int | None
    name: str | None
    finish: str
    wanted_minutes: int
    minutes_per_day: int
    basis: Literal["cost", "time"]
    costs_known: bool
    currency: str
    assumptions: list[str]
    plan: CutPlan
    counts: list[CountingTask]
    overlaps: list[OverlapOut]


@router.get("/tasks/{int:task_id}/path", summary="Longest paths", openapi_extra=answers(PathsOut))
def get_path(
    request: HttpRequest,
    task_id: int,
    most: Annotated[int, Query(ge=1, le=50)] = 5,
    scenario: int | None = None,
) -> dict[str, Any]:
    """Return the longest paths to a task with the float of each; in `scenario` if one is named."""
    who = asked(request, stream_of_row("tasks", task_id, scenario))
    return answered.paths(who, task_id, most)


@router.get(
    "/projects/{int:project_id}/finish-earlier",
    summary="How to finish earlier",
    openapi_extra=answers(EarlierOut),
)
def get_finish_earlier(
    request: HttpRequest,
    project_id: int,
    days: Annotated[float, Query(gt=0, le=250)] = 5,
    task: int | None = None,
    share: Annotated[int, Query(ge=10, le=100, description="Percent of a duration.")] = 70,
    basis: str | None = None,
) -> dict[str, Any]:
    """Return the cheapest cuts to finish `days` earlier (the project, or a task), the tasks that
    count, and links whose tasks may overlap. Costs are for those who may see rates."""
    return answered.earlier(asked(request, project_id), days, task, share, basis)

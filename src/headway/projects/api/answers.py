"""What the routes answer, as the OpenAPI document describes it.

Answers are written by orjson from plain dictionaries, so these models describe and do not check:
checking a hundred thousand tasks would cost more than computing them.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class Predecessor(BaseModel):
    """A link into a task."""

    id: int
    task_id: int = Field(description="The task that drives.")
    type: str = Field(description="FS, SS, FF or SF.")
    lag: int = Field(description="Minutes; of a percent lag hundredths of a percent.")
    lag_kind: str
    lag_unit: str


class AssignmentOut(BaseModel):
    """Who works on a task."""

    id: int
    name: str | None = Field(description="Null for those who may not see people.")
    resource_id: int
    units: int = Field(description="10000 is 100 %.")
    work: int | None


class TaskOut(BaseModel):
    """A task; dates are ISO local times in the project's zone, durations minutes."""

    id: int
    project_id: int
    parent_id: int | None
    number: int
    wbs: str
    level: int
    name: str
    notes: str
    mode: str
    summary: bool
    milestone: bool
    active: bool
    start: str | None
    finish: str | None
    duration_minutes: int | None
    duration_unit: str
    estimated: bool
    late_start: str | None
    late_finish: str | None
    total_float_minutes: int | None
    free_float_minutes: int | None
    critical: bool
    percent_complete: int
    actual_start: str | None
    actual_finish: str | None
    remaining_duration_minutes: int | None
    constraint: str
    constraint_date: str | None
    deadline: str | None
    calendar_id: int | None
    priority: int
    status_id: int | None = Field(description="Its column of the board; null of a summary.")
    status: str | None = Field(description="The name of that column.")
    progress_source: str = Field(
        description="typed; board: its column says how far it is; or checklist: the share ticked off."
    )
    optimistic_minutes: int | None
    pessimistic_minutes: int | None
    confidence: str
    risk_group_id: int | None
    predecessors: list[Predecessor]
    assignments: list[AssignmentOut]


class TaskList(BaseModel):
    """Tasks in outline order."""

    items: list[TaskOut]
    total: int
    version: int


class ProjectOut(BaseModel):
    """A project with the figures of a list."""

    id: int
    workspace_id: int
    name: str
    key: str
    archived: bool
    start: str | None
    finish: str | None
    finish_by: str | None
    baseline_finish: str | None
    late_minutes: int | None
    """Working minutes of the project's calendar that its finish lies behind baseline 0."""
    minutes_per_day: int
    tasks: int
    percent_complete: int


class ProjectList(BaseModel):
    """Projects."""

    items: list[ProjectOut]


class ChangesetOut(BaseModel):
    """What a mutation did: the first changeset's fields, and all of them."""

    id: int | None
    stream: int
    version: int | None
    change_id: str
    type: str
    inputs: dict[str, Any]
    results: dict[str, Any]
    changesets: list[dict[str, Any]]
    created: dict[str, list[int]] = Field(description="Keys of new rows by table.")
    notes: list[dict[str, Any]] = Field(description="What was done on the way, in words.")


class Step(BaseModel):
    """A step of the chain of why, from the date to its root."""

    task_id: int
    name: str
    kind: str
    side: str = Field(description="Which of its dates the step explains: start or finish.")
    text: str
    notes: list[str] = Field(description="What else holds there: days off, whose calendar, a rest.")
    at: str
    finish: str
    duration: int
    link_id: int | None


class TaskWhy(BaseModel):
    """Why a task starts and finishes when it does, and what made it slip."""

    chain: list[Step] = Field(description="From its start to the root.")
    finish_chain: list[Step] = Field(description="From its finish to the root.")
    slip: dict[str, Any] | None = Field(description="Against baseline 0; null without one.")


class ProjectWhy(BaseModel):
    """Why a project finishes when it does, and what made it slip."""

    chain: list[Step]
    task_id: int | None
    finish: str | None
    slip: dict[str, Any] | None


class Difference(BaseModel):
    """A task whose dates are others here than in the file."""

    task_id: int
    name: str
    file_start: str
    file_finish: str
    start: str
    finish: str
    reason: str
    kept: bool = Field(description="Whether the file's dates were kept, as a manual task.")
    keepable: bool = Field(description="Whether they can be kept.")
    why_not: str = Field(description="Why they cannot be kept; empty where they can.")


class Dates(BaseModel):
    """How many dates are as in the file."""

    compared: int
    equal: int
    text: str
    more: int
    differences: list[Difference]


class ReportOut(BaseModel):
    """What an import took and what it could not represent."""

    file: str
    source: str
    taken: dict[str, int]
    left_out: list[str]
    people: list[dict[str, Any]]
    dates: Dates


class ImportedOut(BaseModel):
    """The new project and the report of its import."""

    project: dict[str, int]
    report: ReportOut


class PersonOut(BaseModel):
    """A person of a file, and who that seems to be here."""

    name: str
    email: str
    initials: str
    kind: str
    match: int | None
    match_name: str | None
    by: str | None


class InspectedOut(BaseModel):
    """What a file holds."""

    name: str
    source: str
    tasks: int
    links: int
    milestones: int
    calendar: bool = Field(description="Whether it brings its project's calendar.")
    zone: str = Field(description="The zone of its dates, empty where it does not say.")
    people: list[PersonOut]
    warnings: list[str]


class Problem(BaseModel):
    """An RFC 9457 problem."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None
    fields: list[dict[str, Any]] | None = None


def answers(model: type[BaseModel], status: int = 200, *, body: Any = None) -> dict[str, Any]:
    """Return what the OpenAPI document says of a route's answers (and of a body of form fields)."""
    ok = {"description": "Done", "content": {"application/json": {"schema": schema_of(model)}}}
    found: dict[str, Any] = {"responses": {status: ok, **PROBLEMS}}
    if body is not None:
        found["requestBody"] = body
    return found


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's JSON schema with all references written out."""
    whole = model.model_json_schema()
    definitions = whole.pop("$defs", {})

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(v) for v in value]
        if not isinstance(value, dict):
            return value
        name = str(value.get("$ref", "")).removeprefix("#/$defs/")
        if name in definitions:
            return plain(definitions[name])
        return {k: plain(v) for k, v in value.items()}

    result: dict[str, Any] = plain(whole)
    return result


def _problem(text: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": schema_of(Problem)}}
    return {"description": text, "content": content}


PROBLEMS = {
    401: _problem("Nobody is signed in"),
    403: _problem("Not allowed"),
    404: _problem("Not there, or not to be seen"),
    409: _problem("Changed by someone else meanwhile"),
    422: _problem("Not usable as it is; `errors` names the fields"),
}

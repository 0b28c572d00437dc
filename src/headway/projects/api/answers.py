"""What the routes of projects, tasks and files answer (see `changes.answers`)."""

from __future__ import annotations

from headway.changes.answers import Answer, Field


class Predecessor(Answer):
    """A link into a task."""

    id: int
    task_id: int = Field(description="The task that drives.")
    type: str = Field(description="FS, SS, FF or SF.")
    lag: int = Field(description="Minutes; of a percent lag hundredths of a percent.")
    lag_kind: str
    lag_unit: str


class AssignmentOut(Answer):
    """Who works on a task."""

    id: int
    name: str | None = Field(description="Null for those who may not see people.")
    resource_id: int
    units: int = Field(description="10000 is 100 %.")
    work: int | None


class TaskOut(Answer):
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


class TaskList(Answer):
    """Tasks in outline order."""

    items: list[TaskOut]
    total: int
    version: int


class ProjectOut(Answer):
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


class ProjectSettings(ProjectOut):
    """A project with its settings."""

    version: int
    description: str
    zone: str
    country: str
    currency: str
    calendar_id: int | None
    schedule_from: str
    minutes_per_week: int
    days_per_month: int
    status_date: str | None


class ProjectList(Answer):
    """Projects."""

    items: list[ProjectOut]


class Step(Answer):
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


class SlipCause(Answer):
    """The task that slipped first."""

    task_id: int
    name: str
    minutes: int
    days: float


class SlipOut(Answer):
    """By how much a finish lies behind the baseline's, and what began it."""

    minutes: int
    days: float
    baseline_finish: str
    name: str = Field(description="The task that finishes the project.")
    cause: SlipCause | None


class TaskWhy(Answer):
    """Why a task starts and finishes when it does, and what made it slip."""

    chain: list[Step] = Field(description="From its start to the root.")
    finish_chain: list[Step] = Field(description="From its finish to the root.")
    slip: SlipOut | None = Field(description="Against baseline 0; null without one.")


class ProjectWhy(Answer):
    """Why a project finishes when it does, and what made it slip."""

    chain: list[Step]
    task_id: int | None
    finish: str | None
    slip: SlipOut | None


class Difference(Answer):
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


class BecamePerson(Answer):
    """What became of a person of the file."""

    name: str
    became: str
    resource: str | None


class Dates(Answer):
    """How many dates are as in the file."""

    compared: int
    equal: int
    text: str
    more: int
    differences: list[Difference]


class ReportOut(Answer):
    """What an import took and what it could not represent."""

    file: str
    source: str
    taken: dict[str, int]
    left_out: list[str]
    people: list[BecamePerson]
    dates: Dates


class ImportedOut(Answer):
    """The new project and the report of its import."""

    project: dict[str, int]
    report: ReportOut


class PersonOut(Answer):
    """A person of a file, and who that seems to be here."""

    name: str
    email: str
    initials: str
    kind: str
    match: int | None
    match_name: str | None
    by: str | None


class InspectedOut(Answer):
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

"""A document: what a project file says, in the project's terms. A superset of a plan.

Keys (`id`) are local to the document: positive, unique within their list. Fields carry the names
of the project's own tables, so that a document becomes rows without a dictionary in between.
Moments are minutes since 1970-01-01T00:00 local time, durations and work are minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class CalendarDoc:
    """A calendar; `week`, `exceptions` and `work_weeks` as the calendars table describes them."""

    id: int
    name: str = ""
    base_id: int | None = None
    week: list[Any] | None = None
    exceptions: list[dict[str, Any]] = field(default_factory=list)
    work_weeks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class ResourceDoc:
    """A person, a role, a piece of equipment, a material or a cost. `availability` as the resources
    table describes it."""

    id: int
    name: str = ""
    kind: str = "work"
    email: str = ""
    initials: str = ""
    group: str = ""
    calendar_id: int | None = None
    max_units: int = 10_000
    category: str = "person"
    availability: list[dict[str, Any]] | None = None
    material_unit: str = ""
    notes: str = ""
    standard_rate: int = 0
    overtime_rate: int = 0
    cost_per_use: int = 0


@dataclass(slots=True)
class TaskDoc:
    """A task in outline order, with what the file stores as its dates in `stored_*`.

    `splits` and `recurrence` as the tasks table describes them; costs are minor currency units,
    `risk_group` the place of its group in the document, from 0. `status` (with its
    `status_category`: todo, doing or done), `work_type` and `sprint` are names, for who reads the file.
    """

    id: int
    parent_id: int | None = None
    name: str = ""
    notes: str = ""
    mode: str = "auto"
    duration: int = 0
    duration_unit: str = "d"
    estimated: bool = False
    milestone: bool = False
    manual_start: int | None = None
    manual_finish: int | None = None
    constraint: str = "asap"
    constraint_date: int | None = None
    deadline: int | None = None
    calendar_id: int | None = None
    ignore_resource_calendar: bool = False
    active: bool = True
    percent_complete: int = 0
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining_duration: int | None = None
    stop: int | None = None
    resume: int | None = None
    priority: int = 500
    task_type: str = "fixed_units"
    effort_driven: bool = False
    work: int | None = None
    levelling_delay: int = 0
    splits: list[list[int]] | None = None
    recurrence: dict[str, Any] | None = None
    optimistic: int | None = None
    pessimistic: int | None = None
    confidence: str = ""
    risk_group: int | None = None
    story_points: int | None = None
    deliverable: bool = False
    fixed_cost: int = 0
    actual_cost: int | None = None
    wbs: str = ""
    file_uid: int | None = None
    number: int | None = None
    progress_source: str = "typed"
    status: str = ""
    status_category: str = ""
    work_type: str = ""
    sprint: str = ""
    extra: dict[str, Any] | None = None
    stored_start: int | None = None
    stored_finish: int | None = None
    summary: bool = False


@dataclass(slots=True)
class LinkDoc:
    """A dependency; lag in minutes, a percent one in hundredths of a percent."""

    id: int
    predecessor_id: int
    successor_id: int
    type: str = "FS"
    lag: int = 0
    lag_kind: str = "working"
    lag_unit: str = "d"


@dataclass(slots=True)
class AssignmentDoc:
    """Who works on what. `extra` keeps `contour` (Microsoft Project's code) and `pauses`: the
    stretches [from, to] in which a split assignment rests."""

    id: int
    task_id: int
    resource_id: int
    units: int = 10_000
    work: int | None = None
    actual_work: int = 0
    remaining_work: int | None = None
    overtime_work: int = 0
    delay: int = 0
    extra: dict[str, Any] | None = None


@dataclass(slots=True)
class BaselineTaskDoc:
    """A task's values in the baseline of that number."""

    number: int
    task_id: int
    start: int | None = None
    finish: int | None = None
    duration: int | None = None
    work: int | None = None
    cost: int | None = None


@dataclass(slots=True)
class RiskGroupDoc:
    """Tasks whose durations run together; correlation in hundredths of a percent."""

    name: str
    correlation: int = 5000


@dataclass(slots=True)
class RiskDoc:
    """A discrete risk; `impacts` are (task, delay in minutes, share in hundredths of a percent)."""

    name: str
    probability: int = 1000
    active: bool = True
    notes: str = ""
    impacts: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class FieldDoc:
    """A field that the file added to its tasks, and its values by task."""

    id: int
    name: str
    type: str = "text"
    key: str = ""
    values: dict[int, Any] = field(default_factory=dict)
    beside: int | None = None
    """The row in `beside` of the document that says more of it: this is what other programs see."""


@dataclass(slots=True)
class FileDoc:
    """A file that hangs on a task. `content` gives its bytes piece by piece; of one that was read,
    nothing is certain (it raises ValueError where they are no base64), and neither size nor hash is.
    `account_id` is who added it, a row of `accounts` in `beside`."""

    id: int
    task_id: int
    name: str
    size: int
    sha256: str
    content: Callable[[], Iterator[bytes]]
    account_id: int | None = None
    added_name: str = ""
    added_at: str = ""


@dataclass(slots=True)
class LeftFileDoc:
    """A file of a task that did not go into the project's file: it is larger than one may be (`size`),
    or there was no room for it (`room`). `size` in bytes."""

    id: int
    task_id: int
    name: str
    size: int
    reason: str


@dataclass(slots=True)
class Document:
    """A whole file. `notes` say what was found that could not be represented; `dates_only` that
    its dates came without times of day, which are the project's default ones. `from_status_date`
    (unfinished work is scheduled from the status date) and `lag_calendar` (successor, predecessor
    or project) are Primavera P6's."""

    name: str = ""
    key: str = ""
    description: str = ""
    zone: str = ""
    country: str = ""
    start: int | None = None
    finish_by: int | None = None
    schedule_from: str = "start"
    calendar_id: int | None = None
    status_date: int | None = None
    currency: str = "EUR"
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20
    day_start: int = 480
    day_finish: int = 1020
    critical_float_limit: int = 0
    honor_constraints: bool = True
    split_in_progress: bool = True
    task_type: str = "fixed_units"
    effort_driven: bool = False
    on_assigning: str = "finish_sooner"
    dates_only: bool = False
    from_status_date: bool = False
    lag_calendar: str = "successor"
    calendars: list[CalendarDoc] = field(default_factory=list)
    resources: list[ResourceDoc] = field(default_factory=list)
    tasks: list[TaskDoc] = field(default_factory=list)
    links: list[LinkDoc] = field(default_factory=list)
    assignments: list[AssignmentDoc] = field(default_factory=list)
    baselines: list[BaselineTaskDoc] = field(default_factory=list)
    baseline_names: dict[str, list[str]] = field(default_factory=dict)
    """By number (as text): what people call the baseline, and when it was saved."""
    fields: list[FieldDoc] = field(default_factory=list)
    risk_groups: list[RiskGroupDoc] = field(default_factory=list)
    risks: list[RiskDoc] = field(default_factory=list)
    beside: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Rows by table of what no format has a place for (columns of a board, sprints, checklists): their
    keys are their own, those of tasks, resources and assignments the document's."""
    files: list[FileDoc] = field(default_factory=list)
    files_left: list[LeftFileDoc] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links_elsewhere: bool = False
    source: str = ""

    def note(self, text: str) -> None:
        """Say once what was left out, without letters that have no sign: it names what a file names,
        and is kept and printed."""
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
        if text not in self.notes:
            self.notes.append(text)

    def outline_numbers(self) -> dict[int, str]:
        """Return the place of each task in the outline, as 1.2.3, by its key."""
        numbers: dict[int | None, str] = {None: ""}
        counts: dict[int | None, int] = {}
        for task in self.tasks:
            place = counts[task.parent_id] = counts.get(task.parent_id, 0) + 1
            above = numbers[task.parent_id]
            numbers[task.id] = f"{above}.{place}" if above else str(place)
        return {key: number for key, number in numbers.items() if key is not None}


class BadFile(ValueError):
    """The file cannot be read; the message says what is wrong and what would be right."""

"""What a project's stream holds: its settings, tasks, links, assignments, baselines, fields.

All fields here are inputs. What is computed from them (dates, float, ...) is in `RESULTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.tables import KEY, Field, Kind, Table

MODES = ("auto", "manual")
CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
LINK_TYPES = ("FS", "SS", "FF", "SF")
LAG_KINDS = ("working", "elapsed", "percent")
TASK_TYPES = ("fixed_units", "fixed_duration", "fixed_work")
PROGRESS_SOURCES = ("typed", "checklist", "board", "hours", "git")
FIELD_TYPES = ("text", "number", "date", "flag", "duration", "cost")
DURATION_UNITS = ("m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo")

PROJECTS = Table(
    name="projects",
    stream="project",
    doc="The project's settings: one row, its key is the stream's.",
    fields=(
        KEY,
        Field("workspace_id", Kind.KEY, "The workspace it lives in.", required=True),
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field("key", Kind.TEXT, "Prefix of task numbers, as in MIG-42.", default="", maximum=10),
        Field("description", Kind.TEXT, "What it is for.", default="", maximum=100_000),
        Field("start", Kind.MOMENT, "Project start.", required=True),
        Field("finish_by", Kind.MOMENT, "Must-finish date.", nullable=True),
        Field(
            "schedule_from",
            Kind.CHOICE,
            "Forward from the start or backward from the finish.",
            default="start",
            choices=("start", "finish"),
        ),
        Field("calendar_id", Kind.KEY, "Project calendar.", nullable=True, references="calendars"),
        Field("status_date", Kind.MOMENT, "Progress is as of; null follows today.", nullable=True),
        Field("zone", Kind.TEXT, "IANA time zone of the plan's dates.", default="UTC", maximum=64),
        Field("country", Kind.TEXT, "Country whose holidays apply.", default="", maximum=10),
        Field("currency", Kind.TEXT, "ISO 4217 code.", default="EUR", minimum=3, maximum=3),
        Field(
            "minutes_per_day",
            Kind.INTEGER,
            "A day of duration.",
            default=480,
            minimum=1,
            maximum=1440,
        ),
        Field(
            "minutes_per_week",
            Kind.INTEGER,
            "A week of duration.",
            default=2400,
            minimum=1,
            maximum=10080,
        ),
        Field(
            "days_per_month",
            Kind.INTEGER,
            "Days in a month of duration.",
            default=20,
            minimum=1,
            maximum=31,
        ),
        Field(
            "day_start",
            Kind.INTEGER,
            "Minute of day a typed start date means.",
            default=540,
            minimum=0,
            maximum=1439,
        ),
        Field(
            "day_finish",
            Kind.INTEGER,
            "Minute of day a typed finish date means.",
            default=1020,
            minimum=1,
            maximum=1440,
        ),
        Field(
            "critical_float_limit",
            Kind.MINUTES,
            "Critical at or below this total float.",
            default=0,
        ),
        Field("honor_constraints", Kind.FLAG, "Constraint dates win over links.", default=True),
        Field(
            "split_in_progress",
            Kind.FLAG,
            "Unfinished work moves after the status date.",
            default=True,
        ),
        Field(
            "next_number",
            Kind.INTEGER,
            "Next task number; numbered by the server.",
            default=1,
            minimum=1,
            counter=True,
        ),
        Field("archived", Kind.FLAG, "Out of the way.", default=False),
    ),
)

TASKS = Table(
    name="tasks",
    stream="project",
    doc="The plan's tasks, an outline: children of one parent are ordered by rank.",
    anchor=lambda row: (row["id"],),
    fields=(
        KEY,
        Field(
            "parent_id", Kind.KEY, "The summary it belongs to.", nullable=True, references="tasks"
        ),
        Field(
            "rank",
            Kind.TEXT,
            "Fractional rank among its siblings.",
            required=True,
            minimum=1,
            maximum=200,
        ),
        Field(
            "number",
            Kind.INTEGER,
            "The number in MIG-42; given by the server.",
            default=0,
            minimum=0,
        ),
        Field("name", Kind.TEXT, "What is to be done.", default="", maximum=1000),
        Field("notes", Kind.TEXT, "Description.", default="", maximum=200_000),
        Field(
            "mode",
            Kind.CHOICE,
            "Scheduled by the engine or by hand.",
            default="auto",
            choices=MODES,
        ),
        Field(
            "duration",
            Kind.MINUTES,
            "Working minutes (elapsed ones for an elapsed unit).",
            default=480,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "duration_unit",
            Kind.CHOICE,
            "The unit that was typed; 'e' ones are elapsed.",
            default="d",
            choices=DURATION_UNITS,
        ),
        Field("estimated", Kind.FLAG, "The duration is a guess (3d?).", default=False),
        Field("milestone", Kind.FLAG, "Shown as a milestone.", default=False),
        Field("manual_start", Kind.MOMENT, "Typed start of a manual task.", nullable=True),
        Field("manual_finish", Kind.MOMENT, "Typed finish of a manual task.", nullable=True),
        Field("constraint", Kind.CHOICE, "Constraint type.", default="asap", choices=CONSTRAINTS),
        Field("constraint_date", Kind.MOMENT, "Constraint date.", nullable=True),
        Field("deadline", Kind.MOMENT, "Wanted finish; warns, does not move.", nullable=True),
        Field("calendar_id", Kind.KEY, "Task calendar.", nullable=True, references="calendars"),
        Field(
            "ignore_resource_calendar", Kind.FLAG, "Work by the task calendar alone.", default=False
        ),
        Field(
            "active", Kind.FLAG, "Inactive tasks stay in the plan but move nothing.", default=True
        ),
        Field(
            "percent_complete",
            Kind.INTEGER,
            "Share of the duration done.",
            default=0,
            minimum=0,
            maximum=100,
        ),
        Field("actual_start", Kind.MOMENT, "When it really started.", nullable=True),
        Field("actual_finish", Kind.MOMENT, "When it was really finished.", nullable=True),
        Field(
            "remaining_duration",
            Kind.MINUTES,
            "What is left; null follows % complete.",
            nullable=True,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "progress_source",
            Kind.CHOICE,
            "Where progress comes from.",
            default="typed",
            choices=PROGRESS_SOURCES,
        ),
        Field(
            "priority",
            Kind.INTEGER,
            "0 to 1000; levelling delays low ones first.",
            default=500,
            minimum=0,
            maximum=1000,
        ),
        Field(
            "task_type",
            Kind.CHOICE,
            "What stays when work, units or duration change.",
            default="fixed_units",
            choices=TASK_TYPES,
        ),
        Field("effort_driven", Kind.FLAG, "Added people share the work.", default=False),
        Field(
            "work",
            Kind.MINUTES,
            "Typed work; null follows the assignments.",
            nullable=True,
            minimum=0,
            maximum=10_000_000_000,
        ),
        Field(
            "levelling_delay",
            Kind.MINUTES,
            "Elapsed delay set by levelling.",
            default=0,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "wbs", Kind.TEXT, "Own WBS code; empty follows the outline.", default="", maximum=255
        ),
        Field("file_uid", Kind.INTEGER, "Unique id in the file it came from.", nullable=True),
        Field(
            "extra", Kind.JSON, "What an imported file said that Headway keeps but does not use."
        ),
    ),
)

LINKS = Table(
    name="links",
    stream="project",
    doc="Dependencies. Seen by whoever sees one end.",
    anchor=lambda row: (row["predecessor_id"], row["successor_id"]),
    fields=(
        KEY,
        Field(
            "predecessor_id", Kind.KEY, "The task that drives.", required=True, references="tasks"
        ),
        Field(
            "successor_id", Kind.KEY, "The task that follows.", required=True, references="tasks"
        ),
        Field("type", Kind.CHOICE, "Which ends it joins.", default="FS", choices=LINK_TYPES),
        Field(
            "lag",
            Kind.INTEGER,
            "Minutes, or hundredths of a percent of the predecessor's duration; negative is lead.",
            default=0,
            minimum=-100_000_000,
            maximum=100_000_000,
        ),
        Field(
            "lag_kind", Kind.CHOICE, "What the lag counts.", default="working", choices=LAG_KINDS
        ),
        Field(
            "lag_unit", Kind.CHOICE, "The unit that was typed.", default="d", choices=DURATION_UNITS
        ),
    ),
)

ASSIGNMENTS = Table(
    name="assignments",
    stream="project",
    doc="Who or what works on a task.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("resource_id", Kind.KEY, "The resource.", required=True, references="resources"),
        Field(
            "units",
            Kind.INTEGER,
            "Share of the resource; 10000 is 100 %.",
            default=10_000,
            minimum=0,
            maximum=100_000_000_000,
        ),
        Field(
            "work",
            Kind.MINUTES,
            "Typed work; null follows duration and units.",
            nullable=True,
            minimum=0,
            maximum=10_000_000_000,
        ),
        Field(
            "actual_work", Kind.MINUTES, "Work done.", default=0, minimum=0, maximum=10_000_000_000
        ),
        Field(
            "remaining_work",
            Kind.MINUTES,
            "Work left; null follows.",
            nullable=True,
            minimum=0,
            maximum=10_000_000_000,
        ),
        Field(
            "delay",
            Kind.MINUTES,
            "Working time it starts after the task.",
            default=0,
            minimum=0,
            maximum=100_000_000,
        ),
        Field("extra", Kind.JSON, "Kept from an imported file (contour, stored dates)."),
    ),
)

BASELINES = Table(
    name="baselines",
    stream="project",
    doc="A saved plan to compare with; number 0 is the one compared by default.",
    fields=(
        KEY,
        Field("number", Kind.INTEGER, "0 to 10.", default=0, minimum=0, maximum=10),
        Field("name", Kind.TEXT, "What people call it.", default="", maximum=200),
        Field("taken_at", Kind.INSTANT, "When it was saved.", default=""),
    ),
)

BASELINE_TASKS = Table(
    name="baseline_tasks",
    stream="project",
    doc="A task's values in a baseline.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("baseline_id", Kind.KEY, "The baseline.", required=True, references="baselines"),
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("start", Kind.MOMENT, "Start in the baseline.", nullable=True),
        Field("finish", Kind.MOMENT, "Finish in the baseline.", nullable=True),
        Field("duration", Kind.MINUTES, "Duration in the baseline.", nullable=True),
        Field("work", Kind.MINUTES, "Work in the baseline.", nullable=True),
    ),
)

CUSTOM_FIELDS = Table(
    name="custom_fields",
    stream="project",
    doc="Fields that the project added to its tasks.",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "Column title.", required=True, minimum=1, maximum=200),
        Field("type", Kind.CHOICE, "What it holds.", default="text", choices=FIELD_TYPES),
        Field("key", Kind.TEXT, "The file's name for it, as Text1.", default="", maximum=100),
        Field("rank", Kind.TEXT, "Order of the fields.", default="a0", maximum=200),
    ),
)

CUSTOM_VALUES = Table(
    name="custom_values",
    stream="project",
    doc="A task's value of a custom field.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("field_id", Kind.KEY, "The field.", required=True, references="custom_fields"),
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("value", Kind.JSON, "Text, number, flag, or minutes, by the field's type."),
    ),
)

TABLES = (
    PROJECTS,
    TASKS,
    LINKS,
    ASSIGNMENTS,
    BASELINES,
    BASELINE_TASKS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
)

SCHEDULE_COLUMNS: Mapping[str, Kind] = {
    "start": Kind.MOMENT,
    "finish": Kind.MOMENT,
    "duration": Kind.MINUTES,
    "late_start": Kind.MOMENT,
    "late_finish": Kind.MOMENT,
    "total_float": Kind.MINUTES,
    "free_float": Kind.MINUTES,
    "critical": Kind.FLAG,
    "percent_complete": Kind.INTEGER,
    "driver": Kind.TEXT,
    "driver_id": Kind.KEY,
}
"""The columns of the result `schedule`, one value a task (`id` beside them)."""

RESULTS: Mapping[str, Mapping[str, Any]] = {"schedule": SCHEDULE_COLUMNS}

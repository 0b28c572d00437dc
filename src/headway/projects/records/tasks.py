"""Tasks and the links between them."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import (
    CONFIDENCES,
    CONSTRAINTS,
    DURATION_UNITS,
    LAG_KINDS,
    LINK_TYPES,
    MODES,
    PROGRESS_SOURCES,
    TASK_TYPES,
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
            "splits",
            Kind.JSON,
            "Interruptions: a list of [working minutes done before, working minutes of rest].",
        ),
        Field(
            "recurrence",
            Kind.JSON,
            "Of a recurring task (a summary of its occurrences): the rule that makes them.",
        ),
        Field(
            "optimistic",
            Kind.MINUTES,
            "Three-point estimate: shortest duration; the most likely is the duration.",
            nullable=True,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "pessimistic",
            Kind.MINUTES,
            "Three-point estimate: longest duration.",
            nullable=True,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "confidence",
            Kind.CHOICE,
            "How sure the duration is, where no three points are given.",
            default="",
            choices=CONFIDENCES,
        ),
        Field(
            "risk_group_id",
            Kind.KEY,
            "Tasks whose durations run high or low together.",
            nullable=True,
            references="risk_groups",
        ),
        Field(
            "story_points",
            Kind.INTEGER,
            "Size in hundredths of a story point.",
            nullable=True,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "status_id",
            Kind.KEY,
            "Column of the board; null follows progress.",
            nullable=True,
            references="statuses",
        ),
        Field(
            "board_rank",
            Kind.TEXT,
            "Fractional rank within its column; empty stands where it was created.",
            default="",
            maximum=200,
        ),
        Field(
            "archived",
            Kind.FLAG,
            "Put away from the board; it stays in the plan.",
            default=False,
        ),
        Field(
            "type_id",
            Kind.KEY,
            "Its type, where the project has types.",
            nullable=True,
            references="work_types",
        ),
        Field("deliverable", Kind.FLAG, "Hands over something agreed.", default=False),
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

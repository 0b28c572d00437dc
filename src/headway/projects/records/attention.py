"""What asks for somebody's attention: what is blocked, who watches, and how far things are said to be."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import ANSWER_STATES, CONFIDENCES, REPLIES, WAITS

FIRST_DAY, LAST_DAY = -25_567, 84_006
"""1900-01-01 and 2200-01-01, in days since 1970-01-01."""


def _day(name: str, doc: str, *, required: bool = False) -> Field:
    return Field(
        name,
        Kind.INTEGER,
        f"{doc} Days since 1970-01-01 in the plan's zone.",
        nullable=not required,
        required=required,
        minimum=FIRST_DAY,
        maximum=LAST_DAY,
    )


BLOCKS = Table(
    name="blocks",
    stream="project",
    doc="Tasks that are blocked: what for, since when, and on whom or what they wait. One a task.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("reason", Kind.TEXT, "What is in the way.", default="", maximum=2000),
        _day("since", "Since when.", required=True),
        Field(
            "kind",
            Kind.CHOICE,
            "What it waits for: a person, a team, a vendor, a task, a decision, or something else.",
            default="other",
            choices=WAITS,
        ),
        Field(
            "resource_id",
            Kind.KEY,
            "The person, team or vendor that it waits for; of a decision, who takes it.",
            nullable=True,
            references="resources",
        ),
        Field(
            "waits_for_id",
            Kind.KEY,
            "The task that it waits for: a reason, no link; it moves no date.",
            nullable=True,
            references="tasks",
        ),
        Field("waits_for", Kind.TEXT, "Whom or what, in words.", default="", maximum=200),
        _day("promised", "By when it was promised to be out of the way."),
        _day("nudged", "When whoever is waited for was last reminded."),
        Field("user_id", Kind.KEY, "Who said so.", nullable=True),
    ),
)

WATCHERS = Table(
    name="watchers",
    stream="project",
    doc="Who watches a task although no rule says so, or does not although one does. Whoever made "
    "a task and those who are assigned to it watch it by rule, without a row.",
    capability="members.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("user_id", Kind.KEY, "The account.", required=True),
        Field("watching", Kind.FLAG, "False: not told, whatever the rules say.", default=True),
    ),
)

ASSIGNMENT_ANSWERS = Table(
    name="assignment_answers",
    stream="project",
    doc="What people said to being assigned: that they take it, that they do not, or a question. "
    "The last of each assignment.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("assignment_id", Kind.KEY, "The assignment; it may be gone.", required=True),
        Field("state", Kind.CHOICE, "What was said.", default="accepted", choices=REPLIES),
        Field("text", Kind.TEXT, "The reason, or the question.", default="", maximum=2000),
        Field("user_id", Kind.KEY, "Who said it.", nullable=True),
        Field("said_at", Kind.INSTANT, "When.", default=""),
        Field("answer", Kind.TEXT, "What was answered.", default="", maximum=2000),
        Field("answered_by", Kind.KEY, "Who answered; null while it is open.", nullable=True),
        Field("answered_at", Kind.INSTANT, "When.", default=""),
    ),
)

UPDATE_REQUESTS = Table(
    name="update_requests",
    stream="project",
    doc="Of whom it is asked how far his tasks are: once, or every week.",
    anchor=lambda row: () if row["task_id"] is None else (row["task_id"],),
    fields=(
        KEY,
        Field(
            "task_id",
            Kind.KEY,
            "The task whose branch is asked about; null for all that is his.",
            nullable=True,
            references="tasks",
        ),
        Field("resource_id", Kind.KEY, "Who is asked.", required=True, references="resources"),
        Field(
            "weekday",
            Kind.INTEGER,
            "Asked anew every week on that day, Monday 0; null: once.",
            nullable=True,
            minimum=0,
            maximum=6,
        ),
        Field("note", Kind.TEXT, "What is added to it.", default="", maximum=1000),
        Field("user_id", Kind.KEY, "Who asks.", nullable=True),
        _day("asked", "When it was first asked.", required=True),
        _day("reminded", "When it was last reminded."),
        Field("asked_at", Kind.INSTANT, "When it was first asked.", default=""),
    ),
)

UPDATE_ANSWERS = Table(
    name="update_answers",
    stream="project",
    doc="The last answer of each person about each task; earlier ones are in the history.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("resource_id", Kind.KEY, "Whose answer it is.", required=True),
        Field(
            "state",
            Kind.CHOICE,
            "Whether it moved the plan, waits for that, or was given back.",
            default="waiting",
            choices=ANSWER_STATES,
        ),
        Field(
            "percent",
            Kind.INTEGER,
            "How far it is, in percent.",
            nullable=True,
            minimum=0,
            maximum=100,
        ),
        Field(
            "remaining",
            Kind.MINUTES,
            "Working minutes of its duration that are left.",
            nullable=True,
            minimum=0,
            maximum=60_000_000,
        ),
        Field("finish", Kind.MOMENT, "When it is expected to finish.", nullable=True),
        Field("confidence", Kind.CHOICE, "How sure.", default="", choices=CONFIDENCES),
        Field(
            "blocked",
            Kind.TEXT,
            "What is in the way; empty: nothing; null: nothing was said of it.",
            nullable=True,
            maximum=2000,
        ),
        Field("note", Kind.TEXT, "What is said besides.", default="", maximum=2000),
        Field("by_link", Kind.FLAG, "Given by link, without an account.", default=False),
        Field("user_id", Kind.KEY, "The account that sent it.", nullable=True),
        Field("said_at", Kind.INSTANT, "When.", default=""),
        Field("reply", Kind.TEXT, "Why it was given back.", default="", maximum=2000),
        Field("decided_by", Kind.KEY, "Who let it count or gave it back.", nullable=True),
    ),
)

"""Types of tasks, and what happens to a task that enters a column of the board."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import RULE_ACTIONS, TYPE_ICONS
from headway.projects.records.workflow import SHARED

WORK_TYPES = Table(
    name="work_types",
    stream="project",
    doc="Types that tasks can have (bug, story, ...), each with its fields and its workflow.",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=60),
        Field("icon", Kind.CHOICE, "Its sign.", default="task", choices=TYPE_ICONS),
        Field("rank", Kind.TEXT, "Order of the types.", default="a0", maximum=200),
        Field("description", Kind.TEXT, "What it is for.", default="", maximum=1000),
        Field("fields", Kind.JSON, "List of the custom fields that it has; null for all."),
        Field("statuses", Kind.JSON, "List of the columns that it may stand in; null for all."),
        Field(
            "transitions",
            Kind.JSON,
            "List of {from (a column, null for any), to, manage (for who manages the project alone)}: the moves "
            "that there are; null for all.",
        ),
        Field(
            "requirements",
            Kind.JSON,
            "List of {field, status}: what must be filled in to enter a column; status null: to "
            "create it.",
        ),
        SHARED,
    ),
)

COLUMN_RULES = Table(
    name="column_rules",
    stream="project",
    doc="What is done to a card that enters a column, by the same change as the move.",
    fields=(
        KEY,
        Field("status_id", Kind.KEY, "The column.", required=True, references="statuses"),
        Field("action", Kind.CHOICE, "What is done.", default="assign", choices=RULE_ACTIONS),
        Field("field", Kind.TEXT, "Of set and require: the field.", default="", maximum=100),
        Field("value", Kind.JSON, "Whom to assign (key of a resource), or what to set."),
    ),
)

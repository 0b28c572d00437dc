"""Fields that a project added, and their values."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import FIELD_TYPES

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

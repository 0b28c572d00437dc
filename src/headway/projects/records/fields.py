"""Fields that a project added, and their values."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import FIELD_TYPES, FORMULA_RESULTS
from headway.projects.records.workflow import SHARED

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
        Field("description", Kind.TEXT, "What it is for.", default="", maximum=1000),
        Field(
            "required", Kind.FLAG, "It cannot be emptied, and is marked where it is.", default=False
        ),
        Field("initial", Kind.JSON, "The value of new tasks; null for none."),
        Field(
            "options",
            Kind.JSON,
            "Of a select: list of {id (text), name, color}, in order; null for other types.",
        ),
        Field("formula", Kind.TEXT, "Of a formula: its text.", default="", maximum=2000),
        Field(
            "result",
            Kind.CHOICE,
            "Of a formula: the type of what it gives.",
            default="",
            choices=FORMULA_RESULTS,
        ),
        Field(
            "today",
            Kind.MOMENT,
            "Of a formula that asks what day it is: the day that it was computed for.",
            nullable=True,
            counter=True,
        ),
        SHARED,
    ),
)

CUSTOM_VALUES = Table(
    name="custom_values",
    stream="project",
    doc="A task's value of a custom field. Values of formulas are results.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("field_id", Kind.KEY, "The field.", required=True, references="custom_fields"),
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field(
            "value",
            Kind.JSON,
            "By the field's type: text, number, flag, minutes, minor currency units, the key of a "
            "resource, or the id of an option (a list of them for several).",
        ),
    ),
)

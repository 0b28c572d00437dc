"""Baselines: saved plans to compare with."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.costs import MOST_MONEY

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

BASELINE_COSTS = Table(
    name="baseline_costs",
    stream="project",
    doc="A task's own cost in a baseline. Only for those who may see costs.",
    capability="costs.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("baseline_id", Kind.KEY, "The baseline.", required=True, references="baselines"),
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field(
            "cost", Kind.INTEGER, "Minor currency units.", default=0, minimum=0, maximum=MOST_MONEY
        ),
    ),
)

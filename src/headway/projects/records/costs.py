"""What people type about the cost of tasks."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

MOST_MONEY = 1_000_000_000_000_000
"""Minor currency units: well below 2^53."""

TASK_COSTS = Table(
    name="task_costs",
    stream="project",
    doc="A task's typed costs, at most one row a task. Only for those who may see costs.",
    capability="costs.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field(
            "fixed_cost",
            Kind.INTEGER,
            "Cost beside that of the assignments, minor currency units.",
            default=0,
            minimum=0,
            maximum=MOST_MONEY,
        ),
        Field(
            "actual_cost",
            Kind.INTEGER,
            "Typed actual cost, minor currency units; null follows actual work and rates.",
            nullable=True,
            minimum=0,
            maximum=MOST_MONEY,
        ),
    ),
)

"""Who or what works on a task."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

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
            "overtime_work",
            Kind.MINUTES,
            "Work done beside working time: costs more, takes no duration.",
            default=0,
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

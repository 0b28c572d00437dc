"""Discrete risks of the schedule, and which durations run together."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

RISK_GROUPS = Table(
    name="risk_groups",
    stream="project",
    doc="Groups of tasks whose durations are correlated in a simulation.",
    capability="analysis.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field(
            "correlation",
            Kind.INTEGER,
            "Hundredths of a percent, from 0 to 10,000.",
            default=5000,
            minimum=0,
            maximum=10_000,
        ),
    ),
)

RISKS = Table(
    name="risks",
    stream="project",
    doc="Discrete risks for the simulation of the schedule.",
    capability="analysis.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What may happen.", required=True, minimum=1, maximum=500),
        Field(
            "probability",
            Kind.INTEGER,
            "Hundredths of a percent.",
            default=1000,
            minimum=0,
            maximum=10_000,
        ),
        Field("active", Kind.FLAG, "Takes part in the simulation.", default=True),
        Field("notes", Kind.TEXT, "Notes.", default="", maximum=100_000),
        Field("rank", Kind.TEXT, "Order of the risks.", default="a0", maximum=200),
    ),
)

RISK_IMPACTS = Table(
    name="risk_impacts",
    stream="project",
    doc="What a risk does to a task where it strikes.",
    capability="analysis.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("risk_id", Kind.KEY, "The risk.", required=True, references="risks"),
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field(
            "delay",
            Kind.MINUTES,
            "Working minutes added to its duration.",
            default=0,
            minimum=0,
            maximum=60_000_000,
        ),
        Field(
            "share",
            Kind.INTEGER,
            "Hundredths of a percent of its duration added.",
            default=0,
            minimum=0,
            maximum=1_000_000,
        ),
    ),
)

"""The workflow of a project: the columns of its board."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import CATEGORIES

SHARED = Field(
    "shared_key",
    Kind.KEY,
    "Its key in the workspace's workflow that the project uses; null is the project's own.",
    nullable=True,
)

STATUSES = Table(
    name="statuses",
    stream="project",
    doc="The statuses that a task can have, in the order of rank: the columns of the board.",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "Title of the column.", required=True, minimum=1, maximum=60),
        Field(
            "category",
            Kind.CHOICE,
            "What it means for progress.",
            default="todo",
            choices=CATEGORIES,
        ),
        Field(
            "wip_limit",
            Kind.INTEGER,
            "Most cards it should hold (work in progress); warns.",
            nullable=True,
            minimum=1,
            maximum=9999,
        ),
        Field(
            "rank",
            Kind.TEXT,
            "Fractional rank among the columns.",
            required=True,
            minimum=1,
            maximum=200,
        ),
        SHARED,
    ),
)

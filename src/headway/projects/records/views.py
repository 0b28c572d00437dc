"""Views that a project keeps for all who work in it."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import VIEW_KINDS

SAVED_VIEWS = Table(
    name="saved_views",
    stream="project",
    doc="Ways of looking at the tasks that were saved under a name, for all. Not for guests: what is "
    "filtered by may name people and tasks outside their branch.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=100),
        Field("kind", Kind.CHOICE, "Which view it opens.", default="gantt", choices=VIEW_KINDS),
        Field(
            "filter",
            Kind.JSON,
            "{version, join: all or any, items: [{field, op, values} or {join, items}]}; null for all.",
        ),
        Field("grouping", Kind.TEXT, "As assignee or finish.month.", default="", maximum=200),
        Field("sorting", Kind.TEXT, "As -finish,name.", default="", maximum=500),
        Field(
            "colour",
            Kind.TEXT,
            "By what tasks are coloured, as status; empty for the plan's own colours.",
            default="",
            maximum=200,
        ),
        Field(
            "columns",
            Kind.JSON,
            "List of {key, width, frozen?} of a grid; null leaves them to each person. The name is "
            "frozen where nothing else is said.",
        ),
        Field(
            "zoom",
            Kind.INTEGER,
            "Thousandths of a pixel a day of the time line; null leaves it.",
            nullable=True,
            minimum=1,
            maximum=10_000_000,
        ),
        Field("user_id", Kind.KEY, "Who saved it first.", nullable=True),
    ),
)

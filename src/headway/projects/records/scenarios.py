"""What-if scenarios, and which changes of scope were approved."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import SCENARIO_STATES

SCENARIOS = Table(
    name="scenarios",
    stream="project",
    doc="What-if copies of the project; the key of each is that of its stream.",
    capability="analysis.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field("notes", Kind.TEXT, "What it asks.", default="", maximum=100_000),
        Field(
            "base_version",
            Kind.INTEGER,
            "The project's version that it is based on.",
            required=True,
        ),
        Field("user_id", Kind.KEY, "Who began it.", nullable=True),
        Field("created_at", Kind.INSTANT, "When it began.", default=""),
        Field("state", Kind.CHOICE, "How it stands.", default="open", choices=SCENARIO_STATES),
    ),
)

SCOPE_APPROVALS = Table(
    name="scope_approvals",
    stream="project",
    doc="Changes of scope that were approved: without a row a change is not.",
    capability="analysis.read",
    fields=(
        KEY,
        Field("change_id", Kind.TEXT, "The change's id.", required=True, minimum=1, maximum=64),
        Field("reference", Kind.TEXT, "Under what it was approved.", default="", maximum=200),
        Field("user_id", Kind.KEY, "Who approved it.", nullable=True),
        Field("approved_at", Kind.INSTANT, "When.", default=""),
    ),
)

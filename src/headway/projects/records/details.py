"""What hangs on a task besides its plan: checklists and relations other than dependencies."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import CHECKLISTS, RELATIONS

CHECKLIST_ITEMS = Table(
    name="checklist_items",
    stream="project",
    doc="What is to be ticked off on a task: steps, and criteria by which it is accepted.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field(
            "kind",
            Kind.CHOICE,
            "A step of the checklist, or a criterion of acceptance.",
            default="checklist",
            choices=CHECKLISTS,
        ),
        Field("text", Kind.TEXT, "What is to be done.", required=True, minimum=1, maximum=2000),
        Field("done", Kind.FLAG, "Ticked off.", default=False),
        Field("done_by", Kind.KEY, "The account that ticked it off.", nullable=True),
        Field("done_name", Kind.TEXT, "Its name at that time.", default="", maximum=200),
        Field("done_at", Kind.INSTANT, "When it was ticked off.", default=""),
        Field(
            "rank",
            Kind.TEXT,
            "Fractional rank among the items of its kind.",
            required=True,
            minimum=1,
            maximum=200,
        ),
    ),
)

TASK_RELATIONS = Table(
    name="task_relations",
    stream="project",
    doc="How tasks belong together without one moving the other. Seen by whoever sees one end.",
    anchor=lambda row: (row["task_id"], row["other_id"]),
    fields=(
        KEY,
        Field(
            "task_id", Kind.KEY, "The task of which it is said.", required=True, references="tasks"
        ),
        Field("other_id", Kind.KEY, "The task it points to.", required=True, references="tasks"),
        Field(
            "kind",
            Kind.CHOICE,
            "What the first is to the other; relates goes both ways.",
            default="relates",
            choices=RELATIONS,
        ),
    ),
)

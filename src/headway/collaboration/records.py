"""What a project's stream holds of what people tell one another."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

ATTACHMENTS = Table(
    name="attachments",
    stream="project",
    doc="Files of tasks. The bytes lie in a store, by the workspace and their SHA-256.",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("name", Kind.TEXT, "The file's name.", required=True, minimum=1, maximum=200),
        Field("size", Kind.INTEGER, "Bytes.", required=True, minimum=0),
        Field(
            "media_type",
            Kind.TEXT,
            "What the content is, as far as its first bytes tell; else as bytes without meaning.",
            default="application/octet-stream",
            maximum=100,
        ),
        Field("sha256", Kind.TEXT, "Hash of the bytes.", required=True, minimum=64, maximum=64),
        Field("added_by", Kind.KEY, "The account that added it.", nullable=True),
        Field("added_name", Kind.TEXT, "Its name at that time.", default="", maximum=200),
        Field("added_at", Kind.INSTANT, "When.", default=""),
    ),
)

TABLES = (ATTACHMENTS,)

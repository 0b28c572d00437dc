"""What a workspace keeps for the boards of its projects."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

WORKFLOWS = Table(
    name="workflows",
    stream="workspace",
    doc="Columns, types of tasks and fields that projects of the workspace use. Keys within one are the "
    "client's own and never used again.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=60),
        Field(
            "statuses",
            Kind.JSON,
            "List of {key, name, category, wip_limit}, from left to right. A limit is where a "
            "project begins; from then on it is the project's.",
        ),
        Field(
            "fields",
            Kind.JSON,
            "List of {key, name, type, description, required, options}: custom fields, of any type but "
            "formula.",
        ),
        Field(
            "types",
            Kind.JSON,
            "List of {key, name, icon, description, fields, statuses, transitions, requirements}, as in "
            "work_types, with the keys of columns and fields of this workflow.",
        ),
        Field(
            "moved",
            Kind.JSON,
            "By the key (as text) of a column that is gone, the key of the one that takes its cards.",
        ),
        Field("initial", Kind.FLAG, "New projects start with it.", default=False),
        Field("active", Kind.FLAG, "Projects may begin to use it.", default=True),
    ),
)

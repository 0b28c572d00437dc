"""What the access room keeps in a workspace's stream: the workspace itself and its members."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

GUEST = "guest"
ROLES = ("owner", "manager", "member", "viewer", GUEST)

WORKSPACES = Table(
    name="workspaces",
    stream="workspace",
    doc="The workspace: one row, its key is the stream's.",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field("demo", Kind.FLAG, "Holds demonstration data that can be reset.", default=False),
    ),
)

MEMBERS = Table(
    name="members",
    stream="workspace",
    doc="Who may enter the workspace, as what; a guest enters one branch of one project.",
    capability="members.read",
    fields=(
        KEY,
        Field("user_id", Kind.KEY, "The account.", required=True),
        Field("name", Kind.TEXT, "The person's name as shown.", default="", maximum=200),
        Field("email", Kind.TEXT, "The person's e-mail address.", default="", maximum=320),
        Field("role", Kind.CHOICE, "What the member may do.", default="member", choices=ROLES),
        Field("project_id", Kind.KEY, "The only project a guest sees.", nullable=True),
        Field("branch_id", Kind.KEY, "The task whose branch a guest sees.", nullable=True),
    ),
)

TABLES = (WORKSPACES, MEMBERS)

"""What each role may do and see: the one table. Pure."""

from __future__ import annotations

READ = frozenset({"plan.read"})
VIEWER = READ | {"people.read", "members.read", "analysis.read"}
MEMBER = VIEWER | {"plan.edit", "plan.progress", "people.edit", "projects.create"}
MANAGER = MEMBER | {
    "rates.read",
    "rates.edit",
    "costs.read",
    "costs.edit",
    "projects.manage",
    "calendars.edit",
}
OWNER = MANAGER | {"members.edit", "workspace.edit"}

CAPABILITIES: dict[str, frozenset[str]] = {
    "owner": OWNER,
    "manager": MANAGER,
    "member": MEMBER,
    "viewer": VIEWER,
    "guest": READ | {"plan.progress"},
    "system": OWNER,
}
"""By role. A guest's are further cut to his branch by the door and the filter."""

"""A small workspace with one person a role, built through the door: what line and door tests use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from headway.access.models import User
from headway.access.workspaces import add_member, create_workspace
from headway.changes import outbox
from headway.changes.perform import Envelope, parse, perform
from headway.changes.reading import outcome_for
from headway.collaboration.commands.attachments import AttachmentCreate
from headway.scheduling.moments import from_iso
from tests.line.kept import Kept

ROLES = ("owner", "manager", "member", "viewer", "guest")
NAMES = {"owner": "Olga", "manager": "Max", "member": "Mia", "viewer": "Vic", "guest": "Gus"}
MONDAY = from_iso("2026-03-02T09:00")[0]
DAY = 1440


def at(text: str) -> int:
    """Return the moment of an ISO local time."""
    return from_iso(text)[0]


@dataclass
class World:
    """Keys by name: accounts by role, tasks, links and resources of the project."""

    workspace: int
    project: int
    users: dict[str, int]
    tasks: dict[str, int]
    resources: dict[str, int] = field(default_factory=dict)
    field_id: int = 0
    calendar: int = 0
    spare_calendar: int = 0
    risk: int = 0
    risk_group: int = 0
    view: int = 0
    kind: int = 0
    rule: int = 0
    sprint: int = 0
    """Planned; Mount and Aside are in it."""
    running: int = 0
    """Under way; Plan and Cable are in it."""
    release: int = 0
    """Mount and Plan are for it."""
    items: list[int] = field(default_factory=list)
    relation: int = 0
    attachment: int = 0
    request: int = 0
    flow: int = 0
    """A workflow that the workspace keeps; no project uses it."""
    changes: dict[str, int] = field(default_factory=dict)

    def member(self, role: str) -> int:
        """Return the key of a person's membership."""
        from headway.access.models import Member

        return int(Member.objects.get(user_id=self.users[role]).id)

    def assignment(self, task: str) -> int:
        """Return the key of the first assignment of a task."""
        from headway.projects.models import Assignment

        found = Assignment.objects.filter(task_id=self.tasks[task]).order_by("id").first()
        return int(found.id)

    def status(self, name: str) -> int:
        """Return the key of a column of the board."""
        from headway.projects.models import Status

        return int(Status.objects.get(stream_id=self.project, name=name).id)

    def link(self, before: str, after: str) -> int:
        """Return the key of the link between two tasks."""
        from headway.projects.models import Link

        return int(
            Link.objects.get(predecessor_id=self.tasks[before], successor_id=self.tasks[after]).id
        )


def send(
    who: int | None,
    stream: int,
    type_: str,
    payload: dict[str, Any],
    *,
    id_: UUID | None = None,
    base: dict[int, int] | None = None,
) -> dict[str, Any]:
    """Send a command as the API does and return its answer."""
    envelope = Envelope(parse(type_, payload), stream, id_ or uuid4(), base or {})
    return outcome_for(who, perform(envelope, who))


OUTLINE = [
    {"name": "Prepare", "level": 0},
    {"name": "Plan", "level": 1, "duration": 960, "assignees": ["Ana"]},
    {"name": "Order", "level": 1, "duration": 480, "predecessors": [{"row": 1}]},
    {"name": "Build", "level": 0},
    {"name": "Racks", "level": 1},
    {"name": "Mount", "level": 2, "duration": 1440, "predecessors": [{"row": 2, "lag": 480}],
     "assignees": ["Ben"]},
    {"name": "Cable", "level": 2, "duration": 960,
     "predecessors": [{"row": 5, "type": "SS", "lag": 480}]},
    {"name": "Test", "level": 1, "duration": 480, "predecessors": [{"row": 4}]},
    {"name": "Cutover", "level": 0, "milestone": True,
     "predecessors": [{"row": 7}, {"row": 1, "type": "FF"}]},
    {"name": "Aside", "level": 0, "duration": 4800},
]  # fmt: skip


FLOW: dict[str, Any] = {
    "name": "House",
    "statuses": [
        {"key": 11, "name": "To do", "category": "todo", "wip_limit": None},
        {"key": 12, "name": "Review", "category": "doing", "wip_limit": 3},
        {"key": 13, "name": "Closed", "category": "done", "wip_limit": None},
    ],
    "fields": [
        {"key": 21, "name": "Severity", "type": "select", "description": "", "required": False,
         "options": [{"id": "high", "name": "High", "color": "red"}]},
    ],
    "types": [
        {"key": 31, "name": "Bug", "icon": "bug", "description": "", "fields": [21], "statuses": None,
         "transitions": [{"from": 11, "to": 12, "manage": False}, {"from": 12, "to": 13, "manage": True}],
         "requirements": [{"field": "custom-21", "status": 12}]},
    ],
}  # fmt: skip
"""A workflow of the workspace."""


def _made() -> World:
    """Make the workspace, its people, and a project; the guest sees the branch "Build"."""
    users = {
        role: User.objects.create_user(f"{role}@example.org", name=NAMES[role]) for role in ROLES
    }
    workspace = create_workspace("Works", users["owner"])
    for role in ("manager", "member", "viewer"):
        add_member(workspace, users[role], role)
    owner = users["owner"].pk
    made = send(owner, workspace, "project.create", {"name": "Migration", "start": MONDAY})
    project = made["created"]["projects"][0]
    calendar = made["created"]["calendars"][0]
    put = send(owner, project, "outline.insert", {"tasks": OUTLINE})
    tasks = dict(zip((line["name"] for line in OUTLINE), put["created"]["tasks"], strict=True))
    resources = dict(zip(("Ana", "Ben"), put["created"]["resources"], strict=True))
    add_member(workspace, users["guest"], "guest", project, tasks["Build"])
    fields = {"fields": {"name": "Risk", "type": "text"}}
    field_id = send(owner, project, "custom_field.create", fields)["created"]["custom_fields"][0]
    for name in ("Mount", "Plan"):
        value = {"field_id": field_id, "task_id": tasks[name], "value": f"{name} risk"}
        send(owner, project, "custom_value.set", value)
    send(owner, project, "task.cost", {"id": tasks["Mount"], "fields": {"fixed_cost": 25_000}})
    late = {"name": "Late parts", "probability": 3000}
    hits = [{"task_id": tasks["Mount"], "delay": 960}, {"task_id": tasks["Order"], "share": 5000}]
    risk = send(owner, project, "risk.create", {"fields": late, "impacts": hits})
    crew = {"fields": {"name": "Crew"}, "task_ids": [tasks["Mount"], tasks["Plan"]]}
    group = send(owner, project, "risk_group.create", crew)
    asked = {"field": "under", "op": "is", "values": [str(tasks["Prepare"])]}
    first = {"name": "Before", "filter": {"version": 1, "join": "all", "items": [asked]}}
    view = send(owner, project, "view.create", {"fields": first})["created"]["saved_views"][0]
    sprint, running, release = _scrum(owner, project, tasks)
    story = {"fields": {"name": "Story", "icon": "story"}}
    kind = send(owner, project, "type.create", story)["created"]["work_types"][0]
    found = World(workspace, project, {}, {})
    freed = {"status_id": found.status("Done"), "fields": {"action": "unblock"}}
    rule = send(owner, project, "rule.create", freed)["created"]["column_rules"][0]
    # Of a summary it moves nothing, and can be cleared all the same.
    delay = {"id": tasks["Prepare"], "fields": {"levelling_delay": 1440}}
    send(owner, project, "task.update", delay)
    send(owner, project, "baseline.set", {"number": 0, "name": "First"})
    steps = {"task_id": tasks["Mount"], "items": [{"text": f"Step {n}"} for n in range(3)]}
    items = send(owner, project, "checklist.add", steps)["created"]["checklist_items"]
    send(users["guest"].pk, project, "checklist.tick", {"ids": items[:1]})
    causes = {"task_id": tasks["Mount"], "other_id": tasks["Plan"], "kind": "causes"}
    relation = send(owner, project, "relation.create", causes)["created"]["task_relations"][0]
    rate = {"fields": {"resource_id": resources["Ana"], "standard": 80_000_000}}
    send(owner, workspace, "rate.set", rate)
    nights = {"fields": {"name": "Nights", "week": [[[1320, 1800]]] * 5 + [[], []]}}
    spare = send(owner, workspace, "calendar.create", nights)["created"]["calendars"][0]
    ids = {role: user.pk for role, user in users.items()}
    settle()
    risks = (risk["created"]["risks"][0], group["created"]["risk_groups"][0])
    scrum = {"sprint": sprint, "running": running, "release": release}
    keys = (field_id, calendar, spare, *risks, view, kind, rule)
    made = World(workspace, project, ids, tasks, resources, *keys, **scrum)
    made.items, made.relation = items, relation
    made.attachment = attach(made, "Mount")
    made.request = _attention(made)
    kept = send(owner, workspace, "workflow.create", {"fields": FLOW})
    made.flow = kept["created"]["workflows"][0]
    settle()
    return made


def _attention(w: World) -> int:
    """Block two tasks, watch one, ask about one and how far a branch is, all two days ago; return
    the key of the request."""
    mount, plan = w.tasks["Mount"], w.tasks["Plan"]
    lift = {"reason": "No lift", "kind": "person", "resource_id": w.resources["Ben"]}
    parts: list[tuple[str, dict[str, Any]]] = [
        ("block.set", {"task_id": mount, "fields": lift}),
        ("block.set", {"task_id": plan, "fields": {"kind": "task", "waits_for_id": w.tasks["Aside"]}}),
        ("task.watch", {"task_id": mount}),
        ("assignment.reply", {"assignment_id": w.assignment("Mount"), "state": "asked", "text": "Which racks?"}),
        ("update.ask", {"task_id": w.tasks["Build"]}),
    ]  # fmt: skip
    batch = {"commands": [{"type": type_, "payload": payload} for type_, payload in parts]}
    then = datetime.now(UTC) - timedelta(days=2)
    done = perform(Envelope(parse("batch", batch), w.project, at=then), w.users["owner"])
    settle()
    return int(done.created["update_requests"][0])


def attach(w: World, task: str, name: str = "plan.txt") -> int:
    """Attach a file to a task as an upload does, without its bytes; return its key."""
    command = AttachmentCreate(
        task_id=w.tasks[task], name=name, size=4, media_type="text/plain", sha256="a" * 64
    )
    done = perform(Envelope(command, w.project, uuid4(), {}), w.users["member"])
    return int(done.created["attachments"][0])


def _scrum(owner: int, project: int, tasks: dict[str, int]) -> tuple[int, int, int]:
    """Plan a sprint, run another, plan a release; return their keys."""
    made = []
    for name, days, items in (
        ("Sprint 2", ("2026-03-16", "2026-03-28"), ("Mount", "Aside")),
        ("Sprint 1", ("2026-03-02", "2026-03-14"), ("Plan", "Cable")),
    ):
        start, finish = (at(f"{day}T00:00") for day in days)
        fields = {"name": name, "goal": "Racks stand", "start": start, "finish": finish}
        put = send(owner, project, "sprint.create", {"fields": fields})
        made.append(put["created"]["sprints"][0])
        moved = {"ids": [tasks[item] for item in items], "sprint_id": made[-1]}
        send(owner, project, "backlog.move", moved)
    send(owner, project, "sprint.start", {"id": made[1]})
    put = send(owner, project, "release.create", {"fields": {"name": "1.0"}})
    release = put["created"]["releases"][0]
    wanted = {"ids": [tasks["Mount"], tasks["Plan"]], "release_id": release}
    send(owner, project, "release.assign", wanted)
    return made[0], made[1], release


def settle() -> None:
    """Let the listeners of the outbox read what is due."""
    while outbox.deliver():
        pass


def is_account(w: World, resource: str, role: str) -> int:
    """Let a resource of the world be the person of a role; return its key."""
    change = {"id": w.resources[resource], "fields": {"user_id": w.users[role]}}
    send(w.users["owner"], w.workspace, "resource.update", change)
    settle()
    return w.resources[resource]


build = Kept(_made)
"""Return the small world: made once, then put back where the database is as empty as it was."""

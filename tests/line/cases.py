"""For every command that a client may send: who does it, to what, in the small world.

A case is (role that may, payload). Where a command takes several shapes, it has several cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

from headway.changes import ids
from tests.line.world import FLOW, MONDAY, World, at, is_account, send

Case: TypeAlias = tuple[str, Callable[[World], dict[str, Any]]]


def _batch(w: World) -> dict[str, Any]:
    return {
        "commands": [
            {
                "type": "task.update",
                "payload": {"id": w.tasks["Cable"], "fields": {"name": "Cables"}},
            },
            {
                "type": "task.move",
                "payload": {"ids": [w.tasks["Mount"]], "parent_id": w.tasks["Prepare"]},
            },
            {
                "type": "task.assign",
                "payload": {"id": w.tasks["Mount"], "resources": [{"name": "Eve"}]},
            },
        ]
    }


def _made_in_a_sprint(w: World) -> dict[str, Any]:
    key, _ = ids.lease(w.users["member"])
    return {
        "commands": [
            {"type": "outline.insert", "payload": {"tasks": [{"name": "Label", "id": key}]}},
            {"type": "backlog.move", "payload": {"ids": [key], "sprint_id": w.sprint}},
            # What is held to the first day goes along with it.
            {
                "type": "sprint.update",
                "payload": {"id": w.sprint, "fields": {"start": at("2026-03-18T00:00")}},
            },
        ]
    }


NAMED = ("Eve", "Zoe")
"""Whom the cases name though nobody knows them."""


def invite(w: World) -> None:
    """Bring in everybody whom the cases name: a scenario itself brings in nobody."""
    for name in NAMED:
        send(w.users["owner"], w.workspace, "resource.create", {"fields": {"name": name}})


def _used(w: World) -> dict[str, Any]:
    """Let the project use the workspace's workflow."""
    send(w.users["manager"], w.project, "workflow.use", {"workflow_id": w.flow})
    return {}


def _left_behind(w: World) -> int:
    """Begin a scenario and let the project, its costs too, move on; return its key."""
    key = _scenario(w)
    send(
        w.users["member"],
        w.project,
        "task.update",
        {"id": w.tasks["Test"], "fields": {"duration": 960}},
    )
    send(
        w.users["manager"],
        w.project,
        "task.cost",
        {"id": w.tasks["Plan"], "fields": {"fixed_cost": 700}},
    )
    return key


def _scenario(w: World) -> int:
    """Begin a scenario in which something is changed; return its key."""
    made = send(w.users["member"], w.project, "scenario.create", {"name": "Faster"})
    key = int(made["created"]["scenarios"][0])
    longer = {"id": w.tasks["Plan"], "fields": {"duration": 4800}}
    send(w.users["member"], key, "task.update", longer)
    fresh = {"parent_id": w.tasks["Racks"], "fields": {"name": "Label"}}
    send(w.users["member"], key, "task.create", fresh)
    send(w.users["member"], key, "task.delete", {"ids": [w.tasks["Order"]]})
    return key


def _kept(w: World, *tops: str) -> dict[str, Any]:
    """Return the body of a template of branches."""
    from headway.projects.template_queries import keep

    values = {"name": "Kept", "description": ""}
    branches = [w.tasks[top] for top in tops]
    return dict(keep(w.users["owner"], w.project, values, branches, {}, uuid4()).body)


def _approved(w: World) -> dict[str, Any]:
    change = {"change_id": "0b2f7e0c-6c1f-4a53-9d52-0a4b3a1f9f10"}
    send(w.users["manager"], w.project, "scope.approve", change)
    return change


def _answer(w: World) -> int:
    """Give an answer that waits; return its key."""
    waits = {"fields": {"updates_wait": True}}
    send(w.users["owner"], w.project, "project.update", waits)
    said = {
        "task_id": w.tasks["Mount"],
        "resource_id": is_account(w, "Ben", "guest"),
        "percent": 30,
    }
    made = send(w.users["guest"], w.project, "update.answer", said)
    return int(made["created"]["update_answers"][0])


VIEW = {
    "name": "Critical, mine",
    "kind": "sheet",
    "filter": {
        "version": 1,
        "join": "all",
        "items": [
            {"field": "critical", "op": "is", "values": ["yes"]},
            {"join": "any", "items": [{"field": "assignee", "op": "is", "values": ["me"]}]},
        ],
    },
    "grouping": "assignee",
    "sorting": "-finish,name",
    "columns": [{"key": "name", "width": 256}],
}


CASES: dict[str, list[Case]] = {
    "batch": [("member", _batch), ("member", _made_in_a_sprint)],
    "workspace.update": [("owner", lambda w: {"name": "Works and more"})],
    "member.update": [
        ("owner", lambda w: {"id": w.member("viewer"), "fields": {"role": "member"}}),
        ("owner", lambda w: {"id": w.member("guest"), "fields": {"branch_id": w.tasks["Prepare"]}}),
    ],
    "member.remove": [("owner", lambda w: {"id": w.member("viewer")})],
    "calendar.create": [("manager", lambda w: {"fields": {"name": "Six days", "week": [[[480, 960]]] * 6 + [[]]}})],
    "calendar.update": [
        ("manager", lambda w: {"id": w.calendar, "fields": {"week": [[[480, 720]]] * 5 + [[], []]}}),
        ("manager", lambda w: {"id": w.calendar, "fields": {"name": "Usual"}}),
    ],
    "calendar.delete": [("manager", lambda w: {"id": w.spare_calendar})],
    "resource.create": [("member", lambda w: {"fields": {"name": "Crane", "kind": "work"}})],
    "resource.update": [
        ("member", lambda w: {"id": w.resources["Ben"], "fields": {"calendar_id": w.spare_calendar}}),
        ("member", lambda w: {"id": w.resources["Ben"], "fields": {
            "category": "role", "availability": [{"first": 20_514, "last": 20_520, "units": 5_000}]}}),
    ],
    "resource.leave": [("member", lambda w: {"id": w.resources["Ben"], "add": [{"first": 20_514, "last": 20_520, "name": "Leave"}]})],
    "resource.delete": [("member", lambda w: {"id": w.resources["Ben"]})],
    "rate.set": [("manager", lambda w: {"fields": {"resource_id": w.resources["Ben"], "standard": 70_000_000}})],
    "project.create": [("member", lambda w: {"name": "Second", "start": MONDAY, "country": "DE"})],
    "project.update": [
        ("member", lambda w: {"fields": {"start": at("2026-03-09T09:00")}}),
        ("member", lambda w: {"fields": {"calendar_id": w.spare_calendar, "name": "Move"}}),
    ],
    "task.create": [
        ("member", lambda w: {"parent_id": w.tasks["Racks"], "fields": {"name": "Label"}}),
        ("member", lambda w: {"after_id": w.tasks["Prepare"], "fields": {"name": "Ask", "milestone": True}}),
    ],
    "task.update": [
        ("member", lambda w: {"id": w.tasks["Plan"], "fields": {"duration": 4800, "name": "Plan it"}}),
        ("member", lambda w: {"id": w.tasks["Mount"], "fields": {"mode": "manual"}}),
        ("member", lambda w: {"id": w.tasks["Racks"], "fields": {"active": False}}),
        ("member", lambda w: {"id": w.tasks["Mount"], "fields": {"optimistic": 960, "pessimistic": 4800, "risk_group_id": None}}),
    ],
    "task.reschedule": [
        ("member", lambda w: {"id": w.tasks["Plan"], "start": at("2026-03-18T09:00")}),
        ("member", lambda w: {"id": w.tasks["Mount"], "finish": at("2026-03-27T12:00"), "resize": True}),
    ],
    "task.progress": [
        ("guest", lambda w: {"id": w.tasks["Mount"], "percent_complete": 50}),
        ("member", lambda w: {"id": w.tasks["Plan"], "actual_start": at("2026-03-04T09:00"), "remaining_duration": 1920}),
    ],
    "task.work_done": [
        ("guest", lambda w: {"id": w.tasks["Mount"], "actual_work": 600}),
        ("member", lambda w: {"id": w.tasks["Plan"], "actual_work": 0, "remaining_work": 1200}),
    ],
    "progress.move_unfinished": [
        ("member", lambda w: {"at": at("2026-03-12T09:00")}),
        ("member", lambda w: {"at": at("2026-03-12T09:00"), "ids": [w.tasks["Mount"]]}),
    ],
    "levelling.apply": [
        ("member", lambda w: {"projects": [{"tasks": [{"id": w.tasks["Mount"], "levelling_delay": 2880}]}]}),
    ],
    "levelling.clear": [("member", lambda w: {})],
    "branch.paste": [
        ("member", lambda w: {"ids": [w.tasks["Racks"], w.tasks["Mount"]], "after_id": w.tasks["Aside"]}),
    ],
    "task.move": [
        ("member", lambda w: {"ids": [w.tasks["Order"], w.tasks["Aside"]], "parent_id": w.tasks["Racks"]}),
        ("member", lambda w: {"ids": [w.tasks["Racks"]], "parent_id": None, "before_id": w.tasks["Prepare"]}),
    ],
    "task.indent": [("member", lambda w: {"ids": [w.tasks["Cutover"], w.tasks["Aside"]]})],
    "task.outdent": [("member", lambda w: {"ids": [w.tasks["Racks"]]})],
    "task.recur": [
        ("member", lambda w: {"parent_id": w.tasks["Build"], "name": "Stand-up", "resources": [{"name": "Ana"}],
                              "rule": {"unit": "week", "weekdays": [0, 2], "start": MONDAY, "duration": 30, "count": 5}}),
        ("member", lambda w: {"id": w.tasks["Cable"], "rule": {"unit": "day", "start": MONDAY, "duration": 60, "count": 3}}),
    ],
    "task.delete": [
        ("member", lambda w: {"ids": [w.tasks["Racks"]]}),
        ("member", lambda w: {"ids": [w.tasks["Build"], w.tasks["Order"]]}),
    ],
    "link.create": [("member", lambda w: {"predecessor_id": w.tasks["Aside"], "successor_id": w.tasks["Mount"], "type": "FF", "lag": 480})],
    "link.update": [("member", lambda w: {"id": w.link("Order", "Mount"), "fields": {"lag": 960, "type": "SS"}})],
    "link.delete": [("member", lambda w: {"ids": [w.link("Order", "Mount"), w.link("Racks", "Test")]})],
    "task.predecessors": [("member", lambda w: {"id": w.tasks["Mount"], "links": [{"predecessor_id": w.tasks["Plan"]}, {"predecessor_id": w.tasks["Order"], "lag": 60}]})],
    "task.assign": [("member", lambda w: {"id": w.tasks["Cable"], "resources": [{"name": "Ana"}, {"name": "Zoe", "units": 5000}]})],
    "assignment.create": [
        ("member", lambda w: {"task_id": w.tasks["Aside"], "resource_id": w.resources["Ana"]}),
        ("member", lambda w: {"task_id": w.tasks["Mount"], "resource_id": w.resources["Ana"], "assigning": "lighter_load"}),
    ],
    "assignment.update": [
        ("member", lambda w: {"id": w.assignment("Mount"), "fields": {"units": 5000, "work": 720}}),
        ("member", lambda w: {"id": w.assignment("Plan"), "fields": {"overtime_work": 240, "delay": 60}}),
    ],
    "assignment.delete": [("member", lambda w: {"ids": [w.assignment("Mount"), w.assignment("Plan")]})],
    "task.assigning": [("member", lambda w: {
        "id": w.tasks["Mount"], "choice": "more_work", "duration": 960,
        "before": [{"id": 1, "units": 10_000, "work": None}],
        "joined": [{"id": w.assignment("Mount"), "units": 10_000, "work": None}],
    })],
    "outline.insert": [
        ("member", lambda w: {"parent_id": w.tasks["Racks"], "tasks": [
            {"name": "Check", "level": 0, "assignees": ["Ben"], "predecessors": [{"id": w.tasks["Cable"]}]},
            {"name": "Sign", "level": 1, "milestone": True, "predecessors": [{"id": w.tasks["Plan"]}]},
        ]}),
    ],
    "template.insert": [
        ("member", lambda w: {"parent_id": w.tasks["Racks"], "body": _kept(w, "Mount", "Cable"), "start": at("2026-03-20T09:00")}),
        ("owner", lambda w: {"after_id": w.tasks["Prepare"], "body": _kept(w, "Prepare")}),
    ],
    "baseline.set": [("member", lambda w: {"number": 0, "name": "Again"}), ("member", lambda w: {"number": 3}), ("member", lambda w: {"number": 0, "ids": [w.tasks["Mount"]]})],
    "baseline.rename": [("member", lambda w: {"number": 0, "name": "Signed"})],
    "scope.approve": [("manager", lambda w: {"change_id": "0b2f7e0c-6c1f-4a53-9d52-0a4b3a1f9f10", "reference": "CR-7"})],
    "scope.unapprove": [("manager", _approved)],
    "baseline.clear": [("member", lambda w: {"number": 0})],
    "task.cost": [
        ("manager", lambda w: {"id": w.tasks["Cable"], "fields": {"fixed_cost": 120_000}}),
        ("manager", lambda w: {"id": w.tasks["Mount"], "fields": {"fixed_cost": 0, "actual_cost": 5_000}}),
        ("owner", lambda w: {"id": w.tasks["Mount"], "fields": {"fixed_cost": 0}}),
    ],
    "scenario.create": [("member", lambda w: {"name": "Two crews", "notes": "Would it pay?"})],
    "scenario.rename": [("member", lambda w: {"id": _scenario(w), "name": "Slower"})],
    "scenario.drop": [("member", lambda w: {"id": _scenario(w)})],
    "scenario.merge": [("member", lambda w: {"id": _scenario(w)})],
    "scenario.rebase": [("member", lambda w: {"id": _left_behind(w)})],
    "risk.create": [
        ("member", lambda w: {"fields": {"name": "Strike", "probability": 500}, "impacts": [{"task_id": w.tasks["Cable"], "delay": 480}, {"task_id": w.tasks["Plan"], "share": 2500}]}),
    ],
    "risk.update": [
        ("member", lambda w: {"id": w.risk, "fields": {"active": False, "notes": "Paid"}}),
        ("member", lambda w: {"id": w.risk, "impacts": [{"task_id": w.tasks["Mount"], "delay": 60}, {"task_id": w.tasks["Test"], "share": 100}]}),
    ],
    "risk.delete": [("member", lambda w: {"id": w.risk})],
    "risk_group.create": [("member", lambda w: {"fields": {"name": "Site", "correlation": 8000}, "task_ids": [w.tasks["Plan"], w.tasks["Cable"]]})],
    "risk_group.update": [
        ("member", lambda w: {"id": w.risk_group, "fields": {"correlation": 0}}),
        ("member", lambda w: {"id": w.risk_group, "task_ids": [w.tasks["Mount"], w.tasks["Aside"]]}),
    ],
    "risk_group.delete": [("member", lambda w: {"id": w.risk_group})],
    "status.create": [
        ("member", lambda w: {"after_id": w.status("To do"), "fields": {"name": "Review", "category": "doing", "wip_limit": 3}}),
    ],
    "status.update": [
        ("member", lambda w: {"id": w.status("Doing"), "fields": {"name": "In progress", "wip_limit": 2}}),
        ("member", lambda w: {"id": w.status("Doing"), "fields": {"category": "done"}}),
    ],
    "status.move": [("member", lambda w: {"id": w.status("Done"), "before_id": w.status("To do")})],
    "status.delete": [("member", lambda w: {"id": w.status("Doing"), "to_id": w.status("Done")})],
    "workflow.create": [("manager", lambda w: {"fields": {**FLOW, "name": "Plain", "types": [], "fields": [], "initial": True}})],
    "workflow.update": [("manager", lambda w: {"id": w.flow, "fields": {"statuses": [FLOW["statuses"][0], FLOW["statuses"][2]], "types": []}, "moved": {"12": 11}})],
    "workflow.delete": [("manager", lambda w: {"id": w.flow})],
    "workflow.use": [("manager", lambda w: {"workflow_id": w.flow, "into": {str(w.status("Doing")): 12}})],
    "workflow.own": [("manager", _used)],
    "card.move": [
        ("guest", lambda w: {"ids": [w.tasks["Mount"]], "status_id": w.status("Doing")}),
        ("member", lambda w: {"ids": [w.tasks["Plan"], w.tasks["Cable"]], "status_id": w.status("Done")}),
        ("member", lambda w: {"ids": [w.tasks["Aside"]], "status_id": w.status("To do"), "after_id": w.tasks["Plan"]}),
    ],
    "type.create": [
        ("member", lambda w: {"fields": {"name": "Bug", "icon": "bug", "statuses": [w.status("To do"), w.status("Done")],
            "requirements": [{"field": f"custom-{w.field_id}", "status": w.status("Done")}]}}),
    ],
    "type.update": [("member", lambda w: {"id": w.kind, "fields": {"name": "Defect", "fields": [w.field_id]}})],
    "type.delete": [("member", lambda w: {"id": w.kind})],
    "rule.create": [
        ("member", lambda w: {"status_id": w.status("Doing"), "fields": {"action": "assign", "value": w.resources["Ben"]}}),
    ],
    "rule.delete": [("member", lambda w: {"id": w.rule})],
    "card.archive": [("member", lambda w: {"ids": [w.tasks["Mount"], w.tasks["Plan"]]})],
    "sprint.create": [("member", lambda w: {"fields": {"name": " Sprint 3 ", "start": at("2026-03-30T00:00"), "finish": at("2026-04-11T00:00")}})],
    "sprint.update": [("member", lambda w: {"id": w.running, "fields": {"goal": "Less"}})],
    "sprint.delete": [("manager", lambda w: {"id": w.sprint})],
    "sprint.start": [("member", lambda w: {"id": w.sprint, "fields": {"goal": "More"}})],
    "sprint.complete": [
        ("member", lambda w: {"id": w.running, "to_id": w.sprint}),
        ("member", lambda w: {"id": w.running}),
    ],
    "backlog.move": [
        ("member", lambda w: {"ids": [w.tasks["Test"], w.tasks["Cable"]], "sprint_id": w.sprint, "after_id": w.tasks["Mount"]}),
        ("member", lambda w: {"ids": [w.tasks["Cable"]], "sprint_id": None, "before_id": w.tasks["Order"]}),
    ],
    "release.create": [("member", lambda w: {"fields": {"name": "2.0", "description": "Faster", "date": at("2026-05-01T00:00")}})],
    "release.update": [("member", lambda w: {"id": w.release, "fields": {"released": True}})],
    "release.delete": [("member", lambda w: {"id": w.release})],
    "release.assign": [
        ("member", lambda w: {"ids": [w.tasks["Test"], w.tasks["Order"]], "release_id": w.release}),
        ("member", lambda w: {"ids": [w.tasks["Mount"]], "release_id": None}),
    ],
    "view.create": [("member", lambda w: {"fields": VIEW})],
    "view.update": [("member", lambda w: {"id": w.view, "fields": {"name": "Mine too", "filter": None, "zoom": 24_000}})],
    "view.delete": [("manager", lambda w: {"id": w.view})],
    "checklist.add": [
        ("member", lambda w: {"task_id": w.tasks["Mount"], "items": [{"text": "Level it"}, {"text": "Earth it"}], "before_id": w.items[1]}),
        ("member", lambda w: {"task_id": w.tasks["Plan"], "kind": "acceptance", "items": [{"text": "Signed"}]}),
    ],
    "checklist.update": [("member", lambda w: {"id": w.items[0], "text": "In other words"})],
    "checklist.tick": [
        ("guest", lambda w: {"ids": w.items[1:]}),
        ("member", lambda w: {"ids": w.items[:1], "done": False}),
    ],
    "checklist.move": [("member", lambda w: {"id": w.items[2], "before_id": w.items[0]})],
    "checklist.delete": [("member", lambda w: {"ids": w.items[1:]})],
    "relation.create": [("member", lambda w: {"task_id": w.tasks["Aside"], "other_id": w.tasks["Test"], "kind": "duplicates"})],
    "relation.delete": [("member", lambda w: {"ids": [w.relation]})],
    "attachment.rename": [("member", lambda w: {"id": w.attachment, "name": "../plan of racks.txt"})],
    "attachment.delete": [("member", lambda w: {"ids": [w.attachment]})],
    "block.set": [
        ("guest", lambda w: {"task_id": w.tasks["Test"], "fields": {"reason": "No power", "promised": 20_520}}),
        ("member", lambda w: {"task_id": w.tasks["Cable"], "fields": {"kind": "task", "waits_for_id": w.tasks["Plan"], "since": 20_500}}),
        ("member", lambda w: {"task_id": w.tasks["Mount"], "fields": {"reason": "Broken", "resource_id": w.resources["Ana"], "kind": "person"}}),
    ],
    "block.clear": [("guest", lambda w: {"task_id": w.tasks["Mount"]})],
    "block.nudge": [("member", lambda w: {"task_id": w.tasks["Mount"]})],
    "task.watch": [
        ("viewer", lambda w: {"task_id": w.tasks["Mount"]}),
        ("manager", lambda w: {"task_id": w.tasks["Plan"], "user_id": w.users["member"], "watching": False}),
    ],
    "assignment.reply": [
        ("guest", lambda w: {"assignment_id": w.assignment("Mount"), "state": "accepted"}),
        ("manager", lambda w: {"assignment_id": w.assignment("Plan"), "state": "declined", "text": "On leave"}),
    ],
    "assignment.answer": [("member", lambda w: {"assignment_id": w.assignment("Mount"), "text": "Both racks"})],
    "update.ask": [
        ("member", lambda w: {"task_id": w.tasks["Build"], "weekday": 4}),
        ("member", lambda w: {"resource_ids": [w.resources["Ana"]], "note": "For the steering group"}),
    ],
    "update.remind": [("member", lambda w: {"id": w.request})],
    "update.stop": [("member", lambda w: {"id": w.request})],
    "update.answer": [
        ("guest", lambda w: {"task_id": w.tasks["Mount"], "resource_id": is_account(w, "Ben", "guest"), "percent": 40, "blocked": "No lift", "confidence": "low"}),
        ("member", lambda w: {"task_id": w.tasks["Plan"], "resource_id": is_account(w, "Ana", "member"), "finish": at("2026-03-06T17:00"), "note": "One more day"}),
    ],
    "update.accept": [("manager", lambda w: {"ids": [_answer(w)]})],
    "update.return": [("manager", lambda w: {"id": _answer(w), "reply": "Since when?"})],
    "custom_field.create": [
        ("member", lambda w: {"fields": {"name": "Room", "type": "number", "required": True, "initial": 4}}),
        ("member", lambda w: {"fields": {"name": "Late by", "type": "formula", "formula": "IF([Risk] = \"\", 0, [Duration] * 2)"}}),
    ],
    "custom_field.update": [("member", lambda w: {"id": w.field_id, "fields": {"name": "Danger"}})],
    "custom_field.convert": [("member", lambda w: {"id": w.field_id, "fields": {"type": "select"}})],
    "custom_field.delete": [("member", lambda w: {"id": w.field_id})],
    "custom_value.set": [
        ("member", lambda w: {"field_id": w.field_id, "task_id": w.tasks["Cable"], "value": "Low"}),
        ("member", lambda w: {"field_id": w.field_id, "task_id": w.tasks["Mount"], "value": None}),
    ],
    "custom_value.fill": [
        ("member", lambda w: {"field_id": w.field_id, "values": [
            {"task_id": w.tasks["Cable"], "value": "Low"}, {"task_id": w.tasks["Plan"], "value": None}]}),
    ],
}  # fmt: skip

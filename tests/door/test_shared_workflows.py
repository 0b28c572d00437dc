"""Workflows that a workspace keeps: projects begin with one, use it, follow it, and leave it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from headway.changes import clock, perform
from headway.changes.command import Change
from headway.changes.commit import commit
from headway.changes.envelope import Envelope, Outcome
from headway.changes.errors import Invalid
from headway.changes.registry import registry
from headway.projects import following
from headway.projects.commands.shared_workflows import WorkflowFollow
from tests.door.conftest import Http
from tests.line.client import rows_of
from tests.line.world import FLOW, MONDAY, World, settle


class Works:
    """The small world's workspace and project, over HTTP."""

    def __init__(self, http: Callable[[str], Http], world: World) -> None:
        self.http, self.world = http, world

    def send(
        self,
        type_: str,
        payload: dict[str, Any],
        status: int = 200,
        who: str = "manager",
        stream: int | None = None,
    ) -> Any:
        body = {"type": type_, "stream": stream or self.world.project, "payload": payload}
        done = self.http(who)("POST", "commands", body, status)
        settle()
        return done

    def change(self, fields: dict[str, Any], moved: dict[str, int] | None = None) -> Any:
        """Change the workspace's workflow and let its projects follow."""
        payload = {"id": self.world.flow, "fields": fields, "moved": moved or {}}
        return self.send("workflow.update", payload, stream=self.world.workspace)

    def use(self, into: dict[str, int] | None = None) -> Any:
        return self.send("workflow.use", {"workflow_id": self.world.flow, "into": into or {}})

    def rows(self, table: str, project: int | None = None) -> list[dict[str, Any]]:
        path = f"projects/{project or self.world.project}/snapshot"
        return list(rows_of(self.http("owner")("GET", path)["tables"][table]).values())

    def board(self, project: int | None = None) -> list[str]:
        rows = sorted(self.rows("statuses", project), key=lambda r: r["rank"])
        return [row["name"] for row in rows]

    def column(self, name: str) -> int:
        return next(int(r["id"]) for r in self.rows("statuses") if r["name"] == name)

    def task(self, name: str = "Mount") -> dict[str, Any]:
        key = self.world.tasks[name]
        return next(row for row in self.rows("tasks") if row["id"] == key)

    def stands(self, name: str = "Mount") -> str | None:
        key = self.task(name)["status_id"]
        return next((str(r["name"]) for r in self.rows("statuses") if r["id"] == key), None)


@pytest.fixture
def works(http: Callable[[str], Http], world: World) -> Works:
    return Works(http, world)


def _without(*keys: int) -> dict[str, Any]:
    """Return the workflow's columns and types without some columns."""
    flow = deepcopy(FLOW)
    for kind in flow["types"]:
        kind["transitions"] = None
        kind["requirements"] = None
    statuses = [one for one in flow["statuses"] if one["key"] not in keys]
    return {"statuses": statuses, "types": flow["types"]}


def test_a_project_uses_the_workspaces_and_takes_it_back(works: Works) -> None:
    w = works.world
    works.send("card.move", {"ids": [w.tasks["Mount"]], "status_id": w.status("Doing")})
    refused = works.send("workflow.use", {"workflow_id": w.flow, "into": {"7": 12}}, 422)
    assert refused["errors"][0]["field"] == "into"
    done = works.use({str(w.status("Doing")): 12})
    assert works.board() == ["To do", "Review", "Closed"]
    assert works.stands() == "Review"
    bug = next(r for r in works.rows("work_types") if r["name"] == "Bug")
    severity = next(r for r in works.rows("custom_fields") if r["name"] == "Severity")
    assert bug["requirements"] == [
        {"field": f"custom-{severity['id']}", "status": works.column("Review")}
    ]
    # What it has beside the workspace's stays its own.
    assert {r["name"] for r in works.rows("work_types")} == {"Story", "Bug"}
    works.http("manager")("POST", f"changesets/{done['id']}/undo")
    assert works.board() == ["To do", "Doing", "Done"]
    assert works.stands() == "Doing"
    assert works.rows("projects")[0]["workflow_id"] is None


def test_a_workflow_that_changes_while_a_project_begins_to_use_it_is_had_as_it_is_then(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[str] = []

    def changed_meanwhile(envelope: Envelope, outcome: Outcome) -> Any:
        computed.append(envelope.command.type)
        if computed == ["workflow.use"]:
            statuses = deepcopy(FLOW["statuses"])
            statuses[0]["name"] = "Ideas"
            works.change({"statuses": statuses})
        return commit(envelope, outcome)

    monkeypatch.setattr(perform, "commit", changed_meanwhile)
    works.use()
    assert works.board() == ["Ideas", "Review", "Closed"]
    assert computed == ["workflow.use", "workflow.update", "workflow.use"]


def test_what_is_the_workspaces_is_changed_there_alone(works: Works) -> None:
    works.use()
    review = works.column("Review")
    bug = next(r["id"] for r in works.rows("work_types") if r["name"] == "Bug")
    severity = next(r["id"] for r in works.rows("custom_fields") if r["name"] == "Severity")
    for type_, payload in (
        ("status.update", {"id": review, "fields": {"name": "Check"}}),
        ("status.create", {"fields": {"name": "Check"}}),
        ("status.delete", {"id": review}),
        ("status.move", {"id": review}),
        ("type.update", {"id": bug, "fields": {"statuses": None, "transitions": None}}),
        ("type.delete", {"id": bug}),
        ("custom_field.update", {"id": severity, "fields": {"name": "Weight"}}),
        ("custom_field.delete", {"id": severity}),
    ):
        refused = works.send(type_, payload, 422)
        assert "those of the workspace ('House')" in refused["detail"], type_
    # How much a team takes on is its own matter, and so is what it adds.
    works.send("status.update", {"id": review, "fields": {"wip_limit": 9}})
    works.send("type.create", {"fields": {"name": "Chore", "statuses": [review]}})
    works.send("project.update", {"fields": {"workflow_id": None}}, 422)
    works.send("workflow.own", {}, 403, who="member")
    works.send("workflow.own", {})
    works.send("status.update", {"id": review, "fields": {"name": "Check"}}, who="member")
    works.change({"statuses": FLOW["statuses"][:1] + FLOW["statuses"][2:], "types": []})
    assert works.board() == ["To do", "Check", "Closed"]


def test_a_change_reaches_all_projects_that_use_it(works: Works) -> None:
    w = works.world
    start = {"id": w.flow, "fields": {"initial": True}}
    works.send("workflow.update", start, stream=w.workspace)
    made = works.send("project.create", {"name": "Second", "start": MONDAY}, stream=w.workspace)
    second = made["created"]["projects"][0]
    assert works.board(second) == ["To do", "Review", "Closed"]
    works.use()
    statuses = deepcopy(FLOW["statuses"])
    statuses[1]["name"] = "Check"
    statuses.insert(2, {"key": 14, "name": "Accept", "category": "doing", "wip_limit": 2})
    fields = deepcopy(FLOW["fields"])
    fields[0]["name"] = "Weight"
    works.send("status.update", {"id": works.column("Review"), "fields": {"wip_limit": 5}})
    works.change({"statuses": statuses, "fields": fields})
    for project in (w.project, second):
        assert works.board(project) == ["To do", "Check", "Accept", "Closed"]
        assert "Weight" in {r["name"] for r in works.rows("custom_fields", project)}
    limits = {r["name"]: r["wip_limit"] for r in works.rows("statuses")}
    assert (limits["Check"], limits["Accept"]) == (5, 2)
    told = works.http("manager")("GET", f"workspaces/{w.workspace}/workflows")["items"]
    assert [(one["id"], [p["name"] for p in one["projects"]]) for one in told] == [
        (w.flow, ["Migration", "Second"])
    ]


def test_a_project_that_a_change_did_not_find_catches_up_at_the_next_look(
    works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = works.world
    works.use()
    path = f"projects/{w.project}/workflow"
    assert works.http("manager")("GET", path) == {"behind": False, "refused": ""}
    monkeypatch.setitem(registry.listeners, "workflows", ("workspace", lambda *_: None))
    statuses = deepcopy(FLOW["statuses"])
    statuses[1]["name"] = "Check"
    works.change({"statuses": statuses})
    assert works.board() == ["To do", "Review", "Closed"]
    assert works.http("manager")("GET", path) == {"behind": True, "refused": ""}
    works.http("member")("GET", path, status=403)
    clock.look()
    assert works.board() == ["To do", "Check", "Closed"]
    assert works.http("manager")("GET", path) == {"behind": False, "refused": ""}
    # A part that goes is missed as well as one that comes.
    works.change({"types": []})
    assert "Bug" in {r["name"] for r in works.rows("work_types")}
    assert following.catch_up_workflows() == 1
    assert "Bug" not in {r["name"] for r in works.rows("work_types")}
    assert following.catch_up_workflows() == 0


def test_a_project_that_cannot_follow_says_why_to_who_manages_it(
    works: Works, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    works.use()
    follows = WorkflowFollow.apply

    def refuses(self: WorkflowFollow, change: Change) -> None:
        raise Invalid("There is a field 'Severity' already.")

    monkeypatch.setattr(WorkflowFollow, "apply", refuses)
    statuses = deepcopy(FLOW["statuses"])
    statuses[1]["name"] = "Check"
    works.change({"statuses": statuses})
    assert following.catch_up_workflows() == 0
    assert "lags behind: There is a field 'Severity' already." in caplog.text
    path = f"projects/{works.world.project}/workflow"
    told = {"behind": True, "refused": "There is a field 'Severity' already."}
    assert works.http("manager")("GET", path) == told
    monkeypatch.setattr(WorkflowFollow, "apply", follows)
    assert following.catch_up_workflows() == 1
    assert works.board() == ["To do", "Check", "Closed"]


def test_cards_of_a_column_that_goes_move_and_nobody_loses_values(works: Works) -> None:
    w = works.world
    works.use()
    mount, plan = w.tasks["Mount"], w.tasks["Plan"]
    bug = next(r["id"] for r in works.rows("work_types") if r["name"] == "Bug")
    severity = next(r["id"] for r in works.rows("custom_fields") if r["name"] == "Severity")
    works.send("custom_value.set", {"field_id": severity, "task_id": mount, "value": "high"})
    works.send("task.update", {"id": mount, "fields": {"type_id": bug}})
    works.send("card.move", {"ids": [mount, plan], "status_id": works.column("Review")})
    told = works.http("manager")("GET", f"workspaces/{w.workspace}/workflows")["items"]
    assert told[0]["projects"][0]["cards"] == {"12": 2}
    works.change({**_without(12), "fields": []} | {"types": []}, {"12": 13})
    assert works.board() == ["To do", "Closed"]
    assert (works.stands("Mount"), works.stands("Plan")) == ("Closed", "Closed")
    assert works.task("Plan")["percent_complete"] == 100
    # A type that tasks have, and a field with values, stay as the project's own.
    assert {r["shared_key"] for r in works.rows("work_types")} == {None}
    assert works.task()["type_id"] == bug
    assert any(r["field_id"] == severity for r in works.rows("custom_values"))


def test_a_card_that_may_not_stand_there_stands_where_its_progress_says(works: Works) -> None:
    w = works.world
    works.use()
    needs = [{"field": "deadline", "status": works.column("Closed")}]
    kind = works.send("type.create", {"fields": {"name": "Own", "requirements": needs}})
    key = kind["created"]["work_types"][0]
    works.send("task.update", {"id": w.tasks["Plan"], "fields": {"type_id": key}})
    works.send("card.move", {"ids": [w.tasks["Plan"]], "status_id": works.column("Review")})
    works.change(_without(12), {"12": 13})
    assert works.board() == ["To do", "Closed"]
    assert works.task("Plan")["status_id"] is None


def test_names_that_the_workspace_takes_give_way(works: Works) -> None:
    works.send("custom_field.create", {"fields": {"name": "severity", "type": "number"}})
    formula = {"name": "Twice", "type": "formula", "formula": "[severity] * 2"}
    works.send("custom_field.create", {"fields": formula})
    works.use()
    fields = {r["name"]: r for r in works.rows("custom_fields")}
    assert fields["Severity"]["type"] == "select"
    assert fields["severity 2"]["type"] == "number"
    assert "[severity 2]" in fields["Twice"]["formula"]
    swapped = deepcopy(FLOW["statuses"])
    swapped[0]["name"], swapped[1]["name"] = "Review", "To do"
    works.change({"statuses": swapped})
    assert works.board() == ["Review", "To do", "Closed"]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"statuses": FLOW["statuses"][:2]}, "fields.statuses"),
        ({"statuses": [{"key": 1}]}, "fields.statuses"),
        ({"statuses": "many"}, "fields.statuses"),
        ({"types": [{**FLOW["types"][0], "fields": [99]}]}, "fields.types"),
        ({"types": [{**FLOW["types"][0], "requirements": [{"field": "custom-99", "status": 12}]}]}, "fields.types"),
        ({"types": [{**FLOW["types"][0], "icon": "dragon"}]}, "fields.types"),
        ({"fields": [{**FLOW["fields"][0], "type": "formula"}]}, "fields.fields"),
        ({"fields": [{**FLOW["fields"][0], "type": "text", "options": None}]}, "fields.fields"),
        ({"fields": [{**FLOW["fields"][0], "name": "A [b]"}]}, "fields.fields"),
        ({"moved": {"12": 13}}, "fields.moved"),
        ({"name": " "}, "workflows.name"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_by_name(works: Works, fields: dict[str, Any], at: str) -> None:
    payload = {"id": works.world.flow, "fields": fields}
    refused = works.send("workflow.update", payload, 422, stream=works.world.workspace)
    assert refused["errors"][0]["field"] == at, refused


def test_members_and_guests_leave_the_workspaces_alone(works: Works) -> None:
    w = works.world
    for who in ("member", "viewer"):
        works.send("workflow.create", {"fields": FLOW}, 403, who=who, stream=w.workspace)
        works.send("workflow.use", {"workflow_id": w.flow}, 403, who=who)
    guest = works.http("guest")("GET", f"projects/{w.project}/snapshot")
    assert "workflows" not in guest["tables"]
    works.send("workflow.delete", {"id": w.flow}, stream=w.workspace)
    works.send("workflow.use", {"workflow_id": w.flow}, 422)

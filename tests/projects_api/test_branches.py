"""Branches carried to another project of the workspace, through HTTP."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from headway.changes.registry import registry
from headway.projects.commands.branches import HANGING, MOVING, STAYING
from tests.projects_api.helpers import Place

SECRET = "Zzyzx"


class Branch:
    """A branch "Move" of two linked tasks, of which the first is half done and has all that a task
    can have; the second waits for a task outside."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.project = place.project("Migration")
        self.outside = place.task(self.project, SECRET)
        self.top = place.task(self.project, "Move")
        self.first = place.task(self.project, "Pack", parent_id=self.top)
        self.second = place.task(self.project, "Drive", parent_id=self.top)
        self.send("link.create", {"predecessor_id": self.first, "successor_id": self.second})
        self.send("link.create", {"predecessor_id": self.outside, "successor_id": self.second})
        self.send("task.assign", {"id": self.first, "resources": [{"name": "Ana"}]})
        self.send("task.progress", {"id": self.first, "percent_complete": 50})
        items = [{"text": "Boxes"}, {"text": "Tape"}]
        self.send("checklist.add", {"task_id": self.first, "items": items})
        options = [
            {"id": "o1", "name": "North", "color": "blue"},
            {"id": "o2", "name": "South", "color": "red"},
        ]
        self.site = self.field(self.project, "Site", type="select", options=options)
        self.note = self.field(self.project, "Note", type="text")
        for field, value in ((self.site, "o2"), (self.note, "Careful")):
            values = {"field_id": field, "task_id": self.first, "value": value}
            self.send("custom_value.set", values)

    def send(self, type_: str, payload: dict[str, Any]) -> dict[str, Any]:
        return self.place.owner.command(self.project, type_, payload)

    def field(self, project: int, name: str, **fields: Any) -> int:
        body = {"fields": {"name": name, **fields}}
        made = self.place.owner.command(project, "custom_field.create", body)
        return int(made["created"]["custom_fields"][0])

    def other(self) -> int:
        """Another project, whose field "site" has the options in another order, and no field "Note"."""
        project = self.place.project("Office")
        options = [
            {"id": "o1", "name": "south", "color": "red"},
            {"id": "o2", "name": "West", "color": "blue"},
        ]
        self.field(project, "site", type="select", options=options)
        return project


@pytest.fixture
def branch(place: Place) -> Branch:
    return Branch(place)


def test_a_copy_brings_outline_links_people_lists_and_values_by_name(
    place: Place, branch: Branch
) -> None:
    other = branch.other()
    beside = place.task(other, "Beside")
    place.task(other, "After")
    wanted = {"from_id": branch.project, "ids": [branch.second, branch.top], "after_id": beside}
    made = place.member.command(other, "branch.paste", wanted)
    tasks = place.tasks(other)
    assert list(tasks) == ["Beside", "Move", "Pack", "Drive", "After"]
    pack, drive = tasks["Pack"]["id"], tasks["Drive"]["id"]
    assert made["created"]["tasks"] == [tasks["Move"]["id"], pack, drive]
    assert tasks["Pack"]["percent_complete"] == 0
    (link,) = place.owner.rows(other, "links")
    assert (link["predecessor_id"], link["successor_id"]) == (pack, drive)
    (people,) = place.owner.rows(other, "assignments")
    names = {row["id"]: row["name"] for row in place.owner.rows(other, "resources")}
    assert (people["task_id"], names[people["resource_id"]]) == (pack, "Ana")
    assert [row["text"] for row in place.owner.rows(other, "checklist_items")] == ["Boxes", "Tape"]
    (value,) = place.owner.rows(other, "custom_values")
    assert (value["task_id"], value["value"]) == (pack, "o1")
    (note,) = made["notes"]
    assert "links to tasks outside (1)" in note["text"]
    assert "values of 'Note' (1)" in note["text"]
    assert SECRET not in note["text"]
    # What it was copied from is as it was.
    assert place.tasks(branch.project)["Pack"]["percent_complete"] == 50


def test_what_is_cut_keeps_its_progress_and_comes_back_by_one_undo(
    place: Place, branch: Branch
) -> None:
    other = branch.other()
    wanted = {"from_id": branch.project, "ids": [branch.top], "cut": True}
    before = [place.owner.rows(branch.project, t) for t in ("tasks", "links", "assignments")]
    made = place.member.command(other, "branch.paste", wanted)
    assert [len(change["inputs"]["tasks"]["added"]) for change in made["changesets"]] == [3, 0]
    assert list(place.tasks(branch.project)) == [SECRET]
    assert place.tasks(other)["Pack"]["percent_complete"] == 50
    # Pasted a second time there is nothing left to cut.
    assert place.member.command(other, "branch.paste", wanted, 404)["type"] == "missing"
    # Undone from the project that it left, as one change.
    left = made["changesets"][1]["id"]
    assert place.member.post(f"/changesets/{left}/undo").status_code == 200
    assert place.tasks(other) == {}
    after = [place.owner.rows(branch.project, t) for t in ("tasks", "links", "assignments")]
    by_key = [
        [sorted(part, key=lambda row: row["id"]) for part in parts] for parts in (before, after)
    ]
    assert by_key[0] == by_key[1]


def test_a_copy_within_one_project_stands_beside(place: Place, branch: Branch) -> None:
    wanted = {"ids": [branch.first], "after_id": branch.second}
    branch.send("branch.paste", wanted)
    found = [row for row in place.owner.rows(branch.project, "tasks") if row["name"] == "Pack"]
    assert [row["parent_id"] for row in found] == [branch.top, branch.top]
    values = place.owner.rows(branch.project, "custom_values")
    assert sorted(row["value"] for row in values) == ["Careful", "Careful", "o2", "o2"]
    refused = place.owner.command(branch.project, "branch.paste", {**wanted, "cut": True}, 422)
    assert refused["errors"][0]["field"] == "cut"


def test_who_may_not_edit_both_projects_carries_nothing(place: Place, branch: Branch) -> None:
    other = branch.other()
    wanted = {"from_id": branch.project, "ids": [branch.top]}
    place.viewer.command(other, "branch.paste", wanted, 403)
    place.stranger.command(other, "branch.paste", wanted, 404)
    guest = place.guest(branch.project, branch.top)
    for ids in ([branch.top], [branch.outside]):
        answer = guest.post(
            "/commands",
            {
                "type": "branch.paste",
                "stream": branch.project,
                "payload": {"from_id": branch.project, "ids": ids},
            },
        )
        assert answer.status_code in (403, 404)
        assert SECRET.encode() not in answer.content
    assert place.tasks(other) == {}


def test_tasks_of_other_workspaces_are_not_there(place: Place, branch: Branch) -> None:
    body = {"name": "Theirs", "start": "2026-12-01"}
    theirs = place.stranger.post("/projects", body).json()["created"]["projects"][0]
    made = place.stranger.post(f"/projects/{theirs}/tasks", {"name": SECRET}).json()
    wanted = {"from_id": theirs, "ids": made["created"]["tasks"]}
    refused = place.owner.command(branch.project, "branch.paste", wanted, 404)
    assert SECRET not in orjson.dumps(refused).decode()


def test_costs_go_along_for_who_may_edit_them_alone(place: Place, branch: Branch) -> None:
    branch.send("task.cost", {"id": branch.first, "fields": {"fixed_cost": 4200}})
    other = branch.other()
    wanted = {"from_id": branch.project, "ids": [branch.first]}
    place.member.command(other, "branch.paste", wanted)
    assert place.owner.rows(other, "task_costs") == []
    place.owner.command(other, "branch.paste", wanted)
    assert [row["fixed_cost"] for row in place.owner.rows(other, "task_costs")] == [4200]


def test_what_is_cut_keeps_costs_that_the_mover_may_not_see_and_what_it_waits_for(
    place: Place, branch: Branch
) -> None:
    branch.send("task.cost", {"id": branch.first, "fields": {"fixed_cost": 4200}})
    for task, waits_for in ((branch.second, branch.first), (branch.first, branch.outside)):
        wait = {"kind": "task", "waits_for_id": waits_for}
        branch.send("block.set", {"task_id": task, "fields": wait})
    other = branch.other()
    wanted = {"from_id": branch.project, "ids": [branch.top], "cut": True}
    made = place.member.command(other, "branch.paste", wanted)
    assert b"4200" not in orjson.dumps(made)
    assert [row["fixed_cost"] for row in place.owner.rows(other, "task_costs")] == [4200]
    tasks = place.tasks(other)
    blocks = {row["task_id"]: row for row in place.owner.rows(other, "blocks")}
    assert blocks[tasks["Drive"]["id"]]["waits_for_id"] == tasks["Pack"]["id"]
    outside = blocks[tasks["Pack"]["id"]]
    assert outside["waits_for_id"] is None
    assert outside["waits_for"] == "a task of another project"


def test_what_hangs_on_cut_tasks_and_stays_behind_is_told_by_number(
    place: Place, branch: Branch
) -> None:
    (share,) = place.owner.rows(branch.project, "assignments")
    branch.send("assignment.reply", {"assignment_id": share["id"], "state": "accepted"})
    branch.send("update.ask", {"task_id": branch.top})
    who = {"task_id": branch.first, "resource_id": share["resource_id"]}
    branch.send("update.answer", {**who, "note": "Soon"})
    for name in ("Rain", "Strike"):
        impacts = [{"task_id": branch.first, "delay": 480}, {"task_id": branch.outside, "delay": 1}]
        branch.send("risk.create", {"fields": {"name": name}, "impacts": impacts})
    group = {"fields": {"name": "Roads"}, "task_ids": [branch.first, branch.second]}
    branch.send("risk_group.create", group)
    relation = {"task_id": branch.outside, "other_id": branch.first}
    branch.send("relation.create", relation)
    other = branch.other()
    wanted = {"from_id": branch.project, "ids": [branch.top], "cut": True}
    (note,) = place.member.command(other, "branch.paste", wanted)["notes"]
    for told in (
        "answers to assignments (1)",
        "requests for updates (1)",
        "answers to updates (1)",
        "impacts of risks (2)",
        "places in groups of risks (2)",
        "relations to tasks outside (1)",
    ):
        assert told in note["text"]
    assert SECRET not in note["text"]


def test_every_table_that_hangs_on_tasks_goes_along_or_is_told_of() -> None:
    hanging = {
        table.name
        for table in registry.tables_of("project")
        if any(field.references == "tasks" for field in table.fields)
    }
    carried = {"links", "assignments", "custom_values", *(t.name for t in (*HANGING, *MOVING))}
    whole = {"tasks", "projects", "baseline_costs"}
    """The rows themselves, the project, and costs that are told with the values of their baseline."""
    assert hanging == carried | set(STAYING) | whole


def test_nothing_is_cut_out_of_a_scenario_that_was_dropped(place: Place, branch: Branch) -> None:
    made = branch.send("scenario.create", {"name": "What if"})
    scenario = made["created"]["scenarios"][0]
    branch.send("scenario.drop", {"id": scenario})
    wanted = {"from_id": scenario, "ids": [branch.top], "cut": True}
    refused = place.owner.command(branch.project, "branch.paste", wanted, 422)
    assert "was dropped" in refused["detail"]

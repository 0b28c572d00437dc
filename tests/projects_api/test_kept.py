"""What a project keeps is in its file too: estimates, splits, costs and risks, for whoever may see them."""

from __future__ import annotations

from typing import Any

from headway.exchange import mspdi_read
from tests.projects_api.helpers import Place

DAY = 480
FIELDS = {
    "splits": [[DAY, 2 * DAY]],
    "optimistic": 900,
    "pessimistic": 3000,
    "story_points": 350,
    "deliverable": True,
    "task_type": "fixed_work",
    "effort_driven": True,
}


def send(place: Place, stream: int, type_: str, **payload: Any) -> dict[str, Any]:
    return place.owner.command(stream, type_, payload)


def filled(place: Place) -> tuple[int, int]:
    """Return a project with all of it, and its task."""
    project = place.project()
    task = place.task(project, "Rack", duration="3d", assignees="Ana")
    other = place.task(project, "Label", duration="1d")
    send(place, project, "task.update", id=task, fields=FIELDS)
    send(place, project, "task.update", id=other, fields={"confidence": "low"})
    send(
        place,
        project,
        "project.update",
        fields={"task_type": "fixed_duration", "on_assigning": "lighter_load"},
    )
    send(place, project, "task.cost", id=task, fields={"fixed_cost": 12_345, "actual_cost": 99})
    send(place, project, "risk_group.create", fields={"name": "Weather"}, task_ids=[task, other])
    send(place, project, "risk.create", fields={"name": "Late <rack>", "probability": 2500},
         impacts=[{"task_id": other, "delay": DAY}])  # fmt: skip
    (row,) = place.tasks(project)["Rack"]["assignments"]
    send(place, project, "assignment.update", id=row["id"], fields={"overtime_work": 120})
    (resource,) = [r for r in place.owner.rows(project, "resources") if r["name"] == "Ana"]
    send(place, place.workspace, "resource.update", id=resource["id"], fields={
        "category": "equipment", "availability": [{"first": 20_800, "last": None, "units": 5_000}],
    })  # fmt: skip
    send(place, project, "baseline.set", number=0)
    return project, task


def test_all_that_is_kept_comes_back(place: Place) -> None:
    project, _ = filled(place)
    before = {row["name"]: row for row in place.owner.rows(project, "tasks")}
    data = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    answer = place.owner.upload(
        "/projects/import", data, "again.xml", workspace_id=place.workspace, people='{"Ana": "new"}'
    )
    assert answer.status_code == 201, answer.content
    again = answer.json()["project"]["id"]
    after = {row["name"]: row for row in place.owner.rows(again, "tasks")}
    for name, row in before.items():
        kept = ("id", "risk_group_id", "file_uid")
        assert {k: v for k, v in after[name].items() if k not in kept} == {
            k: v for k, v in row.items() if k not in kept
        }
    assert after["Rack"]["splits"] == [[DAY, 2 * DAY]]
    (cost,) = place.owner.rows(again, "task_costs")
    assert (cost["fixed_cost"], cost["actual_cost"]) == (12_345, 99)
    (group,) = place.owner.rows(again, "risk_groups")
    assert {row["risk_group_id"] for row in after.values()} == {group["id"]}
    (risk,) = place.owner.rows(again, "risks")
    (impact,) = place.owner.rows(again, "risk_impacts")
    assert (risk["name"], risk["probability"]) == ("Late <rack>", 2500)
    assert (impact["task_id"], impact["delay"]) == (after["Label"]["id"], DAY)
    (row,) = place.owner.rows(again, "assignments")
    assert row["overtime_work"] == 120
    ana = next(r for r in place.owner.rows(again, "resources") if r["id"] == row["resource_id"])
    assert (ana["category"], ana["availability"]) == (
        "equipment",
        [{"first": 20_800, "last": None, "units": 5_000}],
    )
    (settings,) = place.owner.rows(again, "projects")
    assert (settings["task_type"], settings["on_assigning"]) == ("fixed_duration", "lighter_load")
    saved = [
        sorted(row["cost"] for row in place.owner.rows(p, "baseline_costs"))
        for p in (project, again)
    ]
    assert saved[0] == saved[1]


def test_other_programs_see_where_it_is_split(place: Place) -> None:
    project, _ = filled(place)
    data = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    bare = mspdi_read.read(data.split(b"<?headway")[0])
    (row,) = bare.assignments
    assert row.extra is not None
    assert len(row.extra["pauses"]) == 1
    assert bare.tasks[0].fixed_cost == 12_345
    assert row.overtime_work == 120


def test_costs_and_risks_stay_with_those_who_may_see_them(place: Place) -> None:
    project, _ = filled(place)
    data = place.viewer.get(f"/projects/{project}/export", format="mspdi").content
    seen = mspdi_read.read(data)
    assert {t.fixed_cost for t in seen.tasks} == {0}
    assert {b.cost for b in seen.baselines} == {None}
    assert len(seen.risks) == 1
    branch = place.tasks(project)["Rack"]["id"]
    guest = place.guest(project, branch)
    told = guest.get(f"/projects/{project}/export", format="mspdi").content
    found = mspdi_read.read(told)
    assert (found.risks, found.risk_groups, found.tasks[0].fixed_cost) == ([], [], 0)
    answer = place.member.upload(
        "/projects/import",
        place.owner.get(f"/projects/{project}/export", format="mspdi").content,
        "again.xml",
        workspace_id=place.workspace,
    )
    assert answer.status_code == 201
    assert any("Costs" in line for line in answer.json()["report"]["left_out"])

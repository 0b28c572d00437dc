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


def again(place: Place, project: int, people: str = "{}") -> int:
    """Export a project, import what came of it, and return the copy."""
    data = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    answer = place.owner.upload(
        "/projects/import", data, "again.xml", workspace_id=place.workspace, people=people
    )
    assert answer.status_code == 201, answer.content
    return int(answer.json()["project"]["id"])


def test_a_plan_comes_back_that_could_not_be_typed_so_today(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Rack", duration="3d")
    send(place, project, "task.update", id=task, fields={"optimistic": 900, "pessimistic": 1500})
    # It took longer than anybody thought, and its type asks by now for what it never had.
    send(place, project, "task.update", id=task, fields={"duration": 5000})
    kind = send(place, project, "type.create", fields={"name": "Change"})
    key = kind["created"]["work_types"][0]
    send(place, project, "task.update", id=task, fields={"type_id": key})
    needs = [{"field": "deadline", "status": None}]
    send(place, project, "type.update", id=key, fields={"requirements": needs})
    back = again(place, project)
    (row,) = place.owner.rows(back, "tasks")
    (made,) = place.owner.rows(back, "work_types")
    assert (row["optimistic"], row["duration"], row["pessimistic"]) == (900, 5000, 1500)
    assert (row["type_id"], made["requirements"]) == (made["id"], needs)


def test_a_summary_is_again_what_it_was_once_it_has_no_tasks(place: Place) -> None:
    project = place.project()
    phase = place.task(project, "Phase", duration="7d")
    send(place, project, "task.progress", id=phase, percent_complete=30)
    place.task(project, "Rack", duration="1d", parent_id=phase)
    back = again(place, project)
    tasks = place.tasks(back)
    assert (tasks["Phase"]["duration_minutes"], tasks["Phase"]["percent_complete"]) == (DAY, 0)
    send(place, back, "task.delete", ids=[tasks["Rack"]["id"]])
    phase_now = place.tasks(back)["Phase"]
    assert (phase_now["duration_minutes"], phase_now["percent_complete"]) == (7 * DAY, 30)


def test_a_number_is_never_given_again(place: Place) -> None:
    project = place.project()
    place.task(project, "One")
    send(place, project, "task.delete", ids=[place.task(project, "Two")])
    back = again(place, project)
    place.task(back, "Three")
    assert place.tasks(back)["Three"]["number"] == 3


def test_rates_of_other_times_come_back_for_whoever_may_see_them(place: Place) -> None:
    project = place.project()
    place.task(project, "Rack", duration="3d", assignees="Ana")
    (ana,) = [r["id"] for r in place.owner.rows(project, "resources") if r["name"] == "Ana"]
    day = 60 * 24 * 21_000
    for start, rate in ((None, 50_000_000), (day, 60_000_000), (day + 1440, 70_000_000)):
        fields = {"resource_id": ana, "currency": "EUR", "standard": rate, "valid_from": start}
        send(place, place.workspace, "rate.set", fields=fields)
    back = again(place, project, '{"Ana": "new"}')
    (share,) = place.owner.rows(back, "assignments")
    assert share["resource_id"] != ana
    rows = place.owner.rows(back, "rates")
    assert sorted(
        (r["valid_from"] or 0, r["standard"])
        for r in rows
        if r["resource_id"] == share["resource_id"]
    ) == [(0, 50_000_000), (day, 60_000_000), (day + 1440, 70_000_000)]
    data = place.viewer.get(f"/projects/{project}/export", format="mspdi").content
    assert b"60000000" not in data

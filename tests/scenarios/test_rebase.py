"""Bringing a scenario up to date: what the project changed since comes into it, as one change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from headway.changes import cache
from headway.projects.models import Scenario, Task
from tests.door.conftest import Http
from tests.line.invariants import check
from tests.line.world import World
from tests.scenarios.test_merge import do, fork, results, rows

Of = Callable[[str], Http]


def behind(one: Http, scenario: int) -> int:
    return int(one("GET", f"scenarios/{scenario}")["behind"])


def test_what_the_project_changed_comes_into_the_scenario(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    plan, test, mount = (world.tasks[name] for name in ("Plan", "Test", "Mount"))
    scenario = fork(me, world)
    do(me, scenario, "task.update", id=plan, fields={"duration": 4800})
    ours = do(me, scenario, "task.create", parent_id=None, fields={"name": "Mine"})
    do(max_, world.project, "task.update", id=plan, fields={"name": "Plan it"})
    do(max_, world.project, "task.update", id=test, fields={"duration": 960})
    theirs = do(max_, world.project, "task.create", parent_id=None, fields={"name": "Theirs"})
    # What the member may not see is taken over all the same: he decides nothing about it.
    do(max_, world.project, "task.cost", id=mount, fields={"fixed_cost": 77})
    assert behind(me, scenario) == 4
    before, project = rows(scenario), rows(world.project)
    told = me("GET", f"scenarios/{scenario}/rebase")
    assert (told["conflicts"], told["hidden"]) == ([], 0)

    answer = do(me, world.project, "scenario.rebase", id=scenario)
    assert [c["stream"] for c in answer["changesets"]] == [world.project, scenario]
    assert "task_costs" not in answer["changesets"][1]["inputs"]
    now = rows(scenario)
    assert (now["tasks"][plan]["name"], now["tasks"][plan]["duration"]) == ("Plan it", 4800)
    assert now["tasks"][test]["duration"] == 960
    assert [row["fixed_cost"] for row in now["task_costs"].values()] == [77]
    mine, other = ours["created"]["tasks"][0], theirs["created"]["tasks"][0]
    assert now["tasks"][mine]["number"] == now["tasks"][other]["number"] + 1
    assert rows(world.project) == project
    assert behind(me, scenario) == 0
    based = Scenario.objects.get(id=scenario).base_version
    check(scenario)
    cache.forget()
    assert rows(scenario) == now
    check(scenario)

    # Merged then, only what the scenario itself changed comes into the project.
    merge = do(me, world.project, "scenario.merge", id=scenario)
    after = rows(world.project)
    assert after["task_costs"] == project["task_costs"]
    changed = {k for k, row in after["tasks"].items() if row != project["tasks"].get(k)}
    assert changed == {plan, mine}
    assert results(world.project) == results(scenario)
    check(world.project)
    me("POST", f"changesets/{merge['id']}/undo")

    # One change: undone and done again by whoever did it, from either stream.
    back = me("POST", f"changesets/{answer['changesets'][1]['id']}/undo")
    again = rows(scenario)
    assert again == before
    # The four, the merge and its undo; that it was brought up to date and back is none.
    assert behind(me, scenario) == 6
    check(scenario)
    me("POST", f"changesets/{back['id']}/undo")
    assert rows(scenario)["task_costs"] == now["task_costs"]
    assert Scenario.objects.get(id=scenario).base_version == based


def test_it_can_be_done_again_and_compares_with_what_it_was_brought_to(
    world: World, http: Of
) -> None:
    me, max_ = http("member"), http("manager")
    plan, test = world.tasks["Plan"], world.tasks["Test"]
    scenario = fork(me, world)
    do(me, scenario, "task.update", id=plan, fields={"duration": 4800})
    for length in (960, 1440):
        do(max_, world.project, "task.update", id=test, fields={"duration": length})
        do(me, world.project, "scenario.rebase", id=scenario)
        assert rows(scenario)["tasks"][test]["duration"] == length
    changes = me("GET", f"scenarios/{scenario}")["changes"]
    assert (changes["tasks_changed"], changes["other"]) == (1, 0)
    compared = me("GET", f"scenarios/{scenario}/compare")
    now, base, _ = compared["plans"]
    assert base["finish"] == now["finish"]
    line = next(t for t in compared["tasks"] if t["id"] == plan)
    assert line["duration_minutes"] == [960, 960, 4800]
    # Nothing has changed since: it stays as it is.
    version = rows(scenario)
    do(me, world.project, "scenario.rebase", id=scenario)
    assert rows(scenario) == version


@pytest.mark.parametrize("take", ["yours", "theirs"])
def test_where_both_changed_the_same_somebody_chooses(world: World, http: Of, take: str) -> None:
    me, max_ = http("member"), http("manager")
    plan, racks = world.tasks["Plan"], world.tasks["Racks"]
    scenario = fork(me, world)
    do(me, scenario, "task.update", id=plan, fields={"duration": 4800})
    do(me, scenario, "task.delete", ids=[racks])
    do(max_, world.project, "task.update", id=plan, fields={"duration": 1920})
    do(max_, world.project, "task.update", id=racks, fields={"name": "Shelves"})
    told = me("GET", f"scenarios/{scenario}/rebase")
    found = {(c["table"], c["id"], c["field"]): c for c in told["conflicts"]}
    assert set(found) == {("tasks", plan, "duration"), ("tasks", racks, None)}
    one = found[("tasks", plan, "duration")]
    assert (one["base"], one["yours"], one["theirs"], one["by"]) == (960, 4800, 1920, "Max")
    refusal = do(me, world.project, "scenario.rebase", 409, id=scenario)
    assert {(f["id"], f["field"]): f["yours"] for f in refusal["fields"]} == {
        (plan, "duration"): 4800, (racks, None): None,
    }  # fmt: skip
    do(me, world.project, "scenario.rebase", id=scenario, rest=take)
    check(scenario)
    now = rows(scenario)["tasks"]
    assert now[plan]["duration"] == (4800 if take == "yours" else 1920)
    assert (racks in now) == (take == "theirs")
    # The choice stands: a merge asks no more.
    do(me, world.project, "scenario.merge", id=scenario)
    assert Task.objects.get(id=plan).duration == now[plan]["duration"]
    assert Task.objects.filter(id=racks).exists() == (take == "theirs")


def test_hidden_rows_that_both_changed_are_left_to_who_may_see_them(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    mount = world.tasks["Mount"]
    scenario = fork(me, world)
    do(max_, scenario, "task.cost", id=mount, fields={"fixed_cost": 99})
    do(max_, world.project, "task.cost", id=mount, fields={"fixed_cost": 77})
    assert me("GET", f"scenarios/{scenario}/rebase")["hidden"] == 1
    for rest in ("yours", "theirs"):
        refusal = do(me, world.project, "scenario.rebase", 403, id=scenario, rest=rest)
        assert "task_costs" in refusal["detail"]
        assert "99" not in str(refusal)
    do(max_, world.project, "scenario.rebase", id=scenario, rest="yours")
    assert [r["fixed_cost"] for r in rows(scenario)["task_costs"].values()] == [99]


def test_a_preview_writes_nothing_and_a_circle_is_refused(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    aside, test = world.tasks["Aside"], world.tasks["Test"]
    scenario = fork(me, world)
    do(me, scenario, "link.create", predecessor_id=aside, successor_id=test)
    do(max_, world.project, "task.update", id=aside, fields={"duration": 960})
    before = rows(scenario)
    part = {"type": "scenario.rebase", "payload": {"id": scenario}}
    seen: Any = me("POST", f"projects/{world.project}/preview", {"commands": [part]})
    assert seen["changesets"][1]["inputs"]["tasks"]["updated"][0]["after"] == {"duration": 960}
    assert rows(scenario) == before
    do(max_, world.project, "link.create", predecessor_id=test, successor_id=aside)
    refusal = do(me, world.project, "scenario.rebase", 422, id=scenario)
    assert "wait for each other" in refusal["detail"]
    assert rows(scenario) == before


def test_who_may_not_edit_or_what_is_closed_is_not_brought_up_to_date(
    world: World, http: Of
) -> None:
    me, vic, gus = http("member"), http("viewer"), http("guest")
    scenario = fork(me, world)
    do(vic, world.project, "scenario.rebase", 403, id=scenario)
    do(gus, world.project, "scenario.rebase", 403, id=scenario)
    gus("GET", f"scenarios/{scenario}/rebase", status=404)
    do(me, scenario, "scenario.rebase", 422, id=scenario)
    do(me, world.project, "scenario.drop", id=scenario)
    assert "dropped" in do(me, world.project, "scenario.rebase", 422, id=scenario)["detail"]
    assert Scenario.objects.get(id=scenario).state == "dropped"

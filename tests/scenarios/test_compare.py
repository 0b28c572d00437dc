"""Scenarios beside their project, over HTTP: what differs, what it costs, who has too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.door.conftest import Http
from tests.line.world import World, at
from tests.scenarios.test_merge import do, fork

Of = Callable[[str], Http]


def compared(one: Http, world: World, query: str = "") -> Any:
    return one("GET", f"projects/{world.project}/scenarios/compare{query}")


def test_the_list_says_what_each_changed(world: World, http: Of) -> None:
    me = http("member")
    first = fork(me, world)
    do(me, first, "task.update", id=world.tasks["Plan"], fields={"duration": 4800})
    do(me, first, "task.create", parent_id=None, fields={"name": "New"})
    do(me, first, "task.delete", ids=[world.tasks["Racks"]])
    second = fork(me, world, "Other")
    do(me, world.project, "scenario.rename", id=second, name="Another", notes="Why not?")
    do(me, world.project, "scenario.drop", id=second)
    items = {i["id"]: i for i in me("GET", f"projects/{world.project}/scenarios")["items"]}
    assert list(items) == [second, first]
    assert (items[second]["name"], items[second]["notes"]) == ("Another", "Why not?")
    assert [items[k]["state"] for k in (first, second)] == ["open", "dropped"]
    assert items[first]["by"] == "Mia"
    # "Test" waited for "Racks": a task changes with the links into it.
    assert items[first]["changes"] == {
        "tasks_added": 1, "tasks_removed": 3, "tasks_changed": 2, "other": 0,
    }  # fmt: skip
    one = me("GET", f"scenarios/{first}")
    assert one["project"] == {"id": world.project, "name": "Migration"}
    # Other scenarios change nothing of the plan.
    assert one["behind"] == 0
    do(me, world.project, "task.update", id=world.tasks["Plan"], fields={"name": "Plan it"})
    assert me("GET", f"scenarios/{first}")["behind"] == 1


def test_dates_stand_side_by_side(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    # Plan takes two days from Monday 2 March; Order, Mount and the rest follow.
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 1920})
    aside = world.tasks["Aside"]
    do(me, scenario, "task.delete", ids=[aside])
    answer = compared(me, world)
    assert [p["kind"] for p in answer["plans"]] == ["now", "scenario"]
    tasks = {t["id"]: t for t in answer["tasks"]}
    plan = tasks[world.tasks["Plan"]]
    assert plan["start"] == ["2026-03-02T09:00:00"] * 2
    assert plan["finish"] == ["2026-03-03T17:00:00", "2026-03-05T17:00:00"]
    assert plan["duration_minutes"] == [960, 1920]
    assert tasks[aside]["there"] == [True, False]
    assert tasks[aside]["finish"][1] is None
    milestone = answer["milestones"][0]
    assert milestone["id"] == world.tasks["Cutover"]
    assert milestone["finish"][1] > milestone["finish"][0]
    # The order is that of the outline.
    assert list(tasks) == sorted(tasks, key=lambda k: list(world.tasks.values()).index(k))


def test_risk_is_simulated_plan_by_plan_when_it_is_asked_for(world: World, http: Of) -> None:
    me = http("viewer")
    scenario = fork(http("member"), world)
    fields = {"duration": 1920}
    do(http("member"), scenario, "task.update", id=world.tasks["Plan"], fields=fields)
    answer = compared(me, world, "?base=true")
    assert [plan["risk"] for plan in answer["plans"]] == [None] * 3
    path = f"projects/{world.project}/scenarios/risk?trials={answer['trials']}"
    asked = ("", f"&scenario={scenario}&base=true", f"&scenario={scenario}")
    told = [me("GET", path + query) for query in asked]
    assert [(one["kind"], one["id"]) for one in told] == [
        ("now", world.project), ("base", scenario), ("scenario", scenario),
    ]  # fmt: skip
    risks = [one["risk"] for one in told]
    assert all(risk["p50"] <= risk["p80"] <= risk["p90"] for risk in risks)
    assert risks[0] == risks[1]
    assert risks[2]["p80"] > risks[0]["p80"]
    # The same as the risk page says with so many trials.
    page = me("GET", f"projects/{scenario}/risk?trials={answer['trials']}")["result"]["finish"]
    assert {n: risks[2][n] for n in ("p50", "p80")} == {n: page[n] for n in ("p50", "p80")}
    # What was simulated is told with the next comparison, until the plan moves.
    again = compared(me, world, "?base=true")
    assert [plan["risk"] for plan in again["plans"]] == risks
    do(http("member"), scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 960})
    assert compared(me, world)["plans"][1]["risk"] is None
    where = me("GET", f"projects/{world.project}/scenarios/risk?base=true", status=422)
    assert where["errors"][0]["field"] == "scenario"
    me("GET", f"{path}&scenario={world.project}", status=404)


def test_what_it_began_as_stands_between(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    do(me, world.project, "task.update", id=world.tasks["Plan"], fields={"duration": 2880})
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 1920})
    answer = me("GET", f"scenarios/{scenario}/compare")
    assert [p["kind"] for p in answer["plans"]] == ["now", "base", "scenario"]
    plan = next(t for t in answer["tasks"] if t["id"] == world.tasks["Plan"])
    assert plan["duration_minutes"] == [2880, 960, 1920]


def test_cost_follows_work_and_rates_for_those_who_may_see_them(world: World, http: Of) -> None:
    max_, mia = http("manager"), http("member")
    scenario = fork(max_, world)
    # Ana costs 80 an hour; Plan is two days of her, then four.
    do(max_, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 1920})
    answer = compared(max_, world)
    now, then = answer["plans"]
    assert then["cost"] - now["cost"] == 16 * 80 * 100
    assert then["work_minutes"] - now["work_minutes"] == 960
    assert answer["currency"] == "EUR"
    for who in (mia, http("viewer")):
        blind = compared(who, world)
        assert "currency" not in blind
        assert all("cost" not in plan for plan in blind["plans"])
        assert blind["plans"][1]["work_minutes"] == then["work_minutes"]


def test_load_shows_who_has_too_much_in_which_week(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    aside, ben = world.tasks["Aside"], world.resources["Ben"]
    # Ben is to do ten days beside his three of mounting.
    do(me, scenario, "assignment.create", task_id=aside, resource_id=ben, assigning="more_work")
    do(me, scenario, "task.reschedule", id=aside, start=at("2026-03-02T09:00"))
    answer = compared(me, world)
    now, then = answer["plans"]
    assert now["over_minutes"] == 0
    assert then["over_minutes"] == 3 * 480
    assert (then["over_people"], then["peak"]["name"], then["peak"]["units"]) == (1, "Ben", 20_000)
    line = answer["people"][0]
    assert (line["name"], line["over_minutes"]) == ("Ben", [0, 1440])
    weeks = {w["week"]: w for w in line["weeks"]}
    assert weeks["2026-03-02"]["load_minutes"][1] >= 2400
    assert sum(w["load_minutes"][1] for w in line["weeks"]) == 4800 + 1440


def test_what_a_merge_would_meet_is_told_with_names(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    plan, racks = world.tasks["Plan"], world.tasks["Racks"]
    scenario = fork(me, world)
    assert me("GET", f"scenarios/{scenario}/merge")["conflicts"] == []
    do(me, scenario, "task.update", id=plan, fields={"duration": 4800})
    do(me, scenario, "task.delete", ids=[racks])
    do(max_, scenario, "task.cost", id=plan, fields={"fixed_cost": 5})
    do(max_, world.project, "task.update", id=plan, fields={"duration": 1920})
    do(max_, world.project, "task.cost", id=plan, fields={"fixed_cost": 7})
    do(max_, world.project, "task.update", id=racks, fields={"name": "Shelves"})
    told = me("GET", f"scenarios/{scenario}/merge")
    found = {(c["table"], c["id"], c["field"]): c for c in told["conflicts"]}
    assert set(found) == {("tasks", plan, "duration"), ("tasks", racks, None)}
    one = found[("tasks", plan, "duration")]
    assert (one["base"], one["yours"], one["theirs"]) == (960, 4800, 1920)
    assert (one["by"], one["name"], one["kind"]) == ("Max", "Plan", "minutes")
    assert found[("tasks", racks, None)]["by"] == "Max"
    assert found[("tasks", racks, None)]["yours"] is None


def test_bad_questions_are_answered_with_what_is_wrong(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    path = f"projects/{world.project}/scenarios/compare?scenarios="
    assert me("GET", f"{path}x", status=422)["errors"][0]["field"] == "scenarios"
    many = ",".join(map(str, range(1, 9)))
    assert me("GET", f"{path}{many}", status=422)["errors"][0]["field"] == "scenarios"
    me("GET", f"{path}{world.project}", status=404)
    me("GET", f"projects/{scenario}/scenarios", status=404)
    me("GET", f"scenarios/{world.project}", status=404)
    me("GET", f"tasks/{world.tasks['Plan']}/why?scenario={world.project}", status=404)


def test_one_task_is_read_and_changed_in_a_scenario(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    plan = world.tasks["Plan"]
    me("PATCH", f"tasks/{plan}?scenario={scenario}", {"duration": "4d"})
    assert me("GET", f"tasks/{plan}")["duration_minutes"] == 960
    assert me("GET", f"tasks/{plan}?scenario={scenario}")["duration_minutes"] == 1920
    new = me("POST", f"projects/{scenario}/tasks", {"name": "Only here"}, status=201)
    key = new["created"]["tasks"][0]
    me("GET", f"tasks/{key}", status=404)
    assert me("GET", f"tasks/{key}?scenario={scenario}")["project_id"] == scenario
    assert me("GET", f"tasks/{key}/why?scenario={scenario}")["chain"]
    link = world.link("Plan", "Order")
    me("DELETE", f"links/{link}?scenario={scenario}")
    assert me("GET", f"tasks/{world.tasks['Order']}")["predecessors"]
    for path in (f"tasks/{plan}?scenario={scenario}", f"scenarios/{scenario}/compare"):
        http("guest")("GET", path, status=404)

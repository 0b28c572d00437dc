"""Merging a scenario is what its commands would have done to the project, as one change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from headway.changes import cache
from headway.changes.changesets import invert
from headway.changes.reading import outcome_for
from headway.changes.registry import registry
from headway.changes.undo import undo
from headway.projects.models import Link, Scenario, Task
from tests.door.conftest import Http
from tests.line.cases import CASES, invite
from tests.line.invariants import by_key, check
from tests.line.world import World, build, send

Of = Callable[[str], Http]
Tables = dict[str, dict[int, dict[str, Any]]]

DIRECT = [
    (name, number)
    for name, cases in CASES.items()
    for number in range(len(cases))
    if name in registry.commands
    and registry.commands[name].on == "project"
    and registry.commands[name].in_forks
]


def rows(stream: int) -> Tables:
    """Return the rows of a stream by table, but for empty tables and the scenarios."""
    state = cache.current(stream)
    assert state is not None
    tables = {n: dict(r) for n, r in state.records.tables.items() if r and n != "scenarios"}
    # The counter of task numbers is never taken back.
    if "projects" in tables:
        tables["projects"] = {k: {**r, "next_number": 0} for k, r in tables["projects"].items()}
    return tables


def results(stream: int) -> dict[Any, Any]:
    state = cache.current(stream)
    assert state is not None
    return by_key(state.derived["schedule"].columns())


def same(one: Tables, other: Tables, before: Tables) -> None:
    """Assert that two states are alike but for keys, numbers and moments of what is new since
    `before`."""
    known = {key for table in before.values() for key in table}

    def plain(tables: Tables) -> dict[str, list[Any]]:
        fresh: dict[int, str] = {}
        for name in sorted(tables):
            for key in sorted(tables[name]):
                if key not in known:
                    fresh[key] = (
                        f"new {name} {sum(k not in known for k in tables[name] if k < key)}"
                    )
        return {
            name: sorted(
                [
                    sorted((f, fresh.get(v, v) if f == "id" or f.endswith("_id") else v)
                           for f, v in row.items()
                           if not (f.endswith("_at") or (f == "number" and row["id"] in fresh)))
                    for row in table.values()
                ],
                key=str,
            )
            for name, table in tables.items()
        }  # fmt: skip

    assert plain(one) == plain(other)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "number"), DIRECT)
def test_a_merge_does_what_its_command_does(name: str, number: int) -> None:
    role, payload = CASES[name][number]
    world = build()
    role = "owner" if role == "guest" else role
    user = world.users[role]
    invite(world)
    made = send(user, world.project, "scenario.create", {"name": "What if"})
    scenario = made["created"]["scenarios"][0]
    asked = payload(world)
    before = rows(world.project)
    send(user, scenario, name, asked)
    merge = send(user, world.project, "scenario.merge", {"id": scenario})
    by_merge, dates = rows(world.project), results(world.project)
    assert results(scenario) == dates
    check(world.project)
    outcome_for(user, undo(merge["id"], user))
    assert rows(world.project) == before
    send(user, world.project, name, asked)
    same(rows(world.project), by_merge, before)
    shared = results(world.project).keys() & dates.keys()
    assert len(results(world.project)) == len(dates)
    assert {k: results(world.project)[k][1:9] for k in shared} == {k: dates[k][1:9] for k in shared}


def fork(one: Http, world: World, name: str = "Faster") -> int:
    """Begin a scenario; return its key."""
    body = {"type": "scenario.create", "stream": world.project, "payload": {"name": name}}
    return int(one("POST", "commands", body)["created"]["scenarios"][0])


def do(one: Http, stream: int, type_: str, status: int = 200, **payload: Any) -> Any:
    return one("POST", "commands", {"type": type_, "stream": stream, "payload": payload}, status)


def test_the_project_stays_as_it_is_until_the_merge(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    before = me("GET", f"projects/{world.project}/tasks")["items"]
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 4800})
    do(me, scenario, "task.delete", ids=[world.tasks["Aside"]])
    assert me("GET", f"projects/{world.project}/tasks")["items"] == before
    there = me("GET", f"projects/{scenario}/tasks")["items"]
    assert {t["id"] for t in before} - {t["id"] for t in there} == {world.tasks["Aside"]}
    assert next(t for t in there if t["name"] == "Plan")["duration_minutes"] == 4800
    shot = me("GET", f"projects/{scenario}/snapshot")
    assert (shot["kind"], shot["parent"], shot["version"]) == ("scenario", world.project, 3)
    assert shot["tables"]["projects"]["id"] == [scenario]
    assert [c["type"] for c in me("GET", f"projects/{scenario}/history")["items"]] == [
        "task.delete", "task.update", "scenario.create",
    ]  # fmt: skip


def test_a_preview_of_the_merge_shows_the_dates_and_writes_nothing(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 4800})
    version = me("GET", f"projects/{world.project}/snapshot")["version"]
    part = {"type": "scenario.merge", "payload": {"id": scenario}}
    seen = me("POST", f"projects/{world.project}/preview", {"commands": [part]})
    assert world.tasks["Cutover"] in seen["results"]["schedule"]["id"]
    assert me("GET", f"projects/{world.project}/snapshot")["version"] == version
    assert Scenario.objects.get(id=scenario).state == "open"


def test_what_others_did_meanwhile_stays_beside_the_merge(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    scenario = fork(me, world)
    new = do(me, scenario, "task.create", parent_id=world.tasks["Racks"], fields={"name": "Mine"})
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"duration": 4800})
    theirs = do(max_, world.project, "task.create", parent_id=None, fields={"name": "Theirs"})
    do(max_, world.project, "task.update", id=world.tasks["Plan"], fields={"name": "Plan it"})
    answer = do(max_, world.project, "scenario.merge", id=scenario)
    assert [c["stream"] for c in answer["changesets"]] == [world.project, scenario]
    plan = Task.objects.get(id=world.tasks["Plan"])
    assert (plan.name, plan.duration) == ("Plan it", 4800)
    ours = Task.objects.get(id=new["created"]["tasks"][0])
    other = Task.objects.get(id=theirs["created"]["tasks"][0])
    assert ours.number == other.number + 1
    check(world.project)
    before = rows(world.project)
    max_("POST", f"changesets/{answer['id']}/undo")
    assert not Task.objects.filter(id=ours.id).exists()
    assert Task.objects.get(id=world.tasks["Plan"]).duration == 960
    assert Scenario.objects.get(id=scenario).state == "open"
    do(me, world.project, "scenario.merge", id=scenario)
    again = rows(world.project)
    # By now its number was given out: it got the next one.
    number = {"number": before["tasks"][ours.id]["number"] + 1}
    before["tasks"][ours.id] |= number
    assert again == before


def test_the_same_field_is_asked_about_and_the_choice_is_taken(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    plan, order = world.tasks["Plan"], world.tasks["Order"]
    scenario = fork(me, world)
    for task in (plan, order):
        do(me, scenario, "task.update", id=task, fields={"duration": 4800})
        do(max_, world.project, "task.update", id=task, fields={"duration": 1920})
    refusal = do(me, world.project, "scenario.merge", 409, id=scenario)
    found = {f["id"]: f for f in refusal["fields"]}
    assert found.keys() == {plan, order}
    assert [found[plan][k] for k in ("field", "base", "yours", "theirs")] == [
        "duration", 960, 4800, 1920,
    ]  # fmt: skip
    one = {"table": "tasks", "id": plan, "field": "duration", "take": "yours"}
    refusal = do(me, world.project, "scenario.merge", 409, id=scenario, choices=[one])
    assert [f["id"] for f in refusal["fields"]] == [order]
    do(me, world.project, "scenario.merge", id=scenario, choices=[one], rest="theirs")
    assert Task.objects.get(id=plan).duration == 4800
    assert Task.objects.get(id=order).duration == 1920


@pytest.mark.parametrize("take", ["yours", "theirs"])
def test_a_task_deleted_meanwhile_comes_back_or_stays_away(
    world: World, http: Of, take: str
) -> None:
    me, max_ = http("member"), http("manager")
    mount = world.tasks["Mount"]
    scenario = fork(me, world)
    do(me, scenario, "task.update", id=mount, fields={"duration": 4800})
    link = do(me, scenario, "link.create", predecessor_id=world.tasks["Aside"], successor_id=mount)
    links = Link.objects.filter(stream_id=world.project).count()
    do(max_, world.project, "task.delete", ids=[world.tasks["Racks"]])
    refusal = do(me, world.project, "scenario.merge", 409, id=scenario)
    (field,) = refusal["fields"]
    assert (field["table"], field["id"], field["field"], field["theirs"]) == (
        "tasks", mount, None, None,
    )  # fmt: skip
    do(me, world.project, "scenario.merge", id=scenario, rest=take)
    check(world.project)
    there = Task.objects.filter(id=mount).first()
    if take == "theirs":
        assert there is None
        assert not Link.objects.filter(id=link["created"]["links"][0]).exists()
        return
    # It comes back with the summary above it and the links whose other end is there.
    assert there.duration == 4800
    assert Task.objects.filter(id=world.tasks["Racks"]).exists()
    assert Link.objects.filter(id=link["created"]["links"][0]).exists()
    cable = Link.objects.filter(successor_id=world.tasks["Cable"]).count()
    assert Link.objects.filter(stream_id=world.project).count() == links + 1 - 1 + cable


@pytest.mark.parametrize("take", ["yours", "theirs"])
def test_a_task_that_the_scenario_deleted_and_others_built_on(
    world: World, http: Of, take: str
) -> None:
    me, max_ = http("member"), http("manager")
    racks = world.tasks["Racks"]
    scenario = fork(me, world)
    do(me, scenario, "task.delete", ids=[racks])
    new = do(max_, world.project, "task.create", parent_id=racks, fields={"name": "New"})
    fresh = new["created"]["tasks"][0]
    refusal = do(me, world.project, "scenario.merge", 409, id=scenario)
    assert [(f["table"], f["id"], f["yours"]) for f in refusal["fields"]] == [
        ("tasks", racks, None)
    ]
    do(me, world.project, "scenario.merge", id=scenario, rest=take)
    check(world.project)
    kept = take == "theirs"
    assert Task.objects.filter(id=fresh).exists() == kept
    assert Task.objects.filter(id=racks).exists() == kept
    assert not Task.objects.filter(id=world.tasks["Cable"]).exists()


def test_a_circle_that_both_sides_make_together_is_refused(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    aside, test = world.tasks["Aside"], world.tasks["Test"]
    scenario = fork(me, world)
    do(me, scenario, "link.create", predecessor_id=aside, successor_id=test)
    do(max_, world.project, "link.create", predecessor_id=test, successor_id=aside)
    before = rows(world.project)
    refusal = do(me, world.project, "scenario.merge", 422, id=scenario)
    assert "wait for each other" in refusal["detail"]
    assert rows(world.project) == before


def test_a_scenario_that_is_merged_or_dropped_takes_no_commands(world: World, http: Of) -> None:
    me = http("member")
    rename = {"id": world.tasks["Plan"], "fields": {"name": "Other"}}
    scenario, other = fork(me, world), fork(me, world, "Slower")
    change = do(me, scenario, "task.update", **rename)
    merge = do(me, world.project, "scenario.merge", id=scenario)
    drop = do(me, world.project, "scenario.drop", id=other)
    for key, word in ((scenario, "merged"), (other, "dropped")):
        assert word in do(me, key, "task.update", 422, **rename)["detail"]
        assert me("GET", f"projects/{key}/snapshot")["kind"] == "scenario"
        assert word in do(me, world.project, "scenario.merge", 422, id=key)["detail"]
        assert word in do(me, world.project, "scenario.drop", 422, id=key)["detail"]
    me("POST", f"changesets/{change['id']}/undo", status=422)
    me("POST", f"changesets/{drop['id']}/undo")
    do(me, other, "task.update", **rename)
    me("POST", f"changesets/{merge['id']}/undo")
    me("POST", f"changesets/{change['id']}/undo")


def test_a_change_that_meets_the_merge_is_not_lost(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    version = me("GET", f"projects/{scenario}/snapshot")["version"]
    do(me, world.project, "scenario.merge", id=scenario)
    # The merge is a version of the scenario too: whoever computed against the one before is too late.
    (told,) = me("GET", f"projects/{scenario}/changesets?since={version}")["items"]
    assert (told["type"], told["inputs"]) == ("scenario.merge", {})


def test_what_makes_no_sense_in_a_scenario_is_refused(world: World, http: Of) -> None:
    me, olga = http("member"), http("owner")
    scenario = fork(me, world)
    do(me, scenario, "scenario.create", 422, name="Deeper")
    do(me, scenario, "project.create", 422, name="P", start=29540700)
    do(me, scenario, "project.update", 422, fields={"archived": True})
    olga("DELETE", f"projects/{scenario}", status=422)
    guest = {"email": "new@example.org", "role": "guest", "project_id": scenario,
             "branch_id": world.tasks["Build"]}  # fmt: skip
    olga("POST", f"workspaces/{world.workspace}/invitations", guest, status=422)
    second = send(world.users["member"], world.workspace, "project.create",
                  {"name": "Second", "start": 29540700})  # fmt: skip
    do(me, second["created"]["projects"][0], "scenario.merge", 404, id=scenario)
    assert scenario not in [p["id"] for p in me("GET", "projects")["items"]]


def test_who_may_see_and_change_a_scenario(world: World, http: Of) -> None:
    me, vic, gus = http("member"), http("viewer"), http("guest")
    do(vic, world.project, "scenario.create", 403, name="Mine")
    do(gus, world.project, "scenario.create", 403, name="Mine")
    scenario = fork(me, world)
    assert vic("GET", f"projects/{scenario}/tasks")["total"] == 10
    do(vic, scenario, "task.update", 403, id=world.tasks["Plan"], fields={"name": "X"})
    do(vic, world.project, "scenario.merge", 403, id=scenario)
    for path in ("snapshot", "tasks", "history", "changesets?since=1", "export"):
        gus("GET", f"projects/{scenario}/{path}", status=404)
    do(gus, scenario, "task.progress", 404, id=world.tasks["Mount"], percent_complete=5)
    shot = gus("GET", f"projects/{world.project}/snapshot")
    assert "scenarios" not in shot["tables"]
    assert "task_costs" not in me("GET", f"projects/{scenario}/snapshot")["tables"]


def test_costs_changed_in_a_scenario_are_merged_only_by_who_may_see_them(
    world: World, http: Of
) -> None:
    me, max_ = http("member"), http("manager")
    scenario = fork(me, world)
    do(max_, scenario, "task.cost", id=world.tasks["Mount"], fields={"fixed_cost": 99})
    refusal = do(me, world.project, "scenario.merge", 403, id=scenario)
    assert "task_costs" in refusal["detail"]
    assert "99" not in str(refusal)
    do(max_, world.project, "scenario.merge", id=scenario)


def test_a_choice_decides_nothing_that_cannot_be_seen(world: World, http: Of) -> None:
    me, max_, vera = http("member"), http("manager"), http("owner")
    mount, plan, racks = world.tasks["Mount"], world.tasks["Plan"], world.tasks["Racks"]
    scenario = fork(me, world)
    do(max_, scenario, "task.cost", id=mount, fields={"fixed_cost": 99})
    do(me, scenario, "task.update", id=plan, fields={"duration": 4800})
    do(max_, world.project, "task.cost", id=mount, fields={"fixed_cost": 77})
    do(max_, world.project, "task.update", id=plan, fields={"duration": 1920})
    for rest in ("theirs", "yours"):
        refusal = do(me, world.project, "scenario.merge", 403, id=scenario, rest=rest)
        assert "task_costs" in refusal["detail"]
        assert "99" not in str(refusal)
        assert "77" not in str(refusal)
    # Nor by deleting the task that they belong to: in the project...
    do(me, world.project, "task.delete", ids=[racks])
    do(me, world.project, "scenario.merge", 403, id=scenario, rest="theirs")
    told = me("GET", f"scenarios/{scenario}/merge")
    assert told["hidden"] == 1
    assert Scenario.objects.get(id=scenario).state == "open"
    do(vera, world.project, "scenario.merge", id=scenario, rest="yours")
    assert rows(world.project)["task_costs"].popitem()[1]["fixed_cost"] == 99
    # ... or in the scenario, while its costs changed in the project.
    second = fork(me, world, "Second")
    do(me, second, "task.delete", ids=[mount])
    assert me("GET", f"scenarios/{second}/merge")["hidden"] == 0
    do(max_, world.project, "task.cost", id=mount, fields={"fixed_cost": 55})
    refusal = do(me, world.project, "scenario.merge", 403, id=second, rest="yours")
    assert "task_costs" in refusal["detail"]
    assert me("GET", f"scenarios/{second}/merge")["hidden"] == 1
    do(max_, world.project, "scenario.merge", id=second, rest="yours")
    assert mount not in rows(world.project)["tasks"]


def test_a_scenario_brings_nobody_into_the_workspace(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    before = rows(world.workspace)
    cable = world.tasks["Cable"]
    named: list[tuple[str, dict[str, Any]]] = [
        ("task.assign", {"id": cable, "resources": [{"name": "Nobody Yet"}]}),
        ("outline.insert", {"tasks": [{"name": "A", "level": 0, "assignees": ["Nobody Yet"]}]}),
    ]
    for type_, payload in named:
        refusal = do(me, scenario, type_, 422, **payload)
        assert "Nobody Yet" in refusal["detail"]
        assert "Resources" in refusal["detail"]
        assert refusal["errors"][0]["field"].endswith("resources")
    assert rows(world.workspace) == before
    # The way out that it names.
    do(me, world.workspace, "resource.create", fields={"name": "Nobody Yet", "placeholder": True})
    for type_, payload in named:
        do(me, scenario, type_, **payload)
    # In the project itself a name is enough.
    do(me, world.project, "task.assign", id=cable, resources=[{"name": "Somebody Else"}])


def test_undoing_the_fork_puts_the_scenario_away_and_redo_brings_it_back(
    world: World, http: Of
) -> None:
    me = http("member")
    body = {"type": "scenario.create", "stream": world.project, "payload": {"name": "A"}}
    made = me("POST", "commands", body)
    scenario = made["created"]["scenarios"][0]
    do(me, scenario, "task.update", id=world.tasks["Plan"], fields={"name": "Kept"})
    back = me("POST", f"changesets/{made['id']}/undo")
    me("GET", f"projects/{scenario}/snapshot", status=404)
    me("POST", f"changesets/{back['id']}/undo")
    names = [t["name"] for t in me("GET", f"projects/{scenario}/tasks")["items"]]
    assert "Kept" in names


def test_people_and_calendars_of_an_open_scenario_are_kept(world: World, http: Of) -> None:
    me, max_ = http("member"), http("manager")
    scenario = fork(me, world)
    do(me, scenario, "project.update", fields={"calendar_id": world.spare_calendar})
    do(max_, world.workspace, "calendar.delete", 422, id=world.spare_calendar)
    do(me, world.project, "scenario.drop", id=scenario)
    do(max_, world.workspace, "calendar.delete", id=world.spare_calendar)


def test_inverting_a_merge_is_exact(world: World, http: Of) -> None:
    me = http("member")
    scenario = fork(me, world)
    before = cache.current(world.project)
    assert before is not None
    do(me, scenario, "task.move", ids=[world.tasks["Racks"]], parent_id=world.tasks["Prepare"])
    do(me, scenario, "task.delete", ids=[world.tasks["Order"]])
    answer = do(me, world.project, "scenario.merge", id=scenario)
    after = cache.current(world.project)
    assert after is not None
    assert after.records.applied(invert(answer["inputs"])).tables == before.records.tables

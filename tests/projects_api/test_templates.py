"""Templates that a workspace keeps: taken from a project or a branch, put into others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.changes import cache
from headway.changes.errors import Invalid
from headway.changes.undo import undo
from headway.projects.jobs import bring_days
from headway.projects.saved_templates.workdays import WorkDays
from tests.door.conftest import Http, http, world
from tests.line.world import DAY, MONDAY, World, at, send

__all__ = ["http", "world"]


@settings(max_examples=80)
@given(
    off=st.sets(st.integers(0, 6), max_size=6),
    start=st.integers(20_000, 20_010),
    day=st.integers(19_900, 20_200),
    minute=st.integers(0, 1439),
)
def test_a_working_day_comes_back_as_itself(
    off: set[int], start: int, day: int, minute: int
) -> None:
    days = WorkDays(lambda d: d % 7 not in off, start * DAY + 540)
    moment = day * DAY + minute
    back = days.moment(days.offset(moment))
    assert back % DAY == minute
    if day % 7 not in off:
        assert back == moment
    else:
        assert moment < back <= moment + 6 * DAY
        assert (back // DAY) % 7 not in off


def test_a_project_becomes_a_template_and_a_project_again(
    world: World, http: Callable[[str], Http]
) -> None:
    owner, project, tasks = world.users["owner"], world.project, world.tasks
    ask = http("member")
    send(owner, project, "task.update", {"id": tasks["Aside"], "fields": {
        "constraint": "snet", "constraint_date": at("2026-03-12T09:00"),
        "deadline": at("2026-03-20T17:00"), "notes": "Look here."}})  # fmt: skip
    send(owner, project, "task.progress", {"id": tasks["Plan"], "percent_complete": 100})
    before = cache.current(project)
    assert before is not None
    roles = {r["name"]: r for r in ask("POST", f"projects/{project}/template-roles", {})["items"]}
    assert roles["Ana"]["role"] == "Ana"  # a placeholder is a role already
    named = {str(world.resources["Ana"]): "Planner", str(world.resources["Ben"]): ""}
    made = ask("POST", f"projects/{project}/templates",
               {"name": " Move ", "description": "Of a site.", "roles": named}, 201)  # fmt: skip
    assert (made["name"], made["kind"], made["tasks"]) == ("Move", "project", len(
        before.records.rows("tasks")))  # fmt: skip
    listed = ask("GET", "templates")["items"]
    assert made["id"] in [t["id"] for t in listed]
    inside = ask("GET", f"templates/{made['id']}")
    assert [line["name"] for line in inside["outline"]][:3] == ["Prepare", "Plan", "Order"]
    assert inside["roles"] == ["Planner"]
    assert inside["outline"][1]["roles"] == ["Planner"]

    # Holy Saturday: the first working day in Germany is the Tuesday after, the 30th.
    again = ask("POST", "projects", {"name": "Next site", "start": "2027-03-27", "country": "DE",
                                     "template": made["id"]}, 201)  # fmt: skip
    (key,) = again["created"]["projects"]
    after = cache.current(key)
    assert after is not None
    by_name = {t["name"]: t for t in after.records.rows("tasks").values()}
    old = {t["name"]: t for t in before.records.rows("tasks").values()}
    assert by_name.keys() == old.keys()
    assert by_name["Plan"]["percent_complete"] == 0
    assert by_name["Plan"]["actual_start"] is None
    assert by_name["Aside"]["notes"] == "Look here."
    # The 12th of March is the eighth working day after the 2nd; the 20th the fourteenth.
    assert by_name["Aside"]["constraint_date"] == at("2027-04-09T09:00")
    assert by_name["Aside"]["deadline"] == at("2027-04-19T17:00")
    assert sorted(t["number"] for t in by_name.values()) == list(range(1, len(by_name) + 1))

    def links(state: cache.State) -> set[tuple[str, str, str, int]]:
        rows = state.records.rows("tasks")
        return {
            (
                rows[k["predecessor_id"]]["name"],
                rows[k["successor_id"]]["name"],
                k["type"],
                k["lag"],
            )
            for k in state.records.rows("links").values()
        }

    assert links(after) == links(before)
    home = cache.current(world.workspace)
    assert home is not None
    people = {r["name"]: r for r in home.records.rows("resources").values()}
    assert (people["Planner"]["category"], people["Planner"]["placeholder"]) == ("role", True)
    assert {a["resource_id"] for a in after.records.rows("assignments").values()} == {
        people["Planner"]["id"]
    }
    statuses = {s["name"] for s in before.records.rows("statuses").values()}
    assert {s["name"] for s in after.records.rows("statuses").values()} == statuses
    values = after.records.rows("custom_values").values()
    assert sorted(v["value"] for v in values) == ["Mount risk", "Plan risk"]
    (view,) = (v for v in after.records.rows("saved_views").values() if v["name"] == "Before")
    assert view["filter"]["items"][0]["values"] == [str(by_name["Prepare"]["id"])]

    late = ask("POST", "projects", {"name": "By then", "finish_by": "2027-10-29T17:00",
                                    "template": made["id"]}, 201)  # fmt: skip
    state = cache.current(late["created"]["projects"][0])
    assert state is not None
    (row,) = state.records.rows("projects").values()
    assert row["schedule_from"] == "finish"


def add_field(w: World, stream: int = 0, **fields: Any) -> int:
    """Add a custom field to a project and return its key."""
    made = send(w.users["owner"], stream or w.project, "custom_field.create", {"fields": fields})
    return int(made["created"]["custom_fields"][0])


def state_of(project: int) -> cache.State:
    """Return a project as it stands."""
    found = cache.current(project)
    assert found is not None
    return found


def test_formulas_of_a_new_project_know_what_day_it_is(
    world: World, http: Callable[[str], Http]
) -> None:
    add_field(world, name="Year", type="formula", formula="YEAR(TODAY())")
    ask = http("member")
    kept = ask("POST", f"projects/{world.project}/templates", {"name": "Dated"}, 201)
    body = {"name": "Now", "start": "2027-03-01", "template": kept["id"]}
    (key,) = ask("POST", "projects", body, 201)["created"]["projects"]
    state = state_of(key)
    (field,) = (f for f in state.records.rows("custom_fields").values() if f["name"] == "Year")
    table = ask("GET", f"projects/{key}/snapshot")["results"]["formulas"]
    assert {row[str(field["id"])] for row in table["values"]} == {datetime.now(UTC).year}
    assert bring_days(datetime.now(UTC) + timedelta(days=2)) == 2


def test_values_that_a_template_brings_mean_here_what_they_meant_there(
    world: World, http: Callable[[str], Http]
) -> None:
    owner, mount = world.users["owner"], world.tasks["Mount"]

    def options(*names: str) -> list[dict[str, str]]:
        return [{"id": f"o{n}", "name": name, "color": "blue"} for n, name in enumerate(names, 1)]

    level = add_field(world, name="Level", type="select", options=options("High", "Low", "Odd"))
    tags = add_field(world, name="Tags", type="multi_select", options=options("Day", "Night"))
    room = add_field(world, name="Room", type="number")
    for key, value in ((level, "o1"), (tags, ["o1", "o2"]), (room, 7)):
        said = {"field_id": key, "task_id": mount, "value": value}
        send(owner, world.project, "custom_value.set", said)
    ask = http("member")
    kept = ask("POST", f"projects/{world.project}/templates",
               {"name": "Racks", "task_ids": [world.tasks["Racks"]]}, 201)  # fmt: skip
    body = ask("GET", f"templates/{kept['id']}/body")["body"]
    other = send(owner, world.workspace, "project.create", {"name": "Other", "start": MONDAY})
    (there,) = other["created"]["projects"]
    mine = options("None at all", "low")
    level = add_field(world, there, name="level", type="select", options=mine, initial="o2")
    tags = add_field(world, there, name="Tags", type="multi_select", options=options("Night"))
    room = add_field(world, there, name="Room", type="number", initial=1)

    def put_in(body: dict[str, Any]) -> tuple[dict[str, dict[int, Any]], list[str]]:
        made = send(owner, there, "template.insert", {"body": body})
        records = state_of(there).records
        found: dict[str, dict[int, Any]] = {}
        for row in records.rows("custom_values").values():
            if row["task_id"] in made["created"]["tasks"]:
                name = records.rows("tasks")[row["task_id"]]["name"]
                assert found.setdefault(name, {}).get(row["field_id"]) is None
                found[name][row["field_id"]] = row["value"]
        return found, [note["text"] for note in made["notes"]]

    found, notes = put_in(body)
    assert found["Mount"].items() >= {level: "o3", room: 7, tags: ["o2", "o1"]}.items()
    assert (found["Cable"][level], found["Cable"][room]) == ("o2", 1)
    names = [o["name"] for o in state_of(there).records.rows("custom_fields")[level]["options"]]
    assert names == ["None at all", "low", "High"]
    assert {"New options of 'level': High", "New options of 'Tags': Day"} <= set(notes)
    for row in body["tables"]["custom_values"]:
        row["value"] = "o9"
    found, notes = put_in(body)
    assert (found["Mount"][level], found["Mount"][room]) == ("o2", 1)
    assert "'level': 1 left out that it cannot hold" in notes


def test_a_task_has_one_value_of_a_field(world: World) -> None:
    owner, cable = world.users["owner"], world.tasks["Cable"]
    said = {"field_id": world.field_id, "task_id": cable, "value": "Low"}
    send(owner, world.project, "custom_value.set", said)
    gone = send(owner, world.project, "custom_value.set", {**said, "value": None})
    send(owner, world.project, "custom_value.set", {**said, "value": "High"})
    # What another wrote meanwhile stands in the way of bringing the first one back.
    with pytest.raises(Invalid, match="'Cable' has a value of 'Risk' already"):
        undo(gone["id"], owner)
    values = state_of(world.project).records.rows("custom_values").values()
    assert [v["value"] for v in values if v["task_id"] == cable] == ["High"]


def test_templates_are_renamed_removed_and_brought_back(
    world: World, http: Callable[[str], Http]
) -> None:
    ask = http("manager")
    path = f"projects/{world.project}/templates"
    made = ask("POST", path, {"name": "Kept"}, 201)
    one = f"templates/{made['id']}"
    assert ask("PATCH", one, {"name": "Better", "description": "Why"})["name"] == "Better"
    assert ask("PATCH", one, {"name": " "}, 422)["errors"][0]["field"] == "name"
    assert ask("PATCH", one, {}, 422)
    ask("DELETE", one, status=204)
    assert made["id"] not in [t["id"] for t in ask("GET", "templates")["items"]]
    ask("PATCH", one, {"removed": False})
    assert made["id"] in [t["id"] for t in ask("GET", "templates")["items"]]
    assert ask("POST", path, {"name": "Kept", "task_ids": [1]}, 422)["errors"][0][
        "field"
    ] == "task_ids"  # fmt: skip
    assert ask("GET", "templates?kind=odd", status=422)["errors"][0]["field"] == "kind"
    assert ask("POST", "projects", {"name": "P", "start": "2027-01-01", "template": "own-99"}, 404)


def test_a_key_keeps_one_template_and_starts_one_project(
    world: World, http: Callable[[str], Http]
) -> None:
    ask, path = http("manager"), f"projects/{world.project}/templates"
    key = {"Idempotency-Key": "one"}
    first, again = (ask("POST", path, {"name": "Kept"}, 201, **key) for _ in range(2))
    assert again == first
    other = ask("POST", path, {"name": "Kept"}, 201, **{"Idempotency-Key": "two"})
    theirs = http("owner")("POST", path, {"name": "Theirs"}, 201, **key)
    plain = ask("POST", path, {"name": "Kept"}, 201)
    known = {t["id"] for t in ask("GET", "templates")["items"] if "workspace_id" in t}
    assert known == {first["id"], other["id"], theirs["id"], plain["id"]}
    assert len(known) == 4
    body = {"name": "Next site", "start": "2027-03-01", "template": first["id"]}
    one, same = (ask("POST", "projects", body, 201, **key) for _ in range(2))
    assert same["created"] == one["created"]
    assert [p["name"] for p in ask("GET", "projects")["items"]].count("Next site") == 1


def test_a_branch_is_put_beside_a_task_as_one_change(
    world: World, http: Callable[[str], Http]
) -> None:
    owner, project, tasks = world.users["owner"], world.project, world.tasks
    ask = http("member")
    made = ask("POST", f"projects/{project}/templates",
               {"name": "Racks", "task_ids": [tasks["Racks"]]}, 201)  # fmt: skip
    assert (made["kind"], made["tasks"]) == ("tasks", 3)
    assert [t["id"] for t in ask("GET", "templates?kind=tasks")["items"]] == [made["id"]]
    assert made["id"] not in [t["id"] for t in ask("GET", "templates")["items"]]
    other = send(owner, world.workspace, "project.create", {"name": "Other", "start": MONDAY})
    (there,) = other["created"]["projects"]
    put = send(owner, there, "outline.insert", {"tasks": [{"name": "First"}, {"name": "Last"}]})
    first, _ = put["created"]["tasks"]
    body = ask("GET", f"templates/{made['id']}/body")["body"]

    def put_in(status: int = 200, **more: Any) -> Any:
        payload = {"body": body, **more}
        command = {"type": "template.insert", "stream": there, "payload": payload}
        return ask("POST", "commands", command, status)

    done = put_in(after_id=first, start=at("2026-03-10T09:00"))
    state = cache.current(there)
    assert state is not None
    rows = state.records.rows("tasks")
    tops = sorted((r for r in rows.values() if r["parent_id"] is None), key=lambda r: r["rank"])
    assert [r["name"] for r in tops] == ["First", "Racks", "Last"]
    by_name = {r["name"]: r for r in rows.values()}
    assert by_name["Mount"]["parent_id"] == by_name["Racks"]["id"]
    assert by_name["Mount"]["constraint_date"] == at("2026-03-10T09:00")
    assert by_name["Cable"]["constraint"] == "asap"  # the link to Mount drives it
    (link,) = state.records.rows("links").values()
    assert (link["type"], link["lag"]) == ("SS", 480)
    (share,) = state.records.rows("assignments").values()
    assert share["resource_id"] == world.resources["Ben"]
    (field,) = state.records.rows("custom_fields").values()
    assert field["name"] == "Risk"
    ask("POST", f"changesets/{done['id']}/undo")
    state = cache.current(there)
    assert state is not None
    assert len(state.records.rows("tasks")) == 2
    assert not state.records.rows("custom_fields")
    put_in()
    state = cache.current(there)
    assert state is not None
    free = {r["name"]: r for r in state.records.rows("tasks").values()}
    assert free["Mount"]["constraint"] == "asap"
    for place, bad in {
        "body.version": {**body, "version": 9},
        "body.resources": {**body, "resources": None},
        "body.tables.tasks.id": with_task(body, id="x"),
        "body.tables.tasks.parent_id": with_task(body, parent_id=99),
        "body.tables.tasks.rank": with_task(body, rank=None),
        "body.tables.tasks.percent_complete": with_task(body, percent_complete=50),
        "body.tables.tasks.deadline": with_task(body, deadline=[1, 5000]),
        "tasks.duration": with_task(body, duration="long"),
    }.items():
        problem = put_in(422, body=bad)
        assert problem["errors"][0]["field"].endswith(place), problem
    own = body["tables"]["tasks"][0]["id"]
    assert put_in(422, body=with_task(body, parent_id=own))
    after = cache.current(there)
    assert after is not None
    assert after.version == state.version


def with_task(body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a body whose first task has other values."""
    first, *others = body["tables"]["tasks"]
    return {**body, "tables": {**body["tables"], "tasks": [{**first, **more}, *others]}}

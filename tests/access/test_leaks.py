"""What must not get out: payloads, rates, and whatever lies outside a guest's branch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from tests.door.conftest import Http
from tests.line.scenario import run
from tests.line.world import World

Of = Callable[[str], Http]
SECRET = "Zzyzx"


def everything(one: Http, world: World) -> str:
    """Return all that a person can read of the project and its workspace, as text."""
    found = [
        one("GET", path)
        for path in (
            f"projects/{world.project}/snapshot",
            f"workspaces/{world.workspace}/snapshot",
            f"workspaces/{world.workspace}/changesets?since=0",
            f"projects/{world.project}/history?limit=200",
            f"projects/{world.project}/tasks",
            f"projects/{world.project}",
            f"projects/{world.project}/why",
            "projects",
        )
    ]
    version = found[0]["version"]
    found += [
        one("GET", f"projects/{world.project}/changesets?since={since}") for since in range(version)
    ]
    return orjson.dumps(found).decode()


def edit(one: Http, world: World, type_: str, stream: int | None = None, **payload: Any) -> Any:
    body = {"type": type_, "stream": stream or world.project, "payload": payload}
    return one("POST", "commands", body)


def test_a_guest_reads_nothing_outside_his_branch(world: World, http: Of) -> None:
    me = http("member")
    edit(
        me,
        world,
        "task.update",
        id=world.tasks["Plan"],
        fields={"name": f"{SECRET} plan", "notes": SECRET},
    )
    edit(me, world, "task.create", fields={"name": f"{SECRET} new"})
    edit(me, world, "task.assign", id=world.tasks["Plan"], resources=[{"name": f"{SECRET} person"}])
    edit(
        me,
        world,
        "custom_value.set",
        field_id=world.field_id,
        task_id=world.tasks["Plan"],
        value=SECRET,
    )
    edit(
        http("owner"),
        world,
        "resource.update",
        world.workspace,
        id=world.resources["Ana"],
        fields={"notes": SECRET},
    )
    for word in (SECRET, "Vic", "viewer@example.org"):
        assert word in everything(http("viewer"), world)
    seen = everything(http("guest"), world)
    for word in (SECRET, "Vic", "@example.org", "Ana", "Prepare", "Cutover", "Aside"):
        assert word not in seen, word
    assert "Mount" in seen


def test_a_row_that_leaves_the_branch_does_not_tell_what_became_of_it(
    world: World, http: Of
) -> None:
    commands = [
        {
            "type": "task.move",
            "payload": {"ids": [world.tasks["Racks"]], "parent_id": world.tasks["Prepare"]},
        },
        {
            "type": "task.update",
            "payload": {"id": world.tasks["Racks"], "fields": {"notes": SECRET}},
        },
        {
            "type": "task.update",
            "payload": {"id": world.tasks["Mount"], "fields": {"name": SECRET}},
        },
        {
            "type": "custom_value.set",
            "payload": {
                "field_id": world.field_id,
                "task_id": world.tasks["Cable"],
                "value": SECRET,
            },
        },
    ]
    guest = http("guest")
    since = guest("GET", f"projects/{world.project}/snapshot")["version"]
    edit(http("member"), world, "batch", commands=commands)
    answer = guest("GET", f"projects/{world.project}/changesets?since={since}")
    (changeset,) = answer["items"]
    removed = {row["id"] for row in changeset["inputs"]["tasks"]["removed"]}
    assert removed == {world.tasks[n] for n in ("Racks", "Mount", "Cable")}
    assert SECRET not in str(answer)
    assert SECRET not in everything(guest, world)


def test_what_a_guest_may_not_see_has_no_author_and_no_kind(world: World, http: Of) -> None:
    guest = http("guest")
    since = guest("GET", f"projects/{world.project}/snapshot")["version"]
    edit(http("member"), world, "task.update", id=world.tasks["Plan"], fields={"notes": "x"})
    (changeset,) = guest("GET", f"projects/{world.project}/changesets?since={since}")["items"]
    assert changeset["version"] == since + 1
    assert (changeset["type"], changeset["actor"]) == ("hidden", {"id": None, "name": ""})
    assert changeset["inputs"] == {}
    history = guest("GET", f"projects/{world.project}/history")["items"]
    assert since + 1 not in [item["version"] for item in history]


def test_a_guest_writes_in_his_branch_alone_and_learns_nothing_from_refusals(
    world: World, http: Of
) -> None:
    guest = http("guest")

    def refused(type_: str, status: int, **payload: Any) -> str:
        body = {"type": type_, "stream": world.project, "payload": payload}
        return str(guest("POST", "commands", body, status))

    answers = {
        refused("task.progress", 404, id=world.tasks[name], percent_complete=10)
        for name in ("Plan", "Prepare")
    } | {refused("task.progress", 404, id=999_999, percent_complete=10)}
    assert len({re.sub(r"\d+", "N", answer) for answer in answers}) == 1
    refused("task.update", 403, id=world.tasks["Mount"], fields={"name": "x"})
    refused("task.delete", 403, ids=[world.tasks["Mount"]])
    done = edit(guest, world, "task.progress", id=world.tasks["Mount"], percent_complete=10)
    guest("POST", f"changesets/{done['id']}/undo")


def test_a_guest_whose_task_left_his_branch_cannot_undo_into_it(world: World, http: Of) -> None:
    guest = http("guest")
    done = edit(guest, world, "task.progress", id=world.tasks["Mount"], percent_complete=10)
    edit(http("member"), world, "task.move", ids=[world.tasks["Mount"]], parent_id=None)
    edit(http("member"), world, "task.progress", id=world.tasks["Mount"], percent_complete=90)
    refusal = guest("POST", f"changesets/{done['id']}/undo", status=404)
    assert "Mia" not in str(refusal)
    assert "90" not in str(refusal)


@pytest.mark.parametrize("role", ["member", "viewer", "guest"])
def test_rates_are_not_there_without_the_right(world: World, http: Of, role: str) -> None:
    rate = {"resource_id": world.resources["Ben"], "standard": 987_654_321}
    edit(http("manager"), world, "rate.set", world.workspace, fields=rate)
    assert "987654321" in everything(http("manager"), world)
    seen = everything(http(role), world)
    for word in ("987654321", "rate.set", '"rates"', "standard"):
        assert word not in seen, word
    body = {"type": "rate.set", "stream": world.workspace, "payload": {"fields": rate}}
    http(role)("POST", "commands", body, 403)


def test_payloads_and_private_parts_do_not_leave(world: World, http: Of) -> None:
    for _ in run(world):
        pass
    seen = everything(http("owner"), world)
    for word in ('"payload"', '"scope"', '"needs"', '"anchors"', '"paths"'):
        assert word not in seen, word


def test_a_stranger_is_told_the_same_as_of_nothing(world: World, http: Of) -> None:
    from headway.access.models import User

    stranger = Http(User.objects.create_user("stranger@example.org").pk)
    for path in (f"projects/{world.project}", "projects/999999"):
        for rest in ("/snapshot", "/changesets?since=0", "/history", "/tasks"):
            refusal = stranger("GET", path + rest, status=404)
            assert refusal == stranger("GET", "projects/999998" + rest, status=404)
    body = {"type": "task.create", "stream": world.project, "payload": {}}
    assert stranger("POST", "commands", body, 404) == stranger(
        "POST", "commands", {**body, "stream": 999_999}, 404
    )


def test_rights_taken_away_are_gone_at_once(world: World, http: Of) -> None:
    viewer = http("viewer")
    since = viewer("GET", f"workspaces/{world.workspace}/snapshot")["version"]
    edit(
        http("owner"),
        world,
        "member.update",
        world.workspace,
        id=world.member("viewer"),
        fields={"role": "guest", "project_id": world.project, "branch_id": world.tasks["Build"]},
    )
    assert viewer("GET", f"workspaces/{world.workspace}/changesets?since={since}")["reset"]
    names = viewer("GET", f"projects/{world.project}/snapshot")["tables"]["tasks"]["name"]
    assert sorted(names) == ["Build", "Cable", "Mount", "Racks", "Test"]
    edit(http("owner"), world, "member.remove", world.workspace, id=world.member("viewer"))
    viewer("GET", f"projects/{world.project}/snapshot", status=404)
    viewer("GET", f"workspaces/{world.workspace}/changesets?since={since}", status=404)


def test_a_refusal_to_delete_does_not_tell_of_costs(world: World, http: Of) -> None:
    member, mount = http("member"), world.tasks["Mount"]
    base = member("GET", f"projects/{world.project}/snapshot")["version"]
    edit(http("manager"), world, "task.cost", id=mount, fields={"fixed_cost": 987_654_321})
    body = {
        "type": "task.delete",
        "stream": world.project,
        "payload": {"ids": [mount]},
        "base": {str(world.project): base},
    }
    refusal = member("POST", "commands", body, 409)
    assert [(f["table"], f["id"], f["by"]) for f in refusal["fields"]] == [("tasks", mount, "Max")]
    assert "987654321" not in str(refusal)


def test_a_refusal_to_undo_does_not_tell_of_costs(world: World, http: Of) -> None:
    member, mount = http("member"), world.tasks["Mount"]
    deleted = edit(member, world, "task.delete", ids=[mount])
    back = member("POST", f"changesets/{deleted['id']}/undo")
    edit(http("manager"), world, "task.cost", id=mount, fields={"fixed_cost": 987_654_321})
    refusal = member("POST", f"changesets/{back['id']}/undo", status=409)
    assert [(f["table"], f["id"], f["by"]) for f in refusal["fields"]] == [("tasks", mount, "Max")]
    assert "987654321" not in str(refusal)
    seen = http("manager")("POST", f"changesets/{back['id']}/undo", status=409)
    assert [(f["table"], f["theirs"]) for f in seen["fields"]] == [("task_costs", 987_654_321)]


def test_a_guest_does_not_learn_who_is_away(world: World, http: Of) -> None:
    leave = [{"first": 20_515, "last": 20_520, "name": SECRET}]
    for name in ("Ana", "Ben"):
        key = world.resources[name]
        edit(http("member"), world, "resource.leave", world.workspace, id=key, add=leave)
    assert SECRET in everything(http("viewer"), world)
    seen = everything(http("guest"), world)
    for word in (SECRET, "Ana", "Ben", "resource.leave"):
        assert word not in seen, word

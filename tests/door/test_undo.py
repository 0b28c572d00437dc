"""Undo is the inverse by whoever asks; where a later change stands in the way it says whose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headway.projects.models import Assignment, CustomValue, Link, Task
from tests.door.conftest import Http
from tests.line.world import World

Of = Callable[[str], Http]


def do(one: Http, world: World, type_: str, stream: int | None = None, **payload: Any) -> int:
    body = {"type": type_, "stream": stream or world.project, "payload": payload}
    return int(one("POST", "commands", body)["id"])


def plan_rows(world: World) -> dict[str, Any]:
    return {
        model.__name__: sorted(map(str, model.objects.filter(stream_id=world.project).values()))
        for model in (Task, Link, Assignment, CustomValue)
    }


def test_undo_and_redo_of_a_field(world: World, http: Of) -> None:
    me = http("member")
    change = do(me, world, "task.update", id=world.tasks["Plan"], fields={"name": "New"})
    back = me("POST", f"changesets/{change}/undo")
    assert back["undoes"] == change
    assert back["type"] == "change.undo"
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Plan"
    me("POST", f"changesets/{back['id']}/undo")
    assert Task.objects.get(id=world.tasks["Plan"]).name == "New"


def test_undo_of_a_delete_brings_back_the_same_rows(world: World, http: Of) -> None:
    before = plan_rows(world)
    me = http("member")
    change = do(me, world, "task.delete", ids=[world.tasks["Build"]])
    assert not Task.objects.filter(id=world.tasks["Mount"]).exists()
    back = me("POST", f"changesets/{change}/undo")
    assert plan_rows(world) == before
    me("POST", f"changesets/{back['id']}/undo")
    assert not Task.objects.filter(id=world.tasks["Mount"]).exists()


def test_a_later_change_of_the_same_field_is_named(world: World, http: Of) -> None:
    change = do(http("member"), world, "task.update", id=world.tasks["Plan"], fields={"name": "A"})
    do(http("manager"), world, "task.update", id=world.tasks["Plan"], fields={"name": "B"})
    refusal = http("member")("POST", f"changesets/{change}/undo", status=409)
    assert refusal["detail"].startswith("Max changed this since")
    (field,) = refusal["fields"]
    assert (field["yours"], field["theirs"], field["by"]) == ("Plan", "B", "Max")
    assert Task.objects.get(id=world.tasks["Plan"]).name == "B"


def test_a_later_change_of_another_field_stays(world: World, http: Of) -> None:
    change = do(http("member"), world, "task.update", id=world.tasks["Plan"], fields={"name": "A"})
    do(http("manager"), world, "task.update", id=world.tasks["Plan"], fields={"notes": "B"})
    http("member")("POST", f"changesets/{change}/undo")
    row = Task.objects.get(id=world.tasks["Plan"])
    assert (row.name, row.notes) == ("Plan", "B")


def test_what_hangs_on_a_new_row_since_is_named(world: World, http: Of) -> None:
    me = http("member")
    change = do(me, world, "task.create", fields={"name": "New"})
    key = Task.objects.get(name="New").id
    do(http("manager"), world, "link.create", predecessor_id=world.tasks["Plan"], successor_id=key)
    refusal = me("POST", f"changesets/{change}/undo", status=409)
    assert refusal["fields"][0]["by"] == "Max"
    assert Task.objects.filter(id=key).exists()


def test_what_a_deleted_row_hung_on_being_gone_is_named(world: World, http: Of) -> None:
    me = http("member")
    change = do(me, world, "task.delete", ids=[world.tasks["Mount"]])
    do(http("manager"), world, "task.delete", ids=[world.tasks["Build"]])
    refusal = me("POST", f"changesets/{change}/undo", status=409)
    assert refusal["fields"][0]["by"] == "Max"


def test_undo_needs_the_right_of_what_it_undoes(world: World, http: Of) -> None:
    change = do(http("owner"), world, "task.update", id=world.tasks["Plan"], fields={"name": "A"})
    http("viewer")("POST", f"changesets/{change}/undo", status=403)
    http("guest")("POST", f"changesets/{change}/undo", status=404)
    http("manager")("POST", f"changesets/{change}/undo")


def test_a_batch_is_undone_by_the_rights_of_its_parts(world: World, http: Of) -> None:
    parts = [
        {
            "type": "member.update",
            "payload": {"id": world.member("viewer"), "fields": {"role": "manager"}},
        }
    ]
    change = do(http("owner"), world, "batch", world.workspace, commands=parts)
    http("member")("POST", f"changesets/{change}/undo", status=403)
    http("owner")("POST", f"changesets/{change}/undo")


def test_a_change_of_rates_is_not_there_for_those_who_may_not_see_them(
    world: World, http: Of
) -> None:
    fields = {"resource_id": world.resources["Ben"], "standard": 1}
    change = do(http("manager"), world, "rate.set", world.workspace, fields=fields)
    http("member")("POST", f"changesets/{change}/undo", status=404)
    body = {
        "type": "resource.create",
        "stream": world.workspace,
        "payload": {"fields": {"name": "R"}},
    }
    made = http("member")("POST", "commands", body)
    key = made["created"]["resources"][0]
    rate = {"resource_id": key, "standard": 123_456_789}
    do(http("manager"), world, "rate.set", world.workspace, fields=rate)
    refusal = http("member")("POST", f"changesets/{made['id']}/undo", status=409)
    assert "123456789" not in str(refusal)


def test_bringing_a_project_into_being_is_not_undone(world: World, http: Of) -> None:
    body = {"name": "Other", "start": 29_541_660}
    change = do(http("member"), world, "project.create", world.workspace, **body)
    assert "archive" in http("member")("POST", f"changesets/{change}/undo", status=422)["detail"]


def test_a_person_in_use_does_not_go(world: World, http: Of) -> None:
    body = {
        "type": "resource.create",
        "stream": world.workspace,
        "payload": {"fields": {"name": "R"}},
    }
    made = http("member")("POST", "commands", body)
    key = made["created"]["resources"][0]
    do(http("member"), world, "assignment.create", task_id=world.tasks["Aside"], resource_id=key)
    http("member")("POST", f"changesets/{made['id']}/undo", status=422)

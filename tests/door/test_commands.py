"""What the door promises of every command: once, whole, merged or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from headway.changes import ids
from headway.changes.models import Changeset, Lease, Outbox, Stream
from headway.projects.models import Task
from headway.resources.models import Calendar, Resource
from tests.door.conftest import Http
from tests.line.world import World

Of = Callable[[str], Http]


def update(world: World, task: str, **fields: object) -> dict[str, object]:
    return {
        "type": "task.update",
        "stream": world.project,
        "payload": {"id": world.tasks[task], "fields": fields},
    }


def test_the_same_command_id_is_done_once(world: World, http: Of) -> None:
    body = {
        "id": str(uuid4()),
        "type": "task.create",
        "stream": world.project,
        "payload": {"fields": {"name": "Once"}},
    }
    first = http("member")("POST", "commands", body)
    assert http("member")("POST", "commands", body) == first
    assert Task.objects.filter(name="Once").count() == 1
    refusal = http("manager")("POST", "commands", body, 422)
    assert refusal["errors"][0]["field"] == "id"


def test_an_idempotency_key_is_done_once_a_person(world: World, http: Of) -> None:
    body = {"type": "task.create", "stream": world.project, "payload": {"fields": {"name": "K"}}}
    key = {"Idempotency-Key": "k1"}
    one = http("member")("POST", "commands", body, **key)
    assert http("member")("POST", "commands", body, **key)["id"] == one["id"]
    assert http("manager")("POST", "commands", body, **key)["id"] != one["id"]
    assert Task.objects.filter(name="K").count() == 2


def test_what_one_account_made_is_not_written_as_another(world: World, http: Of) -> None:
    own = {"X-Headway-Account": str(world.users["member"])}
    body = {**update(world, "Plan", name="Mine"), "id": str(uuid4())}
    refusal = http("manager")("POST", "commands", body, 403, **own)
    assert refusal["type"] == "other-account"
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Plan"
    done = http("member")("POST", "commands", body, **own)
    undo = f"changesets/{done['id']}/undo"
    assert http("manager")("POST", undo, {}, 403, **own)["type"] == "other-account"
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Mine"
    http("member")("POST", undo, {}, **own)
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Plan"


def test_the_same_field_changed_meanwhile_is_a_conflict_with_both_values(
    world: World, http: Of
) -> None:
    seen = http("member")("GET", f"projects/{world.project}/snapshot")["version"]
    http("manager")("POST", "commands", update(world, "Plan", name="Theirs"))
    body = {**update(world, "Plan", name="Mine"), "base": {str(world.project): seen}}
    refusal = http("member")("POST", "commands", body, 409)
    assert refusal["type"] == "conflict"
    (field,) = refusal["fields"]
    assert (field["table"], field["id"], field["field"]) == ("tasks", world.tasks["Plan"], "name")
    assert (field["yours"], field["theirs"], field["by"]) == ("Mine", "Theirs", "Max")
    history = http("member")("GET", f"projects/{world.project}/history")["items"]
    assert (field["version"], field["at"]) == (history[0]["version"], history[0]["at"])
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Theirs"

    # Who chose his own has seen that change, and no later one.
    chosen = {**body, "base": {str(world.project): field["version"]}}
    http("manager")("POST", "commands", update(world, "Plan", name="Later"))
    (again,) = http("member")("POST", "commands", chosen, 409)["fields"]
    assert again["theirs"] == "Later"
    http("member")("POST", "commands", {**chosen, "base": {str(world.project): again["version"]}})
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Mine"


def test_a_conflict_names_what_it_is_about_to_those_who_may_see_it(world: World, http: Of) -> None:
    base = {str(world.project): Stream.objects.get(id=world.project).version}
    key = world.assignment("Mount")

    def send(who: str, type_: str, status: int = 200, **payload: object) -> dict[str, Any]:
        body = {"type": type_, "stream": world.project, "base": base, "payload": payload}
        found: dict[str, Any] = http(who)("POST", "commands", body, status)
        return found

    mount = world.tasks["Mount"]
    send("manager", "task.update", id=mount, fields={"calendar_id": world.spare_calendar})
    send("manager", "task.update", id=mount, fields={"name": "Mount racks"})
    send("manager", "assignment.update", id=key, fields={"units": 5000})
    asked = {"calendar_id": world.calendar}
    refusal = send("member", "task.update", 409, id=mount, fields=asked)
    (moved,) = refusal["fields"]
    assert (moved["name"], moved["kind"]) == ("Mount racks", "key")
    mine = Calendar.objects.get(id=world.calendar).name
    assert moved["names"] == {"yours": mine, "theirs": "Nights"}
    assert refusal["detail"] == "Max changed the calendar of “Mount racks” meanwhile."
    fields = send("member", "assignment.update", 409, id=key, fields={"units": 2500})["fields"]
    share = next(field for field in fields if field["table"] == "assignments")
    assert (share["name"], share["kind"]) == ("Mount racks: Ben", "integer")
    link = world.link("Plan", "Order")
    send("manager", "link.update", id=link, fields={"lag": 60})
    (lag,) = send("member", "link.update", 409, id=link, fields={"lag": 90})["fields"]
    assert (lag["name"], lag["kind"], "names" in lag) == ("Plan → Order", "integer", False)


def test_a_guest_is_told_no_name_from_outside_his_branch(world: World, http: Of) -> None:
    base = {str(world.project): Stream.objects.get(id=world.project).version}
    block = {"task_id": world.tasks["Mount"]}

    def send(who: str, waits_for: int, status: int = 200) -> dict[str, Any]:
        fields = {"kind": "task", "waits_for_id": waits_for, "resource_id": None}
        payload = {**block, "fields": fields}
        body = {"type": "block.set", "stream": world.project, "base": base, "payload": payload}
        found: dict[str, Any] = http(who)("POST", "commands", body, status)
        return found

    send("manager", world.tasks["Order"])
    refusal = send("guest", world.tasks["Cable"], 409)
    (waits,) = (f for f in refusal["fields"] if f["field"] == "waits_for_id")
    assert waits["names"] == {"yours": "Cable", "theirs": None}
    assert "Order" not in str(refusal)


def test_other_fields_of_the_same_row_are_merged(world: World, http: Of) -> None:
    seen = http("member")("GET", f"projects/{world.project}/snapshot")["version"]
    http("manager")("POST", "commands", update(world, "Plan", name="Theirs"))
    body = {**update(world, "Plan", notes="Mine"), "base": {str(world.project): seen}}
    http("member")("POST", "commands", body)
    row = Task.objects.get(id=world.tasks["Plan"])
    assert (row.name, row.notes) == ("Theirs", "Mine")


def test_the_same_value_and_ones_own_changes_are_no_conflict(world: World, http: Of) -> None:
    base = {"base": {str(world.project): 0}}
    http("manager")("POST", "commands", update(world, "Plan", name="Both"))
    assert (
        http("member")("POST", "commands", {**update(world, "Plan", name="Both"), **base})["id"]
        is None
    )
    http("member")("POST", "commands", update(world, "Order", name="One"))
    http("member")("POST", "commands", {**update(world, "Order", name="Two"), **base}, 409)
    seen = Stream.objects.get(id=world.project).version - 1
    mine = {**update(world, "Order", name="Two"), "base": {str(world.project): seen}}
    http("member")("POST", "commands", mine)
    assert Task.objects.get(id=world.tasks["Order"]).name == "Two"


def test_a_change_to_what_was_deleted_meanwhile_is_refused(world: World, http: Of) -> None:
    body = {
        "type": "task.delete",
        "stream": world.project,
        "payload": {"ids": [world.tasks["Aside"]]},
    }
    http("manager")("POST", "commands", body)
    http("member")("POST", "commands", update(world, "Aside", name="Late"), 404)


def test_a_batch_is_all_or_none_and_names_the_part(world: World, http: Of) -> None:
    before = Stream.objects.get(id=world.project).version
    commands = [
        {"type": "task.update", "payload": {"id": world.tasks["Plan"], "fields": {"name": "In"}}},
        {"type": "task.update", "payload": {"id": world.tasks["Plan"], "fields": {"colour": 1}}},
    ]
    body = {"type": "batch", "stream": world.project, "payload": {"commands": commands}}
    refusal = http("member")("POST", "commands", body, 422)
    assert refusal["errors"][0]["field"] == "commands.1.fields.colour"
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Plan"
    assert Stream.objects.get(id=world.project).version == before
    commands[1] = {"type": "task.update", "payload": {"id": "x", "fields": {}}}
    refusal = http("member")("POST", "commands", body, 422)
    assert refusal["errors"][0]["field"] == "commands.1.id"
    commands[1] = {"type": "batch", "payload": {"commands": []}}
    assert http("member")("POST", "commands", body, 422)["errors"][0]["field"] == "commands.1.type"


def test_one_change_of_two_streams_is_one_change(world: World, http: Of) -> None:
    payload = {"id": world.tasks["Aside"], "resources": [{"name": "New Person"}]}
    body = {"type": "task.assign", "stream": world.project, "payload": payload}
    answer = http("member")("POST", "commands", body)
    sets = answer["changesets"]
    assert {s["stream"] for s in sets} == {world.project, world.workspace}
    assert len({s["change_id"] for s in sets}) == 1
    assert Resource.objects.get(name="New Person").placeholder
    http("member")("POST", f"changesets/{answer['id']}/undo")
    assert not Resource.objects.filter(name="New Person").exists()
    assert not http("member")("GET", f"projects/{world.project}/snapshot")["tables"]["assignments"][
        "task_id"
    ].count(world.tasks["Aside"])


def test_who_is_assigned_may_come_with_a_key(world: World, http: Of) -> None:
    first = http("member")("POST", "ids")["next"]
    task = world.tasks["Aside"]
    asked = [{"name": "New Person", "assignment_id": first}]
    payload = {"id": task, "resources": asked}
    body = {"type": "task.assign", "stream": world.project, "payload": payload}
    answer = http("member")("POST", "commands", body)
    assert answer["created"]["assignments"] == [first]
    # Who is there already keeps the key of before.
    asked[0] |= {"units": 5000, "assignment_id": first + 1}
    answer = http("member")("POST", "commands", body)
    assert "assignments" not in answer["created"]
    payload["resources"] = [{"name": "Another", "assignment_id": 10**9}]
    refusal = http("member")("POST", "commands", body, 422)
    assert refusal["errors"][0]["field"] == "assignments.id"


def test_keys_are_leased_and_checked(world: World, http: Of) -> None:
    block = http("member")("POST", "ids")
    assert 0 < block["next"] < block["until"] < 2**53
    create = {"type": "task.create", "stream": world.project}

    def made(key: int) -> dict[str, object]:
        return {**create, "payload": {"id": key, "fields": {"name": "Own key"}}}

    answer = http("member")("POST", "commands", made(block["next"]))
    assert answer["created"]["tasks"] == [block["next"]]
    for role, key in (("member", block["next"]), ("manager", block["next"] + 1), ("member", 2**53)):
        refusal = http(role)("POST", "commands", made(key), 422)
        assert refusal["errors"][0]["field"].endswith("id")
    last = Lease.objects.order_by("-last").first()
    assert last is not None
    http("member")("POST", "commands", made(last.last + 1), 422)


def test_only_the_newest_leases_of_an_account_are_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ids, "KEPT", 3)
    monkeypatch.setattr(ids, "PRUNED_EVERY", 1)
    other, _ = ids.lease(None)
    user = world.users["owner"]
    firsts = [ids.lease(user)[0] for _ in range(5)]
    kept = Lease.objects.filter(user_id=user).order_by("first").values_list("first", flat=True)
    assert list(kept) == firsts[2:]
    assert ids.leased_to(user, [firsts[2]]) == []
    assert ids.leased_to(user, [firsts[1]]) == [firsts[1]]
    assert Lease.objects.filter(first=other).exists()
    assert ids.lease(user)[0] > firsts[-1]


def test_a_preview_writes_nothing(world: World, http: Of) -> None:
    def counted() -> tuple[int, ...]:
        return (
            Changeset.objects.count(),
            Outbox.objects.count(),
            Task.objects.filter(name="Seen").count(),
            Stream.objects.get(id=world.project).version,
        )

    before = counted()
    commands = [
        {
            "type": "task.update",
            "payload": {"id": world.tasks["Plan"], "fields": {"duration": 4800, "name": "Seen"}},
        }
    ]
    seen = http("member")("POST", f"projects/{world.project}/preview", {"commands": commands})
    assert world.tasks["Order"] in seen["results"]["schedule"]["id"]
    assert counted() == before
    done = http("member")(
        "POST",
        "commands",
        {"type": commands[0]["type"], "stream": world.project, "payload": commands[0]["payload"]},
    )
    assert done["results"] == seen["results"]
    assert done["inputs"] == seen["inputs"]
    http("viewer")("POST", f"projects/{world.project}/preview", {"commands": commands}, 403)


BAD = [
    ("task.update", {"id": 1, "fields": {"name": "x", "parent_id": 3}}, "fields.parent_id"),
    ("task.update", {"id": 1, "fields": {"duration": "3d"}}, "tasks.duration"),
    ("task.update", {"id": 1, "fields": {"duration": -5}}, "tasks.duration"),
    ("task.update", {"id": 1, "fields": {"name": "a\x00b"}}, "tasks.name"),
    ("task.update", {"id": 1, "fields": {"calendar_id": 999_999}}, "tasks.calendar_id"),
    ("task.update", {"id": 1, "fields": {"constraint": "snet"}}, "fields.constraint_date"),
    ("task.update", {"id": 1, "fields": {"constraint_date": 30_000_000}}, "fields.constraint"),
    ("task.update", {"id": 1, "fields": {"constraint": "snet", "constraint_date": 10**12}}, "tasks.constraint_date"),
    ("task.update", {"id": 1, "fields": {"duration_unit": "ed"}}, "fields.duration"),
    ("task.update", {"id": 1, "fields": {"percent_complete": 5}}, "fields.percent_complete"),
    ("task.create", {"fields": {"name": ["x"]}}, "tasks.name"),
    ("task.progress", {"id": 1, "percent_complete": 101}, "percent_complete"),
    ("task.reschedule", {"id": 1}, "start"),
    ("task.reschedule", {"id": 1, "start": 30_000_000, "finish": 29_000_000}, "finish"),
    ("task.indent", {"ids": []}, "ids"),
    ("link.create", {"predecessor_id": 1, "successor_id": 1}, "predecessor_id"),
    ("link.create", {"predecessor_id": 1, "successor_id": 1, "type": "XX"}, "type"),
    ("baseline.set", {"number": 11}, "number"),
    ("custom_value.set", {"field_id": 0, "task_id": 1, "value": 5}, "value"),
    ("outline.insert", {"tasks": [{"name": "a"}, {"name": "b", "fields": {"rank": "x"}}]}, "tasks.1.fields.rank"),
    ("outline.insert", {"tasks": [{"name": "a", "predecessors": [{"row": 4}]}]}, "tasks.0"),
    ("no.such", {}, "type"),
    ("change.undo", {}, "type"),
    ("project.update", {"fields": {"zone": "Mars"}}, "fields.zone"),
    ("project.update", {"fields": {"next_number": 1}}, "fields.next_number"),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "payload", "field"), BAD)
def test_a_refusal_names_the_field_and_leaves_nothing_behind(
    world: World, http: Of, type_: str, payload: dict[str, object], field: str
) -> None:
    real = {1: world.tasks["Plan"], 0: world.field_id}
    payload = {
        k: real.get(v, v)
        if k in ("id", "field_id", "task_id", "predecessor_id", "successor_id")
        else v  # type: ignore[call-overload]
        for k, v in payload.items()
    }
    before = (Changeset.objects.count(), Outbox.objects.count())
    refusal = http("member")(
        "POST", "commands", {"type": type_, "stream": world.project, "payload": payload}, 422
    )
    assert refusal["errors"][0]["field"] == field, refusal
    assert refusal["detail"]
    assert (Changeset.objects.count(), Outbox.objects.count()) == before


def test_text_that_is_no_text_is_refused(world: World, http: Of) -> None:
    raw = (
        f'{{"type": "task.update", "stream": {world.project}, "payload": '
        f'{{"id": {world.tasks["Plan"]}, "fields": {{"name": "\\ud800"}}}}}}'
    )
    one = http("member")
    answer = one.client.post(
        "/api/v1/commands",
        raw,
        "application/json",
        headers={"Authorization": f"Bearer {one.token}"},
    )
    assert answer.status_code == 422
    raw = raw.replace('"name": "\\ud800"', '"\\ud800": 1')
    answer = one.client.post(
        "/api/v1/commands",
        raw,
        "application/json",
        headers={"Authorization": f"Bearer {one.token}"},
    )
    assert answer.status_code == 422


def test_a_circle_is_named_as_a_path_of_tasks(world: World, http: Of) -> None:
    payload = {"predecessor_id": world.tasks["Cutover"], "successor_id": world.tasks["Plan"]}
    body = {"type": "link.create", "stream": world.project, "payload": payload}
    refusal = http("member")("POST", "commands", body, 422)
    detail = refusal["detail"]
    assert refusal["errors"][0]["field"] == "links"
    named = detail.partition(": ")[2].rstrip(".").split(" → ")
    assert named[0] == named[-1]
    assert {"'Cutover'", "'Plan'"} <= set(named)


def test_a_link_with_the_own_summary_is_refused_by_name(world: World, http: Of) -> None:
    payload = {"predecessor_id": world.tasks["Build"], "successor_id": world.tasks["Mount"]}
    body = {"type": "link.create", "stream": world.project, "payload": payload}
    assert "'Mount' lies within 'Build'" in http("member")("POST", "commands", body, 422)["detail"]
    move = {"ids": [world.tasks["Test"]], "parent_id": world.tasks["Racks"]}
    body = {"type": "task.move", "stream": world.project, "payload": move}
    assert "'Test' lies within 'Racks'" in http("member")("POST", "commands", body, 422)["detail"]


def test_a_command_of_a_newer_client_is_refused(world: World, http: Of) -> None:
    body = {**update(world, "Plan", name="x"), "schema": 99}
    assert http("member")("POST", "commands", body, 422)["errors"][0]["field"] == "schema"


def test_if_match_is_the_version_that_was_seen(world: World, http: Of) -> None:
    path = f"tasks/{world.tasks['Plan']}"
    me = http("member")
    seen = str(Stream.objects.get(id=world.project).version)
    http("manager")("POST", "commands", update(world, "Plan", name="Theirs"))
    refusal = me("PATCH", path, {"name": "Mine"}, 409, **{"If-Match": f'"{seen}"'})
    assert [f["theirs"] for f in refusal["fields"]] == ["Theirs"]
    me("PATCH", path, {"notes": "Mine"}, **{"If-Match": f'W/"{seen}"'})
    refusal = me("PATCH", path, {"notes": "x"}, 422, **{"If-Match": "yesterday"})
    assert refusal["errors"][0]["field"] == "If-Match"
    row = Task.objects.get(id=world.tasks["Plan"])
    assert (row.name, row.notes) == ("Theirs", "Mine")

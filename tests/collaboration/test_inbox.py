"""The inbox: what others did that concerns me, by task and by change, and never what I may not see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headway.access.models import Member, User
from headway.access.workspaces import add_member, create_workspace
from headway.changes.models import Outbox, Stream
from headway.changes.undo import undo
from headway.collaboration.inbox import reading
from headway.collaboration.models import InboxItem, TaskMaker, ToldFinish
from headway.projects.models import Task
from tests.door.conftest import Http
from tests.line.world import MONDAY, World, is_account, send, settle

Https = Callable[[str], Http]


@pytest.fixture(autouse=True)
def _empty(world: World) -> None:
    """What the world itself tells is read already."""
    InboxItem.objects.all().delete()


def box(w: World, http: Https, role: str, name: str = "inbox") -> list[dict[str, Any]]:
    settle()
    found: list[dict[str, Any]] = http(role)("GET", f"inbox?box={name}")["items"]
    return found


def kinds(items: list[dict[str, Any]]) -> list[list[str]]:
    return [[entry["kind"] for entry in line["entries"]] for line in items]


def edit(w: World, role: str, type_: str, **payload: Any) -> dict[str, Any]:
    made = send(w.users[role], w.project, type_, payload)
    settle()
    return made


def test_what_others_do_to_my_tasks_is_told_by_task_and_not_what_i_do_myself(
    world: World, http: Https
) -> None:
    is_account(world, "Ana", "member")
    ana = {"resources": [{"name": "Ana"}]}
    edit(world, "manager", "task.assign", id=world.tasks["Cable"], **ana)
    edit(world, "member", "task.assign", id=world.tasks["Aside"], **ana)
    edit(world, "manager", "task.update", id=world.tasks["Cable"], fields={"duration": 4800})
    edit(world, "manager", "task.progress", id=world.tasks["Cable"], percent_complete=100)
    lines = box(world, http, "member")
    assert [line["entries"][0]["tasks"][0]["name"] for line in lines] == ["Cable"]
    assert kinds(lines) == [["done", "moved", "assigned"]]
    moved = lines[0]["entries"][1]
    assert moved["actor"] == "Max"
    assert moved["data"]["days"] >= 4
    assert moved["data"]["before"] < moved["data"]["after"]
    edit(world, "manager", "task.assign", id=world.tasks["Cable"], resources=[])
    assert kinds(box(world, http, "member"))[0][0] == "unassigned"
    edit(world, "manager", "task.delete", ids=[world.tasks["Aside"]])
    gone = box(world, http, "member")[0]["entries"][0]
    assert (gone["kind"], gone["tasks"][0]["name"], gone["tasks"][0]["gone"]) == (
        "deleted",
        "Aside",
        True,
    )
    assert box(world, http, "manager") == []


def test_five_hundred_tasks_of_one_change_are_one_line(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    tasks = [{"name": f"Part {n}", "level": 0, "assignees": ["Ana"]} for n in range(500)]
    edit(world, "manager", "outline.insert", tasks=tasks)
    (line,) = box(world, http, "member")
    (entry,) = line["entries"]
    assert (entry["kind"], entry["count"], len(entry["tasks"])) == ("assigned", 500, 50)
    assert http("member")("GET", "inbox/unread") == {"unread": 1}
    # Whoever brings so many is not told of each of them later.
    assert not TaskMaker.objects.filter(user_id=world.users["manager"]).exists()


def test_a_change_that_is_read_twice_is_told_once(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    made = edit(
        world, "manager", "task.assign", id=world.tasks["Test"], resources=[{"name": "Ana"}]
    )
    settle()
    reading.read(world.project, made["version"])
    assert len(box(world, http, "member")) == 1
    assert not Outbox.objects.exists()


def test_small_moves_add_up_to_one_that_is_told(world: World, http: Https) -> None:
    made = edit(world, "member", "task.create", fields={"name": "Paint", "duration": 480})
    paint = made["created"]["tasks"][0]
    settle()
    # Whoever made it watches it. Its day ends at five: two hours more are within the next morning,
    # less than a day after what was told; the next two are not.
    edit(world, "manager", "task.update", id=paint, fields={"duration": 600})
    assert kinds(box(world, http, "member")) == [["changed"]]
    edit(world, "manager", "task.update", id=paint, fields={"duration": 960})
    (line,) = box(world, http, "member")
    assert [(entry["kind"], entry["data"].get("days")) for entry in line["entries"]] == [
        ("moved", 1),
        ("changed", None),
    ]


def test_items_are_read_archived_put_to_sleep_and_brought_back(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    for name in ("Cable", "Test"):
        edit(world, "manager", "task.assign", id=world.tasks[name], resources=[{"name": "Ana"}])
    me = http("member")
    count = "inbox/unread"
    first, second = box(world, http, "member")

    def mark(action: str, status: int = 200, **more: Any) -> Any:
        return me("POST", "inbox/mark", {"action": action, **more}, status)

    assert me("GET", count) == {"unread": 2}
    assert mark("read", ids=first["ids"]) == {"unread": 1}
    assert mark("unread", ids=first["ids"]) == {"unread": 2}
    assert mark("archive", ids=first["ids"]) == {"unread": 1}
    assert [line["key"] for line in box(world, http, "member")] == [second["key"]]
    assert [line["key"] for line in box(world, http, "member", "archive")] == [first["key"]]
    mark("restore", ids=first["ids"])
    until = datetime.now(UTC) + timedelta(days=2)
    mark("snooze", ids=second["ids"], until=until.isoformat())
    assert [line["key"] for line in box(world, http, "member", "snoozed")] == [second["key"]]
    assert [line["key"] for line in box(world, http, "member")] == [first["key"]]
    InboxItem.objects.filter(id__in=second["ids"]).update(snoozed_until=datetime.now(UTC))
    assert len(box(world, http, "member")) == 2
    assert mark("read") == {"unread": 0}
    wrong = mark("snooze", 422, ids=second["ids"], until="2001-01-01T00:00:00Z")
    assert wrong["errors"][0]["field"] == "until"
    # What is somebody else's cannot be marked.
    http("manager")(
        "POST",
        "inbox/mark",
        {"action": "archive", "ids": first["ids"]},
    )
    assert len(box(world, http, "member")) == 2


def test_a_guest_is_told_of_his_branch_alone_and_no_more_once_it_is_not_his(
    world: World, http: Https
) -> None:
    is_account(world, "Ben", "guest")
    both = [world.tasks["Test"], world.tasks["Aside"]]
    for key in both:
        edit(world, "manager", "task.assign", id=key, resources=[{"name": "Ben"}])
    lines = box(world, http, "guest")
    assert [line["entries"][0]["tasks"][0]["name"] for line in lines] == ["Test"]
    edit(world, "manager", "task.move", ids=[world.tasks["Test"]], parent_id=world.tasks["Prepare"])
    told = {
        task["name"]
        for line in box(world, http, "guest")
        for one in line["entries"]
        for task in one["tasks"]
    }
    assert told <= {"Mount"}


def test_who_is_no_member_any_more_reads_nothing(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    edit(world, "manager", "task.assign", id=world.tasks["Cable"], resources=[{"name": "Ana"}])
    assert len(box(world, http, "member")) == 1
    send(world.users["owner"], world.workspace, "member.remove", {"id": world.member("member")})
    http("member")("GET", f"inbox?workspace={world.workspace}", status=404)


def test_old_items_go_by_rule(world: World) -> None:
    now = datetime.now(UTC)

    def item(days: int, **more: Any) -> None:
        InboxItem.objects.create(
            user_id=1, workspace_id=world.workspace, kind="done", key=f"{days}{sorted(more)}",
            at=now - timedelta(days=days), **more,
        )  # fmt: skip

    for days in (29, 31, 89, 91, 364, 366):
        item(days)
        item(days, read_at=now)
        item(days, archived_at=now, read_at=now)
    reading.prune(now, always=True)
    left = sorted((now - row.at).days for row in InboxItem.objects.all())
    assert left == [29, 29, 29, 31, 31, 89, 89, 91, 364]


@pytest.mark.parametrize("box_name", ["", "sent"])
def test_a_box_that_is_none_is_named(world: World, http: Https, box_name: str) -> None:
    wrong = http("member")("GET", f"inbox?box={box_name}", status=422)
    assert wrong["errors"][0]["field"] == "box"


def test_an_inbox_is_over_all_workspaces_of_an_account(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    ana = {"resources": [{"name": "Ana"}]}
    edit(world, "manager", "task.assign", id=world.tasks["Cable"], **ana)
    # Another place of the same two, where he manages and she works.
    max_, member = (User.objects.get(pk=world.users[role]) for role in ("manager", "member"))
    other = create_workspace("Yard", max_)
    add_member(other, member, "member")
    settle()
    made = send(max_.pk, other, "project.create", {"name": "Dig", "start": MONDAY})
    project = made["created"]["projects"][0]
    fields = {"fields": {"name": "Ana", "user_id": member.pk}}
    send(max_.pk, other, "resource.create", fields)
    dig = send(max_.pk, project, "task.create", {"fields": {"name": "Hole"}})["created"]["tasks"][0]
    send(max_.pk, project, "task.assign", {"id": dig, **ana})
    settle()

    me = http("member")
    both = me("GET", "inbox")
    assert [line["workspace_id"] for line in both["items"]] == [other, world.workspace]
    assert {(p["name"], p["workspace_id"]) for p in both["projects"]} >= {("Dig", other)}
    assert both["unread"] == 2
    assert me("GET", "inbox/unread") == {"unread": 2}
    assert me("GET", f"inbox/unread?workspace={other}") == {"unread": 1}
    (hole,) = me("GET", f"inbox?workspace={other}")["items"]
    assert hole["entries"][0]["tasks"][0]["name"] == "Hole"
    # One count; what is read here is read wherever she looks.
    assert me("POST", "inbox/mark", {"action": "read", "ids": hole["ids"]}) == {"unread": 1}
    assert [line["unread"] for line in me("GET", "inbox")["items"]] == [False, True]
    # All that is meant is that of one workspace where one is named.
    assert me("POST", f"inbox/mark?workspace={other}", {"action": "archive"}) == {"unread": 0}
    assert [line["workspace_id"] for line in me("GET", "inbox")["items"]] == [world.workspace]
    assert me("POST", "inbox/mark", {"action": "read"}) == {"unread": 0}
    # What one is no member of any more is gone from it.
    here = Member.objects.get(user_id=member.pk, stream_id=world.workspace)
    send(world.users["owner"], world.workspace, "member.remove", {"id": here.pk})
    assert me("GET", "inbox")["items"] == []
    assert [line["workspace_id"] for line in me("GET", "inbox?box=archive")["items"]] == [other]


def test_an_inbox_is_asked_of_ones_own_workspaces(world: World, http: Https) -> None:
    stranger = User.objects.create_user("sam@example.org", name="Sam")
    http("member")("GET", "inbox?workspace=999999", status=404)
    with pytest.raises(KeyError):
        http("stranger")
    add_member(world.workspace, stranger, "viewer")
    world.users["stranger"] = stranger.pk
    assert box(world, http, "stranger") == []


def test_what_could_not_be_put_is_told_by_the_retry(
    world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_account(world, "Ana", "member")
    edit(world, "manager", "task.assign", id=world.tasks["Plan"], resources=[{"name": "Ana"}])
    InboxItem.objects.all().delete()
    send(world.users["manager"], world.project, "task.update",
         {"id": world.tasks["Plan"], "fields": {"duration": 20 * 480}})  # fmt: skip
    version = Stream.objects.get(id=world.project).version

    def fails(items: object) -> None:
        raise OSError("full")

    with monkeypatch.context() as broken:
        broken.setattr(reading, "put", fails)
        with pytest.raises(OSError, match="full"):
            reading.read(world.project, version)
    reading.read(world.project, version)
    assert "moved" in {entry for line in kinds(box(world, http, "member")) for entry in line}


def test_changes_that_are_read_again_after_a_crash_tell_nothing_new(world: World) -> None:
    is_account(world, "Ana", "member")
    cable = world.tasks["Cable"]
    edit(world, "manager", "task.assign", id=cable, resources=[{"name": "Ana"}])
    there = Task.objects.get(id=cable).duration
    for duration in (there + 60, there + 20 * 480):
        # The first moves it too little to be told, the second by weeks.
        edit(world, "manager", "task.update", id=cable, fields={"duration": duration})
    version = Stream.objects.get(id=world.project).version
    told = InboxItem.objects.filter(kind="moved")
    keys, finish = sorted(told.values_list("key", flat=True)), ToldFinish.objects.get(task_id=cable)
    assert set(keys) == {f"{world.project}:{version}:moved"}
    for again in (version - 1, version):
        reading.read(world.project, again)
    assert sorted(told.values_list("key", flat=True)) == keys
    assert ToldFinish.objects.get(task_id=cable).finish == finish.finish


def test_reading_writes_nothing(
    world: World, http: Https, django_assert_max_num_queries: Any
) -> None:
    is_account(world, "Ana", "member")
    ask = {"resource_ids": [world.resources["Ana"]], "weekday": 0}
    edit(world, "manager", "update.ask", **ask)
    me = http("member")
    me("GET", f"inbox?workspace={world.workspace}")
    with django_assert_max_num_queries(60) as seen:
        mine = f"workspaces/{world.workspace}/my-updates"
        for path in ("inbox", "inbox/unread", "inbox?box=archive", mine):
            me("GET", path)
    wrote = [q["sql"] for q in seen.captured_queries if not q["sql"].startswith("SELECT")]
    assert wrote == []


def test_a_change_that_deletes_no_task_has_no_told_finishes_deleted(
    world: World, django_assert_max_num_queries: Any
) -> None:
    named = {"id": world.tasks["Plan"], "fields": {"name": "Another"}}
    send(world.users["manager"], world.project, "task.update", named)
    version = Stream.objects.get(id=world.project).version
    with django_assert_max_num_queries(30) as seen:
        reading.read(world.project, version)
    table = ToldFinish._meta.db_table
    assert [q["sql"] for q in seen.captured_queries if table in q["sql"]] == []


def test_who_made_a_task_that_was_deleted_watches_it_again_once_it_is_back(
    world: World, http: Https
) -> None:
    made = edit(world, "member", "task.create", fields={"name": "Paint", "duration": 480})
    (paint,) = made["created"]["tasks"]
    gone = edit(world, "manager", "task.delete", ids=[paint])
    undo(gone["id"], world.users["manager"])
    edit(world, "manager", "task.progress", id=paint, percent_complete=100)
    assert kinds(box(world, http, "member"))[0][0] == "done"

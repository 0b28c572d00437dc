"""The inbox tells which fields of watched tasks others changed: by task, once until it is read."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from headway.changes import outbox
from headway.changes.models import Outbox, Stream
from headway.changes.registry import registry
from headway.changes.undo import undo
from headway.collaboration.inbox import changed, reading
from headway.collaboration.models import InboxItem
from headway.projects.records import TASKS
from tests.collaboration.test_inbox import box, edit, kinds
from tests.door.conftest import Http
from tests.line.world import World, is_account, send, settle

Https = Callable[[str], Http]


@pytest.fixture(autouse=True)
def ana(world: World) -> None:
    """Mia is Ana, works on Cable and Test, and has read all that the world tells."""
    is_account(world, "Ana", "member")
    for name in ("Cable", "Test"):
        edit(world, "manager", "task.assign", id=world.tasks[name], resources=[{"name": "Ana"}])
    InboxItem.objects.all().delete()


def told(world: World, http: Https, role: str = "member") -> list[tuple[str, list[str]]]:
    """Return who changed which fields, newest first."""
    return [
        (entry["actor"], entry["data"]["fields"] + entry["data"]["custom"])
        for line in box(world, http, role)
        for entry in line["entries"]
        if entry["kind"] == "changed"
    ]


def test_several_changes_in_a_row_are_one_entry_with_all_fields_and_the_newest_actor(
    world: World, http: Https
) -> None:
    cable = world.tasks["Cable"]
    edit(world, "manager", "task.update", id=cable, fields={"name": "Cables", "priority": 700})
    edit(world, "manager", "task.update", id=cable, fields={"notes": "All of them"})
    first = box(world, http, "member")[0]["at"]
    edit(world, "owner", "task.update", id=cable, fields={"deadline": 29_600_000, "priority": 600})
    edit(world, "owner", "task.progress", id=cable, percent_complete=50)
    (line,) = box(world, http, "member")
    (entry,) = line["entries"]
    assert entry["actor"] == "Olga"
    assert set(entry["data"]["fields"]) >= {
        "name", "priority", "notes", "deadline", "percent_complete",
    }  # fmt: skip
    assert "version" not in entry["data"]
    assert line["at"] > first
    assert entry["tasks"][0]["name"] == "Cables"


def test_what_was_read_stays_and_what_comes_after_it_is_told_anew(
    world: World, http: Https
) -> None:
    cable = world.tasks["Cable"]
    path = "inbox"
    edit(world, "manager", "task.update", id=cable, fields={"name": "Cables"})
    ids = box(world, http, "member")[0]["ids"]
    http("member")("POST", f"{path}/mark", {"action": "read", "ids": ids})
    edit(world, "manager", "task.update", id=cable, fields={"priority": 700})
    assert told(world, http) == [("Max", ["priority"]), ("Max", ["name"])]
    assert http("member")("GET", f"{path}/unread") == {"unread": 1}
    (line,) = box(world, http, "member")
    http("member")("POST", f"{path}/mark", {"action": "archive", "ids": line["ids"]})
    edit(world, "manager", "task.update", id=cable, fields={"notes": "More"})
    assert told(world, http) == [("Max", ["notes"])]


def test_assignees_custom_fields_links_checklists_costs_and_sprints_are_named(
    world: World, http: Https
) -> None:
    test = world.tasks["Test"]
    edit(world, "manager", "custom_value.set", field_id=world.field_id, task_id=test, value="x")
    edit(world, "manager", "checklist.add", task_id=test, items=[{"text": "Call"}])
    edit(world, "manager", "task.assign", id=test, resources=[{"name": "Ana"}, {"name": "Ben"}])
    edit(world, "manager", "task.predecessors", id=test, links=[])
    edit(world, "manager", "task.cost", id=test, fields={"fixed_cost": 500})
    name = next(iter(told(world, http)))[1]
    # A member sees no costs.
    assert {"assignees", "checklist", "predecessors"} <= set(name)
    assert len(name) > len(set(name) & {*changed.OWN, *changed.TABLES}), "the added field's title"
    assert "costs" not in name
    send(world.users["manager"], world.project, "task.watch", {"task_id": test, "watching": True})
    edit(world, "owner", "task.cost", id=test, fields={"fixed_cost": 700})
    assert told(world, http, "manager")[0] == ("Olga", ["costs"])


def test_who_changes_is_told_nothing_nor_anybody_of_what_merely_follows(
    world: World, http: Https
) -> None:
    edit(world, "member", "task.progress", id=world.tasks["Cable"], percent_complete=10)
    # Of the predecessor nobody is told; what follows from it moves Cable by a day at most.
    edit(world, "manager", "task.update", id=world.tasks["Mount"], fields={"name": "Mounting"})
    row = {"ids": [world.tasks["Aside"]], "parent_id": None, "after_id": world.tasks["Prepare"]}
    edit(world, "manager", "task.move", **row)
    assert told(world, http) == []


def test_taking_back_ones_own_change_tells_nobody_and_taking_back_anothers_does(
    world: World, http: Https
) -> None:
    cable = world.tasks["Cable"]
    made = edit(world, "manager", "task.update", id=cable, fields={"name": "Cables"})
    InboxItem.objects.all().delete()
    undone = undo(made["id"], world.users["manager"])
    settle()
    assert undone is not None
    assert told(world, http) == []
    made = edit(world, "manager", "task.update", id=cable, fields={"name": "Cables"})
    InboxItem.objects.all().delete()
    undo(made["id"], world.users["owner"])
    assert told(world, http) == [("Olga", ["name"])]


def test_a_guest_is_told_of_no_field_that_he_may_not_see(world: World, http: Https) -> None:
    is_account(world, "Ben", "guest")
    test, aside = world.tasks["Test"], world.tasks["Aside"]
    both = {"resources": [{"name": "Ben"}]}
    for key in (test, aside):
        edit(world, "manager", "task.assign", id=key, **both)
    InboxItem.objects.all().delete()
    edit(world, "manager", "backlog.move", ids=[test, aside], sprint_id=world.sprint)
    edit(world, "manager", "task.cost", id=test, fields={"fixed_cost": 500})
    edit(world, "manager", "task.update", id=aside, fields={"name": "Secret"})
    assert box(world, http, "guest") == []
    edit(world, "manager", "task.update", id=test, fields={"name": "Tests"})
    assert told(world, http, "guest") == [("Max", ["name"])]
    # What was changed in a task as it left his branch, or came into it, is not told him.
    edit(world, "manager", "task.move", ids=[aside], parent_id=world.tasks["Build"])
    assert told(world, http, "guest") == [("Max", ["name"])]


def test_who_may_see_less_since_reads_less(world: World, http: Https) -> None:
    test = world.tasks["Test"]
    send(world.users["manager"], world.project, "task.watch", {"task_id": test, "watching": True})
    edit(world, "owner", "task.cost", id=test, fields={"fixed_cost": 700})
    edit(world, "owner", "task.update", id=test, fields={"name": "Tests"})
    assert told(world, http, "manager") == [("Olga", ["costs", "name"])]
    role = {"id": world.member("manager"), "fields": {"role": "viewer"}}
    send(world.users["owner"], world.workspace, "member.update", role)
    assert told(world, http, "manager") == [("Olga", ["name"])]


def test_a_change_of_many_tasks_is_one_line_and_a_second_one_of_the_same_grows_it(
    world: World, http: Https
) -> None:
    tasks = [{"name": f"Part {n}", "level": 0, "assignees": ["Ana"]} for n in range(60)]
    made = edit(world, "manager", "outline.insert", tasks=tasks)
    keys = made["created"]["tasks"]
    InboxItem.objects.all().delete()
    edit(world, "manager", "backlog.move", ids=keys, sprint_id=world.sprint)
    edit(world, "manager", "release.assign", ids=keys, release_id=world.release)
    (line,) = box(world, http, "member")
    (entry,) = line["entries"]
    assert (entry["count"], len(entry["tasks"])) == (60, 50)
    assert entry["data"]["fields"] == ["release", "sprint"]


def test_a_change_that_is_read_again_adds_nothing(
    world: World, http: Https, django_assert_max_num_queries: Any
) -> None:
    cable = world.tasks["Cable"]
    edit(world, "manager", "task.update", id=cable, fields={"duration": 4800, "name": "Cables"})
    edit(world, "owner", "task.update", id=cable, fields={"priority": 700})
    before = box(world, http, "member")
    assert kinds(before) == [["changed"], ["moved"]]
    version = Stream.objects.get(id=world.project).version
    for again in (version - 1, version):
        with django_assert_max_num_queries(30):
            reading.read(world.project, again)
    assert box(world, http, "member") == before
    ids = before[0]["ids"]
    mark = {"action": "read", "ids": ids}
    http("member")("POST", "inbox/mark", mark)
    reading.read(world.project, version)
    assert not box(world, http, "member")[0]["unread"]


def test_a_change_that_is_read_after_a_newer_one_is_told_too(
    world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[int] = []

    def once(project: int, version: int) -> None:
        if not failed:
            failed.append(version)
            raise OSError("the database is away")
        reading.read(project, version)

    kind, _ = registry.listeners["inbox"]
    monkeypatch.setitem(registry.listeners, "inbox", (kind, once))
    cable = world.tasks["Cable"]
    edit(world, "owner", "task.update", id=cable, fields={"name": "Cables"})
    edit(world, "manager", "task.update", id=cable, fields={"priority": 700})
    assert failed
    Outbox.objects.update(due=datetime.now(UTC))
    settle()
    assert told(world, http) == [("Max", ["name", "priority"])]


def test_two_who_read_changes_of_one_task_at_once_tell_both(
    transactional_db: None, world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "deliver", lambda: 0)
    cable = world.tasks["Cable"]
    for fields in ({"name": "Cables"}, {"priority": 700}):
        send(world.users["manager"], world.project, "task.update", {"id": cable, "fields": fields})
    version = Stream.objects.get(id=world.project).version
    both, merged = threading.Barrier(2), changed.merged

    def slow(items: list[InboxItem]) -> list[InboxItem]:
        found = merged(items)
        # Who is let in alone waits for nobody.
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(1)
        return found

    monkeypatch.setattr(changed, "merged", slow)

    def read(at: int) -> None:
        try:
            reading.read(world.project, at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, (version - 1, version), timeout=60))
    assert told(world, http) == [("Max", ["name", "priority"])]


def test_every_field_that_is_told_is_one_and_has_a_word() -> None:
    words = Path(__file__).parents[2] / "web/src/text/en"
    known = {
        word
        for file in ("history.json", "pages/inbox.json")
        for word in json.loads((words / file).read_text("utf-8"))["fields"]
    }
    assert TASKS.by_name.keys() >= changed.OWN
    assert changed.OWN | changed.TABLES.keys() <= known

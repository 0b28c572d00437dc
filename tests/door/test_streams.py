"""Streams under several writers, several processes, and a workspace that moves on."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from headway.changes import cache, commit, outbox, perform
from headway.changes.errors import Busy
from headway.changes.models import Changeset, Outbox, Stream
from headway.changes.perform import Envelope, parse
from headway.changes.reading import outcome_for, snapshot
from headway.changes.registry import registry
from headway.projects.models import Task
from tests.line.client import Client
from tests.line.invariants import check
from tests.line.world import World, build, send, settle


def rename(world: World, name: str) -> Envelope:
    fields = {"id": world.tasks["Plan"], "fields": {"name": name}}
    return Envelope(parse("task.update", fields), world.project)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_all_succeed_exactly_once() -> None:
    world = build()
    before = Stream.objects.get(id=world.project).version
    ids = [uuid4() for _ in range(12)]
    user = world.users["member"]

    def create(number: int) -> str:
        try:
            payload = {"fields": {"name": f"T{number % 12}"}}
            envelope = Envelope(parse("task.create", payload), world.project, ids[number % 12])
            return str(perform.perform(envelope, user).change_id)
        finally:
            connections.close_all()

    def assign(number: int) -> None:
        try:
            payload = {"id": world.tasks["Aside"], "resources": [{"name": f"P{number}"}]}
            send(user, world.project, "task.assign", payload)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        others = [pool.submit(assign, n) for n in range(6)]
        # Each command twice, beside each other.
        changes = list(pool.map(create, range(24)))
        for other in others:
            other.result()
    assert len(set(changes)) == 12
    assert (
        Task.objects.filter(name__startswith="T", stream_id=world.project)
        .exclude(name="Test")
        .count()
        == 12
    )
    numbers = list(Task.objects.filter(stream_id=world.project).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert Stream.objects.get(id=world.project).version == before + 18
    check(world.project)
    check(world.workspace)


@pytest.mark.django_db(transaction=True)
def test_another_process_in_between_is_caught_up_with(monkeypatch: pytest.MonkeyPatch) -> None:
    world = build()
    user = world.users["member"]
    real = commit.commit
    others = iter(["one", "two", "three"])

    def overtaken(envelope: Envelope, outcome: Any) -> Any:
        # As another process would: it writes, and this one's memory does not know.
        name = next(others, None)
        if name is not None:
            kept = cache.peek(world.project)
            monkeypatch.setattr(perform, "commit", real)
            fields = {"id": world.tasks["Aside"], "fields": {"name": name, "duration": 480}}
            send(world.users["manager"], world.project, "task.update", fields)
            monkeypatch.setattr(perform, "commit", overtaken)
            cache.forget(world.project)
            assert kept is not None
            cache.keep(kept)
        return real(envelope, outcome)

    monkeypatch.setattr(perform, "commit", overtaken)
    perform.perform(rename(world, "Mine"), user)
    monkeypatch.setattr(perform, "commit", real)
    rows = dict(Task.objects.filter(stream_id=world.project).values_list("id", "name"))
    assert rows[world.tasks["Plan"]] == "Mine"
    assert rows[world.tasks["Aside"]] == "three"
    check(world.project)


@pytest.mark.django_db
def test_retries_are_bounded_and_leave_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def lost(envelope: Envelope, outcome: Any) -> None:
        tries.append(1)

    monkeypatch.setattr(perform, "commit", lost)
    with pytest.raises(Busy):
        perform.perform(rename(world, "Mine"), world.users["member"])
    assert len(tries) == perform.TRIES
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Plan"


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_anothers_computing(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one project is computed, another is edited, and no transaction is open."""
    world = build()
    made = send(
        world.users["owner"], world.workspace, "project.create", {"name": "B", "start": 29_541_660}
    )
    other = made["created"]["projects"][0]
    computing, go_on = threading.Event(), threading.Event()
    real = perform.compute

    def slow(envelope: Envelope, *args: Any, **more: Any) -> Any:
        if envelope.stream == world.project:
            assert not connection.in_atomic_block
            computing.set()
            assert go_on.wait(20)
        return real(envelope, *args, **more)

    monkeypatch.setattr(perform, "compute", slow)

    def first() -> None:
        try:
            perform.perform(rename(world, "Slow"), world.users["member"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(first)
        assert computing.wait(20)
        send(world.users["member"], other, "task.create", {"fields": {"name": "Quick"}})
        assert Task.objects.filter(name="Quick").exists()
        go_on.set()
        job.result(20)
    assert Task.objects.get(id=world.tasks["Plan"]).name == "Slow"


@pytest.mark.django_db
def test_a_calendar_moves_the_plans_that_rest_on_it(world: World) -> None:
    before = Task.objects.get(id=world.tasks["Cutover"]).finish
    client = Client(world.users["viewer"], world.project)
    week = {"id": world.calendar, "fields": {"week": [[[540, 660]]] * 5 + [[], []]}}
    send(world.users["manager"], world.workspace, "calendar.update", week)
    # Read anew before the plan was recomputed, it is still the plan of that version.
    check(world.project)
    settle()
    assert Task.objects.get(id=world.tasks["Cutover"]).finish > before
    taken = client.catch_up()
    client.holds()
    assert [c["type"] for c in taken if c["stream"] == world.project] == ["project.recompute"]
    assert not Outbox.objects.exists()
    check(world.project)


@pytest.mark.django_db
def test_what_a_slow_listener_kept_waiting_is_left_to_whoever_takes_it_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def slow(stream: int, version: int) -> None:
        seen.append(version)
        time.sleep(0.3)

    monkeypatch.setitem(registry.listeners, "inbox", ("project", slow))
    monkeypatch.setattr(outbox, "TAKEN", timedelta(seconds=0.25))
    for name in ("One", "Two"):
        perform.perform(rename(world, name), world.users["member"])
    assert outbox.deliver() == 1
    assert len(seen) == 1
    settle()
    assert len(seen) == 2
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_what_moves_nothing_makes_no_changeset(world: World) -> None:
    version = Stream.objects.get(id=world.project).version
    fields = {"id": world.resources["Ana"], "fields": {"calendar_id": world.calendar}}
    send(world.users["manager"], world.workspace, "resource.update", fields)
    settle()
    stream = Stream.objects.get(id=world.project)
    assert stream.version == version
    assert stream.workspace_version == Stream.objects.get(id=world.workspace).version
    answer = outcome_for(
        world.users["member"], perform.perform(rename(world, "Plan"), world.users["member"])
    )
    assert (answer["id"], answer["changesets"]) == (None, [])
    assert Stream.objects.get(id=world.project).version == version


@pytest.mark.django_db
def test_an_edit_before_the_recompute_takes_the_new_calendar(world: World) -> None:
    clients = [Client(world.users[r], world.project) for r in ("viewer", "guest")]
    week = {"id": world.calendar, "fields": {"week": [[[540, 660]]] * 5 + [[], []]}}
    send(world.users["manager"], world.workspace, "calendar.update", week)
    perform.perform(rename(world, "Renamed"), world.users["member"])
    for client in clients:
        client.catch_up()
        client.holds()
    check(world.project)
    settle()
    for client in clients:
        client.catch_up()
        client.holds()
    assert Changeset.objects.filter(type="project.recompute").count() == 0


@pytest.mark.django_db
def test_far_behind_is_read_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = cache.current(world.project)
    assert kept is not None
    monkeypatch.setattr(cache, "FAR", 2)
    for number in range(4):
        perform.perform(rename(world, f"N{number}"), world.users["member"])
    cache.forget(world.project)
    cache.keep(kept)
    state = cache.current(world.project)
    assert state is not None
    assert state.records.rows("tasks")[world.tasks["Plan"]]["name"] == "N3"
    check(world.project)


@pytest.mark.django_db
def test_a_state_newer_than_the_database_is_not_believed(world: World) -> None:
    """As after a restore, or a transaction around it that was rolled back."""
    kept = cache.current(world.project)
    assert kept is not None
    cache.keep(replace(kept, version=kept.version + 5))
    state = cache.current(world.project)
    assert state is not None
    assert state.version == kept.version


@pytest.mark.django_db
def test_how_often_the_database_is_asked(world: World) -> None:
    user = world.users["member"]
    perform.perform(rename(world, "Warm"), user)
    with CaptureQueriesContext(
        connection,
    ) as small:
        outcome_for(user, perform.perform(rename(world, "Once"), user))
    asked = [q["sql"] for q in small if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= 7, asked
    payload = {"id": world.tasks["Plan"], "fields": {"duration": 4800}}
    envelope = Envelope(parse("task.update", payload), world.project)
    with CaptureQueriesContext(connection) as moving:
        outcome_for(user, perform.perform(envelope, user))
    asked = [q["sql"] for q in moving if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= 8, asked
    with CaptureQueriesContext(connection) as whole:
        snapshot(user, world.project, "project", keys=False)
    assert len(whole) <= 3, [q["sql"] for q in whole]

"""The live socket, through real sockets."""

from __future__ import annotations

import contextlib
import json

import httpx
import pytest
import websockets.exceptions
import websockets.sync.client as ws

from tests.live import Copy, Watcher, command, new_project, own_workspace
from tests.server.browser import Browser
from tests.server.conftest import World

pytestmark = pytest.mark.slow


def code_of(socket: ws.ClientConnection) -> int:
    """Return the code with which the server closes."""
    for _ in range(100):
        try:
            socket.recv(timeout=20)
        except websockets.exceptions.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd is not None else 0
    raise AssertionError("the server does not close")


def test_changes_come_in_order_and_make_the_snapshot(world: World) -> None:
    client = world.client("ana")
    project, tasks = new_project(client)
    copy = Copy(client.get(f"/projects/{project}/snapshot").json())
    with world.server.live(f"/ws/projects/{project}?since={copy.version}", world.ana) as socket:
        watcher = Watcher(socket)
        for n in range(10):
            fields = {"duration": 540 + 60 * n}
            last = command(client, project, "task.update", {"id": tasks[0], "fields": fields})
        watcher.reach(last["version"])
    assert watcher.versions() == list(range(copy.version + 1, last["version"] + 1))
    for item in watcher.items:
        copy.apply(item)
    assert copy.equals(client.get(f"/projects/{project}/snapshot").json())


def test_what_was_missed_comes_first_and_nothing_twice(world: World) -> None:
    client = world.client("ana")
    project, tasks = new_project(client)
    for n in range(120):
        command(client, project, "task.update", {"id": tasks[0], "fields": {"name": f"Name {n}"}})
    with world.server.live(f"/ws/projects/{project}?since=0", world.ana) as socket:
        watcher = Watcher(socket)
        for n in range(10):
            last = command(
                client, project, "task.progress", {"id": tasks[0], "percent_complete": n}
            )
        watcher.reach(last["version"])
    assert watcher.versions() == list(range(1, last["version"] + 1))


def test_a_change_is_heard(world: World) -> None:
    """How soon is measured, by `bench/second_screen.py`, which judges it."""
    client = world.client("ana")
    project, tasks = new_project(client)
    with world.server.live(f"/ws/projects/{project}", world.ana) as socket:
        watcher = Watcher(socket)
        watcher.until(lambda: watcher.people and watcher.version > 0)
        done = command(client, project, "task.update", {"id": tasks[0], "fields": {"name": "New"}})
        watcher.reach(done["version"])


def test_everyone_sees_who_is_there(world: World) -> None:
    client = world.client("ana")
    project, tasks = new_project(client)
    path = f"/ws/projects/{project}"
    with world.server.live(path, world.ana) as one, world.server.live(path, world.ana) as two:
        first, second = Watcher(one), Watcher(two)
        first.until(lambda: len(first.people) == 2)
        two.send(json.dumps({"type": "here", "at": {"view": "gantt", "task_id": tasks[1]}}))
        first.until(lambda: any(p["at"] for p in first.people))
        assert [p["at"] for p in first.people if p["at"]] == [
            {"view": "gantt", "task_id": tasks[1]}
        ]
        assert {p["name"] for p in first.people} == {"ana"}
        second.until(lambda: len(second.people) == 2)
        two.close()
        first.until(lambda: len(first.people) == 1)


def test_a_ping_is_answered(world: World) -> None:
    project, _ = new_project(world.client("ana"))
    with world.server.live(f"/ws/projects/{project}", world.ana) as socket:
        socket.send('{"type": "ping"}')
        watcher = Watcher(socket)
        seen: list[str] = []
        while "pong" not in seen:
            seen.append(watcher.next()["type"])


def test_strangers_and_the_unknown_are_sent_away(world: World) -> None:
    project, _ = new_project(world.client("ana"))
    space = own_workspace(world.client("ana"))
    for path, token, code in (
        (f"/ws/projects/{project}", world.ben, 4404),
        ("/ws/projects/999999999", world.ana, 4404),
        (f"/ws/workspaces/{project}", world.ana, 4404),
        (f"/ws/workspaces/{space}", world.ben, 4404),
        (f"/ws/projects/{project}", "hw_wrong", 4401),
    ):
        with world.server.live(path, token) as socket:
            assert code_of(socket) == code, path


def test_another_sites_page_is_refused_before_the_handshake(world: World) -> None:
    project, _ = new_project(world.client("ana"))
    with pytest.raises(websockets.exceptions.InvalidStatus) as refused:
        ws.connect(
            f"ws://localhost:{world.server.port}/ws/projects/{project}",
            additional_headers={"Cookie": "sessionid=x"},
            origin="https://evil.example",  # type: ignore[arg-type]
        )
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "said",
    ["no json", '{"type": "delete"}', "[]", '{"type": "here", "at": "' + "x" * 20_000 + '"}'],
)
def test_whoever_talks_nonsense_is_put_out(world: World, said: str) -> None:
    project, _ = new_project(world.client("ana"))
    with world.server.live(f"/ws/projects/{project}", world.ana) as socket:
        socket.send(said)
        assert code_of(socket) in (1008, 1009)


def test_whoever_floods_is_put_out(world: World) -> None:
    project, _ = new_project(world.client("ana"))
    with world.server.live(f"/ws/projects/{project}", world.ana) as socket:
        with contextlib.suppress(websockets.exceptions.ConnectionClosed):
            for _ in range(3000):
                socket.send('{"type": "ping"}')
                with contextlib.suppress(TimeoutError):
                    while True:
                        socket.recv(timeout=0)
        assert code_of(socket) == 1008


def test_one_account_has_only_so_many_sockets(world: World) -> None:
    project, _ = new_project(world.client("ben"))
    path = f"/ws/projects/{project}"
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            stack.enter_context(world.server.live(path, world.ben)).recv(timeout=20)
        assert code_of(stack.enter_context(world.server.live(path, world.ben))) == 1013
    with world.server.live(path, world.ben) as again:
        assert Watcher(again).next()["type"] == "changesets"


def test_a_version_from_the_future_means_a_new_snapshot(world: World) -> None:
    client = world.client("ana")
    project, tasks = new_project(client)
    with world.server.live(f"/ws/projects/{project}?since=500", world.ana) as socket:
        watcher = Watcher(socket)
        watcher.until(lambda: watcher.resets)
        version = client.get(f"/projects/{project}/snapshot").json()["version"]
        assert watcher.resets == [version]
        done = command(client, project, "task.update", {"id": tasks[0], "fields": {"name": "N"}})
        watcher.reach(done["version"])
        assert watcher.versions() == [version + 1]


def test_a_slow_client_holds_up_nobody_and_catches_up(world: World) -> None:
    client = world.client("ana")
    project, tasks = new_project(client, tasks=300)
    version = client.get(f"/projects/{project}/snapshot").json()["version"]
    path = f"/ws/projects/{project}?since={version}"
    with (
        world.server.live(path, world.ana, max_queue=1) as lazy,
        world.server.live(path, world.ana) as quick,
    ):
        watcher = Watcher(quick)
        for n in range(60):
            fields = {"duration": 481 + n}
            done = command(client, project, "task.update", {"id": tasks[0], "fields": fields})
        watcher.reach(done["version"])
        late = Watcher(lazy)
        late.reach(done["version"])
        assert late.versions() == watcher.versions() == list(range(version + 1, version + 61))


class TestGuest:
    """Somebody who sees one branch."""

    def test_hears_of_his_branch_alone_and_of_losing_it(self, world: World) -> None:
        ana = world.client("ana")
        project, tasks = new_project(ana)
        space = own_workspace(ana)
        invitation = {
            "email": "ben@example.com",
            "role": "guest",
            "project_id": project,
            "branch_id": tasks[1],
        }
        link = ana.post(f"/workspaces/{space}/invitations", json=invitation).json()["link"]
        with_session = _signed_in(world, "ben@example.com")
        assert with_session.get(link).headers["location"] == f"/p/{project}/gantt"
        ben = world.client("ben")
        copy = Copy(ben.get(f"/projects/{project}/snapshot").json())
        assert set(copy.tables["tasks"]) == {tasks[1]}
        path = f"/ws/projects/{project}?since={copy.version}"
        with (
            world.server.live(path, world.ben) as socket,
            world.server.live(path, world.ana) as other,
        ):
            other.send(json.dumps({"type": "here", "at": {"view": "gantt", "task_id": tasks[0]}}))
            watcher = Watcher(socket)
            watcher.until(lambda: len(watcher.people) == 2 and any(p["at"] for p in watcher.people))
            assert {"view": "gantt"} in [p["at"] for p in watcher.people]
            fields = {"name": "Secret", "duration": 960}
            command(ana, project, "task.update", {"id": tasks[0], "fields": fields})
            last = command(
                ana, project, "task.update", {"id": tasks[1], "fields": {"name": "Shown"}}
            )
            watcher.reach(last["version"])
            assert "Secret" not in json.dumps(watcher.items)
            for item in watcher.items:
                copy.apply(item)
            assert copy.equals(ben.get(f"/projects/{project}/snapshot").json())
            members = ana.get(f"/workspaces/{space}/snapshot").json()["tables"]["members"]
            key = members["id"][members["email"].index("ben@example.com")]
            command(ana, space, "member.update", {"id": key, "fields": {"branch_id": tasks[2]}})
            watcher.until(lambda: watcher.resets)
            fresh = ben.get(f"/projects/{project}/snapshot").json()
            assert fresh["tables"]["tasks"]["id"] == [tasks[2]]
            command(ana, space, "member.remove", {"id": key})
            assert code_of(socket) == 4404


def _signed_in(world: World, email: str) -> httpx.Client:
    browser = Browser(world.server.url)
    browser.sign_in(email)
    return browser.http

"""The same place on a real PostgreSQL: door, undo, snapshot, live, backup and restore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import Copy, Watcher, command, new_project, own_workspace
from tests.server.browser import Browser
from tests.server.test_processes import two_processes_agree
from tests.services import Place, Postgres, Server, running_place

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def served(postgres: Postgres) -> Iterator[tuple[Place, Server, str]]:
    with running_place(HEADWAY_DATABASE_URL=postgres.database()) as place:
        server = place.serve()
        yield place, server, place.user("ana@example.com")


def test_commands_undo_and_snapshots(served: tuple[Place, Server, str]) -> None:
    _, server, token = served
    with server.client(token) as client:
        project, tasks = new_project(client, tasks=60)
        copy = Copy(client.get(f"/projects/{project}/snapshot").json())
        moved = command(
            client, project, "task.update", {"id": tasks[0], "fields": {"duration": 960}}
        )
        assert len(moved["results"]["schedule"]["id"]) == 60
        gone = command(client, project, "task.delete", {"ids": tasks[10:20]})
        back = client.post(f"/changesets/{gone['id']}/undo").json()
        assert [r["id"] for r in back["inputs"]["tasks"]["added"]] == tasks[10:20]
        for item in client.get(f"/projects/{project}/changesets?since={copy.version}").json()[
            "items"
        ]:
            copy.apply(item)
        assert copy.equals(client.get(f"/projects/{project}/snapshot").json())
        stale = client.post(
            "/commands",
            json={
                "type": "task.update",
                "stream": project,
                "base": {str(project): 0},
                "payload": {"id": tasks[0], "fields": {"name": "Stale"}},
            },
        )
        assert stale.status_code in (200, 409)


def test_the_demo_and_its_reset(served: tuple[Place, Server, str]) -> None:
    place, server, token = served
    with server.client(token) as client:
        first = next(p for p in client.get("/projects").json()["items"] if p["key"] == "MIG")
        slip = client.get(f"/projects/{first['id']}/why").json()["slip"]
        assert (slip["name"], slip["days"]) == ("Cutover", 6.0)
        assert client.post("/demo/reset").status_code == 200
        assert client.get(f"/projects/{first['id']}/snapshot").status_code == 404
    assert "ok   streams" in place.run("check").stdout


def test_live_and_the_session(served: tuple[Place, Server, str]) -> None:
    _, server, token = served
    with server.client(token) as client:
        project, tasks = new_project(client)
        with server.live(f"/ws/projects/{project}", token) as socket:
            watcher = Watcher(socket)
            done = command(
                client, project, "task.update", {"id": tasks[0], "fields": {"name": "N"}}
            )
            watcher.reach(done["version"])
    browser = Browser(server.url)
    assert browser.sign_in("ana@example.com").status_code == 200


def test_the_outbox_is_delivered(served: tuple[Place, Server, str]) -> None:
    _, server, token = served
    with server.client(token) as client:
        project, _ = new_project(client)
        space = own_workspace(client)
        calendar = client.get(f"/workspaces/{space}/snapshot").json()["tables"]["calendars"]["id"][
            0
        ]
        since = client.get(f"/projects/{project}/snapshot").json()["version"]
        with server.live(f"/ws/projects/{project}?since={since}", token) as socket:
            watcher = Watcher(socket)
            fields = {"week": [[[480, 960]]] * 5 + [[], []]}
            command(client, space, "calendar.update", {"id": calendar, "fields": fields})
            watcher.until(lambda: bool(watcher.items))
            starts = watcher.items[0]["results"]["schedule"]["start"]
            assert any(start % 1440 == 480 for start in starts)


def test_two_processes_by_listen_and_notify(postgres: Postgres) -> None:
    with running_place(HEADWAY_DATABASE_URL=postgres.database()) as place:
        two_processes_agree(place, presence=False)


@pytest.mark.redis
def test_two_processes_by_redis(postgres: Postgres, redis_url: str) -> None:
    settings = {"HEADWAY_DATABASE_URL": postgres.database(), "HEADWAY_REDIS_URL": redis_url}
    with running_place(**settings) as place:
        two_processes_agree(place, presence=True)


@pytest.mark.redis
def test_two_processes_on_sqlite_by_redis(redis_url: str) -> None:
    with running_place(HEADWAY_REDIS_URL=redis_url) as place:
        two_processes_agree(place, presence=True)


def test_edits_go_on_when_redis_is_away() -> None:
    with running_place(HEADWAY_REDIS_URL="redis://127.0.0.1:1/0") as place:
        server = place.serve("--no-demo")
        token = place.user("ana@example.com")
        with server.client(token) as client:
            project, tasks = new_project(client)
            with server.live(f"/ws/projects/{project}", token) as socket:
                watcher = Watcher(socket)
                fields = {"name": "Still"}
                done = command(client, project, "task.update", {"id": tasks[0], "fields": fields})
                watcher.reach(done["version"])


def test_a_backup_moves_between_databases(postgres: Postgres, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    with running_place() as sqlite:
        server = sqlite.serve()
        token = sqlite.user("ana@example.com")
        with server.client(token) as client:
            project, tasks = new_project(client, tasks=40)
            command(client, project, "task.progress", {"id": tasks[0], "percent_complete": 40})
            wanted = client.get(f"/projects/{project}/snapshot").json()
        sqlite.headway("backup", str(first))
    with running_place(HEADWAY_DATABASE_URL=postgres.database()) as other:
        other.headway("restore", str(first))
        server = other.serve()
        with server.client(token) as client:
            got = client.get(f"/projects/{project}/snapshot").json()
            assert got["tables"] == wanted["tables"]
            assert got["results"] == wanted["results"]
            # Keys and numbers go on where they were.
            command(client, project, "task.create", {"fields": {"name": "On PostgreSQL"}})
            other.headway("user", "create", "new@example.com")
            wanted = client.get(f"/projects/{project}/snapshot").json()
        other.headway("backup", str(second))
        server.stop()
        other.headway("restore", "--force", str(second))
    with running_place() as back:
        back.headway("restore", str(second))
        server = back.serve()
        with server.client(token) as client:
            got = client.get(f"/projects/{project}/snapshot").json()
            assert got["tables"] == wanted["tables"]
            assert "On PostgreSQL" in got["tables"]["tasks"]["name"]

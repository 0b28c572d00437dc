"""The `headway` command: what it prints and with which code it ends."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.live import command, new_project, own_workspace
from tests.services import HEADWAY, Place, running_place

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with running_place() as found:
        found.user("ana@example.com")
        yield found


def test_a_token_is_all_that_is_printed(place: Place) -> None:
    printed = place.headway("token", "create", "ana@example.com")
    assert printed.startswith("hw_")
    assert printed.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("token", "create", "no@example.com"), "", "headway user create"),
        (("user", "create", "nonsense"), "", "not an e-mail address"),
        (("user", "create", "ana@example.com"), "", "already"),
        (("user", "create", "b@example.com", "--password-stdin"), "short\n", "too short"),
        (("user", "create", "b@example.com", "--password-stdin"), "password123\n", "common"),
        (("restore", "/nowhere.zip"), "", "no file"),
        (("backup", "/nowhere/at/all.zip"), "", "cannot be written"),
        (("serve", "--port", "0"), "", "HEADWAY_PORT"),
        (("fly",), "", "invalid choice"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_bad_input_is_named_and_ends_with_2(
    place: Place, arguments: tuple[str, ...], given: str, said: str
) -> None:
    done = place.run(*arguments, given=given)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEADWAY_DATABASE_URL", "mysql://x"),
        ("HEADWAY_DATABASE_URL", "postgresql://u:p@host:many/name"),
        ("HEADWAY_BASE_URL", "http://plan.lan:many"),
        ("HEADWAY_SMTP_URL", "smtp://[mail"),
        ("HEADWAY_DATA", "/dev/null/data"),
        ("HEADWAY_PORT", "many"),
    ],
)
def test_a_setting_that_is_not_usable_is_named(name: str, value: str) -> None:
    with running_place() as place:
        place.environment[name] = value
        done = place.run("user", "list")
        assert done.returncode == 2
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_imported_is_named(place: Place) -> None:
    bad = place.folder / "no plan.mpp"
    bad.write_bytes(b"x")
    done = place.run("import", str(bad), "--json")
    assert done.returncode == 2
    assert "no plan.mpp" in done.stderr


def test_an_account_without_a_password_gets_a_link(place: Place) -> None:
    printed = place.headway("user", "create", "cy@example.com", "--name", "Cy Young")
    assert "/sign-in/" in printed
    assert "cy@example.com\tCy Young" in place.headway("user", "list")


def test_the_first_account_gets_the_demo_and_others_do_not() -> None:
    with running_place(forked=False) as place:
        server = place.serve()
        ana, ben = place.user("ana@example.com"), place.user("ben@example.com")
        spaces = [server.client(t).get("/me").json()["workspaces"] for t in (ana, ben)]
        assert [[w["demo"] for w in s] for s in spaces] == [[False, True], [False]]
        assert "headway user link" not in server.text()
        assert server.stop() == 0
        again = place.serve()
        assert "headway user link" in again.text()
        assert again.stop() == 0
        reset = place.headway("demo", "--reset")
        assert "anew" in reset


def test_the_port_being_taken_is_said(place: Place) -> None:
    server = place.serve("--no-demo")
    done = place.run("serve", "--port", str(server.port))
    assert done.returncode == 2
    assert "HEADWAY_PORT" in done.stderr
    assert server.stop() == 0


def test_check_finds_what_is_wrong(place: Place) -> None:
    good = place.run("check").stdout
    assert "ok   database" in good
    assert "ok   streams" in good
    path = place.folder / "data" / "headway.sqlite3"
    with sqlite3.connect(path) as wire:
        wire.execute("UPDATE access_members SET role = 'guest'")
    found = place.run("check")
    assert found.returncode == 1
    assert "BAD  streams" in found.stdout
    assert "members" in found.stdout
    with sqlite3.connect(path) as wire:
        wire.execute("UPDATE access_members SET role = 'owner'")


def test_a_worker_of_its_own_delivers_and_stops(place: Place) -> None:
    server = place.serve("--no-demo", "--no-worker")
    token = place.headway("token", "create", "ana@example.com").strip()
    with server.client(token) as client:
        project, _ = new_project(client)
        space = own_workspace(client)
        calendar = client.get(f"/workspaces/{space}/snapshot").json()["tables"]["calendars"]["id"][
            0
        ]
        week = [[[480, 960]]] * 5 + [[], []]
        command(client, space, "calendar.update", {"id": calendar, "fields": {"week": week}})
        assert "outbox: 0 wait" not in place.run("check").stdout
        worker = subprocess.Popen([str(HEADWAY), "worker"], env=place.environment)
        try:
            end = time.monotonic() + 60
            while "outbox: 0 wait" not in place.run("check").stdout:
                assert time.monotonic() < end
            starts = client.get(f"/projects/{project}/snapshot").json()["results"]["schedule"][
                "start"
            ]
            assert starts[0] % 1440 == 480 or starts[1] % 1440 == 480
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
        finally:
            worker.kill()
            worker.wait(20)
    assert server.stop() == 0

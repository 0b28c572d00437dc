"""Coming in: the first link, passwords, invitations, tokens, leaving."""

from __future__ import annotations

import contextlib
import re
import socketserver
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import websockets.exceptions
import websockets.sync.client as ws

from tests.live import Watcher, new_project, own_workspace
from tests.server.browser import AUTH, Browser
from tests.server.conftest import World
from tests.services import PASSWORD, Place, running_place

NEW = "another horse 10"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def empty() -> Iterator[Place]:
    with running_place() as place:
        yield place


def test_the_first_link_opens_the_demo_once(empty: Place) -> None:
    server = empty.serve()
    link = server.sign_in_link()
    browser = Browser(server.url)
    came = browser.http.get(link)
    assert came.status_code == 302
    assert came.headers["location"] == "/"
    me = browser.http.get("/api/v1/me").json()
    assert [(w["role"], w["demo"]) for w in me["workspaces"]] == [("owner", True)]
    assert me["user"]["has_password"] is False
    projects = browser.http.get("/api/v1/projects").json()["items"]
    assert projects[0]["name"] == "Data-centre migration"
    other = Browser(server.url)
    assert other.http.get(link).headers["location"] == "/sign-in?link=used"
    assert other.http.get("/api/v1/me").status_code == 401

    mine = browser.send("POST", "/api/v1/workspaces", {"name": "Mine"})
    assert mine.status_code == 201

    named = browser.send("PATCH", "/api/v1/me", {"name": "Olga", "email": "olga@example.com"})
    assert named.json()["user"]["name"] == "Olga"
    changed = browser.send("POST", f"{AUTH}/account/password/change", {"new_password": PASSWORD})
    assert changed.status_code in (200, 401), changed.text
    again = Browser(server.url)
    assert again.sign_in("olga@example.com").status_code == 200
    assert again.http.get("/api/v1/me").json()["user"]["name"] == "Olga"
    refused = again.send("PATCH", "/api/v1/me", {"email": "else@example.com"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "password"


def test_sign_up_is_closed_once_somebody_is_there(world: World) -> None:
    browser = Browser(world.server.url)
    body = {"email": "eve@example.com", "password": PASSWORD}
    assert browser.send("POST", f"{AUTH}/auth/signup", body).status_code == 403


def test_signing_in_and_out(world: World) -> None:
    browser = Browser(world.server.url)
    assert browser.sign_in("ana@example.com", "wrong").status_code == 400
    assert browser.sign_in("ana@example.com").status_code == 200
    assert browser.http.get("/api/v1/me").json()["user"]["email"] == "ana@example.com"
    assert browser.send("DELETE", f"{AUTH}/auth/session").status_code == 401
    assert browser.http.get("/api/v1/me").status_code == 401


def test_a_change_needs_the_csrf_header(world: World) -> None:
    browser = Browser(world.server.url)
    browser.sign_in("ana@example.com")
    without = browser.http.post("/api/v1/workspaces", json={"name": "Forged"})
    assert without.status_code == 403
    assert without.headers["content-type"] == "application/problem+json"
    names = [w["name"] for w in browser.http.get("/api/v1/me").json()["workspaces"]]
    assert "Forged" not in names


def test_the_session_opens_the_live_socket(world: World) -> None:
    project, _ = new_project(world.client("ana"))
    browser = Browser(world.server.url)
    browser.sign_in("ana@example.com")
    address = f"ws://localhost:{world.server.port}/ws/projects/{project}?since=0"
    cookies = {"Cookie": browser.cookie_header()}
    with ws.connect(address, additional_headers=cookies, origin=world.server.url) as socket:  # type: ignore[arg-type]
        watcher = Watcher(socket)
        watcher.until(lambda: watcher.version > 0)
    for origin in ("http://evil.example", "null", "http://["):
        with (
            pytest.raises(websockets.exceptions.InvalidStatus) as refused,
            ws.connect(address, additional_headers=cookies, origin=origin),  # type: ignore[arg-type]
        ):
            pass
        assert refused.value.response.status_code == 403


def test_an_invitation_makes_a_member(world: World) -> None:
    ana = world.client("ana")
    space = own_workspace(ana)
    invitation = {"email": "new@example.com", "role": "member"}
    link = ana.post(f"/workspaces/{space}/invitations", json=invitation).json()["link"]
    # What opens the links that it passes on, as chats and mail filters do, takes nothing.
    for method in ("GET", "HEAD", "GET"):
        preview = Browser(world.server.url)
        assert preview.http.request(method, link).status_code in (302, 405)
        assert preview.http.get("/api/v1/me").status_code == 401
    forged = Browser(world.server.url)
    assert forged.http.post(link).status_code == 403
    browser = Browser(world.server.url)
    assert browser.accept(link).headers["location"] == "/"
    me = browser.http.get("/api/v1/me").json()
    assert me["user"]["email"] == "new@example.com"
    assert [w["role"] for w in me["workspaces"]] == ["member"]


def test_an_invitation_never_signs_in_as_somebody_who_is_there(world: World) -> None:
    ben = world.client("ben")
    space = own_workspace(ben)
    invitation = {"email": "ana@example.com", "role": "member"}
    link = ben.post(f"/workspaces/{space}/invitations", json=invitation).json()["link"]
    thief = Browser(world.server.url)
    led = thief.http.get(link).headers["location"]
    assert led.startswith("/sign-in?next=")
    assert thief.http.get("/api/v1/me").status_code == 401
    ana = Browser(world.server.url)
    ana.sign_in("ana@example.com")
    assert ana.http.get(link).headers["location"] == "/"
    spaces = ana.http.get("/api/v1/me").json()["workspaces"]
    assert space in [w["id"] for w in spaces]


def test_one_changes_only_oneself(world: World) -> None:
    nobody = Browser(world.server.url)
    assert nobody.send("PATCH", "/api/v1/me", {"name": "Eve"}).status_code == 401
    ana, ben = world.client("ana"), world.client("ben")
    assert ben.patch("/me", json={"name": "Ben B."}).json()["user"]["name"] == "Ben B."
    assert ana.get("/me").json()["user"]["name"] == "ana"
    taken = ben.patch("/me", json={"email": "ana@example.com", "password": PASSWORD})
    assert taken.status_code == 422
    assert taken.json()["errors"][0]["field"] == "email"
    assert ben.patch("/me", json={"name": " "}).status_code == 422
    space = own_workspace(ben)
    members = ben.get(f"/workspaces/{space}/snapshot").json()["tables"]["members"]
    assert "Ben B." in members["name"]


def test_only_an_owner_invites_and_only_with_sense(world: World) -> None:
    ana, ben = world.client("ana"), world.client("ben")
    project, _ = new_project(ben)
    space = own_workspace(ben)
    stranger = Browser(world.server.url)
    path = f"/workspaces/{space}/invitations"
    assert stranger.send("POST", f"/api/v1{path}", {"email": "x@y.org"}).status_code == 401
    link = ben.post(path, json={"email": "view@example.com", "role": "viewer"}).json()["link"]
    stranger.accept(link)
    refused = stranger.send("POST", f"/api/v1{path}", {"email": "x@y.org"})
    assert refused.status_code == 403
    for wrong in (
        {"email": "nobody"},
        {"email": "a@b.org", "role": "king"},
        {"email": "a@b.org", "role": "guest"},
        {"email": "a@b.org", "role": "guest", "project_id": project, "branch_id": 1},
    ):
        assert ben.post(path, json=wrong).status_code in (404, 422), wrong
    assert ana.get(f"/workspaces/{space}/snapshot").status_code in (200, 404)


def test_tokens_are_made_and_revoked(world: World) -> None:
    ana, ben = world.client("ana"), world.client("ben")
    made = ana.post("/tokens", json={"name": "CI"}).json()
    with httpx.Client(base_url=world.server.url) as program:
        program.headers["Authorization"] = f"Bearer {made['token']}"
        assert program.get("/api/v1/me").status_code == 200
        assert ben.delete(f"/tokens/{made['id']}").status_code == 404
        assert "token" not in ana.get("/tokens").json()["items"][0]
        assert ana.delete(f"/tokens/{made['id']}").status_code == 204
        assert program.get("/api/v1/me").status_code == 401


def test_guessing_passwords_is_slowed_down(world: World) -> None:
    world.place.user("fay@example.com")
    browser = Browser(world.server.url)
    # From elsewhere, so that nobody else in these tests is slowed down.
    browser.http.headers["X-Forwarded-For"] = "203.0.113.7"
    for n in range(12):
        assert browser.sign_in("fay@example.com", f"guess {n}").status_code in (400, 429)
    answer = browser.sign_in("fay@example.com")
    assert answer.status_code in (400, 429)
    assert "too_many" in answer.text


def test_a_link_from_the_command_line_signs_in(world: World) -> None:
    made = world.place.headway("user", "link", "ben@example.com").strip()
    secret = re.search(r"/sign-in/(\S+)$", made)
    assert secret is not None
    browser = Browser(world.server.url)
    assert browser.http.get(f"/sign-in/{secret[1]}").headers["location"] == "/"
    assert browser.http.get("/api/v1/me").json()["user"]["email"] == "ben@example.com"
    assert browser.http.get("/sign-in/nonsense").headers["location"] == "/"


def test_a_password_is_reset_by_e_mail() -> None:
    with (
        mailbox() as (port, letters),
        running_place(HEADWAY_SMTP_URL=f"smtp://127.0.0.1:{port}") as place,
    ):
        server = place.serve("--no-demo")
        place.user("ana@example.com")
        browser = Browser(server.url)
        path = f"{AUTH}/auth/password/request"
        assert browser.send("POST", path, {"email": "ana@example.com"}).status_code == 200
        end = time.monotonic() + 20
        while not letters and time.monotonic() < end:
            time.sleep(0.05)
        key = re.search(r"/reset-password/(\S+)", letters[0].replace("=\r\n", ""))
        assert key is not None
        body = {"key": key[1], "password": NEW}
        assert browser.send("POST", f"{AUTH}/auth/password/reset", body).status_code in (
            200,
            401,
        )
        assert Browser(server.url).sign_in("ana@example.com").status_code == 400
        assert Browser(server.url).sign_in("ana@example.com", NEW).status_code == 200


@contextlib.contextmanager
def mailbox() -> Iterator[tuple[int, list[str]]]:
    """Have a mail server that keeps what it is given (RFC 5321, as much as is needed)."""
    letters: list[str] = []

    class Letter(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line.split(b" ")[0].strip().upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    letters.append(b"".join(lines).decode())
                self.wfile.write(b"250 fine\r\n" if word != b"QUIT" else b"221 bye\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Letter) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], letters
        server.shutdown()

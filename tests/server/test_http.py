"""What the one port answers besides the API's routes: files, pages, limits, headers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from headway.projects.importing import MOST_BYTES
from headway.server.app import web_root
from headway.server.bodies import Receive, Scope, Send, limit_of
from headway.server.static import Assets, send_asset, send_missing
from tests.live import command, new_project
from tests.server.conftest import World

MIB = 1024 * 1024

pytestmark = pytest.mark.slow


def _run(asked: Any) -> Any:
    """Run a coroutine in a thread: another test's browser may hold a loop in this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, asked).result(30)


def test_the_page_is_served_everywhere_and_sets_the_csrf_cookie(world: World) -> None:
    for path in ("/", "/p/12/gantt?task=3", "/sign-in", "/settings"):
        answer = httpx.get(world.server.url + path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"
        assert "csrftoken" in answer.cookies


def test_security_headers(world: World) -> None:
    answer = httpx.get(world.server.url + "/")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_assets_are_kept_for_good(world: World) -> None:
    script = next((web_root() / "assets").glob("*.js"))
    url = f"{world.server.url}/assets/{script.name}"
    plain = httpx.get(url, headers={"Accept-Encoding": "identity"})
    assert plain.content == script.read_bytes()
    assert "immutable" in plain.headers["cache-control"]
    again = httpx.get(url, headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304
    assert httpx.head(url).content == b""


def test_assets_are_sent_in_the_best_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    folder.mkdir()
    (tmp_path / "index.html").write_text("<p>")
    text = b"let a = 1;\n" * 1000
    (folder / "app-1.js").write_bytes(text)
    (folder / "app-1.js.br").write_bytes(b"packed at build")
    (folder / "lone-2.js").write_bytes(text)
    assets = Assets(tmp_path)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asset = assets.find(scope["path"])
        await (send_missing(send) if asset is None else send_asset(asset, scope, send))

    async def get(path: str, accepted: str) -> httpx.Response:
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            request = client.build_request("GET", path, headers={"Accept-Encoding": accepted})
            return await client.send(request, stream=True)

    plain = _run(get("/assets/app-1.js", "identity"))
    assert "content-encoding" not in plain.headers
    assert _run(get("/assets/app-1.js", "gzip, br")).headers["content-encoding"] == "br"
    packed = _run(get("/assets/lone-2.js", "gzip, br"))
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(text) / 20
    for hidden in ("/index.html", "/assets/app-1.js.br", "/assets/../index.html"):
        assert _run(get(hidden, "")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2f..%2f..%2fetc/passwd",
        "/assets//etc/passwd",
        "/assets/nothing.js",
    ],
)
def test_nothing_outside_the_assets_is_served(world: World, path: str) -> None:
    with socket.create_connection(("127.0.0.1", world.server.port), 5) as wire:
        wire.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b""
        while piece := wire.recv(65536):
            answer += piece
    assert answer.split(b" ", 2)[1] == b"404"
    assert b"root:" not in answer


def _zeros(size: int) -> Iterator[bytes]:
    for _ in range(size // MIB):
        yield bytes(MIB)


def test_two_hundred_megabytes_are_refused_and_not_taken_in(world: World, tmp_path: Path) -> None:
    status = Path(f"/proc/{world.server.process.pid}/status")
    before = _peak(status)
    big = tmp_path / "big.mpp"
    with big.open("wb") as out:
        out.truncate(200 * MIB)
    with big.open("rb") as file, world.client("ana") as client:
        answer = client.post("/projects/import", files={"file": file})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert "64 MiB" in answer.json()["detail"]
    with world.client("ana") as client:
        chunked = client.post("/commands", content=_zeros(40 * MIB))
    assert chunked.status_code == 413
    assert _peak(status) - before < 40 * 1024


def _peak(status: Path) -> int:
    """Return the process's peak memory in KiB."""
    return int(status.read_text().split("VmHWM:")[1].split()[0])


def test_the_answer_comes_before_the_whole_upload(world: World) -> None:
    with socket.create_connection(("127.0.0.1", world.server.port), 5) as wire:
        wire.sendall(
            b"POST /api/v1/projects/import HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 209715200\r\n\r\n--x"
        )
        wire.settimeout(5)
        assert wire.recv(65536).startswith(b"HTTP/1.1 413")


def test_the_largest_export_can_be_sent_back() -> None:
    form = {"headers": [(b"content-type", b"multipart/form-data; boundary=x")]}
    people = 4000 * len('"Somebody of twenty": "ignore", ')
    assert limit_of(form) >= MOST_BYTES + people


def test_slow_uploads_take_no_threads(world: World) -> None:
    wires = []
    try:
        for _ in range(30):
            wire = socket.create_connection(("127.0.0.1", world.server.port), 5)
            wire.sendall(
                b"POST /api/v1/commands HTTP/1.1\r\nHost: localhost\r\n"
                b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
            )
            wires.append(wire)
        with world.client("ana") as client:
            assert client.get("/me").status_code == 200
        for wire in wires:
            # Not one of them was done with before: they all were still held.
            wire.setblocking(False)
            with pytest.raises(BlockingIOError):
                wire.recv(1)
    finally:
        for wire in wires:
            wire.close()


def test_slow_downloads_take_no_threads(world: World) -> None:
    whole = bytes(range(256)) * (80 * 1024)
    with world.client("ana") as client:
        _, (task, *_) = new_project(client)
        made = client.post(f"/tasks/{task}/files", files={"file": ("film.bin", whole)}).json()
        path = f"/api/v1/attachments/{made['created']['attachments'][0]}"
    wires = []
    try:
        for _ in range(8):
            wire = socket.create_connection(("127.0.0.1", world.server.port), 30)
            wire.sendall(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                f"Authorization: Bearer {world.ana}\r\n\r\n".encode()
            )
            wires.append(wire)
        # Each has been answered and reads no further.
        assert all(wire.recv(12) == b"HTTP/1.1 200" for wire in wires)
        with world.client("ana") as client:
            assert client.get("/me").status_code == 200
        read = b"".join(iter(lambda: wires[0].recv(MIB), b""))
        assert read.endswith(b"\r\n\r\n" + whole)
    finally:
        for wire in wires:
            wire.close()


def test_long_answers_are_compressed_for_whoever_is_elsewhere(world: World) -> None:
    with world.client("ana") as client:
        project, _ = new_project(client, tasks=400)
        url = f"/projects/{project}/snapshot?tables=tasks"
        here = client.get(url)
        assert "content-encoding" not in here.headers
        there = client.get(url, headers={"X-Forwarded-For": "203.0.113.9"})
        assert there.headers["content-encoding"] == "gzip"
        assert there.json()["tables"] == here.json()["tables"]
        assert int(there.headers["content-length"]) < len(here.content) / 4


def test_bad_requests_get_a_problem(world: World) -> None:
    with world.client("ana") as client:
        answer = client.post(
            "/commands", content=b"{", headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"
        missing = client.get("/nothing")
        assert missing.status_code == 404
        assert missing.headers["content-type"] == "application/problem+json"
        method = client.request("PUT", "/me")
        assert method.status_code == 405


def test_a_foreign_host_is_refused(world: World) -> None:
    answer = httpx.get(world.server.url + "/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "HEADWAY_BASE_URL" in answer.text


def test_the_same_key_changes_once(world: World) -> None:
    with world.client("ana") as client:
        project, _ = new_project(client)
        sent = {"type": "task.create", "stream": project, "payload": {"fields": {"name": "Once"}}}
        headers = {"Idempotency-Key": "abc"}
        first, second = (client.post("/commands", json=sent, headers=headers) for _ in range(2))
        assert first.json()["version"] == second.json()["version"]
        done = command(client, project, "task.create", {"fields": {"name": "Twice"}})
        assert done["version"] == first.json()["version"] + 1


def test_who_is_not_known_is_asked_who_he_is(world: World) -> None:
    for headers in ({}, {"Authorization": "Bearer hw_revoked"}):
        for method in ("GET", "POST", "PATCH", "DELETE"):
            answer = httpx.request(method, f"{world.server.url}/api/v1/tokens", headers=headers)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.status_code == (401 if method in ("GET", "POST") else 405), answer.text


def test_a_method_that_is_not_taken_is_a_problem(world: World) -> None:
    with world.client("ana") as client:
        answer = client.put("/me", json={})
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == "GET, PATCH"
    assert answer.json()["status"] == 405
    assert "GET, PATCH" in answer.json()["detail"]

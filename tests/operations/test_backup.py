"""Backup and restore from the command line, and archives that are not what they seem."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live import command, new_project
from tests.services import Place, running_place

pytestmark = pytest.mark.slow
LINK = "/projects/{}/update-requests/{}/link"


@pytest.fixture(scope="module")
def source() -> Iterator[Place]:
    """A place with a project, whose backup is `backup.zip`."""
    with running_place() as place:
        server = place.serve()
        token = place.user("ana@example.com")
        (place.folder / "token").write_text(token)
        with server.client(token) as client:
            project, tasks = new_project(client, tasks=50)
            fields = {"notes": "Ünïcode 🚚 \n lines"}
            command(client, project, "task.update", {"id": tasks[0], "fields": fields})
            who = {"id": tasks[0], "resources": [{"name": "Ben"}]}
            command(client, project, "task.assign", who)
            asked = command(client, project, "update.ask", {"task_id": tasks[0]})
            link = LINK.format(project, asked["created"]["update_requests"][0])
            assert client.post(link, json={"days": 14}).json()["link"]
            assert client.get(link).json()["link"]
            (place.folder / "link").write_text(link)
            snapshot = client.get(f"/projects/{project}/snapshot").json()
        (place.folder / "snapshot.json").write_text(json.dumps(snapshot))
        files = place.folder / "data" / "files" / "a"
        files.mkdir(parents=True)
        (files / "plan.txt").write_text("kept")
        place.headway("backup", str(place.folder / "backup.zip"))
        yield place


@pytest.fixture
def archive(source: Place) -> Path:
    return source.folder / "backup.zip"


def test_it_comes_back_whole(source: Place, archive: Path) -> None:
    before = json.loads((source.folder / "snapshot.json").read_text())
    token = (source.folder / "token").read_text()
    with running_place() as place:
        place.headway("restore", str(archive))
        assert (place.folder / "data" / "files" / "a" / "plan.txt").read_text() == "kept"
        server = place.serve()
        with server.client(token) as client:
            after = client.get(f"/projects/{before['stream']}/snapshot").json()
            assert after["tables"] == before["tables"]
            assert after["results"] == before["results"]
            assert after["version"] == before["version"]
            # A link that was revoked after the backup would be good again: none is.
            assert client.get((source.folder / "link").read_text()).json()["link"] is None
            # New keys do not meet old ones, and undo still knows the past.
            task = command(client, before["stream"], "task.create", {"fields": {"name": "New"}})
            known = {k for t in before["tables"].values() for k in t["id"]}
            assert not known & set(task["created"]["tasks"])
            history = client.get(f"/projects/{before['stream']}/history").json()["items"]
            undone = client.post(f"/changesets/{history[1]['id']}/undo")
            assert undone.status_code == 200, undone.text
        server.stop()
        assert "agree with their changesets" in place.run("check").stdout


def test_it_is_of_one_moment_while_people_work(source: Place, tmp_path: Path) -> None:
    server = source.serve()
    token = (source.folder / "token").read_text()
    stop = threading.Event()
    done: list[int] = []

    def edit() -> None:
        with server.client(token) as client:
            project, tasks = new_project(client, "Busy", tasks=20)
            while not stop.is_set():
                fields = {"duration": 481 + len(done)}
                command(client, project, "task.update", {"id": tasks[0], "fields": fields})
                done.append(1)

    editing = threading.Thread(target=edit)
    editing.start()
    try:
        while len(done) < 5 and editing.is_alive():
            stop.wait(0.05)
        for number in range(3):
            source.headway("backup", str(tmp_path / f"{number}.zip"))
    finally:
        stop.set()
        editing.join(30)
    assert len(done) > 5
    for number in range(3):
        with running_place() as place:
            place.headway("restore", str(tmp_path / f"{number}.zip"))
    server.stop()


def test_a_place_in_use_or_not_empty_is_left_alone(source: Place, archive: Path) -> None:
    with running_place() as place:
        token = place.user("ben@example.com")
        refused = place.run("restore", str(archive))
        assert refused.returncode == 2
        assert "--force" in refused.stderr
        server = place.serve("--no-demo")
        served = place.run("restore", "--force", str(archive))
        assert served.returncode == 2
        assert "stop it first" in served.stderr
        assert server.client(token).get("/me").status_code == 200
        server.stop()
        place.headway("restore", "--force", str(archive))
        assert "ben@example.com" not in place.headway("user", "list")
        assert "ana@example.com" in place.headway("user", "list")


Entries = dict[str, bytes]


def _changed(archive: Path, target: Path, change: Callable[[Entries, Any], None]) -> Path:
    """Write a copy of the archive with honest sizes and checksums after `change`."""
    with zipfile.ZipFile(archive) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    change(entries, manifest)
    by_name = {entry["name"]: entry for entry in manifest["entries"]}
    for name, body in entries.items():
        entry = by_name.setdefault(name, {"name": name})
        if entry.get("lie"):
            continue
        entry |= {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        if name.startswith("tables/"):
            entry["rows"] = body.count(b"\n")
    manifest["entries"] = list(by_name.values())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in entries.items():
            new.writestr(name, body)
        new.writestr("manifest.json", json.dumps(manifest))
    return target


def _escape(entries: Entries, manifest: Any) -> None:
    entries["files/../../escaped.txt"] = b"out"


def _absolute(entries: Entries, manifest: Any) -> None:
    entries["/tmp/headway-escaped.txt"] = b"out"


def _backslash(entries: Entries, manifest: Any) -> None:
    entries["files/..\\escaped.txt"] = b"out"


def _unlisted(entries: Entries, manifest: Any) -> None:
    manifest["entries"] = [
        e for e in manifest["entries"] if e["name"] != "tables/access_user.jsonl"
    ]
    entries.pop("tables/access_user.jsonl")
    manifest["entries"].append({"name": "tables/sqlite_master.jsonl", "columns": [["sql", "text"]]})
    entries["tables/sqlite_master.jsonl"] = b'["x"]\n'


def _bomb(entries: Entries, manifest: Any) -> None:
    entries["files/bomb"] = bytes(1200 * 1024 * 1024)


def _wrong_sum(entries: Entries, manifest: Any) -> None:
    name = "tables/access_user.jsonl"
    entry = next(e for e in manifest["entries"] if e["name"] == name)
    entries[name] = entries[name].replace(b"ana@", b"eve@")
    entry["lie"] = True


def _column(entries: Entries, manifest: Any) -> None:
    entry = next(e for e in manifest["entries"] if e["name"] == "tables/access_user.jsonl")
    entry["columns"][0][0] = 'id") VALUES (1); DROP TABLE access_user; --'


def _not_rows(entries: Entries, manifest: Any) -> None:
    entries["tables/projects_tasks.jsonl"] = b'{"id": 1}\n'


def _newer(entries: Entries, manifest: Any) -> None:
    manifest["migrations"].append(["projects", "0099_from_the_future"])


def _format(entries: Entries, manifest: Any) -> None:
    manifest["format"] = 99


def _edited_row(entries: Entries, manifest: Any) -> None:
    name = "tables/projects_tasks.jsonl"
    entries[name] = entries[name].replace(b'"Task 7"', b'"Forged"')


def _orphans(entries: Entries, manifest: Any) -> None:
    entries["tables/changes_stream.jsonl"] = b""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_escape, "no place for a file"),
        (_absolute, "no place for a file"),
        (_backslash, "no place for a file"),
        (_unlisted, "unknown here"),
        (_bomb, "unpack to far more"),
        (_wrong_sum, "checksum differs"),
        (_column, "unknown here"),
        (_not_rows, "another shape"),
        (_newer, "newer Headway"),
        (_format, "newer"),
        (_edited_row, "does not hold together"),
        (_orphans, "does not hold together"),
    ],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_a_hostile_or_damaged_archive_changes_nothing(
    archive: Path, tmp_path: Path, hollow: Place, change: Callable[[Entries, Any], None], said: str
) -> None:
    bad = _changed(archive, tmp_path / "bad.zip", change)
    refused = hollow.run("restore", "--force", str(bad))
    assert refused.returncode == 2, refused.stderr
    assert said in refused.stderr
    assert "Nothing was changed" in refused.stderr
    with sqlite3.connect(hollow.folder / "data" / "headway.sqlite3") as wire:
        assert wire.execute("SELECT email FROM access_user").fetchall() == [("zoe@example.com",)]
    left = {p.name for p in (hollow.folder / "data").iterdir()}
    assert not [name for name in left if name.startswith("restoring")]
    assert not list(hollow.folder.rglob("escaped.txt"))


@pytest.fixture(scope="module")
def hollow() -> Iterator[Place]:
    with running_place() as place:
        place.user("zoe@example.com")
        yield place


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half"])
def test_what_is_no_archive_is_named_so(hollow: Place, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(content)
    refused = hollow.run("restore", "--force", str(bad))
    assert refused.returncode == 2
    assert "no backup of Headway" in refused.stderr


def test_a_cut_archive_is_refused(archive: Path, hollow: Place, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(archive.read_bytes()[:-2000])
    assert hollow.run("restore", "--force", str(bad)).returncode == 2


def test_a_flipped_byte_is_found(archive: Path, hollow: Place, tmp_path: Path) -> None:
    raw = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as whole:
        largest = max(whole.infolist(), key=lambda info: info.compress_size)
    begin = largest.header_offset + 30 + len(largest.filename)
    bad = tmp_path / "bad.zip"
    for place in range(begin + 24, begin + largest.compress_size, largest.compress_size // 6):
        bad.write_bytes(raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :])
        refused = hollow.run("restore", "--force", str(bad))
        assert refused.returncode == 2, refused.stderr
        assert "Nothing was changed" in refused.stderr

"""Files of tasks: who may attach and fetch them, and that nothing in them runs."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import MULTIPART_CONTENT, encode_multipart

from headway.changes.reading import outcome_for
from headway.changes.undo import undo
from headway.collaboration import attachments
from headway.collaboration.models import Attachment
from headway.collaboration.store import Bucket, Folder, store
from headway.operations.backup import backup
from headway.operations.wiping import wipe
from tests.door.conftest import Http
from tests.line.world import World, send

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\x00" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
Of = Callable[[str], Http]


def put(
    who: Http,
    task: int,
    data: bytes = b"text",
    name: str = "plan.txt",
    status: int = 201,
    **more: str,
) -> dict[str, Any]:
    """Upload a file as a browser does; return the answer."""
    body = encode_multipart("BoUnDaRy", {"file": SimpleUploadedFile(name, data)})
    answer = who.client.post(
        f"/api/v1/tasks/{task}/files",
        data=body,
        content_type=MULTIPART_CONTENT.replace("BoUnDaRyStRiNg", "BoUnDaRy"),
        headers={"Authorization": f"Bearer {who.token}", **more},
    )
    assert answer.status_code == status, answer.content
    found: dict[str, Any] = answer.json()
    return found


def attach(who: Http, task: int, data: bytes = b"text", name: str = "plan.txt") -> int:
    return int(put(who, task, data, name)["created"]["attachments"][0])


def get(who: Http, key: int, query: str = "", **headers: str) -> Any:
    return who.client.get(
        f"/api/v1/attachments/{key}{query}",
        headers={"Authorization": f"Bearer {who.token}", **headers},
    )


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_comes_back_as_it_was(world: World, http: Of) -> None:
    made = put(http("member"), world.tasks["Mount"], b"\x00\xffplan", "Pläne 2026.bin")
    row = made["inputs"]["attachments"]["added"][0]
    assert (row["name"], row["size"], row["added_name"]) == ("Pläne 2026.bin", 6, "Mia")
    answer = get(http("viewer"), row["id"])
    assert content(answer) == b"\x00\xffplan"
    assert answer["Content-Disposition"].endswith("filename*=UTF-8''Pl%C3%A4ne%202026.bin")
    again = get(http("viewer"), row["id"], **{"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("data", "name", "shown"),
    [
        (PNG, "rack.png", True),
        (PNG, "rack.html", True),
        (SVG, "rack.svg", False),
        (SVG, "rack.png", False),
        (HTML, "page.html", False),
        (HTML, "picture.jpg", False),
        (b"GIF89a/*<script>*/", "x.gif", True),
    ],
)
def test_nothing_in_a_file_runs(
    world: World, http: Of, data: bytes, name: str, shown: bool
) -> None:
    key = attach(http("member"), world.tasks["Mount"], data, name)
    answer = get(http("member"), key)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (
        answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    way = "inline" if shown else "attachment"
    assert answer["Content-Disposition"].startswith(f"{way}; ")
    assert answer["Content-Type"].startswith("image/" if shown else "application/octet-stream")
    saved = get(http("member"), key, "?save=true")
    assert saved["Content-Disposition"].startswith("attachment; ")


def test_a_guest_has_the_files_of_his_branch_alone(world: World, http: Of) -> None:
    inside = attach(http("guest"), world.tasks["Mount"])
    outside = attach(http("member"), world.tasks["Plan"])
    assert content(get(http("guest"), inside)) == b"text"
    assert get(http("guest"), outside).status_code == 404
    put(http("guest"), world.tasks["Plan"], status=404)
    rows = http("guest")("GET", f"projects/{world.project}/snapshot")["tables"]["attachments"]
    assert inside in rows["id"]
    assert outside not in rows["id"]
    moved = {"ids": [world.tasks["Mount"]], "parent_id": world.tasks["Prepare"]}
    send(world.users["member"], world.project, "task.move", moved)
    assert get(http("guest"), inside).status_code == 404


def test_who_only_reads_attaches_nothing(world: World, http: Of) -> None:
    before = Attachment.objects.count()
    put(http("viewer"), world.tasks["Mount"], status=403)
    assert Attachment.objects.count() == before


def test_no_client_names_bytes_itself(world: World, http: Of) -> None:
    payload = {
        "task_id": world.tasks["Mount"],
        "name": "x",
        "size": 4,
        "media_type": "text/plain",
        "sha256": "a" * 64,
    }
    body = {"type": "attachment.create", "stream": world.project, "payload": payload}
    http("owner")("POST", "commands", body, status=422)


def test_what_is_too_large_or_empty_is_refused(
    world: World, http: Of, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 1024 * 1024)
    told = put(http("member"), world.tasks["Mount"], b"x" * (2 * 1024 * 1024), status=413)
    assert told["detail"] == "The file has 2 MB; at most 1 MB are taken."
    put(http("member"), world.tasks["Mount"], b"", status=422)


def test_a_store_that_takes_nothing_changes_nothing(
    world: World, http: Of, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    settings.HEADWAY_STORAGE_URL = f"file://{tmp_path}/taken"
    before = Attachment.objects.count()
    assert put(http("member"), world.tasks["Mount"], status=507)["type"] == "no-room"
    assert Attachment.objects.count() == before


def test_sent_again_it_is_attached_once(world: World, http: Of) -> None:
    key = {"Idempotency-Key": "once"}
    first = put(http("member"), world.tasks["Mount"], **key)
    assert put(http("member"), world.tasks["Mount"], **key)["id"] == first["id"]


def test_undo_takes_a_file_off_and_brings_it_back(world: World, http: Of) -> None:
    made = put(http("member"), world.tasks["Mount"], b"kept")
    key = made["created"]["attachments"][0]
    user = world.users["member"]
    gone = outcome_for(user, undo(made["id"], user))
    assert get(http("member"), key).status_code == 404
    undo(gone["id"], user)
    assert content(get(http("member"), key)) == b"kept"
    removed = send(user, world.project, "attachment.delete", {"ids": [key]})
    undo(removed["id"], user)
    assert content(get(http("member"), key)) == b"kept"


def test_a_file_goes_with_its_task(world: World, http: Of) -> None:
    key = attach(http("member"), world.tasks["Mount"])
    send(world.users["member"], world.project, "task.delete", {"ids": [world.tasks["Mount"]]})
    assert get(http("member"), key).status_code == 404


def test_a_backup_holds_the_files(world: World, http: Of, tmp_path: Path) -> None:
    key = attach(http("member"), world.tasks["Mount"], b"precious")
    sha256 = Attachment.objects.get(id=key).sha256
    target = tmp_path / "backup.zip"
    from django.db import connection

    if connection.in_atomic_block:
        # One moment is begun by the backup itself, outside of a test's transaction.
        from headway.operations.backup import _files

        with zipfile.ZipFile(target, "w") as archive:
            list(_files(archive))
    else:
        backup(target)
    with zipfile.ZipFile(target) as archive:
        assert archive.read(f"files/{world.workspace}/{sha256[:2]}/{sha256}") == b"precious"


@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_a_store_keeps_names_and_bytes(kind: str, tmp_path: Path) -> None:
    kept = Folder(tmp_path) if kind == "folder" else Bucket(InMemoryStorage())
    assert list(kept.names()) == []
    for name in ("7/ab/abc", "7/cd/cde", "8/ab/abc"):
        kept.put(name, ContentFile(name.encode()))
    assert kept.has("7/ab/abc")
    assert not kept.has("7/ab/abd")
    assert list(kept.names()) == ["7/ab/abc", "7/cd/cde", "8/ab/abc"]
    with kept.open("7/cd/cde") as file:
        assert file.read() == b"7/cd/cde"
    kept.remove("7/ab/abc")
    kept.remove("7/ab/abc")
    kept.drop("8")
    kept.drop("9")
    assert list(kept.names()) == ["7/cd/cde"]
    with pytest.raises(FileNotFoundError):
        kept.open("8/ab/abc")


def test_files_of_a_wiped_workspace_go_once_that_is_certain(
    world: World, http: Of, django_capture_on_commit_callbacks: Any
) -> None:
    attach(http("member"), world.tasks["Mount"], b"precious")

    def own() -> list[str]:
        return [n for n in store().names() if n.startswith(f"{world.workspace}/")]

    kept = own()
    assert kept
    with (
        django_capture_on_commit_callbacks(execute=True),
        contextlib.suppress(InterruptedError),
        transaction.atomic(),
    ):
        wipe(world.workspace)
        raise InterruptedError
    assert own() == kept
    assert Attachment.objects.filter(stream_id=world.project).exists()
    with django_capture_on_commit_callbacks(execute=True):
        wipe(world.workspace)
        assert own() == kept
    assert own() == []
    assert not Attachment.objects.filter(stream_id=world.project).exists()


@pytest.mark.parametrize("url", ["ftp://host/x", "file://host/x", "s3://", "plain/folder"])
def test_a_store_that_cannot_be_is_named(url: str, settings: Any) -> None:
    settings.HEADWAY_STORAGE_URL = url
    with pytest.raises(ImproperlyConfigured, match="HEADWAY_STORAGE_URL"):
        store()


def test_a_task_that_is_full_takes_no_bytes(
    world: World, http: Of, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, task = http("member"), world.tasks["Mount"]
    there = Attachment.objects.filter(task_id=task).count()
    monkeypatch.setattr(attachments, "MOST_FILES", there + 1)
    attach(who, task, b"the last one")
    kept = set(store().names())
    refused = put(who, task, b"one too many", status=422)
    assert refused["errors"][0]["field"] == "file"
    assert set(store().names()) == kept

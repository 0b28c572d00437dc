"""Files of tasks go along in a project's file, bytes and all, and what a file claims of them is checked."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from headway.collaboration.attachments import keep
from headway.collaboration.models import Attachment
from headway.collaboration.store import store
from headway.exchange import files, mspdi_read
from headway.projects import importing
from tests.projects_api.helpers import Person, Place

pytestmark = pytest.mark.slow

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"rack" * 20
BIG = bytes(range(256)) * 8000
"""More than one instruction holds."""


def content(answer: Any) -> bytes:
    """The body of an answer, streamed or not."""
    return bytes(answer.getvalue())


def attach(place: Place, task: int, data: bytes, name: str, who: Person | None = None) -> int:
    answer = (who or place.owner).upload(f"/tasks/{task}/files", data, name)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["created"]["attachments"][0])


def exported(who: Person, project: int) -> bytes:
    answer = who.get(f"/projects/{project}/export", format="mspdi")
    assert answer.status_code == 200
    return content(answer)


def brought_in(who: Person, data: bytes, **more: Any) -> tuple[int, dict[str, Any]]:
    answer = who.upload("/projects/import", data, "again.xml", **more)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["project"]["id"]), answer.json()["report"]


def own_names(place: Place) -> set[str]:
    return {n for n in store().names() if n.startswith(f"{place.workspace}/")}


def pictured(place: Place) -> tuple[int, int]:
    """Return a project whose task has files and shows one in its description, and the task."""
    project = place.project()
    task = place.task(project, "Rack", duration="3d")
    other = place.task(project, "Label", duration="1d")
    image = attach(place, task, PNG, "rack <1>.png", place.member)
    attach(place, task, BIG, "Pläne.bin")
    attach(place, other, PNG, "the same.html")
    notes = f"See ![rack](/api/v1/attachments/{image}) and /api/v1/attachments/{image}0."
    place.owner.command(project, "task.update", {"id": task, "fields": {"notes": notes}})
    return project, task


def test_files_come_back_and_descriptions_show_them(place: Place) -> None:
    project, _ = pictured(place)
    data = exported(place.owner, project)
    back, report = brought_in(place.owner, data, workspace_id=place.workspace)
    tasks = place.tasks(back)
    rows = {row["name"]: row for row in place.owner.rows(back, "attachments")}
    before = {row["name"]: row for row in place.owner.rows(project, "attachments")}
    kept = ("size", "media_type", "sha256", "added_by", "added_name", "added_at")
    assert {n: [r[k] for k in kept] for n, r in rows.items()} == {
        n: [r[k] for k in kept] for n, r in before.items()
    }
    assert {n: r["task_id"] for n, r in rows.items()} == {
        "rack _1_.png": tasks["Rack"]["id"],
        "Pläne.bin": tasks["Rack"]["id"],
        "the same.html": tasks["Label"]["id"],
    }
    for name, wanted in (("rack _1_.png", PNG), ("Pläne.bin", BIG), ("the same.html", PNG)):
        assert content(place.owner.get(f"/attachments/{rows[name]['id']}")) == wanted
    image = rows["rack _1_.png"]["id"]
    old = before["rack _1_.png"]["id"]
    assert image != old
    assert tasks["Rack"]["notes"] == (
        f"See ![rack](/api/v1/attachments/{image}) and /api/v1/attachments/{old}0."
    )
    assert (report["taken"]["files"], report["left_out"]) == (3, [])
    # The same content stands there once, and the file of the copy holds the same.
    assert data.count(hashlib.sha256(PNG).hexdigest().encode() + b" ") == 1
    again, _ = brought_in(place.owner, exported(place.owner, back), workspace_id=place.workspace)
    assert {r["sha256"] for r in place.owner.rows(again, "attachments")} == {
        r["sha256"] for r in rows.values()
    }


def test_other_programs_read_such_a_file(place: Place) -> None:
    project, _ = pictured(place)
    data = exported(place.owner, project)
    bare = mspdi_read.read(re.sub(rb"<\?headway.*?\?>\n", b"", data))
    assert bare.files == []
    assert [t.name for t in bare.tasks] == ["Rack", "Label"]
    assert max(map(len, data.split(b"<?"))) < 3_000_000


def test_a_guest_takes_out_the_files_of_his_branch_alone(place: Place) -> None:
    project, task = pictured(place)
    away = place.task(project, "Elsewhere")
    attach(place, away, b"secret bytes", "secret plan.txt")
    place.owner.command(project, "task.delete", {"ids": [place.tasks(project)["Label"]["id"]]})
    guest = place.guest(project, task)
    data = exported(guest, project)
    for hidden in (b"secret plan.txt", b64encode(b"secret bytes"), b"the same.html"):
        assert hidden not in data
    for shown in (b"rack _1_.png", hashlib.sha256(BIG).hexdigest().encode()):
        assert shown in data
    back, _ = brought_in(place.stranger, data)
    found = place.stranger.rows(back, "attachments")
    assert {row["name"] for row in found} == {"rack _1_.png", "Pläne.bin"}
    assert {row["added_by"] for row in found} == {None}


def test_what_finds_no_room_is_told_and_the_rest_goes_along(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, task = pictured(place)
    big = attach(place, task, BIG + b"!", "too big.bin")
    notes = place.tasks(project)["Rack"]["notes"] + f" ![big](/api/v1/attachments/{big})"
    place.owner.command(project, "task.update", {"id": task, "fields": {"notes": notes}})
    monkeypatch.setattr(files, "MOST_SIZE", len(BIG))
    monkeypatch.setattr(files, "MOST_TOTAL", len(BIG))
    answer = place.owner.get(f"/projects/{project}/export", format="mspdi")
    assert answer["Headway-Left-Out"] == "2"
    back, report = brought_in(place.owner, content(answer), workspace_id=place.workspace)
    names = {row["name"]: row["id"] for row in place.owner.rows(back, "attachments")}
    assert set(names) == {"rack _1_.png", "the same.html"}
    told = "\n".join(report["left_out"])
    assert "'Pläne.bin' of 'Rack' (2.0 MB) is not in the file: the others had taken" in told
    assert "'too big.bin' of 'Rack' (2.0 MB) is not in the file: at most" in told
    shown = place.tasks(back)["Rack"]["notes"]
    assert f"![rack](/api/v1/attachments/{names['rack _1_.png']})" in shown
    assert "![big](/api/v1/attachments/0)" in shown


def test_a_file_with_files_stays_within_what_an_import_takes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = pictured(place)
    monkeypatch.setattr("headway.projects.exporting.MOST_BYTES", 20_000)
    answer = place.owner.get(f"/projects/{project}/export", format="mspdi")
    data = content(answer)
    assert len(data) <= 20_000
    assert answer["Headway-Left-Out"] == "1"
    back, _ = brought_in(place.owner, data, workspace_id=place.workspace)
    assert len(place.owner.rows(back, "attachments")) == 2


def test_bytes_that_the_store_lost_are_told(place: Place) -> None:
    project, _ = pictured(place)
    name = f"{place.workspace}/{(s := hashlib.sha256(BIG).hexdigest())[:2]}/{s}"
    store().remove(name)
    back, report = brought_in(
        place.owner, exported(place.owner, project), workspace_id=place.workspace
    )
    assert len(place.owner.rows(back, "attachments")) == 2
    assert report["left_out"] == [
        "'Pläne.bin' of 'Rack' was left out: its bytes are not in the file."
    ]


SHA = hashlib.sha256(b"hello").hexdigest()
HELLO = {"id": 5, "task_id": 0, "name": "a.txt", "size": 5, "sha256": SHA}


def forged(place: Place, said: Any, *blocks: bytes) -> bytes:
    """Return the file of a small project that claims to hold files too."""
    project = place.project("Plain")
    place.task(project, "One", duration="1d", notes="![x](/api/v1/attachments/5)")
    data = exported(place.owner, project)
    told = b"<?headway " + json.dumps(said).encode() + b"?>\n"
    return data + told + b"".join(b"<?headway-bytes " + block + b"?>\n" for block in blocks)


def block(data: bytes = b"hello", sha: str = SHA) -> bytes:
    return sha.encode() + b" " + b64encode(data)


def never_seen(place: Place) -> tuple[bytes, bytes]:
    """Return a content that the store has not from other tests, and a project's file that brings it."""
    fresh = uuid4().bytes
    sha = hashlib.sha256(fresh).hexdigest()
    row = {**HELLO, "size": len(fresh), "sha256": sha}
    return fresh, forged(place, {"files": [row]}, block(fresh, sha))


def test_names_and_types_of_a_file_are_made_harmless(place: Place) -> None:
    page = b"<!doctype html><script>alert(1)</script>"
    sha = hashlib.sha256(page).hexdigest()
    row = {"id": 7, "task_id": 0, "name": "../../etc/‮gnp.html", "size": len(page), "sha256": sha,
           "media_type": "image/png", "added_by": place.viewer.user.pk, "added_at": "yesterday",
           "account_id": 99, "added_name": "x\x00y"}  # fmt: skip
    data = forged(place, {"files": [row, HELLO]}, block(page, sha), block())
    back, report = brought_in(place.owner, data, workspace_id=place.workspace)
    found = {r["name"]: r for r in place.owner.rows(back, "attachments")}
    assert report["left_out"] == []
    assert set(found) == {"gnp.html", "a.txt"}
    kept = found["gnp.html"]
    assert kept["media_type"] == "application/octet-stream"
    assert (kept["added_by"], kept["added_at"], kept["added_name"]) == (None, "", "")
    answer = place.owner.get(f"/attachments/{kept['id']}")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert place.tasks(back)["One"]["notes"] == f"![x](/api/v1/attachments/{found['a.txt']['id']})"


@pytest.mark.parametrize(
    ("said", "blocks", "told"),
    [
        ({"files": [HELLO]}, [], "its bytes are not in the file"),
        ({"files": [HELLO]}, [block(b"hallo")], "SHA-256 is another"),
        ({"files": [HELLO]}, [SHA.encode() + b" aGVsb"], "no base64"),
        ({"files": [HELLO]}, [SHA.encode() + b" a\xc3\xa4Vsb!=="], "no base64"),
        ({"files": [{**HELLO, "size": 4}]}, [block()], "has 5 bytes and should have 4"),
        ({"files": [{**HELLO, "sha256": hashlib.sha256(b"").hexdigest(), "size": 0}]}, [], "empty"),
        ({"files": [{**HELLO, "task_id": 7}]}, [block()], "What is said of a file"),
        ({"files": [{**HELLO, "id": "5"}, 3, [], None]}, [block()], "What is said of a file"),
        ({"files": [{**HELLO, "name": 5}]}, [block()], "What is said of a file"),
        ({"files": [{**HELLO, "size": 10**40}]}, [block()], "What is said of a file"),
        ({"files": [{**HELLO, "name": "a\x00\ud800\u202eb"}]}, [], "'ab' of 'One' was left out"),
        ({"files": {"a": HELLO}}, [block()], "The block with the files of tasks is damaged"),
        ({"files": [HELLO], "files_left": 3}, [block()], "The block with the files"),
        (["files"], [block()], "A part of what Headway alone keeps"),
        ({"files_left": [[1, 0, "a", 5, "size"], [1, 9, "b", 5, "room"], [], 3]}, [], "'a' of 'One'"),
    ],
)  # fmt: skip
def test_a_bad_block_is_told_and_loses_nothing_else(
    place: Place, said: Any, blocks: list[bytes], told: str
) -> None:
    kept = own_names(place)
    data = forged(place, said, *blocks)
    back, report = brought_in(place.owner, data, workspace_id=place.workspace)
    assert any(told in line for line in report["left_out"]), report["left_out"]
    assert list(place.tasks(back)) == ["One"]
    assert place.owner.rows(back, "attachments") == []
    assert own_names(place) == kept


def test_of_several_files_the_bad_ones_alone_are_left_out(place: Place) -> None:
    bad = "f" * 64
    rows = [HELLO, {**HELLO, "id": 6, "sha256": bad}, {**HELLO, "id": 5, "name": "twice"}]
    data = forged(place, {"files": rows}, block(), block(sha=bad))
    back, report = brought_in(place.owner, data, workspace_id=place.workspace)
    assert [r["name"] for r in place.owner.rows(back, "attachments")] == ["a.txt"]
    assert len(report["left_out"]) == 2


def test_a_task_takes_no_more_files_than_by_hand(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headway.collaboration.carrying.MOST_FILES", 3)
    rows = [{**HELLO, "id": n} for n in range(1, 6)]
    back, report = brought_in(
        place.owner, forged(place, {"files": rows}, block()), workspace_id=place.workspace
    )
    assert len(place.owner.rows(back, "attachments")) == 3
    assert len(report["left_out"]) == 2


def test_an_import_that_fails_leaves_no_bytes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, task = pictured(place)
    shared = exported(place.owner, project)
    _, data = never_seen(place)
    kept, rows = own_names(place), Attachment.objects.count()

    def refused(*_: Any) -> Any:
        raise importing.Crowded("not now")

    monkeypatch.setattr(importing, "perform", refused)
    for file in (data, shared):
        answer = place.owner.upload(
            "/projects/import", file, "again.xml", workspace_id=place.workspace
        )
        assert answer.status_code == 503
        # What was there before, for somebody else's file, stays.
        assert own_names(place) == kept
    assert Attachment.objects.count() == rows
    assert task in {r["task_id"] for r in place.owner.rows(project, "attachments")}


def test_what_somebody_is_about_to_attach_stays_when_an_import_fails(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, data = never_seen(place)
    kept = own_names(place)

    def refused(*_: Any) -> Any:
        # An upload of the same: its bytes are looked for, its row is not written yet.
        keep(place.workspace, BytesIO(fresh), len(fresh))
        raise importing.Crowded("not now")

    monkeypatch.setattr(importing, "perform", refused)
    answer = place.owner.upload("/projects/import", data, "a.xml", workspace_id=place.workspace)
    assert answer.status_code == 503
    (name,) = own_names(place) - kept
    with store().open(name) as file:
        assert file.read() == fresh


def test_a_store_that_takes_nothing_loses_the_files_alone(
    place: Place, settings: Any, tmp_path: Any
) -> None:
    data = forged(place, {"files": [HELLO]}, block())
    (tmp_path / "taken").write_text("a file where the folder should be")
    settings.HEADWAY_STORAGE_URL = f"file://{tmp_path}/taken"
    back, report = brought_in(place.owner, data, workspace_id=place.workspace)
    assert list(place.tasks(back)) == ["One"]
    assert "could not store" in report["left_out"][0]

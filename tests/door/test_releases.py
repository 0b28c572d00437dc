"""Streams that earlier releases stored are still read, shown, and taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from headway.access.models import User
from headway.changes import cache, ids, rows
from headway.changes.codec import pack
from headway.changes.models import Changeset, Stream
from headway.changes.reading import changesets_since, snapshot
from headway.changes.registry import registry
from headway.changes.state import Records
from headway.changes.undo import undo
from headway.changes.upcasters import field_added, field_renamed, upcast
from headway.projects.models import Task
from tests.line.client import Client, through_json
from tests.line.invariants import check

KEPT = sorted(Path(__file__).resolve().parent.parent.glob("fixtures/release-*"))
HEADING = (
    "version",
    "change_id",
    "command_id",
    "type",
    "schema",
    "engine_version",
    "undoes",
    "first",
)


def test_a_stream_of_the_first_release_is_kept() -> None:
    assert "release-0.1" in [folder.name for folder in KEPT]


def whole(kept: dict[str, Any]) -> dict[str, dict[int, dict[str, Any]]]:
    """Return the rows as they are today: with what has been added to their tables since."""
    return {
        name: {row["id"]: registry.tables[name].new_row(row) for row in found}
        for name, found in kept["rows"].items()
    }


def restored(folder: Path) -> dict[str, dict[str, Any]]:
    """Put the streams of a release into the database."""
    found = {
        kind: orjson.loads((folder / f"{kind}.json").read_bytes())
        for kind in ("workspace", "project")
    }
    home = found["workspace"]["stream"]
    for row in found["workspace"]["rows"]["members"]:
        User(pk=row["user_id"], email=row["email"], name=row["name"]).save()
    for kind, kept in found.items():
        stream = kept["stream"]
        Stream.objects.create(
            id=stream,
            kind=kind,
            workspace_id=home,
            version=len(kept["changesets"]),
            workspace_version=len(found["workspace"]["changesets"]) if kind == "project" else 0,
        )
        for changeset in kept["changesets"]:
            Changeset.objects.create(
                **{name: changeset[name] for name in HEADING},
                stream_id=stream,
                actor_id=changeset["actor"]["id"],
                actor_name=changeset["actor"]["name"],
                at=datetime.fromisoformat(changeset["at"]),
                body=pack(changeset["body"]),
                results=pack(changeset["results"]),
            )
        rows.write(
            stream,
            home,
            {
                name: {"added": list(table.values()), "updated": [], "removed": []}
                for name, table in whole(kept).items()
            },
        )
    ids.lease(None, 10_000)
    state = cache.current(found["project"]["stream"])
    assert state is not None
    dates = state.derived["schedule"].columns()
    for key, start, finish in zip(dates["id"], dates["start"], dates["finish"], strict=True):
        Task.objects.filter(id=key).update(start=start, finish=finish)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("folder", KEPT, ids=lambda f: f.name)
def test_a_kept_stream_replays(folder: Path) -> None:
    for kept in restored(folder).values():
        records = Records({})
        for changeset in kept["changesets"]:
            records = records.applied(upcast(changeset["body"], changeset["schema"])["inputs"])
        for name, found in whole(kept).items():
            assert records.rows(name) == found, name


@pytest.mark.django_db
@pytest.mark.parametrize("folder", KEPT, ids=lambda f: f.name)
def test_a_kept_stream_is_served_and_goes_on(folder: Path) -> None:
    found = restored(folder)
    project = found["project"]["stream"]
    members = found["workspace"]["rows"]["members"]
    owner = next(row["user_id"] for row in members if row["role"] == "owner")
    client = Client(owner, project)
    client.shot["tables"] = {n: {} for n in client.shot["tables"]}
    answer = through_json(changesets_since(owner, project, 0, "project"))
    for changeset in answer["items"]:
        client.apply(changeset)
    shot = through_json(snapshot(owner, project, "project", keys=False))
    assert set(client.shot["tables"]["tasks"]) == set(shot["tables"]["tasks"]["id"])
    update = next(c for c in reversed(answer["items"]) if c["type"] == "custom_value.set")
    assert update["inputs"]["custom_values"]["added"]
    pinned = [c for c in answer["items"] if c["type"] == "task.reschedule"]
    key = pinned[0]["inputs"]["tasks"]["updated"][0]["id"]
    assert Task.objects.get(id=key).constraint != "asap"
    undo(pinned[0]["id"], owner)
    assert Task.objects.get(id=key).constraint == "asap"
    check(project)


def test_upcasters_bring_old_bodies_to_the_present() -> None:
    body = {
        "inputs": {
            "tasks": {
                "added": [{"id": 1, "title": "A"}],
                "updated": [{"id": 2, "before": {"title": "B"}, "after": {"title": "C"}}],
                "removed": [{"id": 3, "title": "D"}],
            },
            "links": {"added": [{"id": 4}], "updated": [], "removed": []},
        }
    }
    steps = {
        1: [field_renamed("tasks", "title", "name")],
        2: [field_added("tasks", "colour", "red")],
    }
    tasks = upcast(body, 1, steps, 3)["inputs"]["tasks"]
    assert tasks["added"] == [{"id": 1, "name": "A", "colour": "red"}]
    assert tasks["updated"] == [{"id": 2, "before": {"name": "B"}, "after": {"name": "C"}}]
    assert tasks["removed"] == [{"id": 3, "name": "D", "colour": "red"}]
    assert upcast(body, 3, steps, 3) is body
    assert upcast(body, 1, steps, 3)["inputs"]["links"] == body["inputs"]["links"]

"""Whatever table a project has, its file holds it and brings it back, or it is said here that it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from headway.changes.registry import registry
from tests.door.conftest import Http, http, world
from tests.line.client import rows_of
from tests.line.world import World, send, settle

__all__ = ["http", "world"]
pytestmark = pytest.mark.slow

STAYS = {"scenarios", "scope_approvals"}
"""Both speak of changes of the project that they are in."""
OWN = {"id", "rank", "workspace_id", "file_uid", "shared_key", "workflow_id"}
"""What a row has of the place where it is: its key and order, the file it came from, the workflow that the
workspace keeps."""
REFERS = {"resource_id": "resources", "assignment_id": "assignments"}


def seen(who: Http, project: int) -> dict[str, dict[int, dict[str, Any]]]:
    tables = who("GET", f"projects/{project}/snapshot")["tables"]
    return {name: rows_of(columns) for name, columns in tables.items()}


def named(tables: dict[str, dict[int, dict[str, Any]]], nobody: int) -> dict[str, list[str]]:
    """The rows of a project with names for keys; the account `nobody` is none."""

    def name(table: str, key: int) -> str:
        row = tables[table][key]
        if table == "assignments":
            return f"{name('tasks', row['task_id'])} by {name('resources', row['resource_id'])}"
        return f"{table} {row.get('number') or row.get('name') or ''}"

    tops = {str(key): row["name"] for key, row in tables["tasks"].items()}
    found = {}
    for table in registry.tables_of("project"):
        rows = []
        for row in tables[table.name].values():
            plain = {}
            for column in table.fields:
                value, to = row[column.name], column.references or REFERS.get(column.name)
                if column.name in OWN:
                    continue
                if to is not None and value is not None:
                    value = name(to, value)
                plain[column.name] = None if to is None and value == nobody else value
            text = json.dumps(plain, sort_keys=True)
            if table.name == "saved_views":
                text = re.sub(r'(?<=")\d+(?=")', lambda m: tops[m[0]], text)
            rows.append(text)
        found[table.name] = sorted(rows)
    return found


def test_every_table_comes_back(world: World, http: Callable[[str], Http]) -> None:
    owner = http("owner")
    share = world.assignment("Mount")
    tables = seen(owner, world.project)
    who = tables["assignments"][share]["resource_id"]
    said = {"task_id": world.tasks["Mount"], "resource_id": who, "percent": 20, "note": "Slow"}
    send(world.users["owner"], world.project, "update.answer", said)
    gone = {"ids": list(tables["attachments"])}
    if gone["ids"]:
        # Those of this world have no bytes.
        send(world.users["owner"], world.project, "attachment.delete", gone)
    owner.client.post(
        f"/api/v1/tasks/{world.tasks['Mount']}/files",
        {"file": SimpleUploadedFile("rack.txt", b"racks")},
        headers={"Authorization": f"Bearer {owner.token}"},
    )
    settle()
    answer = owner.client.get(
        f"/api/v1/projects/{world.project}/export",
        headers={"Authorization": f"Bearer {owner.token}"},
    )
    file = SimpleUploadedFile("world.xml", answer.getvalue())
    made = owner.client.post(
        "/api/v1/projects/import",
        {"file": file, "workspace_id": world.workspace},
        headers={"Authorization": f"Bearer {owner.token}"},
    )
    assert made.status_code == 201, made.content
    guest = world.users["guest"]
    before = named(seen(owner, world.project), guest)
    after = named(seen(owner, made.json()["project"]["id"]), guest)
    for table, rows in before.items():
        if table in STAYS:
            assert after[table] == []
        else:
            assert rows, f"the world has no {table}"
            # Who made a task watches it by rule; in the copy a row says so.
            kept = [row for row in after[table] if table != "watchers" or row in rows]
            assert kept == rows, table

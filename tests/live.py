"""A client of live sockets: what a browser would hold, and how to wait for it."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import websockets.sync.client as ws

from tests.answered import as_message

WAIT = 20.0


class Watcher:
    """Follows one socket and keeps what it was told."""

    def __init__(self, socket: ws.ClientConnection) -> None:
        self.socket = socket
        self.items: list[dict[str, Any]] = []
        self.version = -1
        self.people: list[dict[str, Any]] = []
        self.resets: list[int] = []

    def next(self, wait: float = WAIT) -> dict[str, Any]:
        """Take one message."""
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=wait))
        as_message(message)
        match message["type"]:
            case "changesets":
                self.items += message["items"]
                self.version = message["version"]
            case "presence":
                self.people = message["people"]
            case "reset":
                self.resets.append(message["version"])
        return message

    def until(self, done: Any, wait: float = WAIT) -> None:
        """Take messages until `done()`."""
        end = time.monotonic() + wait
        while not done():
            self.next(max(0.01, end - time.monotonic()))

    def reach(self, version: int) -> None:
        """Take messages until told up to `version`."""
        self.until(lambda: self.version >= version)

    def versions(self) -> list[int]:
        """Return the versions of all changesets told, in order."""
        return [item["version"] for item in self.items]


class Copy:
    """A project as a client holds it: a snapshot and the changesets after it."""

    def __init__(self, snapshot: dict[str, Any]) -> None:
        self.version = snapshot["version"]
        self.tables = {name: _rows(columns) for name, columns in snapshot["tables"].items()}
        self.results = {name: _rows(columns) for name, columns in snapshot["results"].items()}

    def apply(self, changeset: dict[str, Any]) -> None:
        """Apply the next changeset."""
        assert changeset["version"] == self.version + 1, "a gap"
        self.version += 1
        for name, part in changeset["inputs"].items():
            rows = self.tables.setdefault(name, {})
            for row in part["removed"]:
                rows.pop(row["id"], None)
            for row in part["added"]:
                rows[row["id"]] = row
            for update in part["updated"]:
                rows[update["id"]] = {**rows[update["id"]], **update["after"]}
        for name, keys in changeset.get("removed_results", {}).items():
            for key in keys:
                self.results[name].pop(key, None)
        for name, columns in changeset.get("results", {}).items():
            self.results.setdefault(name, {}).update(_rows(columns))

    def equals(self, snapshot: dict[str, Any]) -> bool:
        """Whether it is what a fresh snapshot says (of the project's own tables)."""
        fresh = Copy(snapshot)
        own = ("projects", "tasks", "links", "assignments", "baselines", "baseline_tasks")
        return (
            self.version == fresh.version
            and all(self.tables.get(t, {}) == fresh.tables.get(t, {}) for t in own)
            and self.results == fresh.results
        )


def _rows(columns: dict[str, list[Any]]) -> dict[int, dict[str, Any]]:
    return {
        key: {name: values[place] for name, values in columns.items()}
        for place, key in enumerate(columns.get("id", []))
    }


def command(
    client: httpx.Client, stream: int, type_: str, payload: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Send a command, which must succeed; return the answer."""
    answer = client.post(
        "/commands", json={"type": type_, "stream": stream, "payload": payload, **more}
    )
    assert answer.status_code == 200, f"{type_}: {answer.status_code} {answer.text}"
    found: dict[str, Any] = answer.json()
    return found


def own_workspace(client: httpx.Client) -> int:
    """Return the account's own workspace."""
    spaces = client.get("/me").json()["workspaces"]
    return int(next(w["id"] for w in spaces if not w["demo"]))


def new_project(client: httpx.Client, name: str = "Net", tasks: int = 3) -> tuple[int, list[int]]:
    """Create a project with a chain of tasks; return its key and theirs."""
    made = command(
        client, own_workspace(client), "project.create", {"name": name, "start": 29_700_540}
    )
    project = made["created"]["projects"][0]
    lines = [
        {
            "name": f"Task {n}",
            "duration": 480,
            "predecessors": [{"row": n - 1}] if n else [],
        }
        for n in range(tasks)
    ]
    added = command(client, project, "outline.insert", {"tasks": lines})
    return project, added["created"]["tasks"]

"""A client as docs/protocol.md describes one: a snapshot, and changesets applied to it."""

from __future__ import annotations

from typing import Any

import orjson

from headway.changes.reading import changesets_since, snapshot

Row = dict[str, Any]


def through_json(value: Any) -> Any:
    """Return what arrives of `value` at the other end of the wire."""
    return orjson.loads(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS))


def rows_of(columns: dict[str, list[Any]]) -> dict[int, Row]:
    """Return a columnar table as rows by key."""
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    return {row["id"]: row for row in (dict(zip(names, values, strict=True)) for values in rows)}


def plain(shot: dict[str, Any]) -> dict[str, Any]:
    """Return what of a snapshot two clients must agree on."""
    return {
        "version": shot["version"],
        "workspace_version": shot["workspace_version"],
        "tables": {name: rows_of(columns) for name, columns in shot["tables"].items()},
        "results": {name: rows_of(columns) for name, columns in shot["results"].items()},
        "viewer": shot["viewer"],
    }


class Client:
    """One person's copy of a project and its workspace."""

    def __init__(self, user: int, project: int) -> None:
        self.user = user
        self.project = project
        self.resets = 0
        self.take()

    def take(self) -> None:
        """Start from a snapshot."""
        self.shot = self.fresh()
        self.workspace = self.shot.pop("workspace")

    def fresh(self) -> dict[str, Any]:
        """Return a new snapshot, as it is compared."""
        shot = through_json(snapshot(self.user, self.project, "project", keys=False))
        return {**plain(shot), "workspace": shot["workspace_id"]}

    def catch_up(self) -> list[dict[str, Any]]:
        """Take in what came since, of both streams; return the changesets."""
        taken: list[dict[str, Any]] = []
        for kind, stream, version in (
            ("workspace", self.workspace, "workspace_version"),
            ("project", self.project, "version"),
        ):
            answer = through_json(changesets_since(self.user, stream, self.shot[version], kind))
            if answer.get("reset"):
                self.resets += 1
                self.take()
                return taken
            for changeset in answer["items"]:
                assert changeset["version"] == self.shot[version] + 1
                self.apply(changeset)
                self.shot[version] = changeset["version"]
                taken.append(changeset)
            assert answer["version"] == self.shot[version]
        return taken

    def apply(self, changeset: dict[str, Any]) -> None:
        """Apply one changeset: removed, added, updated rows, then results."""
        for name, change in changeset["inputs"].items():
            rows = self.shot["tables"].setdefault(name, {})
            for row in change.get("removed", ()):
                rows.pop(row["id"], None)
            for row in change.get("added", ()):
                rows[row["id"]] = row
            for update in change.get("updated", ()):
                was = rows[update["id"]]
                assert {n: was[n] for n in update["before"]} == update["before"]
                rows[update["id"]] = {**was, **update["after"]}
        for name, columns in changeset.get("results", {}).items():
            self.shot["results"].setdefault(name, {}).update(rows_of(columns))
        for name, keys in changeset.get("removed_results", {}).items():
            for key in keys:
                self.shot["results"].setdefault(name, {}).pop(key, None)

    def holds(self) -> None:
        """Assert that this copy equals a fresh snapshot."""
        fresh = self.fresh()
        fresh.pop("workspace")
        for part in ("version", "workspace_version", "viewer"):
            assert self.shot[part] == fresh[part], part
        for part in ("tables", "results"):
            names = {n for n, rows in (self.shot[part] | fresh[part]).items() if rows}
            for name in sorted(names):
                mine, theirs = self.shot[part].get(name, {}), fresh[part].get(name, {})
                assert mine == theirs, f"{part}.{name} of {fresh['viewer']['role']}"

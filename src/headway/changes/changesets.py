"""Arithmetic on the inputs of changesets: invert, squash, and who else touched a field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from headway.changes.state import Inputs
from headway.changes.tables import Row


def invert(inputs: Inputs) -> Inputs:
    """Return the inputs that take `inputs` back."""
    return {
        table: {
            "added": change.get("removed", []),
            "removed": change.get("added", []),
            "updated": [
                {"id": u["id"], "before": u["after"], "after": u["before"]}
                for u in change.get("updated", [])
            ],
        }
        for table, change in inputs.items()
    }


def squash(sequence: Iterable[Inputs]) -> Inputs:
    """Return one set of inputs with the effect of all of `sequence` in order."""
    before: dict[tuple[str, int], Row | None] = {}
    after: dict[tuple[str, int], Row | None] = {}
    partial: dict[tuple[str, int], tuple[Row, Row]] = {}
    for inputs in sequence:
        for table, change in inputs.items():
            for row in change.get("added", []):
                before.setdefault((table, row["id"]), None)
                after[(table, row["id"])] = row
            for update in change.get("updated", []):
                key = (table, update["id"])
                whole = after.get(key)
                if whole is not None:
                    after[key] = {**whole, **update["after"]}
                else:
                    first, last = partial.get(key, ({}, {}))
                    partial[key] = ({**update["before"], **first}, {**last, **update["after"]})
            for row in change.get("removed", []):
                key = (table, row["id"])
                first, _ = partial.pop(key, ({}, {}))
                before.setdefault(key, {**row, **first})
                after[key] = None
    result: Inputs = {}

    def part(table: str, name: str) -> list[Row]:
        return result.setdefault(table, {"added": [], "updated": [], "removed": []})[name]

    for (table, key_id), now in after.items():
        old = before[(table, key_id)]
        if old is None and now is not None:
            part(table, "added").append(now)
        elif old is not None and now is None:
            part(table, "removed").append(old)
        elif old is not None and now is not None:
            changed = {f for f in now if old.get(f) != now[f]}
            if changed:
                part(table, "updated").append(
                    {
                        "id": key_id,
                        "before": {f: old[f] for f in changed},
                        "after": {f: now[f] for f in changed},
                    }
                )
    for (table, key_id), (first, last) in partial.items():
        changed = {f for f in last if first[f] != last[f]}
        if changed:
            part(table, "updated").append(
                {
                    "id": key_id,
                    "before": {f: first[f] for f in changed},
                    "after": {f: last[f] for f in changed},
                }
            )
    return result


def written(inputs: Inputs) -> Iterator[tuple[str, int, str | None, Any]]:
    """Yield (table, key, field, new value) of all that `inputs` writes; field None is the row."""
    for table, change in inputs.items():
        for row in change.get("added", []):
            yield table, row["id"], None, row
        for row in change.get("removed", []):
            yield table, row["id"], None, None
        for update in change.get("updated", []):
            for name, value in update["after"].items():
                yield table, update["id"], name, value


def clashes(mine: Inputs, theirs: Inputs) -> list[tuple[str, int, str | None, Any, Any]]:
    """Return (table, key, field, my value, their value) wherever both wrote and do not agree.

    A row that one removed and the other changed or removed clashes as a whole, except where both
    removed it.
    """
    fields: dict[tuple[str, int, str | None], Any] = {}
    rows: set[tuple[str, int]] = set()
    for table, key, name, value in written(theirs):
        fields[(table, key, name)] = value
        rows.add((table, key))
    found: list[tuple[str, int, str | None, Any, Any]] = []
    for table, key, name, value in written(mine):
        if (table, key) not in rows:
            continue
        if (table, key, name) in fields:
            other = fields[(table, key, name)]
            if other != value:
                found.append((table, key, name, value, other))
        elif name is None or (table, key, None) in fields:
            found.append((table, key, name, value, fields.get((table, key, None))))
    return found

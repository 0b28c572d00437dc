"""Undo: the inverse of a change as a new command by the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID, uuid4

from headway.changes.changesets import invert, written
from headway.changes.command import Change, Command
from headway.changes.errors import Conflict, Forbidden, Invalid, Missing
from headway.changes.history import decoded, inputs_since, of_change
from headway.changes.models import Changeset, Stream
from headway.changes.perform import Envelope, Outcome, perform
from headway.changes.registry import registry
from headway.changes.state import Draft, Inputs


class Undo(Command):
    """Takes back the changesets of one change. Made by `undo`, never sent by a client."""

    type: ClassVar[str] = "change.undo"
    internal: ClassVar[bool] = True
    workspace_too: ClassVar[bool] = True
    last_wins: ClassVar[bool] = True

    what: str
    original: str
    kind: str
    done: dict[int, dict[str, dict[str, list[dict[str, Any]]]]]
    versions: dict[int, int]

    def needs(self) -> Iterator[tuple[str, str, str]]:
        command = registry.commands.get(self.original)
        capability = command.capability if command is not None else "plan.edit"
        yield self.type, self.kind, capability

    def apply(self, change: Change) -> None:
        for stream, inputs in self.done.items():
            draft = change.drafts.get(stream)
            if draft is None:
                raise Invalid(f"'{self.what}' brought a project into being; archive it instead.")
            _take_back(draft, inputs, stream, self.versions[stream])


def undo(changeset_id: int, user_id: int, command_id: UUID | None = None) -> Outcome:
    """Undo the change that a changeset belongs to, for the account that asks.

    Raises Missing for an unknown one, Conflict, naming whose change stands in the way, where a
    later change touched the same fields, and what `perform` raises.
    """
    row = Changeset.objects.filter(id=changeset_id).first()
    if row is None:
        raise Missing("There is no such change, or none that you may see.")
    if row.actor_id != user_id:
        # Seen first, so that a stranger does not learn that the change exists.
        kind = Stream.objects.get(id=row.stream_id).kind
        if registry.the_policy().viewer(user_id, row.stream_id, kind) is None:
            raise Missing("There is no such change, or none that you may see.")
    parts = of_change(row.change_id)
    main = parts[0]
    original = _original(main)
    kind = Stream.objects.get(id=main["stream"]).kind
    command = Undo(
        what=main["type"],
        original=original,
        kind=kind,
        done={part["stream"]: part["inputs"] for part in parts},
        versions={part["stream"]: part["version"] for part in parts},
    )
    return perform(
        Envelope(command, main["stream"], command_id or uuid4(), undoes=changeset_id), user_id
    )


def _original(changeset: dict[str, Any]) -> str:
    """Return the type of the command that an undo, or the undo of an undo, goes back to."""
    for _ in range(100):
        if changeset["undoes"] is None:
            return str(changeset["type"])
        row = Changeset.objects.filter(id=changeset["undoes"]).first()
        if row is None:
            break
        changeset = decoded(row)
    raise Forbidden("What this goes back to is no longer kept.")


def _take_back(draft: Draft, done: Inputs, stream: int, version: int) -> None:
    """Write the inverse of `done` into the draft; raise Conflict where it changed since."""
    fields = []
    for table, change in done.items():
        columns = registry.tables[table].by_name
        for row in change.get("added", []):
            now = draft.get(table, row["id"])
            if now is not None and now != row:
                changed = [name for name in row if now.get(name) != row[name]]
                fields.append((table, row["id"], changed[0], None, now.get(changed[0])))
        for update in change.get("updated", []):
            now = draft.get(table, update["id"])
            for name, value in update["after"].items():
                if columns[name].counter:
                    continue
                if now is None or now[name] != value:
                    there = None if now is None else now[name]
                    fields.append((table, update["id"], name, update["before"][name], there))
        for row in change.get("removed", []):
            if draft.get(table, row["id"]) is not None:
                fields.append((table, row["id"], None, row, None))
    if fields:
        named = [
            {
                "table": t,
                "id": k,
                "field": f,
                "yours": y,
                "theirs": o,
                "by": _who(stream, version, t, k, f),
            }
            for t, k, f, y, o in fields[:50]
        ]
        raise Conflict(f"{named[0]['by']} changed this since; it was not undone.", named)
    for table, change in invert(done).items():
        columns = registry.tables[table].by_name
        for row in change["removed"]:
            if draft.get(table, row["id"]) is not None:
                draft.delete(table, row["id"])
        for update in change["updated"]:
            after = {n: v for n, v in update["after"].items() if not columns[n].counter}
            if after:
                draft.update(table, update["id"], after)
        for row in change["added"]:
            draft.insert(table, registry.tables[table].new_row(row))


def _who(stream: int, version: int, table: str, key: int, field: str | None) -> str:
    """Return the name of whoever last wrote that field after `version`."""
    name = "A later change"
    for _, by, _, inputs in inputs_since(stream, version):
        for other_table, other_key, other_field, _ in written(inputs):
            if (other_table, other_key) == (table, key) and other_field in (field, None):
                name = by
    return name

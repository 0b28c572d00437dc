"""Undo: the inverse of a change as a new command by the person who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeAlias
from uuid import UUID, uuid4

from headway.changes import cache
from headway.changes.cache import State
from headway.changes.changesets import invert, written
from headway.changes.command import Change, Command
from headway.changes.compute import viewer_of
from headway.changes.envelope import Envelope, Outcome
from headway.changes.errors import Conflict, Forbidden, Invalid, Missing
from headway.changes.gate import Place, check_view, tellable
from headway.changes.history import inputs_since, of_change
from headway.changes.models import Changeset
from headway.changes.perform import perform
from headway.changes.registry import registry
from headway.changes.state import Draft, Inputs
from headway.words import mark, say

UNKNOWN = mark("There is no such change, or none that you may see.")
Clash: TypeAlias = tuple[Place, Any, Any, Place]
"""Where, what undoing would set, what is there, and where to look for who did it."""


class Undo(Command):
    """Takes back the changesets of one change. Made by `undo`, never sent by a client."""

    type: ClassVar[str] = "change.undo"
    internal: ClassVar[bool] = True
    workspace_too: ClassVar[bool] = True
    last_wins: ClassVar[bool] = True

    kind: str
    capabilities: list[str]
    done: dict[int, Any]
    versions: dict[int, int]
    forks: list[int]
    others: list[int]
    carried: list[int]

    def needs(self) -> Iterator[tuple[str, str, str]]:
        for capability in self.capabilities:
            yield self.type, self.kind, capability

    def also(self) -> Iterator[int]:
        yield from self.forks
        yield from self.others

    def apply(self, change: Change) -> None:
        change.told.update(self.forks)
        change.carried.update(self.carried)
        for stream in self.done:
            if stream not in change.drafts or self.versions[stream] == 1:
                raise Invalid(say("What came into being by this is archived, not undone."))
        for stream, inputs in self.done.items():
            _take_back(change.drafts[stream], inputs, stream, self.versions[stream], change.may)


def undo(changeset_id: int, user_id: int, command_id: UUID | None = None) -> Outcome:
    """Undo the change that a changeset belongs to, for the account that asks.

    Raises Missing for an unknown one, Conflict, naming whose change stands in the way, where a
    later change touched the same fields, and what `perform` raises.
    """
    row = Changeset.objects.filter(id=changeset_id).first()
    if row is None:
        raise Missing(UNKNOWN)
    parts = of_change(row.change_id)
    main = parts[0]
    states = _seen(parts, user_id)
    # A fork is no more where its parent knows nothing of it: that it began needs no taking back.
    parts = [p for p in parts if p["version"] > 1 or states[p["stream"]].parent is None]
    streams = {part["stream"] for part in parts}
    command = Undo(
        kind=states[main["stream"]].kind,
        capabilities=main["needs"],
        done={part["stream"]: part["inputs"] for part in parts},
        versions={part["stream"]: part["version"] for part in parts},
        forks=[s for s in streams if states[s].parent == main["stream"]],
        others=[
            s
            for s in streams
            if s != main["stream"]
            and states[s].parent is None
            and states[s].kind == "project"
            and states[main["stream"]].kind == "project"
        ],
        carried=sorted(
            row["id"]
            for part in parts
            if states[part["stream"]].parent is not None and _carries(main)
            for change in part["inputs"].values()
            for rows in change.values()
            for row in rows
        ),
    )
    return perform(
        Envelope(command, main["stream"], command_id or uuid4(), undoes=changeset_id), user_id
    )


def _seen(parts: list[dict[str, Any]], user_id: int) -> dict[int, State]:
    """Return the streams' states; raise Refused unless the account may see all of a change.

    Asked before anything is compared, so that no refusal tells what lies outside his view.
    """
    found: dict[int, State] = {}
    for part in parts:
        state = cache.current(part["stream"])
        if state is None:
            raise Missing(UNKNOWN)
        found[state.stream] = state
        born = part["version"] == 1 and state.parent is not None
        if born and found.get(state.parent or 0) is not None:
            continue
        viewer = viewer_of(user_id, state)
        if state.parent is not None and _carries(part):
            continue
        try:
            check_view(viewer, state, part["inputs"])
        except Forbidden:
            raise Missing(UNKNOWN) from None
    return found


def _carries(part: dict[str, Any]) -> bool:
    """Whether a change copied rows into a fork unseen, or is the undo or redo of one that did."""
    type_, undoes = part["type"], part["undoes"]
    while undoes is not None:
        type_, undoes = Changeset.objects.values_list("type", "undoes").get(id=undoes)
    known = registry.commands.get(type_)
    return known is not None and known.carries


def _take_back(
    draft: Draft, done: Inputs, stream: int, version: int, may: Callable[[str | None], bool]
) -> None:
    """Write the inverse of `done` into the draft; raise Conflict where it changed since.

    `may` says which capabilities the person has: of hidden rows only what they go with is named.
    """
    clashes = (list(_changed_since(draft, done)) or list(_hanging(draft, done)))[:50]
    if clashes:
        by = _whose(stream, version, {witness for _, _, _, witness in clashes})
        fields = [
            _told(place, yours, theirs, done, may) | {"by": by[witness]}
            for place, yours, theirs, witness in clashes
        ]
        raise Conflict(
            say("{by} changed this since; it was not undone.", by=fields[0]["by"]), fields
        )
    for table, change in invert(done).items():
        columns = registry.tables[table].by_name
        for row in change["removed"]:
            if draft.get(table, row["id"]) is not None:
                draft.delete(table, row["id"])
        for row in change["added"]:
            draft.insert(table, registry.tables[table].new_row(row))
        for update in change["updated"]:
            after = {n: v for n, v in update["after"].items() if not columns[n].counter}
            if after:
                draft.update(table, update["id"], after)


def _told(
    place: Place, yours: Any, theirs: Any, done: Inputs, may: Callable[[str | None], bool]
) -> dict[str, Any]:
    """Return a clash as the person may see it."""
    told = tellable(place, done, may)
    if told != place:
        yours = theirs = None
    table, key, field = told or (None, None, None)
    return {"table": table, "id": key, "field": field, "yours": yours, "theirs": theirs}


def _changed_since(draft: Draft, done: Inputs) -> Iterator[Clash]:
    """Yield what is no longer as the change left it."""
    for table, change in done.items():
        columns = registry.tables[table].by_name
        for row in change.get("added", []):
            now = draft.get(table, row["id"])
            if now is not None and now != row:
                name = next(n for n in now if row.get(n) != now[n])
                place = (table, row["id"], name)
                yield place, None, now[name], place
        for update in change.get("updated", []):
            now = draft.get(table, update["id"])
            for name, value in update["after"].items():
                if not columns[name].counter and (now is None or now[name] != value):
                    there = None if now is None else now[name]
                    place = (table, update["id"], name)
                    yield place, update["before"][name], there, place
        for row in change.get("removed", []):
            if draft.get(table, row["id"]) is not None:
                whole: Place = (table, row["id"], None)
                yield whole, row, None, whole


def _hanging(draft: Draft, done: Inputs) -> Iterator[Clash]:
    """Yield rows that would go though others hang on them since, or come back to hang on nothing.

    Named are the change's own rows: what hangs on them need not be for this person's eyes.
    """
    back = {name: {r["id"] for r in part.get("removed", [])} for name, part in done.items()}
    for table, change in done.items():
        stream = registry.tables[table].stream
        gone = [r["id"] for r in change.get("added", []) if draft.get(table, r["id"])]
        for other in registry.tables_of(stream) if gone else ():
            of_other = done.get(other.name, {})
            added = {row["id"] for row in of_other.get("added", [])}
            for field in other.fields:
                if field.references != table:
                    continue
                pointed = {u["id"] for u in of_other.get("updated", []) if field.name in u["after"]}
                own = added | pointed
                for key in gone:
                    for row in draft.where(other.name, field.name, key):
                        if row["id"] not in own:
                            yield (table, key, None), None, None, (other.name, row["id"], None)
        for row in change.get("removed", []):
            for field in registry.tables[table].fields:
                target, home = row.get(field.name), field.references
                if target is None or home is None or registry.tables[home].stream != stream:
                    continue
                if target not in back.get(home, ()) and draft.get(home, target) is None:
                    yield (table, row["id"], None), row, None, (home, target, None)


def _whose(stream: int, version: int, places: set[Place]) -> dict[Place, str]:
    """Return who last wrote each place after `version`."""
    found = dict.fromkeys(places, say("A later change"))
    rows: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        rows.setdefault(place[:2], []).append(place)
    for _, by, _, inputs in inputs_since(stream, version):
        for table, key, field, _ in written(inputs):
            for place in rows.get((table, key), ()):
                if field is None or place[2] in (None, field):
                    found[place] = by
    return found

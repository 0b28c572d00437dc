"""What the door checks of every change: rights, keys, the viewer's view, rules, and the base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any, TypeAlias

from headway.changes import cache, ids
from headway.changes.cache import State
from headway.changes.changesets import clashes
from headway.changes.checks import check_inputs, check_references
from headway.changes.command import Command
from headway.changes.envelope import Envelope
from headway.changes.errors import Conflict, Forbidden, Invalid
from headway.changes.history import inputs_since, moments
from headway.changes.naming import Names
from headway.changes.registry import SCOPE_TABLE, registry
from headway.changes.state import Draft, Inputs
from headway.changes.viewer import Viewer
from headway.changes.visibility import branch
from headway.words import mark, say

OUTSIDE = mark("This lies outside your branch.")
Place: TypeAlias = tuple[str, int, str | None]
"""Table, key and field; field None is the row."""


def check_may(command: Command, viewer: Viewer, kind: str) -> None:
    """Raise Refused unless every part of the command is for this kind of stream and this viewer."""
    for type_, on, capability in command.needs():
        if on != kind and not (on == registry.shape(kind) and registry.commands[type_].in_forks):
            raise Invalid(
                say("'{type}' is not a command for a {kind}.", type=type_, kind=kind),
                field="stream",
            )
        if viewer.role != "system" and not viewer.may(capability):
            raise Forbidden(
                say(
                    "As {role} you cannot do this ({capability} is needed).",
                    role=viewer.role,
                    capability=capability,
                )
            )


def check_open(state: State) -> None:
    """Raise Invalid where a fork may no longer be changed."""
    if state.parent is None:
        return
    parent = cache.current(state.parent)
    why = parent and registry.forks[state.kind].standing(parent.records, state.stream)
    if why:
        raise Invalid(why, field="stream")


def check_step(
    envelope: Envelope,
    viewer: Viewer,
    state: State,
    inputs: Inputs,
    own_keys: set[int],
    carried: set[int],
    drafts: Mapping[int, Draft],
    workspace_id: int,
) -> None:
    """Raise Refused unless what was written fits the tables, the viewer's view and the rules."""
    draft, workspace = drafts[state.stream], drafts[workspace_id]
    check_inputs(inputs, registry.tables)
    check_view(viewer, state, inputs, carried)
    check_references(inputs, registry.tables, draft, workspace)
    if envelope.undoes is None:
        _check_keys(viewer, state, inputs, own_keys, carried)
    check_rules(state.kind, draft, inputs, drafts)
    seen = envelope.base.get(state.stream)
    if seen is not None and seen < state.version and not envelope.command.last_wins:
        _check_base(inputs, state, seen, viewer, Names(viewer, state, draft, workspace))


def check_rules(kind: str, draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Refused unless what must always hold of such a stream does."""
    for guard in registry.guards_of(kind):
        guard(draft, inputs, drafts)


def check_view(
    viewer: Viewer, state: State, inputs: Inputs, carried: Set[int] = frozenset()
) -> None:
    """A guest writes only in his branch, and nobody a table that he may not see.

    Rows of a hidden table go and come back with the row that they belong to: who may delete a task
    need not see what it cost. A fork takes over what its parent holds (`carried`) unseen.
    """
    if viewer.role == "system":
        return
    copied = carried if state.parent is not None else frozenset()
    for name, change in inputs.items():
        if viewer.may(registry.tables[name].capability) or _belong(name, inputs):
            continue
        if not all(row["id"] in copied for rows in change.values() for row in rows):
            raise Forbidden(say("You may not see {name}.", name=name))
    if viewer.branch is None or state.kind != "project":
        return
    tasks = branch(state.records, viewer.branch)
    for name, change in inputs.items():
        anchor = registry.tables[name].anchor
        rows = state.records.rows(name)
        whole = (*change["added"], *change["removed"])
        touched = [rows[u["id"]] for u in change["updated"] if u["id"] in rows]
        if anchor is None or any(not tasks.issuperset(anchor(r)) for r in (*whole, *touched)):
            raise Forbidden(OUTSIDE)
        if name == SCOPE_TABLE and any("parent_id" in u["after"] for u in change["updated"]):
            raise Forbidden(say("Moving tasks is not for guests."))


def _belong(name: str, inputs: Inputs) -> bool:
    """Whether all that is written of a table comes or goes with a row that it points to."""
    owners = owners_of(name, inputs)
    return not inputs[name]["updated"] and all(
        row["id"] in owners for way in ("added", "removed") for row in inputs[name][way]
    )


def owners_of(name: str, inputs: Inputs) -> dict[int, tuple[str, int]]:
    """Return by key table and key of the row with which each row of a table comes or goes."""
    found: dict[int, tuple[str, int]] = {}
    for way in ("added", "removed"):
        for field in registry.tables[name].fields:
            if field.references not in inputs:
                continue
            keys = {row["id"] for row in inputs[field.references][way]}
            for row in inputs[name][way]:
                if row[field.name] in keys:
                    found.setdefault(row["id"], (field.references, row[field.name]))
    return found


def tellable(place: Place, inputs: Inputs, may: Callable[[str | None], bool]) -> Place | None:
    """Return what may be told of a place in what a change writes: itself, or for a row of a hidden
    table the row with which it comes or goes; None where there is none."""
    if may(registry.tables[place[0]].capability):
        return place
    owner = owners_of(place[0], inputs).get(place[1])
    return None if owner is None else (*owner, None)


def _check_keys(
    viewer: Viewer, state: State, inputs: Inputs, own_keys: set[int], carried: set[int]
) -> None:
    """Keys of new rows are the server's own for this change, or unused ones leased to the viewer.

    Those that a fork gave out were leased to whoever worked in it; those that it takes over are its
    parent's.
    """
    for name, change in inputs.items():
        keys = [row["id"] for row in change["added"] if row["id"] not in own_keys]
        if ids.leased_to(viewer.user_id, [key for key in keys if key not in carried]):
            raise Invalid(say("The id of a new row was not leased to you."), field=f"{name}.id")
        if state.parent is not None:
            keys = [key for key in keys if key not in carried]
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            if registry.models[name].objects.filter(id__in=part).exists():
                raise Invalid(say("The id of a new row is taken."), field=f"{name}.id")


def _check_base(inputs: Inputs, state: State, seen: int, viewer: Viewer, names: Names) -> None:
    """Raise Conflict where somebody else changed the same fields since version `seen`.

    Where both did other fields, or the same with the same value, the change is merged.
    """
    fields = []

    def sees(capability: str | None) -> bool:
        return viewer.role == "system" or viewer.may(capability)

    for version, by, user, theirs in inputs_since(state.stream, seen):
        if user is not None and user == viewer.user_id:
            continue
        for table, key, name, yours, other in clashes(inputs, theirs):
            row = state.records.rows(table).get(key)
            column = registry.tables[table].by_name.get(name or "")
            if column is not None and column.counter:
                continue
            current = other if name is None or row is None else row.get(name)
            place = tellable((table, key, name), inputs, sees)
            if place is not None and place != (table, key, name):
                (table, key, name), yours, current = place, None, None
            fields.append(
                {"table": table, "id": key, "field": name, "yours": yours, "theirs": current,
                 "by": by, "version": version}
            )  # fmt: skip
    if fields:
        latest = {(f["table"], f["id"], f["field"]): f for f in fields}
        told = list(latest.values())[:50]
        when = moments(state.stream, {f["version"] for f in told})
        told = [f | {"at": when.get(f["version"])} | _in_words(f, names) for f in told]
        first = told[0]
        name = f"“{first['name']}”" if first["name"] else "it"
        field = (first["field"] or "").removesuffix("_id").replace("_", " ")
        what = say("the {field} of {name}", field=field, name=name) if field else name
        raise Conflict(say("{by} changed {what} meanwhile.", by=first["by"], what=what), told)


def _in_words(told: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return what a row is called about which two disagree, the kind of the field, and what the rows
    are called that its two values point to."""
    table, field = told["table"], told["field"]
    column = registry.tables[table].by_name.get(field or "")
    found: dict[str, Any] = {
        "name": names.of_row(table, told["id"]),
        "kind": None if column is None else str(column.kind),
    }
    pointed = {side: names.of_value(table, field, told[side]) for side in ("yours", "theirs")}
    return found | ({"names": pointed} if any(pointed.values()) else {})

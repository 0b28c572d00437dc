"""Leaves out of a stretch of changes what was undone within it, and what undid it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from headway.analysis.delays.replay import Done
from headway.changes.registry import registry
from headway.changes.tables import Row

Mark: TypeAlias = tuple[str, int, str]
"""Table, key and field that were written; instead of a field what became of the row."""
ROW, EDIT, POINTED = "+row", "+edit", "+pointed"
"""It came or went; one of its fields changed; another row came, went or changed to point to it."""


def netted(changes: Sequence[Done]) -> list[Done]:
    """Return the changes that stand: without those that were undone within the sequence, and
    without what undid them. An undo that was undone itself (a redo) leaves its change standing.

    Where something that stands in between wrote the same or hung on it, both are told as they
    happened, for the plan would come out another one without them: undoing was let pass because
    that something had been put back by hand.
    """
    place = {key: n for n, done in enumerate(changes) for key in done.ids}
    gone: set[int] = set()
    pairs: dict[tuple[int, int], set[Mark]] = {}
    for n in range(len(changes) - 1, -1, -1):
        undoes = changes[n].undoes
        target = None if undoes is None else place.get(undoes)
        if target is not None and not {n, target} & gone:
            gone.update((n, target))
            pairs[target, n] = set(_met(changes[target]))
    wanted: set[Mark] = set().union(*pairs.values())
    at: dict[Mark, list[int]] = {}
    for n, done in enumerate(changes if wanted else ()):
        for mark in wanted.intersection(_marks(done)):
            at.setdefault(mark, []).append(n)

    def crossed(first: int, last: int) -> bool:
        """Whether something that stands between an undone change and its undo meets it."""
        found = (n for mark in pairs[first, last] for n in at.get(mark, ()))
        return any(first < n < last and n not in gone for n in found)

    # What is told after all stands in the way of others.
    while told := [pair for pair in pairs if crossed(*pair)]:
        for pair in told:
            gone.difference_update(pair)
            del pairs[pair]
    return [done for n, done in enumerate(changes) if n not in gone]


def _met(done: Done) -> Iterator[Mark]:
    """Yield the marks of others that a change cannot be left out beside."""
    for inputs in (done.project, done.workspace):
        for table, change in inputs.items():
            for row in (*change.get("added", ()), *change.get("removed", ())):
                yield from ((table, row["id"], what) for what in (ROW, EDIT, POINTED))
            for update in change.get("updated", ()):
                yield table, update["id"], ROW
                yield from ((table, update["id"], name) for name in update["after"])


def _marks(done: Done) -> Iterator[Mark]:
    """Yield what a change wrote, and what it made other rows point to."""
    for inputs in (done.project, done.workspace):
        for table, change in inputs.items():
            known = registry.tables.get(table)
            pointers = [
                (field.name, field.references)
                for field in (known.fields if known else ())
                if field.references
            ]
            for row in (*change.get("added", ()), *change.get("removed", ())):
                yield table, row["id"], ROW
                yield from _pointed(pointers, row)
            for update in change.get("updated", ()):
                yield table, update["id"], EDIT
                yield from ((table, update["id"], name) for name in update["after"])
                yield from _pointed(pointers, update["before"])
                yield from _pointed(pointers, update["after"])


def _pointed(pointers: Sequence[tuple[str, str]], row: Row) -> Iterator[Mark]:
    for name, target in pointers:
        key = row.get(name)
        if key is not None:
            yield target, key, POINTED

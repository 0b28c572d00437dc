"""Which of the documents that fit comes first. Pure.

In this order: its key or its whole name is what was asked for; the words stand in the name rather
than in other texts; a project before people before tasks; not archived; open; the person's own
projects; then how well the name fits: whole words, in the order asked, near the beginning, in a
short name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headway.search.words import Term, matches, words

KINDS = {"project": 0, "person": 1}
"""Kinds that come before others where all else is alike."""


@dataclass(frozen=True)
class Candidate:
    """What of a document decides where it stands; `coded` says that it was asked for by its key."""

    id: int
    kind: str
    name: str
    done: bool
    archived: bool
    own: bool
    coded: bool = False


def rank(one: Candidate, terms: Sequence[Sequence[Term]]) -> tuple[float, ...]:
    """Return what candidates are sorted by, the best first. A term has alternatives."""
    name = words(one.name)
    places = [_place(name, alternatives) for alternatives in terms]
    found = [place for place in places if place is not None]
    typed = [word for alternatives in terms for word in alternatives[0].words]
    whole = name == typed
    missing = len(places) - len(found)
    return (
        0 if one.coded else 1 if whole else 2,
        0 if not missing else 1 if found else 2,
        KINDS.get(one.kind, 2),
        one.archived,
        one.done,
        not one.own,
        missing,
        -_fit(name, found),
        -one.id,
    )


def _place(name: list[str], alternatives: Sequence[Term]) -> tuple[int, bool] | None:
    """Return where a term first stands in a name, and whether as whole words; None for nowhere."""
    first = None
    for term in alternatives:
        for at in range(len(name)):
            if matches(term, name, at):
                exact = name[at + len(term.words) - 1] == term.words[-1]
                if exact:
                    return at, True
                first = first or (at, False)
    return first


def _fit(name: list[str], places: Sequence[tuple[int, bool]]) -> float:
    if not places:
        return 0.0
    exact = sum(whole for _, whole in places) / len(places)
    order = [at for at, _ in places]
    together = sum(b == a + 1 for a, b in pairwise(order)) / len(places)
    return 2 * exact + together + 1 / (1 + min(order)) + 1 / (1 + len(name))

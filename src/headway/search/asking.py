"""What an index is asked for, and how a document is marked in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from headway.search.words import Term

MARK = "§"
"""Begins what is no word of a text: folding never leaves it."""


def workspace_mark(key: int) -> str:
    """Return the mark of what lies in a workspace."""
    return f"{MARK}w{key}"


def stream_mark(key: int) -> str:
    """Return the mark of what lies in a stream."""
    return f"{MARK}s{key}"


def kind_mark(kind: str) -> str:
    """Return the mark of a kind."""
    return f"{MARK}k{kind}"


def name_mark(words: list[str]) -> str:
    """Return the mark of a whole name."""
    return f"{MARK}n{''.join(words)[:100]}"


OPEN = f"{MARK}o"


@dataclass(frozen=True)
class Entry:
    """A document's words: of its name, of its other texts, and its marks."""

    id: int
    name: list[str]
    rest: list[str]
    marks: list[str]


@dataclass(frozen=True)
class Ask:
    """What is wanted: documents that have one of each of `terms`, in the name alone if `names`, and
    one of each of `marks`, but none of `without`; of `ids` if given; at most `limit`."""

    terms: tuple[tuple[Term, ...], ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    names: bool = False
    ids: frozenset[int] | None = field(default=None, repr=False)
    limit: int = 300

"""Where in a text the words stand that were asked for, and the piece of a text around them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from headway.search.words import Term, matches, tokens

AROUND = 60
"""Characters of an excerpt before the first word that was found."""
LONGEST = 220
MOST_READ = 20_000
"""Characters of a text that are read for what is shown of it."""

Span = tuple[int, int]


def spans(text: str, terms: Sequence[Sequence[Term]]) -> list[Span]:
    """Return [start, end) in characters of all that fits one of the terms, in order, apart."""
    found = list(tokens(text[:MOST_READ]))
    plain = [token.word for token in found]
    hits = []
    for at in range(len(found)):
        for alternatives in terms:
            for term in alternatives:
                if matches(term, plain, at):
                    hits.append((found[at].start, found[at + len(term.words) - 1].end))
    joined: list[Span] = []
    for start, end in sorted(hits):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def met(text: str, terms: Sequence[Sequence[Term]]) -> set[int]:
    """Return which of the terms, by place, a text has."""
    plain = [token.word for token in tokens(text[:MOST_READ])]
    return {
        number
        for number, alternatives in enumerate(terms)
        if any(matches(term, plain, at) for term in alternatives for at in range(len(plain)))
    }


def excerpt(text: str, found: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return the piece of a text around what was found first, on one line, with the places in it."""
    first = found[0][0] if found else 0
    start = max(0, first - AROUND)
    if start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        blank = text.rfind(" ", max(start, first), end)
        end = blank if blank > first + AROUND else end
    piece = "".join(" " if c.isspace() else c for c in text[start:end])
    head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    shift = len(head) - start
    inside = [(a + shift, min(b, end) + shift) for a, b in found if a >= start and a < end]
    return head + piece + tail, inside

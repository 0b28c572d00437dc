"""A plain list, one task a line, as it is typed or pasted: the indent makes the outline."""

from __future__ import annotations

import re

from headway.exchange.document import BadFile
from headway.words import say

BULLET = re.compile(r"^(?:[-*•–·▪◦]|\d{1,3}[.)])\s+")
TAB = 4
MOST_LINES = 100_000


def lines(text: str) -> list[tuple[int, str]]:
    """Return (level, name) of each line that is not empty; the least indent is level 0.

    Tabs count as four spaces, bullets and list numbers are taken off. Raises BadFile for none.
    """
    found: list[tuple[int, str]] = []
    for line in text.splitlines():
        name = line.expandtabs(TAB).rstrip()
        bare = name.lstrip()
        if not bare:
            continue
        found.append((len(name) - len(bare), BULLET.sub("", bare)[:1000]))
        if len(found) > MOST_LINES:
            raise BadFile(say("the list has more than {most_lines} lines", most_lines=MOST_LINES))
    if not found:
        raise BadFile(say("the list is empty"))
    return list(zip(levels([indent for indent, _ in found]), [n for _, n in found], strict=True))


def levels(indents: list[int]) -> list[int]:
    """Return the outline level of each line by its indent, each at most one below the line above."""
    chain: list[int] = []
    found: list[int] = []
    for indent in indents:
        while chain and chain[-1] >= indent:
            chain.pop()
        found.append(len(chain))
        chain.append(indent)
    return found

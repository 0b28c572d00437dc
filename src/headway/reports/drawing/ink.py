"""What is drawn on a page, and in which colours. Pure: all lengths are points from the top left.

A page is a list of plain marks, so that whoever typesets it decides nothing and text is never
anything but text: a name cannot become a command of the typesetter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "center", "right"]

CAP = 0.66
"""Height of a capital letter of the face that is used, in ems: what centres text in a row."""
AVERAGE = 0.5
"""Width of an average letter in ems: enough to say how wide a column is to be."""
LONGEST = 300
"""Characters of a text that are looked at: no row of a page holds more."""
TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that turn the direction of what follows (UAX 9): a name could turn a whole line by them."""

TEXT, DIM = "#1a1e23", "#58606a"
PAPER, SUNKEN, BAND = "#ffffff", "#f1f3f4", "#f8f9fa"
GRID, BORDER, STRONG = "#e4e7ea", "#c9ced4", "#868e98"
SHADE = "#eff1f3"
BAR, BAR_EDGE, BAR_DONE = "#8fb1e3", "#5b86c6", "#3a6cb8"
CRITICAL, CRITICAL_EDGE, CRITICAL_DONE = "#e58c97", "#b8303f", "#b8303f"
DONE, DONE_EDGE = "#8bbfa3", "#4f9470"
MANUAL, MANUAL_EDGE = "#a9b2bd", "#77828f"
SUMMARY, MILESTONE = "#3d4650", "#2b323a"
BASELINE, LINK = "#a7aeb7", "#8d96a1"
ACCENT, RED, LATE, RISK, GREEN = "#1f5fbf", "#b8303f", "#a8420c", "#7d5700", "#1c7148"


@dataclass
class Page:
    """One page: its size and its marks, in the order in which they lie on one another."""

    width: float
    height: float
    marks: list[list[Any]] = field(default_factory=list)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        *,
        edge: str | None = None,
        thick: float = 0.5,
        radius: float = 0,
    ) -> None:
        """Draw a rectangle. `fill` is a colour, or `hatch:N:COLOUR` for one of eight patterns."""
        if width <= 0 or height <= 0:
            return
        self.marks.append(["r", _r(x), _r(y), _r(width), _r(height), fill, edge, thick, _r(radius)])

    def line(
        self, points: Sequence[Point], colour: str, thick: float = 0.5, *, dashed: bool = False
    ) -> None:
        """Draw a line through points."""
        self.marks.append(["l", _points(points), colour, thick, dashed])

    def shape(self, points: Sequence[Point], fill: str | None, edge: str | None = None) -> None:
        """Draw a closed shape."""
        self.marks.append(["p", _points(points), fill, edge])

    def text(
        self,
        x: float,
        middle: float,
        width: float,
        words: str,
        size: float = 8,
        colour: str = TEXT,
        *,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write words in one line, centred on the height `middle`; what does not fit ends in …"""
        shown = plain(words)
        if shown and width > 2:
            top = middle - size * CAP / 2
            self.marks.append(
                ["t", _r(x), _r(top), _r(width), shown, _r(size), colour, bold, align]
            )

    def diamond(
        self, x: float, y: float, half: float, fill: str | None, edge: str | None = None
    ) -> None:
        """Draw a milestone's diamond around a point."""
        self.shape([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill, edge)


def plain(words: str) -> str:
    """Return words as one line of signs that can be written; others are left out."""
    line = " ".join(words[: LONGEST * 4].split())[:LONGEST]
    shown = line.translate(TURNS)
    return "".join(c for c in shown if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))


def wide(words: str, size: float) -> float:
    """Return about how wide words are."""
    return len(plain(words)) * size * AVERAGE


def _r(value: float) -> float:
    return round(value, 2)


def _points(points: Sequence[Point]) -> list[list[float]]:
    return [[_r(x), _r(y)] for x, y in points]

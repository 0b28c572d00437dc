"""What stands around every drawing: its title, what it is as of, the legend, who printed it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from headway.reports.drawing import ink
from headway.reports.drawing.ink import Page
from headway.words import say

MARGIN = 26.0
HEAD = 36.0
FOOT = 38.0


@dataclass(frozen=True)
class Told:
    """The words around a drawing. `facts` stand below the title, `note` says what did not fit."""

    title: str
    kind: str
    facts: Sequence[str]
    printed: str
    note: str = ""


@dataclass(frozen=True)
class Sign:
    """An entry of the legend: its words, and what draws it into a box (x, middle, width)."""

    words: str
    draw: Callable[[Page, float, float, float], None]
    width: float = 16


def draw_frame(page: Page, told: Told, number: int, of: int, signs: Sequence[Sign]) -> None:
    """Draw title and foot of a page."""
    right = page.width - MARGIN
    wide = right - MARGIN
    side = min(wide * 0.3, ink.wide(told.kind, 9) + 10)
    page.text(MARGIN, MARGIN + 7, wide - side, told.title, 15, bold=True)
    page.text(right - side, MARGIN + 7, side, told.kind, 9, ink.DIM, align="right")
    page.text(MARGIN, MARGIN + 23, wide, "   ·   ".join(told.facts), 8.5, ink.DIM)
    bottom = page.height - MARGIN
    place = (
        say("{printed}   ·   Page {number} of {of}", printed=told.printed, number=number, of=of)
        if of > 1
        else told.printed
    )
    page.text(MARGIN, bottom - 3, wide, place, 7, ink.DIM, align="right")
    if told.note and number == of:
        page.text(MARGIN, bottom - 3, wide * 0.62, told.note, 7.5, ink.LATE, bold=True)
    draw_legend(page, signs, MARGIN, bottom - 16, wide)


def draw_legend(
    page: Page, signs: Sequence[Sign], left: float, middle: float, width: float
) -> None:
    """Draw the legend, its last line at `middle`; what does not fit into two lines is left out."""
    lines: list[list[tuple[float, Sign]]] = [[]]
    x = left
    for sign in signs:
        needed = sign.width + 4 + ink.wide(sign.words, 7)
        if x + needed > left + width and lines[-1]:
            lines.append([])
            x = left
        lines[-1].append((x, sign))
        x += needed + 9
    shown = lines[:2]
    for number, line in enumerate(shown):
        y = middle - 12 * (len(shown) - 1 - number)
        for at, sign in line:
            sign.draw(page, at, y, sign.width)
            words = ink.wide(sign.words, 7) + 8
            page.text(at + sign.width + 4, y, words, sign.words, 7, ink.DIM)


def rule(page: Page, y: float) -> None:
    """Draw a thin line across a page."""
    page.line([(MARGIN, y), (page.width - MARGIN, y)], ink.BORDER)

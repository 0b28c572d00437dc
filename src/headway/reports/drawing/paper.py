"""Sheets of paper, in points (72 to an inch)."""

from __future__ import annotations

from typing import Literal, TypeAlias

Paper: TypeAlias = Literal["a4", "a3", "a2", "letter", "tabloid", "slide"]
Turned: TypeAlias = Literal["landscape", "portrait"]

SIZES: dict[str, tuple[float, float]] = {
    "a4": (841.89, 595.28),
    "a3": (1190.55, 841.89),
    "a2": (1683.78, 1190.55),
    "letter": (792, 612),
    "tabloid": (1224, 792),
    "slide": (960, 540),
}
"""Width and height lying. ISO 216 and ANSI sheets; a slide has the 16:9 of presentations."""


def size_of(paper: Paper, turned: Turned) -> tuple[float, float]:
    """Return width and height of a sheet; a slide always lies."""
    width, height = SIZES[paper]
    return (height, width) if turned == "portrait" and paper != "slide" else (width, height)

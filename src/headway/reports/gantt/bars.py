"""Bars, brackets, diamonds and links of a printed Gantt chart. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from headway.reports.drawing import ink
from headway.reports.drawing.axis import Axis
from headway.reports.drawing.ink import Page, Point
from headway.reports.gantt.rows import Row
from headway.scheduling.moments import day_words

LEAST = 2.2
"""Points of the shortest bar."""


@dataclass(frozen=True)
class Look:
    """A colour and a pattern of its own for a bar; 0 is no pattern."""

    fill: str
    edge: str
    pattern: int = 0


PALETTE = (
    Look("#a9c8f0", "#1f5fbf", 0),
    Look("#f5c38b", "#a8520c", 1),
    Look("#a5d6b8", "#1c7148", 2),
    Look("#cdb6ee", "#6b3fb0", 3),
    Look("#9bd5da", "#0f6f78", 4),
    Look("#ecd87a", "#7d6500", 5),
    Look("#f1b3d0", "#a82a6d", 6),
    Look("#d3bda6", "#74502f", 7),
    Look("#c9ced4", "#58606a", 0),
)
"""The colours of `views/gantt/css/colours.css` in their light form, the last of what has none."""


@dataclass(frozen=True)
class Place:
    """Where a row's bar lies: its ends, its middle and half its height."""

    left: float
    right: float
    y: float
    half: float


def place_of(axis: Axis, row: Row, y: float, height: float) -> Place:
    """Return where a row's bar lies; it may reach beyond the axis."""
    half = height * (0.2 if row.kind in ("summary", "group") else 0.3)
    x = axis.x(row.start)
    if row.kind == "milestone":
        x = axis.x(row.finish)
        half = min(height * 0.36, 6)
        return Place(x - half, x + half, y, half)
    return Place(x, max(x + LEAST, axis.x(row.finish)), y, half)


def draw_bar(page: Page, axis: Axis, row: Row, at: Place, look: Look | None) -> None:
    """Draw a row's bar with its progress, and its baseline below."""
    if row.baseline is not None:
        _baseline(page, axis, row, at)
    left, right = max(axis.left, at.left), min(axis.right, at.right)
    if right - left < 0.3:
        _away(page, axis, at)
    elif row.kind == "group":
        _span(page, row, left, right, at)
    elif row.kind == "milestone":
        _milestone(page, row, at, look)
    elif row.kind == "summary":
        _summary(page, row, left, right, at, look)
    else:
        _task(page, axis, row, left, right, at, look)
    for one in row.below:
        x = axis.x(one.finish)
        if axis.left <= x <= axis.right:
            page.diamond(x, at.y, at.half * 1.25, _diamond(one), ink.PAPER)
    if row.deadline is not None and row.active and axis.left <= axis.x(row.deadline) <= axis.right:
        _deadline(page, row, axis.x(row.deadline), at)


def _task(
    page: Page, axis: Axis, row: Row, left: float, right: float, at: Place, look: Look | None
) -> None:
    fill, edge, done = _colours(row, look)
    height = 2 * at.half
    radius = min(1.5, (right - left) / 3)
    if not row.active:
        page.box(left, at.y - at.half, right - left, height, None, edge=ink.STRONG, radius=radius)
        return
    page.box(left, at.y - at.half, right - left, height, fill, radius=radius)
    if look is not None and look.pattern:
        hatch = f"hatch:{look.pattern}:{look.edge}"
        page.box(left, at.y - at.half, right - left, height, hatch, radius=radius)
    elif look is None and row.critical and row.percent < 100:
        page.box(left, at.y - at.half, right - left, height, f"hatch:1:{ink.RED}", radius=radius)
    if 0 < row.percent < 100:
        until = min(
            right, axis.x(row.start) + (axis.x(row.finish) - axis.x(row.start)) * row.percent / 100
        )
        if until > left:
            page.box(left, at.y - at.half * 0.42, until - left, at.half * 0.84, done, radius=0.6)
    page.box(left, at.y - at.half, right - left, height, None, edge=edge, thick=0.5, radius=radius)
    if look is not None and row.critical and row.percent < 100:
        # Coloured by something else, the critical path keeps its frame.
        page.box(
            left - 1, at.y - at.half - 1, right - left + 2, height + 2, None,
            edge=ink.RED, thick=1.1, radius=radius + 0.8,
        )  # fmt: skip


def _colours(row: Row, look: Look | None) -> tuple[str, str, str]:
    """Return fill, edge and progress of a task's bar."""
    if look is not None:
        return look.fill, look.edge, look.edge
    if row.percent >= 100:
        return ink.DONE, ink.DONE_EDGE, ink.DONE_EDGE
    if row.critical:
        return ink.CRITICAL, ink.CRITICAL_EDGE, ink.CRITICAL_DONE
    if row.manual:
        return ink.MANUAL, ink.MANUAL_EDGE, ink.MANUAL_EDGE
    return ink.BAR, ink.BAR_EDGE, ink.BAR_DONE


def _summary(page: Page, row: Row, left: float, right: float, at: Place, look: Look | None) -> None:
    colour = ink.STRONG if not row.active else ink.SUMMARY if look is None else look.edge
    top, thick = at.y - at.half, at.half * 1.1
    page.box(left, top, right - left, thick, "#b9c0c8" if row.active else ink.GRID)
    page.box(left, top, (right - left) * row.percent / 100, thick, colour)
    page.line([(left, top), (right, top)], colour, 0.9)
    tooth = min(at.half * 1.1, (right - left) / 3)
    if tooth < 1.2:
        return
    for x, way in ((left, 1), (right, -1)):
        page.shape([(x, top), (x + way * tooth, top), (x, top + at.half * 2.4)], colour)


def _span(page: Page, row: Row, left: float, right: float, at: Place) -> None:
    if row.active:
        page.line([(left, at.y), (right, at.y)], ink.STRONG, 1.6)
        for x in (left, right):
            page.line([(x, at.y - at.half), (x, at.y + at.half)], ink.STRONG, 1.1)


def _milestone(page: Page, row: Row, at: Place, look: Look | None) -> None:
    x = (at.left + at.right) / 2
    if not row.active:
        page.diamond(x, at.y, at.half, ink.PAPER, ink.STRONG)
        return
    edge = ink.RED if row.critical and row.percent < 100 else ink.MILESTONE
    page.diamond(x, at.y, at.half, _diamond(row) if look is None else look.edge, edge)


def _diamond(row: Row) -> str:
    if row.percent >= 100:
        return ink.GREEN
    return ink.RED if row.critical else ink.MILESTONE


def _baseline(page: Page, axis: Axis, row: Row, at: Place) -> None:
    assert row.baseline is not None
    begin, end = axis.x(row.baseline[0]), axis.x(row.baseline[1])
    if row.kind == "milestone":
        if axis.left <= end <= axis.right:
            page.diamond(end, at.y + at.half * 0.5, at.half * 0.8, ink.PAPER, ink.STRONG)
        return
    left, right = max(axis.left, begin), min(axis.right, max(end, begin + LEAST))
    if right > left:
        page.box(left, at.y + at.half * 1.12, right - left, at.half * 0.42, ink.BASELINE)


def _deadline(page: Page, row: Row, x: float, at: Place) -> None:
    missed = row.finish > (row.deadline or 0) and row.percent < 100
    colour = ink.LATE if missed else ink.GREEN
    page.line([(x, at.y - at.half - 1), (x, at.y + at.half + 1)], colour, 1.1)
    tip = at.y - at.half
    page.shape([(x - 2.6, tip - 3.4), (x + 2.6, tip - 3.4), (x, tip + 0.6)], colour)


def _away(page: Page, axis: Axis, at: Place) -> None:
    """Show on which side of the drawn time a bar lies."""
    left = at.right <= axis.left + 1
    x, way = (axis.left + 2, 1) if left else (axis.right - 2, -1)
    page.shape([(x, at.y), (x + way * 4, at.y - 2.5), (x + way * 4, at.y + 2.5)], ink.STRONG)


STUB = 4.0


def draw_link(page: Page, axis: Axis, kind: str, start: Place, end: Place, critical: bool) -> None:
    """Draw a link between two bars, right-angled, as the app's own Gantt routes it."""
    points = route(kind, start, end)
    if any(not axis.left - 3 <= x <= axis.right + 3 for x, _ in points):
        return
    colour = ink.RED if critical else ink.LINK
    page.line(points, colour, 0.6)
    (bx, by), (x, y) = points[-2], points[-1]
    dx, dy = _sign(x - bx), _sign(y - by)
    px, py = dy * 1.5, dx * 1.5
    tip = [(x, y), (x - dx * 3 - px, y - dy * 3 - py), (x - dx * 3 + px, y - dy * 3 + py)]
    page.shape(tip, colour)


def route(kind: str, start: Place, end: Place) -> list[Point]:
    """Return the corners of a link's line; `kind` is FS, SS, FF or SF."""
    out = 1 if kind[0] == "F" else -1
    into = -1 if kind[1] == "S" else 1
    x1 = start.right if out > 0 else start.left
    x2 = end.left if into < 0 else end.right
    if out == into:
        x = max(x1, x2) + STUB if out > 0 else min(x1, x2) - STUB
        return [(x1, start.y), (x, start.y), (x, end.y), (x2, end.y)]
    down = 1 if end.y > start.y else -1
    ahead = (x2 - x1) * out
    if ahead >= 2 * STUB:
        turn = x1 + out * STUB
        return [(x1, start.y), (turn, start.y), (turn, end.y), (x2, end.y)]
    if ahead >= -1:
        x = x2 + out * min(STUB, (end.right - end.left) / 2)
        return [(x1, start.y), (x, start.y), (x, end.y - down * end.half)]
    border = start.y + down * start.half * 1.7
    return [
        (x1, start.y), (x1 + out * STUB, start.y), (x1 + out * STUB, border),
        (x2 + into * STUB, border), (x2 + into * STUB, end.y), (x2, end.y),
    ]  # fmt: skip


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def label_of(row: Row) -> str:
    """Return the words beside a bar: who works on it, or a milestone's day."""
    if row.kind == "milestone":
        return day_words(row.finish)
    return "" if row.kind in ("summary", "group") else ", ".join(row.people)

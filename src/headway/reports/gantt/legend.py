"""The legend of a printed Gantt chart: the signs that occur in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headway.reports.drawing import ink
from headway.reports.drawing.axis import Axis
from headway.reports.drawing.frame import Sign
from headway.reports.drawing.ink import Page
from headway.reports.gantt.bars import Look, draw_bar, place_of
from headway.reports.gantt.rows import Row
from headway.words import say

HEIGHT = 11.0
SAMPLE = Row(
    key=0, number=0, wbs="", level=0, name="", kind="task", start=0, finish=100, duration=100,
    unit="d", percent=0, critical=False, active=True, manual=False, late=False, deadline=None,
    total_float=0, baseline=None, slip=None, people=(), predecessors=(), work=0, remaining_work=0,
    parent=None,
)  # fmt: skip


def signs_of(
    rows: Sequence[Row], colours: Sequence[tuple[str, Look]], *, coloured: bool, shaded: bool
) -> list[Sign]:
    """Return the signs of what is drawn, in a steady order; `colours` are those that a field gives."""
    tasks = [r for r in rows if r.kind == "task" and r.active]
    stones = [r for r in rows if r.kind == "milestone"] + [one for r in rows for one in r.below]
    open_ = [r for r in tasks if r.percent < 100]
    found: list[Sign] = []
    if coloured:
        found += [_sign(words, SAMPLE, look) for words, look in colours]
        if any(r.critical for r in open_):
            found.append(
                _sign(say("Critical"), replace(SAMPLE, critical=True), Look(ink.PAPER, ink.STRONG))
            )
    else:
        if any(not r.critical and not r.manual for r in open_):
            found.append(_sign(say("Task"), SAMPLE))
        if any(r.critical for r in open_):
            found.append(_sign(say("Critical"), replace(SAMPLE, critical=True)))
        if any(r.manual and not r.critical for r in open_):
            found.append(_sign(say("Scheduled by hand"), replace(SAMPLE, manual=True)))
        if any(r.percent >= 100 for r in tasks):
            found.append(_sign(say("Done"), replace(SAMPLE, percent=100)))
    if any(r.percent > 0 for r in open_):
        found.append(_sign(say("Progress"), replace(SAMPLE, percent=60)))
    if any(not r.active and r.kind != "group" for r in rows):
        found.append(_sign(say("Inactive"), replace(SAMPLE, active=False)))
    if any(r.kind == "summary" for r in rows):
        found.append(_sign(say("Phase"), replace(SAMPLE, kind="summary", percent=50)))
    if stones:
        found.append(_sign(say("Milestone"), replace(SAMPLE, kind="milestone"), narrow=True))
    if not coloured and any(r.critical and r.percent < 100 for r in stones):
        stone = replace(SAMPLE, kind="milestone", critical=True)
        found.append(_sign(say("Critical milestone"), stone, narrow=True))
    if any(r.percent >= 100 for r in stones):
        found.append(
            _sign(say("Reached"), replace(SAMPLE, kind="milestone", percent=100), narrow=True)
        )
    if any(r.baseline for r in rows):
        found.append(Sign(say("Baseline"), _baseline))
    if any(r.deadline is not None for r in rows):
        found.append(Sign(say("Deadline"), _deadline, 8))
    if shaded:
        found.append(Sign(say("Days off"), _shade, 10))
    return found


def _sign(words: str, row: Row, look: Look | None = None, *, narrow: bool = False) -> Sign:
    width = 10 if narrow else 20

    def draw(page: Page, x: float, middle: float, wide: float) -> None:
        axis = Axis(0, 100, x, x + wide)
        shown = replace(row, start=50, finish=50) if row.kind == "milestone" else row
        draw_bar(page, axis, shown, place_of(axis, shown, middle, HEIGHT), look)

    return Sign(words, draw, width)


def _baseline(page: Page, x: float, middle: float, width: float) -> None:
    page.box(x, middle - 1, width, 2, ink.BASELINE)


def _deadline(page: Page, x: float, middle: float, width: float) -> None:
    centre = x + width / 2
    page.line([(centre, middle - 3), (centre, middle + 4)], ink.GREEN, 1.1)
    page.shape(
        [(centre - 2.6, middle - 4), (centre + 2.6, middle - 4), (centre, middle)], ink.GREEN
    )


def _shade(page: Page, x: float, middle: float, width: float) -> None:
    page.box(x, middle - 4, width, 8, ink.SHADE, edge=ink.BORDER)

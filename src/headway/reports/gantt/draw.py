"""Draws a Gantt chart: a table left, the time right, on as many pages as asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from headway.reports.drawing import ink
from headway.reports.drawing.axis import (
    DAY,
    SHADED_FROM,
    Axis,
    days_off,
    draw_ground,
    draw_head,
    draw_moment,
)
from headway.reports.drawing.frame import FOOT, HEAD, MARGIN, Told, draw_frame
from headway.reports.drawing.ink import Page
from headway.reports.gantt.bars import Look, Place, draw_bar, draw_link, label_of, place_of
from headway.reports.gantt.columns import KINDS, Column, cell
from headway.reports.gantt.legend import signs_of
from headway.reports.gantt.rows import Chart, Row
from headway.scheduling.moments import words
from headway.words import say

LEAST_ROW, MOST_ROW = 10.0, 26.0
"""Points of a row: below the first nobody reads it, above the second it looks lost."""
AXIS = 26.0
STATUS = 12.0
"""Room below the rows for the name of the status date."""
INDENT = 1.0
"""Ems by which a level stands further in."""


@dataclass(frozen=True)
class Sheet:
    """What a chart is drawn on and with. `worked` gives the project's working times between two
    moments; `looks` the colours that a field gives, by task; `legend` what they mean."""

    width: float
    height: float
    columns: Sequence[Column]
    start: int | None = None
    finish: int | None = None
    links: bool = False
    labels: bool = True
    shades: bool = True
    worked: Callable[[int, int], list[tuple[int, int]]] = lambda start, finish: []
    looks: Mapping[int, Look] | None = None
    legend: Sequence[tuple[str, Look]] = ()
    first_day: int = 1
    """The day that weeks begin with, as the axis has it."""
    row: float = LEAST_ROW
    """The least height of a row."""

    @property
    def room(self) -> float:
        """Height that there is for rows."""
        return self.height - 2 * MARGIN - HEAD - FOOT - AXIS - STATUS

    @property
    def rows(self) -> int:
        """How many rows a page holds that can be read."""
        return max(1, int(self.room / self.row))


def draw(chart: Chart, sheet: Sheet, told: Told) -> list[Page]:
    """Return the pages of a chart; all its rows are drawn, each page as full as the last but it."""
    count = max(1, -(-len(chart.rows) // sheet.rows))
    each = -(-len(chart.rows) // count) if chart.rows else 1
    height = min(MOST_ROW, sheet.room / max(1, each))
    size = min(10.5, max(6.4, height * 0.62))
    table = _widths(chart, sheet, size)
    axis = _axis(chart, sheet, MARGIN + sum(table.values()), size)
    pages = []
    # Working times are counted only where days can be told apart, and once for all pages.
    shown = sheet.shades and axis.day >= SHADED_FROM
    off = days_off(axis, sheet.worked(axis.start, axis.finish)) if shown else []
    signs = signs_of(
        chart.rows, sheet.legend, coloured=sheet.looks is not None, shaded=bool(off)
    )  # fmt: skip
    for number in range(count):
        rows = chart.rows[number * each : (number + 1) * each]
        page = Page(sheet.width, sheet.height)
        _draw_page(page, chart, sheet, rows, table, axis, off, height, size)
        draw_frame(page, told, number + 1, count, signs)
        pages.append(page)
    return pages


def _widths(chart: Chart, sheet: Sheet, size: float) -> dict[str, float]:
    """Return how wide the columns are; the name takes what it needs of at most a third."""
    others: dict[str, float] = {c: KINDS[c].ems * size for c in sheet.columns}
    room = sheet.width - 2 * MARGIN
    names = [ink.wide(r.name, size) * 1.04 + (r.level * INDENT + 1.2) * size for r in chart.rows]
    wanted = max([*names, 10 * size])
    least = min(wanted, 12 * size)
    most = max(least, min(room * 0.3, room * 0.55 - sum(others.values())))
    return {"name": min(wanted, most), **others}


def _axis(chart: Chart, sheet: Sheet, left: float, size: float) -> Axis:
    start, finish = chart.span
    saved = [r.baseline for r in chart.rows if r.baseline is not None]
    if saved:
        start = min(start, *(b[0] for b in saved))
        finish = max(finish, *(b[1] for b in saved))
    right = sheet.width - MARGIN
    if sheet.start is not None:
        start = sheet.start
    if sheet.finish is not None:
        finish = sheet.finish
    length = max(finish - start, 5 * DAY)
    labels = [ink.wide(label_of(r), size) for r in chart.rows] if sheet.labels else []
    beside = min(max([12.0, *(w + 10 for w in labels)]), (right - left) * 0.16)
    # What is asked for is shown from edge to edge; else there is air around the plan.
    begin = sheet.start if sheet.start is not None else start - max(DAY, round(length * 0.02))
    end = sheet.finish
    if end is None:
        share = beside / max(1.0, right - left)
        end = finish + round((finish - begin) * share / (1 - share)) + DAY
    begin, end = begin // DAY * DAY, -(-end // DAY) * DAY
    return Axis(begin, max(end, begin + DAY), left, right, sheet.first_day)


def _draw_page(
    page: Page,
    chart: Chart,
    sheet: Sheet,
    rows: Sequence[Row],
    table: Mapping[str, float],
    axis: Axis,
    off: Sequence[tuple[float, float]],
    height: float,
    size: float,
) -> None:
    top = MARGIN + HEAD
    begin = top + AXIS
    bottom = begin + height * max(1, len(rows))
    for x, width in off:
        page.box(x, begin, width, bottom - begin, ink.SHADE)
    lower = draw_head(page, axis, top, AXIS, min(8.0, size))
    draw_ground(page, axis, lower, begin, bottom)
    _table_head(page, table, top, size)
    for number, row in enumerate(rows):
        y = begin + height * (number + 0.5)
        edge = y + height / 2
        if row.kind == "group":
            page.box(MARGIN, y - height / 2, axis.left - MARGIN, height, ink.SUNKEN)
        page.line([(MARGIN, edge), (axis.right, edge)], ink.GRID, 0.4)
        _cells(page, chart, row, table, y, size)
    page.line([(axis.left, top), (axis.left, bottom)], ink.BORDER)
    at = [place_of(axis, row, begin + height * (n + 0.5), height) for n, row in enumerate(rows)]
    if sheet.links:
        # Of a row that stands under several headings, links lead to the first.
        by_key = {row.key: row for row in reversed(rows)}
        places = {row.key: place for row, place in zip(reversed(rows), reversed(at), strict=True)}
        for source, target, kind in chart.links:
            if source in places and target in places:
                both = by_key[source].critical and by_key[target].critical
                open_ = by_key[source].percent < 100
                draw_link(page, axis, kind, places[source], places[target], both and open_)
    draw_moment(
        page, axis, chart.status, say("Status {status}", status=words(chart.status)), top + AXIS, bottom, 6.5
    )  # fmt: skip
    for row, place in zip(rows, at, strict=True):
        look = None if sheet.looks is None or row.kind == "summary" else sheet.looks.get(row.key)
        draw_bar(page, axis, row, place, look)
    if sheet.labels:
        for row, place in zip(rows, at, strict=True):
            _label(page, axis, row, place, size, sheet.links)
    if not rows:
        page.text(MARGIN + 4, begin + height / 2, 300, say("No tasks to show."), size, ink.DIM)


def _table_head(page: Page, table: Mapping[str, float], top: float, size: float) -> None:
    wide = sum(table.values())
    page.box(MARGIN, top, wide, AXIS, ink.SUNKEN)
    page.line([(MARGIN, top + AXIS), (MARGIN + wide, top + AXIS)], ink.STRONG)
    x = MARGIN
    for name, width in table.items():
        kind = None if name == "name" else KINDS[name]  # type: ignore[index]
        title = say("Name") if kind is None else say(kind.title)
        align = "left" if kind is None else kind.align
        page.text(
            x + 3, top + AXIS * 0.72, width - 6, title, min(8.5, size), ink.DIM, bold=True,
            align=align,
        )  # fmt: skip
        x += width


def _cells(
    page: Page, chart: Chart, row: Row, table: Mapping[str, float], y: float, size: float
) -> None:
    x = MARGIN
    heavy = row.kind in ("summary", "group")
    quiet = ink.DIM if not row.active else ink.TEXT
    for name, width in table.items():
        if name == "name":
            inside = (row.level * INDENT) * size + 3
            page.text(x + inside, y, width - inside - 3, row.name, size, quiet, bold=heavy)
        else:
            column: Column = name  # type: ignore[assignment]
            colour = _colour(row, column, quiet)
            page.text(
                x + 3, y, width - 6, cell(chart, row, column), size, colour,
                bold=heavy, align=KINDS[column].align,
            )  # fmt: skip
        x += width


def _colour(row: Row, column: Column, quiet: str) -> str:
    if column == "slip" and row.slip is not None and row.slip != 0 and row.active:
        return ink.LATE if row.slip > 0 else ink.GREEN
    if column == "state" and row.active:
        if row.percent >= 100:
            return ink.GREEN
        return ink.LATE if row.late else ink.RED if row.critical else quiet
    if column == "float" and row.total_float < 0:
        return ink.LATE
    return quiet


def _label(page: Page, axis: Axis, row: Row, at: Place, size: float, linked: bool) -> None:
    label = label_of(row)
    if not label or at.left > axis.right or at.right < axis.left:
        return
    small = size * 0.92
    wide = ink.wide(label, small) * 1.08 + 2
    right = at.right + (8 if linked else 4)
    if row.deadline is not None and right - 4 < axis.x(row.deadline) < right + wide + 3:
        right = axis.x(row.deadline) + 5
    room = axis.right - right
    if room >= min(wide, 26):
        page.text(right, at.y, min(wide, room), label, small, ink.DIM)
    elif at.left - 4 - wide >= axis.left:
        page.text(at.left - 4 - wide, at.y, wide, label, small, ink.DIM, align="right")

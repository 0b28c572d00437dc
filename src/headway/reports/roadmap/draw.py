"""Draws a roadmap: a swimlane a project, milestones above its phases. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from headway.reports.drawing import ink
from headway.reports.drawing.axis import DAY, Axis, Cell, draw_ground, draw_head, draw_moment
from headway.reports.drawing.frame import FOOT, HEAD, MARGIN, Sign, Told, draw_frame
from headway.reports.drawing.ink import Page
from headway.reports.gantt.columns import signed
from headway.reports.roadmap.lanes import Health, Lane, Milestone, Phase
from headway.scheduling.moments import words
from headway.words import mark, say

NAMES = 132.0
AXIS = 28.0
STATUS = 13.0
GAP = 8.0
LEAST, MOST = 15.0, 25.0
PAD = 7.0
TONES: dict[Health, tuple[str, str, str]] = {
    "done": ("#dcefe4", ink.GREEN, mark("Done")),
    "late": ("#fbe1e4", ink.RED, mark("Late")),
    "risk": ("#fbefd0", ink.RISK, mark("At risk")),
    "good": ("#e0eafa", ink.BAR_DONE, mark("On track")),
}
"""Ground, ink and word of each standing."""


def packed(spans: Sequence[tuple[float, float]], gap: float = GAP) -> list[int]:
    """Return on which line each span stands, so that none touches another: the first that is free."""
    ends: list[float] = []
    found: list[int] = []
    for left, right in spans:
        line = next((n for n, end in enumerate(ends) if end + gap <= left), len(ends))
        if line == len(ends):
            ends.append(right)
        ends[line] = right
        found.append(line)
    return found


@dataclass(frozen=True)
class Laid:
    """A lane with the lines of its milestones and phases."""

    lane: Lane
    stones: Sequence[tuple[Milestone, int]]
    bars: Sequence[tuple[Phase, int]]

    @property
    def lines(self) -> int:
        """How many lines the lane has."""
        return max(1, self.above + max((line + 1 for _, line in self.bars), default=0))

    @property
    def above(self) -> int:
        """How many of them are milestones'."""
        return max((line + 1 for _, line in self.stones), default=0)


def lay_out(lane: Lane, axis: Axis, size: float) -> Laid:
    """Return a lane with its milestones and phases on lines, each with room for its words."""
    stones = sorted(lane.milestones, key=lambda one: one.row.finish)
    spans = []
    for stone in stones:
        left, right = _marks(stone, axis)
        wide = 2 + _wide(stone, size)
        turned = _turned(stone, axis, size)
        spans.append((left - wide, right) if turned else (left, right + wide))
    bars = sorted(lane.phases, key=lambda one: (one.level, one.row.start))
    lines: list[tuple[Phase, int]] = []
    before = 0
    for level in sorted({one.level for one in bars}):
        some = [one for one in bars if one.level == level]
        rows = packed([_taken(one, axis, size) for one in some])
        lines += [(one, before + row) for one, row in zip(some, rows, strict=True)]
        before += max(rows) + 1
    return Laid(lane, list(zip(stones, packed(spans), strict=True)), lines)


def _marks(stone: Milestone, axis: Axis) -> tuple[float, float]:
    """Return the ends of a milestone's diamond and of that of its baseline, where it moved."""
    x = axis.x(stone.row.finish)
    planned = x if stone.row.baseline is None else axis.x(stone.row.baseline[1])
    return min(x - 6, planned - 4), max(x + 6, planned + 4)


def _turned(stone: Milestone, axis: Axis, size: float) -> bool:
    """Whether a milestone's words stand left of it, for want of room on the right."""
    return _marks(stone, axis)[1] + _wide(stone, size) > axis.right + 4


def _day(stone: Milestone) -> str:
    return words(stone.row.finish).rpartition(" ")[0]


def _wide(stone: Milestone, size: float) -> float:
    return ink.wide(f"{_day(stone)}  {stone.row.name}", size) + 8


def _taken(phase: Phase, axis: Axis, size: float) -> tuple[float, float]:
    left, right = axis.x(phase.row.start), axis.x(phase.row.finish)
    name = ink.wide(phase.row.name, size) + 22
    return left, max(right, left + 3) if name <= right - left else max(right, left) + name


def draw(lanes: Sequence[Lane], now: int, width: float, height: float, told: Told) -> list[Page]:
    """Return the pages of a roadmap: as many lanes a page as can be read, one at least."""
    size = 8.5 if width > 900 else 7.6
    axis = _axis(lanes, width, now, size)
    laid = [lay_out(lane, axis, size) for lane in lanes]
    room = height - 2 * MARGIN - HEAD - FOOT - AXIS - STATUS
    sheets: list[list[Laid]] = [[]]
    for one in laid:
        lines = sum(other.lines for other in sheets[-1]) + one.lines
        if sheets[-1] and lines * LEAST + (len(sheets[-1]) + 1) * 2 * PAD > room:
            sheets.append([])
        sheets[-1].append(one)
    pages = []
    signs = _signs(lanes)
    for number, sheet in enumerate(sheets):
        page = Page(width, height)
        lines = sum(one.lines for one in sheet)
        free = room - len(sheet) * 2 * PAD
        line = min(MOST, max(6.0, free / max(1, lines)))
        _sheet(page, sheet, axis, now, line, min(size, line * 0.62))
        draw_frame(page, told, number + 1, len(sheets), signs)
        pages.append(page)
    return pages


def _axis(lanes: Sequence[Lane], width: float, now: int, size: float) -> Axis:
    spans = [lane.span for lane in lanes if lane.chart.rows] or [(now, now + 90 * DAY)]
    start, finish = min(s for s, _ in spans), max(f for _, f in spans)
    length = max(finish - start, 28 * DAY)
    left, right = MARGIN + NAMES, width - MARGIN
    axis = Axis(start - round(length * 0.02), finish + round(length * 0.04), left, right)
    # Words of what comes last get room of their own, as far as that leaves the time most of it.
    wide = right - left
    over = [
        (_marks(stone, axis)[1] + _wide(stone, size) - right)
        * wide
        / max(wide / 4, axis.x(stone.row.finish) - left)
        for lane in lanes
        for stone in lane.milestones
    ]
    room = min(max([0.0, *over]), wide * 0.22)
    more = (axis.finish - axis.start) * room / (wide - room)
    return Axis(axis.start, axis.finish + round(more), left, right)


def _sheet(
    page: Page, sheet: Sequence[Laid], axis: Axis, now: int, line: float, size: float
) -> None:
    top = MARGIN + HEAD
    begin = top + AXIS
    bottom = begin + sum(one.lines * line + 2 * PAD for one in sheet)
    page.box(MARGIN, top, NAMES, AXIS, ink.SUNKEN)
    page.line([(MARGIN, top + AXIS), (MARGIN + NAMES, top + AXIS)], ink.STRONG)
    lower: list[Cell] = draw_head(page, axis, top, AXIS, 8, coarse=True)
    draw_ground(page, axis, lower, begin, bottom)
    draw_moment(page, axis, now, say("Today {now}", now=words(now)), begin, bottom, 6.5)
    y = begin
    for one in sheet:
        height = one.lines * line + 2 * PAD
        page.line([(MARGIN, y + height), (axis.right, y + height)], ink.BORDER)
        _title(page, one.lane, y, height, size)
        for phase, at in one.bars:
            _phase(page, axis, phase, y + PAD + (one.above + at + 0.5) * line, line, size)
        for stone, at in one.stones:
            _stone(page, axis, stone, y + PAD + (at + 0.5) * line, size)
        if one.lines == 1 and not one.stones and not one.bars:
            words_ = say("No phases or milestones yet.")
            page.text(axis.left + 6, y + height / 2, 200, words_, size, ink.DIM)
        y += height


def _title(page: Page, lane: Lane, y: float, height: float, size: float) -> None:
    middle = min(y + height / 2, y + 22)
    _, colour, word = TONES[lane.standing.health]
    word = say(word)
    page.box(MARGIN, y + 3, 3, height - 6, colour)
    page.text(
        MARGIN + 8,
        middle - size * 0.75,
        NAMES - 14,
        lane.chart.project["name"],
        size + 1.5,
        bold=True,
    )
    facts = f"{word} · {lane.percent} % · {words(lane.chart.span[1])}"
    page.text(MARGIN + 8, middle + size * 0.85, NAMES - 14, facts, size * 0.9, colour)
    if lane.slip:
        per_day = int(lane.chart.project["minutes_per_day"])
        slip = say("{slip} against baseline", slip=signed(lane.slip, per_day))
        if height > 46:
            page.text(MARGIN + 8, middle + size * 2.3, NAMES - 14, slip, size * 0.9, ink.DIM)


def _phase(page: Page, axis: Axis, phase: Phase, y: float, line: float, size: float) -> None:
    row = phase.row
    left, right = axis.x(row.start), max(axis.x(row.finish), axis.x(row.start) + 3)
    ground, colour, _ = TONES[phase.standing.health]
    half = line * (0.36 if phase.level == 0 else 0.28)
    radius = min(2.5, (right - left) / 2)
    page.box(left, y - half, right - left, 2 * half, ground, radius=radius)
    done = (right - left) * row.percent / 100
    page.box(left, y + half - 2.4, done, 2.4, colour)
    page.box(left, y - half, right - left, 2 * half, None, edge=colour, thick=0.7, radius=radius)
    if row.baseline is not None:
        _baseline(page, axis, row.baseline[1], row.finish, y, half)
    name = ink.wide(row.name, size) + 22
    inside = name <= right - left
    _mark(page, (left if inside else right) + 8, y, phase.standing.health)
    page.text(
        left + 15 if inside else right + 15, y, max(name, right - left - 8) if inside else name,
        row.name, size, ink.TEXT, bold=phase.level == 0,
    )  # fmt: skip


def _mark(page: Page, x: float, y: float, health: Health, colour: str | None = None) -> None:
    """Draw the sign of a standing, for who does not see its colour."""
    tone = colour or TONES[health][1]
    if health == "done":
        page.line([(x - 2.4, y), (x - 0.6, y + 2), (x + 2.6, y - 2.2)], tone, 1.2)
    elif health == "late":
        page.line([(x, y - 3), (x, y + 0.8)], tone, 1.4)
        page.box(x - 0.7, y + 1.7, 1.4, 1.4, tone)
    elif health == "risk":
        page.shape([(x, y - 2.6), (x + 3, y + 2.4), (x - 3, y + 2.4)], tone)
    else:
        page.box(x - 2, y - 2, 4, 4, tone, radius=2)


def _baseline(page: Page, axis: Axis, planned: int, now: int, y: float, half: float) -> None:
    """Mark where the baseline ends, with a thin line from there to where it ends now."""
    x, end = axis.x(planned), axis.x(now)
    if abs(end - x) < 1.5:
        return
    low = y + half + 2
    page.line([(x, low), (end, low)], ink.STRONG, 0.8)
    page.line([(x, low - 2), (x, low + 2)], ink.STRONG, 0.8)


def _stone(page: Page, axis: Axis, stone: Milestone, y: float, size: float) -> None:
    _, colour, _ = TONES[stone.standing.health]
    x = axis.x(stone.row.finish)
    if stone.row.baseline is not None:
        planned = axis.x(stone.row.baseline[1])
        if abs(planned - x) > 3:
            page.line([(planned, y), (x, y)], ink.STRONG, 0.6, dashed=True)
            page.diamond(planned, y, 3, ink.PAPER, ink.STRONG)
    page.diamond(x, y, 4.6, colour if stone.standing.health != "good" else ink.MILESTONE, ink.PAPER)
    if stone.standing.health != "good":
        _mark(page, x, y, stone.standing.health, ink.PAPER)
    day, name = _day(stone), stone.row.name
    first, last = _marks(stone, axis)
    if _turned(stone, axis, size):
        left = max(axis.left, first - 2 - _wide(stone, size))
        page.text(left, y, first - 2 - left, f"{day}  {name}", size, align="right")
        return
    wide = ink.wide(day, size) + 4
    page.text(last + 2, y, wide + 4, day, size, ink.DIM)
    page.text(last + 2 + wide, y, ink.wide(name, size) + 10, name, size)


def _signs(lanes: Sequence[Lane]) -> list[Sign]:
    found: list[Sign] = []
    used = {one.standing.health for lane in lanes for one in lane.signs}
    for health, (ground, colour, name) in TONES.items():
        word = say(name)
        if health in used:
            found.append(Sign(word, _box(ground, colour, health), 14))
    if any(lane.milestones for lane in lanes):
        found.append(
            Sign(say("Milestone"), lambda p, x, y, w: p.diamond(x + w / 2, y, 4, ink.MILESTONE), 9)
        )
    if any(one.row.slip for lane in lanes for one in lane.signs):
        found.append(Sign(say("Moved since the baseline"), _moved, 16))
    return found


def _box(ground: str, colour: str, health: Health) -> Callable[[Page, float, float, float], None]:
    def put(page: Page, x: float, middle: float, width: float) -> None:
        page.box(x, middle - 4.5, width, 9, ground, edge=colour, radius=2)
        _mark(page, x + width / 2, middle - 0.4, health)

    return put


def _moved(page: Page, x: float, middle: float, width: float) -> None:
    page.line([(x, middle), (x + width, middle)], ink.STRONG, 0.6, dashed=True)
    page.diamond(x + 2, middle, 3, ink.PAPER, ink.STRONG)

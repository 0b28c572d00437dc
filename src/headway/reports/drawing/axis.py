"""The time axis of a page: minutes to points, the labels above it, and days off behind it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from headway.reports.drawing import ink
from headway.reports.drawing.ink import Page
from headway.scheduling.moments import LONG_MONTHS, MONTHS, day_words, from_date
from headway.words import say

DAY = 1440
EPOCH = date(1970, 1, 1)
Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]

ROOM: tuple[tuple[Unit, float, Unit | None], ...] = (
    ("day", 11, "month"),
    ("week", 17, "month"),
    ("month", 22, "year"),
    ("quarter", 18, "year"),
    ("year", 0, None),
)
"""A unit is labelled where one has so many points; above it stands the other."""
COARSE: tuple[tuple[Unit, float, Unit | None], ...] = (
    ("month", 22, "quarter"),
    ("quarter", 18, "year"),
    ("year", 0, None),
)
"""The same for those who think in quarters."""
SHADED_FROM = 3.0
"""Points of a day from which on days off are shaded: narrower ones would be a grey haze."""


@dataclass(frozen=True)
class Axis:
    """Time from `start` to `finish` (minutes) lies between the points `left` and `right`."""

    start: int
    finish: int
    left: float
    right: float
    first_day: int = 1
    """The day that weeks begin with: 1 is Monday, 7 Sunday (ISO 8601)."""

    @property
    def day(self) -> float:
        """Points of a day."""
        return (self.right - self.left) * DAY / max(1, self.finish - self.start)

    def x(self, moment: int) -> float:
        """Return where a moment lies; it may be outside."""
        share = (moment - self.start) / max(1, self.finish - self.start)
        return self.left + share * (self.right - self.left)

    def inside(self, moment: int) -> float:
        """Return where a moment lies, held within the axis."""
        return min(self.right, max(self.left, self.x(moment)))


class Cell(NamedTuple):
    """A labelled unit of time."""

    x: float
    width: float
    label: str


def units(axis: Axis, coarse: bool = False) -> tuple[Unit, Unit | None]:
    """Return which unit is labelled, and which above it; `coarse` begins with months."""
    for unit, room, above in COARSE if coarse else ROOM:
        if axis.day * LENGTH[unit] >= room:
            return unit, above
    return "year", None


LENGTH: dict[Unit, float] = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}


def cells(axis: Axis, unit: Unit, *, alone: bool = False) -> list[Cell]:
    """Return the units between the ends of an axis; those cut by an end keep what is inside."""
    found = []
    for begin, end in _periods(unit, axis):
        left, right = axis.inside(from_date(begin)), axis.inside(from_date(end))
        if right - left > 0.5:
            found.append(Cell(left, right - left, _label(unit, begin, alone, axis)))
    return found


def _periods(unit: Unit, axis: Axis) -> Iterator[tuple[date, date]]:
    at = _begin(unit, EPOCH + timedelta(days=axis.start // DAY), axis.first_day)
    last = EPOCH + timedelta(days=-(-axis.finish // DAY))
    while at < last:
        after = _next(unit, at)
        yield at, after
        at = after


def _begin(unit: Unit, day: date, first_day: int) -> date:
    if unit == "week":
        return day - timedelta(days=(day.isoweekday() - first_day) % 7)
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(unit: Unit, day: date) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=7 if unit == "week" else 1)
    if unit == "year":
        return day.replace(year=day.year + 1)
    months = day.month - 1 + (3 if unit == "quarter" else 1)
    return day.replace(year=day.year + months // 12, month=months % 12 + 1)


def _label(unit: Unit, day: date, alone: bool, axis: Axis) -> str:
    if unit == "day":
        return str(day.day)
    if unit == "week":
        if axis.day * 7 < 30:
            return f"{day.day}"
        return day_words(from_date(day))
    if unit == "month":
        if not alone:
            return say(MONTHS[day.month - 1])
        names = LONG_MONTHS if axis.day * 30 > 60 else MONTHS
        return say("{month} {year}", month=say(names[day.month - 1]), year=day.year)
    if unit == "quarter":
        quarter = say("Q{quarter}", quarter=(day.month - 1) // 3 + 1)
        return f"{quarter} {day.year}" if alone else quarter
    return str(day.year)


def draw_head(
    page: Page, axis: Axis, top: float, height: float, size: float, *, coarse: bool = False
) -> list[Cell]:
    """Draw the labels above the time; return the lower cells, whose edges are the grid's."""
    unit, above = units(axis, coarse)
    lower = cells(axis, unit, alone=above is None)
    upper = [] if above is None else cells(axis, above, alone=True)
    half = height / 2 if upper else height
    page.box(axis.left, top, axis.right - axis.left, height, ink.SUNKEN)
    for x, width, label in upper:
        page.line([(x, top), (x, top + half)], ink.BORDER)
        if width > size * 1.6:
            page.text(x + 3, top + half / 2, width - 5, label, size, bold=True)
    for x, width, label in lower:
        page.line([(x, top + height - half), (x, top + height)], ink.BORDER)
        if width >= ink.wide(label, size) * 0.9:
            middle = top + height - half / 2
            page.text(x, middle, width, label, size * 0.93, ink.DIM, align="center")
    page.line([(axis.left, top + height), (axis.right, top + height)], ink.STRONG)
    return lower


def draw_ground(page: Page, axis: Axis, lower: Sequence[Cell], top: float, bottom: float) -> None:
    """Draw the grid below the labels."""
    for x, _, _ in lower:
        page.line([(x, top), (x, bottom)], ink.GRID, 0.4)


def days_off(axis: Axis, worked: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return (x, width) of runs of days without work, where days can be told apart. `worked` are
    the working times between the ends of the axis, in order."""
    if axis.day < SHADED_FROM:
        return []
    busy = {day for begin, end in worked for day in range(begin // DAY, -(-end // DAY))}
    found: list[tuple[float, float]] = []
    first, last = axis.start // DAY, -(-axis.finish // DAY)
    day = first
    while day < last:
        if day in busy:
            day += 1
            continue
        until = day
        while until < last and until not in busy:
            until += 1
        left, right = axis.inside(day * DAY), axis.inside(until * DAY)
        if right > left:
            found.append((left, right - left))
        day = until
    return found


def draw_moment(
    page: Page, axis: Axis, moment: int, words: str, top: float, bottom: float, size: float
) -> None:
    """Draw the line of the status date, named at its foot."""
    if not axis.start <= moment <= axis.finish:
        return
    x = axis.x(moment)
    page.line([(x, top), (x, bottom)], ink.ACCENT, 1.1)
    width = ink.wide(words, size) + 8
    left = min(max(axis.left, x - width / 2), axis.right - width)
    page.box(left, bottom - 0.5, width, size + 4, ink.ACCENT, radius=2)
    page.text(left, bottom + size / 2 + 1.5, width, words, size, ink.PAPER, align="center")

"""Planned value over time, and earned schedule: when the value earned was to be earned.

Lipke, "Schedule is Different" (The Measurable News, 2003): ES = N + (EV - PV_N) / (PV_N+1 - PV_N).
The indices as Lipke and Henderson, Earned Schedule Training (EVA-11, 2006), slide 24, list them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Point:
    """Cumulative planned value at a time; the times count from the plan's start, in any unit."""

    time: int
    value: int


@dataclass(frozen=True)
class PlannedCurve:
    """The performance measurement baseline as points with rising times, straight in between."""

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        times = [p.time for p in self.points]
        values = [p.value for p in self.points]
        if not times or times != sorted(set(times)) or values != sorted(values) or values[0] < 0:
            raise ValueError("a planned curve needs points, their times rising, values not falling")

    @property
    def bac(self) -> int:
        """Budget at completion."""
        return self.points[-1].value

    @property
    def duration(self) -> int:
        """Planned duration: the first time at which all is planned, from the first point."""
        end = next(p.time for p in self.points if p.value == self.bac)
        return end - self.points[0].time


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Schedule performance in time, in the unit of the curve."""

    es: Fraction
    """Earned schedule: how far along the plan the value earned reaches."""
    at: Fraction
    """Actual time since the start."""
    planned_duration: Fraction

    @property
    def sv_t(self) -> Fraction:
        """Schedule variance in time, ES - AT."""
        return self.es - self.at

    @property
    def spi_t(self) -> Fraction | None:
        """Schedule performance index in time, ES / AT."""
        return self.es / self.at if self.at else None

    @property
    def ieac_t(self) -> Fraction | None:
        """Estimated duration at completion, planned duration / SPI(t)."""
        spi = self.spi_t
        return self.planned_duration / spi if spi else None

    @property
    def tspi(self) -> Fraction | None:
        """To-complete schedule performance index, (PD - ES) / (PD - AT)."""
        left = self.planned_duration - self.at
        return (self.planned_duration - self.es) / left if left else None


def planned_value(curve: PlannedCurve, time: int) -> Fraction:
    """Return the planned value at a time."""
    points = curve.points
    i = bisect_right([p.time for p in points], time)
    if i == 0:
        return Fraction(0)
    if i == len(points):
        return Fraction(points[-1].value)
    low, high = points[i - 1], points[i]
    share = Fraction(time - low.time, high.time - low.time)
    return low.value + share * (high.value - low.value)


def earned_schedule(curve: PlannedCurve, ev: int, at: int) -> EarnedSchedule:
    """Return the earned schedule of an earned value at time `at` (of the curve's axis).

    Where the plan rests on one value, that value is on plan as long as the rest lasts: of the rest the
    time nearest to `at` counts. (By the letter of the formula it were always the rest's end, by which
    work that waits as planned would look ahead; Lipke, Earned Schedule, 2009, treats planned down time
    apart as well.) More than the budget counts as all of it.
    """
    points = curve.points
    begin, values = points[0].time, [p.value for p in points]
    if ev >= curve.bac:
        es = Fraction(curve.duration)
    elif ev < values[0]:
        es = Fraction(0)
    else:
        i = bisect_right(values, ev) - 1
        low, high = points[i], points[i + 1]
        if low.value == ev:
            first = points[bisect_left(values, ev)].time
            es = Fraction(min(max(at, first), low.time) - begin)
        else:
            share = Fraction(ev - low.value, high.value - low.value)
            es = low.time - begin + share * (high.time - low.time)
    return EarnedSchedule(es, Fraction(at - begin), Fraction(curve.duration))


def curve_of(points: Sequence[tuple[int, int]]) -> PlannedCurve:
    """Return the curve of (time, cumulative value) pairs."""
    return PlannedCurve(tuple(Point(time, value) for time, value in points))

"""Calendars of an MSPDI file: week days, exceptions (also recurring ones), work weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from headway.exchange.document import CalendarDoc, Document
from headway.exchange.mspdi_codes import moment_of
from headway.words import say

if TYPE_CHECKING:
    from headway.exchange.mspdi_read import Node

DAY = 1440
EPOCH = date(1970, 1, 1)
MOST_DAYS = 2000
DAYS = (6, 0, 1, 2, 3, 4, 5)
"""Our weekday (Monday 0) by MSPDI's DayType less one (Sunday 1)."""
DAILY, BY_COUNT = 1, 7


def calendar_of(node: Node, key: int, base_id: int | None, document: Document) -> CalendarDoc:
    """Return a calendar; days that it does not name are its base's, or off without one."""
    week: list[Any] = [None if base_id is not None else []] * 7
    exceptions: list[dict[str, Any]] = []
    for part in node.all("WeekDays/WeekDay"):
        kind = part.number("DayType", 0) or 0
        times = intervals_of(part)
        if 1 <= kind <= 7:
            week[DAYS[kind - 1]] = times
        elif kind == 0 and not node.all("Exceptions/Exception"):
            exceptions.extend(_spans(part, times, ""))
    for part in node.all("Exceptions/Exception"):
        exceptions.extend(_exception(part, document))
    # Of two exceptions for one day the first counts: ours do not overlap.
    return CalendarDoc(
        id=key,
        name=(node.text("Name") or f"Calendar {key}")[:200],
        base_id=base_id,
        week=week,
        exceptions=exceptions[:5000],
        work_weeks=[w for p in node.all("WorkWeeks/WorkWeek") for w in _work_week(p)],
    )


def intervals_of(node: Node) -> list[list[int]]:
    """Return the working times of a day, in order; those over midnight pass 1440."""
    found = []
    for part in node.all("WorkingTimes/WorkingTime"):
        start, finish = _minute(part.text("FromTime")), _minute(part.text("ToTime"))
        if start is None or finish is None:
            continue
        if finish <= start:
            finish += DAY
        found.append([start, finish])
    found.sort()
    merged: list[list[int]] = []
    for start, finish in found:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], finish)
        else:
            merged.append([start, finish])
    if node.text("DayWorking") == "0":
        return []
    return merged


def _minute(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) < 2 or not all(p.isdecimal() and len(p) < 10 for p in parts[:2]):
        return None
    return int(parts[0]) * 60 + int(parts[1])


def _period(node: Node) -> tuple[int, int] | None:
    for part in node.all("TimePeriod"):
        first, last = moment_of(part.text("FromDate")), moment_of(part.text("ToDate"))
        if first is not None and last is not None and last >= first:
            return first // DAY, last // DAY
    return None


def _spans(node: Node, times: list[list[int]], name: str) -> list[dict[str, Any]]:
    period = _period(node)
    if period is None:
        return []
    return [{"name": name, "first": period[0], "last": period[1], "intervals": times}]


def _work_week(node: Node) -> list[dict[str, Any]]:
    period = _period(node)
    if period is None:
        return []
    week: list[Any] = [None] * 7
    for part in node.all("WeekDays/WeekDay"):
        kind = part.number("DayType", 0) or 0
        if 1 <= kind <= 7:
            week[DAYS[kind - 1]] = intervals_of(part)
    return [{"name": node.text("Name"), "first": period[0], "last": period[1], "week": week}]


def _exception(node: Node, document: Document) -> list[dict[str, Any]]:
    """Return the days of an exception; recurring ones are written out, in runs."""
    period = _period(node)
    if period is None:
        return []
    times, name = intervals_of(node), node.text("Name")[:200]
    kind = node.number("Type", DAILY) or DAILY
    every = max(1, node.number("Period", 1) or 1)
    count = node.number("Occurrences", 0) or 0
    if kind in (DAILY, BY_COUNT) and every == 1:
        return _spans(node, times, name)
    days = _days(node, kind, period, every, count)
    if len(days) >= MOST_DAYS:
        document.note(
            say(
                "The recurring exception '{name}' was cut after {most_days} days.",
                name=name,
                most_days=MOST_DAYS,
            )
        )
    return [{"name": name, "first": d, "last": d, "intervals": times} for d in days]


def _days(node: Node, kind: int, period: tuple[int, int], every: int, count: int) -> list[int]:
    """Return the days of a recurring exception (days since 1970-01-01)."""
    first, last = period
    found: list[int] = []
    start = EPOCH + timedelta(days=first)
    mask = node.number("DaysOfWeek", 0) or 0
    day_of_month = node.number("MonthDay", 1) or 1
    month = (node.number("Month", 0) or 0) + 1
    item, place = node.number("MonthItem", 0) or 0, node.number("MonthPosition", 0) or 0
    limit = min(last, first + 366 * 60)
    for day in range(first, limit + 1):
        at = EPOCH + timedelta(days=day)
        months = (at.year - start.year) * 12 + at.month - start.month
        match kind:
            case 1:
                hit = (day - first) % every == 0
            case 2:
                hit = at.month == month and at.day == day_of_month
            case 3:
                hit = at.month == month and _is_item(at, item, place)
            case 4:
                hit = months % every == 0 and at.day == day_of_month
            case 5:
                hit = months % every == 0 and _is_item(at, item, place)
            case 6:
                sunday = (start.weekday() + 1) % 7
                weeks = (day - first + sunday) // 7
                hit = weeks % every == 0 and bool(mask >> ((at.weekday() + 1) % 7) & 1)
            case _:
                hit = day == first
        if hit:
            found.append(day)
            if (count and len(found) >= count) or len(found) >= MOST_DAYS:
                break
    return found


def _is_item(at: date, item: int, place: int) -> bool:
    """Whether a day is the nth (place 4: last) item of its month: day, workday, weekend or weekday."""

    def fits(day: date) -> bool:
        weekday = day.weekday()
        match item:
            case 0:
                return True
            case 1:
                return weekday < 5
            case 2:
                return weekday >= 5
            case _:
                return (weekday + 1) % 7 == item - 3

    if not fits(at):
        return False
    first = at.replace(day=1)
    days = [
        d for d in (first + timedelta(days=i) for i in range(31)) if d.month == at.month and fits(d)
    ]
    index = len(days) - 1 if place == 4 else place
    return 0 <= index < len(days) and days[index] == at

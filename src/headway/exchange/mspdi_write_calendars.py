"""Writes the calendars of an MSPDI file: week days, exceptions, work weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headway.exchange.document import CalendarDoc
from headway.exchange.mspdi_calendars import DAYS

if TYPE_CHECKING:
    from headway.exchange.mspdi_element import Element

DAY = 1440
ALL_DAY = DAY
FOR_GOOD = 29_219
"""2049-12-31, Microsoft Project's last day."""
DAILY = 1
WEEKDAY = {ours: theirs for theirs, ours in enumerate(DAYS, 1)}
"""MSPDI's DayType (Sunday 1) by our weekday (Monday 0)."""


def write_calendar(
    node: Element, calendar: CalendarDoc, uid: int, base: int | None, personal: bool
) -> None:
    """Fill a Calendar element; `base` is the unique id of its base, `personal`: a resource's own."""
    node.put("UID", uid)
    node.put("Name", calendar.name)
    node.put("IsBaseCalendar", not personal)
    node.put("BaseCalendarUID", -1 if base is None else base)
    _week(node, calendar.week)
    if calendar.exceptions:
        part = node.open("Exceptions")
        for entry in calendar.exceptions:
            _exception(part.open("Exception"), entry)
    if calendar.work_weeks:
        part = node.open("WorkWeeks")
        for entry in calendar.work_weeks:
            week = part.open("WorkWeek")
            _period(week, entry)
            week.put("Name", entry.get("name") or None)
            _week(week, entry["week"])


def _week(node: Element, week: list[Any] | None) -> None:
    """Write the days that have a pattern of their own, Sunday first."""
    days = [(WEEKDAY[n], times) for n, times in enumerate(week or ()) if times is not None]
    if not days:
        return
    part = node.open("WeekDays")
    for kind, times in sorted(days):
        day = part.open("WeekDay")
        day.put("DayType", kind)
        _times(day, times)


def _exception(node: Element, entry: dict[str, Any]) -> None:
    node.put("EnteredByOccurrences", False)
    _period(node, entry)
    node.put("Occurrences", entry["last"] - entry["first"] + 1)
    node.put("Name", entry.get("name") or None)
    node.put("Type", DAILY)
    _times(node, entry.get("intervals", ()))


def _period(node: Element, entry: dict[str, Any]) -> None:
    part = node.open("TimePeriod")
    part.moment("FromDate", entry["first"] * DAY)
    part.moment("ToDate", entry["last"] * DAY + DAY - 1)


def _times(node: Element, times: Any) -> None:
    node.put("DayWorking", bool(times))
    if not times:
        return
    part = node.open("WorkingTimes")
    for start, finish in times:
        time = part.open("WorkingTime")
        time.clock("FromTime", start)
        time.clock("ToTime", finish)


def write_availability(node: Element, periods: list[dict[str, Any]]) -> None:
    """Write the periods in which a resource has other units, from its first day to its last."""
    part = node.open("AvailabilityPeriods")
    for period in periods:
        entry = part.open("AvailabilityPeriod")
        last = FOR_GOOD if period["last"] is None else period["last"]
        entry.moment("AvailableFrom", period["first"] * ALL_DAY)
        entry.moment("AvailableTo", last * ALL_DAY + ALL_DAY - 1)
        whole, rest = divmod(period["units"], 10_000)
        entry.put("AvailableUnits", f"{whole}.{rest:04d}".rstrip("0").rstrip("."))

"""Working days of a calendar, to date the demo relative to today. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from headway.resources.holidays import EPOCH

DAY_START = 540
"""Minute of the day at which work starts in the demo's calendar."""


class Workdays:
    """Counts working days; day 0 is the last working day up to `today`."""

    def __init__(self, calendar: Mapping[str, Any], today: date) -> None:
        self._week = [bool(intervals) for intervals in calendar["week"]]
        self._off = {
            day
            for entry in calendar["exceptions"]
            if not entry["intervals"]
            for day in range(entry["first"], entry["last"] + 1)
        }
        self.today = today
        while not self.works(self.today):
            self.today -= timedelta(days=1)

    def works(self, day: date) -> bool:
        """Whether people work on a day."""
        return self._week[day.weekday()] and (day - EPOCH).days not in self._off

    def day(self, offset: int) -> date:
        """Return the working day `offset` working days from today."""
        found = self.today
        step = timedelta(days=1 if offset >= 0 else -1)
        for _ in range(abs(offset)):
            found += step
            while not self.works(found):
                found += step
        return found

    def moment(self, offset: int) -> int:
        """Return the start of work on that day, in the plan's local minutes."""
        return (self.day(offset) - EPOCH).days * 1440 + DAY_START

    def instant(self, offset: int, hour: int, minute: int = 0) -> datetime:
        """Return an instant on that day, for the history."""
        return datetime.combine(self.day(offset), time(hour, minute), UTC)

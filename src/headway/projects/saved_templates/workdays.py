"""Dates as working days from a start, and back. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from headway.projects.saved_templates.shape import Offset
from headway.scheduling.moments import DAY
from headway.scheduling.plan import Calendar
from headway.scheduling.worktime import intervals_of

FAR = 40 * 366
"""Days that are looked through to either side."""


class WorkDays:
    """Counts the working days from the first one at or after `start` (a moment), which is day 0.

    `works` says whether there is work on a day (days since 1970-01-01). A day off counts as the
    working day that follows it. Where there is never work, every day counts.
    """

    def __init__(self, works: Callable[[int], bool], start: int) -> None:
        first = start // DAY
        ever = any(works(day) for day in range(first, first + 366))
        self._works = works if ever else lambda _: True
        while not self._works(first):
            first += 1
        self._first = first
        self._ahead = [first]
        """Working days from the first on."""
        self._behind: list[int] = []
        """Working days before it, as negative days back from it: ascending."""

    def offset(self, moment: int) -> Offset:
        """Return how many working days after the start a moment lies, and its minute of the day."""
        day, minute = divmod(moment, DAY)
        if day > self._first - 1:
            self._reach(day)
            return bisect_left(self._ahead, day), minute
        self._reach_back(day)
        return -bisect_left(self._behind, self._first - day + 1), minute

    def moment(self, offset: Sequence[int]) -> int:
        """Return the moment that lies so many working days after the start."""
        count, minute = offset
        if count >= 0:
            while len(self._ahead) <= count and self._further():
                pass
            day = self._ahead[min(count, len(self._ahead) - 1)]
        else:
            while len(self._behind) < -count and self._further_back():
                pass
            day = self._first - self._behind[min(-count, len(self._behind)) - 1]
        return day * DAY + minute

    def _reach(self, day: int) -> None:
        while self._ahead[-1] < day and self._further():
            pass

    def _reach_back(self, day: int) -> None:
        while (not self._behind or self._first - self._behind[-1] > day) and self._further_back():
            pass

    def _further(self) -> bool:
        day = self._ahead[-1] + 1
        while day < self._first + FAR and not self._works(day):
            day += 1
        self._ahead.append(day)
        return day < self._first + FAR

    def _further_back(self) -> bool:
        back = (self._behind[-1] if self._behind else 0) + 1
        while back < FAR and not self._works(self._first - back):
            back += 1
        self._behind.append(back)
        return back < FAR


def by_calendar(calendars: Sequence[Calendar], which: int) -> Callable[[int], bool]:
    """Return what says whether a calendar works on a day."""
    known: dict[int, bool] = {}

    def works(day: int) -> bool:
        found = known.get(day)
        if found is None:
            found = known[day] = bool(intervals_of(calendars, which, day))
        return found

    return works

"""The date as of which progress is looked at: typed, or else today. Pure: now is an argument.

No date of the plan depends on today, so that all readers of a version see the same plan on every
day; on a typed status date only where the project is scheduled from it (`from_status_date`). What else
depends on it (late marks, lists, what "unfinished work in the past" is) is computed when asked.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from headway.changes.tables import Row
from headway.scheduling.moments import DAY

EPOCH = datetime(1970, 1, 1)


def now_in(zone: str, now: datetime) -> int:
    """Return the local minute of an instant in a project's zone; UTC for a zone that is not known."""
    try:
        place = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        local = now.astimezone(UTC)
    else:
        local = now.astimezone(place)
    return int((local.replace(tzinfo=None) - EPOCH).total_seconds() // 60)


def status_date(project: Row, now: datetime) -> int:
    """Return the status date of a project; the present minute where it follows today."""
    typed = project["status_date"]
    return now_in(project["zone"], now) if typed is None else int(typed)


def held_by_it(project: Row, start: int) -> bool:
    """Whether a start that nothing but the project holds is where it is because of the status date."""
    typed = project["status_date"]
    if typed is None or not project["from_status_date"]:
        return False
    return bool(project["start"] < typed <= start)


def resume_date(project: Row, now: datetime) -> int:
    """Return after which moment unfinished work goes on: the status date, or where it follows
    today, this morning: what was to be done today is not left behind."""
    typed = project["status_date"]
    if typed is not None:
        return int(typed)
    return now_in(project["zone"], now) // DAY * DAY + int(project["day_start"])

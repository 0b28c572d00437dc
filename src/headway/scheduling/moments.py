"""Moments as text: integer local minutes since 1970-01-01T00:00 and ISO 8601 local time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from headway.words import mark, say

EPOCH = datetime(1970, 1, 1)
DAY = 1440
MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip
LONG_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip


def to_iso(moment: int | None) -> str | None:
    """Return a moment as 2026-03-03T09:00:00, None for none."""
    if moment is None:
        return None
    return (EPOCH + timedelta(minutes=moment)).isoformat()


def from_datetime(at: datetime) -> int:
    """Return the moment of a local date and time; seconds are dropped."""
    return int((at.replace(tzinfo=None) - EPOCH).total_seconds() // 60)


def from_date(day: date) -> int:
    """Return the moment at which a day begins."""
    return (day - EPOCH.date()).days * DAY


def from_iso(text: str) -> tuple[int, bool]:
    """Return (moment, whether a time of day was given) of an ISO local date or date-time.

    Raises ValueError for anything else; an offset is refused, since plan times have none.
    """
    text = text.strip()
    if len(text) == 10:
        return from_date(date.fromisoformat(text)), False
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError("plan times are local: leave the offset out")
    return from_datetime(at), True


def day_words(moment: int) -> str:
    """Return the day of a moment without its year: 3 Mar."""
    at = EPOCH + timedelta(minutes=moment)
    return say("{day} {month}", day=at.day, month=say(MONTHS[at.month - 1]))


def words(moment: int) -> str:
    """Return the day of a moment as people read it: 3 Mar 2026."""
    at = EPOCH + timedelta(minutes=moment)
    return say("{day} {month} {year}", day=at.day, month=say(MONTHS[at.month - 1]), year=at.year)

"""What the cells of a sheet mean: dates in the ways people write them, numbers, flags."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from headway.scheduling.moments import from_date, from_datetime

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip
TIME = r"(?:[\sT,]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([AaPp][Mm])?)?"
WEEKDAY = re.compile(r"^\s*[^\W\d_]{2,10}\.?,?\s+(?=\d)")
ISO = re.compile(rf"^(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){TIME}$")
POINTS = re.compile(rf"^(\d{{1,2}})\.(\d{{1,2}})\.(\d{{2,4}}){TIME}$")
SLASHES = re.compile(rf"^(\d{{1,2}})/(\d{{1,2}})/(\d{{2,4}}){TIME}$")
NAMED = re.compile(rf"^(\d{{1,2}})[\s.-]+([^\W\d_]{{3,10}})[\s.-]+(\d{{2,4}}){TIME}$")
NAMED_FIRST = re.compile(rf"^([^\W\d_]{{3,10}})\s+(\d{{1,2}}),?\s+(\d{{4}}){TIME}$")
TRUE = frozenset({"1", "yes", "y", "true", "x", "ja", "oui", "si", "sí", "✓"})


def month_first(values: list[Any]) -> bool:
    """Whether dates such as 3/14/2026 in a column begin with the month: some second part says so."""
    for value in values:
        found = SLASHES.match(_plain(value)) if isinstance(value, str) else None
        if found is not None and int(found[2]) > 12:
            return True
    return False


def _plain(text: str) -> str:
    return WEEKDAY.sub("", text.strip())


def moment(value: Any, *, month_first: bool = False) -> tuple[int, bool] | None:
    """Return (moment, whether a time of day was given), None for an empty cell.

    Raises ValueError where the cell holds no date.
    """
    if value is None or (isinstance(value, str) and value.strip() in ("", "NA", "-", "–")):
        return None
    if isinstance(value, datetime):
        return from_datetime(value), bool(value.hour or value.minute)
    if isinstance(value, date):
        return from_date(value), False
    if not isinstance(value, str):
        raise ValueError(f"'{value}' is no date")
    text = value.strip()
    for candidate in (text, _plain(text)):
        parts = _parts(candidate, month_first)
        if parts is not None:
            break
    else:
        raise ValueError(f"'{text[:40]}' is no date: write 2026-03-31")
    year, month, day, hour, minute, half = parts
    at = from_date(date(year + 2000 if year < 100 else year, month, day))
    if hour is None:
        return at, False
    clock = int(hour) % 12 + (12 if half.lower() == "pm" else 0) if half else int(hour)
    if clock > 23 or int(minute) > 59:
        raise ValueError(f"'{text[:40]}' is no time of day")
    return at + clock * 60 + int(minute), True


def _parts(text: str, month_first: bool) -> tuple[int, int, int, Any, Any, Any] | None:
    found = ISO.match(text)
    if found is not None:
        return int(found[1]), int(found[2]), int(found[3]), found[4], found[5], found[6]
    found = POINTS.match(text)
    if found is not None:
        return int(found[3]), int(found[2]), int(found[1]), found[4], found[5], found[6]
    found = SLASHES.match(text)
    if found is not None:
        one, other = int(found[1]), int(found[2])
        day, month = (other, one) if month_first else (one, other)
        return int(found[3]), month, day, found[4], found[5], found[6]
    found = NAMED.match(text)
    if found is not None and found[2][:3].lower() in MONTHS:
        month = MONTHS[found[2][:3].lower()]
        return int(found[3]), month, int(found[1]), found[4], found[5], found[6]
    found = NAMED_FIRST.match(text)
    if found is not None and found[1][:3].lower() in MONTHS:
        month = MONTHS[found[1][:3].lower()]
        return int(found[3]), month, int(found[2]), found[4], found[5], found[6]
    return None


def percent(value: Any) -> int:
    """Return 0 to 100 of `50`, `50%` or `50 %`; raise ValueError for anything else."""
    if value is None or value == "":
        return 0
    text = str(value).strip().removesuffix("%").strip().replace(",", ".")
    number = round(float(text or "0"))
    if not 0 <= number <= 100:
        raise ValueError(f"'{str(value)[:40]}' is no percentage between 0 and 100")
    return number


MOST_POINTS = 1_000_000


def points(value: Any) -> int | None:
    """Return hundredths of a story point, None for an empty cell; raise ValueError for what is none."""
    shown = text(value)
    if shown in ("", "-", "–"):
        return None
    try:
        number = round(float(shown.replace(",", ".")) * 100)
    except (ValueError, OverflowError):
        number = -1
    if not 0 <= number <= 100 * MOST_POINTS:
        raise ValueError(f"'{shown[:40]}' is no number of story points from 0 to {MOST_POINTS}")
    return number


def flag(value: Any) -> bool:
    """Whether a cell says yes."""
    if isinstance(value, bool):
        return value
    return value is not None and str(value).strip().lower() in TRUE


def text(value: Any) -> str:
    """Return a cell as text; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(value).strip()

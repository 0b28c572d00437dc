"""Durations as people write them: 3d, 2w, 4h, 1.5mo, 2ed, 5d?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

ELAPSED = {"em": 1, "eh": 60, "ed": 1440, "ew": 10_080, "emo": 43_200}
NAMES = {
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "d": "d", "day": "d", "days": "d", "": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w",
    "mo": "mo", "mon": "mo", "mons": "mo", "month": "mo", "months": "mo",
}  # fmt: skip
PATTERN = re.compile(r"^\s*([+-]?)(\d+(?:[.,]\d+)?)\s*(e?)([a-z]*)\s*(\?)?\s*$", re.IGNORECASE)

LONGEST = 60
"""Characters of a duration: over long runs of spaces the pattern would take forever."""


class Duration(NamedTuple):
    """Minutes, the unit that was typed (see `DURATION_UNITS`), and whether it is a guess."""

    minutes: int
    unit: str
    estimated: bool


def unit_minutes(unit: str, project: Mapping[str, Any]) -> int:
    """Return the minutes of one unit by a project's settings."""
    if unit in ELAPSED:
        return ELAPSED[unit]
    day = int(project.get("minutes_per_day", 480))
    return {
        "m": 1,
        "h": 60,
        "d": day,
        "w": int(project.get("minutes_per_week", 2400)),
        "mo": day * int(project.get("days_per_month", 20)),
    }[unit]


def parse_duration(text: str, project: Mapping[str, Any]) -> Duration | None:
    """Return what a text means, None where it is no duration. A bare number is days."""
    if len(text) > LONGEST:
        return None
    found = PATTERN.match(text)
    if found is None:
        return None
    sign, number, elapsed, name, guess = found.groups()
    unit = NAMES.get(name.lower())
    if unit is None:
        return None
    unit = f"e{unit}" if elapsed else unit
    minutes = round(float(number.replace(",", ".")) * unit_minutes(unit, project))
    return Duration(-minutes if sign == "-" else minutes, unit, bool(guess))


def duration_text(minutes: int, unit: str, project: Mapping[str, Any]) -> str:
    """Return minutes as people write them, in `unit`: 3d, 1.5w, 2ed."""
    value = minutes / unit_minutes(unit, project)
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{text}{unit}"

"""Predecessors as people write them in one cell: `12FS+2d; 3SS-50%; 7`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from headway.exchange.durations import duration_text, parse_duration

TYPES = {
    "FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF",
    # As German editions of planners write them: Ende-Anfang and so on.
    "EA": "FS", "AA": "SS", "EE": "FF", "AE": "SF",
}  # fmt: skip
PATTERN = re.compile(
    r"^\s*(?P<ref>[^\W\d_]{1,10}-\d+|.+?)\s*(?P<type>FS|SS|FF|SF|EA|AA|EE|AE)?\s*(?P<lag>[+-]\s*\d.*)?$",
    re.IGNORECASE,
)
PERCENT = re.compile(r"^([+-])\s*(\d+(?:[.,]\d+)?)\s*%$")

LONGEST = 300
"""Characters of an entry."""
LONGEST_PERCENT = 40


class Predecessor(NamedTuple):
    """One entry: `ref` is a row, a WBS code or a name; the rest as a link's fields."""

    ref: str
    type: str
    lag: int
    lag_kind: str
    lag_unit: str


def parse_predecessors(text: str, project: Mapping[str, Any]) -> list[Predecessor]:
    """Return the entries of a cell, separated by `;` or else by `,`.

    Raises ValueError, naming the entry and what would be right.
    """
    parts = text.split(";") if ";" in text else text.split(",")
    return [_entry(part, project) for part in parts if part.strip()]


def _entry(part: str, project: Mapping[str, Any]) -> Predecessor:
    # Runs of spaces are made one, and long entries refused: over them the pattern takes forever.
    part = " ".join(part.split())
    found = PATTERN.match(part) if len(part) <= LONGEST else None
    if found is None:
        raise ValueError(f"'{part[:60]}' is no predecessor: write 12, 12SS or 12FS+2d")
    kind = TYPES[(found["type"] or "FS").upper()]
    if not found["lag"]:
        return Predecessor(found["ref"], kind, 0, "working", "d")
    lag = found["lag"].replace(" ", "")
    percent = parse_percent(lag)
    if percent is not None:
        return Predecessor(found["ref"], kind, percent, "percent", "d")
    duration = parse_duration(lag, project)
    if duration is None:
        raise ValueError(f"'{lag[:40]}' is no lag: write +2d, -4h, +1ed or +50%")
    counts = "elapsed" if duration.unit.startswith("e") else "working"
    return Predecessor(found["ref"], kind, duration.minutes, counts, duration.unit)


def parse_percent(text: str) -> int | None:
    """Return the hundredths of a percent that `+50%` means, None where it is no such lag."""
    found = PERCENT.match(text) if len(text) <= LONGEST_PERCENT else None
    if found is None:
        return None
    value = round(float(found[2].replace(",", ".")) * 100)
    return -value if found[1] == "-" else value


def predecessor_text(ref: str, link: Mapping[str, Any], project: Mapping[str, Any]) -> str:
    """Return one entry of a cell for a link (a row with type, lag, lag_kind, lag_unit)."""
    lag = lag_text(link, project)
    kind = link["type"] if lag or link["type"] != "FS" else ""
    return f"{ref}{kind}{lag}"


def lag_text(link: Mapping[str, Any], project: Mapping[str, Any]) -> str:
    """Return a lag as `+2d`, `-4h`, `+1ed` or `+50%`; nothing for none."""
    lag = int(link["lag"])
    if lag == 0:
        return ""
    sign = "+" if lag > 0 else "-"
    if link["lag_kind"] == "percent":
        return f"{sign}{abs(lag) / 100:g}%"
    unit = str(link["lag_unit"])
    if link["lag_kind"] == "elapsed" and not unit.startswith("e"):
        unit = f"e{unit}"
    return sign + exact_duration(abs(lag), unit, project)


def exact_duration(minutes: int, unit: str, project: Mapping[str, Any]) -> str:
    """Return minutes in `unit`, or in minutes where two decimals of `unit` would lose some."""
    text = duration_text(minutes, unit, project)
    again = parse_duration(text, project)
    if again is not None and again.minutes == minutes:
        return text
    return f"{minutes}{'em' if unit.startswith('e') else 'm'}"

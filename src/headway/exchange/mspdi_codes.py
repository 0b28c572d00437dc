"""The code numbers of MSPDI, the XML format of Microsoft Project."""

from __future__ import annotations

import re

from headway.exchange.document import BadFile
from headway.scheduling.moments import from_iso
from headway.words import say

NAMESPACE = "http://schemas.microsoft.com/project"
CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
LINK_TYPES = ("FF", "FS", "SF", "SS")
TASK_TYPES = ("fixed_units", "fixed_duration", "fixed_work")
RESOURCE_KINDS = ("material", "work", "cost")
UNITS = {3: "m", 4: "em", 5: "h", 6: "eh", 7: "d", 8: "ed", 9: "w", 10: "ew", 11: "mo", 12: "emo"}
UNIT_CODES = {unit: code for code, unit in UNITS.items()}
ESTIMATED = 32
PERCENT, ELAPSED_PERCENT = 19, 20
DURATION = re.compile(
    r"^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$"
)
LONGEST = 10_000_000_000


def minutes_of(text: str | None) -> int | None:
    """Return the minutes of PT8H0M0S, None for nothing; raise BadFile for anything else."""
    if text is None or not text.strip():
        return None
    found = DURATION.match(text.strip())
    if found is None:
        raise BadFile(say("'{text}' is no duration", text=text[:40]))
    sign, years, months, days, hours, minutes, seconds = found.groups()
    if years or months:
        raise BadFile(say("'{text}' is no duration in hours", text=text[:40]))
    total = int(days or 0) * 1440 + float(hours or 0) * 60 + float(minutes or 0)
    total += float(seconds or 0) / 60
    if total > LONGEST:
        raise BadFile(say("'{text}' is an absurd duration", text=text[:40]))
    # Whole minutes, as dates are: what is short of a minute is dropped, but for rounding's last
    # second (7 h 59 min 59 s).
    value = int(total + 1.5 / 60)
    return -value if sign else value


def duration_of(minutes: int) -> str:
    """Return PT8H0M0S for minutes."""
    sign = "-" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}PT{hours}H{rest}M0S"


def moment_of(text: str | None) -> int | None:
    """Return the moment of an ISO local time, None for nothing; raise BadFile for nonsense."""
    if text is None or not text.strip() or text.startswith("NA"):
        return None
    try:
        moment, _ = from_iso(text.strip()[:19])
    except ValueError:
        raise BadFile(say("'{text}' is no date", text=text[:40])) from None
    return moment


def unit_of(code: int | None) -> tuple[str, bool]:
    """Return (unit, whether it is a guess) of a duration format; days for unknown ones."""
    if code is None:
        return "d", False
    estimated = bool(code & ESTIMATED) and code not in (PERCENT, ELAPSED_PERCENT)
    return UNITS.get(code & ~ESTIMATED, "d"), estimated


def custom_field(field_id: int) -> tuple[str, str] | None:
    """Return (the file's name, our type) of a task's custom field by its id, None for others."""
    for (first, count, step, start), name, type_ in RANGES:
        offset = field_id - first
        if 0 <= offset < count * step and offset % step == 0:
            return f"{name}{start + offset // step}", type_
    return None


RANGES: tuple[tuple[tuple[int, int, int, int], str, str], ...] = (
    ((188743731, 5, 3, 1), "Text", "text"),
    ((188743746, 1, 1, 6), "Text", "text"),
    ((188743747, 4, 1, 7), "Text", "text"),
    ((188743997, 20, 1, 11), "Text", "text"),
    ((188743767, 5, 1, 1), "Number", "number"),
    ((188743982, 15, 1, 6), "Number", "number"),
    ((188743752, 10, 1, 1), "Flag", "flag"),
    ((188743972, 10, 1, 11), "Flag", "flag"),
    ((188743945, 10, 1, 1), "Date", "date"),
    ((188743783, 3, 1, 1), "Duration", "duration"),
    ((188743955, 7, 1, 4), "Duration", "duration"),
    ((188743786, 3, 1, 1), "Cost", "cost"),
    ((188743938, 7, 1, 4), "Cost", "cost"),
    ((188743732, 5, 3, 1), "Start", "date"),
    ((188743733, 5, 3, 1), "Finish", "date"),
    ((188743962, 5, 2, 6), "Start", "date"),
    ((188743963, 5, 2, 6), "Finish", "date"),
)
"""(first id, how many, step, first number), the file's name, our type."""


def custom_field_id(name: str) -> int | None:
    """Return the id of a task's custom field by the file's name, None where it has none."""
    found = re.match(r"^([A-Za-z]+)(\d+)$", name)
    if found is None:
        return None
    kind, number = found.group(1), int(found.group(2))
    for (first, count, step, start), prefix, _ in RANGES:
        if prefix == kind and start <= number < start + count:
            return first + (number - start) * step
    return None


NAMED: dict[str, tuple[str, str]] = {
    "Status (Headway)": ("status", "text"),
    "Status category (Headway)": ("status_category", "text"),
    "Type (Headway)": ("work_type", "text"),
    "Sprint (Headway)": ("sprint", "text"),
    "Story points (Headway)": ("story_points", "number"),
}
"""What a task has that the format does not know: by the alias of the custom field that shows it to other
programs, and by which it is known again, the field of a document's task and the type."""

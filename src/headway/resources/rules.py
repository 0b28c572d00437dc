"""What must always hold of calendars and of resources. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.words import say

DAY = 1440
FIRST_DAY, LAST_DAY = -25_567, 84_006  # 1900-01-01, 2200-01-01
MOST_UNITS = 100_000_000


def calendars_hold(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid unless patterns are usable and no calendar is its own base."""
    change = inputs.get("calendars")
    if change is None:
        return
    for key in [r["id"] for r in change["added"]] + [u["id"] for u in change["updated"]]:
        row = draft.get("calendars", key)
        if row is None:
            continue
        _check_week(row["week"], "week", based=row["base_id"] is not None)
        for name in ("exceptions", "work_weeks"):
            entries = [] if row[name] is None else _list(row[name], name)
            for number, entry in enumerate(entries):
                place = f"{name}.{number}"
                _check_span(entry, place)
                if name == "exceptions":
                    _check_intervals(entry.get("intervals", []), f"{place}.intervals")
                elif "week" in entry:
                    _check_week(entry["week"], f"{place}.week", based=True)
                else:
                    raise Invalid(
                        say("{place} must have a week.", place=place), field=f"{place}.week"
                    )
        seen = {key}
        base = row["base_id"]
        while base is not None:
            if base in seen:
                raise Invalid(
                    say("'{name}' would be its own base.", name=row["name"]), field="base_id"
                )
            seen.add(base)
            above = draft.get("calendars", base)
            base = above["base_id"] if above is not None else None


def _list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > 5000:
        raise Invalid(say("{field} must be a list.", field=field), field=field)
    return value


def _check_week(week: Any, field: str, *, based: bool) -> None:
    if week is None and based:
        return
    days = _list(week, field)
    if len(days) != 7:
        raise Invalid(say("{field} must have seven days, Monday first.", field=field), field=field)
    for number, day in enumerate(days):
        if day is None:
            if not based:
                raise Invalid(
                    say("Only a calendar with a base can leave a day to it."), field=field
                )
            continue
        _check_intervals(day, f"{field}.{number}")


def _check_intervals(intervals: Any, field: str) -> None:
    end = 0
    for pair in _list(intervals, field):
        if not (isinstance(pair, list | tuple) and len(pair) == 2):
            raise Invalid(say("An interval is [from, to] in minutes of the day."), field=field)
        start, finish = pair
        if not all(isinstance(v, int) and not isinstance(v, bool) for v in pair):
            raise Invalid(say("An interval is [from, to] in minutes of the day."), field=field)
        if not (end <= start < finish <= 2 * DAY and start < DAY):
            raise Invalid(say("Intervals must follow one another within the day."), field=field)
        end = finish


def _check_span(entry: Any, field: str) -> None:
    if not isinstance(entry, dict):
        raise Invalid(say("{field} must name first and last day.", field=field), field=field)
    if not isinstance(entry.get("name", ""), str):
        raise Invalid(
            say("{field} has a name that is no text.", field=field), field=f"{field}.name"
        )
    first, last = entry.get("first"), entry.get("last")
    if not (isinstance(first, int) and isinstance(last, int)) or bool in (type(first), type(last)):
        raise Invalid(say("{field} must name first and last day.", field=field), field=field)
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise Invalid(
            say("{field} must end after it starts, between 1900 and 2200.", field=field),
            field=field,
        )


def availability_holds(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid unless a resource's periods are in order and none lies within another."""
    change = inputs.get("resources")
    if change is None:
        return
    for key in [r["id"] for r in change["added"]] + [u["id"] for u in change["updated"]]:
        row = draft.get("resources", key)
        if row is None or row["availability"] is None:
            continue
        before: int | None = FIRST_DAY - 1
        for number, period in enumerate(_list(row["availability"], "availability")):
            place = f"availability.{number}"
            _check_period(period, place)
            if before is None or period["first"] <= before:
                raise Invalid(say("Periods follow one another without overlapping."), field=place)
            before = period.get("last")


def _check_period(period: Any, field: str) -> None:
    if not isinstance(period, dict) or not {"first", "units"} <= set(period) <= {
        "first",
        "last",
        "units",
    }:
        raise Invalid(say("{field} must be {{first, last, units}}.", field=field), field=field)
    first, last, units = period["first"], period.get("last"), period["units"]
    if type(first) is not int or not (last is None or type(last) is int):
        raise Invalid(say("{field} must name first and last day.", field=field), field=field)
    if not FIRST_DAY <= first <= (LAST_DAY if last is None else last) <= LAST_DAY:
        raise Invalid(
            say("{field} must end after it starts, between 1900 and 2200.", field=field),
            field=field,
        )
    if type(units) is not int or not 0 <= units <= MOST_UNITS:
        raise Invalid(
            say("{field} must have units from 0 on.", field=field), field=f"{field}.units"
        )

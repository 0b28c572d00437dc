"""What programs write in fields: dates, durations, predecessors, people. Errors name the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.exchange.durations import Duration, parse_duration
from headway.exchange.predecessors import parse_predecessors
from headway.projects.outline import numbered
from headway.scheduling.moments import from_iso
from headway.words import mark, say

NUMBER = re.compile(r"^[^\W\d_]{1,10}-(\d{1,15})$")
WRONG_DATE = mark("Write {field} as 2026-03-31 or 2026-03-31T09:00, without an offset.")


def moment(text: str | None, clock: int, field: str) -> int | None:
    """Return the moment of an ISO local date or time; a date alone means `clock`, a minute of day."""
    if text is None:
        return None
    try:
        at, timed = from_iso(text)
    except (ValueError, OverflowError):
        raise Invalid(say(WRONG_DATE, field=field), field=field) from None
    return at if timed else at + clock


def duration(text: str, project: Row, field: str) -> Duration:
    """Return the duration that a text such as 3d, 4h or 2w? means."""
    found = parse_duration(text, project)
    if found is None or found.minutes < 0:
        raise Invalid(
            say("'{text}' is no duration: write 3d, 4h or 2w.", text=text[:40]), field=field
        )
    return found


def predecessors(given: str | list[Any], records: Records, project: Row) -> list[dict[str, Any]]:
    """Return the links of `task.predecessors` for a text or a list.

    A text names rows as the sheet numbers them, WBS codes (1.2) or numbers (MIG-12); an entry of a
    list is a task's key or an object with `task_id` and the fields of a link.
    """
    if isinstance(given, list):
        return [_entry(value, number) for number, value in enumerate(given)]
    try:
        entries = parse_predecessors(given, project)
    except ValueError as error:
        raise Invalid(say("{error}.", error=error), field="predecessors") from None
    if not entries:
        return []
    find = _finder(records)
    found = []
    for entry in entries:
        key = find(entry.ref)
        if key is None:
            raise Invalid(
                say("There is no task '{ref}' to come after.", ref=entry.ref[:60]),
                field="predecessors",
            )
        values = entry._asdict()
        del values["ref"]
        found.append({"predecessor_id": key, **values})
    return found


def _entry(value: Any, number: int) -> dict[str, Any]:
    field = f"predecessors.{number}"
    if isinstance(value, int) and not isinstance(value, bool):
        return {"predecessor_id": value}
    if not isinstance(value, dict):
        raise Invalid(say("A predecessor is a task's key or an object with task_id."), field=field)
    known = {k: value[k] for k in ("type", "lag", "lag_kind", "lag_unit") if k in value}
    key = value.get("task_id", value.get("predecessor_id"))
    if not isinstance(key, int):
        raise Invalid(say("A predecessor needs a task_id."), field=f"{field}.task_id")
    return {"predecessor_id": key, **known}


def _finder(records: Records) -> Callable[[str], int | None]:
    places = numbered(records)
    rows = records.rows("tasks")
    by_row = {str(n): key for n, key in enumerate(places, 1)}
    by_wbs = {rows[key]["wbs"] or wbs: key for key, (_, wbs) in places.items()}
    by_number = {row["number"]: key for key, row in rows.items()}

    def find(ref: str) -> int | None:
        named = NUMBER.match(ref)
        if named is not None:
            return by_number.get(int(named[1]))
        return by_row.get(ref) or by_wbs.get(ref)

    return find


def assignees(given: str | list[Any]) -> list[Mapping[str, Any]]:
    """Return the resources of `task.assign` for `Ana; Bob` or a list of names, keys or objects."""
    if isinstance(given, str):
        given = [part.strip() for part in re.split(r"[;,]", given) if part.strip()]
    found: list[Mapping[str, Any]] = []
    for number, value in enumerate(given):
        if isinstance(value, str):
            found.append({"name": value})
        elif isinstance(value, int) and not isinstance(value, bool):
            found.append({"resource_id": value})
        elif isinstance(value, dict):
            found.append(value)
        else:
            raise Invalid(
                say("Name a person, or give a resource's key."), field=f"assignees.{number}"
            )
    return found

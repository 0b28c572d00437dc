"""Calendars as they are stored, in files and in live projects alike, to the engine's. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headway.exchange.document import AssignmentDoc
from headway.exchange.efforts import pause_of
from headway.scheduling.plan import Calendar, CalendarException, Week, WorkWeek


def week_of(week: Sequence[Any] | None) -> Week:
    """Return the engine's week of a stored one; None leaves all days to the base calendar."""
    if week is None:
        return (None,) * 7
    return tuple(None if day is None else tuple((a, b) for a, b in day) for day in week)


def calendar_of(row: Mapping[str, Any], base: int) -> Calendar:
    """Return the engine's calendar of anything with `week`, `exceptions`, `work_weeks`, `name`; `base`
    is the place of the one that it refines, -1 for none."""
    return Calendar(
        week=week_of(row["week"]),
        exceptions=tuple(
            CalendarException(
                e["first"], e["last"], tuple((a, b) for a, b in e.get("intervals", ()))
            )
            for e in row["exceptions"] or ()
        ),
        work_weeks=tuple(
            WorkWeek(w["first"], w["last"], week_of(w["week"])) for w in row["work_weeks"] or ()
        ),
        base=base,
        name=row["name"],
    )


def meaning_of(calendars: Sequence[Calendar], place: int) -> int:
    """Return the place of the calendar that one stands for: its base, where it changes nothing."""
    for _ in calendars:
        found = calendars[place]
        same = not (found.exceptions or found.work_weeks) and all(day is None for day in found.week)
        if found.base < 0 or not same:
            break
        place = found.base
    return place


def common_rest(
    rows: Sequence[AssignmentDoc],
    extra: Any,
    calendars: Sequence[Calendar],
    by_resource: Mapping[int, int],
    *,
    own: int,
    project: int,
    elapsed: bool,
    duration: int | None = None,
) -> int:
    """Return the working minutes in which all who work on a task rest at once.

    `rows` are their assignments and `by_resource` the places of their calendars; `own` is that of
    the task's calendar (-1 for none), `project` that of the project's, `duration` the task's minutes.
    Without anybody the rests are those that the task's `extra` tells.
    """
    if not rows:
        group = () if elapsed else (own if own >= 0 else project,)
        return pause_of([AssignmentDoc(0, 0, 0, extra=extra)], calendars, [group])
    also = {own} if own >= 0 else set()
    groups = [tuple(sorted({by_resource[row.resource_id]} | also)) for row in rows]
    return pause_of(rows, calendars, groups, duration)

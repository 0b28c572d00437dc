"""How long the people on a task work on it: what drives its dates beyond its duration. Pure.

Microsoft Project places each assignment in its resource's calendar: it takes its work divided by
its units, starts late by its delay and rests where it was split. A task is done with the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headway.exchange.document import AssignmentDoc, TaskDoc
from headway.scheduling import Calendar, working_minutes

CONTOURS = (1.0, 0.6, 0.6, 0.5, 0.5, 0.5, 0.5, 0.7)
"""The mean of the ten segments of Microsoft Project's work contours, by their code: flat, back
loaded, front loaded, double peak, early peak, late peak, bell, turtle."""
CONTOURED = 8


def length_of(row: AssignmentDoc) -> int | None:
    """Return the working minutes that an assignment takes, None where its work does not say."""
    extra = row.extra or {}
    contour = int(extra.get("contour", 0))
    if not row.work or row.units <= 0 or not 0 <= contour < len(CONTOURS):
        return None
    # Files that were taken in before assignments had overtime of their own kept it beside.
    regular = row.work - (row.overtime_work or int(extra.get("overtime", 0)))
    return int(regular * 10_000 / row.units / CONTOURS[contour])


def efforts_of(
    task: TaskDoc, rows: Sequence[AssignmentDoc], places: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return (place of the calendar, minutes) of each working assignment of a task.

    `places` gives the place of a calendar by resource. Empty where the duration alone says it: for
    fixed durations, for one calendar, where some assignment's work is not known, and where works
    and duration cannot both be true (a task lasts as long as somebody works on it).
    """
    found = []
    first = min((row.delay for row in rows), default=0)
    for row in rows:
        length = length_of(row)
        if length is None:
            return ()
        # Who starts later than the others is done later; what all wait is the task's own rest.
        found.append((places[row.resource_id], length + row.delay - first))
    if task.task_type == "fixed_duration" or len({place for place, _ in found}) < 2:
        return ()
    lengths = [length for _, length in found]
    if not max(lengths) - 1 <= task.duration <= sum(lengths) + len(lengths):
        return ()
    return tuple(found)


def pause_of(
    rows: Sequence[AssignmentDoc],
    calendars: Sequence[Calendar],
    groups: Sequence[tuple[int, ...]],
    duration: int | None = None,
) -> int:
    """Return the working minutes in which all assignments of a task rest; `groups` are the
    calendars of each, `duration` the minutes in which somebody works."""
    rests = []
    for row, group in zip(rows, groups, strict=True):
        pauses = (row.extra or {}).get("pauses", ())
        rests.append(row.delay + sum(working_minutes(calendars, group, a, b) for a, b in pauses))
    rest = min(rests, default=0)
    if len(set(groups)) == 1 and not any((row.extra or {}).get("pauses") for row in rows):
        rest += _between(rows, duration)
    return rest


def _between(rows: Sequence[AssignmentDoc], duration: int | None) -> int:
    """Return the minutes between those who start at once and those who start after they are done,
    of people with one calendar; 0 where their work is not the task's duration."""
    spans = []
    for row in rows:
        length = length_of(row)
        if length is None:
            return 0
        spans.append((row.delay, row.delay + length))
    worked = rest = 0
    end = min((start for start, _ in spans), default=0)
    for start, finish in sorted(spans):
        rest += max(0, start - end)
        worked += max(0, finish - max(start, end))
        end = max(end, finish)
    return rest if worked == duration else 0

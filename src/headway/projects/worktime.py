"""Working time of a live plan's tasks, by the calendars that drive their dates. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.scheduling import working_minutes


def working_between(derived: Mapping[str, Any], task: Row, start: int, finish: int) -> int:
    """Return the minutes that a task works between two moments, as `duration` counts them.

    A task that is only being drafted counts by the project's calendar. Where it rests, it does not
    work.
    """
    if task["duration_unit"].startswith("e"):
        minutes = max(0, finish - start)
    else:
        result = derived["schedule"]
        assert isinstance(result, Scheduled)
        group = calendars_of(result, task)
        minutes = working_minutes(result.columns_.calendars, group, start, finish)
    for before, rest in task.get("splits") or ():
        if before < minutes:
            minutes -= min(rest, minutes - before)
    return minutes


def calendars_of(result: Scheduled, task: Row) -> tuple[int, ...]:
    """Return the places of the calendars in whose common time a task works; () is all the time."""
    if task["duration_unit"].startswith("e"):
        return ()
    place = result.places.get(task["id"])
    columns = result.columns_
    group = columns.groups[0 if place is None else int(columns.tasks.calendar[place])]
    return group[0][0]

"""The parts of a split task: where it works and where it rests, from its start and its splits. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from headway.scheduling.plan import Calendar
from headway.scheduling.worktime import DAY, add, next_working, table

ROOM = 14
"""Days beyond the plain length of a task's work and rests at first; then twice as many."""
FARTHEST = 40_000


def segments(
    calendars: Sequence[Calendar],
    group: tuple[int, ...],
    start: int,
    duration: int,
    splits: Sequence[Sequence[int]],
) -> list[tuple[int, int]]:
    """Return the parts of a task as (start, finish) moments, one more than it has rests.

    `group` are the places of the calendars whose common time it works in (() is round the clock),
    `duration` its working minutes, `splits` (working minutes done before, working minutes of rest)
    in order. Rests before the work begins or after it ends part nothing.
    """
    inner = [(int(b), int(r)) for b, r in splits if 0 < b < duration and r > 0]
    days = (duration + sum(rest for _, rest in inner)) // DAY * 7 + ROOM
    while True:
        last = start // DAY + days
        compiled = table(tuple(calendars), (group,), start // DAY - 1, last + 1)
        found: list[tuple[int, int]] = []
        at, done = int(next_working(compiled, 0, start)), 0
        for before, rest in inner:
            end = int(add(compiled, 0, at, before - done))
            found.append((at, end))
            at = int(next_working(compiled, 0, int(add(compiled, 0, end, rest))))
            done = before
        found.append((at, int(add(compiled, 0, at, duration - done))))
        if found[-1][1] <= last * DAY or days > FARTHEST:
            return found
        days *= 2

"""Interruptions of a task: [working minutes done before, working minutes of rest], in order. Pure."""

from __future__ import annotations

from typing import Any

from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.words import say

MOST = 1_000
LONGEST = 100_000_000


def done_of(row: Row) -> int:
    """Return the minutes of a task's duration that are done, as the engine counts them."""
    length, left = int(row["duration"]), row["remaining_duration"]
    if row["actual_finish"] is not None:
        return length
    if left is not None:
        return max(0, length - int(left))
    return round(length * int(row["percent_complete"]) / 100)


def rest_ahead(row: Row) -> int:
    """Return the working minutes in which a task is still to rest, after what is done."""
    splits = row["splits"]
    if not splits:
        return 0
    done = done_of(row)
    return sum(rest for before, rest in splits if before > done)


def with_rest(row: Row, done: int, rest: int) -> list[list[int]]:
    """Return a task's splits with another rest after `done` minutes; one that is there grows."""
    found = [[before, length] for before, length in row["splits"] or ()]
    for split in found:
        if split[0] == done:
            split[1] += rest
            return found
    return sorted([*found, [done, rest]])


def rest_of(row: Row) -> int:
    """Return the working minutes in which a task rests in all."""
    return sum(rest for _, rest in row["splits"] or ())


def splits_hold(splits: Any) -> None:
    """Raise Invalid unless splits are pairs of whole minutes, each after more work than the last."""
    if splits is None:
        return
    fine = isinstance(splits, list | tuple) and len(splits) <= MOST
    before = -1
    for split in splits if fine else ():
        fine = fine and isinstance(split, list | tuple) and len(split) == 2
        fine = fine and all(type(n) is int and 0 <= n <= LONGEST for n in split)
        if not fine or split[0] <= before:
            fine = False
            break
        before = split[0]
    if not fine:
        raise Invalid(
            say("Splits are [minutes done before, minutes of rest], in order."),
            field="tasks.splits",
        )

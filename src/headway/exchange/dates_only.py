"""Files whose dates have no time of day, as many .mpx: the project's default times are meant.

Microsoft Project gives a date that was typed without a time the default start time where it says
when something begins, and the default end time where it says when something ends.
"""

from __future__ import annotations

from headway.exchange.document import Document

DAY = 1440
ENDS = ("mfo", "fnet", "fnlt")


def without_times(document: Document) -> bool:
    """Return whether all dates that a document stores stand at midnight."""
    dates = [document.start, document.finish_by]
    for task in document.tasks:
        dates += [task.stored_start, task.stored_finish, task.actual_start, task.actual_finish]
    known = [date for date in dates if date is not None]
    return bool(known) and all(date % DAY == 0 for date in known)


def give_times(document: Document) -> None:
    """Move dates from midnight to the project's default start and end times."""

    def begin(date: int | None) -> int | None:
        return None if date is None else date + document.day_start

    def end(date: int | None) -> int | None:
        return None if date is None else date + document.day_finish

    document.dates_only = True
    document.start = begin(document.start)
    document.finish_by = end(document.finish_by)
    document.status_date = end(document.status_date)
    for task in document.tasks:
        ends = task.constraint in ENDS
        task.constraint_date = (end if ends else begin)(task.constraint_date)
        task.deadline = end(task.deadline)
        task.manual_start, task.manual_finish = begin(task.manual_start), end(task.manual_finish)
        task.actual_start, task.actual_finish = begin(task.actual_start), end(task.actual_finish)
        task.stop = task.resume = None
        task.stored_start, task.stored_finish = begin(task.stored_start), end(task.stored_finish)
    for row in document.baselines:
        row.start, row.finish = begin(row.start), end(row.finish)

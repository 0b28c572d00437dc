"""Work planned, done and left of assignments and tasks. Pure.

Where nobody says what was worked (`actual_work` 0 and no `remaining_work`), the work done follows
the task's percent complete; what is typed stands. All figures are minutes of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from headway.changes.tables import Row

FULL = 10_000
"""Units of one whole resource."""


class Effort(NamedTuple):
    """Work in minutes: as planned now, done, and left. What is expected in the end is `total`."""

    planned: int
    actual: int
    remaining: int

    @property
    def total(self) -> int:
        """Work done and left."""
        return self.actual + self.remaining

    def plus(self, other: Effort) -> Effort:
        """Return both together."""
        return Effort(
            self.planned + other.planned,
            self.actual + other.actual,
            self.remaining + other.remaining,
        )


NONE = Effort(0, 0, 0)


def tracked(row: Row) -> bool:
    """Whether somebody said what was worked on an assignment."""
    return bool(row["actual_work"]) or row["remaining_work"] is not None


def planned_of(row: Row, duration: int) -> int:
    """Return the planned work of an assignment: as typed, else the task's duration by its units."""
    work = row["work"]
    return int(work) if work is not None else round(duration * row["units"] / FULL)


def effort_of(row: Row, duration: int, percent: int) -> Effort:
    """Return an assignment's work; `duration` in minutes and `percent` complete are the task's."""
    planned = planned_of(row, duration)
    if not tracked(row):
        done = round(planned * percent / 100)
        return Effort(planned, done, planned - done)
    left = row["remaining_work"]
    if left is None:
        left = 0 if percent >= 100 else max(0, planned - row["actual_work"])
    return Effort(planned, row["actual_work"], left)


def efforts_by_task(
    tasks: Mapping[int, Row],
    assignments: Iterable[Row],
    works: Callable[[int], bool],
    result: Callable[[int], Row | None],
) -> dict[int, Effort]:
    """Return the work of every task by key; a summary's is that of its tasks and its own people.

    `works` says of a resource whether its units are work (no material, no cost); `result` gives a
    task's row of the schedule (`duration`, `percent_complete`). A task without people has its typed
    work, done by its percent complete.
    """
    own = dict.fromkeys(tasks, NONE)
    staffed: set[int] = set()
    for row in assignments:
        key = row["task_id"]
        if key in own and works(row["resource_id"]):
            dates = result(key) or {}
            length, percent = dates.get("duration", 0), dates.get("percent_complete", 0)
            own[key] = own[key].plus(effort_of(row, length, percent))
            staffed.add(key)
    summaries = {row["parent_id"] for row in tasks.values()}
    found = dict.fromkeys(tasks, NONE)
    for key, row in tasks.items():
        effort = own[key]
        if row["work"] is not None and key not in summaries:
            effort = _typed(
                row, effort, key in staffed, (result(key) or {}).get("percent_complete", 0)
            )
        if effort == NONE:
            continue
        at: int | None = key
        while at is not None:
            found[at] = found[at].plus(effort)
            at = tasks[at]["parent_id"] if at in tasks else None
    return found


def _typed(row: Row, effort: Effort, staffed: bool, percent: int) -> Effort:
    """Return the work of a task whose planned work is typed."""
    if staffed:
        return effort._replace(planned=row["work"])
    done = round(row["work"] * percent / 100)
    return Effort(row["work"], done, row["work"] - done)

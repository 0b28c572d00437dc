"""From an expected finish to what remains of a task: never a pin. Pure."""

from __future__ import annotations

from headway.changes.command import Change
from headway.changes.errors import Invalid
from headway.changes.tables import Row
from headway.projects.commands.progress import TaskProgress
from headway.projects.commands.schedule import TaskReschedule
from headway.projects.outline import task
from headway.projects.sizing import done_of
from headway.projects.worktime import working_between
from headway.scheduling.moments import words

TRIES = 4
"""Corrections before it is given up: one is enough unless rests or people's calendars differ."""
HELD = {
    "link": "what it waits for holds it",
    "summary": "what its summary waits for holds it",
    "project_start": "the project does not start earlier",
    "constraint": "its constraint holds it",
}


def expect_finish(change: Change, key: int, finish: int) -> None:
    """Let a task finish at a moment by what remains of it; raise Invalid, and why, where it cannot.

    A task by hand takes the date. An automatic one keeps its start, which its links and constraints
    say: its remaining duration is made such that the finish results.
    """
    row = task(change.main, key)
    if change.main.where("tasks", "parent_id", key):
        raise Invalid("A summary finishes when its tasks do.", field="finish")
    if row["mode"] == "manual":
        TaskReschedule(id=key, finish=finish).apply(change)
        return
    if row["milestone"] or row["duration"] == 0:
        raise Invalid("A milestone has no length: it comes when what is before it is done.",
                      field="finish")  # fmt: skip
    for _ in range(TRIES):
        now = change.foresee("schedule", key)
        if now is None:
            raise Invalid("It has no dates yet.", field="finish")
        off = _off(change, row, now["finish"], finish)
        if off == 0:
            return
        if finish <= now["start"]:
            raise Invalid(_why(now), field="finish")
        left = int(row["duration"]) - done_of(row) + off
        if left <= 0:
            raise Invalid(
                f"What is left cannot end by {words(finish)}: say that it is done, or a later date.",
                field="finish",
            )
        TaskProgress(id=key, remaining_duration=left).apply(change)
        row = task(change.main, key)
    now = change.foresee("schedule", key) or {}
    if _off(change, row, now["finish"], finish):
        raise Invalid(_why(now, finish), field="finish")


def _off(change: Change, row: Row, at: int, wanted: int) -> int:
    """Return the working minutes that a finish is too early (above 0) or too late."""
    if wanted >= at:
        return working_between(change.derived, row, at, wanted)
    return -working_between(change.derived, row, wanted, at)


def _why(now: Row, finish: int | None = None) -> str:
    held = HELD.get(now["driver"], "")
    if finish is not None:
        text = f"It cannot finish {words(finish)}: it would finish {words(now['finish'])}"
    else:
        text = f"It does not start before {words(now['start'])}"
    return f"{text}; {held}." if held else f"{text}."

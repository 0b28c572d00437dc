"""The rules of work, units and duration (`headway.scheduling.effort`) on a live plan's rows. Pure.

Only who works takes part: material and cost have no time. A task by hand keeps its length whatever
its type; summaries, elapsed and finished tasks have none that work could change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from headway.changes.command import Change
from headway.changes.tables import Row
from headway.exchange.durations import duration_text
from headway.exchange.efforts import CONTOURS
from headway.scheduling.columns import remaining
from headway.scheduling.effort import Effort, Share, assigning_of, total_work, with_duration
from headway.scheduling.plan import Task
from headway.words import say

POINTS = ("optimistic", "pessimistic")


def works(change: Change, assignment: Row) -> bool:
    """Whether an assignment is of somebody or something that works."""
    resource = change.workspace.get("resources", assignment["resource_id"])
    return resource is not None and resource["kind"] == "work"


def share_of(row: Row) -> Share:
    """Return the share that an assignment's row describes."""
    extra = row["extra"] if isinstance(row["extra"], dict) else {}
    contour = extra.get("contour", 0)
    known = isinstance(contour, int) and 0 <= contour < len(CONTOURS)
    return Share(
        row["id"],
        row["units"],
        row["work"],
        row["actual_work"] or None,
        row["overtime_work"],
        row["delay"],
        CONTOURS[contour] if known else 1.0,
    )


def done_of(row: Row) -> int:
    """Return the minutes of a task's duration that are over."""
    if row["actual_start"] is None:
        return 0
    left = remaining(
        Task(
            duration=row["duration"],
            percent_complete=row["percent_complete"],
            remaining_duration=row["remaining_duration"],
        )
    )
    return max(0, int(row["duration"]) - left)


def effort_of(change: Change, row: Row) -> Effort | None:
    """Return the effort of a task as it stands in the draft; None where work does not size it."""
    if (
        row["duration"] <= 0
        or row["actual_finish"] is not None
        or row["duration_unit"].startswith("e")
        or change.main.where("tasks", "parent_id", row["id"])
    ):
        return None
    rows = change.main.where("assignments", "task_id", row["id"])
    shares = tuple(share_of(r) for r in sorted(rows, key=_key) if works(change, r))
    kind = "fixed_duration" if row["mode"] == "manual" else row["task_type"]
    return Effort(row["duration"], shares, kind, row["work"] if not shares else None, done_of(row))


def assigning(change: Change, row: Row, given: str | None) -> str:
    """Return what joining or leaving means: what was said, else what task and project say."""
    if given is not None:
        return given
    project = change.main.get("projects", change.stream) or {}
    kind = "fixed_duration" if row["mode"] == "manual" else row["task_type"]
    return assigning_of(kind, row["effort_driven"], project.get("on_assigning", "finish_sooner"))


def settle(change: Change, row: Row, after: Effort, was: Row | None = None) -> None:
    """Write an effort into the draft: the task's length, work and three points, and its assignments.

    `was` is the task as it stood before what is settled anew, where that is not how it stands.
    """
    draft = change.main
    values: dict[str, Any] = {}
    if after.duration != row["duration"]:
        values = {"duration": after.duration, "remaining_duration": None}
        if after.done and after.duration:
            values["remaining_duration"] = max(0, after.duration - after.done)
            values["percent_complete"] = min(99, round(100 * after.done / after.duration))
    work = row["work"]
    if after.shares:
        work = None if work is None else total_work(after)
    elif after.work is not None:
        work = after.work
    if work != row["work"]:
        values["work"] = work
    guess = row if was is None else was
    points = {n: guess[n] for n in POINTS} | estimates_for(change, guess, after.duration)
    values.update({n: v for n, v in points.items() if v != row[n]})
    if values:
        draft.update("tasks", row["id"], values)
    for share in after.shares:
        there = draft.get("assignments", share.key)
        if there is None:
            continue
        fields: dict[str, Any] = {"units": share.units, "work": share.work}
        fields = {n: v for n, v in fields.items() if there[n] != v}
        if "work" in fields and there["remaining_work"] is not None:
            fields["remaining_work"] = None
        if fields:
            draft.update("assignments", share.key, fields)


def estimates_for(change: Change, row: Row, duration: int) -> dict[str, int]:
    """Return the three points of a task that fit another duration, and tell of them; {} where those
    that it has still do.

    Where the optimistic estimate would be longer than the duration, or the pessimistic one shorter,
    both change in proportion: the estimate keeps its shape.
    """
    likely = row["duration"]
    points = {n: row[n] for n in POINTS if row[n] is not None}
    low, high = points.get("optimistic", 0), points.get("pessimistic")
    rise = low <= likely and (high is None or likely <= high)
    if not points or likely <= 0 or duration <= 0 or not rise:
        return {}
    if low <= duration and (high is None or duration <= high):
        return {}
    after = {n: round(minutes * duration / likely) for n, minutes in points.items()}
    project = change.main.get("projects", change.stream) or {}
    told = " to ".join(duration_text(m, row["duration_unit"], project) for m in after.values())
    change.note(
        "estimates_scaled", "tasks", row["id"], say("Its estimates follow: {told}", told=told)
    )
    return after


def resize(change: Change, row: Row, duration: int) -> None:
    """Give way to another duration of a task: fixed work changes its people's units, else their
    typed work follows. Only assignments and typed work are written; the duration is the caller's."""
    before = effort_of(change, row)
    if before is None or not before.shares or duration <= 0 or duration == row["duration"]:
        return
    after = with_duration(before, duration)
    settle(change, {**row, "duration": duration}, replace(after, duration=duration))


def _key(row: Row) -> int:
    return int(row["id"])

"""From an expected finish to what remains of a task: never a pin. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from headway.changes.command import Change
from headway.changes.errors import Invalid, named
from headway.changes.tables import Row
from headway.projects.commands.progress import TaskProgress
from headway.projects.commands.schedule import TaskReschedule
from headway.projects.outline import task
from headway.projects.sizing import done_of
from headway.projects.status import held_by_it
from headway.projects.worktime import working_between
from headway.scheduling.moments import words
from headway.words import mark, say

TRIES = 4
"""Corrections before it is given up: one is enough unless rests or people's calendars differ."""
HELD = {
    "link": mark("what it waits for holds it"),
    "summary": mark("what its summary waits for holds it"),
    "project_start": mark("the project does not start earlier"),
    "constraint": mark("its constraint holds it"),
}


@dataclass(frozen=True)
class Expected:
    """When a task is expected to finish; `at` is the place in what was sent that a refusal names."""

    task: int
    finish: int
    at: str = ""


def expect_finishes(change: Change, wished: Iterable[Expected]) -> None:
    """Let tasks finish at moments by what remains of them; raise Invalid, and why, where one cannot.

    A task by hand takes the date. An automatic one keeps its start, which its links and constraints
    say: its remaining duration is made such that the finish results. All are looked at in one
    schedule, and again in another where they moved one another, so that chains settle too.
    """
    open_ = [one for one in wished if not _taken(change, one)]
    refused: list[tuple[Expected, str]] = []
    for _ in range(TRIES + len(open_)):
        left, refused = _looked_at(change, open_)
        if not left:
            break
        for one, minutes in left:
            TaskProgress(id=one.task, remaining_duration=minutes).apply(change)
    else:
        refused = [(one, _never(change, one)) for one, _ in left]
    for one, why in refused:
        with placed(one.at):
            raise Invalid(why, field="finish")


def placed(at: str) -> AbstractContextManager[None]:
    """Let refusals name a place in what was sent, if there is one."""
    return named(at) if at else nullcontext()


def _taken(change: Change, one: Expected) -> bool:
    """Whether a task takes its date by hand; raise Invalid where a finish means nothing for it."""
    row = task(change.main, one.task)
    with placed(one.at):
        if change.main.where("tasks", "parent_id", one.task):
            raise Invalid(say("A summary finishes when its tasks do."), field="finish")
        if row["mode"] == "manual":
            TaskReschedule(id=one.task, finish=one.finish).apply(change)
            return True
        if row["milestone"] or row["duration"] == 0:
            raise Invalid(say("A milestone has no length: it comes when what is before it is done."),
                          field="finish")  # fmt: skip
    return False


def _looked_at(
    change: Change, wished: Iterable[Expected]
) -> tuple[list[tuple[Expected, int]], list[tuple[Expected, str]]]:
    """Return what is to remain of tasks that would finish at another time, and which of them cannot
    as the plan stands, and why. Nothing is written in between: it takes one schedule."""
    left: list[tuple[Expected, int]] = []
    refused = []
    for one in wished:
        row, now = task(change.main, one.task), change.foresee("schedule", one.task)
        if now is None:
            refused.append((one, say("It has no dates yet.")))
            continue
        off = _off(change, row, now["finish"], one.finish)
        minutes = int(row["duration"]) - done_of(row) + off
        if off == 0:
            continue
        if one.finish <= now["start"]:
            refused.append((one, _why(change, now)))
        elif minutes <= 0:
            when = words(one.finish)
            why = say(
                "What is left cannot end by {when}: say that it is done, or a later date.",
                when=when,
            )
            refused.append((one, why))
        else:
            left.append((one, minutes))
    return left, refused


def _never(change: Change, one: Expected) -> str:
    return _why(change, change.foresee("schedule", one.task) or {}, one.finish)


def _off(change: Change, row: Row, at: int, wanted: int) -> int:
    """Return the working minutes that a finish is too early (above 0) or too late."""
    if wanted >= at:
        return working_between(change.derived, row, at, wanted)
    return -working_between(change.derived, row, wanted, at)


def _why(change: Change, now: Row, finish: int | None = None) -> str:
    held = say(HELD.get(now["driver"], ""))
    project = change.main.get("projects", change.stream)
    if project and now["driver"] == "project_start" and held_by_it(project, now["start"]):
        held = say("what is not done lies after the status date")
    if finish is not None:
        text = say(
            "It cannot finish {finish}: it would finish {instead}",
            finish=words(finish),
            instead=words(now["finish"]),
        )
    else:
        text = say("It does not start before {start}", start=words(now["start"]))
    return f"{text}; {held}." if held else f"{text}."

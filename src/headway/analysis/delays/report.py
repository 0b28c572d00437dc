"""The attribution of a delay as it goes out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from headway.analysis.asking import Asked
from headway.analysis.delays.netting import netted
from headway.analysis.delays.reading import counted, history, span_of
from headway.analysis.delays.replay import Move, grouped, moves
from headway.analysis.delays.words import what
from headway.changes.errors import Missing
from headway.projects.derivations import Scheduled
from headway.projects.why import working_minutes
from headway.scheduling.moments import to_iso
from headway.words import say

WORK = 2_000_000
"""Tasks times steps that are scheduled at most, so that an answer takes seconds at any size."""
LEAST, MOST = 30, 400


def most_steps(tasks: int) -> int:
    """Return how many steps are told apart in a plan of so many tasks."""
    return max(LEAST, min(MOST, WORK // (tasks + 200)))


def attribution(
    who: Asked, begin: str | None, end: str | None, task: int | None, *, undone: bool = False
) -> dict[str, Any]:
    """Return what moved a task's finish, or the project's, between two versions.

    The minutes are working minutes of the project's calendar as it is now, and add up exactly.
    Raises Missing for an unknown task, Invalid for a span that there is not.
    """
    rows = who.records.rows("tasks")
    if task is not None and task not in rows:
        raise Missing(say("There is no such task in this project."))
    span = span_of(who.state, begin, end)
    start, changes = history(who.state, who.home, span)
    standing = changes if undone else netted(changes)
    steps, quiet = counted(standing)
    most = most_steps(len(rows))
    together = grouped(steps, most)
    found = moves(start, together, task)
    measure = _Measure(who.scheduled)
    items = [_item(move, measure) for move in found if move.before != move.after]
    first = found[0].before if found else start.finish(task)
    last = found[-1].after if found else first
    known = [d for m in found for d in (m.before, m.after) if d is not None]
    base = first if first is not None else (known[0] if known else None)
    total = measure.between(base, last)
    name = rows[task]["name"] if task is not None else None
    return {
        "task_id": task,
        "name": name,
        "from": {"version": span.first, "at": _instant(span.first_at), "finish": to_iso(first)},
        "to": {"version": span.last, "at": _instant(span.last_at), "finish": to_iso(last)},
        "minutes": total,
        "minutes_per_day": who.project["minutes_per_day"],
        "items": items,
        "changes": len(changes),
        "steps": len(together),
        "undone": len(changes) - len(standing),
        "unmoved": quiet + sum(m.done.count for m in found if m.before == m.after),
        "note": _note(len(steps), len(together)),
    }


class _Measure:
    """Working minutes by one calendar throughout, so that parts add up to the whole."""

    def __init__(self, result: Scheduled) -> None:
        self.calendars = result.columns_.calendars
        self.calendar = result.columns_.calendar

    def between(self, before: int | None, after: int | None) -> int:
        """Return the minutes from one date to another; none where either does not exist."""
        if before is None or after is None or before == after:
            return 0
        return working_minutes(self.calendars, self.calendar, before, after)


def _item(move: Move, measure: _Measure) -> dict[str, Any]:
    done = move.done
    text, tasks = what(move)
    now = move.result.records.rows("tasks")
    return {
        "change_id": done.change_id,
        "first": done.first,
        "last": done.last,
        "changes": done.count,
        "actor": {"id": done.actor_id, "name": done.actor},
        "at": _instant(done.at),
        "until": _instant(done.until),
        "what": text,
        "tasks": [{"id": k, "name": now[k]["name"]} for k in tasks if k in now][:20],
        "before": to_iso(move.before),
        "after": to_iso(move.after),
        "minutes": measure.between(move.before, move.after),
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _note(changes: int, steps: int) -> str:
    if steps >= changes:
        return ""
    return say(
        "{changes:,} changes were taken together as {steps:,} steps, those of one "
        "person that follow each other first. Look closer at a step to tell its "
        "changes apart.",
        changes=changes,
        steps=steps,
    )

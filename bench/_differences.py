"""What waits for a date that differs by a rule, and which files' dates no program computed.

The rules themselves are `headway.exchange.differences`: an import report names them too. Only
`not_calculated` looks at the dates that a file stores, and never at ours: whether a program can
have computed them from the file's own start, links and calendar.
"""

from __future__ import annotations

import re

from headway.exchange.differences import rule_of
from headway.exchange.document import Document, TaskDoc
from headway.exchange.primavera import is_primavera, table
from headway.exchange.to_plan import plan_of
from headway.scheduling import Calendar, working_minutes

__all__ = ["follow", "not_calculated", "rule_of"]


def follow(document: Document, wrong: dict[int, str]) -> None:
    """Give what waits for a task that differs by a rule the same rule; `wrong` is by task id.

    Its summaries are what their tasks are. Only what differs is looked at, along the links.
    """
    above = {t.id: t.parent_id for t in document.tasks}
    changed = True
    while changed:
        changed = False
        pairs = [(k.predecessor_id, k.successor_id) for k in document.links]
        pairs += [(t.id, above[t.id]) for t in document.tasks if above[t.id] is not None]
        for cause, effect in pairs:
            rule = wrong.get(cause, "unexplained")
            if wrong.get(effect) == "unexplained" and rule != "unexplained":
                wrong[effect] = rule
                changed = True


DAY = 1440
WEEK = 7 * DAY


def not_calculated(document: Document, data: bytes) -> str:
    """Return why no program can have computed the dates that a file stores; empty where one may
    have."""
    if is_primavera(data):
        lines = table(data, b"TASK")
        if lines and b"early_start_date" in lines[0].split(b"\t"):
            early = lines[0].split(b"\t").index(b"early_start_date")
            if not any(len(c := row.split(b"\t")) > early and c[early] for row in lines[1:]):
                return "P6 had not scheduled it"
        if re.search(rb"<(?:Remaining|Planned)Duration>\d+,\d", data):
            return "its durations have decimal commas"
    stored = {t.id: t for t in document.tasks if t.stored_start is not None and not t.summary}
    free = [t for t in stored.values() if _movable(t)]
    if not free or document.start is None:
        return ""
    plan = plan_of(document)
    off = [
        t
        for t in free
        if t.duration > 0
        and t.calendar_id is None
        and not t.duration_unit.startswith("e")
        and not any(a.task_id == t.id for a in document.assignments)
        and not _worked(plan.calendars, plan.calendar, (t.stored_start or 0) // DAY)
    ]
    if off:
        return "its tasks begin on days on which nobody works"
    used = {a.task_id for a in document.assignments}
    if not document.dates_only and any(
        t.duration == 0 and t.id not in used and (t.stored_finish or 0) > (t.stored_start or 0)
        for t in free
    ):
        return "its tasks without duration last"
    held = {k.successor_id for k in document.links}
    first = min(t.stored_start or 0 for t in stored.values())
    roots = [t for t in free if t.id not in held]
    if roots and document.schedule_from == "start" and first > document.start + 2 * WEEK:
        return "its start was changed afterwards"
    for k in document.links:
        one, two = stored.get(k.predecessor_id), stored.get(k.successor_id)
        if one is None or two is None or k.type != "FS" or k.lag < 0 or not _movable(two):
            continue
        if one.active and (two.stored_start or 0) + DAY < (one.stored_finish or 0):
            return "its tasks do not wait for their predecessors"
    return ""


def _movable(task: TaskDoc) -> bool:
    """Whether links alone say when a task is."""
    return (
        task.mode == "auto" and task.active and task.actual_start is None
        and task.constraint == "asap" and not task.levelling_delay
    )  # fmt: skip


def _worked(calendars: tuple[Calendar, ...], place: int, day: int) -> bool:
    return working_minutes(calendars, (place,), day * DAY, day * DAY + DAY) > 0

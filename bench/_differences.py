"""The rules under which dates of files differ from ours, as docs/engine/differences.md tells them.

Each rule looks at inputs alone, never at the dates, so that it cannot hide an error of the engine.
Only `not_calculated` looks at the dates that a file stores, and never at ours: whether a program
can have computed them from the file's own start, links and calendar.
"""

from __future__ import annotations

import re

from headway.exchange.document import AssignmentDoc, Document, TaskDoc
from headway.exchange.efforts import CONTOURED, length_of
from headway.exchange.primavera import is_primavera, table
from headway.exchange.to_plan import plan_of
from headway.scheduling import Calendar, working_minutes

OTHER_PROGRAMS = {"PLANNER", "GAN", "POD", "FTS", "CDPX", "PP", "PEP", "STX", "SDEF"}


def rule_of(document: Document, task: TaskDoc) -> str:
    """Return the rule that a difference of a task falls under, `unexplained` for none."""
    if document.source in OTHER_PROGRAMS:
        return "other_program"
    if document.source == "MPD":
        return "split_not_read"
    if any("Links to tasks of other files" in note for note in document.notes):
        return "links_to_other_files"
    tasks = [task] if not task.summary else below(document, task)
    keys = {t.id for t in tasks}
    rows = [a for a in document.assignments if a.task_id in keys]
    if any(_by_hand(row) for row in rows):
        return "hours_by_hand"
    if any(_calendar_lost(t, [a for a in rows if a.task_id == t.id]) for t in tasks):
        return "calendar_not_read"
    if task.summary and any(a.task_id == task.id for a in document.assignments):
        return "summary_with_work"
    if not task.summary and rows and not any(a.work for a in rows):
        return "cost_only"
    return "unexplained"


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


def below(document: Document, summary: TaskDoc) -> list[TaskDoc]:
    """Return the tasks below a summary that have none below them."""
    inside = {summary.id}
    found = []
    for task in document.tasks:  # in outline order: parents come first
        if task.parent_id in inside:
            inside.add(task.id)
            if not task.summary:
                found.append(task)
    return found


def _by_hand(row: AssignmentDoc) -> bool:
    """Whether hours were entered by hand, so that an assignment's days follow no rule."""
    extra = row.extra or {}
    odd = row.overtime_work > 0 or row.delay > 0
    return extra.get("contour") == CONTOURED and row.actual_work > 0 and odd


def _calendar_lost(task: TaskDoc, rows: list[AssignmentDoc]) -> bool:
    """Whether a task lasts longer than each of several people works: their calendars differed."""
    lengths = [length_of(row) for row in rows]
    known = [length for length in lengths if length is not None]
    return len(known) > 1 and task.task_type != "fixed_duration" and max(known) + 1 < task.duration

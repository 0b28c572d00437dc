"""The rules under which dates of files differ from ours, as docs/engine/differences.md tells them.

Each rule looks at inputs alone, never at the dates, so that it cannot hide an error of the engine.
"""

from __future__ import annotations

from headway.exchange.document import AssignmentDoc, Document, TaskDoc
from headway.exchange.efforts import CONTOURED, length_of

OTHER_PROGRAMS = {"PLANNER", "GAN", "POD", "FTS", "CDPX", "PP", "PEP", "STX", "SDEF"}


def rule_of(document: Document, task: TaskDoc) -> str:
    """Return the rule that a difference of a task falls under, `unexplained` for none."""
    if document.source in OTHER_PROGRAMS:
        return "other_program"
    if document.source == "MPD":
        return "split_not_read"
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

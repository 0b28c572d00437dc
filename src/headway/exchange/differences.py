"""The rules under which dates that other programs store differ from ours, as
docs/engine/differences.md tells them. Pure.

Each rule looks at inputs alone, never at the dates, so that it cannot hide an error of the engine.
"""

from __future__ import annotations

from headway.exchange.document import AssignmentDoc, Document, TaskDoc
from headway.exchange.efforts import CONTOURED, length_of

OTHER_PROGRAMS = {"PLANNER", "GAN", "POD", "FTS", "CDPX", "PP", "PEP", "STX", "SDEF"}
UNEXPLAINED = "unexplained"
RULES = (
    "other_program", "split_not_read", "links_to_other_files", "hours_by_hand",
    "calendar_not_read", "summary_with_work", "cost_only",
)  # fmt: skip


class Rules:
    """The rules over one document; what they look up is gathered once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rows: dict[int, list[AssignmentDoc]] = {}
        for row in document.assignments:
            self.rows.setdefault(row.task_id, []).append(row)
        self.children: dict[int | None, list[TaskDoc]] = {}
        for task in document.tasks:
            self.children.setdefault(task.parent_id, []).append(task)
        self.kinds = {r.id: r.kind for r in document.resources}
        self.elsewhere = document.links_elsewhere

    def of(self, task: TaskDoc) -> str:
        """Return the rule that a difference of a task falls under, `unexplained` for none."""
        if self.document.source in OTHER_PROGRAMS:
            return "other_program"
        if self.document.source == "MPD":
            return "split_not_read"
        if self.elsewhere:
            return "links_to_other_files"
        tasks = self.below(task) if task.summary else [task]
        if any(_by_hand(row) for t in tasks for row in self.rows.get(t.id, ())):
            return "hours_by_hand"
        if any(_calendar_lost(t, self.rows.get(t.id, [])) for t in tasks):
            return "calendar_not_read"
        own = self.rows.get(task.id, [])
        if task.summary and own:
            return "summary_with_work"
        if not task.summary and own and all(self._idle(row) for row in own):
            return "cost_only"
        return UNEXPLAINED

    def below(self, summary: TaskDoc) -> list[TaskDoc]:
        """Return the tasks below a summary that have none below them."""
        found = []
        queue = list(self.children.get(summary.id, ()))
        while queue:
            task = queue.pop()
            queue.extend(self.children.get(task.id, ()))
            if not task.summary:
                found.append(task)
        return found

    def _idle(self, row: AssignmentDoc) -> bool:
        """Whether an assignment is known to have no work; where a file leaves a person's work out,
        it follows from the duration."""
        return not row.work and (row.work == 0 or self.kinds.get(row.resource_id) != "work")


def rule_of(document: Document, task: TaskDoc) -> str:
    """Return the rule that a difference of a task falls under, `unexplained` for none."""
    return Rules(document).of(task)


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

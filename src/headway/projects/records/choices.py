"""The values that a CHOICE of a project's tables may have."""

from __future__ import annotations

MODES = ("auto", "manual")
CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
LINK_TYPES = ("FS", "SS", "FF", "SF")
LAG_KINDS = ("working", "elapsed", "percent")
LAG_CALENDARS = ("successor", "predecessor", "project")
TASK_TYPES = ("fixed_units", "fixed_duration", "fixed_work")
ASSIGNING = ("finish_sooner", "more_work", "lighter_load")
CATEGORIES = ("todo", "doing", "done")
PROGRESS_SOURCES = ("typed", "checklist", "board", "hours", "git")
CONFIDENCES = ("", "high", "medium", "low", "very_low")
FIELD_TYPES = (
    "text", "number", "date", "flag", "duration", "cost", "person", "select", "multi_select", "link",
    "formula",
)  # fmt: skip
FORMULA_RESULTS = ("", "text", "number", "date", "flag", "duration", "cost")
TYPE_ICONS = (
    "task",
    "bug",
    "story",
    "epic",
    "change",
    "question",
    "risk",
    "test",
    "document",
    "idea",
)
RULE_ACTIONS = ("assign", "set", "unblock", "require")
DURATION_UNITS = ("m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo")
SPRINT_STATES = ("planned", "active", "complete")
SCENARIO_STATES = ("open", "merged", "dropped")
CHECKLISTS = ("checklist", "acceptance")
RELATIONS = ("relates", "duplicates", "causes")
VIEW_KINDS = ("gantt", "sheet", "board", "calendar")
WAITS = ("person", "team", "vendor", "task", "decision", "other")
REPLIES = ("accepted", "declined", "asked")
ANSWER_STATES = ("applied", "waiting", "returned")

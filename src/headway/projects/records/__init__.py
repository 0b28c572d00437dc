"""What a project's stream holds, and the workflows that its workspace keeps.

All fields here are inputs. What is computed from them (dates, float, ...) is in `RESULTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.tables import Kind
from headway.projects.records.assignments import ASSIGNMENTS
from headway.projects.records.attention import (
    ASSIGNMENT_ANSWERS,
    BLOCKS,
    UPDATE_ANSWERS,
    UPDATE_REQUESTS,
    WATCHERS,
)
from headway.projects.records.baselines import BASELINE_COSTS, BASELINE_TASKS, BASELINES
from headway.projects.records.choices import (
    ASSIGNING,
    CATEGORIES,
    CHECKLISTS,
    CONFIDENCES,
    CONSTRAINTS,
    DURATION_UNITS,
    FIELD_TYPES,
    LAG_KINDS,
    LINK_TYPES,
    MODES,
    PROGRESS_SOURCES,
    RELATIONS,
    SCENARIO_STATES,
    SPRINT_STATES,
    TASK_TYPES,
    TYPE_ICONS,
    VIEW_KINDS,
)
from headway.projects.records.costs import TASK_COSTS
from headway.projects.records.details import CHECKLIST_ITEMS, TASK_RELATIONS
from headway.projects.records.fields import CUSTOM_FIELDS, CUSTOM_VALUES
from headway.projects.records.project import PROJECTS
from headway.projects.records.risks import RISK_GROUPS, RISK_IMPACTS, RISKS
from headway.projects.records.scenarios import SCENARIOS, SCOPE_APPROVALS
from headway.projects.records.sprints import RELEASE_ITEMS, RELEASES, SPRINT_ITEMS, SPRINTS
from headway.projects.records.tasks import LINKS, TASKS
from headway.projects.records.types import COLUMN_RULES, WORK_TYPES
from headway.projects.records.views import SAVED_VIEWS
from headway.projects.records.workflow import STATUSES
from headway.projects.records.workflows import WORKFLOWS

TABLES = (
    PROJECTS,
    RISK_GROUPS,
    STATUSES,
    WORK_TYPES,
    COLUMN_RULES,
    TASKS,
    LINKS,
    ASSIGNMENTS,
    BASELINES,
    BASELINE_TASKS,
    BASELINE_COSTS,
    TASK_COSTS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    RISKS,
    RISK_IMPACTS,
    SCENARIOS,
    SCOPE_APPROVALS,
    SAVED_VIEWS,
    CHECKLIST_ITEMS,
    TASK_RELATIONS,
    SPRINTS,
    SPRINT_ITEMS,
    RELEASES,
    RELEASE_ITEMS,
    BLOCKS,
    WATCHERS,
    ASSIGNMENT_ANSWERS,
    UPDATE_REQUESTS,
    UPDATE_ANSWERS,
)

SCHEDULE_COLUMNS: Mapping[str, Kind] = {
    "start": Kind.MOMENT,
    "finish": Kind.MOMENT,
    "duration": Kind.MINUTES,
    "late_start": Kind.MOMENT,
    "late_finish": Kind.MOMENT,
    "total_float": Kind.MINUTES,
    "free_float": Kind.MINUTES,
    "critical": Kind.FLAG,
    "percent_complete": Kind.INTEGER,
    "driver": Kind.TEXT,
    "driver_id": Kind.KEY,
}
"""The columns of the result `schedule`, one value a task (`id` beside them)."""

FORMULA_COLUMNS: Mapping[str, Kind] = {"values": Kind.JSON}
"""The column of the result `formulas`: a task's values by key of the field (as text), each as the
field's `result` is kept in custom values, or {"error": words}."""

RESULTS: Mapping[str, Mapping[str, Any]] = {
    "schedule": SCHEDULE_COLUMNS,
    "formulas": FORMULA_COLUMNS,
}

__all__ = [
    "ASSIGNING",
    "ASSIGNMENTS",
    "ASSIGNMENT_ANSWERS",
    "BASELINES",
    "BASELINE_COSTS",
    "BASELINE_TASKS",
    "BLOCKS",
    "CATEGORIES",
    "CHECKLISTS",
    "CHECKLIST_ITEMS",
    "COLUMN_RULES",
    "CONFIDENCES",
    "CONSTRAINTS",
    "CUSTOM_FIELDS",
    "CUSTOM_VALUES",
    "DURATION_UNITS",
    "FIELD_TYPES",
    "FORMULA_COLUMNS",
    "LAG_KINDS",
    "LINKS",
    "LINK_TYPES",
    "MODES",
    "PROGRESS_SOURCES",
    "PROJECTS",
    "RELATIONS",
    "RELEASES",
    "RELEASE_ITEMS",
    "RESULTS",
    "RISKS",
    "RISK_GROUPS",
    "RISK_IMPACTS",
    "SAVED_VIEWS",
    "SCENARIOS",
    "SCENARIO_STATES",
    "SCHEDULE_COLUMNS",
    "SCOPE_APPROVALS",
    "SPRINTS",
    "SPRINT_ITEMS",
    "SPRINT_STATES",
    "STATUSES",
    "TABLES",
    "TASKS",
    "TASK_COSTS",
    "TASK_RELATIONS",
    "TASK_TYPES",
    "TYPE_ICONS",
    "UPDATE_ANSWERS",
    "UPDATE_REQUESTS",
    "VIEW_KINDS",
    "WATCHERS",
    "WORKFLOWS",
    "WORK_TYPES",
]

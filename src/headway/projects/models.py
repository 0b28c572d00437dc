"""The tables of projects and plans."""

from __future__ import annotations

from django.db import models

from headway.changes.models import model_of
from headway.projects.records import (
    ASSIGNMENT_ANSWERS,
    ASSIGNMENTS,
    BASELINE_COSTS,
    BASELINE_TASKS,
    BASELINES,
    BLOCKS,
    CHECKLIST_ITEMS,
    COLUMN_RULES,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    LINKS,
    PROJECTS,
    RELEASE_ITEMS,
    RELEASES,
    RISK_GROUPS,
    RISK_IMPACTS,
    RISKS,
    SAVED_VIEWS,
    SCENARIOS,
    SCOPE_APPROVALS,
    SPRINT_ITEMS,
    SPRINTS,
    STATUSES,
    TASK_COSTS,
    TASK_RELATIONS,
    TASKS,
    UPDATE_ANSWERS,
    UPDATE_REQUESTS,
    WATCHERS,
    WORK_TYPES,
    WORKFLOWS,
)

Workflow = model_of(WORKFLOWS, __name__, "projects")
Project = model_of(PROJECTS, __name__, "projects")
Task = model_of(
    TASKS,
    __name__,
    "projects",
    start=models.BigIntegerField(null=True),
    finish=models.BigIntegerField(null=True),
)
Link = model_of(LINKS, __name__, "projects")
Assignment = model_of(
    ASSIGNMENTS,
    __name__,
    "projects",
    indexes=(models.Index(fields=["resource_id"], name="assignments_by_resource"),),
)
Status = model_of(STATUSES, __name__, "projects")
WorkType = model_of(WORK_TYPES, __name__, "projects")
ColumnRule = model_of(COLUMN_RULES, __name__, "projects")
RiskGroup = model_of(RISK_GROUPS, __name__, "projects")
Baseline = model_of(BASELINES, __name__, "projects")
BaselineTask = model_of(BASELINE_TASKS, __name__, "projects")
BaselineCost = model_of(BASELINE_COSTS, __name__, "projects")
TaskCost = model_of(TASK_COSTS, __name__, "projects")
CustomField = model_of(CUSTOM_FIELDS, __name__, "projects")
CustomValue = model_of(CUSTOM_VALUES, __name__, "projects")
Risk = model_of(RISKS, __name__, "projects")
RiskImpact = model_of(RISK_IMPACTS, __name__, "projects")
Scenario = model_of(SCENARIOS, __name__, "projects")
ScopeApproval = model_of(SCOPE_APPROVALS, __name__, "projects")
SavedView = model_of(SAVED_VIEWS, __name__, "projects")
ChecklistItem = model_of(CHECKLIST_ITEMS, __name__, "projects")
TaskRelation = model_of(TASK_RELATIONS, __name__, "projects")
Sprint = model_of(SPRINTS, __name__, "projects")
SprintItem = model_of(SPRINT_ITEMS, __name__, "projects")
Release = model_of(RELEASES, __name__, "projects")
ReleaseItem = model_of(RELEASE_ITEMS, __name__, "projects")

Block = model_of(BLOCKS, __name__, "projects")
Watcher = model_of(WATCHERS, __name__, "projects")
AssignmentAnswer = model_of(ASSIGNMENT_ANSWERS, __name__, "projects")
UpdateRequest = model_of(UPDATE_REQUESTS, __name__, "projects")
UpdateAnswer = model_of(UPDATE_ANSWERS, __name__, "projects")


class PrivateView(models.Model):
    """A view that a person saved for himself: no part of the project's stream, seen by him alone.

    `key` is made by the client. What the columns hold is as in the table `saved_views`.
    """

    user_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    key = models.CharField(max_length=32)
    name = models.TextField()
    kind = models.TextField()
    filter = models.JSONField(null=True)
    grouping = models.TextField(default="")
    sorting = models.TextField(default="")
    colour = models.TextField(default="")
    columns = models.JSONField(null=True)
    zoom = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user_id", "project_id", "key"], name="one_private_view_a_key"
            ),
        )


class ImportReport(models.Model):
    """What an import took from its file and what it could not represent; kept beside the project."""

    stream_id = models.BigIntegerField(primary_key=True)
    body = models.JSONField()


class Template(models.Model):
    """A plan that the workspace keeps to start others from: a project's, or that of some branches.

    No part of a stream: what it holds never changes, and it would make every snapshot longer.
    `body` is as `headway.projects.saved_templates.shape` says. What was removed can be brought back.
    """

    workspace_id = models.BigIntegerField(db_index=True)
    kind = models.TextField()
    name = models.TextField()
    description = models.TextField(default="")
    tasks = models.IntegerField()
    days = models.IntegerField()
    body = models.JSONField()
    made_by = models.TextField()
    made_at = models.DateTimeField()
    removed = models.BooleanField(default=False)

"""Registers the room with the spine."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The projects room."""

    name = "headway.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.changes.registry import Fork, registry
        from headway.projects import following, jobs, models, records, searching
        from headway.projects.checklists import details_hold
        from headway.projects.commands import COMMANDS
        from headway.projects.commands.scenarios import KIND, based_on, standing
        from headway.projects.derivations import ScheduleDerivation
        from headway.projects.formulas.derivation import FormulaDerivation
        from headway.projects.rules import plan_holds
        from headway.projects.shared_workflows import as_shared, workflows_hold
        from headway.projects.usage import nothing_in_use_goes

        stored = {
            records.WORKFLOWS: models.Workflow,
            records.PROJECTS: models.Project,
            records.RISK_GROUPS: models.RiskGroup,
            records.STATUSES: models.Status,
            records.WORK_TYPES: models.WorkType,
            records.COLUMN_RULES: models.ColumnRule,
            records.TASKS: models.Task,
            records.LINKS: models.Link,
            records.ASSIGNMENTS: models.Assignment,
            records.BASELINES: models.Baseline,
            records.BASELINE_TASKS: models.BaselineTask,
            records.BASELINE_COSTS: models.BaselineCost,
            records.TASK_COSTS: models.TaskCost,
            records.CUSTOM_FIELDS: models.CustomField,
            records.CUSTOM_VALUES: models.CustomValue,
            records.RISKS: models.Risk,
            records.RISK_IMPACTS: models.RiskImpact,
            records.SCENARIOS: models.Scenario,
            records.SCOPE_APPROVALS: models.ScopeApproval,
            records.SAVED_VIEWS: models.SavedView,
            records.CHECKLIST_ITEMS: models.ChecklistItem,
            records.TASK_RELATIONS: models.TaskRelation,
            records.SPRINTS: models.Sprint,
            records.SPRINT_ITEMS: models.SprintItem,
            records.RELEASES: models.Release,
            records.RELEASE_ITEMS: models.ReleaseItem,
            records.BLOCKS: models.Block,
            records.WATCHERS: models.Watcher,
            records.ASSIGNMENT_ANSWERS: models.AssignmentAnswer,
            records.UPDATE_REQUESTS: models.UpdateRequest,
            records.UPDATE_ANSWERS: models.UpdateAnswer,
        }
        for table, model in stored.items():
            registry.table(table, model)
        registry.command(*COMMANDS)
        registry.derivation(ScheduleDerivation())
        registry.derivation(FormulaDerivation())
        sees = records.SCENARIOS.capability or ""
        registry.fork(Fork(KIND, "project", sees, standing, based_on))
        registry.guard("project", plan_holds)
        registry.guard("project", details_hold)
        registry.guard("project", as_shared)
        registry.guard("workspace", workflows_hold)
        registry.guard("workspace", nothing_in_use_goes)
        registry.listener("recompute", "workspace", jobs.recompute)
        registry.listener("workflows", "workspace", jobs.follow_workflows)
        registry.clock("days", jobs.bring_days)
        registry.clock("workflows", following.catch_up_workflows)
        searching.register()

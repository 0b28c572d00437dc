"""The changes one may ask for in a project."""

from __future__ import annotations

from headway.changes.command import Command
from headway.projects.commands import (
    assignments,
    baselines,
    checklists,
    costs,
    fields,
    levelling,
    links,
    outline,
    progress,
    project,
    recurring,
    relations,
    releases,
    risks,
    scenarios,
    schedule,
    scope,
    sprints,
    tasks,
    unfinished,
    views,
    workflow,
)

COMMANDS: tuple[type[Command], ...] = (
    *project.COMMANDS,
    *tasks.COMMANDS,
    *schedule.COMMANDS,
    *progress.COMMANDS,
    *unfinished.COMMANDS,
    *levelling.COMMANDS,
    *links.COMMANDS,
    *assignments.COMMANDS,
    *outline.COMMANDS,
    *recurring.COMMANDS,
    *baselines.COMMANDS,
    *scope.COMMANDS,
    *fields.COMMANDS,
    *scenarios.COMMANDS,
    *risks.COMMANDS,
    *costs.COMMANDS,
    *workflow.COMMANDS,
    *views.COMMANDS,
    *checklists.COMMANDS,
    *relations.COMMANDS,
    *sprints.COMMANDS,
    *releases.COMMANDS,
)

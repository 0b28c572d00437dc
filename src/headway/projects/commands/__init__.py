"""The changes one may ask for in a project."""

from __future__ import annotations

from headway.changes.command import Command
from headway.projects.commands import (
    assignments,
    baselines,
    costs,
    fields,
    levelling,
    links,
    outline,
    progress,
    project,
    scenarios,
    schedule,
    tasks,
)

COMMANDS: tuple[type[Command], ...] = (
    *project.COMMANDS,
    *tasks.COMMANDS,
    *schedule.COMMANDS,
    *progress.COMMANDS,
    *levelling.COMMANDS,
    *links.COMMANDS,
    *assignments.COMMANDS,
    *outline.COMMANDS,
    *baselines.COMMANDS,
    *fields.COMMANDS,
    *scenarios.COMMANDS,
    *costs.COMMANDS,
)

"""The tables of projects and plans."""

from __future__ import annotations

from django.db import models

from headway.changes.models import model_of
from headway.projects.records import (
    ASSIGNMENTS,
    BASELINE_TASKS,
    BASELINES,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    LINKS,
    PROJECTS,
    TASKS,
)

Project = model_of(PROJECTS, __name__, "projects")
Task = model_of(
    TASKS,
    __name__,
    "projects",
    start=models.BigIntegerField(null=True),
    finish=models.BigIntegerField(null=True),
)
Link = model_of(LINKS, __name__, "projects")
Assignment = model_of(ASSIGNMENTS, __name__, "projects")
Baseline = model_of(BASELINES, __name__, "projects")
BaselineTask = model_of(BASELINE_TASKS, __name__, "projects")
CustomField = model_of(CUSTOM_FIELDS, __name__, "projects")
CustomValue = model_of(CUSTOM_VALUES, __name__, "projects")


class ImportReport(models.Model):
    """What an import took from its file and what it could not represent; kept beside the project."""

    stream_id = models.BigIntegerField(primary_key=True)
    body = models.JSONField()

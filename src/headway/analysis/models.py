"""The room's tables. A run is neither input nor result of a plan: it has no stream and no history."""

from __future__ import annotations

from django.db import models

QUEUED, RUNNING, DONE, STOPPED, FAILED = "queued", "running", "done", "stopped", "failed"
STATES = (QUEUED, RUNNING, DONE, STOPPED, FAILED)
UNDERWAY = (QUEUED, RUNNING)


class Run(models.Model):
    """A computation over a live project that takes longer than a request may.

    `version` and `workspace_version` are those of the project and its workspace that it was
    computed against; `beat_at` is when the worker that has it last showed life.
    """

    project_id = models.BigIntegerField(db_index=True)
    workspace_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=40)
    options = models.JSONField(default=dict)
    command_id = models.UUIDField(unique=True)
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=QUEUED)
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(null=True)
    result = models.JSONField(null=True)
    error = models.TextField(default="")
    version = models.BigIntegerField(null=True)
    workspace_version = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["project_id", "kind"],
                condition=models.Q(state__in=UNDERWAY),
                name="one_run_a_project_and_kind",
            ),
        )
        indexes = (models.Index(fields=["state"], name="run_state"),)

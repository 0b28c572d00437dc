"""The inbox's tables. An item is neither input nor result of a plan: it has no stream."""

from __future__ import annotations

from django.db import models


class InboxItem(models.Model):
    """Something that one person is told: one kind of one change, however many tasks it is about.

    `key` says what it is about, so that a change that is read twice is told once. `tasks` are up to
    `kinds.MOST_NAMED` of `count` tasks. `branch_id` is the branch that the person was cut to.
    """

    user_id = models.BigIntegerField()
    workspace_id = models.BigIntegerField(db_index=True)
    project_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    tasks = models.JSONField(default=list)
    count = models.IntegerField(default=0)
    data = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, default="")
    branch_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["user_id", "key"], name="one_inbox_item_a_key"),
        )
        indexes = (models.Index(fields=["user_id", "archived_at", "at"], name="inbox_of_a_person"),)


class TaskMaker(models.Model):
    """Who made a task by hand: he watches it by rule."""

    task_id = models.BigIntegerField(primary_key=True)
    stream_id = models.BigIntegerField(db_index=True)
    user_id = models.BigIntegerField()


class ToldFinish(models.Model):
    """The finish of a watched task as its watchers were last told it: small moves add up.

    `version` is the change that told it: one before it, which is read again after a crash, tells
    nothing any more.
    """

    task_id = models.BigIntegerField(primary_key=True)
    stream_id = models.BigIntegerField(db_index=True)
    finish = models.BigIntegerField()
    version = models.BigIntegerField(default=0)

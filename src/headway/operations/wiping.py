"""Removes a whole workspace with all that belongs to it: for the demo's reset alone."""

from __future__ import annotations

from django.db import transaction

from headway.access.models import SignInLink
from headway.analysis.models import Run
from headway.changes import cache
from headway.changes.models import Changeset, Outbox, Stream
from headway.changes.registry import registry
from headway.collaboration import store
from headway.collaboration.models import InboxItem, Snooze, TaskMaker, ToldFinish, UpdateLink
from headway.projects.models import ImportReport, Template


def wipe(workspace_id: int) -> list[int]:
    """Delete the workspace's streams, rows and changesets; return the streams that are gone."""
    streams = list(Stream.objects.filter(workspace_id=workspace_id).values_list("id", flat=True))
    tasks = registry.models["tasks"].objects.filter(stream_id__in=streams)
    Snooze.objects.filter(task_id__in=tasks.values("id")).delete()
    for model in registry.models.values():
        model.objects.filter(stream_id__in=streams).delete()
    for model in (Changeset, Outbox, ImportReport, TaskMaker, ToldFinish):
        model.objects.filter(stream_id__in=streams).delete()
    Run.objects.filter(workspace_id=workspace_id).delete()
    InboxItem.objects.filter(workspace_id=workspace_id).delete()
    UpdateLink.objects.filter(workspace_id=workspace_id).delete()
    Template.objects.filter(workspace_id=workspace_id).delete()
    SignInLink.objects.filter(workspace_id=workspace_id).delete()
    Stream.objects.filter(id__in=streams).delete()
    # Where the transaction is taken back, so are the rows that name the files.
    transaction.on_commit(lambda: store.store().drop(str(workspace_id)))
    for stream in streams:
        cache.forget(stream)
    return streams

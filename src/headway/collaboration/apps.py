"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    """The collaboration room."""

    name = "headway.collaboration"
    label = "collaboration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.changes.registry import registry
        from headway.collaboration import models, records
        from headway.collaboration.carrying import FilesAndMakers
        from headway.collaboration.commands import COMMANDS
        from headway.collaboration.inbox import newcomers, reading
        from headway.collaboration.inbox.rounds import Rounds
        from headway.projects.carrying import carriers

        registry.table(records.ATTACHMENTS, models.Attachment)
        registry.command(*COMMANDS)
        registry.listener("inbox", "project", reading.read)
        registry.listener("newcomers", "workspace", newcomers.read)
        registry.clock("rounds", Rounds().bring)
        carriers.append(FilesAndMakers())

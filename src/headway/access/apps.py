"""Registers the room with the spine."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The access room."""

    name = "headway.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.access import models
        from headway.access.commands import COMMANDS
        from headway.access.policy import Access
        from headway.access.records import MEMBERS, WORKSPACES
        from headway.access.rules import members_hold
        from headway.changes.batch import Batch
        from headway.changes.registry import registry

        registry.table(WORKSPACES, models.Workspace)
        registry.table(MEMBERS, models.Member)
        registry.command(*COMMANDS, Batch)
        registry.guard("workspace", members_hold)
        registry.policy = Access()

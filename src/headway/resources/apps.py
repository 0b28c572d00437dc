"""Registers the room with the spine."""

from __future__ import annotations

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The resources room."""

    name = "headway.resources"
    label = "resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.changes.registry import registry
        from headway.resources import models
        from headway.resources.commands import COMMANDS
        from headway.resources.records import CALENDARS, RATES, RESOURCES
        from headway.resources.rules import availability_holds, calendars_hold
        from headway.search.registration import Searchable, Text, catalogue

        registry.table(CALENDARS, models.Calendar)
        registry.table(RESOURCES, models.Resource)
        registry.table(RATES, models.Rate)
        registry.command(*COMMANDS)
        registry.guard("workspace", calendars_hold)
        registry.guard("workspace", availability_holds)
        texts = tuple(Text(name, "resources", name) for name in ("email", "group"))
        catalogue.searchable(
            Searchable("person", "resources", texts=texts, capability="people.read")
        )

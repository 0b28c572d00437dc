"""The spine as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """The spine."""

    name = "headway.changes"
    label = "changes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the lookup `__among` known."""
        from headway.changes import among  # noqa: F401  # imported, it registers itself

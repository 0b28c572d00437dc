"""The spine as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """The spine."""

    name = "headway.changes"
    label = "changes"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search room."""

    name = "headway.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

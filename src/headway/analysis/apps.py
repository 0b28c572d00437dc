"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The analysis room."""

    name = "headway.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"

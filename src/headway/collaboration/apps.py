"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    """The collaboration room."""

    name = "headway.collaboration"
    label = "collaboration"
    default_auto_field = "django.db.models.BigAutoField"

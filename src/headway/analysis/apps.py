"""Registers the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from headway.analysis.runs import Work


class AnalysisConfig(AppConfig):
    """The analysis room."""

    name = "headway.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.analysis import runs
        from headway.analysis.levelling import KIND

        runs.register(runs.Kind(KIND, _level))


def _level(work: Work) -> Any:
    # The engine's search is loaded by whoever levels.
    from headway.analysis.levelling.job import execute

    return execute(work)

"""Registers the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from headway.analysis.runs import Work
    from headway.changes.viewer import Viewer


class AnalysisConfig(AppConfig):
    """The analysis room."""

    name = "headway.analysis"
    label = "analysis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from headway.analysis import runs
        from headway.analysis.levelling import KIND

        runs.register(runs.Kind(KIND, _level))
        runs.register(runs.Kind("risk", _simulate, _seen))


def _level(work: Work) -> Any:
    # The engine's search is loaded by whoever levels.
    from headway.analysis.levelling.job import execute

    return execute(work)


def _simulate(work: Work) -> Any:
    from headway.analysis.risk.job import execute

    return execute(work)


def _seen(result: Any, viewer: Viewer) -> Any:
    from headway.analysis.risk.job import shown

    return shown(result, viewer)

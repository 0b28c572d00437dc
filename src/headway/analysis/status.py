"""Up to when progress is told: the status date, else now where the plan is."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from headway.scheduling.moments import from_datetime


def status_of(project: dict[str, Any]) -> int:
    """Return the project's status date, else the present moment in its zone."""
    status = project["status_date"]
    if status is not None:
        return int(status)
    return from_datetime(datetime.now(ZoneInfo(project["zone"] or "UTC")))

"""Small plans with the facts that the plan check is told, for tests worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headway.scheduling import Calendar, Link, Plan, Task, columns, schedule
from headway.scheduling.moments import from_iso
from headway.scheduling.plan_check import Check, Facts, check_plan

DAY = 480
STANDARD = Calendar(name="Standard")


def at(text: str) -> int:
    """Return the moment of a date and time, as 2026-03-02T08:00."""
    return from_iso(text)[0]


START = at("2026-03-02T08:00")
"""A Monday."""


def facts(
    tasks: Sequence[Task],
    links: Sequence[Link] = (),
    status: str = "2026-03-02T08:00",
    plan: dict[str, Any] | None = None,
    **more: Any,
) -> Facts:
    """Return the facts of a plan that starts on Monday, 2 March 2026 at 8; `more` overrides them."""
    cols = columns(
        Plan(START, tuple(tasks), tuple(links), (STANDARD, *more.pop("calendars", ())),
             **(plan or {}))
    )  # fmt: skip
    n = len(tasks)
    given: dict[str, Any] = {
        "names": [t.name or f"T{i}" for i, t in enumerate(tasks)],
        "milestone": [t.duration == 0 for t in tasks],
        "estimated": [False] * n,
        "loaded": [True] * n,
        "owners": [1] * n,
        "baseline_start": [None] * n,
        "baseline_finish": [None] * n,
        "baseline_duration": [None] * n,
        "lags": [f"{k.lag / DAY:+g}d" if k.lag else "" for k in links],
    }
    return Facts(cols, schedule(cols), status=at(status), **{**given, **more})


def checked(given: Facts) -> dict[str, Check]:
    """Return the checks by their keys."""
    return {check.key: check for check in check_plan(given)}


def named(check: Check) -> list[int]:
    """Return the tasks that a check names."""
    return [finding.task for finding in check.findings]

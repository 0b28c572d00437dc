"""Checks as plain values, the same for the API and the command line."""

from __future__ import annotations

from typing import Any

from headway.scheduling.plan_check.facts import Check


def plain(check: Check) -> dict[str, Any]:
    """Return a check without its findings."""
    return {
        "key": check.key,
        "number": check.number,
        "title": check.title,
        "about": check.about,
        "threshold": check.threshold,
        "state": check.state,
        "measured": None if check.measured is None else round(check.measured, 4),
        "unit": check.unit,
        "count": check.count,
        "of": check.of,
        "reason": check.reason,
    }


def counted(checks: list[Check]) -> dict[str, Any]:
    """Return how many of the 14 points pass, fail, cannot be measured, and how many others fail."""
    points = [c for c in checks if c.number is not None]
    return {
        "passed": sum(c.state == "pass" for c in points),
        "failed": sum(c.state == "fail" for c in points),
        "unknown": sum(c.state == "unknown" for c in points),
        "others_failed": sum(c.state == "fail" for c in checks if c.number is None),
    }

"""Plan check: the DCMA's 14 points and what else a careful planner looks for. Pure."""

from __future__ import annotations

from headway.scheduling.plan_check.care import CARE
from headway.scheduling.plan_check.dcma import POINTS, Measured
from headway.scheduling.plan_check.facts import Check, Facts, Finding, Overload
from headway.scheduling.plan_check.report import counted, plain


def check_plan(facts: Facts) -> list[Check]:
    """Return all checks of a scheduled plan: the 14 points in their order, then the others."""
    measured = Measured(facts)
    return [check(measured) for check in (*POINTS, *CARE)]


__all__ = ["Check", "Facts", "Finding", "Overload", "check_plan", "counted", "plain"]

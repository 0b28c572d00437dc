"""Earned value and earned schedule: what was planned, what was done, what it cost, and where it leads."""

from headway.scheduling.earned_value.curve import (
    EarnedSchedule,
    PlannedCurve,
    Point,
    curve_of,
    earned_schedule,
    planned_value,
)
from headway.scheduling.earned_value.measures import FORMULAS, Measures, measures
from headway.scheduling.earned_value.planned import Clock, Planned
from headway.scheduling.earned_value.report import Line, Period, Report, Work, report

__all__ = [
    "FORMULAS",
    "Clock",
    "EarnedSchedule",
    "Line",
    "Measures",
    "Period",
    "Planned",
    "PlannedCurve",
    "Point",
    "Report",
    "Work",
    "curve_of",
    "earned_schedule",
    "measures",
    "planned_value",
    "report",
]

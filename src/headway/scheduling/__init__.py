"""The scheduling engine: a plan goes in, a schedule comes out. No framework, no clock.

from headway.scheduling import Link, Plan, Task, schedule

plan = Plan(start, (Task(480, name="Order"), Task(960, name="Install")), (Link(0, 1),))
result = schedule(plan)
result.finish[1], result.critical[1]
"""

from headway.scheduling.columns import NONE, Columns, columns
from headway.scheduling.paths import FloatPath, longest_paths
from headway.scheduling.plan import (
    CONSTRAINTS,
    LAG_KINDS,
    LINK_TYPES,
    BeyondTime,
    Calendar,
    CalendarException,
    CircularLinks,
    Link,
    Plan,
    Task,
    WorkWeek,
)
from headway.scheduling.reschedule import Moved, reschedule, warm
from headway.scheduling.schedule import DRIVERS, Schedule, schedule
from headway.scheduling.segments import segments
from headway.scheduling.why import REASONS, Reason, last_task, why
from headway.scheduling.worktime import working_minutes

__all__ = [
    "CONSTRAINTS",
    "DRIVERS",
    "LAG_KINDS",
    "LINK_TYPES",
    "NONE",
    "REASONS",
    "BeyondTime",
    "Calendar",
    "CalendarException",
    "CircularLinks",
    "Columns",
    "FloatPath",
    "Link",
    "Moved",
    "Plan",
    "Reason",
    "Schedule",
    "Task",
    "WorkWeek",
    "columns",
    "last_task",
    "longest_paths",
    "reschedule",
    "schedule",
    "segments",
    "warm",
    "why",
    "working_minutes",
]

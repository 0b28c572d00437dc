"""What the passes write: a row a task, and for summaries a row of what they hold in between.

The first columns are the results that `Schedule` shows. The others are what a later pass needs to
go on from here instead of from nothing: together in a row, so that a visit touches little memory.
"""

from __future__ import annotations

from typing import NamedTuple

from headway.scheduling.worktime import Ints

(
    START, FINISH, DURATION, LATE_START, LATE_FINISH, TOTAL, FREE, CRITICAL, PERCENT, DRIVER,
    DRIVER_ID,
) = range(11)  # fmt: skip
RESULTS = 11
"""How many columns are results."""
AT, HELD, PULLED, FLOOR = range(11, 15)
"""AT: the working minutes before the start on the task's calendar, NONE unless the finish lies the
duration after it. HELD: its late start as predecessors see it. PULLED: the working minutes by which
a constraint holds it before what its links allow. FLOOR: an earliest start from outside, or NONE."""
WIDTH = 16

HOLD_START, HOLD_FINISH, HOLD_LINK, HOLD_END, LATE_LAST, LATE_FIRST, DONE, WHOLE = range(8)
"""Of a summary: what links into it ask of what is below (start and finish, and by which link), the
same backward (latest finish and start), and of how much work how much is done."""
HOLDS = 8

VISITED, LOW, HIGH, FIRST, LAST, EDGE, WAS_FIRST, WAS_LAST = range(8)
"""What a pass tells: how many visits, the first and last moment it wrote, the first start and last
finish of what counts for the project, and, told before how those were (WAS_FIRST, WAS_LAST),
whether one of the tasks that were there has moved."""
TELLS = 8


class Net(NamedTuple):
    """The topology as the passes read it (`topology.Topology`)."""

    visits: Ints
    first: Ints
    last: Ints
    summary: Ints
    holder: Ints
    parent: Ints
    into_at: Ints
    into: Ints
    out_at: Ints
    out: Ints
    child_at: Ints
    child: Ints


class Rules(NamedTuple):
    """The plan's settings as the passes read them."""

    project_start: int
    data_date: int
    lag_before: bool
    honor: bool
    critical_float: int
    floored: bool
    """Whether FLOOR holds earliest starts from outside."""
    placing: bool
    """Whether the backward pass is for dates that tasks are to take: it leaves room for levelling
    delays, and puts milestones into working time."""

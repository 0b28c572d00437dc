"""What goes in: a plan as plain values, and the same as columns for the passes.

`Plan` is what people write down (also for tests and files): lists of `Task`, `Link`, `Calendar`.
`Columns` is the same as numpy arrays, made once and patched where a live project changes.
Moments are integer minutes since 1970-01-01T00:00 local time; durations are minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

CONSTRAINTS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
ASAP, ALAP, MSO, MFO, SNET, SNLT, FNET, FNLT = range(8)
LINK_TYPES = ("FS", "SS", "FF", "SF")
FS, SS, FF, SF = range(4)
LAG_KINDS = ("working", "elapsed", "percent")
LAG_WORKING, LAG_ELAPSED, LAG_PERCENT = range(3)

Intervals: TypeAlias = tuple[tuple[int, int], ...]
"""Working intervals of a day as (from, to) minutes of the day; `to` may pass 1440."""
Week: TypeAlias = tuple[Intervals | None, ...]
"""Seven days, Monday first; None leaves the day to the base calendar."""


@dataclass(frozen=True, slots=True)
class CalendarException:
    """Other working time from day `first` to day `last` (days since 1970-01-01); () is none."""

    first: int
    last: int
    intervals: Intervals = ()


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Another week from day `first` to day `last`; None leaves a day to the default week."""

    first: int
    last: int
    week: Week


WORKDAY: Intervals = ((480, 720), (780, 1020))
STANDARD_WEEK: Week = (WORKDAY,) * 5 + ((), ())


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time. `base` is the place of the base calendar in the plan's list, -1 for none.

    Exceptions win over work weeks, those over the week; what a calendar leaves open comes from
    its base, whose exceptions count unless the calendar has one of its own for the day.
    """

    week: Week = STANDARD_WEEK
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()
    base: int = -1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task's inputs. `parent` is the place of its summary in the plan's list, -1 for none.

    `calendars` are those of the resources that drive its dates; `calendar` its own (-1: none).
    `efforts` say instead how long each of them works: (calendar, minutes); the task is done with
    the last. `pause` are the working minutes in which a split task rests, and `resume` is when what
    remains of a started one goes on.
    """

    duration: int = 480
    parent: int = -1
    name: str = ""
    elapsed: bool = False
    manual: bool = False
    manual_start: int | None = None
    manual_finish: int | None = None
    constraint: int = ASAP
    constraint_date: int | None = None
    deadline: int | None = None
    calendar: int = -1
    calendars: tuple[int, ...] = ()
    efforts: tuple[tuple[int, int], ...] = ()
    ignore_resource_calendars: bool = False
    active: bool = True
    percent_complete: int = 0
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining_duration: int | None = None
    resume: int | None = None
    pause: int = 0
    levelling_delay: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """`successor` waits for `predecessor`. Lag in minutes; a percent one in hundredths of one
    percent of the predecessor's duration. Negative lag is lead."""

    predecessor: int
    successor: int
    type: int = FS
    lag: int = 0
    lag_kind: int = LAG_WORKING


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: what is to be scheduled, from which day, by which calendars.

    With a `data_date`, as Primavera P6 has it, nothing that is not done lies before it, and what
    remains of a started task waits for its links (retained logic). Lag counts on the successor's
    calendar, with `lag_of_predecessor` on the predecessor's, with `lag_of_project` on the project's.
    """

    start: int
    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    calendars: tuple[Calendar, ...] = (Calendar(),)
    calendar: int = 0
    finish_by: int | None = None
    from_finish: bool = False
    status_date: int | None = None
    critical_float_limit: int = 0
    honor_constraints: bool = True
    data_date: int | None = None
    lag_of_predecessor: bool = False
    lag_of_project: bool = False
    extra: dict[str, int] = field(default_factory=dict)


class CircularLinks(ValueError):
    """Tasks wait for each other. `path` are their places in the plan, the first again at the end."""

    def __init__(self, path: list[int], names: list[str]) -> None:
        self.path = path
        super().__init__("circular links: " + " → ".join(names))


class BeyondTime(ValueError):
    """The schedule runs out of the years that are kept, 1900 to 2200."""

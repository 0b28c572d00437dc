"""What goes into levelling plans and what comes out: a preview that a person applies or drops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from headway.scheduling.plan import Calendar

FULL = 10_000
"""Units of one whole person: hundredths of a percent."""
Progress = Callable[[int, int], None]
"""Called with the best last finish so far and the bound, both as moments."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a search is: the best last finish so far and the bound (moments), the sum of
    movements in minutes, the tasks that have no room yet, and seconds since it began."""

    best: int
    bound: int
    movement: int
    crowded: int
    elapsed: float


Watch = Callable[[Standing], None]
"""Called whenever the best or the bound improves."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Other units from day `first` to day `last` (days since 1970-01-01; `last` None: for good)."""

    first: int
    last: int | None
    units: int


@dataclass(frozen=True, slots=True)
class Resource:
    """Who or what works: `capacity` in units (10,000 is one), other units for a while by
    `availability` (of two that overlap the later in the list holds) and `changes` of capacity as
    (moment from which it holds, capacity), rising.

    When it works follows from the calendars of its tasks. For tasks that do not keep its hours,
    `calendars` says them: the first is its own, the others are what the first builds on (`base` is
    a place in this list). Outside of them it has no units.
    """

    capacity: int = FULL
    changes: tuple[tuple[int, int], ...] = ()
    name: str = ""
    availability: tuple[Availability, ...] = ()
    calendars: tuple[Calendar, ...] = ()

    def __post_init__(self) -> None:
        moments = [moment for moment, _ in self.changes]
        if self.capacity < 0 or any(c < 0 for _, c in self.changes) or moments != sorted(moments):
            raise ValueError(
                f"capacities of '{self.name}' must be at least 0, their moments rising"
            )
        for part in self.availability:
            if part.units < 0 or (part.last is not None and part.last < part.first):
                raise ValueError(
                    f"the availability of '{self.name}' must have at least 0 units and end no"
                    " earlier than it begins"
                )


@dataclass(frozen=True, slots=True)
class Need:
    """A task of a plan takes units of a resource (its place in the list) while it works."""

    task: int
    resource: int
    units: int = FULL
    plan: int = 0


@dataclass(frozen=True)
class Options:
    """How to level. `left_alone` are tasks, as (plan, task), that stay where they are; `priority`
    by (plan, task) from 0 to 1000, 500 without: the higher is delayed last. `plan_priority` by
    plan, from 1 to 1000, 500 without, weighs its finish against those of others."""

    within_float: bool = False
    splitting: bool = False
    left_alone: frozenset[tuple[int, int]] = frozenset()
    priority: dict[tuple[int, int], int] = field(default_factory=dict)
    plan_priority: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """What levelling does to a task: its inputs and dates before and after. Moments and minutes.

    `rests` are the interruptions that splitting makes, as (working minutes done before, working
    minutes of rest); `pause` is the sum of the rests.
    """

    plan: int
    task: int
    levelling_delay: int
    pause: int
    start: int
    finish: int
    start_before: int
    finish_before: int
    rests: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Overload:
    """A resource is asked for more units than it has, from one moment to another."""

    resource: int
    start: int
    finish: int
    units: int
    capacity: int
    tasks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Preview:
    """The outcome, to be applied or dropped.

    `moves` are the tasks whose inputs or dates change. `removed` and `left` are the
    over-allocations that it removes and leaves (work that may not move, or has no room within its
    float). `status` is "optimal" where it is proven that nothing finishes sooner (of several plans:
    the sum of their finishes weighed by priority is not less in any that ends no later than the
    first pass) and, at that finish, nothing moves less; `bound` is a moment before which no
    levelled plan finishes. `heuristic_finish` is what the first pass came to.
    """

    moves: tuple[Move, ...]
    removed: tuple[Overload, ...]
    left: tuple[Overload, ...]
    finish: int
    finish_before: int
    heuristic_finish: int
    bound: int
    status: str
    movement: int
    """Minutes by which tasks start later or earlier than today, summed."""
    starts: tuple[tuple[int, ...], ...]
    finishes: tuple[tuple[int, ...], ...]
    """By plan and task, after levelling."""
    plan_finishes: tuple[int, ...] = ()
    plan_finishes_before: tuple[int, ...] = ()
    """By plan."""

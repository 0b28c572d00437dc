"""Resource levelling: no resource works more than it can, and the plan ends as early as it may.

`level` takes plans with resources and returns a preview; `solve` takes an RCPSP instance, plain
whole durations, demands and capacities. OR-Tools is loaded when it is first searched with.
"""

from headway.scheduling.levelling.instance import Instance
from headway.scheduling.levelling.plans import level
from headway.scheduling.levelling.request import (
    Availability,
    Move,
    Need,
    Options,
    Overload,
    Preview,
    Resource,
    Standing,
)
from headway.scheduling.levelling.solve import Outcome, solve

__all__ = [
    "Availability",
    "Instance",
    "Move",
    "Need",
    "Options",
    "Outcome",
    "Overload",
    "Preview",
    "Resource",
    "Standing",
    "level",
    "solve",
    "warm",
]


def warm() -> None:
    """Compile the kernels, so that nobody waits for a compiler later."""
    import threading
    import time

    from headway.scheduling.levelling.race import Race
    from headway.scheduling.levelling.walker import Walker
    from headway.scheduling.plan import Link, Plan, Task

    for length in (1, 1_000_003):  # the second takes coarse time
        alone = Instance((length, 2 * length, length), ((), (), ()), ((2,), (2,), (2,)), (3,))
        walker = Walker(alone, 1)
        race = Race(time.monotonic() + 600, threading.Event())
        walker.begin(race)
        walker.run(race, time.monotonic() + 0.05)
    plan = Plan(0, (Task(), Task(), Task(calendar=0)), (Link(0, 1, lag=60),))
    needs = [Need(i, 0, 6_000) for i in range(3)]
    level(plan, [Resource()], needs, seconds=0.0)
    level(plan, [Resource()], needs, Options(splitting=True), seconds=0.0)

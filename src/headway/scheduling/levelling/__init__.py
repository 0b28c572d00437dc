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
    from headway.scheduling.plan import Link, Plan, Task

    long = (1_000_003, 1_000_004, 1_000_005)  # coarse time, and a bound that takes a search to meet
    solve(Instance(long, ((), (), ()), ((2,), (2,), (2,)), (3,)), 30.0)
    plan = Plan(0, (Task(), Task(), Task(calendar=0)), (Link(0, 1, lag=60),))
    needs = [Need(i, 0, 6_000) for i in range(3)]
    level(plan, [Resource()], needs, seconds=0.0)
    level(plan, [Resource()], needs, Options(splitting=True), seconds=0.0)

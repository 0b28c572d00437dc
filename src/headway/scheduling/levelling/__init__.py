"""Resource levelling: no resource works more than it can, and the plan ends as early as it may.

`solve` takes an RCPSP instance: plain whole durations, demands and capacities. What it needs of
OR-Tools is loaded when it is first searched with.
"""

from headway.scheduling.levelling.instance import Instance
from headway.scheduling.levelling.solve import Outcome, solve

__all__ = ["Instance", "Outcome", "solve", "warm"]


def warm() -> None:
    """Compile the kernels, so that nobody waits for a compiler later."""
    long = (1_000_003, 1_000_004, 1_000_005)  # coarse time, and a bound that takes a search to meet
    solve(Instance(long, ((), (), ()), ((2,), (2,), (2,)), (3,)), 30.0)

"""Resource levelling: no resource works more than it can, and the plan ends as early as it may.

`solve` takes an RCPSP instance: plain whole durations, demands and capacities. What it needs of
OR-Tools is loaded when it is first searched with.
"""

from headway.scheduling.levelling.instance import Instance
from headway.scheduling.levelling.solve import Outcome, solve

__all__ = ["Instance", "Outcome", "solve"]

"""Schedule risk: Monte Carlo simulation of a plan, and forecasts from throughput."""

from headway.scheduling.risk.shapes import CONFIDENCE, DEFAULT_SPREAD, PERT, TRIANGULAR, Estimate
from headway.scheduling.risk.simulate import (
    Correlated,
    Costs,
    Impact,
    Risk,
    Simulation,
    simulate,
)
from headway.scheduling.risk.throughput import Forecast, how_many, when

__all__ = [
    "CONFIDENCE",
    "DEFAULT_SPREAD",
    "PERT",
    "TRIANGULAR",
    "Correlated",
    "Costs",
    "Estimate",
    "Forecast",
    "Impact",
    "Risk",
    "Simulation",
    "how_many",
    "simulate",
    "warm",
    "when",
]


def warm() -> None:
    """Compile the kernels, so that nobody waits for a compiler later."""
    from headway.scheduling.plan import Link, Plan, Task

    plan = Plan(0, (Task(), Task()), (Link(0, 1),))
    simulate(plan, groups=[Correlated((0, 1), 0.5)], trials=2)

"""By when a plan of a comparison is done in half of the cases, in four of five, in nine of ten.

Simulating takes longer than all else that a comparison shows, so it is asked for plan by plan, and
what was simulated once is kept as long as the plan stays as it is.
"""

from __future__ import annotations

from typing import Any

from headway.analysis.risk.job import quick
from headway.analysis.risk.uncertain import uncertain
from headway.analysis.scenarios.states import known, remembered
from headway.changes.cache import State
from headway.changes.errors import Invalid
from headway.projects.derivations import Scheduled
from headway.scheduling import BeyondTime, CircularLinks
from headway.scheduling.moments import to_iso
from headway.scheduling.risk import DEFAULT_SPREAD, simulate
from headway.words import say

TRIALS, FEW_TRIALS = 1000, 200
"""Of plans up to `LARGE`, and of larger ones."""
LARGE = 4000
"""Tasks and links."""
SEED = 1
PERCENTS = (50, 80, 90)


def trials_of(states: list[State]) -> int:
    """Return with how many trials all of some plans are simulated, so that they compare."""
    most = max(len(s.records.rows("tasks")) + len(s.records.rows("links")) for s in states)
    return TRIALS if most <= LARGE else FEW_TRIALS


def known_odds(state: State, home: State, trials: int) -> dict[str, Any] | None:
    """Return the odds of a plan if they were simulated already."""
    found: dict[str, Any] | None = known(f"odds {trials}", state, home)
    return found


def odds(state: State, home: State, trials: int) -> dict[str, Any]:
    """Return the odds of a plan: `trials`, and `p50`, `p80` and `p90` as ISO local times, null where
    there is nothing to simulate. Raises Invalid where the plan cannot be simulated."""
    if not quick(state, {"trials": trials}):
        raise Invalid(
            say("This plan is too large to be simulated beside others: see its risk page.")
        )
    found: dict[str, Any] = remembered(
        f"odds {trials}", state, home, lambda: _simulated(state, trials)
    )
    return found


def _simulated(state: State, trials: int) -> dict[str, Any]:
    scheduled = state.derived["schedule"]
    assert isinstance(scheduled, Scheduled)
    if not state.records.rows("tasks"):
        return {"trials": trials, **{f"p{percent}": None for percent in PERCENTS}}
    given = uncertain(state.records, scheduled)
    try:
        result = simulate(
            given.plan, given.estimates, spread=DEFAULT_SPREAD, risks=given.risks,
            groups=given.groups, trials=trials, seed=SEED,
        )  # fmt: skip
    except (ValueError, CircularLinks, BeyondTime) as error:
        raise Invalid(
            say("This plan cannot be simulated: {error}.", error=error), field="project"
        ) from None
    ends = {f"p{percent}": to_iso(result.finish_at(percent)) for percent in PERCENTS}
    return {"trials": trials, **ends}

"""Forecasts from throughput: what a team finished per period says what it will finish.

Bootstrap over the history: each trial draws periods from it with replacement (Efron 1979; for work
items Vacanti, Actionable Agile Metrics, 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headway.scheduling.worktime import Ints

MOST_PERIODS = 10_000
MOST_DRAWS = 50_000_000


@dataclass(frozen=True)
class Forecast:
    """Outcomes of the trials, sorted: items, or periods."""

    outcomes: Ints

    def at_least(self, percent: float) -> int:
        """Return how many items `percent` of the trials reach (how many by when)."""
        return int(np.quantile(self.outcomes, 1 - percent / 100, method="inverted_cdf"))

    def within(self, percent: float) -> int:
        """Return in how many periods `percent` of the trials are done (when for how many)."""
        return int(np.quantile(self.outcomes, percent / 100, method="inverted_cdf"))


def how_many(history: Sequence[int], periods: int, trials: int = 10_000, seed: int = 1) -> Forecast:
    """Return how many items are finished in so many periods, given those of past periods."""
    past = _history(history)
    if not 1 <= periods <= MOST_PERIODS:
        raise ValueError(f"periods must be between 1 and {MOST_PERIODS:,}")
    if not 1 <= trials <= MOST_DRAWS // periods:
        raise ValueError("that many trials of that many periods are too many")
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = past[random.integers(0, len(past), size=(trials, periods))]
    return Forecast(np.sort(drawn.sum(axis=1)))


def when(history: Sequence[int], items: int, trials: int = 10_000, seed: int = 1) -> Forecast:
    """Return after how many periods so many items are finished; raises ValueError where the pace
    is so slow that it would take more than 10,000 periods."""
    past = _history(history)
    if items < 1:
        raise ValueError("items must be at least 1")
    if not past.any():
        raise ValueError("nothing was finished in the past periods, so nothing can be foretold")
    if not 1 <= trials <= 1_000_000:
        raise ValueError("trials must be between 1 and 1,000,000")
    random = np.random.Generator(np.random.PCG64(seed))
    total = np.zeros(trials, dtype=np.int64)
    taken = np.zeros(trials, dtype=np.int64)
    open_ = np.arange(trials)
    for period in range(1, MOST_PERIODS + 1):
        total[open_] += past[random.integers(0, len(past), size=len(open_))]
        taken[open_] = period
        open_ = open_[total[open_] < items]
        if not len(open_):
            return Forecast(np.sort(taken))
    raise ValueError(f"at this pace it takes more than {MOST_PERIODS:,} periods")


def _history(history: Sequence[int]) -> Ints:
    past = np.array(history, dtype=np.int64)
    if not len(past) or past.min() < 0:
        raise ValueError("the history must hold the finished items of at least one period")
    return past

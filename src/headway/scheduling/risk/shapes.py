"""Three-point durations: what may come out, and the tables from which trials are drawn.

The PERT distribution is the beta distribution over [low, high] with shape parameters
1 + 4 (likely - low) / (high - low) and 1 + 4 (high - likely) / (high - low) (Malcolm, Roseboom,
Clark and Fazar 1959; Vose, Risk Analysis). Its mean is (low + 4 likely + high) / 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
PERT, TRIANGULAR = "pert", "triangular"
POINTS = 2049
"""Points of an inverse distribution table, linear in between."""
_GRID = 8193
_MOST_SHAPES = 1024
DEFAULT_SPREAD = (0.9, 1.0, 1.3)
"""Optimistic, likely and pessimistic as factors of the planned duration where nothing is given."""
CONFIDENCE: Mapping[str, tuple[float, float, float]] = {
    "high": (0.85, 1.0, 1.2),
    "medium": (0.8, 1.0, 1.3),
    "low": (0.7, 1.0, 1.5),
    "very_low": (0.5, 1.0, 2.0),
}
"""Spreads by class of confidence: the widest accuracy ranges of the estimate classes 2, 3, 4 and 5
of AACE International's Recommended Practice 18R-97, which were made for costs."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The duration of a task in minutes: at best, most likely, at worst, and the distribution."""

    low: float
    likely: float
    high: float
    shape: str = PERT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high < 2**30:
            raise ValueError(
                f"an estimate must rise from optimistic to pessimistic and be at least 0: "
                f"{self.low:g}, {self.likely:g}, {self.high:g}"
            )
        if self.shape not in (PERT, TRIANGULAR):
            raise ValueError(f"the shape must be '{PERT}' or '{TRIANGULAR}', not '{self.shape}'")

    @property
    def mean(self) -> float:
        """The expected duration in minutes."""
        if self.shape == TRIANGULAR:
            return (self.low + self.likely + self.high) / 3
        return (self.low + 4 * self.likely + self.high) / 6


def quantiles(shape: str, mode: float) -> Floats:
    """Return the inverse distribution on [0, 1] with its mode at `mode`, at POINTS even steps."""
    level = np.linspace(0.0, 1.0, POINTS)
    if shape == TRIANGULAR:
        below = np.sqrt(level * mode)
        above = 1 - np.sqrt((1 - level) * (1 - mode))
        return np.where(level < mode, below, above).astype(np.float32)
    # Points denser towards both ends, where the density may rise steeply.
    x = (1 - np.cos(np.linspace(0.0, np.pi, _GRID))) / 2
    density = x ** (4 * mode) * (1 - x) ** (4 * (1 - mode))
    steps = (density[1:] + density[:-1]) / 2 * np.diff(x)
    below = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(level, below / below[-1], x).astype(np.float32)


def tables(estimates: Sequence[Estimate]) -> tuple[Floats, NDArray[np.int32], Floats, Floats]:
    """Return the tables and, for each estimate, which it uses, its low and its range.

    With more than 1,024 shapes the modes are rounded to 1/512 of the range.
    """
    modes = [
        (e.shape, (e.likely - e.low) / (e.high - e.low) if e.high > e.low else 0.5)
        for e in estimates
    ]
    if len(set(modes)) > _MOST_SHAPES:
        modes = [(shape, round(mode * 512) / 512) for shape, mode in modes]
    places: dict[tuple[str, float], int] = {}
    which = np.array([places.setdefault(m, len(places)) for m in modes], dtype=np.int32)
    rows = [quantiles(*key) for key in places] or [np.zeros(POINTS, dtype=np.float32)]
    low = np.array([e.low for e in estimates], dtype=np.float32)
    width = np.array([e.high - e.low for e in estimates], dtype=np.float32)
    return np.stack(rows), which, low, width

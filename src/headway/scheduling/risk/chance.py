"""Random numbers by address: (seed, trial, stream) names one, so that any chunking gives the same.

SplitMix64's finaliser (Steele, Lea and Flood 2014) over the address; the inverse normal
distribution by Acklam's rational approximation (relative error below 1.2e-9).
"""

from __future__ import annotations

import math

import numpy as np

from headway.scheduling.jit import compiled

_A, _B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03)
_C, _D = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S40 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(40)
STEPS = 2**24


def scrambled(seed: int) -> int:
    """Return a seed's own place among the addresses: neighbouring seeds have nothing in common,
    where their trials would else be the same ones, moved on by one."""
    z = (seed * int(_B) + int(_D)) % 2**64
    z = (z ^ (z >> 30)) * int(_C) % 2**64
    z = (z ^ (z >> 27)) * int(_D) % 2**64
    return z ^ (z >> 31)


@compiled
def level(seed: np.uint64, trial: int, stream: int) -> int:
    """Return a whole number in [0, 2^24), uniform."""
    z = seed + np.uint64(trial) * _A + np.uint64(stream) * _B
    z = (z ^ (z >> _S30)) * _C
    z = (z ^ (z >> _S27)) * _D
    z = z ^ (z >> _S31)
    z = (z ^ (z >> _S30)) * _C
    z = z ^ (z >> _S27)
    return int(z >> _S40)


@compiled
def normal(p: float) -> float:
    """Return the quantile of the standard normal distribution."""
    if p < 0.02425:
        q = math.sqrt(-2 * math.log(p))
        return (
            ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
              - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783
        ) / (
            (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
             + 3.754408661907416) * q + 1.0
        )  # fmt: skip
    if p > 1 - 0.02425:
        return -float(normal(1 - p))
    q = p - 0.5
    r = q * q
    return (
        ((((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
          + 1.383577518672690e02) * r - 3.066479806614716e01) * r + 2.506628277459239
    ) * q / (
        ((((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
          + 6.680131188771972e01) * r - 1.328068155288572e01) * r + 1.0
    )  # fmt: skip


@compiled
def quantile_level(
    seed: np.uint64, trial: int, task: int, group: int, share: float, groups_at: int
) -> int:
    """Return the level at which a task's duration is drawn in a trial, in [0, 2^24).

    Tasks of a group share a normal factor: levels are joined by a Gaussian copula in which any two
    of them correlate by `share` (before the marginal distributions are applied).
    """
    own = level(seed, trial, task)
    if group < 0 or share <= 0:
        return int(own)
    common = normal((level(seed, trial, groups_at + group) + 0.5) / STEPS)
    z = math.sqrt(share) * common
    if share < 1:
        z += math.sqrt(1 - share) * normal((own + 0.5) / STEPS)
    p = 0.5 * math.erfc(-z / math.sqrt(2.0))
    return min(int(p * STEPS), STEPS - 1)

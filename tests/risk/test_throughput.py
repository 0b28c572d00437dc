"""Forecasts from throughput against binomial and negative binomial outcomes."""

from __future__ import annotations

import math

import pytest

from headway.scheduling.risk import how_many, when


def test_a_steady_pace_leaves_no_doubt():
    assert how_many([5, 5, 5], 4).at_least(95) == 20
    assert when([5, 5, 5], 21).within(50) == 5


def test_how_many_is_binomial_for_a_coin():
    found = how_many([0, 1], 10, trials=40_000)
    for count in (3, 5, 7):
        share = float((found.outcomes >= count).mean())
        exact = sum(math.comb(10, k) for k in range(count, 11)) / 2**10
        assert share == pytest.approx(exact, abs=0.01)
    assert found.at_least(85) == 3  # 94.5% reach 3, 82.8% reach 4
    assert found.at_least(50) == 5


def test_when_is_negative_binomial_for_a_coin():
    found = when([0, 1], 3, trials=40_000)
    for periods in (3, 6, 9):
        exact = sum(math.comb(k - 1, 2) / 2**k for k in range(3, periods + 1))
        assert float((found.outcomes <= periods).mean()) == pytest.approx(exact, abs=0.01)


def test_same_seed_same_forecast():
    assert (
        how_many([1, 4, 2], 9, seed=3).outcomes == how_many([1, 4, 2], 9, seed=3).outcomes
    ).all()


@pytest.mark.parametrize(
    "bad",
    [
        lambda: how_many([], 3),
        lambda: how_many([-1], 3),
        lambda: how_many([1], 0),
        lambda: how_many([1], 10_000, trials=10**9),
        lambda: when([0, 0], 3),
        lambda: when([1], 0),
        lambda: when([1], 20_000, trials=5),
    ],
)
def test_what_cannot_be_foretold_is_refused(bad):
    with pytest.raises(ValueError, match=r"\w"):
        bad()

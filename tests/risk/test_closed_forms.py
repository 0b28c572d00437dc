"""Simulated against closed forms: single tasks, sums, the later of two, risks, correlation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from headway.scheduling import Calendar, Link, Plan, Task
from headway.scheduling.risk import (
    PERT,
    TRIANGULAR,
    Correlated,
    Costs,
    Estimate,
    Impact,
    Risk,
    simulate,
)

ALWAYS = Calendar(week=(((0, 1440),),) * 7)
TRIALS = 40_000
NEAR = 4 / math.sqrt(TRIALS)
"""Four standard errors of a share or a correlation."""


def net(count: int, links: tuple[Link, ...] = (), **task) -> Plan:
    return Plan(0, tuple(Task(10_000, **task) for _ in range(count)), links, calendars=(ALWAYS,))


def chain(count: int) -> Plan:
    return net(count, tuple(Link(i, i + 1) for i in range(count - 1)))


def moments(e: Estimate) -> tuple[float, float]:
    """Return mean and variance, from the textbook."""
    a, m, b = e.low, e.likely, e.high
    if e.shape == TRIANGULAR:
        return (a + m + b) / 3, (a * a + b * b + m * m - a * b - a * m - b * m) / 18
    mean = (a + 4 * m + b) / 6
    return mean, (mean - a) * (b - mean) / 7


def triangular_below(e: Estimate, x: float) -> float:
    a, m, b = e.low, e.likely, e.high
    if x <= m:
        return (x - a) ** 2 / ((b - a) * (m - a))
    return 1 - (b - x) ** 2 / ((b - a) * (b - m))


ESTIMATES = [
    Estimate(4_000, 7_000, 16_000, TRIANGULAR),
    Estimate(4_000, 4_000, 16_000, TRIANGULAR),
    Estimate(4_000, 7_000, 16_000, PERT),
    Estimate(4_000, 16_000, 16_000, PERT),
]


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_a_single_task(estimate):
    found = simulate(net(1), {0: estimate}, trials=TRIALS)
    mean, variance = moments(estimate)
    sd = math.sqrt(variance)
    assert abs(found.finish.mean() - mean) < sd * NEAR + 1
    assert abs(found.finish.std() / sd - 1) < 0.02
    assert found.criticality[0] == 1
    assert found.cruciality[0] > 0.999
    assert found.finish.min() >= estimate.low
    assert found.finish.max() <= estimate.high


def test_quantiles_of_a_triangle():
    e = ESTIMATES[0]
    found = simulate(net(1), {0: e}, trials=TRIALS)
    for percent in (10, 50, 80, 90):
        assert abs(triangular_below(e, found.finish_at(percent)) - percent / 100) < NEAR


def test_a_pert_of_even_sides_has_its_median_in_the_middle():
    found = simulate(net(1), {0: Estimate(0, 10_000, 20_000)}, trials=TRIALS)
    assert abs(found.finish_at(50) - 10_000) < 200
    # Beta(3, 3): P(X < 1/4) = 10 x^3 - 15 x^4 + 6 x^5 at 1/4.
    x = 0.25
    assert abs(found.chance_by(5_000) - (10 * x**3 - 15 * x**4 + 6 * x**5)) < NEAR


def test_a_sum():
    given = {i: ESTIMATES[i % 4] for i in range(24)}
    found = simulate(chain(24), given, trials=TRIALS)
    mean = sum(moments(e)[0] for e in given.values())
    sd = math.sqrt(sum(moments(e)[1] for e in given.values()))
    assert abs(found.finish.mean() - mean) < sd * NEAR + 24
    assert abs(found.finish.std() / sd - 1) < 0.02
    # By the central limit theorem nearly normal: 90% lie below mean + 1.2816 sd.
    assert abs(found.chance_by(round(mean + 1.2816 * sd)) - 0.9) < 0.01
    # Of a sum, each part correlates with the whole by sd_i / sd (Pearson; ranks come near).
    for i in range(4):
        assert abs(found.cruciality[i] - math.sqrt(moments(given[i])[1]) / sd) < 0.03


def test_the_later_of_two():
    e = ESTIMATES[0]
    found = simulate(net(2), {0: e, 1: e}, trials=TRIALS)
    for x in (7_000, 9_000, 12_000):
        assert abs(found.chance_by(x) - triangular_below(e, x) ** 2) < NEAR
    assert abs(found.criticality[0] - 0.5) < NEAR
    assert abs(found.criticality.sum() - 1) < 0.001 + NEAR / 10


def test_what_never_matters_has_no_weight():
    found = simulate(net(2), {0: Estimate(9, 10, 20), 1: ESTIMATES[0]}, trials=TRIALS)
    assert found.criticality.tolist() == [0, 1]
    assert abs(found.cruciality[0]) < NEAR
    assert found.tornado()[0][0] == 1


def test_risks_strike_as_often_as_they_may():
    risks = [
        Risk(0.3, (Impact(0, minutes=5_000),), cost=100, name="late parts"),
        Risk(0.1, (Impact(0, share=0.5),), name="rework"),
    ]
    found = simulate(net(1), spread=None, risks=risks, costs=Costs(50, {0: 0.01}), trials=TRIALS)
    shares = {10_000: 0.7 * 0.9, 15_000: 0.3 * 0.9 + 0.7 * 0.1, 20_000: 0.03}
    for finish, share in shares.items():
        if finish == 20_000:
            assert abs(np.mean(found.finish >= 20_000) - share) < NEAR
        else:
            assert abs(np.mean(found.finish == finish) - share) < NEAR
    assert abs(found.risks[0][0] - 0.3) < NEAR
    assert found.risks[0][1] > found.risks[1][1] > 0
    mean = 50 + 0.3 * 100 + 0.01 * found.finish.mean()
    assert found.cost is not None
    assert abs(found.cost.mean() - mean) < 1


def test_full_correlation_adds_quantiles():
    e = ESTIMATES[0]
    group = [Correlated((0, 1), 1.0)]
    one = simulate(net(1), {0: e}, trials=TRIALS)
    both = simulate(chain(2), {0: e, 1: e}, groups=group, trials=TRIALS)
    for percent in (10, 50, 90):
        assert abs(both.finish_at(percent) - 2 * one.finish_at(percent)) < 400


def test_correlation_in_part_follows_the_copula():
    e = Estimate(0, 10_000, 20_000, TRIANGULAR)
    rho = 0.6
    found = simulate(chain(2), {0: e, 1: e}, groups=[Correlated((0, 1), rho)], trials=TRIALS)
    rng = np.random.default_rng(5)
    z = rng.multivariate_normal([0, 0], [[1, rho], [rho, 1]], size=400_000)
    u = 0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2)))
    x = np.where(u < 0.5, np.sqrt(u / 2), 1 - np.sqrt((1 - u) / 2)) * 20_000
    assert abs(found.finish.std() / x.sum(axis=1).std() - 1) < 0.02


def test_deadlines():
    e = ESTIMATES[0]
    found = simulate(net(1, deadline=9_000), {0: e}, trials=TRIALS)
    assert abs(found.deadlines[0] - triangular_below(e, 9_000)) < NEAR


def test_the_s_curve_rises_to_one():
    curve = simulate(net(1), {0: ESTIMATES[0]}, trials=1_000).s_curve()
    moments_, shares = zip(*curve, strict=True)
    assert list(moments_) == sorted(moments_)
    assert list(shares) == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Estimate(3, 2, 4),
        lambda: Estimate(-1, 2, 4),
        lambda: Estimate(1, 2, 4, "normal"),
        lambda: Risk(1.5),
        lambda: Correlated((0,), 2),
        lambda: simulate(net(1), trials=0),
        lambda: simulate(net(1), {4: Estimate(1, 2, 3)}),
        lambda: simulate(net(1), risks=[Risk(0.5, (Impact(9),))]),
        lambda: simulate(net(1), groups=[Correlated((0,), 0.5), Correlated((0,), 0.5)]),
    ],
)
def test_what_makes_no_sense_is_refused(bad):
    with pytest.raises(ValueError, match=r"\w"):
        bad()


def test_seeds_have_nothing_in_common() -> None:
    plan, trials, seeds = chain(3), 400, 60
    found = [simulate(plan, trials=trials, seed=seed).finish for seed in range(seeds)]
    spread = float(np.concatenate(found).std())
    of_means = float(np.std([finish.mean() for finish in found], ddof=1))
    # Means of independent samples scatter by the standard error, itself known to about 10 %.
    assert of_means == pytest.approx(spread / math.sqrt(trials), rel=0.4)


def test_a_plan_from_its_finish_runs_forward_from_its_start() -> None:
    plan = Plan(
        0, (Task(10_000), Task(10_000)), (Link(0, 1),), calendars=(ALWAYS,),
        finish_by=100_000, from_finish=True,
    )  # fmt: skip
    certain = simulate(plan, spread=None, trials=10)
    assert certain.planned_finish == 100_000
    assert set(certain.finish.tolist()) == {100_000}
    late = simulate(plan, {1: Estimate(10_000, 10_000, 30_000)}, spread=None, trials=TRIALS)
    assert late.finish.mean() == pytest.approx(100_000 + 20_000 / 6, rel=0.001)
    assert late.chance_by(100_000) < NEAR

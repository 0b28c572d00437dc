"""RCPSP: every schedule holds, small ones are optimal, and renaming or rescaling changes nothing."""

from __future__ import annotations

import random
import threading
import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling.levelling import Instance, solve
from tests.levelling.checker import faults

pytestmark = pytest.mark.slow


@st.composite
def instances(draw, most: int = 9, longest: int = 9) -> Instance:
    n = draw(st.integers(1, most))
    kinds = draw(st.integers(0, 5))
    capacities = tuple(draw(st.integers(1, 12)) for _ in range(kinds))
    durations = tuple(draw(st.integers(0, longest)) for _ in range(n))
    demands = tuple(tuple(draw(st.integers(0, c)) for c in capacities) for _ in range(n))
    successors = tuple(
        tuple(j for j in range(i + 1, n) if draw(st.integers(0, 3)) == 0) for i in range(n)
    )
    return Instance(durations, successors, demands, capacities)


def check(instance: Instance, starts) -> None:
    assert not faults(
        instance.durations, instance.successors, instance.demands, instance.capacities, starts
    )


def optimum(instance: Instance) -> int:
    """Return the least makespan over all orders: one of them gives an optimum (Kolisch 1996)."""
    n = len(instance.durations)
    before = [[i for i in range(n) if j in instance.successors[i]] for j in range(n)]
    best = sum(instance.durations)
    for order in permutations(range(n)):
        place = {i: k for k, i in enumerate(order)}
        if any(place[i] > place[j] for j in range(n) for i in before[j]):
            continue
        start: dict[int, int] = {}
        for i in order:
            t = max((start[p] + instance.durations[p] for p in before[i]), default=0)
            while any(
                sum(instance.demands[o][k] for o, s in start.items()
                    if s <= u < s + instance.durations[o]) + instance.demands[i][k] > c
                for k, c in enumerate(instance.capacities)
                for u in range(t, t + instance.durations[i])
            ):  # fmt: skip
                t += 1
            start[i] = t
        best = min(best, max(start[i] + instance.durations[i] for i in order))
    return best


@settings(max_examples=40, deadline=None)
@given(instances(most=30, longest=40), st.integers(1, 3))
def test_every_schedule_holds(instance, workers):
    outcome = solve(instance, 0.3, workers)
    check(instance, outcome.starts)
    ends = [s + d for s, d in zip(outcome.starts, instance.durations, strict=True)]
    assert outcome.makespan == max(ends)
    assert outcome.bound <= outcome.makespan
    assert (outcome.status == "optimal") == (outcome.bound == outcome.makespan)


@settings(max_examples=25, deadline=None)
@given(instances(most=5))
def test_small_ones_are_optimal(instance):
    outcome = solve(instance, 5)
    assert outcome.status == "optimal"
    assert outcome.makespan == optimum(instance)


def rows(n: int, seed: int) -> Instance:
    """Return a random instance in which resources are scarce."""
    rng = random.Random(seed)
    successors = tuple(
        tuple(sorted(rng.sample(range(i + 1, n), min(2, n - 1 - i)))) if i < n - 1 else ()
        for i in range(n)
    )
    demands = tuple(tuple(rng.choice((0, rng.randint(1, 10))) for _ in range(4)) for _ in range(n))
    return Instance(
        tuple(rng.randint(1, 10) for _ in range(n)), successors, demands, (12, 13, 14, 15)
    )


def test_another_numbering_and_scale_give_the_same_makespan():
    given_ = rows(14, 3)
    first = solve(given_, 20)
    assert first.status == "optimal"
    n = len(given_.durations)
    new = list(range(n))
    random.Random(9).shuffle(new)
    old = sorted(range(n), key=lambda i: new[i])
    other = Instance(
        tuple(given_.durations[i] * 60 for i in old),
        tuple(tuple(new[j] for j in given_.successors[i]) for i in old),
        tuple(tuple(10 * need for need in given_.demands[i]) for i in old),
        tuple(10 * c for c in given_.capacities),
    )
    outcome = solve(other, 20)
    check(other, outcome.starts)
    assert outcome.makespan == 60 * first.makespan


def test_durations_beyond_any_grid_of_time_units():
    base = rows(30, 5)
    large = Instance(
        tuple(d * 1_000_003 + i for i, d in enumerate(base.durations)),
        base.successors, base.demands, base.capacities,
    )  # fmt: skip
    outcome = solve(large, 2)
    check(large, outcome.starts)
    assert outcome.makespan < 1.25 * 1_000_003 * solve(base, 2).makespan


def test_capacities_of_many_bits_and_many_resources():
    rng = random.Random(2)
    base = rows(25, 8)
    capacities = tuple(rng.randint(2**29, 2**31) for _ in range(9))
    demands = tuple(tuple(rng.randint(0, c // 2) for c in capacities) for _ in base.durations)
    instance = Instance(base.durations, base.successors, demands, capacities)
    check(instance, solve(instance, 0.5).starts)


def test_it_stops_when_asked_and_says_how_far_it_came():
    instance = rows(120, 11)
    stop = threading.Event()
    seen: list[tuple[int, int]] = []
    threading.Timer(0.7, stop.set).start()
    began = time.monotonic()
    outcome = solve(
        instance, 60, stop=stop, progress=lambda best, bound: seen.append((best, bound))
    )
    assert time.monotonic() - began < 10
    check(instance, outcome.starts)
    assert seen[-1] == (outcome.makespan, outcome.bound)
    assert [best for best, _ in seen] == sorted((best for best, _ in seen), reverse=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"demands": ((2,), (0,))}, "needs 2 of resource 0"),
        ({"durations": (-1, 1)}, "at least 0"),
        ({"successors": ((1,),)}, "differ in length"),
        ({"demands": ((1,), ())}, "does not say"),
    ],
)
def test_impossible_instances_are_refused(change, words):
    good = {
        "durations": (1, 1),
        "successors": ((1,), ()),
        "demands": ((1,), (0,)),
        "capacities": (1,),
    }
    with pytest.raises(ValueError, match=words):
        Instance(**{**good, **change})


def test_a_circle_is_refused():
    with pytest.raises(ValueError, match="circular"):
        solve(Instance((1, 1), ((1,), (0,)), ((), ()), ()), 1)

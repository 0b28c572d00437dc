"""Where people are scarce: placings are justified, and a walk looks for an earlier finish."""

import random

import numpy as np
import pytest

from headway.scheduling import Link, Plan, Task
from headway.scheduling.levelling import Need, Options, Resource, level, plans
from headway.scheduling.levelling.hasten import hasten
from tests.levelling.plan_checker import faults
from tests.levelling.test_plan_rules import CALENDARS, MONDAY, units_at


def scarce(seed: int, people: int = 6, each: int = 25):
    """Return a plan of one person a task, 1.5 links a task, in which everybody has much to do."""
    dice = random.Random(seed)
    count = people * each
    tasks = tuple(Task(60 * dice.randint(2, 40)) for _ in range(count))
    links = set()
    while len(links) < 3 * count // 2:
        first, second = sorted(dice.sample(range(count), 2))
        links.add((first, second))
    needs = [Need(i, dice.randrange(people)) for i in range(count)]
    return (
        Plan(MONDAY, tasks, tuple(Link(*link) for link in sorted(links)), calendars=CALENDARS),
        [Resource() for _ in range(people)],
        needs,
    )


@pytest.mark.parametrize("splitting", [False, True])
def test_justification_is_never_later_and_often_earlier(monkeypatch, splitting):
    options = Options(splitting=splitting)
    gained = []
    for seed in (0, 2, 3, 4):
        plan, resources, needs = scarce(seed)
        with monkeypatch.context() as patched:
            patched.setattr(plans, "JUSTIFIED", 0)
            plain = level(plan, resources, needs, options, seconds=0)
        justified = level(plan, resources, needs, options, seconds=0)
        assert not faults([plan], resources, needs, options, justified, units_at)
        assert justified.finish == justified.bound or not splitting
        gained.append(plain.finish - justified.finish)
    assert min(gained) >= 0
    # With splitting the first pass comes to the bound already.
    assert sum(gain > 0 for gain in gained) == (0 if splitting else 3)


def test_the_walk_finishes_earlier_than_the_heuristic():
    plan, resources, needs = scarce(0, people=12, each=12)
    problem, best = plans._begun([plan], resources, needs, Options(), None, None)
    before = best.score
    steps = iter(range(150))
    hasten(problem, best, np.random.default_rng(1), lambda: next(steps, None) is None)
    assert best.score[:2] < before[:2]
    preview = level(plan, resources, needs, seconds=0.3, workers=1)
    assert not faults([plan], resources, needs, Options(), preview, units_at)

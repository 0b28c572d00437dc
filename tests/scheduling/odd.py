"""Random plans that use all that the engine knows, and random edits of them, from a die."""

from __future__ import annotations

import random

from headway.scheduling import Link, Plan, Task
from headway.scheduling.plan import ALAP, ASAP, FF, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT, SS
from tests.scheduling.plans import CALENDARS, DAY, START

DATED = (SNET, SNLT, FNET, FNLT, MSO, MFO)


def moment(dice: random.Random) -> int:
    """Return a moment that may lie in nobody's working time."""
    return START + DAY * dice.randrange(-3, 40) + dice.choice((0, 0, 60, 240, 540, 777))


def odd_task(dice: random.Random, parent: int, late: bool = False) -> Task:
    """Return a task with some of all inputs; `late` ones may be as late as possible."""
    rare = dice.random
    constraint = dice.choice(DATED) if rare() < 0.25 else ASAP
    date = moment(dice) if constraint != ASAP else None
    if late and rare() < 0.1:
        constraint, date = ALAP, None
    duration = dice.choice((0, 60, 240, 480, 480, 480, 960, 2400, 777))
    started = moment(dice) if rare() < 0.15 else None
    done = started + dice.randrange(0, 9 * DAY) if started and rare() < 0.4 else None
    left = dice.choice((None, 0, 120, 480, 1500)) if started and done is None else None
    manual = rare() < 0.1
    return Task(
        duration=duration,
        parent=parent,
        name="T",
        elapsed=rare() < 0.05,
        manual=manual,
        manual_start=moment(dice) if manual and rare() < 0.6 else None,
        manual_finish=moment(dice) if manual and rare() < 0.4 else None,
        constraint=constraint,
        constraint_date=date,
        deadline=moment(dice) if rare() < 0.1 else None,
        calendar=dice.choice((-1, -1, 0, 1, 2)),
        calendars=tuple(dice.sample(range(3), dice.randrange(0, 3))) if rare() < 0.3 else (),
        efforts=((0, 480), (1, 960)) if rare() < 0.07 else (),
        ignore_resource_calendars=rare() < 0.2,
        active=rare() > 0.08,
        percent_complete=100 if done else dice.choice((0, 0, 10, 33, 50, 99)),
        actual_start=started,
        actual_finish=done,
        remaining_duration=left,
        resume=started + 3 * DAY if started and rare() < 0.2 else None,
        pause=dice.choice((120, 480)) if rare() < 0.08 else 0,
        levelling_delay=dice.choice((60, 3 * DAY)) if rare() < 0.06 else 0,
    )


def odd_link(dice: random.Random, predecessor: int, successor: int) -> Link:
    """Return a link of any type with any lag."""
    kind = dice.choice((0, 0, 1, 2))
    lag = dice.choice((0, 0, 0, 60, 480, -240, 1440))
    return Link(
        predecessor,
        successor,
        dice.choice((FS, FS, FS, SS, FF, SF)),
        dice.choice((0, 5000, 10000)) if kind == 2 else lag,
        kind,
    )


def related(plan_parents: list[int], one: int, other: int) -> bool:
    """Whether one of two tasks holds the other."""
    for low, high in ((one, other), (other, one)):
        while low >= 0:
            if low == high:
                return True
            low = plan_parents[low]
    return False


def odd_plan(dice: random.Random, size: int, late: bool = False) -> Plan:
    """Return a plan of `size` tasks with an outline and links; circles are left out by the caller,
    who may meet CircularLinks."""
    parents: list[int] = []
    for i in range(size):
        parents.append(dice.randrange(i) if i and dice.random() < 0.4 else -1)
    tasks = tuple(odd_task(dice, parents[i], late) for i in range(size))
    links = []
    for _ in range(dice.randrange(0, size * 2)):
        a, b = sorted(dice.sample(range(size), 2)) if size > 1 else (0, 0)
        if a != b and not related(parents, a, b):
            links.append(odd_link(dice, a, b))
    return Plan(
        START + dice.choice((0, 0, 720)),
        tasks,
        tuple(links),
        CALENDARS,
        calendar=dice.choice((0, 0, 2)),
        finish_by=START + 60 * DAY if late and dice.random() < 0.5 else None,
        from_finish=late and dice.random() < 0.5,
        critical_float_limit=dice.choice((0, 0, 480)),
        honor_constraints=dice.random() < 0.8,
        data_date=moment(dice) if dice.random() < 0.15 else None,
        lag_of_predecessor=dice.random() < 0.2,
    )

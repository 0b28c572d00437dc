"""Random plans that use all that the engine knows, and random edits of them, from a die."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from headway.scheduling import Link, Moved, Plan, Task
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
        lag_of_project=dice.random() < 0.1,
    )


def edited(dice: random.Random, plan: Plan, late: bool = False) -> tuple[Plan, Moved]:
    """Return a plan after one to three edits and where its tasks and links stood before."""
    tasks, links = list(plan.tasks), list(plan.links)
    origin, link_origin = list(range(len(tasks))), list(range(len(links)))
    for _ in range(dice.choice((1, 1, 2, 3))):
        act = dice.choice(
            ("task", "task", "length", "done", "link", "unlink", "add", "remove", "up")
        )
        parents = [t.parent for t in tasks]
        some = dice.randrange(len(tasks)) if tasks else -1
        if act == "add" or some < 0:
            at = dice.randrange(len(tasks) + 1)
            tasks = [replace(t, parent=t.parent + (t.parent >= at)) for t in tasks]
            links = [
                replace(
                    k,
                    predecessor=k.predecessor + (k.predecessor >= at),
                    successor=k.successor + (k.successor >= at),
                )
                for k in links
            ]
            over = dice.choice([-1, *(p for p in range(len(tasks) + 1) if p != at)])
            tasks.insert(at, odd_task(dice, over, late))
            origin.insert(at, -1)
        elif act == "task":
            tasks[some] = odd_task(dice, tasks[some].parent, late)
        elif act == "length":
            tasks[some] = replace(tasks[some], duration=dice.choice((0, 60, 480, 1920)))
        elif act == "done":
            tasks[some] = replace(tasks[some], percent_complete=dice.choice((0, 20, 100)))
        elif act == "up":
            over = dice.choice([-1, *range(len(tasks))])
            if over < 0 or not related(parents, some, over):
                tasks[some] = replace(tasks[some], parent=over)
        elif act == "link" and len(tasks) > 1:
            a, b = dice.sample(range(len(tasks)), 2)
            if not related(parents, a, b):
                at = dice.randrange(len(links) + 1)
                links.insert(at, odd_link(dice, a, b))
                link_origin.insert(at, -1)
        elif act == "unlink" and links:
            at = dice.randrange(len(links))
            if dice.random() < 0.4:
                links[at] = odd_link(dice, links[at].predecessor, links[at].successor)
            else:
                del links[at], link_origin[at]
        elif act == "remove":
            gone = {i for i in range(len(tasks)) if some in _above(parents, i)}
            to = {}
            for i in range(len(tasks)):
                if i not in gone:
                    to[i] = len(to)
            to[-1] = -1
            origin = [o for i, o in enumerate(origin) if i not in gone]
            tasks = [replace(t, parent=to[t.parent]) for i, t in enumerate(tasks) if i not in gone]
            kept = [n for n, k in enumerate(links) if not gone & {k.predecessor, k.successor}]
            link_origin = [link_origin[n] for n in kept]
            links = [
                replace(
                    links[n], predecessor=to[links[n].predecessor], successor=to[links[n].successor]
                )
                for n in kept
            ]
    moved = Moved(
        np.array(origin, dtype=np.int64) if origin != list(range(len(plan.tasks))) else None,
        np.array(link_origin, dtype=np.int64)
        if link_origin != list(range(len(plan.links)))
        else None,
    )
    return replace(plan, tasks=tuple(tasks), links=tuple(links)), moved


def _above(parents: list[int], task: int) -> list[int]:
    """Return a task and the summaries above it."""
    found = []
    while task >= 0:
        found.append(task)
        task = parents[task]
    return found

"""Levelling of random plans of every kind holds to the rules of its own checker."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Calendar, Link, Plan, Task
from headway.scheduling.levelling import Availability, Need, Options, Resource, level
from headway.scheduling.plan import ALAP, FNET, FNLT, MFO, MSO, SNET, SNLT
from tests.levelling.plan_checker import DAY, faults

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

MORE = int(os.environ.get("HEADWAY_EXAMPLES", "1"))
"""So many times the usual number of examples."""
FIRST_DAY = 20_514
MONDAY = FIRST_DAY * DAY + 480
CALENDARS = (
    Calendar(),
    Calendar(week=(((480, 840),),) * 3 + ((),) * 4),
    Calendar(week=(((960, 1320),),) * 5 + ((), ())),
    Calendar(week=(((0, 1440),),) * 7),
)


def units_at(resource: Resource, moment: int) -> int:
    units = resource.capacity
    for part in resource.availability:
        if part.first <= moment // DAY and (part.last is None or moment // DAY <= part.last):
            units = part.units
    return units


def examples(count: int):
    return settings(max_examples=count * MORE, deadline=None)


@st.composite
def availabilities(draw):
    parts = []
    for _ in range(draw(st.integers(0, 2))):
        first = FIRST_DAY + draw(st.integers(-2, 12))
        last = draw(st.sampled_from([first, first + 3, first + 9]))
        parts.append(Availability(first, last, draw(st.sampled_from([0, 5_000, 20_000]))))
    return tuple(parts)


@st.composite
def tasks(draw, i: int) -> Task:
    kinds = ["plain"] * 8 + ["snet", "fnet", "snlt", "fnlt", "mso", "mfo", "started", "done",
                             "manual", "inactive", "delayed", "alap"]  # fmt: skip
    kind = draw(st.sampled_from(kinds))
    date = MONDAY + DAY * draw(st.integers(0, 9))
    codes = {"snet": SNET, "fnet": FNET, "snlt": SNLT, "fnlt": FNLT, "mso": MSO, "mfo": MFO}
    more = (
        {
            "plain": {},
            "started": {"actual_start": MONDAY, "percent_complete": 50},
            "done": {
                "actual_start": MONDAY,
                "actual_finish": MONDAY + 240,
                "percent_complete": 100,
            },
            "manual": {"manual": True, "manual_start": date, "manual_finish": date + 480},
            "inactive": {"active": False},
            "alap": {"constraint": ALAP},
            "delayed": {"levelling_delay": draw(st.sampled_from([DAY, 3 * DAY]))},
        }.get(kind)
        or {"constraint": codes[kind], "constraint_date": date}
        if kind != "plain"
        else {}
    )
    who = draw(st.sampled_from([{}, {}, {"calendar": 1}, {"calendars": (2,)}, {"calendar": 3}]))
    return Task(draw(st.sampled_from([0, 120, 240, 480, 960])), **more, **who)


@st.composite
def problems(draw, plans: int = 1, alike: bool = False):
    resources = [
        Resource(
            draw(st.sampled_from([10_000, 15_000, 20_000])), availability=draw(availabilities())
        )
        for _ in range(2)
    ]
    made, needs = [], []
    for p in range(plans):
        n = draw(st.integers(1, 8))
        rows = [draw(tasks(i)) for i in range(n)]
        if alike:
            rows = [Task(t.duration, levelling_delay=t.levelling_delay) for t in rows]
        links = tuple(
            Link(a, b, draw(st.sampled_from([0, 0, 1, 2, 3])), draw(st.sampled_from([0, 0, 120, -120])))
            for a in range(n) for b in range(a + 1, n) if draw(st.integers(0, 4)) == 0
        )  # fmt: skip
        if draw(st.booleans()) and not alike:  # an outline: the first half under a summary
            rows = [Task(), *(_child(t) if i < n // 2 + 1 else t for i, t in enumerate(rows))]
            links = tuple(Link(k.predecessor + 1, k.successor + 1, k.type, k.lag) for k in links)
            n += 1
        made.append(Plan(MONDAY + DAY * 7 * p, tuple(rows), links, CALENDARS))
        summaries = {t.parent for t in rows}
        for i in range(n):
            for r in range(2):
                if i not in summaries and draw(st.integers(0, 2)):
                    needs.append(Need(i, r, draw(st.sampled_from([5_000, 10_000])), p))
    return made, resources, needs


def _child(task: Task) -> Task:
    from dataclasses import replace

    return replace(task, parent=0)


@st.composite
def wishes(draw, problem):
    plans = problem[0]
    every = [(p, i) for p, plan in enumerate(plans) for i in range(len(plan.tasks))]
    return Options(
        within_float=draw(st.sampled_from([False, False, True])),
        splitting=draw(st.booleans()),
        left_alone=frozenset(draw(st.lists(st.sampled_from(every), max_size=2))),
        priority=dict(draw(st.lists(st.tuples(st.sampled_from(every), st.integers(0, 1000)), max_size=3))),
        plan_priority={p: draw(st.integers(1, 1000)) for p in range(len(plans))},
    )  # fmt: skip


@examples(60)
@given(st.data())
def test_one_plan(data):
    problem = data.draw(problems())
    hold(problem, data.draw(wishes(problem)), 0)


@examples(40)
@given(st.data())
def test_plans_that_share_people(data):
    problem = data.draw(problems(data.draw(st.integers(2, 3))))
    hold(problem, data.draw(wishes(problem)), 0)


@examples(15)
@given(st.data())
def test_searched_for_a_while(data):
    problem = data.draw(problems(data.draw(st.integers(1, 2))))
    hold(problem, data.draw(wishes(problem)), 0.15)


@examples(15)
@given(st.data())
def test_searched_where_work_keeps_the_same_hours(data):
    problem = data.draw(problems(data.draw(st.integers(1, 2)), alike=True))
    hold(problem, Options(), 0.15)


def hold(problem, options: Options, seconds: float) -> None:
    plans, resources, needs = problem
    preview = level(plans, resources, needs, options, seconds=seconds)
    assert not faults(plans, resources, needs, options, preview, units_at)


def test_a_link_that_leads_before_the_projects_start():
    """A delay counts from the project's start: what waits for somebody there comes after it."""
    early = Plan(MONDAY, (Task(120), Task(120)))
    pinned = Task(0, constraint=MSO, constraint_date=MONDAY)
    later = Plan(MONDAY + 7 * DAY, (pinned, Task(120)), (Link(0, 1),))
    needs = [Need(0, 0, 5_000), Need(1, 0, 5_000), Need(1, 0, 5_000, plan=1)]
    preview = level([early, later], [Resource()], needs, seconds=0)
    assert not faults([early, later], [Resource()], needs, Options(), preview, units_at)
    assert not preview.left
    assert all(move.levelling_delay > 0 for move in preview.moves)

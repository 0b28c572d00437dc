"""Levelling of random plans of every kind holds to the rules of its own checker."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Calendar, Link, Plan, Task, schedule
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
            rows = [replace(t, calendar=-1, calendars=()) for t in rows]
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


def test_what_competes_with_a_follower_of_a_task_as_late_as_possible():
    """Delaying the other moves the finish, and the follower with it: the follower gives way."""
    begin, work = Task(0, constraint=ALAP), Task(120)
    plan = Plan(MONDAY, (begin, Task(0), work, work), (Link(0, 1), Link(1, 2)))
    needs = [Need(2, 0, 5_000), Need(3, 0)]
    preview = level(plan, [Resource()], needs, seconds=0)
    assert not faults([plan], [Resource()], needs, Options(), preview, units_at)
    assert not preview.left
    assert preview.finish == MONDAY + 240


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


def one_after_another(*durations: int) -> Plan:
    return Plan(MONDAY, tuple(Task(d) for d in durations))


def test_availability_by_days():
    plan = one_after_another(480, 480, 480)
    needs = [Need(i, 0) for i in range(3)]
    away = Resource(availability=(Availability(FIRST_DAY + 1, FIRST_DAY + 2, 0),))
    preview = level(plan, [away], needs, seconds=0)
    assert sorted(preview.starts[0]) == [MONDAY, MONDAY + 3 * DAY, MONDAY + 4 * DAY]
    double = Resource(availability=(Availability(FIRST_DAY + 1, None, 20_000),))
    preview = level(plan, [double], needs, seconds=0)
    assert sorted(preview.starts[0]) == [MONDAY, MONDAY + DAY, MONDAY + DAY]
    # Of two that overlap, the later in the list holds.
    both = Resource(
        availability=(*away.availability, Availability(FIRST_DAY + 2, FIRST_DAY + 2, 10_000))
    )
    preview = level(plan, [both], needs, seconds=0)
    assert sorted(preview.starts[0]) == [MONDAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY]


def test_the_hours_of_a_resource_where_its_tasks_do_not_keep_them():
    mornings = Resource(calendars=(Calendar(week=(((480, 720),),) * 5 + ((), ())),))
    plan = Plan(MONDAY, (Task(240), Task(240)), calendars=CALENDARS)
    preview = level(plan, [mornings], [Need(0, 0), Need(1, 0)], seconds=0)
    assert sorted(preview.starts[0]) == [MONDAY, MONDAY + DAY]
    long = Plan(MONDAY, (Task(480), Task(480)), calendars=CALENDARS)
    options = Options(splitting=True)
    preview = level(long, [mornings], [Need(0, 0), Need(1, 0)], options, seconds=0)
    assert sorted(preview.finishes[0]) == [MONDAY + DAY + 240, MONDAY + 3 * DAY + 240]
    assert not preview.left


def test_a_rest_says_where_it_lies():
    pinned = Task(480, constraint=MSO, constraint_date=MONDAY + DAY)
    plan = Plan(MONDAY, (Task(960), pinned))
    preview = level(
        plan, [Resource()], [Need(0, 0), Need(1, 0)], Options(splitting=True), seconds=0
    )
    assert [(m.task, m.rests, m.pause) for m in preview.moves] == [(0, ((480, 480),), 480)]


@pytest.mark.parametrize(("first", "second"), [(1000, 10), (10, 1000)])
def test_the_more_important_project_finishes_first(first, second):
    plans = [one_after_another(480, 480), one_after_another(480, 480)]
    needs = [Need(i, 0, plan=p) for p in range(2) for i in range(2)]
    options = Options(plan_priority={0: first, 1: second})
    preview = level(plans, [Resource()], needs, options, seconds=0)
    important = 0 if first > second else 1
    assert preview.plan_finishes[important] == MONDAY + DAY + 540
    assert preview.plan_finishes[1 - important] == MONDAY + 3 * DAY + 540


def test_what_was_levelled_before_is_not_moved_again():
    plan = Plan(MONDAY, (Task(480, levelling_delay=DAY), Task(480), Task(1_440)))
    needs = [Need(0, 0), Need(1, 0)]
    preview = level(plan, [Resource()], needs, seconds=0)
    assert preview.moves == ()
    assert preview.movement == 0


def test_an_optimum_of_two_plans_is_proven_around_locked_work_and_leave():
    busy = Task(480, actual_start=MONDAY, percent_complete=50)
    plans = [Plan(MONDAY, (busy, Task(960))), one_after_another(480)]
    leave = Resource(availability=(Availability(FIRST_DAY + 2, FIRST_DAY + 2, 0),))
    needs = [Need(0, 0), Need(1, 0), Need(0, 0, plan=1)]
    seen: list = []
    preview = level(plans, [leave], needs, seconds=30, watch=seen.append)
    assert preview.status == "optimal"
    # Tuesday for the short one, its long one waits for Thursday: the sum is least.
    assert preview.plan_finishes[1] == MONDAY + DAY + 540
    assert preview.starts[0] == (MONDAY, MONDAY + 3 * DAY)
    assert seen[-1].best == preview.finish
    assert seen[-1].bound <= seen[-1].best
    assert seen[-1].elapsed >= 0


@examples(15)
@given(
    st.lists(st.integers(1, 3), min_size=2, max_size=4),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=2),
    st.lists(st.sampled_from([5_000, 10_000]), min_size=4, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_no_plan_of_whole_days_is_better_than_an_optimum(days, pairs, units, delays):
    n = len(days)
    links = tuple(Link(a, b) for a, b in sorted(pairs) if a < b < n)
    week = Calendar(week=(((480, 960),),) * 7)
    tasks = tuple(Task(480 * d, levelling_delay=DAY * delays[i]) for i, d in enumerate(days))
    plan = Plan(MONDAY, tasks, links, (week,))
    today = [(s - MONDAY) // DAY for s in schedule(plan).start.tolist()]
    preview = level(plan, [Resource()], [Need(i, 0, units[i]) for i in range(n)], seconds=20)
    assert preview.status == "optimal"

    def fits(starts) -> bool:
        return all(starts[k.predecessor] + days[k.predecessor] <= starts[k.successor] for k in links) and all(
            sum(units[i] for i in range(n) if starts[i] <= t < starts[i] + days[i]) <= 10_000
            for t in range(sum(days))
        )  # fmt: skip

    best = min(
        (max(s + d for s, d in zip(starts, days, strict=True)),
         sum(abs(s - t) for s, t in zip(starts, today, strict=True)))
        for starts in product(range(sum(days)), repeat=n) if fits(starts)
    )  # fmt: skip
    assert ((preview.finish - MONDAY - 480) // DAY + 1, preview.movement // DAY) == best


def test_ten_thousand_tasks():
    n, people = 10_000, 1_000
    links = tuple(Link(i, i + people) for i in range(n - people))
    plan = Plan(MONDAY, tuple(Task(240 + 60 * (i % 9)) for i in range(n)), links)
    needs = [Need(i, (i * 7) % people) for i in range(n)]
    first = level(plan, [Resource()] * people, needs, seconds=0)
    better = level(plan, [Resource()] * people, needs, seconds=5)
    assert not first.left
    assert not better.left
    assert better.finish <= first.finish

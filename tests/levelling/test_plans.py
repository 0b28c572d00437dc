"""Levelling of plans: a checker of its own, hour by hour, over random plans."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Calendar, Link, Plan, Task, schedule
from headway.scheduling.levelling.plans import level
from headway.scheduling.levelling.request import Need, Options, Preview, Resource
from headway.scheduling.plan import MSO, SNET

pytestmark = pytest.mark.slow

MONDAY = 29_540_160 + 480
SHORT_WEEK = Calendar(week=(((480, 840),),) * 3 + ((),) * 4)
EVENINGS = Calendar(week=(((960, 1320),),) * 5 + ((), ()))
CALENDARS = (Calendar(), SHORT_WEEK, EVENINGS)
STEP = 60


def works(calendar: Calendar, moment: int) -> bool:
    day = calendar.week[(moment // 1440 + 3) % 7] or ()
    return any(a <= moment % 1440 < b for a, b in day)


def applied(plans: list[Plan], preview: Preview) -> list[Plan]:
    tasks = [list(plan.tasks) for plan in plans]
    for move in preview.moves:
        tasks[move.plan][move.task] = replace(
            tasks[move.plan][move.task], levelling_delay=move.levelling_delay, pause=move.pause
        )
    return [replace(plan, tasks=tuple(row)) for plan, row in zip(plans, tasks, strict=True)]


def check(plans, resources, needs, options: Options, preview: Preview, locked) -> None:
    """Check everything that must hold, against the engine's dates of the applied preview."""
    dates = [schedule(plan) for plan in applied(plans, preview)]
    for p, (plan, found) in enumerate(zip(plans, dates, strict=True)):
        assert tuple(found.start.tolist()) == preview.starts[p]
        assert tuple(found.finish.tolist()) == preview.finishes[p]
        today = schedule(plan)
        for i, task in enumerate(plan.tasks):
            if locked(p, i):
                assert (found.start[i], found.finish[i]) == (today.start[i], today.finish[i])
            elif task.duration:
                calendar = plan.calendars[max(task.calendar, 0)]
                assert works(calendar, int(found.start[i]))
                assert works(calendar, int(found.finish[i]) - 1)
        for link in plan.links:
            if not locked(p, link.successor):
                assert found.start[link.successor] >= found.finish[link.predecessor]
    assert preview.finish == max(d.project_finish for d in dates)
    assert preview.bound <= preview.finish <= max(preview.heuristic_finish, preview.finish_before)
    named = {(o.resource, row) for o in preview.left for row in o.tasks}
    for moment in range(min(d.project_start for d in dates) // 60 * 60, preview.finish, STEP):
        for r, resource in enumerate(resources):
            busy = [
                (n.plan, n.task, n.units)
                for n in needs
                if n.resource == r
                and dates[n.plan].start[n.task] <= moment < dates[n.plan].finish[n.task]
                and works(
                    plans[n.plan].calendars[max(plans[n.plan].tasks[n.task].calendar, 0)], moment
                )
            ]
            if sum(units for _, _, units in busy) > resource.capacity:
                assert any((r, (p, i)) in named for p, i, _ in busy), (moment, busy)
                assert (
                    options.within_float
                    or any(locked(p, i) for p, i, _ in busy)
                    or bool(options.left_alone)
                    or any(units > resource.capacity for _, _, units in busy)
                )


@st.composite
def problems(draw, plans: int = 1):
    made, needs = [], []
    resources = [Resource(draw(st.sampled_from([10_000, 15_000, 20_000]))) for _ in range(2)]
    for p in range(plans):
        n = draw(st.integers(1, 8))
        tasks = []
        for i in range(n):
            kind = draw(st.sampled_from(["plain"] * 6 + ["snet", "pinned", "started", "manual"]))
            date = MONDAY + 1440 * draw(st.integers(0, 9))
            more = {
                "plain": {}, "snet": {"constraint": SNET, "constraint_date": date},
                "pinned": {"constraint": MSO, "constraint_date": date},
                "started": {"actual_start": MONDAY, "percent_complete": 50},
                "manual": {"manual": True, "manual_start": date, "manual_finish": date + 480},
            }[kind]  # fmt: skip
            tasks.append(
                Task(draw(st.sampled_from([0, 120, 480, 960])), calendar=draw(st.sampled_from([-1, -1, 1, 2])),
                     **more)
            )  # fmt: skip
            for r in range(2):
                if draw(st.integers(0, 2)):
                    needs.append(Need(i, r, draw(st.sampled_from([5_000, 10_000])), p))
        links = tuple(
            Link(a, b) for a in range(n) for b in range(a + 1, n) if draw(st.integers(0, 5)) == 0
        )
        made.append(Plan(MONDAY + 1440 * 7 * p, tuple(tasks), links, CALENDARS))
    return made, resources, needs


def moves_never(plans, options):
    def locked(p: int, i: int) -> bool:
        task = plans[p].tasks[i]
        return (
            task.actual_start is not None or task.manual or task.constraint == MSO
            or (p, i) in options.left_alone
        )  # fmt: skip

    return locked


@pytest.mark.timeout(400)
@settings(max_examples=60, deadline=None)
@given(problems(), st.booleans())
def test_one_plan(problem, within_float):
    plans, resources, needs = problem
    options = Options(within_float=within_float)
    preview = level(plans, resources, needs, options, seconds=0)
    check(plans, resources, needs, options, preview, moves_never(plans, options))
    if within_float:
        assert preview.finish <= max(schedule(p).project_finish for p in plans)


@settings(max_examples=40, deadline=None)
@given(problems(2))
def test_plans_that_share_people(problem):
    plans, resources, needs = problem
    preview = level(plans, resources, needs, seconds=0)
    check(plans, resources, needs, Options(), preview, moves_never(plans, Options()))


@settings(max_examples=25, deadline=None)
@given(problems())
def test_searching_longer_is_never_worse(problem):
    plans, resources, needs = problem
    preview = level(plans, resources, needs, seconds=0.3)
    check(plans, resources, needs, Options(), preview, moves_never(plans, Options()))
    assert preview.finish <= level(plans, resources, needs, seconds=0).finish


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 7))
def test_what_is_left_alone_stays(problem, which):
    plans, resources, needs = problem
    options = Options(left_alone=frozenset({(0, which % len(plans[0].tasks))}))
    preview = level(plans, resources, needs, options, seconds=0)
    check(plans, resources, needs, options, preview, moves_never(plans, options))


def one_after_another(*durations: int, **more) -> Plan:
    return Plan(MONDAY, tuple(Task(d, **more) for d in durations))


def alone(plan: Plan) -> list[Need]:
    return [Need(i, 0) for i in range(len(plan.tasks))]


def test_a_proven_optimum_says_so():
    plan = one_after_another(480, 960, 480)
    preview = level(plan, [Resource()], alone(plan), seconds=20)
    assert preview.status == "optimal"
    assert preview.bound == preview.finish == MONDAY + 3 * 1440 + 540
    # The least movement: the short ones first (1 + 2 days), not the long one (2 + 3).
    assert preview.movement == 3 * 1440
    assert preview.removed
    assert not preview.left


def test_the_search_finds_what_the_rules_miss():
    # Two people; three long and two short tasks pack into 6 days only in one way.
    plan = one_after_another(1_440, 1_440, 960, 960, 960)
    preview = level(plan, [Resource(20_000)], alone(plan), seconds=20)
    assert preview.status == "optimal"
    assert preview.finish == schedule(one_after_another(2_880)).project_finish


def test_priority_decides_who_waits():
    plan = one_after_another(480, 480)
    for first in (0, 1):
        options = Options(priority={(0, first): 900})
        preview = level(plan, [Resource()], alone(plan), options, seconds=0)
        assert [move.task for move in preview.moves] == [1 - first]


def test_a_capacity_that_changes():
    plan = one_after_another(480, 480)
    later = Resource(10_000, ((MONDAY + 1440, 20_000),))
    preview = level(plan, [later], alone(plan), seconds=0)
    assert sorted(preview.starts[0]) == [MONDAY, MONDAY + 1440]
    never = Resource(10_000, ((MONDAY + 1440, 0),))
    preview = level(plan, [never], alone(plan), seconds=0)
    assert preview.left


def test_splitting_works_around_pinned_work():
    plan = Plan(MONDAY, (Task(960), Task(480, constraint=MSO, constraint_date=MONDAY + 1440)))
    whole = level(plan, [Resource()], alone(plan), seconds=0)
    split = level(plan, [Resource()], alone(plan), Options(splitting=True), seconds=0)
    assert whole.finish == MONDAY + 3 * 1440 + 540
    assert split.finish == MONDAY + 2 * 1440 + 540
    assert (split.moves[0].pause, split.moves[0].levelling_delay) == (480, 0)
    assert not split.left


def test_progress_and_stop():
    plan = one_after_another(*(240 + 60 * (i % 7) for i in range(60)))
    needs = [Need(i, i % 3, 6_000) for i in range(60)]
    seen: list[tuple[int, int]] = []
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    preview = level(plan, [Resource(10_000)] * 3, needs, seconds=60, stop=stop,
                    progress=lambda best, bound: seen.append((best, bound)))  # fmt: skip
    assert seen
    assert seen[-1][0] == preview.finish
    assert all(bound <= best for best, bound in seen)


@pytest.mark.parametrize(
    "bad",
    [
        lambda p: level([], [], []),
        lambda p: level(p, [Resource()], [Need(9, 0)]),
        lambda p: level(p, [Resource()], [Need(0, 3)]),
        lambda p: level(p, [Resource()], [Need(0, 0, -1)]),
        lambda p: level(p, [Resource()], [], Options(priority={(0, 0): 2_000})),
        lambda p: level(replace(p, from_finish=True), [Resource()], []),
        lambda p: Resource(-1),
    ],
)
def test_what_does_not_fit_is_refused(bad):
    with pytest.raises(ValueError, match=r"\w"):
        bad(one_after_another(480))


def test_what_comes_too_late_for_one_is_still_held_by_another():
    """The first task cannot come before the pinned one; the milestone left alone still holds it."""
    tasks = (Task(120), Task(0), Task(120, constraint=MSO, constraint_date=MONDAY))
    plan = Plan(MONDAY, tasks, (Link(0, 1), Link(0, 2)), honor_constraints=True)
    options = Options(left_alone=frozenset({(0, 1)}))
    needs = [Need(0, 0, 5_000), Need(2, 0, 10_000)]
    preview = level([plan], [Resource()], needs, options, seconds=0)
    assert preview.moves == ()
    assert level([plan], [Resource()], needs, seconds=0).moves


def test_a_deadline_is_missed_sooner_than_somebody_is_asked_for_more_than_he_has():
    evening = MONDAY + 540
    plan = Plan(MONDAY, (Task(480, deadline=evening), Task(480, deadline=evening)))
    preview = level(plan, [Resource()], [Need(0, 0), Need(1, 0)], seconds=0)
    assert preview.left == ()
    assert preview.finish == evening + 1440
    # Within float it holds: float ends at a deadline.
    kept = level(
        plan, [Resource()], [Need(0, 0), Need(1, 0)], Options(within_float=True), seconds=0
    )
    assert kept.moves == ()
    assert kept.left != ()

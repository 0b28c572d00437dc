"""Without uncertainty the trials give the engine's own dates, whatever the plan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Calendar, CalendarException, Link, Plan, Task, schedule
from headway.scheduling.plan import SF
from headway.scheduling.risk import Correlated, Estimate, Impact, Risk, simulate

pytestmark = pytest.mark.slow

MONDAY = 29_540_160 + 480
FOUR_DAYS = Calendar(week=(((360, 840),),) * 4 + ((),) * 3)
NIGHTS = Calendar(week=(((1320, 1800),),) * 5 + ((), ()))
HOLIDAY = Calendar(exceptions=(CalendarException(20_518, 20_522),))
CALENDARS = (Calendar(), FOUR_DAYS, NIGHTS, HOLIDAY)


@st.composite
def plans(draw) -> Plan:
    n = draw(st.integers(1, 12))
    tasks = []
    for i in range(n):
        parent = draw(st.sampled_from([-1, -1, *range(max(0, i - 2), i)]))
        date = MONDAY + draw(st.integers(-3_000, 40_000))
        kind = draw(
            st.sampled_from(["plain"] * 5 + ["dated", "manual", "started", "done", "delay"])
        )
        more = {}
        if kind == "dated":
            more = {
                "constraint": draw(st.sampled_from([2, 3, 4, 5, 6, 7])),
                "constraint_date": date,
            }
        elif kind == "manual":
            more = {"manual": True, "manual_start": date, "manual_finish": date + 900}
        elif kind == "started":
            more = {"actual_start": date, "percent_complete": draw(st.integers(1, 99))}
        elif kind == "done":
            more = {"actual_start": date, "actual_finish": date + 1_000, "percent_complete": 100}
        elif kind == "delay":
            more = {"levelling_delay": draw(st.integers(0, 3_000))}
        tasks.append(
            Task(
                draw(st.sampled_from([0, 60, 480, 1_000, 2_400])), parent, f"t{i}",
                elapsed=draw(st.integers(0, 9)) == 0, calendar=draw(st.sampled_from([-1, -1, 1, 2, 3])),
                pause=draw(st.sampled_from([0, 0, 0, 120])), active=draw(st.integers(0, 9)) > 0, **more,
            )
        )  # fmt: skip
    links = []
    for _ in range(draw(st.integers(0, 2 * n))):
        a, b = sorted((draw(st.integers(0, n - 1)), draw(st.integers(0, n - 1))))
        if a == b or _above(tasks, a, b):
            continue
        links.append(
            Link(a, b, draw(st.integers(0, 2)), draw(st.sampled_from([0, 0, 0, 480, -300])),
                 draw(st.integers(0, 1)))
        )  # fmt: skip
    return Plan(
        MONDAY, tuple(tasks), tuple(links), CALENDARS,
        data_date=draw(st.sampled_from([None, None, MONDAY + 3 * 1440])),
        lag_of_predecessor=draw(st.booleans()),
    )  # fmt: skip


def _above(tasks, a, b) -> bool:
    def over(i):
        found = set()
        while i >= 0:
            found.add(i)
            i = tasks[i].parent
        return found

    return bool(a in over(b) or b in over(a))


@settings(max_examples=250, deadline=None)
@given(plans())
def test_without_uncertainty_the_dates_are_the_engines(plan):
    try:
        result = schedule(plan)
    except ValueError:
        return
    found = simulate(plan, spread=None, trials=2)
    active = [i for i, t in enumerate(plan.tasks) if t.active]
    shown = {i: round(float(found.mean_finish[i])) for i in active}
    assert shown == {i: int(result.finish[i]) for i in active}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_criticality_is_the_engines(seed):
    rng = np.random.default_rng(seed)
    n = 12
    links = tuple(Link(int(a), int(b)) for a, b in rng.integers(0, n, (14, 2)) if a < b)
    plan = Plan(MONDAY, tuple(Task(int(d)) for d in rng.integers(1, 6, n) * 480), links)
    found = simulate(plan, spread=None, trials=1)
    assert found.criticality.astype(int).tolist() == schedule(plan).critical.tolist()


def busy() -> Plan:
    links = (*(Link(i, i + 3, lag=60) for i in range(27)), Link(2, 9, SF))
    return Plan(MONDAY, tuple(Task(480 + 60 * i, deadline=MONDAY + 9_000) for i in range(30)), links,
                CALENDARS)  # fmt: skip


def test_the_seed_decides_and_nothing_else():
    more = {
        "estimates": {1: Estimate(100, 500, 2_000, "triangular")},
        "risks": [Risk(0.2, (Impact(3, 900), Impact(4, share=0.3)), 70.0)],
        "groups": [Correlated((5, 6, 7), 0.7)],
        "trials": 1_000,
    }
    first = simulate(busy(), seed=7, **more)
    for width, workers in ((256, 1), (1_000, 1), (33, 2), (1, 1)):
        again = simulate(busy(), seed=7, width=width, workers=workers, **more)
        for name in ("finish", "cost", "criticality", "cruciality", "sensitivity", "mean_finish"):
            assert np.array_equal(getattr(first, name), getattr(again, name)), name
        assert first.deadlines == again.deadlines
        assert first.risks == again.risks
    other = simulate(busy(), seed=8, **more)
    assert not np.array_equal(first.finish, other.finish)


def test_finished_work_is_certain_and_only_the_rest_of_started_work_is_not():
    done = Task(960, actual_start=MONDAY, actual_finish=MONDAY + 540, percent_complete=100)
    half = Task(960, actual_start=MONDAY, percent_complete=50)
    found = simulate(Plan(MONDAY, (done, half)), {1: Estimate(480, 960, 1_920)}, trials=500)
    assert found.sd_duration[0] == 0
    assert found.sd_duration[1] > 0
    assert found.mean_duration[1] == pytest.approx(480 + (240 + 4 * 480 + 960) / 6, rel=0.03)


def test_every_finish_lies_in_working_time():
    plan = Plan(MONDAY, (Task(700), Task(900)), (Link(0, 1),), CALENDARS)
    for moment in simulate(plan, trials=2_000).finish:
        minute, weekday = int(moment) % 1440, (int(moment) // 1440 + 3) % 7
        assert weekday < 5
        assert 480 < minute <= 720 or 780 < minute <= 1020


def test_it_can_be_stopped():
    with pytest.raises(InterruptedError):
        simulate(busy(), trials=5_000, progress=lambda done: done < 1_000)

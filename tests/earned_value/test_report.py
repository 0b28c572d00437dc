"""Earned value by task, branch and period: worked out by hand, in cents."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.scheduling import Calendar
from headway.scheduling.earned_value import (
    Clock,
    Planned,
    Work,
    curve_of,
    earned_schedule,
    report,
)

MONDAY = 29_540_160
DAY = 1440
OFFICE = (Calendar(),)


def at(day: int, hour: int = 0) -> int:
    return MONDAY + day * DAY + hour * 60


WORK = [
    Work(at(0, 8), at(11, 17), 0),  # 0 the branch
    Work(at(0, 8), at(4, 17), 100_000, 0, (0,), ((at(2), 5_000), (at(7), 10_000)),
         ((at(2), 30_000), (at(7), 90_000))),  # five days, then done
    Work(at(7, 8), at(11, 17), 50_001, 0, (0,), ((at(9, 12), 2_500),), ((at(9), 20_000),)),
    Work(at(7, 8), at(7, 17), 10_000, -1, (0,)),
]  # fmt: skip


def test_tasks_branches_and_the_whole():
    found = report(WORK, at(9, 12), calendars=OFFICE, clock=(0,))
    first, second = found.lines[1].own, found.lines[2].own
    assert (first.pv, first.ev, first.ac) == (100_000, 100_000, 120_000)
    # Two and a half of five days, of which four hours are half a day: 50001 / 2 rounds to even.
    assert (second.pv, second.ev, second.ac) == (25_000, 12_500, 20_000)
    branch = found.lines[0].total
    assert (branch.bac, branch.pv, branch.ev, branch.ac) == (150_001, 125_000, 112_500, 140_000)
    assert found.lines[0].own.bac == 0
    whole = found.total
    assert (whole.bac, whole.pv, whole.ev, whole.ac) == (160_001, 135_000, 112_500, 140_000)
    assert whole.eac == round(160_001 * 140_000 / 112_500)


def test_earned_schedule_counts_working_time():
    found = report(WORK, at(9, 12), calendars=OFFICE, clock=(0,)).schedule
    # Seven and a half working days have gone by since the start; ten are planned.
    assert found.at == int(7.5 * 480)
    assert found.planned_duration == 10 * 480
    # 112,500 earned: the first week's 100,000 and 12,500 of Monday's 10,000 + 50,001 / 5.
    assert 5 * 480 < found.es < 6 * 480
    assert abs(float(found.es) / 480 - (5 + 12_500 / 20_000)) < 0.001


def test_tasks_and_branches_have_an_earned_schedule_of_their_own():
    found = report(WORK, at(9, 12), calendars=OFFICE, clock=(0,))
    branch, first, second, third = (line.schedule for line in found.lines)
    # Done at midnight of the eighth day, five working days after its begin: planned were five.
    assert (first.es, first.at, first.planned_duration) == (2400, 2400, 2400)
    assert first.spi_t == 1
    # A quarter of five days is earned, half of them have gone by.
    assert abs(float(second.es) - 600) < 1
    assert (second.at, second.planned_duration) == (1200, 2400)
    # Nothing of one day is earned, and two and a half have gone by.
    assert (third.es, third.at, third.spi_t) == (0, 1200, 0)
    # The branch is its two tasks: five days, and 12,500 of the 50,001 of the other five.
    assert abs(float(branch.es) - (2400 + 2400 * 12_500 / 50_001)) < 1
    assert (branch.at, branch.planned_duration) == (3600, 4800)


def test_time_stops_where_work_is_done():
    """Else what was done on time would look ever later: its time goes on, what it earns does not."""
    work = [Work(0, 1_000, 800, earned=((500, 5_000), (1_250, 10_000)))]
    for moment in (1_250, 2_000, 90_000):
        found = report(work, moment, periods=[moment])
        for schedule in (found.schedule, found.lines[0].schedule, found.periods[0].schedule):
            assert (schedule.es, schedule.at, schedule.sv_t) == (1_000, 1_250, -250)
    assert report(work, 1_000).schedule.spi_t == Fraction(1, 2)


MOMENTS = st.integers(0, 20 * 1440)


@st.composite
def works(draw):
    """Tasks below a summary that has all of them."""
    found = [Work(0, 20 * 1440, draw(st.integers(0, 1) | st.just(0)))]
    for _ in range(draw(st.integers(1, 6))):
        start, finish = sorted((draw(MOMENTS), draw(MOMENTS)))
        steps = sorted({draw(MOMENTS) for _ in range(draw(st.integers(0, 3)))})
        shares = sorted(draw(st.integers(0, 10_000)) for _ in steps)
        earned = tuple(zip(steps, shares, strict=True))
        budget = draw(st.integers(0, 10_000))
        found.append(Work(start, finish, budget, 0, draw(st.sampled_from([(), (0,)])), earned))
    return found


@given(works(), MOMENTS, st.sampled_from([(), (0,)]))
def test_a_branch_that_has_all_stands_where_the_whole_stands(work, moment, clock):
    found = report(work, moment, calendars=OFFICE, clock=clock, periods=[moment])
    assert found.lines[0].schedule == found.schedule == found.periods[0].schedule


@given(works(), MOMENTS, st.sampled_from([(), (0,)]))
def test_each_follows_the_curve_of_its_own_points(work, moment, clock):
    """The same by the plain definition: the whole curve by minutes that matter, then Lipke's formula."""
    found = report(work, moment, calendars=OFFICE, clock=clock)
    begin, end = min(w.start for w in work), max(w.finish for w in work)
    edges = {begin, end, *(w.start for w in work), *(w.finish for w in work)}
    edges |= set(range(begin // 1440 * 1440 + 1440, end, 1440))
    when = sorted(edges)
    times = Clock(OFFICE, clock, begin, max(end, moment)).since_start([*when, max(moment, begin)])
    values = Planned(work, OFFICE).totals(when)
    curve = curve_of(sorted(dict(zip(times, values, strict=False)).items()))
    if found.total.ev < found.total.bac:
        assert found.schedule == earned_schedule(curve, found.total.ev, times[-1])


def test_periods_add_up():
    ends = [at(7), at(14)]
    periods = report(WORK, at(14), calendars=OFFICE, periods=ends).periods
    assert [p.total.pv for p in periods] == [100_000, 160_001]
    assert [p.added.pv for p in periods] == [100_000, 60_001]
    assert [p.total.ac for p in periods] == [120_000, 140_000]
    assert sum(p.added.ev for p in periods) == periods[-1].total.ev
    assert report(WORK, at(14), calendars=OFFICE).total.pv == 160_001


def test_a_new_estimate_counts_bottom_up():
    work = [Work(0, 100, 1_000, earned=((0, 5_000),), spent=((0, 700),), etc=900)]
    found = report(work, 50, formula="bottom_up")
    assert found.total.eac == 1_600
    assert found.total.vac == -600


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        Work(10, 5, 1)
    with pytest.raises(ValueError, match="10,000"):
        Work(0, 5, 1, earned=((0, 10_001),))
    with pytest.raises(ValueError, match="circle"):
        report([Work(0, 1, 1, parent=0)], 1)
    with pytest.raises(ValueError, match="formula"):
        report([Work(0, 1, 1)], 1, formula="hope")


def test_an_empty_plan():
    found = report([], 5)
    assert found.total.bac == 0
    assert found.schedule.es == 0

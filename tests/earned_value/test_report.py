"""Earned value by task, branch and period: worked out by hand, in cents."""

from __future__ import annotations

import pytest

from headway.scheduling import Calendar
from headway.scheduling.earned_value import Work, report

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

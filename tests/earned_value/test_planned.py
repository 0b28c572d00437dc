"""Planned value over many moments at once equals what each task's working time gives alone."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from headway.scheduling import Calendar, working_minutes
from headway.scheduling.earned_value import Clock, Planned, Work

MONDAY = 29_540_160
DAY = 1440
NIGHTS = ((1320, 1800),)
CALENDARS = (
    Calendar(),
    Calendar(week=(NIGHTS, (), NIGHTS, (), NIGHTS, (), ())),
    Calendar(week=((),) * 7),
)
moments = st.integers(0, 40 * DAY).map(lambda m: MONDAY + m)


@st.composite
def works(draw: st.DrawFn) -> Work:
    start, finish = sorted((draw(moments), draw(moments)))
    group = draw(st.sampled_from([(), (0,), (1,), (0, 1), (2,)]))
    budget = draw(st.integers(0, 10**7) | st.integers(10**14, 10**15))
    return Work(start, finish, budget, calendars=group)


def alone(work: Work, moment: int) -> int:
    """The planned value of a task by its definition."""
    if moment >= work.finish:
        return work.budget
    if moment <= work.start:
        return 0
    whole = working_minutes(CALENDARS, work.calendars, work.start, work.finish)
    if not whole:
        return round(Fraction(work.budget * (moment - work.start), work.finish - work.start))
    part = working_minutes(CALENDARS, work.calendars, work.start, moment)
    return round(Fraction(work.budget * part, whole))


@example([Work(MONDAY, MONDAY, 100)], [MONDAY])
@given(st.lists(works(), max_size=6), st.lists(moments, min_size=1, max_size=8, unique=True))
def test_planned_value_is_the_share_of_working_time(work: list[Work], when: list[int]) -> None:
    when = sorted(when)
    plan = Planned(work, CALENDARS)
    expected = [[alone(w, moment) for moment in when] for w in work]
    assert plan.each(when) == expected
    assert plan.totals(when) == [sum(row[n] for row in expected) for n in range(len(when))]
    assert plan.at(when[0]) == [row[0] for row in expected]


def test_a_clock_counts_working_time_there_and_back() -> None:
    clock = Clock(CALENDARS, (0,), MONDAY + 480, MONDAY + 20 * DAY)
    assert clock.since_start([MONDAY + 480, MONDAY + DAY, MONDAY + 7 * DAY]) == [0, 480, 2400]
    assert clock.moment_after(2400) == MONDAY + 4 * DAY + 17 * 60

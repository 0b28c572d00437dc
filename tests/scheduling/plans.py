"""Random plans for property tests: small, and odd in every way the engine knows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from headway.scheduling import Calendar, CalendarException, Link, Plan, Task
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import (
    ALAP,
    ASAP,
    FF,
    FNET,
    FNLT,
    FS,
    LAG_ELAPSED,
    LAG_PERCENT,
    LAG_WORKING,
    MFO,
    MSO,
    SF,
    SNET,
    SNLT,
    SS,
)  # fmt: skip

START = from_iso("2026-03-02T08:00")[0]
DAY = 1440
FIRST = START // DAY
CALENDARS = (
    Calendar(name="standard"),
    Calendar(week=(((360, 840),),) * 6 + ((),), name="six days"),
    Calendar(
        week=(((480, 720), (780, 1020)),) * 4 + (((480, 720),), (), ()),
        exceptions=(
            CalendarException(FIRST + 10, FIRST + 12),
            CalendarException(FIRST + 19, FIRST + 19, ((540, 960),)),
        ),
        name="short Fridays",
    ),
)
LAGS = {
    LAG_WORKING: (0, 0, 480, 120, -240),
    LAG_ELAPSED: (0, 1440, 4320, 90, -1440),
    LAG_PERCENT: (0, 2500, 10_000, -5000, 15_000),
}
"""Lags by kind: minutes, of a percent lag hundredths of a percent of the predecessor's duration."""
WORKDAYS = [START + DAY * n for n in range(28) if n % 7 < 4 and n not in (10, 11, 12, 19)]
"""Days on which all calendars work in the morning."""


@st.composite
def tasks(
    draw: st.DrawFn,
    *,
    constraints: bool = True,
    progress: bool = True,
    calendars: bool = True,
    milestones: bool = True,
) -> Task:
    """Return a task without a parent; constraint dates lie in everybody's working time."""
    constraint, date = ASAP, None
    if constraints and draw(st.integers(0, 2)) == 0:
        constraint = draw(st.sampled_from((ALAP, SNET, SNLT, FNET, FNLT, MSO, MFO)))
        day = draw(st.sampled_from(WORKDAYS))
        date = None if constraint == ALAP else day + (0 if constraint in (SNET, SNLT, MSO) else 240)
    started = draw(st.sampled_from(WORKDAYS[:6])) if progress and draw(st.booleans()) else None
    deadline = draw(st.sampled_from(WORKDAYS)) + 240 if draw(st.integers(0, 5)) == 0 else None
    return Task(
        duration=draw(st.sampled_from((0, 60, 240, 480, 960, 2400)[0 if milestones else 1 :])),
        constraint=constraint,
        constraint_date=date,
        deadline=deadline if constraints and constraint != ALAP else None,
        calendar=draw(st.sampled_from((-1, -1, 0, 1, 2))) if calendars else -1,
        actual_start=started,
    )


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    constraints: bool = True,
    progress: bool = True,
    lag: bool = True,
    lag_kinds: tuple[int, ...] = (LAG_WORKING, LAG_ELAPSED, LAG_PERCENT),
    types: tuple[int, ...] = (FS, FS, SS, FF, SF),
    outline: bool = True,
    calendars: bool = True,
    milestones: bool = True,
) -> Plan:
    """Return a plan of up to eight tasks whose links lead forward."""
    one = tasks(
        constraints=constraints, progress=progress, calendars=calendars, milestones=milestones
    )
    found = draw(st.lists(one, min_size=1, max_size=8))
    n = len(found)
    made = []
    for j in range(1, n):
        before = draw(st.lists(st.integers(0, j - 1), max_size=2, unique=True))
        for i in before:
            kind = draw(st.sampled_from(lag_kinds))
            amount = draw(st.sampled_from(LAGS[kind])) if lag else 0
            made.append(Link(i, j, draw(st.sampled_from(types)), amount, lag_kind=kind))
    if outline and n > 2 and draw(st.booleans()):
        # The first task becomes a summary of those that nothing links it to.
        linked = {k.successor for k in made if k.predecessor == 0}
        inside = [i for i in range(1, n) if i not in linked][:3]
        for i in inside:
            found[i] = replace(found[i], parent=0)
        if inside:
            found[0] = Task(name="summary")
            made = [k for k in made if 0 not in (k.predecessor, k.successor)]
    return Plan(START, tuple(found), tuple(made), CALENDARS)

"""Work, units and duration by Microsoft Project's documented rules, on worked examples, and always."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling.effort import (
    ASSIGNING,
    FULL,
    TASK_TYPES,
    Effort,
    Share,
    assigning_of,
    joined,
    left,
    replaced,
    retimed,
    total_work,
    with_duration,
    with_share_work,
    with_units,
    with_work,
    work_of,
)

DAY = 480
HALF = FULL // 2


def of(kind: str, days: int = 10, *units: int, done: int = 0) -> Effort:
    shares = tuple(Share(n, u) for n, u in enumerate(units or (FULL,), 1))
    return Effort(days * DAY, shares, kind, done=done)


# The table of "Change the task type": ten days, one person at 100 %, 80 hours.
@pytest.mark.parametrize(
    ("kind", "days", "hours"),
    [("fixed_units", 20, 80), ("fixed_work", 20, 80), ("fixed_duration", 10, 40)],
)
def test_half_the_units(kind: str, days: int, hours: int) -> None:
    after = with_units(of(kind), 1, HALF)
    assert (after.duration, total_work(after)) == (days * DAY, hours * 60)
    assert after.shares[0].units == HALF


@pytest.mark.parametrize(
    ("kind", "units", "hours"),
    [("fixed_units", FULL, 64), ("fixed_work", 12_500, 80), ("fixed_duration", FULL, 64)],
)
def test_eight_days_instead_of_ten(kind: str, units: int, hours: int) -> None:
    after = with_duration(of(kind), 8 * DAY)
    assert (after.duration, total_work(after)) == (8 * DAY, hours * 60)
    assert after.shares[0].units == units


@pytest.mark.parametrize(
    ("kind", "units", "days"),
    [("fixed_units", FULL, 12), ("fixed_work", FULL, 12), ("fixed_duration", 12_000, 10)],
)
def test_96_hours_instead_of_80(kind: str, units: int, days: int) -> None:
    for after in (with_work(of(kind), 96 * 60), with_share_work(of(kind), 1, 96 * 60)):
        assert (after.duration, total_work(after)) == (days * DAY, 96 * 60)
        assert after.shares[0].units == units


def test_a_second_person_by_each_choice() -> None:
    alone = of("fixed_work")
    sooner = joined(alone, [Share(2)], "finish_sooner")
    assert (sooner.duration, total_work(sooner)) == (5 * DAY, 80 * 60)
    assert [s.units for s in sooner.shares] == [FULL, FULL]
    more = joined(alone, [Share(2)], "more_work")
    assert (more.duration, total_work(more)) == (10 * DAY, 160 * 60)
    lighter = joined(alone, [Share(2)], "lighter_load")
    assert (lighter.duration, total_work(lighter)) == (10 * DAY, 80 * 60)
    assert [s.units for s in lighter.shares] == [HALF, HALF]


def test_work_is_shared_by_units() -> None:
    # 80 hours of two, one of them half of his time: 53 h 20 and 26 h 40, in six days and 5 h 20.
    after = joined(of("fixed_units"), [Share(2, HALF)], "finish_sooner")
    assert [work_of(after, s) for s in after.shares] == [3200, 1600]
    assert after.duration == 3200


def test_only_what_is_left_of_a_started_task_is_shared() -> None:
    after = joined(of("fixed_units", done=4 * DAY), [Share(2)], "finish_sooner")
    # Four days are done, six are left: three for two.
    assert after.duration == 7 * DAY
    assert [work_of(after, s) for s in after.shares] == [7 * DAY, 3 * DAY]


def test_who_leaves_leaves_the_work_the_time_or_nothing() -> None:
    pair = of("fixed_units", 5, FULL, FULL)
    assert left(pair, [2], "finish_sooner").duration == 10 * DAY
    heavier = left(pair, [2], "lighter_load")
    assert (heavier.duration, heavier.shares[0].units) == (5 * DAY, 2 * FULL)
    assert total_work(left(pair, [2], "more_work")) == 5 * DAY


def test_fixed_work_waits_for_the_next() -> None:
    nobody = left(of("fixed_work"), [1], "finish_sooner")
    assert (nobody.shares, nobody.work) == ((), 10 * DAY)
    assert joined(nobody, [Share(7, HALF)], "more_work").duration == 20 * DAY


def test_work_typed_before_anyone_is_assigned_gives_the_duration() -> None:
    typed = with_work(Effort(DAY), 80 * 60)
    assert joined(typed, [Share(1), Share(2)], "finish_sooner").duration == 5 * DAY
    fixed = with_work(Effort(10 * DAY, kind="fixed_duration"), 40 * 60)
    assert joined(fixed, [Share(1)], "finish_sooner").shares[0].units == HALF


def test_the_first_people_together_do_what_the_duration_says() -> None:
    after = joined(Effort(5 * DAY), [Share(1), Share(2)], "finish_sooner")
    assert (after.duration, total_work(after)) == (5 * DAY, 10 * DAY)


def test_overtime_shortens_and_a_late_start_lengthens() -> None:
    assert retimed(of("fixed_units"), 1, overtime=16 * 60, delay=0).duration == 8 * DAY
    pair = of("fixed_units", 5, FULL, FULL)
    assert retimed(pair, 2, overtime=0, delay=2 * DAY).duration == 7 * DAY
    assert retimed(of("fixed_duration"), 1, overtime=16 * 60, delay=0).duration == 10 * DAY


def test_one_takes_over_from_another() -> None:
    after = replaced(with_share_work(of("fixed_units"), 1, 4800), 1, Share(9))
    assert (after.duration, [s.key for s in after.shares]) == (10 * DAY, [9])
    assert replaced(of("fixed_units"), 1, Share(9, HALF)).duration == 20 * DAY


def test_what_joining_means_where_nobody_says() -> None:
    assert assigning_of("fixed_work", False, "more_work") == "finish_sooner"
    assert assigning_of("fixed_units", True, "more_work") == "finish_sooner"
    assert assigning_of("fixed_duration", True, "more_work") == "lighter_load"
    assert assigning_of("fixed_units", False, "lighter_load") == "lighter_load"
    assert assigning_of("fixed_duration", False, "finish_sooner") == "more_work"


UNITS = st.integers(1, 40).map(lambda n: n * 500)
EFFORTS = st.builds(
    lambda kind, duration, units, share: Effort(
        duration,
        tuple(Share(n, u) for n, u in enumerate(units, 1)),
        kind,
        done=duration * share // 100,
    ),
    st.sampled_from(TASK_TYPES),
    st.integers(60, 60_000),
    st.lists(UNITS, min_size=1, max_size=5),
    st.sampled_from([0, 0, 0, 30, 75]),
)
SIZES = st.integers(4_800, 48_000)
"""Of days and weeks, so that minutes stay what rounding is."""
MOSTLY = st.integers(5, 40).map(lambda n: n * 500)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("duration"), SIZES),
        st.tuples(st.just("units"), MOSTLY),
        st.tuples(st.just("work"), SIZES),
        st.tuples(st.just("join"), st.tuples(MOSTLY, st.sampled_from(ASSIGNING))),
        st.tuples(st.just("leave"), st.sampled_from(ASSIGNING)),
    ),
    max_size=6,
)


def a_minute(effort: Effort) -> float:
    """Return how long a minute of work takes whoever has fewest units: the rounding of durations."""
    return FULL / min((s.units for s in effort.shares if s.units), default=FULL)


def edited(effort: Effort, edit: tuple[str, Any], key: int) -> Effort:
    what, value = edit
    if what == "duration":
        return with_duration(effort, max(effort.done, value))
    if what == "work":
        return with_work(effort, value)
    if what == "units" and effort.shares:
        return with_units(effort, effort.shares[0].key, value)
    if what == "join":
        units, choice = value
        return joined(effort, [Share(key, units)], choice)
    if what == "leave" and len(effort.shares) > 1:
        return left(effort, [effort.shares[-1].key], value)
    return effort


@settings(max_examples=150, deadline=None)
@given(
    EFFORTS.map(
        lambda e: replace(
            e,
            duration=e.duration + 4_800,
            shares=tuple(replace(s, units=max(2_500, s.units)) for s in e.shares),
        )
    ),
    EDITS,
)
def test_work_is_units_times_duration_of_whoever_works_longest(
    effort: Effort, edits: list[tuple[str, Any]]
) -> None:
    for number, edit in enumerate(edits):
        effort = edited(effort, edit, 100 + number)
    lengths = [
        work_of(effort, s) * FULL / s.units for s in effort.shares if s.units and not effort.done
    ]
    if lengths:
        # Each edit rounds work to minutes and units to a hundredth of a percent.
        slack = (1 + len(edits)) * (a_minute(effort) + effort.duration / 500)
        assert max(lengths) <= effort.duration + slack
        assert with_duration(effort, effort.duration) == effort


@settings(max_examples=150, deadline=None)
@given(EFFORTS, UNITS)
def test_sharing_keeps_the_work_and_can_be_taken_back(effort: Effort, units: int) -> None:
    before = total_work(effort)
    for choice in ("finish_sooner", "lighter_load"):
        after = joined(effort, [Share(99, units)], choice)
        # Units are kept to a hundredth of a percent.
        slack = 0 if choice == "finish_sooner" else (1 + effort.duration // FULL) * 6
        assert abs(total_work(after) - before) <= slack
        if effort.done == 0:
            back = left(after, [99], choice)
            assert abs(total_work(back) - before) <= slack
            assert abs(back.duration - effort.duration) <= 1 + a_minute(back)
    more = joined(effort, [Share(99, units)], "more_work")
    assert left(more, [99], "more_work") == effort


@settings(max_examples=100, deadline=None)
@given(EFFORTS, UNITS, st.sampled_from(ASSIGNING))
def test_finish_sooner_is_never_later(effort: Effort, units: int, choice: str) -> None:
    after = joined(effort, [Share(99, units)], choice)
    assert after.duration <= effort.duration + 1 + a_minute(after)
    if choice != "finish_sooner":
        assert after.duration == effort.duration

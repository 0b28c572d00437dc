"""Earned schedule, by Lipke's formula and by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.scheduling.earned_value import curve_of, earned_schedule, planned_value

MONTHS = curve_of([(0, 0), (1, 100), (2, 250), (3, 450), (4, 450), (5, 800), (6, 1_000)])


def test_es_is_whole_periods_and_a_share_of_the_next():
    """ES = N + (EV - PV_N) / (PV_N+1 - PV_N), Lipke (2003): 2 + (350 - 250) / (450 - 250)."""
    found = earned_schedule(MONTHS, 350, 4)
    assert found.es == Fraction(5, 2)
    assert found.sv_t == Fraction(-3, 2)
    assert found.spi_t == Fraction(5, 8)
    assert found.ieac_t == Fraction(48, 5)
    assert found.tspi == Fraction(7, 2) / 2


def test_a_late_project_does_not_look_on_time_at_its_end():
    """Why earned schedule is there: SPI comes to 1 for late projects, SPI(t) does not."""
    found = earned_schedule(MONTHS, 1_000, 9)
    assert (found.es, found.sv_t, found.spi_t, found.ieac_t) == (6, -3, Fraction(2, 3), 9)


@pytest.mark.parametrize(("at", "es"), [(2, 3), (3, 3), (4, 4), (6, 4)])
def test_at_a_rest_of_the_plan_what_waits_as_planned_is_on_plan(at, es):
    assert earned_schedule(MONTHS, 450, at).es == es


def test_nothing_earned_and_more_than_all():
    assert earned_schedule(MONTHS, 0, 2).es == 0
    assert earned_schedule(MONTHS, 2_000, 2).es == 6
    assert earned_schedule(MONTHS, 0, 0).spi_t is None


@given(st.integers(0, 6))
def test_on_plan_es_is_actual_time(month):
    assert earned_schedule(MONTHS, int(planned_value(MONTHS, month)), month).sv_t == 0


@pytest.mark.parametrize("bad", [[], [(0, 5), (1, 3)], [(1, 0), (1, 2)], [(0, -1)]])
def test_curves_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match="curve"):
        curve_of(bad)

"""The measures against a published example, and by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from headway.scheduling.earned_value import measures


def test_the_ez_project_of_the_practice_standard():
    """PMI, Practice Standard for Earned Value Management (2005), chapter 3, "EZ Project":
    BAC 150, PV 48, EV 32, AC 40; here in cents."""
    found = measures(15_000, 4_800, 3_200, 4_000)
    assert found.sv == -1_600
    assert found.cv == -800
    assert found.spi is not None
    assert round(float(found.spi), 2) == 0.67
    assert found.cpi == Fraction(80, 100)
    assert found.eac == 18_750
    assert found.etc == 14_750
    assert found.vac == -3_750
    assert found.tcpi is not None
    assert round(float(found.tcpi), 2) == 1.07
    assert found.tcpi_eac == found.cpi


@pytest.mark.parametrize(
    ("formula", "eac"),
    [
        ("cpi", 18_750),
        ("plan", 4_000 + 15_000 - 3_200),
        # 4000 + 11800 / (0.8 x 2/3) = 4000 + 22125
        ("cpi_spi", 26_125),
        ("bottom_up", 4_000 + 9_999),
    ],
)
def test_estimates_at_completion_by_name(formula, eac):
    assert measures(15_000, 4_800, 3_200, 4_000, formula, etc=9_999).eac == eac


def test_rounding_is_half_even_to_the_cent():
    # BAC / CPI = 100 x 5 / 40 = 12.5; 300 x 5 / 40 = 37.5
    assert measures(100, 40, 40, 5).eac == 12
    assert measures(300, 40, 40, 5).eac == 38


def test_what_would_divide_by_nothing_is_none():
    found = measures(1_000, 0, 0, 0)
    assert (found.spi, found.cpi, found.eac, found.etc, found.vac) == (None,) * 5
    assert found.tcpi == 1
    done = measures(1_000, 1_000, 1_000, 1_000)
    assert done.eac == 1_000
    assert done.tcpi is None


def test_unknown_formulas_are_refused():
    with pytest.raises(ValueError, match="guess"):
        measures(1, 1, 1, 1, "guess")
    with pytest.raises(ValueError, match="estimate to complete"):
        measures(1, 1, 1, 1, "bottom_up")

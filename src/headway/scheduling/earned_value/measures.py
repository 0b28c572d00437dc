"""The measures of earned value, exact: money in minor units, indices as fractions.

Names and formulas after PMI, Practice Standard for Earned Value Management (2005, 2011), and
ANSI/EIA-748. What would divide by nothing is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from headway.words import mark

FORMULAS = {
    "cpi": mark("BAC / CPI: the rest costs as what was done has"),
    "plan": mark("AC + (BAC - EV): the rest costs what was planned"),
    "cpi_spi": mark("AC + (BAC - EV) / (CPI x SPI): lateness costs as well"),
    "bottom_up": mark("AC + ETC: the rest was estimated anew"),
}
"""How the estimate at completion may be found, by name."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Earned value at a moment. Money is whole minor units, indices are exact.

    `pv` planned value (BCWS), `ev` earned value (BCWP), `ac` actual cost (ACWP), `bac` budget at
    completion; variances are positive where it is well.
    """

    bac: int
    pv: int
    ev: int
    ac: int
    formula: str
    eac: int | None
    """Estimate at completion by `formula`."""

    @property
    def sv(self) -> int:
        """Schedule variance, EV - PV."""
        return self.ev - self.pv

    @property
    def cv(self) -> int:
        """Cost variance, EV - AC."""
        return self.ev - self.ac

    @property
    def spi(self) -> Fraction | None:
        """Schedule performance index, EV / PV."""
        return ratio(self.ev, self.pv)

    @property
    def cpi(self) -> Fraction | None:
        """Cost performance index, EV / AC."""
        return ratio(self.ev, self.ac)

    @property
    def etc(self) -> int | None:
        """Estimate to complete, EAC - AC."""
        return None if self.eac is None else self.eac - self.ac

    @property
    def vac(self) -> int | None:
        """Variance at completion, BAC - EAC."""
        return None if self.eac is None else self.bac - self.eac

    @property
    def tcpi(self) -> Fraction | None:
        """To-complete performance index to hold the budget, (BAC - EV) / (BAC - AC)."""
        return ratio(self.bac - self.ev, self.bac - self.ac)

    @property
    def tcpi_eac(self) -> Fraction | None:
        """To-complete performance index to hold the estimate, (BAC - EV) / (EAC - AC)."""
        return None if self.eac is None else ratio(self.bac - self.ev, self.eac - self.ac)

    @property
    def percent_complete(self) -> Fraction | None:
        """EV / BAC, from 0 to 1."""
        return ratio(self.ev, self.bac)

    @property
    def percent_spent(self) -> Fraction | None:
        """AC / BAC."""
        return ratio(self.ac, self.bac)


def ratio(over: int | Fraction, under: int | Fraction) -> Fraction | None:
    """Return over / under, None where nothing is under."""
    return Fraction(over) / Fraction(under) if under else None


def measures(
    bac: int, pv: int, ev: int, ac: int, formula: str = "cpi", etc: int | None = None
) -> Measures:
    """Return the measures of four amounts in minor units; EAC is rounded half-even.

    `formula` is one of FORMULAS; "bottom_up" needs `etc`. Raises ValueError for another one.
    """
    if formula not in FORMULAS:
        raise ValueError(f"'{formula}' is no formula: {', '.join(FORMULAS)} are")
    if formula == "bottom_up":
        if etc is None:
            raise ValueError("'bottom_up' needs an estimate to complete")
        return Measures(bac, pv, ev, ac, formula, ac + etc)
    return Measures(bac, pv, ev, ac, formula, _eac(bac, pv, ev, ac, formula))


def _eac(bac: int, pv: int, ev: int, ac: int, formula: str) -> int | None:
    left = bac - ev
    if formula == "plan" or left == 0:
        return ac + left
    cpi = ratio(ev, ac)
    if not cpi:
        return None
    if formula == "cpi":
        return round(bac / cpi)
    spi = ratio(ev, pv)
    return None if not spi else round(ac + left / (cpi * spi))

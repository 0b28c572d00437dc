"""What a resource has over time: its units, and other units for a while. Pure."""

from __future__ import annotations

from headway.changes.tables import Row
from headway.resources.rules import DAY

EVER = -(2**62)
"""Before all moments."""


def steps(resource: Row) -> list[tuple[int, int]]:
    """Return the units of a resource as (moment from which they hold, units), from EVER on.

    Units are hundredths of a percent. Periods of its availability do not overlap.
    """
    usual = int(resource["max_units"])
    found = {EVER: usual}
    for period in sorted(resource["availability"] or (), key=lambda p: int(p["first"])):
        begin = period["first"] * DAY
        found = {moment: units for moment, units in found.items() if moment < begin}
        found[begin] = period["units"]
        if period.get("last") is not None:
            found[(period["last"] + 1) * DAY] = usual
    return sorted(found.items())


def units_on(resource: Row, day: int) -> int:
    """Return the units of a resource on a day (days since 1970-01-01)."""
    for period in resource["availability"] or ():
        last = period.get("last")
        if period["first"] <= day and (last is None or day <= last):
            return int(period["units"])
    return int(resource["max_units"])

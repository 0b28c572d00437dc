"""Availability that changes over time, as MSPDI writes it: periods with units of their own."""

from __future__ import annotations

from typing import Any, Protocol

from headway.exchange.mspdi_codes import moment_of

DAY = 1440
OPEN = 29_200
"""From here on, 2049-12-13, a period has no end: Microsoft Project's last day is in 2049."""
BEGIN = 5_113
"""Up to here, 1984-01-01, it has no begin that says anything."""
MOST = 1_000
LARGEST = 100_000_000


class Part(Protocol):
    """An element of the file: what `headway.exchange.mspdi_read.Node` is."""

    def text(self, name: str) -> str:
        """Return the text of a child."""

    def decimal(self, name: str) -> float:
        """Return a number, 0 for none."""

    def all(self, path: str) -> Any:
        """Return the elements at a path."""


def availability_of(node: Part, units: int) -> list[dict[str, Any]] | None:
    """Return a resource's periods as {first, last, units}; None where all say `units`."""
    found = []
    for part in node.all("AvailabilityPeriods/AvailabilityPeriod")[:MOST]:
        begin, end = moment_of(part.text("AvailableFrom")), moment_of(part.text("AvailableTo"))
        first = BEGIN if begin is None else max(BEGIN, begin // DAY)
        last = None if end is None else (end - 1) // DAY
        if last is not None and last >= OPEN:
            last = None
        if last is not None and last < first:
            continue
        own = max(0, min(LARGEST, round(part.decimal("AvailableUnits") * 10_000)))
        found.append({"first": first, "last": last, "units": own})
    found.sort(key=lambda p: (p["first"], p["last"] is None, p["last"] or 0))
    return [p for p in found if p["units"] != units] or None

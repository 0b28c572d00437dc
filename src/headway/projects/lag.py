"""Durations and lags as people write them. Pure."""

from __future__ import annotations

from headway.changes.tables import Row
from headway.exchange.durations import duration_text


def lag_words(link: Row, project: Row) -> str:
    """Return a link's lag as `+2d`, `-4h`, `+1ed` or `+50%`; nothing for none."""
    lag = link["lag"]
    if lag == 0:
        return ""
    sign = "+" if lag > 0 else "-"
    if link["lag_kind"] == "percent":
        return f"{sign}{abs(lag) / 100:g}%"
    unit = link["lag_unit"]
    if link["lag_kind"] == "elapsed" and not unit.startswith("e"):
        unit = f"e{unit}"
    return sign + duration_text(abs(lag), unit, project)

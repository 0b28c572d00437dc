"""Lags as people write them. Pure."""

from __future__ import annotations

from headway.changes.tables import Row
from headway.exchange.predecessors import lag_text


def lag_words(link: Row, project: Row) -> str:
    """Return a link's lag as `+2d`, `-4h`, `+1ed` or `+50%`; nothing for none."""
    return lag_text(link, project)

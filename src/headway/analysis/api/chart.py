"""What a chart is over the wire."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict

from headway.changes.answers import Answer, maybe


class ChartColumn(Answer):
    """A column of a chart's table; times are ISO local, shares from 0 to 1."""

    field: str
    title: str
    kind: Literal["text", "number", "share", "date"]


class ChartMeta(Answer):
    """What a chart's table shows."""

    columns: list[ChartColumn] = maybe()


class ChartData(Answer):
    """A chart's figures."""

    values: list[dict[str, Any]]


class Chart(Answer):
    """Vega-Lite with its data in place. Marks name their colours by style (`accent`, `critical`,
    `late`, `risk`, `done`, `quiet`, `planned`), series by the order of their range."""

    model_config = ConfigDict(extra="allow")

    description: str = maybe()
    height: int | float
    data: ChartData
    usermeta: ChartMeta = maybe()

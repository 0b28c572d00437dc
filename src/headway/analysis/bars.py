"""Charts of pairs of bars, as `charts` describes them. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence

from headway.analysis.charts import SCHEMA, Spec, column
from headway.words import say


def paired(
    rows: Sequence[tuple[str, float, float]],
    names: tuple[str, str],
    *,
    title: str,
    name: str,
    level: tuple[float, str],
    description: str,
    height: int = 240,
) -> Spec:
    """Return two bars beside each other for each row (label, one, other), and a level across all:
    its value and what it is. Labels that are alike stay apart: rows keep their order."""
    values = [
        {"place": place, "label": label, "series": series, "value": value}
        for place, (label, *pair) in enumerate(rows)
        for series, value in zip(names, pair, strict=True)
    ]
    labels = json.dumps([label for label, *_ in rows])
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(names)},
        "legend": {"title": None, "symbolType": "square"},
    }
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "usermeta": {
            "columns": [
                column("label", name, "text"),
                column("series", say("Series"), "text"),
                column("value", title),
            ]
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 2},
                "encoding": {
                    "x": {
                        "field": "place",
                        "type": "ordinal",
                        "title": None,
                        # A few bars do not fill the whole width.
                        "scale": {
                            "paddingInner": 0.4,
                            "paddingOuter": max(0.2, 2.5 - len(rows) / 2),
                        },
                        "axis": {
                            "labelExpr": f"{labels}[datum.value]",
                            "labelAngle": 0,
                            "labelLimit": 120,
                            "labelOverlap": True,
                        },
                    },
                    "xOffset": {"field": "series", "sort": list(names)},
                    "y": {
                        "field": "value",
                        "type": "quantitative",
                        "title": title,
                        "scale": {"zero": True, "nice": True},
                        "axis": {"format": ",.0f", "tickCount": 5},
                    },
                    "color": colour,
                    "tooltip": [
                        {"field": "label", "type": "nominal", "title": name},
                        {"field": "series", "type": "nominal", "title": say("Series")},
                        {"field": "value", "type": "quantitative", "title": title},
                    ],
                },
            },
            {
                "data": {"values": [{"value": level[0], "text": f"{level[1]} {level[0]:g}"}]},
                "mark": {"type": "rule", "style": "accent", "strokeDash": [6, 3]},
                "encoding": {
                    "y": {"field": "value", "type": "quantitative"},
                    "tooltip": [{"field": "text", "type": "nominal", "title": " "}],
                },
            },
        ],
    }

"""Charts, defined once for screen, PDF and mail: Vega-Lite with its data in place. Pure.

Colours are not said here but by whoever draws: a mark names a style (`accent`, `bar`, `critical`,
`late`, `risk`, `done`, `quiet`, `planned`; `note` and `halo` for text), series take the theme's
range in their order. `usermeta.columns` says what the same figures look like as a table: `field`,
`title`, and `kind`, one of `text`, `number`, `share` (0 to 1) and `date`. Dates are ISO local
times of the plan's zone, money major units of the currency, which the caller names in a title.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from headway.words import say

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3])
"""Colour is never the only sign: series differ by their dashes too."""
NAMES_WIDE = "max(120, 0.42 * (containerSize()[0] > 0 ? containerSize()[0] : 600))"
"""Room for names beside bars: by the width of the whole chart, where it has a place on a page."""
FEW_DAYS = 5
"""Below it an axis of dates tells the hour."""


def column(field: str, title: str, kind: str = "number") -> dict[str, str]:
    """Return how a field of the data stands in the table."""
    return {"field": field, "title": title, "kind": kind}


def _chart(
    values: Sequence[Mapping[str, Any]],
    columns: Sequence[Mapping[str, str]],
    description: str,
    height: int,
    **more: Any,
) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": [dict(row) for row in values]},
        "usermeta": {"columns": [dict(one) for one in columns]},
        **more,
    }


def _axis(field: str, title: str, ends: tuple[Any, Any] | None) -> Spec:
    """Return a quantitative channel, or a temporal one that runs between two ISO local times."""
    if ends is None:
        axis = {"grid": False, "format": ",.0f"}
        scale = {"zero": False, "nice": True}
        return {
            "field": field, "type": "quantitative", "title": title, "axis": axis, "scale": scale,
        }  # fmt: skip
    long = (datetime.fromisoformat(ends[1]) - datetime.fromisoformat(ends[0])).days >= FEW_DAYS
    day = "timeFormat(datum.value, '%-d %b')"
    rest = "timeFormat(datum.value, '%Y')" if long else "timeFormat(datum.value, '%H:%M')"
    told = "datum.index == 0 || (month(datum.value) == 0 && date(datum.value) < 8)"
    return {
        "field": field,
        "type": "temporal",
        "title": None,
        "axis": {
            "tickCount": {"expr": "max(2, floor(width / 90))"},
            "grid": False,
            "labelExpr": f"[{day}, {told} ? {rest} : '']" if long else f"[{day}, {rest}]",
        },
    }


def marked(marks: Sequence[tuple[str | float, str, str]], date: bool) -> list[Spec]:
    """Return layers with an upright line for each mark: where it stands, its text, its style.

    Texts stand one below the other, on the side where there is more room.
    """
    rules: list[Spec] = []
    texts: list[Spec] = []
    for place, (at, text, style) in enumerate(marks):
        x = {"field": "at", "type": "temporal" if date else "quantitative"}
        data = {"values": [{"at": at, "text": text}]}
        rule = {"type": "rule", "style": style, "strokeWidth": 1.5, "strokeDash": [4, 3]}
        tip = [{"field": "text", "type": "nominal", "title": " "}]
        rules.append({"data": data, "mark": rule, "encoding": {"x": x, "tooltip": tip}})
        note: Spec = {
            "type": "text",
            "align": {"expr": "scale('x', datum.at) > width * 0.6 ? 'right' : 'left'"},
            "dx": {"expr": "scale('x', datum.at) > width * 0.6 ? -5 : 5"},
            "baseline": "top",
            "y": 2 + 15 * place,
        }
        said = {"x": x, "text": {"field": "text"}}
        for look in ("halo", "note"):
            texts.append({"data": data, "mark": {**note, "style": look}, "encoding": said})
    return rules + texts


def s_curve(
    points: Sequence[tuple[str | float, float]],
    *,
    title: str,
    description: str,
    date: bool = True,
    marks: Sequence[tuple[str | float, str, str]] = (),
    height: int = 240,
) -> Spec:
    """Return the S-curve of a simulation: the share of trials at or below each value.

    `points` rise and are at least one; `date` says that they are ISO local times, else plain numbers.
    """
    x = _axis("at", title, (points[0][0], points[-1][0]) if date else None)
    kind = "temporal" if date else "quantitative"
    share = {"title": say("Chance"), "format": ".0%"}
    return _chart(
        [{"at": at, "share": value} for at, value in points],
        [
            column("at", title, "date" if date else "number"),
            column("share", say("Chance"), "share"),
        ],
        description,
        height,
        layer=[
            {
                "mark": {"type": "line", "style": "accent", "interpolate": "step-after"},
                "encoding": {
                    "x": x,
                    "y": {
                        "field": "share",
                        "type": "quantitative",
                        "title": say("Chance"),
                        "scale": {"domain": [0, 1]},
                        "axis": {"format": ".0%", "tickCount": 5},
                    },
                },
            },
            {
                "mark": {"type": "point", "opacity": 0, "size": 120},
                "encoding": {
                    "x": {"field": "at", "type": kind},
                    "y": {"field": "share", "type": "quantitative"},
                    "tooltip": [
                        {"field": "at", "type": kind, "title": title, **_moment(date)},
                        {"field": "share", "type": "quantitative", **share},
                    ],
                },
            },
            *marked(marks, date),
        ],
    )


def histogram(
    bins: Sequence[tuple[str | float, str | float, float]],
    *,
    title: str,
    description: str,
    date: bool = True,
    marks: Sequence[tuple[str | float, str, str]] = (),
    height: int = 200,
) -> Spec:
    """Return how often values fall in each bin: from, to, and the share of all that fell there.

    At least one.
    """
    kind = "temporal" if date else "quantitative"
    shown = "date" if date else "number"
    return _chart(
        [{"from": low, "to": high, "share": share} for low, high, share in bins],
        [
            column("from", say("{title}, from", title=title), shown),
            column("to", "to", shown),
            column("share", say("Trials"), "share"),
        ],
        description,
        height,
        layer=[
            {
                "mark": {"type": "rect", "style": "bar", "x2Offset": -1},
                "encoding": {
                    "x": _axis("from", title, (bins[0][0], bins[-1][1]) if date else None),
                    "x2": {"field": "to"},
                    "y2": {"datum": 0},
                    "y": {
                        "field": "share",
                        "type": "quantitative",
                        "title": say("Trials"),
                        "scale": {"zero": True},
                        "axis": {"format": ".0%", "tickCount": 4},
                    },
                    "tooltip": [
                        {"field": "from", "type": kind, "title": say("From"), **_moment(date)},
                        {"field": "to", "type": kind, "title": "To", **_moment(date)},
                        {"field": "share", "type": "quantitative", "title": say("Trials"),
                         "format": ".1%"},
                    ],
                },
            },
            *marked(marks, date),
        ],
    )  # fmt: skip


def counts(
    bins: Sequence[tuple[str, str, int]], *, title: str, description: str, height: int = 160
) -> Spec:
    """Return how many there were in each span of time: from, to (ISO local), count. At least one."""
    return _chart(
        [{"from": low, "to": high, "count": count} for low, high, count in bins],
        [column("from", say("From"), "date"), column("count", title)],
        description,
        height,
        mark={"type": "rect", "style": "bar", "x2Offset": -2},
        encoding={
            "x": _axis("from", title, (bins[0][0], bins[-1][1])),
            "x2": {"field": "to"},
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": title,
                "scale": {"zero": True},
                "axis": {"tickMinStep": 1, "tickCount": 4, "format": ",.0f"},
            },
            "y2": {"datum": 0},
            "tooltip": [
                {"field": "from", "type": "temporal", "title": say("From"), "format": "%-d %b %Y"},
                {"field": "count", "type": "quantitative", "title": title},
            ],
        },
    )


def tornado(
    bars: Sequence[tuple[int, str, float]], *, title: str, description: str, name: str = ""
) -> Spec:
    """Return what moves a result most, the strongest first: key, name, and correlation (-1 to 1)."""
    return _chart(
        [{"id": key, "name": label, "value": value} for key, label, value in bars],
        [column("name", name or say("Task"), "text"), column("value", title)],
        description,
        24 * max(1, len(bars)),
        mark={"type": "bar", "style": "bar", "height": 14},
        encoding={
            "y": {
                "field": "id",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {
                    "labelExpr": _names(bars),
                    "ticks": False,
                    "domain": False,
                    "labelLimit": {"expr": NAMES_WIDE},
                },
            },
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": title,
                "axis": {"tickCount": 6, "format": ".1f"},
            },
            "tooltip": [
                {"field": "name", "type": "nominal", "title": name},
                {"field": "value", "type": "quantitative", "title": title, "format": ".2f"},
            ],
        },
    )


def lines(
    series: Sequence[tuple[str, Sequence[tuple[str, float | None]]]],
    *,
    title: str,
    description: str,
    marks: Sequence[tuple[str, str, str]] = (),
    steps: bool = False,
    share: bool = False,
    height: int = 260,
) -> Spec:
    """Return series over time: name and points of ISO local time and value (None: a gap).

    For earned value and progress; at least one point. `steps` holds a value until the next point; `share` says that
    values run from 0 to 1.
    """
    names = [label for label, _ in series]
    values = [
        {"series": label, "at": at, "value": value} for label, points in series
        for at, value in points
    ]  # fmt: skip
    moments = [str(row["at"]) for row in values]
    form = {"format": ".0%"} if share else {"format": ",.0f"}
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names},
        "legend": {"title": None},
    }
    dash = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": [list(DASHES[i % 6]) for i in range(len(names))]},
        "legend": {"title": None},
    }
    return _chart(
        values,
        [
            column("series", say("Series"), "text"),
            column("at", say("Date"), "date"),
            column("value", title, "share" if share else "number"),
        ],
        description,
        height,
        layer=[
            {
                "mark": {"type": "line", "interpolate": "step-after" if steps else "linear"},
                "encoding": {
                    "x": _axis("at", say("Date"), (min(moments), max(moments))),
                    "y": {"field": "value", "type": "quantitative", "title": title, "axis": form},
                    "color": colour,
                    "strokeDash": dash,
                },
            },
            {
                "mark": {"type": "point", "opacity": 0, "size": 120},
                "encoding": {
                    "x": {"field": "at", "type": "temporal"},
                    "y": {"field": "value", "type": "quantitative"},
                    "tooltip": [
                        {"field": "series", "type": "nominal", "title": say("Series")},
                        {
                            "field": "at",
                            "type": "temporal",
                            "title": say("Date"),
                            **_moment(date=True),
                        },
                        {"field": "value", "type": "quantitative", "title": title, **form},
                    ],
                },
            },
            *marked(marks, date=True),
        ],
    )


def stacked(
    series: Sequence[tuple[str, Sequence[tuple[str, float]]]],
    *,
    title: str,
    description: str,
    done: Sequence[str] = (),
    height: int = 280,
) -> Spec:
    """Return series over time as areas one on another, the last at the bottom: name and points of ISO
    local time and value, each series at the same times. For cumulative flow: series `done` have the
    colour of what is done, which is the second of the theme's range."""
    names = [label for label, _ in series]
    others = [name for name in names if name not in done]
    domain = [*others[:1], *done, *others[1:]]
    values = [
        {"series": label, "at": at, "value": value, "order": len(names) - place}
        for place, (label, points) in enumerate(series)
        for at, value in points
    ]
    moments = [str(row["at"]) for row in values]
    return _chart(
        values,
        [
            column("at", say("Date"), "date"),
            column("series", say("Column"), "text"),
            column("value", title),
        ],
        description,
        height,
        # A line on top of each area: areas of like colours have an edge.
        mark={"type": "area", "interpolate": "step-after", "line": True, "opacity": 0.55},
        encoding={
            "x": _axis("at", say("Date"), (min(moments), max(moments))),
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": title,
                "stack": "zero",
                "axis": {"format": ",.0f", "tickMinStep": 1},
            },
            "color": {
                "field": "series",
                "type": "nominal",
                "scale": {"domain": domain},
                "legend": {"title": None, "symbolType": "square", "values": names},
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [
                {"field": "series", "type": "nominal", "title": say("Column")},
                {"field": "at", "type": "temporal", "title": say("Date"), "format": "%-d %b %Y"},
                {"field": "value", "type": "quantitative", "title": title, "format": ",.0f"},
            ],
        },
    )


def _moment(date: bool) -> dict[str, str]:
    return {"format": "%-d %b %Y %H:%M"} if date else {"format": ",.0f"}


def _names(bars: Sequence[tuple[int, str, float]]) -> str:
    """Return an expression that gives a key's name: two bars may have the same name."""
    return f"({json.dumps({str(key): label for key, label, _ in bars})})[datum.value]"

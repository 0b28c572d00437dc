"""The notation in which the demo's plans are written. Pure.

One task a line, indented by its level: `ref: name | duration | people | predecessors`. Durations
and lags are as people write them (`3d`, `4h`, `20ed`; `0d` is a milestone), a predecessor is
`ref`, `ref SS`, `ref FS+2d`, `ref SS+50%`. A summary is its name alone, with a ref where wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

UNITS = {"m": 1, "h": 60, "d": 480, "w": 2400, "em": 1, "eh": 60, "ed": 1440, "ew": 10_080}
LINE = re.compile(r"(?P<indent> *)(?:(?P<ref>[a-z0-9]+): )?(?P<rest>.+)")
LINK = re.compile(
    r"(?P<ref>[a-z0-9]+)(?: (?P<type>FS|SS|FF|SF)(?P<lag>[+-]\d+)?(?P<unit>%|e?[mhdw])?)?"
)


@dataclass(frozen=True)
class Line:
    """One task of a plan."""

    ref: str
    level: int
    name: str
    minutes: int | None
    unit: str
    people: tuple[str, ...]
    links: tuple[dict[str, Any], ...]

    def payload(self, rows: dict[str, int]) -> dict[str, Any]:
        """Return the line as `outline.insert` takes it; `rows` are the places of refs."""
        found: dict[str, Any] = {
            "name": self.name,
            "level": self.level,
            "assignees": list(self.people),
            "predecessors": [
                {"row": rows[link["ref"]], **{k: v for k, v in link.items() if k != "ref"}}
                for link in self.links
            ],
        }
        if self.minutes is not None:
            found |= {"duration": self.minutes, "duration_unit": self.unit}
            found["milestone"] = self.minutes == 0
        return found


def read(text: str) -> list[Line]:
    """Return the lines of a plan."""
    found = []
    for number, raw in enumerate(text.strip("\n").splitlines()):
        match = LINE.fullmatch(raw)
        if match is None:
            raise ValueError(f"the demo's line {number} is not usable: {raw!r}")
        name, duration, people, links = (
            part.strip() for part in (match["rest"] + " | | | ").split("|")[:4]
        )
        minutes, unit = _duration(duration)
        found.append(
            Line(
                ref=match["ref"] or f"row{number}",
                level=len(match["indent"]) // 2,
                name=name,
                minutes=minutes,
                unit=unit,
                people=tuple(p.strip() for p in people.split(",") if p.strip()),
                links=tuple(_link(part.strip()) for part in links.split(",") if part.strip()),
            )
        )
    return found


def _duration(text: str) -> tuple[int | None, str]:
    if not text:
        return None, "d"
    match = re.fullmatch(r"(\d+)(e?[mhdw])", text)
    if match is None:
        raise ValueError(f"the demo's duration {text!r} is not usable")
    return int(match[1]) * UNITS[match[2]], match[2]


def _link(text: str) -> dict[str, Any]:
    match = LINK.fullmatch(text)
    if match is None:
        raise ValueError(f"the demo's link {text!r} is not usable")
    link: dict[str, Any] = {"ref": match["ref"], "type": match["type"] or "FS"}
    if match["lag"]:
        unit = match["unit"] or "d"
        if unit == "%":
            link |= {"lag": int(match["lag"]) * 100, "lag_kind": "percent"}
        else:
            kind = "elapsed" if unit.startswith("e") else "working"
            link |= {"lag": int(match["lag"]) * UNITS[unit], "lag_kind": kind, "lag_unit": unit}
    return link

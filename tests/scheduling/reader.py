"""Reads the cases: small plans as text, with the dates that are right for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from headway.scheduling import Calendar, Link, Plan, Task
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import CONSTRAINTS, LINK_TYPES

MINUTES = {"m": 1, "h": 60, "d": 480, "ed": 1440, "eh": 60, "w": 2400}
NIGHT = ((1320, 1800),)
SHIFT = (((0, 180), (240, 480), (1380, 1440)),) * 4
CALENDARS = {
    "standard": Calendar(name="standard"),
    "six": Calendar(week=(((360, 840),),) * 6 + ((),), name="six"),
    "night": Calendar(week=(NIGHT,) * 5 + ((), ()), name="night"),
    "msnight": Calendar(week=(((1380, 1440),), *SHIFT, ((0, 180), (240, 480)), ()), name="msnight"),
}
PLACES = {name: place for place, name in enumerate(CALENDARS)}
STARTS = {"snet", "snlt", "mso"}


@dataclass
class Wanted:
    """What a case asks of a task."""

    task: int
    start: int
    finish: int
    others: dict[str, str] = field(default_factory=dict)


def moment(text: str, end: bool = False) -> int:
    """Return a moment; without a time of day 08:00, for an end 17:00."""
    found, timed = from_iso(text.replace(" ", "T"))
    return found if timed else found + (1020 if end else 480)


def minutes(text: str) -> int:
    """Return the minutes of 3d, -4h, 2ed."""
    number, unit = re.fullmatch(r"(-?[\d.]+)([a-z]+)", text).groups()
    return round(float(number) * MINUTES[unit])


def read(path: Path) -> tuple[Plan, list[Wanted]]:
    """Return a case's plan and what it wants."""
    names: dict[str, int] = {}
    tasks: list[Task] = []
    links: list[Link] = []
    wanted: list[Wanted] = []
    settings: dict[str, object] = {}
    for raw in path.read_text().splitlines():
        word, _, rest = raw.partition("#")[0].strip().partition(" ")
        parts = rest.split()
        match word:
            case "":
                continue
            case "start":
                settings["start"] = moment(rest.strip())
            case "finish":
                settings |= {"finish_by": moment(rest.strip(), end=True), "from_finish": True}
            case "loose":
                settings["honor_constraints"] = False
            case "task":
                names[parts[0]] = len(tasks)
                tasks.append(_task(parts, names))
            case "link":
                kind = parts[3] if len(parts) > 3 else "FS"
                lag, lag_kind = _lag(parts[4]) if len(parts) > 4 else (0, 0)
                links.append(
                    Link(names[parts[0]], names[parts[2]], LINK_TYPES.index(kind), lag, lag_kind)
                )
            case "want":
                others = dict(p.partition("=")[::2] for p in parts[3:])
                wanted.append(
                    Wanted(names[parts[0]], moment(parts[1]), moment(parts[2], True), others)
                )
            case _:
                raise ValueError(f"{path.name}: what is '{word}'?")
    assert wanted, f"{path.name} wants nothing"
    return Plan(
        tasks=tuple(tasks), links=tuple(links), calendars=tuple(CALENDARS.values()), **settings
    ), wanted


def _lag(text: str) -> tuple[int, int]:
    if text.endswith("%"):
        return round(float(text[:-1]) * 100), 2
    return minutes(text), 1 if text.lstrip("-0123456789.").startswith("e") else 0


def _task(parts: list[str], names: dict[str, int]) -> Task:
    values: dict[str, object] = {
        "name": parts[0],
        "duration": minutes(parts[1]),
        "elapsed": parts[1].lstrip("0123456789.").startswith("e"),
    }
    efforts = []
    for part in parts[2:]:
        key, _, value = part.partition("=")
        if key in CONSTRAINTS:
            values["constraint"] = CONSTRAINTS.index(key)
            if value:
                values["constraint_date"] = moment(value, key not in STARTS)
        elif key == "parent":
            values["parent"] = names[value]
        elif key == "calendar":
            values["calendar"] = PLACES[value]
        elif key == "effort":
            calendar, _, length = value.partition(":")
            efforts.append((PLACES[calendar], minutes(length)))
        elif key == "manual":
            start, _, finish = value.partition("..")
            values |= {
                "manual": True, "manual_start": moment(start), "manual_finish": moment(finish, True)
            }  # fmt: skip
        elif key == "inactive":
            values["active"] = False
        elif key == "started":
            values["actual_start"] = moment(value)
        elif key == "finished":
            values |= {"actual_finish": moment(value, True), "percent_complete": 100}
        elif key == "resume":
            values["resume"] = moment(value)
        elif key == "deadline":
            values["deadline"] = moment(value, True)
        elif key == "remaining":
            values["remaining_duration"] = minutes(value)
        elif key == "pause":
            values["pause"] = minutes(value)
        else:
            raise ValueError(f"what is '{part}'?")
    return Task(efforts=tuple(efforts), **values)

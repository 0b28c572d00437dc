"""The browser's durations and working time, held to the server's."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from headway.exchange.durations import ELAPSED, duration_text, parse_duration
from headway.scheduling.plan import Calendar, CalendarException, Intervals, Week, WorkWeek
from headway.scheduling.worktime import add, next_working, previous_working, table, work_between
from tests.web.running import vitest

pytestmark = pytest.mark.slow

SETTINGS = {"minutes_per_day": 450, "minutes_per_week": 2250, "days_per_month": 21}
UNITS = ("m", "min", "h", "hrs", "d", "days", "w", "wk", "mo", "months", "x", "")
FIRST, LAST = 20_000, 22_000


def test_the_browser_reads_and_computes_as_the_server_does(tmp_path: Path) -> None:
    chance = random.Random(5)
    cases = {
        "settings": SETTINGS,
        "durations": [_duration(chance) for _ in range(300)],
        "texts": [_text(chance) for _ in range(200)],
        "plans": [_plan(chance) for _ in range(60)],
    }
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    said = vitest("src/model/server.test.ts", HEADWAY_CASES=str(tmp_path / "cases.json"))
    assert "2 passed" in said


def _duration(chance: random.Random) -> dict[str, Any]:
    number = chance.choice(("0", "1", "3", "2.5", "1,25", "0.1", "17", "-2", "+4"))
    blank, e = chance.choice(("", " ")), chance.choice(("", "", "e"))
    text = f"{number}{blank}{e}{chance.choice(UNITS)}{chance.choice(('', '', '?'))}"
    found = parse_duration(text, SETTINGS)
    if found is None:
        return {"text": text, "minutes": None}
    return {"text": text, **found._asdict()}


def _text(chance: random.Random) -> dict[str, Any]:
    minutes = chance.choice((chance.randrange(5000), 450 * chance.randrange(40)))
    unit = chance.choice(("m", "h", "d", "w", "mo", *ELAPSED))
    return {"minutes": minutes, "unit": unit, "text": duration_text(minutes, unit, SETTINGS)}


def _plan(chance: random.Random) -> dict[str, Any]:
    calendars: list[Calendar] = []
    for place in range(3):
        days = tuple(_day(chance, place > 0) for _ in range(7))
        calendars.append(
            Calendar(
                # Some work in each week, so that all answers lie within the horizon.
                week=(((540, 600), (660, 1020)), *days[1:]),
                exceptions=tuple(
                    CalendarException(*_spell(chance), _open(chance)) for _ in range(3)
                ),
                work_weeks=tuple(WorkWeek(*_spell(chance), _week(chance)) for _ in range(2)),
                base=place - 1,
            )
        )
    group = chance.choice(((0,), (1,), (2,), (0, 2)))
    compiled = table(tuple(calendars), (group,), FIRST, LAST)
    answers = []
    for _ in range(40):
        moment = chance.randrange((FIRST + 600) * 1440, (FIRST + 1000) * 1440)
        minutes = chance.randrange(-20_000, 20_000)
        added = int(add(compiled, 0, moment, minutes))
        answers.append(
            [
                moment,
                minutes,
                added,
                int(next_working(compiled, 0, moment)),
                int(previous_working(compiled, 0, moment)),
                work_between(compiled, 0, moment, added),
            ]
        )
    return {"calendars": [_written(c) for c in calendars], "group": group, "answers": answers}


def _day(chance: random.Random, refines: bool) -> Intervals | None:
    if refines and chance.random() < 0.4:
        return None
    return _open(chance)


def _open(chance: random.Random) -> Intervals:
    return chance.choice(
        (((480, 720), (780, 1020)), ((1320, 1800),), (), ((0, 1440),), ((600, 700),))
    )


def _spell(chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(FIRST + 500, FIRST + 1100)
    return first, first + chance.choice((0, 0, 4, 20))


def _week(chance: random.Random) -> Week:
    return (((540, 900),), *(_day(chance, True) for _ in range(6)))


def _written(calendar: Calendar) -> dict[str, Any]:
    return {
        "week": calendar.week,
        "exceptions": [
            {"first": e.first, "last": e.last, "intervals": e.intervals}
            for e in calendar.exceptions
        ],
        "work_weeks": [
            {"first": w.first, "last": w.last, "week": w.week} for w in calendar.work_weeks
        ],
        "base": calendar.base,
    }

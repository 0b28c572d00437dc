"""Stored calendars become the engine's in one place, for files and live projects alike."""

from __future__ import annotations

from headway.changes.state import Records
from headway.exchange import calendars, to_plan
from headway.exchange.document import AssignmentDoc
from headway.projects import plan
from headway.scheduling.plan import STANDARD_WEEK

ROW = {"work_weeks": None, "name": "Works", "base_id": None, "exceptions": None}
WEEK = [[[540, 1020]]] * 5 + [[], []]
OFF = {"first": 20_794, "last": 20_795, "name": "Closed"}


def test_one_code_reads_both() -> None:
    for name in ("calendar_of", "common_rest", "meaning_of"):
        one = getattr(calendars, name)
        assert getattr(plan, name) is getattr(to_plan, name) is one


def test_a_calendar_that_changes_nothing_stands_for_its_base() -> None:
    rows = {
        1: {**ROW, "id": 1, "week": WEEK, "exceptions": [OFF]},
        2: {**ROW, "id": 2, "week": None, "base_id": 1},
        3: {**ROW, "id": 3, "week": [None, [], *[None] * 5], "base_id": 2},
    }
    people = {
        key: {"id": key, "kind": kind, "calendar_id": calendar}
        for key, kind, calendar in ((7, "work", 2), (8, "work", 3), (9, "material", 1))
    }
    space = plan.space_of(Records({"calendars": rows, "resources": people}))
    assert space.calendars[-1].week == STANDARD_WEEK
    assert space.calendars[0].exceptions[0].intervals == ()
    assert [c.base for c in space.calendars] == [-1, 0, 1, -1]
    assert dict(space.by_resource) == {7: 0, 8: 2}


def test_all_rest_at_once_only_where_everybody_does() -> None:
    works = calendars.calendar_of({**ROW, "week": WEEK}, -1)
    monday = 29_678_400 - 29_678_400 % 10_080 + 4 * 1440 + 540
    rest = {"pauses": [(monday, monday + 480)]}
    rows = [AssignmentDoc(1, 1, 7, extra=rest), AssignmentDoc(2, 1, 8, extra=rest)]
    given = {"own": -1, "project": 0, "elapsed": False}
    assert calendars.common_rest(rows, None, (works,), {7: 0, 8: 0}, **given) == 480
    rows[1] = AssignmentDoc(2, 1, 8)
    assert calendars.common_rest(rows, None, (works,), {7: 0, 8: 0}, **given) == 0
    assert calendars.common_rest([], rest, (works,), {}, **given) == 480

"""Splits of files become work done before a rest, where all who work on the task rest at once."""

from __future__ import annotations

from headway.exchange.reading import read_document
from tests.exchange_reading.test_rules import assignment, dates, day, staffed

DAY = 480
PIECES = (
    day(1, "2026-03-02T08:00:00", "2026-03-02T17:00:00", "PT8H0M0S")
    + day(1, "2026-03-03T08:00:00", "2026-03-03T17:00:00", "PT0H0M0S")
    + day(1, "2026-03-04T08:00:00", "2026-03-04T17:00:00", "PT8H0M0S")
)
STORED = {"Start": "2026-03-02T08:00:00", "Finish": "2026-03-04T17:00:00"}


def test_a_split_becomes_work_before_a_rest() -> None:
    row = assignment(1, 1, "PT16H0M0S", WorkContour=8, inner=PIECES)
    document = read_document(staffed("PT16H0M0S", row, **STORED), "plan.xml")
    assert document.tasks[0].splits == [[DAY, DAY]]
    assert document.assignments[0].extra == {"contour": 8}
    assert dates(document)["Work"] == ("2026-03-02T08:00:00", "2026-03-04T17:00:00")


def test_nobodys_split_too() -> None:
    row = assignment(1, 1, "PT16H0M0S", WorkContour=8, inner=PIECES)
    row = row.replace("<ResourceUID>1<", "<ResourceUID>-65535<")
    document = read_document(staffed("PT16H0M0S", row, **STORED), "plan.xml")
    assert document.tasks[0].splits == [[DAY, DAY]]
    assert document.tasks[0].extra is None


def test_where_only_one_rests_the_file_keeps_what_it_says() -> None:
    rows = (
        assignment(1, 1, "PT16H0M0S", WorkContour=8, inner=PIECES),
        assignment(2, 2, "PT24H0M0S"),
    )
    document = read_document(staffed("PT24H0M0S", *rows, **STORED), "plan.xml")
    assert document.tasks[0].splits is None
    extra = document.assignments[0].extra
    assert extra is not None
    assert extra["pauses"]

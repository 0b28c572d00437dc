"""Sheets and lists read and written: titles, outlines, dates, predecessors, people."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.exchange import sheet_write, tabular
from headway.exchange.document import BadFile, Document
from headway.exchange.predecessors import parse_predecessors, predecessor_text
from headway.exchange.scheduled import with_dates
from headway.scheduling.moments import to_iso

PROJECT = {"minutes_per_day": 480, "minutes_per_week": 2400, "days_per_month": 20}


def csv(text: str, suffix: str = ".csv") -> Document:
    return tabular.read(text.encode(), suffix)


def outline(document: Document) -> list[tuple[str, int | None]]:
    names = {t.id: n for n, t in enumerate(document.tasks)}
    return [(t.name, None if t.parent_id is None else names[t.parent_id]) for t in document.tasks]


@pytest.mark.parametrize(
    "text",
    [
        "Level,Name\n1,Phase\n2,Order\n3,Quote\n2,Install\n1,End\n",
        "WBS;Task name\n1;Phase\n1.1;Order\n1.1.1;Quote\n1.2;Install\n2;End\n",
        "Vorgangsname\nPhase\n   Order\n      Quote\n   Install\nEnd\n",
        "Phase\n\tOrder\n\t\tQuote\n\tInstall\nEnd\n",
        "- Phase\n  - Order\n    - Quote\n  - Install\n- End\n",
    ],
)
def test_the_outline_comes_from_levels_codes_or_indents(text: str) -> None:
    assert outline(csv(text)) == [
        ("Phase", None), ("Order", 0), ("Quote", 1), ("Install", 0), ("End", None)
    ]  # fmt: skip


def test_a_sheet_of_another_planner() -> None:
    document = csv(
        "Plan of May\n\nID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete,Owner group\n"
        "1,Order,3 days?,Mon 03/02/26,,,Ana[50%];Bo,50%,IT\n"
        '2,Install,2 wks,"March 9, 2026 10:00 AM",,"1FS+2 days",,,\n'
        "5,Check,,14.03.2026,17.03.2026 12:00,2SS,,,\n"
        "6,Done,0 days,,,5;1FF-1ed,,,\n"
    )
    order, install, check, done = document.tasks
    assert (order.duration, order.estimated, order.percent_complete) == (1440, True, 50)
    assert to_iso(order.stored_start) == "2026-02-03T09:00:00", (
        "day first unless a date says otherwise"
    )
    assert to_iso(install.stored_start) == "2026-03-09T10:00:00"
    assert install.duration == 4800
    assert check.duration == 480 + 180, "working time from Saturday to Tuesday noon"
    assert done.milestone
    assert [
        (k.predecessor_id, k.successor_id, k.type, k.lag, k.lag_kind) for k in document.links
    ] == [
        (1, 2, "FS", 960, "working"),
        (2, 3, "SS", 0, "working"),
        (3, 4, "FS", 0, "working"),
        (1, 4, "FF", -1440, "elapsed"),
    ]
    assert [
        (r.name, a.units) for r, a in zip(document.resources, document.assignments, strict=True)
    ] == [
        ("Ana", 5000),
        ("Bo", 10_000),
    ]
    assert [(f.name, f.values) for f in document.fields] == [("Owner group", {1: "IT"})]
    assert to_iso(document.start) == "2026-02-03T09:00:00"


def test_dates_begin_with_the_month_where_one_says_so() -> None:
    document = csv("Name,Start\nA,03/02/2026\nB,03/14/2026\n")
    assert to_iso(document.tasks[0].stored_start) == "2026-03-02T09:00:00"
    assert (document.tasks[0].constraint, document.tasks[0].constraint_date) == (
        "snet",
        document.tasks[0].stored_start,
    )


def test_workbooks_with_real_dates_and_percentages() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Name", "Duration", "Start", "Finish", "% complete"],
        ["Order", 2.5, datetime(2026, 3, 2, 10, 30), None, 0.25],
        ["Install", "3d", date(2026, 3, 9), None, None],
    ):
        sheet.append(row)
    sheet["E2"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    order, install = tabular.read(out.getvalue(), ".xlsx").tasks
    assert (order.duration, order.percent_complete) == (1200, 25)
    assert to_iso(order.stored_start) == "2026-03-02T10:30:00"
    assert to_iso(install.stored_start) == "2026-03-09T09:00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    document = tabular.read(
        "Vorgangsname;Dauer\nBüro räumen;2 Tage\n".replace("2 Tage", "2d").encode(encoding), ".csv"
    )
    assert document.tasks[0].name == "Büro räumen"
    assert document.tasks[0].duration == 960


@pytest.mark.parametrize(
    ("write", "suffix"), [(sheet_write.csv_bytes, ".csv"), (sheet_write.xlsx_bytes, ".xlsx")]
)
def test_our_own_sheet_read_back_is_the_same_plan(write, suffix) -> None:  # type: ignore[no-untyped-def]
    source = csv(
        "Level,Name,Duration,Predecessors,Resource names,Deadline,Notes,Rack\n"
        '1,Phase,,,,,,\n2,"=1+1",3d,,Ana[50%],2026-03-31,"Two\nlines",R7\n2,-Install,7m?,2FS+50%,Bo,,,\n2,Cure,2ed,3SS-4h,,,,\n1,Done,0d,4,,,,\n'
    )
    source.start = 29_929_440 + 540
    document = with_dates(source)
    back = with_dates(tabular.read(write(document), suffix))
    for mine, theirs in zip(document.tasks, back.tasks, strict=True):
        one, other = dataclasses.asdict(mine), dataclasses.asdict(theirs)
        one["wbs"] = other["wbs"]
        assert one == other
    assert back.links == document.links
    assert back.assignments == document.assignments
    assert [f.values for f in back.fields] == [f.values for f in document.fields]


LETTERS = st.characters(categories=("L", "N"), include_characters=' -=+@_/.,;"')
SAID = st.text(LETTERS, min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)


@st.composite
def standings(draw: st.DrawFn) -> tuple[str, str, str, int | None, str]:
    """Status, what it means, type, points and sprint of a task."""
    status = draw(st.just("") | SAID)
    category = draw(st.sampled_from(["", "todo", "doing", "done"])) if status else ""
    points = draw(st.none() | st.integers(0, 100_000))
    return status, category, draw(st.just("") | SAID), points, draw(st.just("") | SAID)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(standings(), min_size=1, max_size=8))
def test_where_tasks_stand_comes_back_from_a_sheet(
    given: list[tuple[str, str, str, int | None, str]],
) -> None:
    document = csv("Name\n" + "".join(f"Task {n}\n" for n in range(len(given))))
    names = ("status", "status_category", "work_type", "story_points", "sprint")
    for task, values in zip(document.tasks, given, strict=True):
        for name, value in zip(names, values, strict=True):
            setattr(task, name, value)
    for write, suffix in ((sheet_write.csv_bytes, ".csv"), (sheet_write.xlsx_bytes, ".xlsx")):
        back = tabular.read(write(document), suffix)
        assert [tuple(getattr(t, n) for n in names) for t in back.tasks] == given
        assert back.fields == []


def test_own_fields_do_not_hide_columns_of_the_same_name() -> None:
    document = csv("Name,Room\nA,R7\n")
    document.tasks[0].status = "Doing"
    document.fields[0].name = "Status"
    back = csv(sheet_write.csv_bytes(document).decode("utf-8-sig"))
    assert back.tasks[0].status == "Doing"
    assert [(f.name, f.values) for f in back.fields] == [("Status", {1: "R7"})]


def test_columns_of_other_planners_are_what_they_say() -> None:
    modes = csv("Name,Type\nA,Fixed Work\nB,Fixed Units\n")
    assert [(t.task_type, t.work_type) for t in modes.tasks] == [
        ("fixed_work", ""), ("fixed_units", "")
    ]  # fmt: skip
    long = csv("Name,Status\nA," + "waits for the vendor who has not said when " * 3 + "\n")
    assert long.tasks[0].status == ""
    assert [f.name for f in long.fields] == ["Status"]
    with pytest.raises(BadFile, match="row 2, column 'story points': 'many'"):
        csv("Name,Story points\nA,many\n")


def test_predecessors_as_text_and_back() -> None:
    text = "12; 3SS-50%; 7FF+2d; 9SF-1.5h; 4FS+1ed; MIG-42; 1.2EA"
    found = parse_predecessors(text, PROJECT)
    assert [f.ref for f in found] == ["12", "3", "7", "9", "4", "MIG-42", "1.2"]
    assert found[6].type == "FS"
    written = "; ".join(predecessor_text(f.ref, f._asdict(), PROJECT) for f in found)
    assert written == "12; 3SS-50%; 7FF+2d; 9SF-1.5h; 4FS+1ed; MIG-42; 1.2"
    with pytest.raises(ValueError, match="no lag"):
        parse_predecessors("3FS+2bananas", PROJECT)


def test_what_is_wrong_is_named_by_row_and_column() -> None:
    with pytest.raises(BadFile, match="row 4, column 'duration': 'long'"):
        csv("Title of all\nName,Duration\nA,1d\nB,long\n")

"""MSPDI written and read back loses nothing; MPXJ reads it too."""

from __future__ import annotations

import copy
import dataclasses
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from headway.exchange import mspdi_read, mspdi_write
from headway.exchange.bridge import to_mspdi
from headway.exchange.document import (
    AssignmentDoc,
    BadFile,
    CalendarDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    TaskDoc,
)
from tests.exchange_writing.documents import documents

WEEK: list[Any] = [[[480, 720], [780, 1020]]] * 5 + [[], []]
MONDAY = 29_929_440 + 480


def comparable(document: Document) -> dict[str, Any]:
    """A document with keys replaced by places, so that two of them can be compared."""
    places = {
        name: {item.id: n for n, item in enumerate(getattr(document, name))}
        for name in ("tasks", "calendars", "resources")
    }
    order = places["tasks"]
    names = {
        "parent_id": "tasks", "task_id": "tasks", "predecessor_id": "tasks", "successor_id": "tasks",
        "calendar_id": "calendars", "base_id": "calendars", "resource_id": "resources",
    }  # fmt: skip

    def plain(item: Any) -> dict[str, Any]:
        values = dataclasses.asdict(item)
        values.pop("id", None)
        values.pop("file_uid", None)
        values.pop("summary", None)
        for name, table in names.items():
            if values.get(name) is not None:
                values[name] = places[table].get(values[name])
        return values

    found: dict[str, Any] = {
        f.name: getattr(document, f.name)
        for f in dataclasses.fields(document)
        if f.name
        not in (
            "notes",
            "source",
            "tasks",
            "calendars",
            "resources",
            "links",
            "assignments",
            "baselines",
            "fields",
            "risks",
        )
    }
    found["risks"] = [
        [
            r.name,
            r.probability,
            r.active,
            r.notes,
            [(places["tasks"][k], d, s) for k, d, s in r.impacts],
        ]
        for r in document.risks
    ]
    found["calendar_id"] = places["calendars"].get(document.calendar_id)
    for name in ("tasks", "calendars", "resources", "assignments"):
        found[name] = [plain(item) for item in getattr(document, name)]
    for name in ("links", "baselines"):
        found[name] = sorted((plain(i) for i in getattr(document, name)), key=repr)
    found["fields"] = sorted(
        (
            [f.name, f.type, f.key, {order[k]: v for k, v in f.values.items()}]
            for f in document.fields
        ),
        key=repr,
    )
    return found


def again(document: Document) -> Document:
    return mspdi_read.read(mspdi_write.write(document))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_document_read_back_is_the_same(document: Document) -> None:
    before = copy.deepcopy(document)
    back = again(document)
    assert comparable(back) == comparable(before)
    assert comparable(again(back)) == comparable(before), "and once more"


def plan() -> Document:
    return Document(
        name="Ä <plan> & more",
        start=MONDAY,
        calendar_id=1,
        calendars=[
            CalendarDoc(
                1,
                "Site",
                week=WEEK,
                exceptions=[{"name": "Fair", "first": 20_790, "last": 20_791, "intervals": []}],
            ),
            CalendarDoc(2, "Nights", week=[[[1320, 1800]]] * 5 + [[], []]),
        ],
        resources=[
            ResourceDoc(1, "Ana", email="ana@example.org", standard_rate=55_500_000),
            ResourceDoc(2, "Sand", "material"),
        ],
        tasks=[
            TaskDoc(
                1, None, "Phase", duration=1440, stored_start=MONDAY, stored_finish=MONDAY + 3420
            ),
            TaskDoc(
                2,
                1,
                "Order",
                duration=480,
                notes="Two\nlines",
                stored_start=MONDAY,
                stored_finish=MONDAY + 540,
            ),
            TaskDoc(
                3,
                1,
                "Cure",
                duration=2880,
                duration_unit="ed",
                deadline=MONDAY + 9000,
                stored_start=MONDAY + 540,
                stored_finish=MONDAY + 3420,
            ),
            TaskDoc(
                4,
                None,
                "Done",
                milestone=True,
                constraint="fnet",
                constraint_date=MONDAY + 9000,
                stored_start=MONDAY + 9000,
                stored_finish=MONDAY + 9000,
            ),
        ],
        links=[
            LinkDoc(1, 2, 3, "SS", 240, "working", "h"),
            LinkDoc(2, 3, 4, "FF", -5000, "percent", "d"),
        ],
        assignments=[AssignmentDoc(1, 2, 1, 5000)],
        fields=[
            FieldDoc(1, "Rack", "text", "", {2: "R7"}),
            FieldDoc(2, "Cost centre", "number", "Number3", {2: 4711}),
        ],
    )


def test_other_programs_read_what_is_written() -> None:
    document = plan()
    there = mspdi_read.read(to_mspdi(mspdi_write.write(document), ".xml"))
    assert [t.name for t in there.tasks] == ["Phase", "Order", "Cure", "Done"]
    assert [t.parent_id for t in there.tasks] == [None, 1, 1, None]
    assert [(t.stored_start, t.stored_finish) for t in there.tasks] == [
        (t.stored_start, t.stored_finish) for t in document.tasks
    ]
    assert [(k.type, k.lag, k.lag_kind) for k in there.links] == [
        ("SS", 240, "working"),
        ("FF", -5000, "percent"),
    ]
    assert there.tasks[2].duration_unit == "ed"
    assert there.tasks[2].deadline == MONDAY + 9000
    assert (there.tasks[3].constraint, there.tasks[3].milestone) == ("fnet", True)
    assert there.tasks[1].notes == "Two\nlines"
    names = {c.name: c for c in there.calendars}
    assert names["Site"].exceptions[0]["first"] == 20_790
    assert names["Nights"].week is not None
    ana = next(r for r in there.resources if r.name == "Ana")
    assert (ana.email, ana.standard_rate) == ("ana@example.org", 55_500_000)
    assert there.assignments[0].units == 5000
    assert there.assignments[0].work == 240
    assert {f.name: list(f.values.values()) for f in there.fields} == {
        "Rack": ["R7"],
        "Cost centre": [4711.0],
    }


def test_where_tasks_stand_is_read_from_a_file_that_another_program_saved() -> None:
    document = plan()
    for task, status, category in zip(
        document.tasks,
        ("", "In review", "Done", "To do"),
        ("", "doing", "done", "todo"),
        strict=True,
    ):
        task.status, task.status_category = status, category
    document.tasks[1].story_points = 250
    document.tasks[1].work_type = "Bug"
    document.tasks[2].sprint = "Sprint 7"
    names = ("status", "status_category", "work_type", "story_points", "sprint")

    def standing(found: Document) -> list[list[Any]]:
        return [[getattr(task, name) for name in names] for task in found.tasks]

    # Such a program keeps what it knows, our mark behind it not.
    there = mspdi_read.read(to_mspdi(mspdi_write.write(document), ".xml"))
    assert standing(there) == standing(document)
    assert {f.name for f in there.fields} == {"Rack", "Cost centre"}


def test_control_characters_do_not_break_the_file() -> None:
    document = plan()
    document.tasks[0].name = "bell\x07 and \ud800half"
    body = mspdi_write.write(document).split(b"<?headway")[0]
    assert mspdi_read.read(body).tasks[0].name == "bell and half"


@pytest.mark.parametrize(
    "residue",
    [
        b"{", b"[]", b'{"tasks": 3}', b'{"tasks": {"count": 4, "items": {"x": 1, "99": {}}}}',
        b'{"tasks": {"count": 4, "items": {"1": {"work": "much", "number": true, "extra": [1]}}}}',
        b'{"document": {"start": "now", "zone": 3, "baseline_names": {"0": [1, 2]}}}',
        b'{"more_fields": [["a", "b"], ["a", "text", "", {"77": 1}], 5]}',
        '{"tasks": {"count": 4, "items": {"\u00b2": {"work": 1}}}}'.encode(),
        b'{"more_fields": [["a", "text", "", {"' + b"9" * 5000 + b'": "x"}]]}',
    ],
)  # fmt: skip
def test_a_forged_residue_changes_no_types(residue: bytes) -> None:
    body = mspdi_write.write(plan()).split(b"<?headway")[0]
    forged = mspdi_read.read(body + b"<?headway " + residue + b"?>")
    plain = mspdi_read.read(body)
    assert comparable(forged)["tasks"] == comparable(plain)["tasks"]
    assert (forged.start, forged.zone, forged.baseline_names) == (plain.start, plain.zone, {})


def test_a_comment_full_of_marks_is_read_in_one_go() -> None:
    body = mspdi_write.write(plan()).split(b"<?headway")[0]
    begun = time.monotonic()
    mspdi_read.read(body + b"<!--" + b"<?headway " * 100_000 + b"-->")
    assert time.monotonic() - begun < 10


def test_a_file_without_our_mark_is_read_as_before() -> None:
    with pytest.raises(BadFile):
        mspdi_read.read(b"<Project/>")

"""Calendars and extras that are not what they should be: one must not stop a whole workspace."""

from __future__ import annotations

from typing import Any

import pytest

from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

PLAIN = [[[540, 1020]]] * 5 + [[], []]
SPAN = {"first": 20_000, "last": 20_001}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"work_weeks": [SPAN]}, "work_weeks.0.week"),
        ({"work_weeks": [{**SPAN, "week": [[]]}]}, "work_weeks.0.week"),
        ({"exceptions": [{**SPAN, "intervals": "x", "week": None}]}, "exceptions.0.intervals"),
        ({"exceptions": [{**SPAN, "intervals": [["a", "b"]]}]}, "exceptions.0.intervals"),
        ({"exceptions": [{**SPAN, "name": 5}]}, "exceptions.0.name"),
        ({"exceptions": [{"first": True, "last": 2}]}, "exceptions.0"),
        ({"exceptions": False}, "exceptions"),
    ],
    ids=str,
)
def test_a_malformed_calendar_is_refused(place: Place, fields: dict[str, Any], field: str) -> None:
    project = place.project()
    payload = {"fields": {"name": "Odd", "week": PLAIN, **fields}}
    sent = {"type": "calendar.create", "stream": place.workspace, "payload": payload}
    answer = place.owner.post("/commands", sent)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["field"] == field
    place.task(project, "Still works")


def test_a_calendar_without_work_and_one_that_overlaps_itself(place: Place) -> None:
    project = place.project()
    task = place.task(project, "A", duration="1d")
    for week in ([[]] * 7, [[[0, 2880]]] * 7):
        payload = {"fields": {"name": "Odd", "week": week, "work_weeks": [{**SPAN, "week": None}]}}
        sent = {"type": "calendar.create", "stream": place.workspace, "payload": payload}
        key = place.owner.post("/commands", sent).json()["created"]["calendars"][0]
        answer = place.owner.patch(f"/tasks/{task}", {"calendar_id": key})
        assert answer.status_code in (200, 422), answer.content
        place.task(project, "Still works")


@pytest.mark.parametrize(
    "extra",
    [
        [1],
        {"pauses": "x"},
        {"pauses": [[1, "b"]]},
        {"pauses": [[5, 1]]},
        {"pauses": [[0, 10**12]]},
        {"contour": "flat"},
        {"overtime": None},
    ],
    ids=str,
)
def test_an_extra_of_another_shape_is_refused(place: Place, extra: Any) -> None:
    project = place.project()
    task = place.task(project, "A", assignees="Ana")
    (assignment,) = place.tasks(project)["A"]["assignments"]
    for type_, key in (("task.update", task), ("assignment.update", assignment["id"])):
        payload = {"id": key, "fields": {"extra": extra}}
        sent = {"type": type_, "stream": project, "payload": payload}
        answer = place.owner.post("/commands", sent)
        assert answer.status_code == 422, (type_, answer.content)
        assert answer.json()["errors"][0]["field"].startswith(f"{type_.split('.')[0]}s.extra")
    payload = {
        "id": task,
        "fields": {"extra": {"pauses": [[29_000_000, 29_000_100]], "contour": 1}},
    }
    sent = {"type": "task.update", "stream": project, "payload": payload}
    assert place.owner.post("/commands", sent).status_code == 200

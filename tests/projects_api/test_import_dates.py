"""Dates of a file that differ: the reason of each, and which of the file's can be kept."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from headway.exchange.differences import RULES
from headway.projects.import_report import BY_RULE
from tests.exchange_reading.mspdi import link, project, task
from tests.exchange_reading.test_rules import PEOPLE, SHIFTS, assignment
from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

OTHER = {"Start": "2026-03-10T08:00:00", "Finish": "2026-03-10T17:00:00"}
"""Dates that follow from nothing in the files here."""
STARTED = {
    "ActualStart": "2026-03-03T08:00:00", "PercentComplete": 50, "Start": "2026-03-03T08:00:00",
    "Finish": "2026-03-12T17:00:00",
}  # fmt: skip


def taken(
    place: Place, *tasks: str, rows: tuple[str, ...] = (), staff: str = PEOPLE, **fields: Any
) -> tuple[int, Any]:
    """Import a file of tasks and assignments; return the project and its report."""
    tail = f"{staff}<Assignments>{''.join(rows)}</Assignments>"
    data = project(*tasks, calendars=SHIFTS, tail=tail)
    fields.setdefault("workspace_id", place.workspace)
    answer = place.owner.upload("/projects/import", data, "plan.xml", **fields)
    assert answer.status_code == 201, answer.content
    return answer.json()["project"]["id"], answer.json()["report"]


def by_name(report: Any) -> dict[str, Any]:
    return {one["name"]: one for one in report["dates"]["differences"]}


def reason(place: Place, *rows: str, **fields: Any) -> str:
    """Return the reason why a task differs, with these assignments and values."""
    _, report = taken(place, task(1, "Work", **{**OTHER, **fields}), rows=rows)
    return str(by_name(report)["Work"]["reason"])


def test_what_has_started_cannot_be_kept_and_holds_up_nothing_else(place: Place) -> None:
    key, report = taken(place, task(1, "Going", **STARTED), task(2, "A", **OTHER), task(3, "B", **OTHER))  # fmt: skip
    found = by_name(report)
    assert {name: one["keepable"] for name, one in found.items()} == {
        "Going": False, "A": True, "B": True,
    }  # fmt: skip
    assert found["A"]["why_not"] == ""
    assert found["Going"]["why_not"] == "It has started: its dates come from its actuals."
    path = f"/projects/{key}/import-report/keep"
    every = [one["task_id"] for one in report["dates"]["differences"]]
    refused = place.owner.post(path, {"task_ids": every})
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["field"] == f"task_ids.{every.index(found['Going']['task_id'])}"
    assert error["message"].startswith("'Going': It has started")
    keepable = [one["task_id"] for one in found.values() if one["keepable"]]
    assert place.owner.post(path, {"task_ids": keepable}).status_code == 200
    tasks = place.tasks(key)
    assert (tasks["A"]["start"], tasks["B"]["mode"]) == ("2026-03-10T08:00:00", "manual")
    assert tasks["Going"]["mode"] == "auto"


def test_what_is_gone_from_the_plan_cannot_be_kept(place: Place) -> None:
    key, report = taken(place, task(1, "A", **OTHER), task(2, "B", **OTHER))
    place.owner.delete(f"/tasks/{by_name(report)['A']['task_id']}")
    now = by_name(place.owner.get(f"/projects/{key}/import-report").json())
    assert not now["A"]["keepable"]
    assert now["A"]["why_not"] == "It is no longer in the plan."
    assert now["B"]["keepable"]


def test_every_rule_has_its_words() -> None:
    assert set(BY_RULE) == set(RULES)


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ((assignment(1, 1, "PT8H0M0S", WorkContour=1),), {}),
        ((assignment(1, 1, "PT8H0M0S", OvertimeWork="PT1H0M0S"),), {}),
        ((assignment(1, 1, "PT8H0M0S"), assignment(2, 2, "PT8H0M0S")), {}),
        ((), {"LevelingDelay": 4800, "LevelingDelayFormat": 7}),
    ],
)
def test_what_dates_follow_from_here_is_no_reason(
    place: Place, rows: tuple[str, ...], fields: dict[str, Any]
) -> None:
    found = reason(place, *rows, **fields)
    assert found not in BY_RULE.values()
    assert found.startswith(("Here: ", "Starts as in the file, "))


def test_a_rule_that_explains_a_difference_is_named(place: Place) -> None:
    assert reason(place, assignment(1, 1, "PT0H0M0S")) == BY_RULE["cost_only"]
    elsewhere = reason(place, inner=link(99))
    assert elsewhere == BY_RULE["links_to_other_files"]


def test_two_people_of_the_file_who_are_one_here_are_named(place: Place) -> None:
    made = place.owner.command(
        place.workspace, "resource.create", {"fields": {"name": "Zoë", "kind": "work"}}
    )
    (zoe,) = made["created"]["resources"]
    people = json.dumps({"Ann": zoe, "Bob": zoe})
    rows = (assignment(1, 1, "PT8H0M0S"), assignment(2, 2, "PT8H0M0S"))
    plain = re.sub("<CalendarUID>.</CalendarUID>", "", PEOPLE)
    _, report = taken(place, task(1, "Work", **OTHER), rows=rows, staff=plain, people=people)
    assert by_name(report)["Work"]["reason"] == "'Ann' and 'Bob' of the file are one here."

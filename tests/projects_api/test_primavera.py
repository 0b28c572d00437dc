"""A plan of Primavera P6 is scheduled by P6's rules wherever it is: by the file, as a project, and in a
project's own file; the rules are settings of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.cli.main import main
from tests.line.invariants import check
from tests.projects_api.helpers import Place
from tests.projects_api.xer import xer

pytestmark = pytest.mark.slow

SAME = (
    "start", "finish", "duration_minutes", "total_float_minutes", "free_float_minutes", "critical",
    "late_start", "late_finish",
)  # fmt: skip


def of_file(data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `headway schedule` says of a file, by the task's name."""
    path = folder / "racks.xer"
    path.write_bytes(data)
    assert main(["schedule", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    return {task["name"]: {name: task[name] for name in SAME} for task in answer["tasks"]}


def imported(place: Place, data: bytes, name: str = "racks.xer") -> int:
    answer = place.owner.upload("/projects/import", data, name, workspace_id=place.workspace)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["project"]["id"])


def of_project(place: Place, project: int) -> dict[str, Any]:
    tasks = place.tasks(project)
    return {name: {field: task[field] for field in SAME} for name, task in tasks.items()}


def starts(place: Place, project: int) -> dict[str, str]:
    return {name: task["start"][:10] for name, task in place.tasks(project).items()}


def update(place: Place, project: int, **fields: Any) -> None:
    place.owner.command(project, "project.update", {"fields": fields})


@pytest.mark.parametrize(
    ("lag", "calendar", "weekly", "guard"),
    [
        # Daily ends on Friday evening: eight hours of lag are Saturday, Monday, or over at night.
        ("rcal_Predecessor", "predecessor", "2026-03-09", "2026-03-08"),
        ("rcal_Successor", "successor", "2026-03-10", "2026-03-08"),
        ("rcal_ProjDefault", "project", "2026-03-10", "2026-03-10"),
        ("rcal_24Hour", "successor", "2026-03-09", "2026-03-07"),
    ],
)
def test_an_imported_plan_has_the_dates_of_its_file(
    place: Place,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lag: str,
    calendar: str,
    weekly: str,
    guard: str,
) -> None:
    data = xer(lag)
    project = imported(place, data)
    (settings,) = place.owner.rows(project, "projects")
    assert (settings["from_status_date"], settings["lag_calendar"]) == (True, calendar)
    found = of_project(place, project)
    assert found == of_file(data, tmp_path, capsys)
    assert (found["Weekly"]["start"][:10], found["Guard"]["start"][:10]) == (weekly, guard)
    # As of Thursday: nothing unfinished lies before it, and what is left waits for its links.
    assert found["New"]["start"] == "2026-03-05T08:00:00"
    assert found["Going"]["start"] == "2026-03-02T08:00:00"
    assert found["Going"]["finish"] == "2026-03-10T17:00:00"
    file = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    assert of_project(place, imported(place, file, "again.xml")) == found


def test_the_rules_are_settings_that_move_the_plan(place: Place) -> None:
    project = imported(place, xer("rcal_Predecessor"))
    update(place, project, lag_calendar="project")
    assert (starts(place, project)["Weekly"], starts(place, project)["Guard"]) == (
        "2026-03-10", "2026-03-10",
    )  # fmt: skip
    check(project)
    # A task that comes and one that changes count by the same calendar.
    (daily,) = [t["id"] for t in place.tasks(project).values() if t["name"] == "Daily"]
    key = place.task(project, "Later", duration="1d")
    place.owner.post(
        f"/projects/{project}/links",
        {"predecessor_id": daily, "successor_id": key, "lag": 480},
    )
    place.owner.patch(f"/tasks/{daily}", {"duration": "3d"})
    check(project)
    update(place, project, lag_calendar="successor", status_date=None)
    # Without a status date nothing is held by it: no date of a plan follows the clock.
    assert starts(place, project)["New"] == "2026-03-02"
    check(project)


def test_a_later_status_date_takes_unfinished_work_along_only_if_the_project_says_so(
    place: Place,
) -> None:
    project = imported(place, xer("rcal_Predecessor"))
    friday = 60 * 8 + 1440 * 20518
    update(place, project, status_date=friday)
    assert starts(place, project)["New"] == "2026-03-06"
    # Nothing is left behind, and further on only the status date itself takes it.
    told = place.owner.get(f"/projects/{project}/tracking").json()
    assert (told["status_date"], told["left_behind"]) == ("2026-03-06T08:00:00", [])
    refused = place.owner.command(project, "progress.move_unfinished", {"at": friday + 1440}, 422)
    assert refused["errors"][0]["field"] == "at"
    assert "set a later status date" in json.dumps(refused)
    new = place.tasks(project)["New"]["id"]
    sooner = {"id": new, "start": friday - 2 * 1440}
    (note,) = place.owner.command(project, "task.reschedule", sooner)["notes"]
    assert note["text"] == "Held by the status date: it starts 6 Mar 2026"
    why = place.owner.get(f"/tasks/{new}/why").json()
    assert "Starts from the status date on, 6 Mar 2026" in json.dumps(why)
    update(place, project, from_status_date=False)
    assert starts(place, project)["New"] == "2026-03-02"
    own = place.project("Own")
    (settings,) = place.owner.rows(own, "projects")
    assert (settings["from_status_date"], settings["lag_calendar"]) == (False, "successor")
    place.task(own, "Order", duration="1d")
    update(place, own, status_date=friday + 1440 * 365)
    assert starts(place, own)["Order"] == "2026-12-01"


def test_a_calendar_of_lag_that_is_none_is_refused_by_its_name(place: Place) -> None:
    project = place.project()
    payload = {"fields": {"lag_calendar": "always"}}
    answer = place.owner.command(project, "project.update", payload, 422)
    assert "lag_calendar" in json.dumps(answer["errors"])

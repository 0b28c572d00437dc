"""Levelling of live projects: listed, previewed, applied as shown, undone, refused when outdated."""

from __future__ import annotations

from typing import Any

from headway.analysis import running
from tests.projects_api.helpers import Person, Place

START = "2030-03-04"  # a Monday, ahead of any day on which this runs
OPTIONS = {"seconds": 2}


def plan(place: Place, **more: Any) -> tuple[int, dict[str, int]]:
    """Make a project in which Ana is to do three things at once; return it and its tasks."""
    project = place.project(start=START, **more)
    tasks = {
        name: place.task(project, name, **fields)
        for name, fields in (
            ("Dig", {"duration": "3d", "assignees": ["Ana"]}),
            ("Fill", {"duration": "2d", "assignees": ["Ana"]}),
            ("Paint", {"duration": "1d", "assignees": ["Ana"]}),
            ("Plant", {"duration": "4d", "assignees": ["Ben"]}),
        )
    }
    return project, tasks


def levelled(place: Place, project: int, person: Person | None = None, **options: Any) -> Any:
    """Level and return the run."""
    who = person or place.owner
    answer = who.post(f"/projects/{project}/levelling", {**OPTIONS, **options})
    assert answer.status_code == 202, answer.content
    assert running.work_off() == 1
    run = who.get(f"/runs/{answer.json()['id']}").json()
    assert run["state"] == "done", run["error"]
    return run


def listed(place: Place, project: int, **query: Any) -> Any:
    answer = place.viewer.get(f"/projects/{project}/levelling", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def payload(run: Any, number: int = 0) -> dict[str, Any]:
    """Return what applies a preview."""
    return {k: v for k, v in run["result"]["checked"][number].items() if k != "project_id"}


def apply(place: Place, project: int, run: Any, person: Person | None = None) -> Any:
    command = {"type": "levelling.apply", "stream": project, "payload": payload(run)}
    return (person or place.owner).post("/commands", command)


def test_who_is_asked_for_too_much(place: Place) -> None:
    project, tasks = plan(place)
    told = listed(place, project)
    assert told["delayed"] == 0
    over = told["items"]
    assert [(o["name"], o["units"], o["capacity"]) for o in over] == [
        ("Ana", 30_000, 10_000),
        ("Ana", 20_000, 10_000),
    ]
    first, second = over
    assert (first["start"], first["finish"]) == ("2030-03-04T09:00:00", "2030-03-04T17:00:00")
    assert (second["start"], second["finish"]) == ("2030-03-05T09:00:00", "2030-03-05T17:00:00")
    assert [t["name"] for t in first["tasks"]] == ["Dig", "Fill", "Paint"]
    assert (first["excess_minutes"], second["excess_minutes"]) == (960, 480)
    assert {t["id"] for t in second["tasks"]} == {tasks["Dig"], tasks["Fill"]}


def test_a_preview_is_applied_as_shown_and_undone(place: Place) -> None:
    project, _ = plan(place)
    before = place.tasks(project)
    run = levelled(place, project)
    result = run["result"]
    assert (result["status"], result["left"]) == ("optimal", [])
    assert len(result["removed"]) == 2
    assert result["finish"] == "2030-03-11T17:00:00"
    moves = {m["name"]: m for m in result["moves"]}
    assert "Plant" not in moves
    assert all(m["removes"] for m in moves.values())
    assert place.tasks(project) == before
    answer = apply(place, project, run)
    assert answer.status_code == 200, answer.content
    after = place.tasks(project)
    for name, task in after.items():
        shown = moves.get(name, {"start": before[name]["start"], "finish": before[name]["finish"]})
        assert (task["start"], task["finish"]) == (shown["start"], shown["finish"])
    told = listed(place, project)
    assert told["items"] == []
    assert told["delayed"] == len([m for m in moves.values() if m["levelled"]])
    undone = place.owner.post(f"/changesets/{answer.json()['id']}/undo")
    assert undone.status_code == 200
    assert place.tasks(project) == before
    assert len(listed(place, project)["items"]) == 2
    again = place.owner.post(f"/changesets/{undone.json()['id']}/undo")
    assert again.status_code == 200
    assert place.tasks(project) == after
    cleared = place.member.post(
        "/commands", {"type": "levelling.clear", "stream": project, "payload": {}}
    )
    assert cleared.status_code == 200
    assert place.tasks(project) == before

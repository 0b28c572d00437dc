"""Levelling of live projects: listed, previewed, applied as shown, undone, refused when outdated."""

from __future__ import annotations

from typing import Any

from headway.analysis import running
from tests.projects_api.helpers import Person, Place

START = "2030-03-04"  # a Monday, ahead of any day on which this runs
OPTIONS = {"seconds": 30}  # as long as a busy machine may take; a proof ends it


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


def apply(place: Place, project: int, run: Any, person: Person | None = None) -> Any:
    command = {
        "type": "levelling.apply",
        "stream": project,
        "payload": {"projects": run["result"]["checked"]},
    }
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


def test_what_a_preview_rests_on_may_not_have_moved(place: Place) -> None:
    project, tasks = plan(place)
    run = levelled(place, project)
    # What has nothing to do with it does not matter.
    assert place.owner.patch(f"/tasks/{tasks['Plant']}", {"duration": "5d"}).status_code == 200
    assert place.owner.patch(f"/tasks/{tasks['Dig']}", {"notes": "Deep"}).status_code == 200
    before = place.tasks(project)
    changes = (
        ({"duration": "4d"}, {"duration": "3d"}, "the plan changed since"),
        ({"assignees": ["Ben"]}, {"assignees": ["Ana"]}, "Others work on"),
    )
    for task in ("Dig", "Fill"):
        if not any(m["name"] == task and m["levelled"] for m in run["result"]["moves"]):
            continue
        for change, back, words in changes:
            if "duration" in change:
                back = {"duration_minutes": before[task]["duration_minutes"]}
            assert place.owner.patch(f"/tasks/{tasks[task]}", change).status_code == 200
            moved = place.tasks(project)
            answer = apply(place, project, run)
            assert (answer.status_code, answer.json()["type"]) == (409, "outdated")
            assert words in answer.json()["detail"]
            assert place.tasks(project) == moved
            assert place.owner.patch(f"/tasks/{tasks[task]}", back).status_code == 200
    assert apply(place, project, run).status_code == 200
    removed = place.owner.post(
        "/commands", {"type": "task.delete", "stream": project, "payload": {"ids": [tasks["Dig"]]}}
    )
    assert removed.status_code == 200
    gone = apply(place, project, run)
    assert (gone.status_code, gone.json()["type"]) == (409, "outdated")


def test_who_may_apply_and_what_is_refused(place: Place) -> None:
    project, tasks = plan(place)
    run = levelled(place, project, place.viewer, seconds=15)
    assert apply(place, project, run, place.viewer).status_code == 403
    assert apply(place, project, run, place.stranger).status_code == 404
    for wrong, field in (
        ({"seconds": -1}, "seconds"),
        ({"seconds": 1e9}, "seconds"),
        ({"alone": [123]}, "alone"),
        ({"projects": [project]}, "projects"),
        ({"speed": 1}, "speed"),
    ):
        answer = place.owner.post(f"/projects/{project}/levelling", wrong)
        assert answer.status_code == 422, wrong
        assert field in answer.json()["errors"][0]["field"]
    assert place.owner.post(
        f"/projects/{project}/levelling", {"projects": [tasks["Dig"]]}
    ).status_code == 404  # fmt: skip
    delay = {"id": tasks["Dig"], "levelling_delay": 60}
    for payload, status in (
        ({"projects": [{"tasks": [{**delay, "levelling_delay": -1}]}]}, 422),
        ({"projects": [{"tasks": [delay, delay]}]}, 422),
        ({"projects": [{"tasks": []}]}, 422),
        ({"projects": [{"tasks": [{"id": 7, "levelling_delay": 60}]}]}, 409),
        ({"projects": [{"project_id": place.workspace, "tasks": [delay]}]}, 409),
    ):
        command = {"type": "levelling.apply", "stream": project, "payload": payload}
        assert place.owner.post("/commands", command).status_code == status, payload


def test_a_plan_that_runs_backward_says_so(place: Place) -> None:
    answer = place.owner.post(
        "/projects",
        {"name": "Back", "finish_by": "2030-06-28", "workspace_id": place.workspace},
    )
    project = answer.json()["created"]["projects"][0]
    for name in ("A", "B"):
        place.task(project, name, duration="2d", assignees=["Ana"])
    run = place.owner.post(f"/projects/{project}/levelling", OPTIONS).json()
    running.work_off()
    told = place.owner.get(f"/runs/{run['id']}").json()
    assert told["state"] == "failed"
    assert "from its finish" in told["error"]


def test_within_float_and_left_alone(place: Place) -> None:
    project, tasks = plan(place)
    # The finish may not move: six days of work for Ana do not fit into four.
    run = levelled(place, project, within_float=True, seconds=1)
    result = run["result"]
    assert result["finish"] == result["finish_before"] == "2030-03-07T17:00:00"
    assert result["left"]
    alone = levelled(place, project, alone=[tasks["Dig"]])
    assert "Dig" not in {m["name"] for m in alone["result"]["moves"]}
    assert alone["result"]["left"] == []
    place.owner.patch(f"/tasks/{tasks['Paint']}", {"priority": 1000})
    first = levelled(place, project)
    assert "Paint" not in {m["name"] for m in first["result"]["moves"]}


def test_people_who_work_elsewhere_too(place: Place) -> None:
    first, _ = plan(place)
    second = place.project("Garden", start=START)
    weed = place.task(second, "Weed", duration="2d", assignees=["Ana"])
    told = listed(place, first, others="true")
    assert [(p["id"], p["name"], p["edits"]) for p in told["projects"]] == [
        (second, "Garden", False)
    ]
    assert told["items"][0]["units"] == 40_000
    assert "Weed" in {t["name"] for t in told["items"][0]["tasks"]}
    assert listed(place, first)["items"][0]["units"] == 30_000
    # As fixed load: nothing of the first project where Ana weeds.
    run = levelled(place, first, others=True, seconds=2)
    assert run["result"]["left"] == []
    assert {m["project_id"] for m in run["result"]["moves"]} == {first}
    assert all(m["start"] >= "2030-03-06" for m in run["result"]["moves"])
    assert run["result"]["finish"] == "2030-03-13T17:00:00"
    assert apply(place, first, run).status_code == 200
    assert listed(place, first, others="true")["items"] == []
    assert listed(place, second, others="true")["items"] == []
    # Together: both may move, as one change that is undone as one.
    place.owner.post("/commands", {"type": "levelling.clear", "stream": first, "payload": {}})
    before = (place.tasks(first), place.tasks(second))
    place.owner.patch(f"/tasks/{weed}", {"priority": 100})
    both = levelled(place, first, projects=[second], seconds=2)
    assert both["result"]["left"] == []
    assert {p["id"] for p in both["result"]["projects"]} == {first, second}
    moves = {m["task_id"]: m for m in both["result"]["moves"]}
    assert moves[weed]["start"] == "2030-03-12T09:00:00"
    answer = apply(place, first, both)
    assert answer.status_code == 200, answer.content
    assert {c["stream"] for c in answer.json()["changesets"]} == {first, second}
    after = {**place.tasks(first), **place.tasks(second)}
    for task in after.values():
        if task["id"] in moves:
            shown = moves[task["id"]]
            assert (task["start"], task["finish"]) == (shown["start"], shown["finish"])
    undone = place.owner.post(f"/changesets/{answer.json()['changesets'][1]['id']}/undo")
    assert undone.status_code == 200, undone.content
    assert (place.tasks(first), place.tasks(second)) == (
        before[0],
        {k: {**v, "priority": 100} for k, v in before[1].items()},
    )


def test_other_workspaces_are_no_neighbours(place: Place) -> None:
    project, _ = plan(place)
    elsewhere = place.stranger.get("/me").json()["workspaces"][0]["id"]
    made = place.stranger.post(
        "/projects", {"name": "Theirs", "start": START, "workspace_id": elsewhere}
    )
    theirs = made.json()["created"]["projects"][0]
    task = place.stranger.post(f"/projects/{theirs}/tasks", {"name": "Own"}).json()
    body = {"projects": [theirs]}
    assert place.owner.post(f"/projects/{project}/levelling", body).status_code == 404
    delay = {"id": task["created"]["tasks"][0], "levelling_delay": 60}
    part = {"project_id": theirs, "tasks": [delay]}
    command = {"type": "levelling.apply", "stream": project, "payload": {"projects": [part]}}
    assert place.owner.post("/commands", command).status_code == 404


def test_work_is_split_where_it_may_be(place: Place) -> None:
    project = place.project(start=START)
    # Two days that cannot move, amid five: the long task rests meanwhile.
    fixed = place.task(project, "Audit", duration="2d", assignees=["Ana"])
    place.owner.patch(f"/tasks/{fixed}", {"mode": "manual", "start": "2030-03-06"})
    long = place.task(project, "Write", duration="5d", assignees=["Ana"])
    whole = levelled(place, project)["result"]
    assert whole["finish"] == "2030-03-14T17:00:00"
    run = levelled(place, project, splitting=True, seconds=2)
    result = run["result"]
    assert result["left"] == []
    (move,) = [m for m in result["moves"] if not m["summary"]]
    assert (move["task_id"], move["parts"]) == (long, 2)
    assert (move["start"], move["finish"]) == ("2030-03-04T09:00:00", "2030-03-12T17:00:00")
    before = place.tasks(project)
    answer = apply(place, project, run)
    assert answer.status_code == 200, answer.content
    task = place.tasks(project)["Write"]
    assert (task["start"], task["finish"]) == (move["start"], move["finish"])
    assert listed(place, project)["items"] == []
    assert place.owner.post(f"/changesets/{answer.json()['id']}/undo").status_code == 200
    assert place.tasks(project) == before

"""A task's column of the board through HTTP."""

from __future__ import annotations

from tests.projects_api.helpers import Place


def test_a_status_is_read_and_set_by_name(place: Place) -> None:
    project = place.project()
    key = place.task(project, "Order", duration="2d")
    first = place.tasks(project)["Order"]
    assert (first["status"], first["progress_source"]) == ("To do", "typed")
    answer = place.owner.patch(f"/tasks/{key}", {"status": "done"})
    assert answer.status_code == 200, answer.content
    item = place.owner.get(f"/tasks/{key}").json()
    assert (item["status"], item["percent_complete"], item["progress_source"]) == (
        "Done", 100, "board",
    )  # fmt: skip
    assert item["actual_finish"] is not None


def test_a_task_is_made_in_a_column(place: Place) -> None:
    project = place.project()
    place.task(project, "Order", status="Doing", progress_source="board")
    assert place.tasks(project)["Order"]["status"] == "Doing"


def test_a_plan_nobody_dragged_follows_its_progress_and_summaries_stand_nowhere(
    place: Place,
) -> None:
    project = place.project()
    phase = place.task(project, "Phase")
    place.task(project, "Half", parent_id=phase, percent_complete=50)
    place.task(project, "Whole", parent_id=phase, percent_complete=100)
    found = {name: item["status"] for name, item in place.tasks(project).items()}
    assert found == {"Phase": None, "Half": "Doing", "Whole": "Done"}


def test_an_unknown_column_is_named_with_those_there_are(place: Place) -> None:
    project = place.project()
    key = place.task(project, "Order")
    answer = place.owner.patch(f"/tasks/{key}", {"status": "Shipped"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {
            "field": "status",
            "message": "There is no such column; there are: To do, Doing, Done.",
        }
    ]
    both = place.owner.patch(f"/tasks/{key}", {"status": "Done", "status_id": 5})
    assert both.json()["errors"][0]["field"] == "status"
    assert place.tasks(project)["Order"]["status"] == "To do"


def test_viewers_read_columns_and_guests_move_their_own(place: Place) -> None:
    project = place.project()
    mine = place.task(project, "Mine")
    child = place.task(project, "Child", parent_id=mine)
    other = place.task(project, "Other")
    guest = place.guest(project, mine)
    assert place.viewer.patch(f"/tasks/{child}", {"status": "Done"}).status_code == 403
    assert guest.patch(f"/tasks/{child}", {"status": "Done"}).status_code == 200
    assert guest.patch(f"/tasks/{other}", {"status": "Done"}).status_code == 404
    assert place.tasks(project, guest)["Child"]["status"] == "Done"
    shot = guest.get(f"/projects/{project}/snapshot").json()["tables"]
    assert shot["statuses"]["name"] == ["To do", "Doing", "Done"]
    assert "Other" not in shot["tasks"]["name"]
    assert place.stranger.patch(f"/tasks/{child}", {"status": "Done"}).status_code == 404


def test_an_import_gets_the_usual_columns(place: Place) -> None:
    text = b"Name,Duration,% Complete\nBuild,2d,0\nTest,1d,100\n"
    answer = place.owner.upload(
        "/projects/import", text, "plan.csv", workspace_id=str(place.workspace)
    )
    assert answer.status_code == 201, answer.content
    project = answer.json()["project"]["id"]
    assert {n: t["status"] for n, t in place.tasks(project).items()} == {
        "Build": "To do", "Test": "Done",
    }  # fmt: skip

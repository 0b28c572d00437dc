"""Tasks and links through HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.projects_api.helpers import Place


def test_a_task_is_made_with_all_that_is_said_of_it(place: Place) -> None:
    project = place.project()
    first = place.task(project, "Order", duration="2d")
    answer = place.owner.post(
        f"/projects/{project}/tasks",
        {"name": "Install", "duration": "3d", "assignees": "Ana; Bob", "predecessors": "1FS+1d",
         "deadline": "2026-12-10", "notes": "Bring a screwdriver", "priority": 700},
    )  # fmt: skip
    assert answer.status_code == 201
    task = place.tasks(project)["Install"]
    assert answer.json()["created"]["tasks"] == [task["id"]]
    assert task["start"] == "2026-12-04T09:00:00"
    assert task["finish"] == "2026-12-08T17:00:00"
    assert task["duration_minutes"] == 3 * 480
    assert task["deadline"] == "2026-12-10T17:00:00"
    assert task["priority"] == 700
    assert [a["name"] for a in task["assignments"]] == ["Ana", "Bob"]
    assert [(p["task_id"], p["type"], p["lag"]) for p in task["predecessors"]] == [
        (first, "FS", 480)
    ]


def test_dates_pin_automatic_tasks_visibly(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Order", duration="2d")
    answer = place.owner.patch(f"/tasks/{task}", {"start": "2026-12-07"})
    assert answer.status_code == 200
    assert [n["text"] for n in answer.json()["notes"]] == ["Not before 7 Dec 2026"]
    item = place.owner.get(f"/tasks/{task}").json()
    assert (item["constraint"], item["start"]) == ("snet", "2026-12-07T09:00:00")
    place.owner.patch(f"/tasks/{task}", {"constraint": "asap"})
    assert place.owner.get(f"/tasks/{task}").json()["start"] == "2026-12-01T09:00:00"


def test_start_and_finish_together_set_the_length(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Order", duration="2d")
    place.owner.patch(f"/tasks/{task}", {"start": "2026-12-04", "finish": "2026-12-08"})
    item = place.owner.get(f"/tasks/{task}").json()
    assert item["start"] == "2026-12-04T09:00:00"
    assert item["finish"] == "2026-12-08T17:00:00"
    assert item["duration_minutes"] == 3 * 480


def test_manual_tasks_take_their_dates(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Fair", mode="manual", start="2026-12-05", finish="2026-12-06")
    item = place.owner.get(f"/tasks/{task}").json()
    assert (item["start"], item["finish"]) == ("2026-12-05T09:00:00", "2026-12-06T17:00:00")


def test_progress_stays_consistent(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Order", duration="4d")
    place.owner.patch(f"/tasks/{task}", {"percent_complete": 50})
    item = place.owner.get(f"/tasks/{task}").json()
    assert item["percent_complete"] == 50
    assert item["actual_start"] == "2026-12-01T09:00:00"
    place.owner.patch(f"/tasks/{task}", {"actual_finish": "2026-12-07"})
    item = place.owner.get(f"/tasks/{task}").json()
    assert (item["percent_complete"], item["finish"]) == (100, "2026-12-07T17:00:00")


def test_outline_by_parent_and_position(place: Place) -> None:
    project = place.project()
    phase = place.task(project, "Phase")
    names = ["A", "B", "C"]
    keys = {n: place.task(project, n, parent_id=phase) for n in names}
    place.owner.patch(f"/tasks/{keys['C']}", {"position": 0})
    place.task(project, "D", after_id=keys["C"])
    assert list(place.tasks(project)) == ["Phase", "C", "D", "A", "B"]
    assert place.tasks(project)["D"]["wbs"] == "1.2"
    place.owner.patch(f"/tasks/{keys['A']}", {"parent_id": None})
    assert place.tasks(project)["A"]["parent_id"] is None
    assert place.tasks(project)["A"]["wbs"] == "2"


def test_predecessors_as_text_and_list(place: Place) -> None:
    project = place.project()
    a, b, c = (place.task(project, n, duration="1d") for n in "ABC")
    place.owner.patch(f"/tasks/{c}", {"predecessors": "1SS+50%; 2"})
    links = place.tasks(project)["C"]["predecessors"]
    assert [(p["task_id"], p["type"], p["lag"], p["lag_kind"]) for p in links] == [
        (a, "SS", 5000, "percent"),
        (b, "FS", 0, "working"),
    ]
    place.owner.patch(f"/tasks/{c}", {"predecessors": [{"task_id": b, "type": "FF", "lag": 60}]})
    (link,) = place.tasks(project)["C"]["predecessors"]
    assert (link["task_id"], link["type"], link["lag"]) == (b, "FF", 60)
    key = place.owner.get(f"/projects/{project}").json()["key"]
    place.owner.patch(f"/tasks/{c}", {"predecessors": f"{key}-1"})
    assert place.tasks(project)["C"]["predecessors"][0]["task_id"] == a
    place.owner.patch(f"/tasks/{c}", {"predecessors": ""})
    assert place.tasks(project)["C"]["predecessors"] == []


def test_links_are_made_changed_and_removed(place: Place) -> None:
    project = place.project()
    a, b = (place.task(project, n, duration="1d") for n in "AB")
    answer = place.owner.post(
        f"/projects/{project}/links", {"predecessor_id": a, "successor_id": b, "lag": "2d"}
    )
    assert answer.status_code == 201
    (link,) = answer.json()["created"]["links"]
    assert place.tasks(project)["B"]["start"] == "2026-12-04T09:00:00"
    assert place.owner.patch(f"/links/{link}", {"lag": "-50%", "type": "FS"}).status_code == 200
    found = place.tasks(project)["B"]["predecessors"][0]
    assert (found["lag"], found["lag_kind"]) == (-5000, "percent")
    circle = place.owner.post(
        f"/projects/{project}/links", {"predecessor_id": b, "successor_id": a}
    )
    assert circle.status_code == 422
    assert "'A'" in circle.json()["detail"]
    assert place.owner.delete(f"/links/{link}").status_code == 200
    assert place.tasks(project)["B"]["predecessors"] == []


def test_delete_and_undo_bring_back_the_same_keys(place: Place) -> None:
    project = place.project()
    phase = place.task(project, "Phase")
    child = place.task(project, "Child", parent_id=phase)
    answer = place.owner.delete(f"/tasks/{phase}")
    assert place.tasks(project) == {}
    assert place.owner.get(f"/tasks/{child}").status_code == 404
    place.owner.post(f"/changesets/{answer.json()['id']}/undo")
    assert place.tasks(project)["Child"]["id"] == child


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"duration": "three"}, "duration"),
        ({"duration": "-2d"}, "duration"),
        ({"start": "03/04/2026"}, "start"),
        ({"start": "2026-12-01T09:00:00+01:00"}, "start"),
        ({"start": "99999-01-01"}, "start"),
        ({"percent_complete": 120}, "percent_complete"),
        ({"predecessors": "99"}, "predecessors"),
        ({"predecessors": [{"type": "FS"}]}, "task_id"),
        ({"name": None}, "name"),
        ({"mode": "sometimes"}, "mode"),
        ({"constraint": "snet"}, "constraint_date"),
        ({"colour": "red"}, "colour"),
        ({}, ""),
    ],
)
def test_a_bad_field_is_named_and_nothing_changes(
    place: Place, body: dict[str, Any], field: str
) -> None:
    project = place.project()
    task = place.task(project, "Order")
    before = place.owner.get(f"/tasks/{task}").json()
    answer = place.owner.patch(f"/tasks/{task}", body)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["field"].endswith(field)
    assert place.owner.get(f"/tasks/{task}").json() == before


def test_an_old_version_meets_a_conflict(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Order")
    seen = place.owner.get(f"/tasks/{task}").headers["ETag"]
    place.member.patch(f"/tasks/{task}", {"name": "By the member"})
    answer = place.owner.patch(f"/tasks/{task}", {"name": "By the owner"}, **{"If-Match": seen})
    assert answer.status_code == 409
    assert answer.json()["fields"][0]["theirs"] == "By the member"
    other = place.owner.patch(f"/tasks/{task}", {"priority": 900}, **{"If-Match": seen})
    assert other.status_code == 200, "another field is no conflict"


def test_a_repeated_request_makes_one_task(place: Place) -> None:
    project = place.project()
    made = [
        place.owner.post(f"/projects/{project}/tasks", {"name": "Once"}, **{"Idempotency-Key": "a"})
        for _ in range(2)
    ]
    assert made[0].json()["created"] == made[1].json()["created"]
    assert len(place.tasks(project)) == 1


def test_lists_are_paged(place: Place) -> None:
    project = place.project()
    for n in range(5):
        place.task(project, str(n))
    page = place.owner.get(f"/projects/{project}/tasks", limit=2, offset=2).json()
    assert [t["name"] for t in page["items"]] == ["2", "3"]
    assert page["total"] == 5
    assert place.owner.get(f"/projects/{project}/tasks", limit=100_001).status_code == 422


def test_why_leads_to_the_root(place: Place) -> None:
    project = place.project()
    place.task(project, "A", duration="1d")
    place.task(project, "B", duration="1d", predecessors="1")
    c = place.task(project, "C", duration="1d", predecessors="2")
    chain = place.owner.get(f"/tasks/{c}/why").json()["chain"]
    assert [s["name"] for s in chain] == ["C", "B", "A"]
    assert chain[0]["text"] == "Waits for B to finish"
    whole = place.owner.get(f"/projects/{project}/why").json()
    assert whole["task_id"] == c
    assert whole["finish"] == "2026-12-03T17:00:00"


def test_viewers_see_and_strangers_do_not(place: Place) -> None:
    project = place.project()
    a, b = (place.task(project, n, duration="1d") for n in "AB")
    link = place.owner.post(
        f"/projects/{project}/links", {"predecessor_id": a, "successor_id": b}
    ).json()["created"]["links"][0]
    edits = [
        ("POST", f"/projects/{project}/tasks", {"name": "x"}),
        ("PATCH", f"/tasks/{a}", {"name": "x"}),
        ("DELETE", f"/tasks/{a}", {}),
        ("POST", f"/projects/{project}/links", {"predecessor_id": b, "successor_id": a}),
        ("PATCH", f"/links/{link}", {"type": "SS"}),
        ("DELETE", f"/links/{link}", {}),
    ]
    for method, path, body in edits:
        assert place.viewer.send(method, path, body).status_code == 403, path
        assert place.stranger.send(method, path, body).status_code == 404, path
    for path in (f"/tasks/{a}", f"/tasks/{a}/why"):
        assert place.viewer.get(path).status_code == 200
        assert place.stranger.get(path).status_code == 404
    assert place.member.patch(f"/tasks/{a}", {"name": "Changed"}).status_code == 200


def test_a_guest_sees_and_reports_his_branch_only(place: Place) -> None:
    project = place.project()
    hidden = place.task(project, "Secret negotiation", duration="3d")
    phase = place.task(project, "Vendor")
    own = place.task(project, "Deliver", parent_id=phase, duration="1d", predecessors="1")
    guest = place.guest(project, phase)
    assert set(place.tasks(project, guest)) == {"Vendor", "Deliver"}
    assert guest.get(f"/tasks/{hidden}").status_code == 404
    assert guest.get(f"/tasks/{hidden}/why").status_code == 404
    chain = guest.get(f"/tasks/{own}/why").json()["chain"]
    assert [s["name"] for s in chain] == ["Deliver"]
    assert chain[0]["text"] == "Waits for a task outside your view to finish"
    for path in (f"/projects/{project}/why", f"/projects/{project}", "/projects"):
        assert b"Secret" not in guest.get(path).content
    assert guest.get(f"/projects/{project}/why").json()["task_id"] == own
    assert guest.patch(f"/tasks/{own}", {"percent_complete": 20}).status_code == 200
    assert guest.patch(f"/tasks/{own}", {"name": "x"}).status_code == 403
    assert guest.delete(f"/tasks/{own}").status_code == 403
    assert guest.post(f"/projects/{project}/tasks", {"name": "x"}).status_code == 403
    assert guest.patch(f"/tasks/{hidden}", {"percent_complete": 20}).status_code == 404

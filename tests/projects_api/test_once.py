"""The same key brings one project into being, also where its workspace is not written at all."""

from __future__ import annotations

import threading
from typing import Any

from django.db import connections

from headway.changes import perform as door
from headway.projects.models import Project
from tests.projects_api.helpers import Place

BODY = {"name": "Once", "start": "2026-12-01", "country": "DE"}
KEY = {"Idempotency-Key": "one"}


def test_a_second_project_by_the_same_key_is_the_first(place: Place) -> None:
    place.project(country="DE")  # from here on the country's calendar is there
    first, again = (place.owner.post("/projects", BODY, **KEY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), again.content
    assert again.json()["created"] == first.json()["created"]
    assert Project.objects.filter(name="Once").count() == 1


def test_a_second_import_by_the_same_key_is_the_first(place: Place) -> None:
    sheet = b"Name,Duration\nA,2d\n"
    place.owner.upload("/projects/import", sheet, "a.csv")
    first, again = (
        place.owner.upload("/projects/import", sheet, "once.csv", **KEY) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201), again.content
    assert again.json()["project"] == first.json()["project"]


def test_a_key_is_of_one_method(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Here")
    changed = place.owner.patch(f"/tasks/{task}", {"name": "There"}, **KEY)
    gone = place.owner.send("DELETE", f"/tasks/{task}", **KEY)
    assert (changed.status_code, gone.status_code) == (200, 200), gone.content
    assert not place.tasks(project)


def test_a_page_may_name_its_command_so_that_it_knows_the_changeset(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Here")
    mine = {"X-Headway-Command": "6f1f2b3c-0000-4000-8000-00000000000a"}
    made = place.owner.patch(f"/tasks/{task}", {"name": "There"}, **mine)
    assert made.json()["command_id"] == mine["X-Headway-Command"]
    undo = {"X-Headway-Command": "6f1f2b3c-0000-4000-8000-00000000000b"}
    taken_back = place.owner.post(f"/changesets/{made.json()['id']}/undo", {}, **undo)
    assert taken_back.json()["changesets"][0]["command_id"] == undo["X-Headway-Command"]
    odd = place.owner.patch(f"/tasks/{task}", {"name": "X"}, **{"X-Headway-Command": "mine"})
    assert (odd.status_code, odd.json()["errors"][0]["field"]) == (422, "X-Headway-Command")


def test_a_key_of_another_command_is_refused(place: Place) -> None:
    project = place.project()
    command = {"id": "6f1f2b3c-0000-4000-8000-000000000001", "type": "task.create"}
    sent = {**command, "stream": project, "payload": {"fields": {"name": "A"}}}
    assert place.owner.post("/commands", sent).status_code == 200
    other = {**sent, "type": "project.create", "stream": place.workspace}
    other["payload"] = {"name": "P", "start": 29_900_000}
    assert place.owner.post("/commands", other).status_code == 422


def test_two_at_once_by_the_same_key_make_one(place: Place, monkeypatch: Any) -> None:
    place.project(country="DE")
    both = threading.Barrier(2, timeout=20)
    known, asked = door._done, set[int]()

    def asked_together(*given: Any) -> Any:
        found = known(*given)
        if found is None and threading.get_ident() not in asked:
            asked.add(threading.get_ident())
            both.wait()
        return found

    monkeypatch.setattr(door, "_done", asked_together)
    answers: list[Any] = []

    def ask() -> None:
        try:
            answers.append(place.owner.post("/projects", BODY, **KEY))
        finally:
            connections.close_all()

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(30)
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["created"] == answers[1].json()["created"]
    assert Project.objects.filter(name="Once").count() == 1

"""Projects through HTTP: list, start, change, archive, templates, countries."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from headway.changes.models import Stream
from tests.projects_api.helpers import Place


def test_three_answers_start_a_project(place: Place) -> None:
    project = place.project("Move the servers", country="DE")
    item = place.owner.get("/projects").json()["items"][0]
    assert item["id"] == project
    assert item["name"] == "Move the servers"
    assert item["tasks"] == 0
    one = place.owner.get(f"/projects/{project}").json()
    assert one["country"] == "DE"
    task = place.task(project, "Order", duration="1d")
    assert place.owner.get(f"/tasks/{task}").json()["finish"] == "2026-12-01T17:00:00"


def test_holidays_of_the_country_count(place: Place) -> None:
    project = place.project(country="DE", start="2026-12-24")
    place.task(project, "Over Christmas", duration="2d")
    assert place.tasks(project)["Over Christmas"]["finish"] == "2026-12-28T17:00:00"


def test_a_project_from_a_must_finish_date_is_scheduled_backward(place: Place) -> None:
    answer = place.owner.post("/projects", {"name": "Fair", "finish_by": "2027-03-31"})
    project = answer.json()["created"]["projects"][0]
    place.task(project, "Stand", duration="2d")
    assert place.tasks(project)["Stand"]["finish"] == "2027-03-31T17:00:00"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Nothing said"}, "start"),
        ({"name": "No date", "start": "tomorrow"}, "start"),
        ({"name": "", "start": "2026-12-01"}, "projects.name"),
        ({"name": "Where", "start": "2026-12-01", "zone": "Mars/Base"}, "zone"),
        ({"name": "From what", "start": "2026-12-01", "template": "none"}, "template"),
        ({"name": "More", "start": "2026-12-01", "colour": "red"}, "colour"),
    ],
)
def test_a_bad_start_names_the_field(place: Place, body: dict[str, object], field: str) -> None:
    before = Stream.objects.count()
    answer = place.owner.post("/projects", {"workspace_id": place.workspace, **body})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"].endswith(field)
    assert Stream.objects.count() == before


def test_templates_become_linked_plans(place: Place) -> None:
    templates = place.owner.get("/templates").json()["items"]
    assert len(templates) >= 4
    for template in templates:
        project = place.project(template["name"], template=template["id"])
        tasks = place.tasks(project)
        assert len(tasks) == template["tasks"] >= 20
        assert min(t["start"] for t in tasks.values()).startswith("2026-12-01")
        assert max(t["finish"] for t in tasks.values()) > "2027-01"
        assert sum(bool(t["predecessors"]) for t in tasks.values()) > template["tasks"] / 2
        assert any(t["milestone"] for t in tasks.values())
        assert any(t["assignments"] for t in tasks.values())
    names = [a["name"] for t in place.tasks(project).values() for a in t["assignments"]]
    again = place.project("Once more", template=templates[-1]["id"])
    used = {a["resource_id"] for t in place.tasks(again).values() for a in t["assignments"]}
    assert len(used) == len(set(names)), "roles that are there already are used again"


def test_a_template_runs_backward_from_a_must_finish_date(place: Place) -> None:
    body = {"name": "R", "finish_by": "2027-06-30", "template": "software-release", "country": "FR"}
    project = place.owner.post("/projects", body).json()["created"]["projects"][0]
    tasks = place.tasks(project)
    assert max(t["finish"] for t in tasks.values()) == "2027-06-30T17:00:00"


def test_countries_have_names(place: Place) -> None:
    countries = {c["code"]: c["name"] for c in place.owner.get("/countries").json()["items"]}
    assert countries["DE"] == "Germany"
    assert len(countries) > 80


def test_archiving_puts_out_of_the_way_and_back(place: Place) -> None:
    project = place.project()
    assert place.member.delete(f"/projects/{project}").status_code == 403
    assert place.member.patch(f"/projects/{project}", {"archived": True}).status_code == 403
    assert place.owner.delete(f"/projects/{project}").status_code == 200
    assert place.owner.get("/projects").json()["items"] == []
    assert len(place.owner.get("/projects", archived=True).json()["items"]) == 1
    assert place.owner.patch(f"/projects/{project}", {"archived": False}).status_code == 200
    assert len(place.owner.get("/projects").json()["items"]) == 1


def test_settings_change_and_move_the_plan(place: Place) -> None:
    project = place.project()
    place.task(project, "Order", duration="1d")
    answer = place.owner.patch(f"/projects/{project}", {"start": "2026-12-08", "name": "Later"})
    assert answer.status_code == 200
    assert place.tasks(project)["Order"]["start"] == "2026-12-08T09:00:00"
    assert place.owner.get(f"/projects/{project}").json()["name"] == "Later"
    assert place.owner.patch(f"/projects/{project}", {}).status_code == 422


def test_a_project_is_late_by_working_time(place: Place) -> None:
    project = place.project(country="")
    task = place.task(project, "Order", duration="1d")
    branch = place.task(project, "Elsewhere", duration="1d")
    assert place.owner.get("/projects").json()["items"][0]["late_minutes"] is None
    saved = {"id": str(uuid4()), "type": "baseline.set", "schema": 1, "stream": project}
    saved |= {"base": {}, "payload": {"number": 0}}
    assert place.owner.post("/commands", saved).status_code == 200
    guest = place.guest(project, branch)
    # From Tuesday evening to Monday evening: a weekend lies between.
    assert place.owner.patch(f"/tasks/{task}", {"duration": "5d"}).status_code == 200
    item = place.owner.get("/projects").json()["items"][0]
    assert item["finish"] == "2026-12-07T17:00:00"
    assert (item["late_minutes"], item["minutes_per_day"]) == (4 * 480, 480)
    slip = place.owner.get(f"/projects/{project}/why").json()["slip"]
    assert slip["minutes"] == item["late_minutes"]
    assert place.owner.get(f"/projects/{project}").json()["late_minutes"] == 4 * 480
    assert guest.get("/projects").json()["items"][0]["late_minutes"] == 0
    assert place.stranger.get("/projects").json()["items"] == []


def test_the_same_key_starts_one_project(place: Place) -> None:
    body = {"name": "Once", "start": "2026-12-01"}
    first = place.owner.post("/projects", body, **{"Idempotency-Key": "k1"})
    again = place.owner.post("/projects", body, **{"Idempotency-Key": "k1"})
    assert first.json()["created"] == again.json()["created"]
    assert len(place.owner.get("/projects").json()["items"]) == 1


def test_who_may_start_and_see_projects(place: Place) -> None:
    project = place.project()
    body = {"name": "Mine", "start": "2026-12-01", "workspace_id": place.workspace}
    assert place.member.post("/projects", body).status_code == 201
    assert place.viewer.post("/projects", body).status_code == 403
    assert place.stranger.post("/projects", body).status_code == 404
    assert Client().get("/api/v1/projects").status_code == 401
    assert place.stranger.get("/projects").json()["items"] == []
    for path in (f"/projects/{project}", f"/projects/{project}/why", f"/projects/{project}/tasks"):
        assert place.viewer.get(path).status_code == 200
        assert place.stranger.get(path).status_code == 404
        assert Client().get(f"/api/v1{path}").status_code == 401
    assert place.viewer.patch(f"/projects/{project}", {"name": "x"}).status_code == 403
    assert place.stranger.delete(f"/projects/{project}").status_code == 404

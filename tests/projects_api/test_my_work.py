"""My work over HTTP: what is mine in all projects, and only what I may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from headway.access.workspaces import add_member, create_workspace
from headway.changes import cache
from tests.projects_api.helpers import Person, Place

DAY = timedelta(days=1)


def resource(place: Place, name: str, **fields: Any) -> int:
    """Add somebody to the workspace's people."""
    return int(
        command(place.owner, place.workspace, "resource.create", fields={"name": name, **fields})[
            "created"
        ]["resources"][0]
    )


def command(who: Person, stream: int, type_: str, **payload: Any) -> Any:
    """Send a command; it must be carried out."""
    body = {"type": type_, "stream": stream, "payload": payload}
    answer = who.post("/commands", body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def assign(place: Place, project: int, task: int, *keys: int) -> None:
    """Put resources on a task."""
    people = [{"resource_id": key} for key in keys]
    command(place.owner, project, "task.assign", id=task, resources=people)


def work(who: Person, **query: Any) -> dict[str, Any]:
    """Return what somebody's list says."""
    answer = who.get("/my-work", **query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def names(who: Person, **query: Any) -> list[str]:
    """Return the names on somebody's list, in order."""
    return [item["name"] for item in work(who, **query)["items"]]


def test_mine_of_all_projects_by_finish(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    one, two = place.project("One"), place.project("Two", start="2026-11-02")
    late = place.task(one, "Later", duration="10d")
    soon = place.task(two, "Sooner", duration="2d")
    place.task(two, "Somebody else's")
    for project, task in ((one, late), (two, soon)):
        assign(place, project, task, max_)
    found = work(place.member)
    assert [i["name"] for i in found["items"]] == ["Sooner", "Later"]
    assert {p["name"] for p in found["projects"]} == {"One", "Two"}
    first = found["items"][0]
    assert (first["start"], first["finish"]) == (
        "2026-11-02T09:00:00",
        "2026-11-03T17:00:00",
    )
    assert first["remaining_work_minutes"] == 960
    assert (first["project_id"], first["percent_complete"]) == (two, 0)
    assert found["resources"] == [max_]
    assert found["total"] == 2
    # The viewer has nothing, nor has whoever is not here.
    assert names(place.viewer) == names(place.stranger) == []


def test_who_has_no_account_on_his_resource_is_known_by_his_address(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Mine")
    by_address = resource(place, "Max", email="Member@Example.org")
    taken = resource(place, "Other", email="member@example.org", user_id=place.viewer.user.pk)
    assign(place, project, task, by_address)
    other = place.task(project, "Not mine")
    assign(place, project, other, taken)
    assert names(place.member) == ["Mine"]
    assert names(place.viewer) == ["Not mine"]


def test_summaries_inactive_tasks_and_archived_projects_are_left_out(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    project, gone = place.project(), place.project("Gone")
    phase = place.task(project, "Phase")
    below = place.task(project, "Below", parent_id=phase)
    off = place.task(project, "Off")
    archived = place.task(gone, "Archived")
    for stream, task in ((project, phase), (project, below), (project, off), (gone, archived)):
        assign(place, stream, task, max_)
    command(place.owner, project, "task.update", id=off, fields={"active": False})
    assert place.owner.delete(f"/projects/{gone}").status_code == 200
    found = work(place.member)
    assert [(i["name"], i["phase"]) for i in found["items"]] == [("Below", "Phase")]


def test_done_stays_for_two_weeks(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    project = place.project(start="2020-01-06")
    today = datetime.now(UTC).replace(hour=17, minute=0, second=0, microsecond=0, tzinfo=None)
    for name, ago in (("Just done", 3), ("Long done", 30)):
        task = place.task(project, name)
        assign(place, project, task, max_)
        finished = (today - ago * DAY).isoformat(timespec="minutes")
        answer = place.member.patch(f"/tasks/{task}", {"actual_finish": finished})
        assert answer.status_code == 200, answer.content
    found = work(place.member)
    assert [(i["name"], i["percent_complete"]) for i in found["items"]] == [("Just done", 100)]
    assert found["items"][0]["critical"] is False


def test_a_guest_sees_his_branch_alone(place: Place) -> None:
    project, hidden = place.project(), place.project("Hidden")
    root = place.task(project, "Secret root")
    branch = place.task(project, "Branch", parent_id=root)
    inside = place.task(project, "Inside", parent_id=branch)
    outside = place.task(project, "Outside", parent_id=root)
    elsewhere = place.task(hidden, "Elsewhere")
    guest = place.guest(project, branch)
    gil = resource(place, "Gil", user_id=guest.user.pk)
    for stream, task in ((project, inside), (project, outside), (hidden, elsewhere)):
        assign(place, stream, task, gil)
    found = work(guest)
    assert [(i["name"], i["phase"]) for i in found["items"]] == [("Inside", "Branch")]
    assert [p["id"] for p in found["projects"]] == [project]
    assert found["projects"][0]["may_progress"] is True
    # A branch of one task: the summary above it is not his to read.
    lone = place.join("lone@example.org", "guest", "Lone", project, inside)
    assign(place, project, inside, gil, resource(place, "Lone", user_id=lone.user.pk))
    found = work(lone)
    assert [(i["name"], i["phase"]) for i in found["items"]] == [("Inside", "")]
    assert "Secret" not in str(found)
    assert "Branch" not in str(found)


def test_a_workspace_of_one_s_own_alone(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    project = place.project()
    assign(place, project, place.task(project, "Mine"), max_)
    assert names(place.member, workspace=place.workspace) == ["Mine"]
    refused = place.stranger.get("/my-work", workspace=place.workspace)
    assert refused.status_code == 404
    assert refused.json()["type"] == "missing"


def test_all_workspaces_are_one_list_unless_one_is_asked_for(place: Place) -> None:
    other = create_workspace("Other works", place.owner.user)
    add_member(other, place.member.user, "member")
    for space, name in ((place.workspace, "Here"), (other, "There")):
        body = {"name": name, "start": "2026-12-01", "workspace_id": space}
        project = place.owner.post("/projects", body).json()["created"]["projects"][0]
        fields = {"name": "Max", "user_id": place.member.user.pk}
        made = command(place.owner, space, "resource.create", fields=fields)
        assign(place, project, place.task(project, f"Task {name}"), made["created"]["resources"][0])
    found = work(place.member)
    assert {item["name"] for item in found["items"]} == {"Task Here", "Task There"}
    assert {p["name"]: p["workspace_id"] for p in found["projects"]} == {
        "Here": place.workspace,
        "There": other,
    }
    assert names(place.member, workspace=other) == ["Task There"]
    assert names(place.member, workspace=place.workspace) == ["Task Here"]


def test_many_projects_ask_the_database_no_more_than_few(
    place: Place, django_assert_num_queries: Any
) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)

    def project() -> None:
        key = place.project()
        assign(place, key, place.task(key, "Rack"), max_)

    project()
    work(place.member)
    with CaptureQueriesContext(connection) as asked:
        work(place.member)
        few = len(asked)
    for _ in range(4):
        project()
    work(place.member)
    with django_assert_num_queries(few):
        assert work(place.member)["total"] == 5


def test_critical_is_null_until_it_was_asked_for(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    project = place.project()
    short, long = (
        place.task(project, "Short", duration="1d"),
        place.task(project, "Long", duration="9d"),
    )
    for task in (short, long):
        assign(place, project, task, max_)
    cache.forget()
    cold = work(place.member)
    assert (cold["complete"], [i["critical"] for i in cold["items"]]) == (False, [None, None])
    warm = work(place.member, critical=True)
    assert (warm["complete"], [i["critical"] for i in warm["items"]]) == (True, [False, True])
    assert [i["critical"] for i in work(place.member)["items"]] == [False, True]


def test_an_etag_until_something_changes(place: Place) -> None:
    max_ = resource(place, "Max", user_id=place.member.user.pk)
    project = place.project()
    task = place.task(project, "Mine")
    assign(place, project, task, max_)
    tag = place.member.get("/my-work", critical=True)["ETag"]
    asked = {"If-None-Match": tag}
    same = place.member.client.get("/api/v1/my-work", headers=asked)
    assert (same.status_code, same.content) == (304, b"")
    assert place.owner.patch(f"/tasks/{task}", {"name": "Renamed"}).status_code == 200
    other = place.member.client.get("/api/v1/my-work", headers=asked)
    assert other.status_code == 200
    assert other.json()["items"][0]["name"] == "Renamed"
    # Another person's tag is none of mine.
    assert place.viewer.client.get("/api/v1/my-work", headers=asked).status_code == 200

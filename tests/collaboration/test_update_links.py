"""Links by which who was asked answers without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from headway.changes.models import Changeset, Stream
from headway.collaboration.models import UpdateLink
from headway.collaboration.updates import links
from headway.projects.models import Task, UpdateAnswer
from tests.collaboration.test_inbox import box, edit
from tests.collaboration.test_updates import schedules, task
from tests.door.conftest import Http
from tests.line.world import World, send

Https = Callable[[str], Http]

pytestmark = pytest.mark.usefixtures("fresh")


def made_link(w: World, http: Https, who: str = "manager") -> str:
    made = http(who)(
        "POST", f"projects/{w.project}/update-requests/{w.request}/link", {"days": 14}, status=201
    )
    return str(made["link"]).rsplit("/", 1)[1]


def by_link(token: str, body: Any = None, status: int = 200) -> Any:
    client, path = Client(), f"/api/v1/update-links/{token}"
    if body is None:
        found = client.get(path)
    else:
        found = client.post(path, body, content_type="application/json")
    assert found.status_code == status, found.content
    return found


@pytest.mark.parametrize("key", [0, -1, 10**30])
def test_an_answer_about_what_cannot_be_a_task_is_named(
    world: World, http: Https, key: int
) -> None:
    token = made_link(world, http)
    wrong = by_link(token, {"answers": [{"task_id": key, "percent": 5}]}, 422).json()
    assert wrong["errors"][0]["field"].endswith("answers.0.task_id")


def test_a_link_shows_its_tasks_alone_and_takes_answers_about_them(
    world: World, http: Https
) -> None:
    token = made_link(world, http)
    page = by_link(token)
    asked = page.json()
    assert [t["name"] for t in asked["tasks"]] == ["Mount"]
    assert asked["name"] == "Ben"
    for hidden in ("Plan", "Aside", "Cutover", "example.org"):
        assert hidden not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    other = {"task_id": world.tasks["Plan"], "percent": 90}
    mine = {"task_id": world.tasks["Mount"], "percent": 60, "note": "Two of three"}
    done = by_link(token, {"answers": [mine, other]}).json()
    assert done["answered"] == [world.tasks["Mount"]]
    assert done["errors"][0]["task_id"] == world.tasks["Plan"]
    assert (task(world, "Mount").percent_complete, task(world, "Plan").percent_complete) == (60, 0)
    row = UpdateAnswer.objects.get(task_id=world.tasks["Mount"])
    assert (row.by_link, row.user_id) == (True, world.users["manager"])
    last = Changeset.objects.filter(stream_id=world.project).order_by("-version")[0]
    assert (last.type, last.actor_name) == ("update.answer_by_link", "Max")
    # Who asked is told, though it was done in the name of one of them: by whom it really is.
    told = [e for line in box(world, http, "owner") for e in line["entries"]]
    (answer,) = (e for e in told if e["kind"] == "update_answered")
    assert (answer["actor"], answer["data"]["by_link"]) == ("Ben", True)


def both_asked(w: World) -> str:
    """Return a token of a request about two tasks of Ben's."""
    share = {"task_id": w.tasks["Plan"], "resource_id": w.resources["Ben"]}
    edit(w, "manager", "assignment.create", **share)
    made = edit(w, "manager", "update.ask", resource_ids=[w.resources["Ben"]])
    (key,) = made["created"]["update_requests"]
    link = links.new_link(w.project, w.workspace, key, w.users["manager"], timedelta(days=1))
    return links.address(link).rsplit("/", 1)[1]


def test_answers_by_link_are_one_change_all_of_them_or_none(world: World) -> None:
    token = both_asked(world)
    mount, plan = world.tasks["Mount"], world.tasks["Plan"]
    before = Changeset.objects.filter(stream_id=world.project).count()
    said = [{"task_id": mount, "percent": 60}, {"task_id": plan, "percent": 300}]
    done = by_link(token, {"answers": said}).json()
    assert done["answered"] == []
    told = {one["task_id"]: one for one in done["errors"]}
    assert "100" in told[plan]["message"]
    assert told[plan]["field"]
    assert "another answer" in told[mount]["message"]
    assert Changeset.objects.filter(stream_id=world.project).count() == before
    assert task(world, "Mount").percent_complete == 0
    said[1]["percent"] = 30
    assert by_link(token, {"answers": said}).json() == {"answered": [mount, plan], "errors": []}
    assert (task(world, "Mount").percent_complete, task(world, "Plan").percent_complete) == (60, 30)
    (change,) = Changeset.objects.filter(stream_id=world.project).order_by("version")[before:]
    assert (change.type, change.actor_name) == ("update.answer_by_link", "Max")


def test_a_link_takes_each_task_once_and_so_many_answers_a_minute(
    world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links.time, "time", lambda: 1_700_000_000.0)
    token = made_link(world, http)
    mine = {"task_id": world.tasks["Mount"], "percent": 60}
    twice = by_link(token, {"answers": [mine, mine]}, status=422).json()
    assert twice["errors"][0]["field"] == "answers.1.task_id"
    assert task(world, "Mount").percent_complete == 0
    strange = [{"task_id": 10**9 + n, "percent": 1} for n in range(200)]
    by_link(token, {"answers": strange})
    by_link(token, {"answers": strange}, status=429)


@pytest.mark.parametrize(
    "odd",
    [{"task_id": [1]}, {"task_id": True}, {"task_id": 1, "percent": "5"}, {"percent": 5},
     {"task_id": 1, "id": 7}, {"task_id": 1, "finish": 10**15}],
    ids=str,
)  # fmt: skip
def test_an_answer_by_link_that_is_none_is_refused(
    world: World, http: Https, odd: dict[str, Any]
) -> None:
    found = by_link(made_link(world, http), {"answers": [odd]}, status=422).json()
    assert found["errors"][0]["field"].startswith("answers.0")


def test_looking_at_a_link_changes_nothing(world: World, http: Https) -> None:
    token = made_link(world, http)
    before = list(UpdateLink.objects.values()), Changeset.objects.count()
    for _ in range(3):
        by_link(token)
    assert (list(UpdateLink.objects.values()), Changeset.objects.count()) == before


def test_a_link_ends_by_time_by_being_revoked_by_a_newer_one_and_with_its_makers_rights(
    world: World, http: Https
) -> None:
    def gone(token: str) -> None:
        by_link(token, status=404)
        by_link(token, {"answers": [{"task_id": world.tasks["Mount"], "percent": 5}]}, status=404)

    path = f"projects/{world.project}/update-requests/{world.request}/link"
    first = made_link(world, http)
    second = made_link(world, http)
    gone(first)
    by_link(second)
    assert str(http("manager")("GET", path)["link"]).endswith(second)
    UpdateLink.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    gone(second)
    third = made_link(world, http)
    http("manager")("DELETE", path, status=204)
    gone(third)
    fourth = made_link(world, http, "member")
    fields = {"id": world.member("member"), "fields": {"role": "viewer"}}
    send(world.users["owner"], world.workspace, "member.update", fields)
    gone(fourth)
    gone(fourth[:-2] + "xx")
    gone("12")


def test_many_requests_by_one_link_have_to_wait(
    world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One minute, whatever the clock says.
    monkeypatch.setattr(links.time, "time", lambda: 1_700_000_000.0)
    token = made_link(world, http)
    for _ in range(links.MOST_A_MINUTE):
        by_link(token)
    by_link(token, status=429)


def test_many_answers_that_are_independent_take_two_schedules(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [{"name": f"Rack {n}", "level": 0, "duration": 960, "assignees": ["Ben"]}
             for n in range(9)]  # fmt: skip
    keys = edit(world, "manager", "outline.insert", tasks=lines)["created"]["tasks"]
    (key,) = edit(world, "manager", "update.ask", resource_ids=[world.resources["Ben"]])["created"][
        "update_requests"
    ]
    link = links.new_link(world.project, world.workspace, key, world.users["manager"],
                          timedelta(days=1))  # fmt: skip
    looks = schedules(monkeypatch)
    finish = int(Task.objects.get(id=keys[0]).finish) + 7 * 1440
    answers = [{"task_id": one, "percent": 20, "finish": finish} for one in keys]
    token = links.address(link).rsplit("/", 1)[1]
    assert by_link(token, {"answers": answers}).json()["errors"] == []
    assert {t.finish for t in Task.objects.filter(id__in=keys)} == {finish}
    assert len(looks) <= 3


@pytest.mark.parametrize("percent", [60, 100])
def test_answers_by_link_that_are_sent_again_count_once(
    world: World, http: Https, percent: int
) -> None:
    token = made_link(world, http)
    body = {"answers": [{"task_id": world.tasks["Mount"], "percent": percent}]}
    before = Changeset.objects.filter(stream_id=world.project).count()
    told = [
        Client().post(f"/api/v1/update-links/{token}", body, content_type="application/json",
                      headers={"Idempotency-Key": "phone-1"})
        for _ in range(2)
    ]  # fmt: skip
    assert [one.json() for one in told] == [{"answered": [world.tasks["Mount"]], "errors": []}] * 2
    assert Changeset.objects.filter(stream_id=world.project).count() == before + 1


def test_what_answers_would_do_is_told_of_the_links_own_tasks_alone(
    world: World, http: Https
) -> None:
    token = made_link(world, http)
    mount, client = world.tasks["Mount"], Client()
    version = Stream.objects.get(id=world.project).version

    def effect(**said: Any) -> Any:
        both = [{"task_id": mount, **said}, {"task_id": world.tasks["Plan"], "percent": 10}]
        path = f"/api/v1/update-links/{token}/effect"
        found = client.post(path, {"answers": both}, content_type="application/json")
        assert (found.status_code, found["Cache-Control"]) == (200, "no-store"), found.content
        return found.json()

    (moved,) = effect(remaining=4800)["tasks"]
    shown = by_link(token).json()["tasks"][0]["finish"]
    assert (moved["id"], moved["before"]) == (mount, shown)
    assert moved["after"] > shown
    assert Stream.objects.get(id=world.project).version == version
    # It is what the link shows once it is sent.
    by_link(token, {"answers": [{"task_id": mount, "remaining": 4800}]})
    assert by_link(token).json()["tasks"][0]["finish"] == moved["after"]
    assert effect(percent=400) == {"tasks": []}
    edit(world, "manager", "project.update", fields={"updates_wait": True})
    assert effect(remaining=9600) == {"tasks": []}

"""The demo: what a newcomer opens on, who made it, and starting it over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import websockets.sync.client as ws

from headway.access.models import User
from headway.access.workspaces import add_member
from headway.analysis.levelling.live import project_of, resources_of
from headway.analysis.levelling.load import overallocations, uses
from headway.analysis.levelling.preview import described
from headway.analysis.levelling.problem import Wishes, problem_of
from headway.analysis.levelling.search import searched
from headway.changes import cache, ids
from headway.changes.errors import Missing
from headway.changes.models import Changeset, Stream
from headway.changes.perform import Envelope, parse, perform
from headway.changes.reading import snapshot, standing
from headway.changes.state import Draft
from headway.collaboration.inbox import newcomers
from headway.operations import demo
from headway.operations.checkup import stream_problems
from headway.projects.models import Project
from headway.projects.sprints import backlog_of
from headway.projects.why import project_why
from headway.projects.workflow import in_order, status_of
from tests.door.conftest import Http
from tests.line.world import settle
from tests.server.browser import Browser
from tests.server.test_live import code_of
from tests.services import Server, running_place

FIRST = date(2026, 11, 24)
DATES = [FIRST + timedelta(days=days) for days in (0, 4, 31, 95, 461)]


def _why(project: Any) -> dict[str, Any]:
    state = cache.current(project.id)
    assert state is not None
    return project_why(state.records, state.derived["schedule"])  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("today", DATES, ids=str)
def test_it_opens_with_trouble_whatever_the_day(today: date) -> None:
    workspace = demo.build(today)
    first, *others = Project.objects.filter(workspace_id=workspace).order_by("id")
    slip = _why(first)["slip"]
    assert (slip["name"], slip["days"]) == ("Cutover", 6.0)
    assert (slip["cause"]["name"], slip["cause"]["days"]) == ("Switch delivery", 6.0)
    assert len(others) == 2
    for project in (first, *others):
        state = cache.current(project.id)
        assert state is not None
        assert 15 < len(state.records.rows("tasks")) <= 90
    assert list(stream_problems()) == []
    ids.forget()


@pytest.mark.django_db(transaction=True)
def test_the_plan_has_what_real_plans_have() -> None:
    workspace = demo.build(FIRST)
    project = Project.objects.filter(workspace_id=workspace).order_by("id")[0]
    state = cache.current(project.id)
    assert state is not None
    tasks = state.records.rows("tasks").values()
    links = state.records.rows("links").values()
    assert 60 <= len(tasks) <= 90
    assert {link["type"] for link in links} == {"FS", "SS", "FF", "SF"}
    assert {link["lag_kind"] for link in links if link["lag"]} >= {"working", "percent"}
    assert {"snet", "fnlt", "alap"} <= {task["constraint"] for task in tasks}
    assert any(task["deadline"] for task in tasks)
    assert any(task["mode"] == "manual" for task in tasks)
    assert any(not task["active"] for task in tasks)
    assert any(task["notes"] for task in tasks)
    assert any(task["percent_complete"] == 100 for task in tasks)
    assert any(0 < task["percent_complete"] < 100 for task in tasks)
    finished = [t for t in tasks if t["percent_complete"] == 100]
    assert all(t["actual_finish"] is not None for t in finished)
    # Nothing that should be done by now is left open.
    now = (FIRST - date(1970, 1, 1)).days * 1440
    for task in tasks:
        result = state.result("schedule", task["id"])
        assert result is not None
        if result["finish"] < now and task["active"]:
            assert result["percent_complete"] == 100, task["name"]


@pytest.mark.django_db(transaction=True)
def test_the_history_says_who_moved_the_delivery() -> None:
    workspace = demo.build(FIRST)
    project = Project.objects.filter(workspace_id=workspace).order_by("id")[0]
    sets = Changeset.objects.filter(stream_id=project.id).order_by("version")
    people = {s.actor_name for s in sets}
    assert {"Marek Dvořák", "Priya Nair", "Jonas Weber", "Aisha Bello"} <= people
    assert [s.at for s in sets] == sorted(s.at for s in sets)
    assert sets.last().at.date() < FIRST  # type: ignore[union-attr]
    state = cache.current(project.id)
    assert state is not None
    rows = state.records.rows("tasks").values()
    delivery = next(t for t in rows if t["name"] == "Switch delivery")
    assert delivery["constraint"] == "snet"
    assert "six working days later" in delivery["notes"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("today", DATES, ids=str)
def test_people_have_too_much_and_levelling_mends_it(today: date) -> None:
    workspace = demo.build(today)
    project = Project.objects.filter(workspace_id=workspace).order_by("id")[0]
    user = User.objects.get(email="marek.dvorak@demo.example")
    state, _, home = standing(user.pk, project.id, "project")
    since = (today - date(1970, 1, 1)).days * 1440 + 900
    people, plan = resources_of(home), project_of(state)
    before = overallocations(uses(plan.key, plan.records, plan.scheduled, people), people, since)
    assert len({over.resource for over in before}) >= 2
    problem = problem_of([plan], [], people, Wishes(since))
    told = described(problem, searched(problem, since, 0.0), [], people, since)
    assert told["left"] == []
    assert len(told["removed"]) == len(before)
    # It costs days, not weeks: worth applying.
    assert 0 <= told["projects"][0]["later_minutes"] <= 5 * 480
    command = parse("levelling.apply", {"projects": told["checked"]})
    done = perform(Envelope(command, project.id), user.pk)
    after = project_of(done.steps[0].after)
    assert (
        overallocations(uses(after.key, after.records, after.scheduled, people), people, since)
        == []
    )


def _newcomer(workspace: int) -> Http:
    user = User.objects.create_user("ana@example.com", name="Ana Lopez")
    add_member(workspace, user, "owner")
    return Http(user.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("today", DATES[::2], ids=str)
def test_a_team_of_it_works_in_sprints(today: date) -> None:
    workspace = demo.build(today)
    project = Project.objects.get(workspace_id=workspace, key="ERP")
    state, http = cache.current(project.id), _newcomer(workspace)
    assert state is not None
    told = http("GET", f"projects/{project.id}/sprints")
    sprints = {one["state"]: one for one in told["items"]}
    assert sprints.keys() == {"complete", "active", "planned"}
    assert all(one["goal"] and one["items"] for one in told["items"])
    under_way = sprints["active"]
    assert under_way["start"][:10] <= today.isoformat() < under_way["finish"][:10]
    (past,) = told["velocity"]["sprints"]
    assert past["completed"]["points"] == 19 < past["committed"]["points"] == 24
    tasks, columns = state.records.rows("tasks"), in_order(state.records.rows("statuses").values())
    items = [tasks[key] for key in under_way["items"]]
    assert all(row["story_points"] for row in items)
    stand = {(status_of(columns, row) or {})["name"] for row in items}
    assert stand == {"To do", "Doing", "Review", "Done"}
    (release,) = http("GET", f"projects/{project.id}/releases")["items"]
    assert 0 < release["done"] < release["items"]
    # The backlog is the team's own, and what was put first stands first.
    top = state.records.rows("projects")[project.id]["backlog_id"]
    assert tasks[top]["name"] == "Scanner app"
    backlog = [row["name"] for row in backlog_of(Draft(state.records), project.id)]
    assert backlog[:2] == ["Shift leaders see what is left to pick", "Take returns back into stock"]
    assert len(backlog) == 4
    history = Changeset.objects.filter(stream_id=project.id).order_by("version")
    moments = list(history.values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() < today
    ids.forget()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_its_burndown_falls_up_to_today() -> None:
    workspace = demo.build()
    project = Project.objects.get(workspace_id=workspace, key="ERP")
    http = _newcomer(workspace)
    items = http("GET", f"projects/{project.id}/sprints")["items"]
    (under_way,) = (one["id"] for one in items if one["state"] == "active")
    seen = http("GET", f"projects/{project.id}/sprints/{under_way}")
    left = [day["remaining"] for day in seen["days"]]
    assert len(left) > 5
    assert left[0] > left[-1] > 0
    added = [row["name"] for row in seen["report"]["completed"] if row["added"]]
    assert added == ["Scanner freezes after standby"]
    ids.forget()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_its_first_project_asks_for_attention() -> None:
    workspace = demo.build(FIRST)
    project = Project.objects.filter(workspace_id=workspace).order_by("id")[0]
    state, home = cache.current(project.id), cache.current(workspace)
    assert state is not None
    assert home is not None
    rows = state.records.rows
    named = {row["name"]: row for row in rows("tasks").values()}
    (block,) = rows("blocks").values()
    assert block["task_id"] == named["Ask NetSupply for loan switches"]["id"]
    assert block["reason"]
    assert home.records.rows("resources")[block["resource_id"]]["name"] == "NetSupply crew"
    (asked,) = rows("assignment_answers").values()
    assert (asked["state"], asked["answer"]) == ("asked", "")
    (watcher,) = rows("watchers").values()
    assert watcher["task_id"] == named["Switch delivery"]["id"]
    (request,) = rows("update_requests").values()
    (answer,) = rows("update_answers").values()
    assert answer["resource_id"] == request["resource_id"]
    assert answer["percent"] == named["Install hypervisor hosts"]["percent_complete"] == 75
    cutover = named["Cutover"]
    assert "## Order" in cutover["notes"]
    kinds = [row["kind"] for row in rows("checklist_items").values()]
    assert {"checklist", "acceptance"} == set(kinds)
    assert {row["done"] for row in rows("checklist_items").values()} == {True, False}
    baseline = next(
        row for row in rows("baseline_tasks").values() if row["task_id"] == cutover["id"]
    )
    result = state.result("schedule", cutover["id"])
    assert result is not None
    days = (result["finish"] - baseline["finish"]) / 1440
    field = next(row for row in rows("custom_fields").values() if row["type"] == "formula")
    computed = state.result("formulas", cutover["id"])
    assert computed is not None
    assert days == 8
    assert (field["name"], computed["values"][str(field["id"])]) == ("Cost risk", 8 * 450_000)
    ids.forget()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_comes_to_run_it_finds_what_its_people_were_told() -> None:
    workspace = demo.build()
    settle()
    http = _newcomer(workspace)
    settle()
    inbox = http("GET", f"inbox?workspace={workspace}")
    told = {entry["kind"]: entry for line in inbox["items"] for entry in line["entries"]}
    assert {"question", "update_answered", "blocked"} <= told.keys()
    assert "assigned" not in told
    assert told["question"]["actor"] == "Jonas Weber"
    assert 3 <= inbox["unread"] == len(inbox["items"]) <= 20
    # Once, however often it is read; and whoever only looks is told nothing of it.
    versions = Stream.objects.get(id=workspace).version
    for version in range(1, versions + 1):
        newcomers.read(workspace, version)
    assert http("GET", f"inbox?workspace={workspace}")["items"] == inbox["items"]
    viewer = User.objects.create_user("vic@example.com", name="Vic")
    add_member(workspace, viewer, "viewer")
    settle()
    assert Http(viewer.pk)("GET", f"inbox?workspace={workspace}")["items"] == []
    ids.forget()


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Server, Browser]]:
    with running_place() as place:
        server = place.serve()
        browser = Browser(server.url)
        browser.http.get(server.sign_in_link())
        place.user("ben@example.com")
        yield server, browser


@pytest.mark.slow
def test_it_is_reset_by_its_owner(served: tuple[Server, Browser]) -> None:
    server, browser = served
    first = browser.http.get("/api/v1/projects").json()["items"][0]
    why = browser.http.get(f"/api/v1/projects/{first['id']}/why").json()
    assert why["slip"]["cause"]["name"] == "Switch delivery"
    command = {
        "type": "project.update",
        "stream": first["id"],
        "payload": {"fields": {"name": "Mine now"}},
    }
    assert browser.send("POST", "/api/v1/commands", command).status_code == 200
    cookies = {"Cookie": browser.cookie_header()}
    address = f"ws://localhost:{server.port}/ws/projects/{first['id']}"
    with ws.connect(address, additional_headers=cookies) as socket:
        socket.recv(timeout=20)
        answer = browser.send("POST", "/api/v1/demo/reset")
        assert answer.status_code == 200
        assert code_of(socket) == 4404
    names = [p["name"] for p in browser.http.get("/api/v1/projects").json()["items"]]
    assert names == ["Data-centre migration", "ERP roll-out", "Microsoft 365 migration"]
    assert browser.http.get(f"/api/v1/projects/{first['id']}/snapshot").status_code == 404
    spaces = browser.http.get("/api/v1/me").json()["workspaces"]
    assert [(w["id"], w["role"]) for w in spaces] == [(answer.json()["workspace_id"], "owner")]


@pytest.mark.slow
def test_it_is_not_reset_by_strangers(served: tuple[Server, Browser]) -> None:
    server, _ = served
    nobody, ben = Browser(server.url), Browser(server.url)
    assert nobody.send("POST", "/api/v1/demo/reset").status_code == 401
    ben.sign_in("ben@example.com")
    assert ben.send("POST", "/api/v1/demo/reset").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_guest_of_the_demo_sees_the_network_alone() -> None:
    workspace = demo.build(FIRST)
    first, second, _ = Project.objects.filter(workspace_id=workspace).order_by("id")
    victor = User.objects.get(email="victor.lindqvist@demo.example")
    names = snapshot(victor.pk, first.id, "project", keys=False)["tables"]["tasks"]["name"]
    assert "Switch delivery" in names
    assert "Cutover" not in names
    with pytest.raises(Missing):
        snapshot(victor.pk, second.id, "project", keys=False)


@pytest.mark.slow
def test_the_demos_people_cannot_sign_in(served: tuple[Server, Browser]) -> None:
    server, _ = served
    refused = server.place.run("user", "link", "victor.lindqvist@demo.example")
    assert refused.returncode == 2

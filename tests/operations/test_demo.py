"""The demo: what a newcomer opens on, who made it, and starting it over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import websockets.sync.client as ws

from headway.access.models import User
from headway.analysis.levelling.live import project_of, resources_of
from headway.analysis.levelling.load import overallocations, uses
from headway.analysis.levelling.preview import described
from headway.analysis.levelling.problem import Wishes, problem_of
from headway.analysis.levelling.search import searched
from headway.changes import cache, ids
from headway.changes.errors import Missing
from headway.changes.models import Changeset
from headway.changes.perform import Envelope, parse, perform
from headway.changes.reading import snapshot, standing
from headway.operations import demo
from headway.operations.checkup import stream_problems
from headway.projects.models import Project
from headway.projects.why import project_why
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

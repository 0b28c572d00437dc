"""Commands over a project that is kept here: they say what the HTTP API says, and change as it does."""

from __future__ import annotations

import itertools
import json
import os
import signal
import threading
from typing import Any

import pytest

from headway.cli.main import main
from headway.cli.searching import stoppable
from tests.analysis.test_levelling import START, listed, plan
from tests.projects_api.helpers import Place

OWNER = ("--as", "owner@example.org")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, *OWNER, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, *OWNER]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 2
    return capsys.readouterr().err


def chain(place: Place) -> tuple[int, list[int]]:
    """Three tasks in a row, saved as a baseline; then the first grew by two days and one came."""
    project = place.project()
    tasks = [place.task(project, name, duration="3d") for name in ("Order", "Build", "Test")]
    for before, after in itertools.pairwise(tasks):
        body = {"predecessor_id": before, "successor_id": after}
        assert place.owner.post(f"/projects/{project}/links", body).status_code == 201
    return project, tasks


def test_each_says_what_the_api_says(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    project, tasks = chain(place)
    key = str(project)
    here = ("--project", key)
    made = printed(capsys, "command", key, "baseline.set", '{"number": 0, "name": "Agreed"}')
    assert made["type"] == "baseline.set"
    place.owner.patch(f"/tasks/{tasks[0]}", {"duration": "5d"})
    place.task(project, "Extra", duration="1d")
    get = place.owner.get

    tracked = printed(capsys, "track", *here)
    scope = tracked.pop("scope")
    asked = get(f"/projects/{project}/tracking", every="true", limit=1000).json()
    assert tracked["slipping"] == asked["slipping"] == tasks
    assert tracked["tasks"] == asked["tasks"]
    assert scope == get(f"/projects/{project}/scope").json()
    out = said(capsys, "track", *here)
    assert "Slipping: 3" in out
    assert "Changes of scope: 2" in out
    assert "tasks: +1, -0; 0 approved" in out
    assert "Olga Owner (not approved)" in out
    assert "Order: duration 3 d -> 5 d" in out

    change = scope["items"][0]["change_id"]
    approval = json.dumps({"change_id": change, "reference": "CR-7"})
    assert main(["command", key, "scope.approve", approval, *OWNER]) == 0
    capsys.readouterr()
    assert "Olga Owner (approved CR-7)" in said(capsys, "track", *here)

    checks = printed(capsys, "plan-check", *here)
    assert checks["items"] == get(f"/projects/{project}/plan-check").json()["items"]
    assert "FAIL  Logic" in said(capsys, "plan-check", *here)

    found = printed(capsys, "why", *here, str(tasks[2]))
    asked = get(f"/tasks/{tasks[2]}/why").json()
    assert (found["finish_chain"], found["slip"]) == (asked["finish_chain"], asked["slip"])
    assert found["paths"] == get(f"/tasks/{tasks[2]}/path", most=3).json()["items"]
    tables = get(f"/projects/{project}/snapshot", tables="projects,tasks").json()["tables"]
    number = dict(zip(tables["tasks"]["id"], tables["tasks"]["number"], strict=True))[tasks[2]]
    out = said(capsys, "why", *here, f"{tables['projects']['key'][0]}-{number}")
    assert "2 d later than its baseline, most of it by Order (2 d)" in out
    assert "longest path: Order → Build → Test" in out
    assert printed(capsys, "why", *here)["task_id"] == tasks[2]

    found = printed(capsys, "earned-value", *here, "--at", "2026-12-04")
    asked = get(f"/projects/{project}/earned-value", at="2026-12-04").json()
    assert (found["total"], found["tasks"]) == (asked["total"], asked["tasks"])


def test_finishing_earlier_is_applied(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    project, tasks = chain(place)
    asked = ("finish-earlier", "--project", str(project), "--days", "1")
    before = printed(capsys, *asked)
    same = place.owner.get(f"/projects/{project}/finish-earlier", days=1).json()
    assert before == {**same, "applied": False}
    assert "Nothing was changed; --apply applies it." in said(capsys, *asked)
    assert said(capsys, *asked, "--apply").strip().endswith("Applied.")
    after = place.owner.get(f"/projects/{project}/finish-earlier", days=1).json()
    assert after["finish"] == same["plan"]["finish"] < same["finish"]
    assert printed(capsys, *asked, "--task", str(tasks[0]))["name"] == "Order"


def test_a_command_is_previewed_carried_out_and_refused(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, tasks = chain(place)
    key = str(project)
    longer = json.dumps({"id": tasks[0], "fields": {"duration": 4800}})
    assert "a preview" in said(capsys, "command", key, "task.update", longer, "--preview")
    assert place.tasks(project)["Order"]["duration_minutes"] == 3 * 480
    out = said(capsys, "command", "Migration", "task.update", longer)
    assert "tasks: 1 updated" in out
    assert "3 tasks get other dates" in out
    assert place.tasks(project)["Order"]["duration_minutes"] == 4800
    assert "Nothing changed." in said(capsys, "command", key, "task.update", longer)

    assert "no JSON" in refused(capsys, "command", key, "task.update", "{", *OWNER)
    assert "JSON object" in refused(capsys, "command", key, "task.update", "[1]", *OWNER)
    assert refused(capsys, "command", key, "task.hope", "{}", *OWNER)
    viewer = ("--as", "viewer@example.org")
    assert refused(capsys, "command", key, "task.update", longer, *viewer)
    assert refused(capsys, "command", key, "task.update", longer, "--as", "stranger@example.org")


def test_projects_are_levelled_together_and_tasks_left_alone(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    first, tasks = plan(place)
    second = place.project(name="Beside", start=START)
    place.task(second, "Advise", duration="2d", assignees=["Ana"])
    asked = ("level", "--project", str(first), "--seconds", "5", "--alone", str(tasks["Fill"]))
    told = printed(capsys, *asked, "--with", "Beside")
    assert [one["id"] for one in told["projects"]] == [first, second]
    assert told["left"] == []
    assert not any(m["task_id"] == tasks["Fill"] for m in told["moves"])
    assert main([*asked, "--with", "Beside", "--apply", *OWNER]) == 0
    capsys.readouterr()
    assert listed(place, first, others="true")["items"] == []
    said(capsys, "level", "--project", str(first), "--clear")
    assert listed(place, first)["delayed"] == 0
    assert "no task '77777777'" in refused(
        capsys, "level", "--project", str(first), "--alone", "77777777", *OWNER
    )


def test_who_may_not_see_it_is_told_nothing(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    project, tasks = chain(place)
    here = ("--project", str(project))
    for command in (("track",), ("plan-check",), ("why",), ("earned-value",), ("finish-earlier",)):
        words = refused(capsys, *command, *here, "--as", "stranger@example.org")
        assert "nothing here" in words
    assert "costs.read" in refused(capsys, "earned-value", *here, "--as", "member@example.org")
    branch = place.task(project, "Branch")
    inside = place.task(project, "Inside", parent_id=branch)
    place.guest(project, branch)
    guest = ("--as", "guest@example.org")
    assert main(["why", *here, str(inside), *guest]) == 0
    assert "no task" in refused(capsys, "why", *here, str(tasks[0]), *guest)


@pytest.mark.parametrize(
    "command", ["track", "plan-check", "why", "earned-value", "finish-earlier"]
)
def test_a_file_or_a_project(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "give a FILE" in refused(capsys, command)
    assert "--project" in refused(capsys, command, "x.xml", "--as", "ana@example.org")


def test_the_first_interrupt_asks_the_search_to_end() -> None:
    assert threading.current_thread() is threading.main_thread(), "where signals arrive"
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stop:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
        assert stop.wait(10)
        # From now on it is as it was: the next one interrupts.
        assert signal.getsignal(signal.SIGINT) is before
    assert signal.getsignal(signal.SIGINT) is before

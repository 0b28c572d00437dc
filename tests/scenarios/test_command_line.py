"""`headway scenario` over a place of its own: list, create, compare, merge, drop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.live import command, new_project
from tests.services import Place, Server, running_place

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Place, Server, str]]:
    """A place that is served, and the token of its owner."""
    with running_place() as found:
        yield found, found.serve(), found.user("ana@example.com")


@pytest.fixture
def place(served: tuple[Place, Server, str]) -> Place:
    return served[0]


@pytest.fixture
def client(served: tuple[Place, Server, str]) -> Iterator[httpx.Client]:
    with served[1].client(served[2]) as found:
        yield found


def asked(place: Place, *arguments: str) -> Any:
    return json.loads(place.headway("scenario", *arguments, "--json"))


def test_a_scenario_from_its_beginning_to_its_merge(place: Place, client: httpx.Client) -> None:
    project, tasks = new_project(client, tasks=5)
    made = asked(place, "create", str(project), "Two crews", "--notes", "Faster?")
    scenario = made["id"]
    longer = {"id": tasks[-1], "fields": {"duration": 48_000}}
    command(client, scenario, "task.update", longer)
    (item,) = asked(place, "list", str(project))["items"]
    assert (item["name"], item["changes"]["tasks_changed"]) == ("Two crews", 1)

    told = asked(place, "compare", str(project), "two crews", "--base")
    assert [p["kind"] for p in told["plans"]] == ["now", "base", "scenario"]
    assert told["plans"][2]["finish"] > told["plans"][0]["finish"]
    shown = place.headway("scenario", "compare", str(project))
    assert "finish" in shown
    assert told["plans"][2]["finish"][:10] in shown

    shorter = {"id": tasks[-1], "fields": {"duration": 960}}
    command(client, project, "task.update", shorter)
    refused = place.run("scenario", "merge", str(project), str(scenario))
    assert refused.returncode == 2
    assert "duration of" in refused.stderr
    assert "48000 in the scenario, 960 in the project" in refused.stderr
    assert "--take" in refused.stderr

    seen = asked(place, "merge", str(project), str(scenario), "--take", "yours", "--preview")
    assert not seen["merged"]
    assert duration(client, tasks[-1]) == 960
    done = asked(place, "merge", str(project), str(scenario), "--take", "yours")
    assert done["finish"] == seen["finish"] > done["finish_before"]
    assert duration(client, tasks[-1]) == 48_000

    other = asked(place, "create", str(project), "Nothing")["id"]
    command(client, project, "task.update", {"id": tasks[0], "fields": {"duration": 4800}})
    seen = asked(place, "rebase", str(project), "Nothing", "--preview")
    assert not seen["rebased"]
    told = place.headway("scenario", "rebase", str(project), "Nothing")
    assert "Brought up to date" in told
    (item,) = [i for i in asked(place, "list", str(project))["items"] if i["id"] == other]
    assert item["behind"] == 0
    inside = client.get(f"/projects/{other}/tasks").json()["items"]
    assert {t["id"]: t["duration_minutes"] for t in inside}[tasks[0]] == 4800
    asked(place, "drop", str(project), "Nothing")
    states = {i["id"]: i["state"] for i in asked(place, "list", str(project))["items"]}
    assert states == {scenario: "merged", other: "dropped"}


def duration(client: httpx.Client, task: int) -> int:
    found = client.get(f"/tasks/{task}").json()["duration_minutes"]
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "none", "x"), "There is no project 'none'"),
        (("fly", "none"), "invalid choice"),
    ],
)
def test_bad_input_is_named(place: Place, arguments: tuple[str, ...], said: str) -> None:
    done = place.run("scenario", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_brings_scenarios_back(
    served: tuple[Place, Server, str], client: httpx.Client
) -> None:
    place, _, token = served
    project, tasks = new_project(client, tasks=3)
    answer = command(client, project, "scenario.create", {"name": "Kept"})
    scenario = answer["created"]["scenarios"][0]
    command(client, scenario, "task.update", {"id": tasks[0], "fields": {"name": "Other"}})
    before = client.get(f"/projects/{scenario}/snapshot").json()
    backup = place.folder / "backup.zip"
    place.headway("backup", str(backup))
    with running_place() as second:
        second.headway("restore", str(backup))
        assert "agree with their changesets" in second.headway("check")
        with second.serve().client(token) as later:
            after = later.get(f"/projects/{scenario}/snapshot").json()
            assert after["tables"] == before["tables"]
            assert after["results"] == before["results"]
            assert (after["kind"], after["parent"]) == ("scenario", project)
            merged = command(later, project, "scenario.merge", {"id": scenario})
            assert merged["inputs"]["tasks"]["updated"][0]["after"] == {"name": "Other"}

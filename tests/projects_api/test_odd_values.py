"""Values that no one means: numbers beyond all keys, figures without end, runs of spaces."""

from __future__ import annotations

import time
from typing import Any

import pytest

from headway.access.models import Token
from headway.exchange.document import BadFile
from headway.exchange.durations import parse_duration
from headway.exchange.predecessors import parse_percent, parse_predecessors
from headway.exchange.reading import read_document
from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

FAR = 10**22
ENDLESS = "9" * 400
SPACES = " " * 3000


@pytest.mark.parametrize(
    "path",
    [
        f"/projects/{FAR}",
        f"/projects/{FAR}/snapshot",
        f"/projects/{FAR}/tasks",
        f"/projects/{FAR}/export",
        f"/projects/{FAR}/import-report",
        f"/workspaces/{FAR}/snapshot",
        "/projects/0/snapshot",
    ],
)
def test_beyond_the_last_key_there_is_nothing(place: Place, path: str) -> None:
    assert place.owner.get(path).status_code == 404


def test_a_command_for_a_stream_beyond_the_last_key(place: Place) -> None:
    sent = {"type": "task.create", "stream": 2**63, "payload": {}}
    assert place.owner.post("/commands", sent).status_code == 404
    body = {"name": "P", "start": "2026-12-01", "workspace_id": 2**63}
    assert place.owner.post("/projects", body).status_code == 404


@pytest.mark.parametrize("tag", ["²", "9" * 5000, "-1"])
def test_an_if_match_that_is_no_version_is_named(place: Place, tag: str) -> None:
    task = place.task(place.project(), "A")
    answer = place.owner.patch(f"/tasks/{task}", {"name": "B"}, **{"If-Match": tag})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "If-Match"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"duration": f"{ENDLESS}d"}, "duration"),
        ({"duration": f"1{SPACES}!"}, "duration"),
        ({"predecessors": f"1FS+{ENDLESS}d"}, "predecessors"),
        ({"predecessors": f"1FS+{ENDLESS}%"}, "predecessors"),
        ({"predecessors": f"a{SPACES}b"}, "predecessors"),
    ],
    ids=["endless", "spaces", "endless lag", "endless share", "spaces between"],
)
def test_a_figure_without_end_is_named(place: Place, body: dict[str, Any], field: str) -> None:
    task = place.task(place.project(), "A")
    answer = place.owner.patch(f"/tasks/{task}", body)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("far", [10**15, -(10**15), 10**18])
def test_a_date_beyond_all_plans_is_named_at_once(place: Place, far: int) -> None:
    project = place.project()
    task = place.task(project, "A")
    begun = time.process_time()
    payloads: list[tuple[str, dict[str, Any]]] = [
        ("task.reschedule", {"id": task, "start": far}),
        ("task.reschedule", {"id": task, "start": min(far, 5), "finish": max(far, 5)}),
        ("task.progress", {"id": task, "actual_start": far}),
        ("outline.insert", {"tasks": [{"name": "B", "start": min(far, 5), "finish": max(far, 5)}]}),
        ("outline.insert", {"tasks": [{"name": "B", "finish": far}]}),
    ]
    for type_, payload in payloads:
        sent = {"type": type_, "stream": project, "payload": payload}
        answer = place.owner.post("/commands", sent)
        assert answer.status_code == 422, (type_, answer.content)
        assert "between 1900 and 2200" in answer.json()["detail"]
    for word in ("9999-12-31", "0001-01-01"):
        answer = place.owner.patch(f"/tasks/{task}", {"start": "2026-12-01", "finish": word})
        assert answer.status_code == 422, answer.content
    assert time.process_time() - begun < 5


def test_a_lag_without_end_is_named(place: Place) -> None:
    project = place.project()
    one, two = (place.task(project, name) for name in "AB")
    for lag in (f"{ENDLESS}%", f"{ENDLESS}d"):
        body = {"predecessor_id": one, "successor_id": two, "lag": lag}
        answer = place.owner.post(f"/projects/{project}/links", body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "lag"


def test_runs_of_spaces_are_read_at_once() -> None:
    begun = time.process_time()
    assert parse_duration(f"1{SPACES}!", {}) is None
    assert parse_percent(f"+1{SPACES}x") is None
    found = parse_predecessors(f"Dig{SPACES}the hole{SPACES}SS", {})
    assert [(p.ref, p.type) for p in found] == [("Dig the hole", "SS")]
    people = f"Ana{SPACES * 20}[x".encode()
    document = read_document(b"Name,Resources\nA," + people + b"\n", "a.csv")
    assert [r.name for r in document.resources] == ["Ana"]
    with pytest.raises(BadFile):
        read_document(f"Name,Predecessors\nA,{'x' * 2000}\n".encode(), "a.csv")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("name", ["a\x00b", "a\ud800"])
def test_a_name_that_cannot_be_kept_changes_nothing(place: Place, name: str) -> None:
    raw = b'{"name":"' + name.encode("unicode_escape").replace(b"\\x00", b"\\u0000") + b'"}'
    for method, path in (("PATCH", "/me"), ("POST", "/tokens"), ("POST", "/workspaces")):
        answer = place.owner.client.generic(method, f"/api/v1{path}", raw, "application/json")
        assert answer.status_code == 422, (path, answer.content)
        assert answer.json()["errors"][0]["field"] == "name"
    assert place.owner.get("/me").json()["user"]["name"] == "Olga Owner"
    assert Token.objects.filter(user=place.owner.user).count() == 1


def test_a_zone_or_unit_that_is_none_is_named(place: Place) -> None:
    project = place.project()
    line = {"name": "B", "start": 1, "finish": 9, "fields": {"duration_unit": 5}}
    create = {"name": "P", "start": 29_900_000, "settings": {"zone": "Mars/Base"}}
    for stream, type_, payload, field in (
        (project, "project.update", {"fields": {"zone": ["UTC"]}}, "fields.zone"),
        (place.workspace, "project.create", create, "settings.zone"),
        (project, "outline.insert", {"tasks": [line]}, "tasks.duration_unit"),
    ):
        sent = {"type": type_, "stream": stream, "payload": payload}
        answer = place.owner.post("/commands", sent)
        assert answer.status_code == 422, (type_, answer.content)
        assert answer.json()["errors"][0]["field"] == field

"""Saved views through HTTP: a person's own, and those of the project."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from tests.projects_api.helpers import Person, Place

SECRET = "Zzyzx"
FILTER = {
    "version": 1,
    "join": "all",
    "items": [
        {"field": "name", "op": "has", "values": [SECRET]},
        {"join": "any", "items": [{"field": "assignee", "op": "is", "values": ["me", "nobody"]}]},
    ],
}
VIEW = {
    "name": "Mine",
    "kind": "sheet",
    "filter": FILTER,
    "grouping": "finish.month",
    "sorting": "-finish,name",
    "colour": "status",
    "columns": [{"key": "name", "width": 300}, {"key": "finish", "width": 90, "frozen": True}],
    "zoom": 24_000,
}


def share(place: Place, who: Person, project: int, type_: str, payload: dict[str, Any]) -> Any:
    return who.post("/commands", {"type": type_, "stream": project, "payload": payload})


def shared(who: Person, project: int) -> dict[str, list[Any]]:
    tables = who.get(f"/projects/{project}/snapshot").json()["tables"]
    found: dict[str, list[Any]] = tables.get("saved_views", {})
    return found


def test_a_person_keeps_views_that_nobody_else_sees(place: Place) -> None:
    project = place.project()
    path = f"/projects/{project}/private-views"
    viewer = place.viewer
    before = viewer.get(f"/projects/{project}/snapshot").json()["version"]
    answer = viewer.send("PUT", f"{path}/abc1", VIEW)
    assert answer.status_code == 200, answer.content
    assert answer.json() == {"key": "abc1", **VIEW}
    # Sent again it is the same; sent otherwise it is changed.
    assert viewer.send("PUT", f"{path}/abc1", {**VIEW, "name": "Still mine"}).status_code == 200
    assert [item["name"] for item in viewer.get(path).json()["items"]] == ["Still mine"]
    for other in (place.owner, place.member):
        assert other.get(path).json() == {"items": []}
        assert other.delete(f"{path}/abc1").status_code == 404
        whole = [
            other.get(f"/projects/{project}/{part}").content
            for part in ("snapshot", "history", "changesets?since=0")
        ]
        assert SECRET.encode() not in b"".join(whole)
    # It is no change of the plan.
    assert viewer.get(f"/projects/{project}/snapshot").json()["version"] == before
    # The same key of another person is another view.
    assert place.owner.send("PUT", f"{path}/abc1", {"name": "Owner's"}).status_code == 200
    assert viewer.delete(f"{path}/abc1").status_code == 204
    assert viewer.get(path).json() == {"items": []}
    assert [item["name"] for item in place.owner.get(path).json()["items"]] == ["Owner's"]


def test_guests_keep_their_own_and_see_none_that_is_shared(place: Place) -> None:
    project = place.project()
    mine = place.task(project, "Mine")
    guest = place.guest(project, mine)
    assert share(place, place.member, project, "view.create", {"fields": VIEW}).status_code == 200
    assert shared(place.viewer, project)["name"] == ["Mine"]
    told = [
        guest.get(f"/projects/{project}/{part}").content
        for part in ("snapshot", "history", "changesets?since=0")
    ]
    assert SECRET.encode() not in b"".join(told)
    assert "saved_views" not in orjson.loads(told[0])["tables"]
    path = f"/projects/{project}/private-views"
    assert guest.send("PUT", f"{path}/g001", {"name": "My branch"}).status_code == 200
    assert len(guest.get(path).json()["items"]) == 1
    elsewhere = place.project("Elsewhere")
    assert guest.get(f"/projects/{elsewhere}/private-views").status_code == 404
    assert guest.send("PUT", f"/projects/{elsewhere}/private-views/g001", VIEW).status_code == 404


def test_sharing_is_for_those_who_edit_and_is_undone(place: Place) -> None:
    project = place.project()
    refused = share(place, place.viewer, project, "view.create", {"fields": VIEW})
    assert refused.status_code == 403
    made = share(place, place.member, project, "view.create", {"fields": VIEW}).json()
    (key,) = made["created"]["saved_views"]
    renamed = {"id": key, "fields": {"name": "Ours", "filter": None}}
    assert share(place, place.owner, project, "view.update", renamed).status_code == 200
    assert shared(place.viewer, project)["name"] == ["Ours"]
    assert share(place, place.viewer, project, "view.delete", {"id": key}).status_code == 403
    gone = share(place, place.owner, project, "view.delete", {"id": key}).json()
    assert shared(place.viewer, project)["id"] == []
    assert place.owner.post(f"/changesets/{gone['id']}/undo").status_code == 200
    assert shared(place.viewer, project)["id"] == [key]


def test_a_scenario_has_the_private_views_of_its_project(place: Place) -> None:
    project = place.project()
    share(place, place.member, project, "view.create", {"fields": VIEW})
    made = share(place, place.owner, project, "scenario.create", {"name": "What if"}).json()
    (scenario,) = made["created"]["scenarios"]
    path = f"/projects/{scenario}/private-views"
    assert place.owner.send("PUT", f"{path}/s001", VIEW).status_code == 200
    items = place.owner.get(f"/projects/{project}/private-views").json()["items"]
    assert [item["key"] for item in items] == ["s001"]
    assert shared(place.owner, scenario)["name"] == ["Mine"]


def deep(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {"field": "name", "op": "none", "values": []}
    for _ in range(levels):
        found = {"join": "all", "items": [found]}
    return {"version": 1, **found}


BAD: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": " "}),
    ("name", {"name": "x" * 101}),
    ("name", {"name": "a\x00b"}),
    ("kind", {"kind": "pie"}),
    ("zoom", {"zoom": 0}),
    ("sorting", {"sorting": "x" * 501}),
    ("colour", {"colour": "x" * 201}),
    ("filter", {"filter": {"version": 2, "join": "all", "items": []}}),
    ("filter", {"filter": {"version": 1, "join": "none", "items": []}}),
    ("filter", {"filter": {"version": 1, "join": "all", "items": [{"field": "a"}]}}),
    ("filter", {"filter": {"version": 1, "join": "all", "items": [], "more": 1}}),
    ("filter", {"filter": deep(6)}),
    (
        "filter",
        {
            "filter": {
                "version": 1,
                "join": "all",
                "items": [{"field": "name", "op": "drop", "values": []}],
            }
        },
    ),
    ("columns", {"columns": [{"key": "name", "width": 0}]}),
    ("columns", {"columns": [{"key": "name", "width": 9}, {"key": "name", "width": 9}]}),
    ("columns", {"columns": [{"key": "name", "width": 9, "frozen": "yes"}]}),
    ("columns", {"columns": [{"key": "name", "width": 9, "pinned": True}]}),
]


@pytest.mark.parametrize(("field", "wrong"), BAD)
def test_what_no_view_can_have_is_refused_by_name(
    place: Place, field: str, wrong: dict[str, Any]
) -> None:
    project = place.project()
    own = place.owner.send("PUT", f"/projects/{project}/private-views/abcd", {**VIEW, **wrong})
    assert own.status_code == 422, own.content
    assert field in own.json()["errors"][0]["field"]
    both = share(place, place.owner, project, "view.create", {"fields": {**VIEW, **wrong}})
    assert both.status_code == 422, both.content
    assert field in both.json()["errors"][0]["field"]
    assert place.owner.get(f"/projects/{project}/private-views").json()["items"] == []
    assert shared(place.owner, project)["id"] == []


def test_as_deep_as_may_be_is_kept(place: Place) -> None:
    project = place.project()
    body = {"name": "Deep", "filter": deep(5)}
    answer = place.owner.send("PUT", f"/projects/{project}/private-views/deep", body)
    assert answer.json()["filter"] == deep(5)
    assert share(place, place.owner, project, "view.create", {"fields": body}).status_code == 200

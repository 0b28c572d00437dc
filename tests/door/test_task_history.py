"""The history of one task: what touched it or what hangs on it, as far as one may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from headway.changes import api as changes_api
from tests.door.conftest import Http
from tests.line.world import World, send

Of = Callable[[str], Http]


def told(who: Http, world: World, task: str, query: str = "", status: int = 200) -> Any:
    path = f"projects/{world.project}/history?task={world.tasks[task]}{query}"
    return who("GET", path, status=status)


def types(answer: Any) -> list[str]:
    return [item["type"] for item in answer["items"]]


def test_it_tells_of_the_task_and_of_what_hangs_on_it(world: World, http: Of) -> None:
    member, project, cable = world.users["member"], world.project, world.tasks["Cable"]
    fields = {"id": world.tasks["Plan"], "fields": {"name": "Plans"}}
    send(member, project, "task.update", {"id": cable, "fields": {"name": "Cables"}})
    send(member, project, "task.update", fields)
    added = {"task_id": cable, "items": [{"text": "Label"}]}
    key = send(member, project, "checklist.add", added)["created"]["checklist_items"][0]
    send(member, project, "checklist.update", {"id": key, "text": "Label all"})
    send(member, project, "task.update", fields | {"fields": {"name": "Plan"}})
    newest = ["checklist.update", "checklist.add", "task.update"]
    assert types(told(http("viewer"), world, "Cable"))[:3] == newest
    few = told(http("viewer"), world, "Cable", "&limit=2")
    assert types(few) == newest[:2]
    rest = told(http("viewer"), world, "Cable", f"&limit=1&before={few['next']}")
    assert types(rest) == ["task.update"]


def test_it_goes_on_where_it_left_off(
    world: World, http: Of, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(http("viewer"), world, "Mount")
    assert whole["next"] is None
    monkeypatch.setattr(changes_api, "LOOKED_AT", 3)
    items: list[Any] = []
    before = ""
    for _ in range(100):
        part = told(http("viewer"), world, "Mount", before)
        items += part["items"]
        if part["next"] is None:
            break
        before = f"&before={part['next']}"
    assert [i["version"] for i in items] == [i["version"] for i in whole["items"]]


def test_of_a_change_of_many_rows_a_list_brings_the_first_and_their_number(
    world: World, http: Of
) -> None:
    lines = [{"name": f"Line {n}"} for n in range(5)]
    send(world.users["member"], world.project, "outline.insert", {"tasks": lines})
    path = f"projects/{world.project}/history?limit=1"
    (whole,) = http("viewer")("GET", path)["items"]
    assert len(whole["inputs"]["tasks"]["added"]) == 5
    assert "counts" not in whole
    (short,) = http("viewer")("GET", f"{path}&rows=2")["items"]
    assert short["inputs"]["tasks"]["added"] == whole["inputs"]["tasks"]["added"][:2]
    assert short["counts"]["tasks"]["added"] == 5
    (same,) = http("viewer")("GET", f"{path}&rows=5")["items"]
    assert same == whole


def test_costs_and_what_lies_outside_are_not_told(world: World, http: Of) -> None:
    cost = {"id": world.tasks["Cable"], "fields": {"fixed_cost": 5}}
    send(world.users["owner"], world.project, "task.cost", cost)
    assert "task.cost" in types(told(http("manager"), world, "Cable"))
    assert "task.cost" not in types(told(http("member"), world, "Cable"))
    assert "checklist.add" in types(told(http("guest"), world, "Mount"))
    told(http("guest"), world, "Plan", status=404)

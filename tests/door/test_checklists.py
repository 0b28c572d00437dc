"""Checklists, criteria of acceptance and relations: what they hold, and what they say of progress."""

from __future__ import annotations

from typing import Any

import pytest

from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.reading import outcome_for
from headway.changes.undo import undo
from headway.collaboration.filenames import LONGEST, sanitised
from headway.projects.models import ChecklistItem, Task, TaskRelation
from tests.line.world import World, send


def add(w: World, task: str, *texts: str, **more: Any) -> list[int]:
    payload = {"task_id": w.tasks[task], "items": [{"text": t} for t in texts], **more}
    made = send(w.users["member"], w.project, "checklist.add", payload)
    keys: list[int] = made["created"]["checklist_items"]
    return keys


def tick(w: World, *keys: int, done: bool = True, who: str = "member") -> dict[str, Any]:
    payload = {"ids": list(keys), "done": done}
    return send(w.users[who], w.project, "checklist.tick", payload)


def texts(w: World, task: str, kind: str = "checklist") -> list[str]:
    rows = ChecklistItem.objects.filter(task_id=w.tasks[task], kind=kind).order_by("rank")
    return [row.text for row in rows]


def task(w: World, name: str) -> Task:
    return Task.objects.get(id=w.tasks[name])


def source(w: World, name: str, value: str) -> dict[str, Any]:
    payload = {"id": w.tasks[name], "fields": {"progress_source": value}}
    return send(w.users["member"], w.project, "task.update", payload)


def test_items_stand_in_the_order_in_which_they_were_put(world: World) -> None:
    first = add(world, "Plan", "one", "four")
    add(world, "Plan", "two", " three ", after_id=first[0])
    add(world, "Plan", "signed", kind="acceptance")
    assert texts(world, "Plan") == ["one", "two", "three", "four"]
    send(
        world.users["member"],
        world.project,
        "checklist.move",
        {"id": first[1], "before_id": first[0]},
    )
    assert texts(world, "Plan") == ["four", "one", "two", "three"]
    assert texts(world, "Plan", "acceptance") == ["signed"]


def test_who_ticks_off_is_kept_with_the_time(world: World) -> None:
    (key,) = add(world, "Mount", "Level it")
    tick(world, key, who="guest")
    row = ChecklistItem.objects.get(id=key)
    assert (row.done, row.done_by, row.done_name) == (True, world.users["guest"], "Gus")
    before = row.done_at
    assert before.endswith("Z")
    assert tick(world, key)["id"] is None, "ticked off already: nothing changes"
    tick(world, key, done=False)
    row = ChecklistItem.objects.get(id=key)
    assert (row.done, row.done_by, row.done_name, row.done_at) == (False, None, "", "")


def test_progress_follows_the_items_where_they_are_its_source(world: World) -> None:
    keys = add(world, "Plan", "a", "b", "c")
    tick(world, keys[0])
    assert task(world, "Plan").percent_complete == 0, (
        "the checklist suggests, it does not overwrite"
    )
    source(world, "Plan", "checklist")
    row = task(world, "Plan")
    assert (row.percent_complete, row.progress_source) == (33, "checklist")
    assert row.actual_start is not None
    told = tick(world, *keys[1:])
    assert [n["text"] for n in told["notes"]] == ["100 %, from the checklist"]
    row = task(world, "Plan")
    assert row.percent_complete == 100
    assert row.actual_finish is not None
    add(world, "Plan", "accepted", kind="acceptance")
    row = task(world, "Plan")
    assert (row.percent_complete, row.actual_finish) == (75, None), "open acceptance is not done"
    tick(world, *keys, done=False)
    row = task(world, "Plan")
    assert (row.percent_complete, row.actual_start) == (0, None)


def test_a_typed_figure_counts_from_then_on(world: World) -> None:
    keys = add(world, "Plan", "a", "b")
    source(world, "Plan", "checklist")
    payload = {"id": world.tasks["Plan"], "percent_complete": 70}
    told = send(world.users["member"], world.project, "task.progress", payload)
    assert [n["code"] for n in told["notes"]] == ["progress_source"]
    tick(world, *keys)
    row = task(world, "Plan")
    assert (row.percent_complete, row.progress_source) == (70, "typed")


def test_two_who_tick_at_the_same_time_both_count(world: World) -> None:
    keys = add(world, "Plan", "a", "b")
    source(world, "Plan", "checklist")
    seen = send(
        world.users["member"],
        world.project,
        "task.update",
        {"id": world.tasks["Aside"], "fields": {"name": "x"}},
    )
    base = {world.project: seen["version"]}
    for who, key in (("member", keys[0]), ("manager", keys[1])):
        send(world.users[who], world.project, "checklist.tick", {"ids": [key]}, base=base)
    assert task(world, "Plan").percent_complete == 100


def test_items_go_with_their_task_and_come_back_with_it(world: World) -> None:
    keys = add(world, "Cable", "a", "b")
    said = {"task_id": world.tasks["Cable"], "other_id": world.tasks["Plan"]}
    send(world.users["member"], world.project, "relation.create", said)
    gone = send(
        world.users["member"], world.project, "task.delete", {"ids": [world.tasks["Cable"]]}
    )
    assert not ChecklistItem.objects.filter(id__in=keys).exists()
    assert not TaskRelation.objects.filter(task_id=world.tasks["Cable"]).exists()
    outcome_for(world.users["member"], undo(gone["id"], world.users["member"]))
    assert texts(world, "Cable") == ["a", "b"]
    assert TaskRelation.objects.filter(task_id=world.tasks["Cable"]).exists()


@pytest.mark.parametrize(
    ("type_", "payload", "field"),
    [
        ("checklist.add", {"items": [{"text": "  "}]}, "checklist_items.text"),
        ("checklist.add", {"items": [{"text": "x" * 2001}]}, "checklist_items.text"),
        ("checklist.add", {"items": [{"text": "x"}], "after_id": 1}, "after_id"),
        ("relation.create", {"other_id": 0}, "other_id"),
    ],
)
def test_what_says_nothing_is_refused(
    world: World, type_: str, payload: dict[str, Any], field: str
) -> None:
    payload = {"task_id": world.tasks["Plan"], **payload}
    if payload.get("other_id") == 0:
        payload["other_id"] = world.tasks["Plan"]
    with pytest.raises(Invalid) as refused:
        send(world.users["member"], world.project, type_, payload)
    assert refused.value.problem()["errors"][0]["field"] == field


def test_a_relation_is_said_once(world: World) -> None:
    said = {"task_id": world.tasks["Plan"], "other_id": world.tasks["Order"], "kind": "duplicates"}
    send(world.users["member"], world.project, "relation.create", said)
    turned = {**said, "task_id": said["other_id"], "other_id": said["task_id"]}
    for again in (said, turned):
        with pytest.raises(Invalid):
            send(world.users["member"], world.project, "relation.create", again)
    send(world.users["member"], world.project, "relation.create", {**said, "kind": "relates"})


def test_a_guest_ticks_off_in_his_branch_alone(world: World) -> None:
    (inside,), (outside,) = add(world, "Mount", "in"), add(world, "Plan", "out")
    tick(world, inside, who="guest")
    with pytest.raises(Missing):
        tick(world, outside, who="guest")
    with pytest.raises(Forbidden):
        send(world.users["guest"], world.project, "checklist.update", {"id": inside, "text": "y"})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\plan.mpp", "plan.mpp"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie_ x.png"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("...", "file"),
        ("", "file"),
        ("Übersicht 2026 📎.pdf", "Übersicht 2026 📎.pdf"),
    ],
)
def test_names_of_files_are_made_harmless(given: str, kept: str) -> None:
    assert sanitised(given) == kept


def test_long_names_keep_their_ending() -> None:
    found = sanitised("x" * 500 + ".docx")
    assert len(found) == LONGEST
    assert found.endswith(".docx")

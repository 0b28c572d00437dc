"""Sprints, the backlog and releases: planning, starting, completing, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from headway.changes import ids
from headway.changes.cache import current
from headway.changes.errors import Invalid, Missing, Refused
from headway.changes.state import Draft
from headway.changes.undo import undo
from headway.projects.models import Project, Release, ReleaseItem, Sprint, SprintItem
from headway.projects.sprints import backlog_of, items_of
from tests.line.invariants import check
from tests.line.world import World, at, send


@pytest.fixture
def world(world: World) -> World:
    """The small world with all in the backlog."""
    send(world.users["member"], world.project, "sprint.complete", {"id": world.running})
    for key in (world.running, world.sprint):
        send(world.users["member"], world.project, "sprint.delete", {"id": key})
    send(world.users["member"], world.project, "release.delete", {"id": world.release})
    names = ("Plan", "Order", "Mount", "Cable", "Test", "Aside")
    back = {"ids": [world.tasks[name] for name in names], "sprint_id": None}
    send(world.users["member"], world.project, "backlog.move", back)
    return world


DAYS = {"start": at("2026-03-02T00:00"), "finish": at("2026-03-14T00:00")}


def say(w: World, type_: str, who: str = "member", **payload: Any) -> dict[str, Any]:
    return send(w.users[who], w.project, type_, payload)


def sprint(w: World, name: str, *tasks: str, **fields: Any) -> int:
    made = say(w, "sprint.create", fields={"name": name, **DAYS, **fields})
    key = int(made["created"]["sprints"][0])
    if tasks:
        say(w, "backlog.move", ids=[w.tasks[t] for t in tasks], sprint_id=key)
    return key


def draft(w: World) -> Draft:
    state = current(w.project)
    assert state is not None
    return Draft(state.records)


def items(w: World, key: int) -> list[str]:
    return [row["name"] for row in items_of(draft(w), key)]


def backlog(w: World) -> list[str]:
    return [row["name"] for row in backlog_of(draft(w), w.project)]


def test_the_backlog_is_what_is_to_be_done_in_no_open_sprint(world: World) -> None:
    # Summaries and the milestone are no items.
    assert backlog(world) == ["Plan", "Order", "Mount", "Cable", "Test", "Aside"]
    first = sprint(world, "Sprint 1", "Order", "Plan")
    assert items(world, first) == ["Order", "Plan"]
    say(world, "card.move", ids=[world.tasks["Cable"]], status_id=world.status("Done"))
    assert backlog(world) == ["Mount", "Test", "Aside"]
    say(world, "project.update", fields={"backlog_id": world.tasks["Build"]})
    assert backlog(world) == ["Mount", "Test"]
    say(world, "task.delete", ids=[world.tasks["Build"]])
    assert Project.objects.get(id=world.project).backlog_id is None
    assert backlog(world) == ["Aside"]
    check(world.project)


def test_items_are_ranked_beside_each_other_and_several_move_at_once(world: World) -> None:
    key = sprint(world, "Sprint 1", "Plan", "Order")
    tasks = world.tasks
    say(
        world,
        "backlog.move",
        ids=[tasks["Test"], tasks["Mount"]],
        sprint_id=key,
        before_id=tasks["Order"],
    )
    assert items(world, key) == ["Plan", "Test", "Mount", "Order"]
    moved = say(world, "backlog.move", ids=[tasks["Plan"]], sprint_id=None, after_id=tasks["Cable"])
    assert backlog(world) == ["Cable", "Plan", "Aside"]
    assert moved["results"] == {}
    # The order of the sprint is the order of the board.
    say(world, "backlog.move", ids=[tasks["Order"]], sprint_id=key, before_id=tasks["Test"])
    assert items(world, key) == ["Order", "Test", "Mount"]


def test_a_sprint_starts_and_what_is_left_goes_on_in_its_order_undone_as_one(world: World) -> None:
    first = sprint(world, "Sprint 1", "Mount", "Plan", "Cable")
    second = sprint(world, "Sprint 2", "Test", start=None, finish=None)
    say(world, "sprint.start", id=first, fields={"goal": "Racks stand"})
    assert Sprint.objects.get(id=first).state == "active"
    say(world, "card.move", ids=[world.tasks["Plan"]], status_id=world.status("Done"))
    done = say(world, "sprint.complete", id=first, to_id=second)
    assert items(world, first) == ["Plan"]
    assert items(world, second) == ["Mount", "Cable", "Test"]
    assert [note["text"] for note in done["notes"]] == ["2 items go on to 'Sprint 2'"]
    row = Sprint.objects.get(id=first)
    assert (row.state, row.completed_at[-1]) == ("complete", "Z")
    check(world.project)
    undo(done["id"], world.users["member"])
    # What is done stands first, as on the board.
    assert items(world, first) == ["Plan", "Mount", "Cable"]
    assert items(world, second) == ["Test"]
    assert Sprint.objects.get(id=first).state == "active"
    say(world, "sprint.complete", id=first)
    assert backlog(world) == ["Mount", "Cable", "Order", "Aside"]


def made_in(w: World, sprint_id: int | None, **fields: Any) -> tuple[int, dict[str, Any]]:
    """Make a task and put it into a sprint with one change, as quick add does."""
    key, _ = ids.lease(w.users["member"])
    lines = [{"name": "Label", "id": key, **fields}]
    parts = [
        {"type": "outline.insert", "payload": {"tasks": lines}},
        {"type": "backlog.move", "payload": {"ids": [key], "sprint_id": sprint_id}},
    ]
    return key, say(w, "batch", commands=parts)


def held(w: World, key: int) -> tuple[str, int | None]:
    row = draft(w).get("tasks", key) or {}
    return row["constraint"], row["constraint_date"]


def test_what_is_made_in_a_sprint_starts_with_it_and_says_so(world: World) -> None:
    first = sprint(world, "Sprint 1")
    key, done = made_in(world, first)
    assert held(world, key) == ("snet", at("2026-03-02T09:00"))
    assert [(n["code"], n["text"]) for n in done["notes"]] == [
        ("constraint_set", "Not before 2 Mar 2026, the first day of 'Sprint 1'")
    ]
    state = current(world.project)
    assert state is not None
    assert (state.derived["schedule"].row(key) or {})["start"] == at("2026-03-02T09:00")
    # A date that was said holds; the backlog and a sprint without days set none.
    typed, _ = made_in(world, first, start=at("2026-03-05T09:00"))
    assert held(world, typed) == ("snet", at("2026-03-05T09:00"))
    bare = sprint(world, "Sprint 2", start=None, finish=None)
    for where in (None, bare):
        loose, _ = made_in(world, where)
        assert held(world, loose) == ("asap", None)
    # What was there before is moved into a sprint without a date.
    say(world, "backlog.move", ids=[world.tasks["Plan"]], sprint_id=first)
    assert held(world, world.tasks["Plan"]) == ("asap", None)
    undo(done["id"], world.users["member"])
    assert draft(world).get("tasks", key) is None


def test_within_a_sprint_it_starts_today(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sprint(world, "Sprint 1")
    now = at("2026-03-05T15:20")
    monkeypatch.setattr("headway.projects.commands.sprints.now_in", lambda *_: now)
    key, done = made_in(world, first)
    assert held(world, key) == ("snet", at("2026-03-05T09:00"))
    assert done["notes"][0]["text"] == "Not before 5 Mar 2026, in 'Sprint 1'"


def test_what_is_held_to_the_first_day_goes_along_with_it(world: World) -> None:
    first = sprint(world, "Sprint 1")
    later = {"start": at("2026-03-16T00:00"), "finish": at("2026-03-28T00:00")}
    second = sprint(world, "Sprint 2", **later)
    key, _ = made_in(world, first)
    other, _ = made_in(world, first, start=at("2026-03-05T09:00"))
    moved = say(world, "backlog.move", ids=[key, other], sprint_id=second)
    assert held(world, key) == ("snet", at("2026-03-16T09:00"))
    # Another date was set for another reason.
    assert held(world, other) == ("snet", at("2026-03-05T09:00"))
    told = "Not before 16 Mar 2026, the first day of 'Sprint 2'"
    assert [note["text"] for note in moved["notes"]] == [told]
    say(world, "sprint.update", id=second, fields={"start": at("2026-03-17T00:00")})
    assert held(world, key) == ("snet", at("2026-03-17T09:00"))
    out = say(world, "backlog.move", ids=[key], sprint_id=None)
    assert held(world, key) == ("asap", None)
    assert [note["code"] for note in out["notes"]] == ["constraint_removed"]
    undo(out["id"], world.users["member"])
    assert (held(world, key), items(world, second)[0]) == (
        ("snet", at("2026-03-17T09:00")), "Label",
    )  # fmt: skip
    check(world.project)


def test_a_sprint_is_completed_into_a_new_one_as_one_change(world: World) -> None:
    first = sprint(world, "Sprint 1", "Mount", "Plan")
    say(world, "sprint.start", id=first)
    made_in(world, first)
    many, _ = made_in(world, first)
    key, _ = ids.lease(world.users["member"])
    fields = {"name": "Sprint 2", "start": at("2026-03-16T00:00"), "finish": at("2026-03-28T00:00")}
    parts = [
        {"type": "sprint.create", "payload": {"id": key, "fields": fields}},
        {"type": "sprint.complete", "payload": {"id": first, "to_id": key}},
    ]
    done = say(world, "batch", commands=parts)
    assert items(world, key) == ["Mount", "Plan", "Label", "Label"]
    assert held(world, many) == ("snet", at("2026-03-16T09:00"))
    assert [note["text"] for note in done["notes"]] == [
        "2 items: not before 16 Mar 2026, the first day of 'Sprint 2'",
        "4 items go on to 'Sprint 2'",
    ]
    undo(done["id"], world.users["member"])
    assert [row.name for row in Sprint.objects.all()] == ["Sprint 1"]
    assert len(items(world, first)) == 4


def test_a_sprint_that_is_deleted_gives_its_items_back(world: World) -> None:
    key = sprint(world, "Sprint 1", "Aside", "Test")
    gone = say(world, "sprint.delete", id=key)
    assert backlog(world)[:2] == ["Aside", "Test"]
    assert not Sprint.objects.exists()
    assert not SprintItem.objects.exists()
    undo(gone["id"], world.users["member"])
    assert items(world, key) == ["Aside", "Test"]


def refusals(w: World) -> list[tuple[str, dict[str, Any], str]]:
    key, over = sprint(w, "Sprint 1", "Plan"), sprint(w, "Old", "Order")
    bare = sprint(w, "Bare", "Test", start=None, finish=None)
    for type_ in ("sprint.start", "sprint.complete"):
        say(w, type_, id=over)
    tasks, late = w.tasks, {"start": DAYS["finish"], "finish": DAYS["start"]}
    return [
        ("sprint.create", {"fields": {"name": " "}}, "name"),
        ("sprint.create", {"fields": {"name": "S", "state": "active"}}, "fields.state"),
        ("sprint.create", {"fields": {"name": "S", "start": DAYS["start"]}}, "fields.finish"),
        ("sprint.create", {"fields": {"name": "S", **late}}, "fields.finish"),
        ("sprint.update", {"id": key, "fields": {"start": DAYS["start"] + 60}}, "fields.start"),
        ("sprint.update", {"id": key, "fields": {"finish": at("2029-01-01T00:00")}}, "fields.finish"),
        ("sprint.start", {"id": bare}, "fields.start"),
        ("sprint.start", {"id": over}, "id"),
        ("sprint.start", {"id": sprint(w, "Empty")}, "id"),
        ("sprint.complete", {"id": key}, "id"),
        ("backlog.move", {"ids": [tasks["Racks"]], "sprint_id": key}, "ids"),
        ("backlog.move", {"ids": [tasks["Test"]], "sprint_id": over}, "sprint_id"),
        ("backlog.move", {"ids": [tasks["Test"]], "sprint_id": key, "after_id": tasks["Cable"]}, "after_id"),
        ("backlog.move", {"ids": [tasks["Plan"]], "sprint_id": key, "after_id": tasks["Plan"]}, "after_id"),
        ("release.create", {"fields": {"name": "R", "date": 7}}, "fields.date"),
        ("release.update", {"id": 1, "fields": {}}, "id"),
        ("release.assign", {"ids": [tasks["Plan"]], "release_id": 1}, "release_id"),
    ]  # fmt: skip


def test_what_makes_no_sense_is_refused_and_changes_nothing(world: World) -> None:
    for type_, payload, field in refusals(world):
        before = current(world.project)
        with pytest.raises((Invalid, Missing)) as refused:
            say(world, type_, **payload)
        more = refused.value.more
        named = [error["field"] for error in more.get("errors", [more])]
        assert any(field in one for one in named), (type_, payload, named)
        after = current(world.project)
        assert before is not None
        assert after is not None
        assert before.version == after.version


def test_a_sprint_under_way_is_not_deleted_and_guests_move_nothing(world: World) -> None:
    key = sprint(world, "Sprint 1", "Mount")
    with pytest.raises(Refused):
        say(world, "backlog.move", "guest", ids=[world.tasks["Mount"]], sprint_id=None)
    say(world, "sprint.start", id=key)
    with pytest.raises(Invalid, match="complete it first"):
        say(world, "sprint.delete", id=key)


def test_a_release_takes_tasks_and_gives_them_back(world: World) -> None:
    fields = {"name": "1.0", "date": at("2026-04-01T00:00")}
    key = say(world, "release.create", fields=fields)["created"]["releases"][0]
    other = say(world, "release.create", fields={"name": "1.1"})["created"]["releases"][0]
    ids = [world.tasks["Mount"], world.tasks["Plan"]]
    say(world, "release.assign", ids=ids, release_id=key)
    say(world, "release.assign", ids=ids[:1], release_id=other)
    found = ReleaseItem.objects.order_by("id").values_list("task_id", "release_id")
    assert list(found) == [(ids[0], other), (ids[1], key)]
    say(world, "release.assign", ids=ids[:1], release_id=None)
    say(world, "release.update", id=key, fields={"released": True})
    say(world, "release.delete", id=key)
    assert not ReleaseItem.objects.exists()
    assert list(Release.objects.values_list("name", flat=True)) == ["1.1"]

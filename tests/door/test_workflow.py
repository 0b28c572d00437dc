"""The board: columns, cards, and what moving one says of its progress."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.changes.errors import Invalid, Missing, Refused
from headway.changes.models import Changeset
from headway.changes.reading import changesets_since
from headway.changes.state import Draft, Records
from headway.changes.undo import undo
from headway.projects.jobs import begin_workflows
from headway.projects.models import Status, Task
from headway.projects.records import STATUSES, TASKS
from headway.projects.workflow import cards_in, places
from headway.scheduling.moments import words
from tests.line.invariants import check
from tests.line.world import World, at, send


def task(w: World, name: str) -> Task:
    return Task.objects.get(id=w.tasks[name])


def move(w: World, name: str, column: str, who: str = "member", **beside: int) -> dict[str, Any]:
    payload = {"ids": [w.tasks[name]], "status_id": w.status(column), **beside}
    return send(w.users[who], w.project, "card.move", payload)


def names(w: World) -> list[tuple[str, str, int | None]]:
    found = Status.objects.filter(stream_id=w.project).order_by("rank")
    return [(s.name, s.category, s.wip_limit) for s in found]


def test_a_project_begins_with_three_columns(world: World) -> None:
    assert names(world) == [
        ("To do", "todo", None), ("Doing", "doing", None), ("Done", "done", None),
    ]  # fmt: skip


def test_a_card_nobody_typed_of_follows_the_board_through_doing_done_and_back(
    world: World,
) -> None:
    planned = task(world, "Plan").start
    doing = move(world, "Plan", "Doing")
    row = task(world, "Plan")
    assert (row.progress_source, row.percent_complete) == ("board", 0)
    assert row.actual_start is not None
    began = row.actual_start
    assert [n["text"] for n in doing["notes"]] == [f"Started {words(began)}, from the board"]

    done = move(world, "Plan", "Done")
    row = task(world, "Plan")
    assert (row.percent_complete, row.actual_start) == (100, began)
    assert row.actual_finish is not None
    assert row.actual_finish >= began
    assert [n["text"] for n in done["notes"]] == ["100 %, from the board"]

    move(world, "Plan", "Doing")
    row = task(world, "Plan")
    assert (row.percent_complete, row.actual_start, row.actual_finish) == (0, began, None)

    back = move(world, "Plan", "To do")
    assert [n["text"] for n in back["notes"]] == ["Not started, from the board"]
    row = task(world, "Plan")
    assert (row.percent_complete, row.actual_start, row.actual_finish) == (0, None, None)
    assert row.start == planned
    check(world.project)


def test_one_undo_takes_column_progress_and_source_back(world: World) -> None:
    before = Task.objects.filter(id=world.tasks["Plan"]).values().get()
    moved = move(world, "Plan", "Done")
    undo(moved["id"], world.users["member"])
    assert Task.objects.filter(id=world.tasks["Plan"]).values().get() == before


def test_typed_progress_stays_and_the_board_says_so(world: World) -> None:
    send(
        world.users["member"], world.project, "task.progress",
        {"id": world.tasks["Plan"], "percent_complete": 40},
    )  # fmt: skip
    answer = move(world, "Plan", "Done")
    row = task(world, "Plan")
    assert (row.progress_source, row.percent_complete) == ("typed", 40)
    assert [(n["code"], n["text"]) for n in answer["notes"]] == [
        ("progress_kept", "In 'Done', but 40 % is typed")
    ]


def test_typing_takes_progress_from_the_board_visibly_and_the_board_takes_it_back_when_asked(
    world: World,
) -> None:
    move(world, "Plan", "Doing")
    typed = send(
        world.users["member"], world.project, "task.progress",
        {"id": world.tasks["Plan"], "percent_complete": 30},
    )  # fmt: skip
    assert [n["code"] for n in typed["notes"]] == ["progress_source"]
    assert task(world, "Plan").progress_source == "typed"
    move(world, "Plan", "Done")
    assert task(world, "Plan").percent_complete == 30
    send(
        world.users["member"], world.project, "task.update",
        {"id": world.tasks["Plan"], "fields": {"progress_source": "board"}},
    )  # fmt: skip
    assert task(world, "Plan").percent_complete == 100


def test_many_cards_are_told_of_in_one_line(world: World) -> None:
    ids = [world.tasks[n] for n in ("Plan", "Cable", "Aside")]
    answer = send(
        world.users["member"], world.project, "card.move",
        {"ids": ids, "status_id": world.status("Done")},
    )  # fmt: skip
    assert [n["text"] for n in answer["notes"]] == ["3 cards: their progress comes from the board"]


def test_what_is_no_card_cannot_be_moved(world: World) -> None:
    with pytest.raises(Invalid, match="summary, not a card"):
        move(world, "Build", "Done")
    payload: dict[str, Any] = {"ids": [world.tasks["Plan"]], "status_id": 999_999}
    with pytest.raises(Missing):
        send(world.users["member"], world.project, "card.move", payload)
    with pytest.raises(Invalid, match="not in 'Done'"):
        move(world, "Plan", "Done", after_id=world.tasks["Cable"])
    fields = {"status_id": world.status("Done")}
    payload = {"id": world.tasks["Plan"], "fields": fields}
    with pytest.raises(Invalid, match="no field status_id"):
        send(world.users["member"], world.project, "task.update", payload)


def test_a_column_with_cards_asks_where_they_go(world: World) -> None:
    move(world, "Plan", "Doing")
    doing = world.status("Doing")
    with pytest.raises(Invalid, match="1 card in 'Doing'") as refused:
        send(world.users["member"], world.project, "status.delete", {"id": doing})
    assert refused.value.more["errors"][0]["field"] == "to_id"
    payload = {"id": doing, "to_id": world.status("Done")}
    gone = send(world.users["member"], world.project, "status.delete", payload)
    assert [n for n, _, _ in names(world)] == ["To do", "Done"]
    assert (task(world, "Plan").status_id, task(world, "Plan").percent_complete) == (
        world.status("Done"), 100,
    )  # fmt: skip
    undo(gone["id"], world.users["member"])
    assert task(world, "Plan").status_id == doing
    check(world.project)


def test_cards_that_follow_their_progress_are_asked_for_too(world: World) -> None:
    payload: dict[str, Any] = {"fields": {"name": "Backlog", "category": "todo"}}
    send(world.users["member"], world.project, "status.create", payload)
    todo = world.status("To do")
    with pytest.raises(Invalid, match="cards in 'To do'"):
        send(world.users["member"], world.project, "status.delete", {"id": todo})


def test_columns_are_added_named_limited_ordered(world: World) -> None:
    who, project = world.users["member"], world.project
    fields: dict[str, Any] = {"name": "Review", "category": "doing", "wip_limit": 3}
    send(who, project, "status.create", {"after_id": world.status("Doing"), "fields": fields})
    send(who, project, "status.update", {"id": world.status("To do"), "fields": {"name": "Ready"}})
    move_first = {"id": world.status("Review"), "before_id": world.status("Ready")}
    send(who, project, "status.move", move_first)
    assert names(world) == [
        ("Review", "doing", 3), ("Ready", "todo", None), ("Doing", "doing", None),
        ("Done", "done", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "payload", "field"),
    [
        ("status.create", {"fields": {"name": "done "}}, "fields.name"),
        ("status.create", {"fields": {"name": "X", "wip_limit": 0}}, "statuses.wip_limit"),
        ("status.create", {"fields": {"name": "X", "category": "never"}}, "statuses.category"),
        ("status.create", {"fields": {"name": "X", "rank": "a0"}}, "fields.rank"),
        ("status.update", {"id": "Done", "fields": {"category": "doing"}}, "fields.category"),
        ("status.delete", {"id": "Done", "to_id": 5}, "fields.category"),
    ],
)
def test_what_a_board_cannot_be_is_refused_by_field(
    world: World, type_: str, payload: dict[str, Any], field: str
) -> None:
    before = names(world)
    if "id" in payload:
        payload = {**payload, "id": world.status(payload["id"])}
    with pytest.raises(Refused) as refused:
        send(world.users["member"], world.project, type_, payload)
    assert refused.value.more["errors"][0]["field"] == field
    assert names(world) == before


def test_another_category_takes_its_cards_along(world: World) -> None:
    move(world, "Plan", "Doing")
    payload = {"id": world.status("Doing"), "fields": {"category": "done"}}
    send(world.users["member"], world.project, "status.update", payload)
    assert task(world, "Plan").percent_complete == 100
    assert task(world, "Mount").percent_complete == 0


def test_put_away_is_off_the_board_and_not_out_of_the_plan(world: World) -> None:
    ids = [world.tasks["Plan"]]
    send(world.users["member"], world.project, "card.archive", {"ids": ids})
    assert (task(world, "Plan").archived, task(world, "Plan").active) == (True, True)
    send(world.users["member"], world.project, "card.archive", {"ids": ids, "archived": False})
    assert task(world, "Plan").archived is False


def test_a_guest_moves_the_cards_of_his_branch_alone(world: World) -> None:
    move(world, "Mount", "Doing", "guest")
    with pytest.raises(Refused):
        move(world, "Plan", "Doing", "guest")
    with pytest.raises(Refused):
        move(world, "Mount", "Done", "viewer")
    payload = {"fields": {"name": "Mine", "category": "todo"}}
    with pytest.raises(Refused):
        send(world.users["guest"], world.project, "status.create", payload)
    assert task(world, "Plan").status_id is None
    since = Changeset.objects.filter(stream_id=world.project).count()
    move(world, "Plan", "Done")
    (seen,) = changesets_since(world.users["guest"], world.project, since, "project")["items"]
    keys = {u["id"] for part in seen["inputs"].values() for u in part["updated"]}
    assert world.tasks["Plan"] not in keys
    assert seen["notes"] == []


def test_a_project_older_than_the_board_gets_its_columns_once(world: World) -> None:
    Status.objects.filter(stream_id=world.project).delete()
    from headway.changes import cache

    cache.forget()
    begin_workflows()
    begin_workflows()
    assert [n for n, _, _ in names(world)] == ["To do", "Doing", "Done"]
    begun = Changeset.objects.filter(stream_id=world.project, type="workflow.begin")
    assert begun.count() == 1
    check(world.project)


def test_a_card_placed_between_two_stands_there(world: World) -> None:
    move(world, "Aside", "To do", before_id=world.tasks["Order"])
    draft = Draft(_records(world))
    found = [r["name"] for r in cards_in(draft, world.status("To do")) if r["name"] in NAMED]
    # Mount was given its place by a sprint.
    assert found == ["Plan", "Mount", "Aside", "Order"]


NAMED = {"Plan", "Order", "Mount", "Aside"}


def _records(w: World) -> Records:
    from headway.changes import cache

    state = cache.current(w.project)
    assert state is not None
    return state.records


COLUMN = STATUSES.new_row({"id": 1, "name": "All", "category": "todo", "rank": "a0"})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=30))
def test_ranks_give_the_order_in_which_cards_were_placed(
    steps: list[tuple[int, int, bool]],
) -> None:
    """However cards are dropped beside each other, the column is the list that one would have."""
    rows = {
        key: TASKS.new_row({"id": key, "name": str(key), "rank": "a0", "actual_start": None})
        for key in range(100, 108)
    }
    draft = Draft(Records({"statuses": {1: COLUMN}, "tasks": rows}))
    model = sorted(rows)
    for which, beside, behind in steps:
        key = model[which]
        other = model[beside]
        if key == other:
            continue
        model.remove(key)
        model.insert(model.index(other) + int(behind), key)
        place = {"after": other, "before": None} if behind else {"after": None, "before": other}
        (rank,) = places(draft, COLUMN, 1, leaving=frozenset({key}), **place)
        draft.update("tasks", key, {"board_rank": rank})
        assert [r["id"] for r in cards_in(draft, 1)] == model


def test_a_card_done_before_it_was_planned_to_begin_began_when_it_was_done(world: World) -> None:
    later = {"id": world.tasks["Aside"], "start": at("2190-03-01T09:00")}
    send(world.users["member"], world.project, "task.reschedule", later)
    move(world, "Aside", "Done")
    row = task(world, "Aside")
    assert row.actual_start == row.actual_finish
    assert (row.start, row.finish) == (row.actual_start, row.actual_finish)

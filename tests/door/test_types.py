"""Types of tasks with their workflow, and rules on columns: what is allowed, refused and carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.door.conftest import Http
from tests.line.client import rows_of
from tests.line.world import World


class Board:
    """The board of the small world, over HTTP."""

    def __init__(self, http: Callable[[str], Http], world: World) -> None:
        self.http = http
        self.world = world
        self.columns = {name: world.status(name) for name in ("To do", "Doing", "Done")}

    def send(
        self, type_: str, payload: dict[str, Any], status: int = 200, who: str = "member"
    ) -> Any:
        body = {"type": type_, "stream": self.world.project, "payload": payload}
        return self.http(who)("POST", "commands", body, status)

    def kind(self, **fields: Any) -> int:
        """Add a type and give it to the task Mount."""
        key = self.send("type.create", {"fields": fields})["created"]["work_types"][0]
        change = {"id": self.world.tasks["Mount"], "fields": {"type_id": key}}
        self.send("task.update", change)
        return int(key)

    def move(self, to: str, status: int = 200, who: str = "member", task: str = "Mount") -> Any:
        payload = {"ids": [self.world.tasks[task]], "status_id": self.columns[to]}
        return self.send("card.move", payload, status, who)

    def row(self, table: str, task: str = "Mount") -> list[dict[str, Any]]:
        shot = self.http("owner")("GET", f"projects/{self.world.project}/snapshot")
        own = "id" if table == "tasks" else "task_id"
        rows = rows_of(shot["tables"][table]).values()
        return [r for r in rows if r[own] == self.world.tasks[task]]


@pytest.fixture
def board(http: Callable[[str], Http], world: World) -> Board:
    return Board(http, world)


def test_a_move_that_the_type_has_not_is_refused_with_the_way(board: Board) -> None:
    c = board.columns
    moves = [
        {"from": c["To do"], "to": c["Doing"], "manage": False},
        {"from": c["Doing"], "to": c["Done"], "manage": True},
    ]
    board.kind(name="Change", icon="change", transitions=moves)
    refused = board.move("Done", 422)
    assert (
        refused["detail"] == "'Mount' is a Change: from 'To do' it goes to 'Doing', not to 'Done'."
    )
    assert refused["errors"][0]["field"] == "status_id"
    moved = board.move("Doing")
    assert "Only who manages" in board.move("Done", 403)["detail"]
    board.move("Done", who="manager")
    # Undo is the way back, whatever the moves of the type are.
    board.http("manager")("POST", f"changesets/{moved['id']}/undo", None, 409)
    assert board.row("tasks")[0]["status_id"] == c["Done"]
    board.move("Done", task="Cable")


def test_a_type_stands_in_its_columns_alone(board: Board) -> None:
    c = board.columns
    board.kind(name="Bug", icon="bug", statuses=[c["To do"], c["Done"]])
    assert "may stand in 'To do', 'Done'" in board.move("Doing", 422)["detail"]
    board.move("Done")


def test_what_a_column_needs_is_filled_in_first_or_with_the_move(board: Board) -> None:
    field = board.world.field_id
    needs = [
        {"field": f"custom-{field}", "status": board.columns["Done"]},
        {"field": "deadline", "status": None},
    ]
    with_date = {"id": board.world.tasks["Cable"], "fields": {"deadline": 29_552_220}}
    key = board.send("type.create", {"fields": {"name": "Tale", "requirements": needs}})
    kind = key["created"]["work_types"][0]
    typed = {"id": board.world.tasks["Cable"], "fields": {"type_id": kind}}
    refused = board.send("task.update", typed, 422)
    assert "a Tale needs a deadline" in refused["detail"]
    assert refused["errors"][0]["field"] == "deadline"
    with_date["fields"]["type_id"] = kind
    board.send("task.update", with_date)
    refused = board.move("Done", 422, task="Cable")
    assert "'Risk'" in refused["detail"]
    value = {"field_id": field, "task_id": board.world.tasks["Cable"], "value": "Known"}
    move = {"ids": [board.world.tasks["Cable"]], "status_id": board.columns["Done"]}
    both = [{"type": "custom_value.set", "payload": value}, {"type": "card.move", "payload": move}]
    board.send("batch", {"commands": both})
    assert board.row("tasks", "Cable")[0]["status_id"] == board.columns["Done"]


def test_a_type_is_created_with_its_task(board: Board) -> None:
    kind = board.kind(name="Epic", icon="epic")
    made = board.send("task.create", {"fields": {"name": "Big", "type_id": kind}})
    board.world.tasks["Big"] = made["created"]["tasks"][0]
    assert board.row("tasks", "Big")[0]["type_id"] == kind
    done = board.send("type.delete", {"id": kind})
    assert board.row("tasks", "Big")[0]["type_id"] is None
    board.http("member")("POST", f"changesets/{done['id']}/undo")
    assert board.row("tasks", "Big")[0]["type_id"] == kind


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"statuses": [1]}, "fields.statuses"),
        ({"statuses": []}, "fields.statuses"),
        ({"fields": ["x"]}, "fields.fields"),
        ({"transitions": [{"from": None}]}, "fields.transitions"),
        ({"requirements": [{"field": "cost", "status": None}]}, "fields.requirements"),
        ({"color": "red"}, "fields.color"),
        ({"transitions": [{"from": [], "to": 1, "manage": False}]}, "fields.transitions"),
        ({"transitions": [{"from": None, "to": {}, "manage": False}]}, "fields.transitions"),
        ({"requirements": [{"field": "notes", "status": []}]}, "fields.requirements"),
        ({"requirements": [{"field": {}, "status": None}]}, "fields.requirements"),
        ({"requirements": [{"field": "custom-²", "status": None}]}, "fields.requirements"),
    ],
)
def test_a_type_that_makes_no_sense_is_refused(board: Board, fields: Any, at: str) -> None:
    answer = board.send("type.create", {"fields": {"name": "Odd", **fields}}, 422)
    assert answer["errors"][0]["field"] == at


def test_rules_of_a_column_go_with_the_move(board: Board) -> None:
    ana, c = board.world.resources["Ana"], board.columns
    field = board.world.field_id
    for action in (
        {"action": "assign", "value": ana},
        {"action": "set", "field": f"custom-{field}", "value": "In work"},
        {"action": "set", "field": "priority", "value": 900},
    ):
        board.send("rule.create", {"status_id": c["Doing"], "fields": action})
    done = board.move("Doing")
    assert {r["resource_id"] for r in board.row("assignments")} >= {ana}
    assert board.row("custom_values")[0]["value"] == "In work"
    assert board.row("tasks")[0]["priority"] == 900
    # One change, one undo.
    board.http("member")("POST", f"changesets/{done['id']}/undo")
    assert ana not in {r["resource_id"] for r in board.row("assignments")}
    assert board.row("custom_values")[0]["value"] == "Mount risk"
    assert board.row("tasks")[0]["priority"] == 500


def test_a_column_asks_for_a_field_whatever_the_type(board: Board) -> None:
    rule = {"action": "require", "field": "notes"}
    board.send("rule.create", {"status_id": board.columns["Done"], "fields": rule})
    assert "asks for a description" in board.move("Done", 422)["detail"]
    board.send("task.update", {"id": board.world.tasks["Mount"], "fields": {"notes": "How"}})
    board.move("Done")


def test_a_column_that_goes_takes_its_rules_and_moves_along(board: Board) -> None:
    c = board.columns
    moves = [{"from": c["To do"], "to": to, "manage": False} for to in (c["Doing"], c["Done"])]
    kind = board.kind(name="Bug", transitions=moves, statuses=list(c.values()))
    board.send("rule.create", {"status_id": c["Doing"], "fields": {"action": "unblock"}})
    board.send("status.delete", {"id": c["Doing"], "to_id": c["Done"]})
    tables = board.http("owner")("GET", f"projects/{board.world.project}/snapshot")["tables"]
    assert c["Doing"] not in tables["column_rules"]["status_id"]
    place = tables["work_types"]["id"].index(kind)
    assert tables["work_types"]["transitions"][place] == [moves[1]]
    assert tables["work_types"]["statuses"][place] == [c["To do"], c["Done"]]


def test_a_card_that_is_only_placed_where_it_stands_enters_nothing(board: Board) -> None:
    rule = {"action": "set", "field": "priority", "value": 900}
    board.send("rule.create", {"status_id": board.columns["To do"], "fields": rule})
    board.move("To do")
    assert board.row("tasks")[0]["priority"] == 500
    board.move("Doing")
    board.move("To do")
    assert board.row("tasks")[0]["priority"] == 900


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"action": "assign", "value": [1]}, "fields.value"),
        ({"action": "set", "field": "custom-²", "value": 1}, "fields.field"),
        ({"action": "require", "field": "custom-" + "9" * 5000}, "column_rules.field"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(board: Board, fields: Any, at: str) -> None:
    payload = {"status_id": board.columns["Doing"], "fields": fields}
    assert board.send("rule.create", payload, 422)["errors"][0]["field"] == at


def test_a_column_that_goes_lifts_no_restriction(board: Board) -> None:
    c = board.columns
    moves = [{"from": c["To do"], "to": c["Doing"], "manage": False}]
    kind = board.kind(name="Bug", transitions=moves, statuses=[c["Doing"]])
    gone = {"id": c["Doing"], "to_id": c["Done"]}
    refused = board.send("status.delete", gone, 422)
    assert "A Bug may stand in 'Doing' alone" in refused["detail"]
    board.send("type.update", {"id": kind, "fields": {"statuses": [c["Doing"], c["To do"]]}})
    board.send("status.delete", gone)
    tables = board.http("owner")("GET", f"projects/{board.world.project}/snapshot")["tables"]
    place = tables["work_types"]["id"].index(kind)
    assert tables["work_types"]["transitions"][place] == []
    assert tables["work_types"]["statuses"][place] == [c["To do"]]
    assert "it goes to nowhere, not to 'Done'" in board.move("Done", 422)["detail"]


def test_rules_that_name_people_refuse_no_guest_his_move(board: Board) -> None:
    ana, c = board.world.resources["Ana"], board.columns
    fresh = {"fields": {"name": "Owner", "type": "person"}}
    owner = board.send("custom_field.create", fresh)["created"]["custom_fields"][0]
    rule = {"action": "set", "field": f"custom-{owner}", "value": ana}
    nobody = {"status_id": c["Doing"], "fields": {**rule, "value": ana + 999_999}}
    assert board.send("rule.create", nobody, 422)["errors"][0]["field"] == "fields.value"
    for fields in (rule, {"action": "assign", "value": ana}):
        board.send("rule.create", {"status_id": c["Doing"], "fields": fields})
    there = {r["resource_id"] for r in board.row("assignments", "Cable")}
    answer = board.move("Doing", who="guest", task="Cable")
    values = {r["field_id"]: r["value"] for r in board.row("custom_values", "Cable")}
    assert values[owner] == ana
    assert ana not in there
    assert {r["resource_id"] for r in board.row("assignments", "Cable")} == there
    assert [n["text"] for n in answer["notes"] if n["code"] == "rule_left"] == [
        "'Cable': nobody was assigned, for you do not see the people of the workspace"
    ]

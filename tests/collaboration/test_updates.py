"""Asking people how far their tasks are: what they answer counts at once or once it is accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headway.access.models import User
from headway.changes import cache, compute
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.models import Changeset
from headway.changes.perform import Envelope, parse, perform
from headway.changes.undo import undo
from headway.collaboration.inbox import rounds as inbox_rounds
from headway.collaboration.inbox.rounds import Rounds
from headway.collaboration.updates.due import round_of, tasks_of_requests
from headway.projects.models import Block, Task, UpdateAnswer, UpdateRequest
from tests.collaboration.test_inbox import box, edit, kinds
from tests.door.conftest import Http
from tests.line.world import World, at, is_account, send

Https = Callable[[str], Http]

pytestmark = pytest.mark.usefixtures("fresh")


def task(w: World, name: str) -> Task:
    return Task.objects.get(id=w.tasks[name])


def answer(w: World, who: str, name: str, resource: str, **said: Any) -> dict[str, Any]:
    said |= {"task_id": w.tasks[name], "resource_id": w.resources[resource]}
    return edit(w, who, "update.answer", **said)


def test_who_is_asked_finds_it_in_the_inbox_and_what_he_answers_counts_at_once(
    world: World, http: Https
) -> None:
    is_account(world, "Ana", "member")
    edit(world, "manager", "update.ask", resource_ids=[world.resources["Ana"]], note="For Friday")
    (line,) = box(world, http, "member")
    assert line["entries"][0]["kind"] == "update_asked"
    assert line["entries"][0]["data"]["text"] == "For Friday"
    mine = http("member")("GET", f"workspaces/{world.workspace}/my-updates")
    assert [(a["by"], a["note"]) for a in mine["items"]] == [("Max", "For Friday")]
    assert [t["name"] for a in mine["items"] for t in a["tasks"]] == ["Plan"]
    assert mine["open"] == 1
    answer(world, "member", "Plan", "Ana", percent=50, confidence="low", note="Half of it")
    assert task(world, "Plan").percent_complete == 50
    assert task(world, "Plan").confidence == "low"
    assert http("member")("GET", f"workspaces/{world.workspace}/my-updates")["open"] == 0
    assert kinds(box(world, http, "manager")) == [["update_answered"]]


@pytest.mark.parametrize("percent", [None, 25])
def test_an_expected_finish_sets_what_remains_and_never_a_pin(
    world: World, percent: int | None
) -> None:
    is_account(world, "Ana", "member")
    before = task(world, "Plan")
    wanted = at("2026-03-11T17:00")
    said = {} if percent is None else {"percent": percent}
    answer(world, "member", "Plan", "Ana", finish=wanted, **said)
    after = task(world, "Plan")
    assert after.finish == wanted != before.finish
    assert (after.constraint, after.constraint_date) == ("asap", None)
    assert after.start == before.start


def test_a_finish_on_a_day_off_is_the_last_working_hour_before_it(world: World) -> None:
    is_account(world, "Ana", "member")
    answer(world, "member", "Plan", "Ana", finish=at("2026-03-07T17:00"))
    assert task(world, "Plan").finish == at("2026-03-06T17:00")


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize(
    ("name", "finish", "why"),
    [
        ("Mount", "2026-03-02T17:00", "does not start before"),
        ("Cutover", "2026-06-01T17:00", "milestone"),
    ],
)
def test_a_finish_that_cannot_be_is_refused_with_the_reason(
    world: World, name: str, finish: str, why: str, waits: bool
) -> None:
    edit(world, "owner", "project.update", fields={"updates_wait": waits})
    edit(world, "manager", "task.assign", id=world.tasks["Cutover"], resources=[{"name": "Ben"}])
    is_account(world, "Ben", "member")
    version = Changeset.objects.filter(stream_id=world.project).count()
    with pytest.raises(Invalid, match=why) as refused:
        answer(world, "member", name, "Ben", finish=at(finish))
    assert refused.value.more["errors"][0]["field"] == "finish"
    assert Changeset.objects.filter(stream_id=world.project).count() == version


def test_nobody_answers_for_another_but_who_manages(world: World) -> None:
    is_account(world, "Ben", "member")
    answer(world, "member", "Mount", "Ben", percent=40)
    with pytest.raises(Forbidden, match="who is assigned"):
        answer(world, "guest", "Mount", "Ben", percent=10)
    assert UpdateAnswer.objects.get(task_id=world.tasks["Mount"]).percent == 40
    answer(world, "manager", "Mount", "Ben", percent=60)
    assert task(world, "Mount").percent_complete == 60
    # A guest sees nobody's account, but he is somebody himself, by e-mail address too.
    email = User.objects.get(id=world.users["guest"]).email
    fields = {"user_id": None, "email": email.upper()}
    change = {"id": world.resources["Ben"], "fields": fields}
    send(world.users["owner"], world.workspace, "resource.update", change)
    answer(world, "guest", "Mount", "Ben", percent=80)
    assert task(world, "Mount").percent_complete == 80


def test_who_says_nothing_of_a_block_leaves_it_as_it_is_when_his_answer_counts(
    world: World,
) -> None:
    edit(world, "owner", "project.update", fields={"updates_wait": True})
    is_account(world, "Ben", "member")
    edit(world, "manager", "block.clear", task_id=world.tasks["Mount"])
    answer(world, "member", "Mount", "Ben", percent=40)
    row = UpdateAnswer.objects.get(task_id=world.tasks["Mount"])
    edit(world, "manager", "block.set", task_id=row.task_id, fields={"reason": "No crane"})
    edit(world, "manager", "update.accept", ids=[row.pk])
    assert task(world, "Mount").percent_complete == 40
    assert Block.objects.get(task_id=row.task_id).reason == "No crane"


def test_where_answers_wait_nothing_moves_until_one_is_accepted(world: World, http: Https) -> None:
    edit(world, "manager", "update.ask", task_id=world.tasks["Build"])
    edit(world, "owner", "project.update", fields={"updates_wait": True})
    is_account(world, "Ben", "guest")
    before = task(world, "Mount")
    answer(world, "guest", "Mount", "Ben", percent=40, blocked="No key")
    row = UpdateAnswer.objects.get(task_id=world.tasks["Mount"])
    assert (row.state, task(world, "Mount").percent_complete) == (
        "waiting",
        before.percent_complete,
    )
    effect = http("manager")(
        "POST", f"projects/{world.project}/update-effect", {"accept": [row.pk]}
    )
    assert effect["tasks"][0]["id"] == world.tasks["Mount"]
    with pytest.raises(Forbidden):
        edit(world, "member", "update.accept", ids=[row.pk])
    edit(world, "manager", "update.return", id=row.pk, reply="Which key?")
    assert [k[0] for k in kinds(box(world, http, "guest"))] == ["update_returned"]
    answer(world, "guest", "Mount", "Ben", percent=40, blocked="The lift's key")
    edit(world, "manager", "update.accept", ids=[row.pk])
    assert task(world, "Mount").percent_complete == 40
    assert Block.objects.get(task_id=world.tasks["Mount"]).reason == "The lift's key"
    assert kinds(box(world, http, "guest"))[0][0] == "update_accepted"


def test_the_effect_on_the_finish_is_told_before(world: World, http: Https) -> None:
    said = {"task_id": world.tasks["Mount"], "resource_id": world.resources["Ben"]}
    body = {"answers": [{**said, "finish": at("2026-06-30T17:00")}]}
    is_account(world, "Ben", "guest")
    effect = http("manager")("POST", f"projects/{world.project}/update-effect", body)
    assert effect["tasks"][0]["after"] == "2026-06-30T17:00:00"
    assert effect["project"]["after"] > effect["project"]["before"]
    assert effect["moved"] >= 3
    assert task(world, "Mount").finish < at("2026-06-30T17:00")
    # A guest of the branch is told of no task outside it.
    seen = http("guest")("POST", f"projects/{world.project}/update-effect", body)
    names = {world.tasks[n] for n in ("Build", "Racks", "Mount", "Cable", "Test")}
    assert {row["id"] for row in seen["tasks"]} <= names
    assert seen["moved"] < effect["moved"]


def test_a_weekly_request_begins_anew_on_its_day() -> None:
    friday = 20_520  # 2026-03-08 is a Sunday: day 20,520
    request = {"weekday": 4, "asked": friday - 20}
    assert [round_of(request, friday - back) for back in (0, 1, 2, 3)] == [
        friday - 2, friday - 2, friday - 2, friday - 9,
    ]  # fmt: skip
    assert round_of({"weekday": None, "asked": 7}, friday) == 7
    assert round_of({"weekday": 4, "asked": friday}, friday) == friday


def test_what_is_asked_weekly_comes_into_the_inbox_every_week(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    weekday = (datetime.now(UTC) - timedelta(days=1)).weekday()
    edit(world, "manager", "update.ask", resource_ids=[world.resources["Ana"]], weekday=weekday)
    assert len(box(world, http, "member")) == 1
    for row in UpdateRequest.objects.filter(resource_id=world.resources["Ana"]):
        # As if it had been asked first two weeks ago.
        UpdateRequest.objects.filter(id=row.pk).update(asked=row.asked - 14)
    cache.forget(world.project)
    # By the clock, whoever looks how often.
    assert len(box(world, http, "member")[0]["entries"]) == 1
    first, second = Rounds(), Rounds()
    for rounds in (first, second, first):
        rounds.bring()
        (line,) = box(world, http, "member")
        assert [entry["kind"] for entry in line["entries"]] == ["update_asked", "update_asked"]
    assert first.bring() == 0
    # Whoever gets something to do after the round began is asked then.
    edit(world, "manager", "update.ask", resource_ids=[world.resources["Ben"]], weekday=weekday)
    UpdateRequest.objects.filter(resource_id=world.resources["Ben"]).update(asked=1)
    cache.forget(world.project)
    is_account(world, "Ben", "guest")
    before = len(box(world, http, "guest"))
    assert first.bring() == 2
    assert len(box(world, http, "guest")) > before


def test_a_project_that_cannot_be_read_is_looked_at_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_account(world, "Ana", "member")
    weekday = (datetime.now(UTC) - timedelta(days=1)).weekday()
    edit(world, "manager", "update.ask", resource_ids=[world.resources["Ana"]], weekday=weekday)
    UpdateRequest.objects.filter(resource_id=world.resources["Ana"]).update(asked=1)
    cache.forget(world.project)
    both = Rounds()
    with monkeypatch.context() as broken:
        broken.setattr(inbox_rounds, "project_of", lambda state: 1 / 0)
        assert both.bring() == 0
    assert both.bring() == 1


def schedules(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list that grows by one with each schedule that a command looks ahead by."""
    looks: list[Any] = []
    computed = compute._Foresight._foreseen

    def counting(self: Any, *drafts: Any) -> Any:
        looks.append(drafts)
        return computed(self, *drafts)

    monkeypatch.setattr(compute._Foresight, "_foreseen", counting)
    return looks


def test_many_answers_count_in_one_schedule_and_chains_of_them_settle(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_account(world, "Ben", "guest")
    edit(world, "owner", "project.update", fields={"updates_wait": True})
    edit(world, "manager", "assignment.create",
         task_id=world.tasks["Plan"], resource_id=world.resources["Ben"])  # fmt: skip
    lines = [{"name": f"Rack {n}", "level": 0, "duration": 960, "assignees": ["Ben"],
              "predecessors": [{"row": n - 1}] if n else []} for n in range(8)]  # fmt: skip
    put = edit(world, "manager", "outline.insert", parent_id=world.tasks["Build"], tasks=lines)
    chain = put["created"]["tasks"]
    for number, key in enumerate(chain):
        # Each a day later than planned, so that all of them move one another.
        finish = int(Task.objects.get(id=key).finish) + (number + 1) * 7 * 1440
        said = {"task_id": key, "resource_id": world.resources["Ben"], "finish": finish}
        edit(world, "guest", "update.answer", **said, note=f"{finish}")
    answer(world, "manager", "Plan", "Ben", percent=40)
    rows = list(UpdateAnswer.objects.filter(task_id__in=chain, state="waiting"))
    assert len(rows) == len(chain)
    looks = schedules(monkeypatch)
    edit(world, "manager", "update.accept", ids=[row.pk for row in reversed(rows)])
    finishes = dict(Task.objects.filter(id__in=chain).values_list("id", "finish"))
    assert finishes == {row.task_id: row.finish for row in rows}
    # As often as the chain is long, at most: never once and more for each answer.
    assert len(looks) <= len(chain) + 1
    assert set(UpdateAnswer.objects.filter(task_id__in=chain).values_list("state", flat=True)) == {
        "applied"
    }


def test_of_several_answers_the_one_that_cannot_be_is_named(world: World) -> None:
    is_account(world, "Ben", "guest")
    edit(world, "owner", "project.update", fields={"updates_wait": True})
    answer(world, "guest", "Mount", "Ben", finish=at("2026-03-20T17:00"))
    edit(world, "manager", "assignment.create",
         task_id=world.tasks["Test"], resource_id=world.resources["Ben"])  # fmt: skip
    answer(world, "guest", "Test", "Ben", finish=at("2026-03-24T17:00"))
    # Meanwhile the plan came to stand otherwise.
    edit(world, "manager", "task.update", id=world.tasks["Order"], fields={"duration": 40 * 480})
    rows = UpdateAnswer.objects.filter(state="waiting").order_by("id")
    with pytest.raises(Invalid, match="“Mount”: It does not start before") as refused:
        edit(world, "manager", "update.accept", ids=[row.pk for row in rows])
    assert refused.value.more["errors"][0]["field"] == "ids.0.finish"
    assert {row.state for row in UpdateAnswer.objects.filter(task_id=world.tasks["Mount"])} == {
        "waiting"
    }


def test_of_several_requests_for_a_task_the_nearest_asks(world: World) -> None:
    state = cache.current(world.project)
    assert state is not None
    whole = {"id": 1, "resource_id": world.resources["Ben"], "task_id": None}
    near = {"id": 2, "resource_id": world.resources["Ben"], "task_id": world.tasks["Racks"]}
    other = {"id": 3, "resource_id": world.resources["Ben"], "task_id": world.tasks["Prepare"]}
    found = tasks_of_requests(state, [whole, near, other])
    assert [(row["id"], task["name"]) for row, task in found] == [(2, "Mount")]


def test_who_is_asked_again_is_told_again_and_an_answer_leaves_a_block_without_words(
    world: World, http: Https
) -> None:
    is_account(world, "Ana", "member")
    ask = parse("update.ask", {"resource_ids": [world.resources["Ana"]]})
    for days in (1, 0):
        then = datetime.now(UTC) - timedelta(days=days)
        perform(Envelope(ask, world.project, at=then), world.users["manager"])
    assert kinds(box(world, http, "member")) == [["update_asked", "update_asked"]]
    answer(world, "member", "Plan", "Ana", percent=10)
    answer(world, "member", "Plan", "Ana", percent=20, blocked="")
    assert Block.objects.get(task_id=world.tasks["Plan"]).waits_for_id == world.tasks["Aside"]
    answer(world, "member", "Plan", "Ana", blocked="No power")
    answer(world, "member", "Plan", "Ana", blocked="")
    assert not Block.objects.filter(task_id=world.tasks["Plan"]).exists()


def test_reminders_and_nudges_come_once_a_day(world: World) -> None:
    edit(world, "manager", "update.remind", id=world.request)
    with pytest.raises(Invalid, match="today already"):
        edit(world, "manager", "update.remind", id=world.request)
    edit(world, "guest", "block.nudge", task_id=world.tasks["Mount"])
    with pytest.raises(Invalid, match="today already"):
        edit(world, "guest", "block.nudge", task_id=world.tasks["Mount"])


def test_only_who_is_assigned_says_whether_he_takes_it(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    share = world.assignment("Plan")
    with pytest.raises(Invalid, match="Say why"):
        edit(world, "member", "assignment.reply", assignment_id=share, state="declined")
    edit(world, "member", "assignment.reply", assignment_id=share, state="asked", text="By when?")
    assert kinds(box(world, http, "manager")) == [["question"]]
    edit(world, "manager", "assignment.answer", assignment_id=share, text="By Friday")
    assert kinds(box(world, http, "member"))[0][0] == "answered"
    with pytest.raises(Forbidden):
        edit(
            world,
            "member",
            "assignment.reply",
            assignment_id=world.assignment("Mount"),
            state="accepted",
        )
    with pytest.raises(Missing):
        edit(world, "guest", "assignment.reply", assignment_id=share, state="accepted")


def test_a_deleted_task_leaves_nothing_behind_and_comes_back_with_all(
    world: World, http: Https
) -> None:
    edit(world, "manager", "block.set", task_id=world.tasks["Cable"],
         fields={"kind": "task", "waits_for_id": world.tasks["Mount"]})  # fmt: skip
    gone = edit(world, "manager", "task.delete", ids=[world.tasks["Mount"]])
    assert Block.objects.get(task_id=world.tasks["Cable"]).waits_for == "Mount"
    assert not Block.objects.filter(task_id=world.tasks["Mount"]).exists()
    undo(gone["id"], world.users["manager"])
    assert Block.objects.get(task_id=world.tasks["Cable"]).waits_for_id == world.tasks["Mount"]
    assert Block.objects.get(task_id=world.tasks["Mount"]).reason == "No lift"
    # Who sees the branch of the waiting task alone learns no name from outside of it.
    edit(world, "manager", "block.set", task_id=world.tasks["Mount"],
         fields={"kind": "task", "waits_for_id": world.tasks["Order"]})  # fmt: skip
    edit(world, "manager", "task.delete", ids=[world.tasks["Prepare"]])
    seen = http("guest")("GET", f"projects/{world.project}/snapshot")["tables"]["blocks"]
    waits = dict(zip(seen["task_id"], seen["waits_for"], strict=True))
    assert waits[world.tasks["Mount"]] == "a task that was deleted"
    assert "Order" not in str(seen)


def test_my_work_tells_what_is_blocked_and_what_i_said(world: World, http: Https) -> None:
    is_account(world, "Ana", "member")
    share = world.assignment("Plan")
    edit(world, "member", "assignment.reply", assignment_id=share, state="asked", text="By when?")

    def mine() -> dict[str, Any]:
        items = http("member")("GET", f"my-work?workspace={world.workspace}")["items"]
        return next(item for item in items if item["name"] == "Plan")

    # The world blocks it by a task, without a reason in words, two days ago.
    assert (mine()["blocked"], mine()["reply"]) == ("", "asked")
    assert mine()["reply_text"] == "By when?"
    assert mine()["blocked_since"] < datetime.now(UTC).isoformat()
    edit(world, "manager", "assignment.answer", assignment_id=share, text="Friday")
    edit(world, "member", "block.clear", task_id=world.tasks["Plan"])
    assert mine()["reply_answer"] == "Friday"
    assert (mine()["blocked"], mine()["blocked_since"], mine()["reply"]) == (None, None, "answered")

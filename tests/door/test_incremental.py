"""What an edit schedules again equals a schedule from nothing, whatever was edited before."""

from __future__ import annotations

import random
from typing import Any

import orjson
import pytest
from django.test import Client

from headway.changes import cache
from headway.projects.derivations import Scheduled
from tests.door.conftest import Http
from tests.line.invariants import check
from tests.line.world import World, at

MONDAY = at("2026-03-02T09:00")
DAY = 1440


def some_edit(dice: random.Random, state: cache.State) -> tuple[str, dict[str, Any]]:
    """Return a command that may or may not be allowed."""
    tasks, links = list(state.records.rows("tasks")), list(state.records.rows("links"))
    one, other = dice.choice(tasks), dice.choice(tasks)
    moment = MONDAY + dice.randrange(40) * DAY
    fields = dice.choice(
        (
            {"duration": dice.choice((0, 240, 960, 4800))},
            {"active": dice.random() < 0.5},
            {"deadline": moment},
            {"constraint": "snet", "constraint_date": moment},
            {"constraint": dice.choice(("asap", "asap", "alap"))},
            {"mode": dice.choice(("auto", "manual"))},
            {"duration_unit": dice.choice(("d", "ed"))},
        )
    )
    return dice.choice(
        (
            ("task.update", {"id": one, "fields": fields}),
            ("task.update", {"id": one, "fields": fields}),
            ("task.reschedule", {"id": one, "start": moment}),
            ("task.progress", {"id": one, "percent_complete": dice.choice((0, 40, 100))}),
            ("task.create", {"after_id": one, "fields": {"name": "New"}}),
            ("task.create", {"parent_id": one, "fields": {"name": "Below"}}),
            ("task.delete", {"ids": [one]}),
            ("task.move", {"ids": [one], "parent_id": dice.choice((None, other))}),
            ("link.create", {"predecessor_id": one, "successor_id": other,
                             "type": dice.choice(("FS", "SS", "FF", "SF"))}),
            ("link.update", {"id": dice.choice(links or [0]), "fields": {"lag": 480}}),
            ("link.delete", {"ids": [dice.choice(links or [0])]}),
        )
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_leave_what_a_schedule_from_nothing_gives(world: World, seed: int) -> None:
    dice = random.Random(seed)
    me = Http(world.users["member"])
    done = 0
    for _ in range(60):
        state = cache.current(world.project)
        assert state is not None
        if len(state.records.rows("tasks")) < 3:
            break
        type_, payload = some_edit(dice, state)
        answer = Client().generic(
            "POST",
            "/api/v1/commands",
            data=orjson.dumps({"type": type_, "stream": world.project, "payload": payload}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {me.token}"},
        )
        assert answer.status_code in (200, 404, 409, 422), answer.content
        done += answer.status_code == 200
        check(world.project)
    assert done >= 10


def test_a_small_edit_visits_little(world: World) -> None:
    me = Http(world.users["member"])
    lines = [{"name": f"Step {n}", "duration": 480} for n in range(200)]
    body = {"type": "outline.insert", "stream": world.project, "payload": {"tasks": lines}}
    made = me("POST", "commands", body)["created"]["tasks"]
    edit = {"id": made[100], "fields": {"duration": 240}}
    me("POST", "commands", {"type": "task.update", "stream": world.project, "payload": edit})
    state = cache.current(world.project)
    assert state is not None
    result = state.derived["schedule"]
    assert isinstance(result, Scheduled)
    assert sum(result.schedule.visited) <= 6

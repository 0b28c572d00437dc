"""What is put to sleep in My work is kept for the account: one's own alone, of what one may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from headway.collaboration import snoozes
from headway.collaboration.models import Snooze
from tests.door.conftest import Http
from tests.line.world import World

Https = Callable[[str], Http]
TODAY = datetime.now(UTC).date()


def put(http: Http, task: int, until: date | None, status: int = 200) -> Any:
    body = {"until": None if until is None else until.isoformat()}
    return http("PUT", f"my-work/snoozed/{task}", body, status)


def test_what_sleeps_is_the_same_wherever_one_asks_and_nobody_else_s(
    world: World, http: Https
) -> None:
    cable, until = world.tasks["Cable"], TODAY + timedelta(days=3)
    asleep = {"items": [{"task_id": cable, "until": until.isoformat()}]}
    assert put(http("member"), cable, until) == asleep
    assert put(http("member"), cable, until) == asleep
    assert http("member")("GET", "my-work/snoozed") == asleep
    assert http("manager")("GET", "my-work/snoozed") == {"items": []}
    put(http("manager"), cable, None)
    assert http("member")("GET", "my-work/snoozed") == asleep
    assert put(http("member"), cable, None) == {"items": []}


def test_only_a_task_that_one_may_see_sleeps(world: World, http: Https) -> None:
    until = TODAY + timedelta(days=3)
    put(http("guest"), world.tasks["Test"], until)
    put(http("guest"), world.tasks["Aside"], until, 404)
    put(http("guest"), 999_999, until, 404)


@pytest.mark.parametrize("days", [-2, 500])
def test_a_day_that_is_past_or_far_away_is_named(world: World, http: Https, days: int) -> None:
    wrong = put(http("member"), world.tasks["Cable"], TODAY + timedelta(days=days), 422)
    assert wrong["errors"][0]["field"] == "until"
    wrong = http("member")("PUT", f"my-work/snoozed/{world.tasks['Cable']}", {"until": "soon"}, 422)
    assert wrong["errors"][0]["field"] == "until"


def test_what_is_awake_is_forgotten_and_there_is_a_most(
    world: World, http: Https, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, tasks = world.users["member"], world.tasks
    Snooze.objects.create(user_id=me, task_id=tasks["Plan"], until=TODAY - timedelta(days=5))
    assert http("member")("GET", "my-work/snoozed") == {"items": []}
    monkeypatch.setattr(snoozes, "MOST", 1)
    put(http("member"), tasks["Cable"], TODAY + timedelta(days=3))
    assert Snooze.objects.filter(user_id=me).count() == 1
    wrong = put(http("member"), tasks["Test"], TODAY + timedelta(days=3), 422)
    assert wrong["errors"][0]["field"] == "until"


def test_a_task_that_cannot_be_is_none(world: World, http: Https) -> None:
    for key in (0, 2**53, 10**30):
        put(http("member"), key, TODAY + timedelta(days=3), 404)
        put(http("member"), key, None, 404)

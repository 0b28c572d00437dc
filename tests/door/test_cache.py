"""What a process keeps of its streams: bounded by size, the least recently used gone first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from headway.changes import cache
from headway.changes.cache_size import MIB, weight
from headway.changes.state import Records
from headway.server import settings as settings_module
from tests.door.conftest import Http
from tests.line.invariants import check
from tests.line.world import World, send

Of = Callable[[str], Http]


def another(world: World, name: str) -> int:
    made = send(world.users["owner"], world.workspace, "project.create",
                {"name": name, "start": 29_540_700})  # fmt: skip
    return int(made["created"]["projects"][0])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let states take so many bytes at most."""
    return lambda most: monkeypatch.setattr(cache, "bound", lambda: most)


def test_the_least_recently_used_goes_where_all_would_take_too_much(
    world: World, small: Callable[[int], None]
) -> None:
    keys = [another(world, f"P{n}") for n in range(4)]
    cache.forget()
    for key in (world.workspace, *keys[:3]):
        cache.current(key)
    held = cache.held()
    assert [key for key in held if key in keys] == keys[:3]
    # Who is asked for again is used again, though nothing was read.
    cache.current(keys[0])
    cache.current(world.workspace)
    assert list(cache.held()) == [keys[1], keys[2], keys[0], world.workspace]
    small(sum(held.values()) + held[keys[0]] // 2)
    cache.current(keys[3])
    assert list(cache.held()) == [keys[2], keys[0], world.workspace, keys[3]]
    again = cache.current(keys[1])
    assert again is not None
    assert sum(cache.held().values()) <= cache.bound()


def test_one_that_is_larger_than_all_may_be_is_kept_alone(
    world: World, small: Callable[[int], None]
) -> None:
    small(1)
    cache.forget()
    state = cache.current(world.project)
    assert state is not None
    assert list(cache.held()) == [world.project]
    assert cache.current(world.project) is state


def test_size_counts_not_how_many(world: World, small: Callable[[int], None]) -> None:
    tasks = [{"name": f"T{n}", "level": 0} for n in range(1200)]
    big = another(world, "Big")
    cache.current(world.project)
    send(world.users["owner"], big, "outline.insert", {"tasks": tasks})
    assert cache.held()[big] > 10 * cache.held()[world.project]
    empty = weight("project", Records({}))
    # A hundred streams without rows are no matter.
    assert 100 * empty < cache.bound()


def test_a_scenario_shares_the_rows_of_its_project(world: World, http: Of) -> None:
    me = http("member")
    body = {"type": "scenario.create", "stream": world.project, "payload": {"name": "A"}}
    scenario = me("POST", "commands", body)["created"]["scenarios"][0]
    change = {"id": world.tasks["Plan"], "fields": {"duration": 1920}}
    me("POST", "commands", {"type": "task.update", "stream": scenario, "payload": change})
    weighs: list[Any] = []
    for _ in range(2):
        project, fork = cache.current(world.project), cache.current(scenario)
        assert project is not None
        assert fork is not None
        own = [
            key
            for key, row in fork.records.rows("tasks").items()
            if row is not project.records.rows("tasks")[key]
        ]
        assert own == [world.tasks["Plan"]]
        assert fork.began is not None
        assert fork.began.rows("tasks")[own[0]]["duration"] == 960
        weighs.append(cache.held()[scenario] < cache.held()[world.project] * 0.6)
        check(scenario)
        # The second time it is read from its changesets.
        cache.forget()
    assert weighs == [True, True]


def test_with_a_project_go_the_scenarios_that_share_its_rows(
    world: World, http: Of, small: Callable[[int], None]
) -> None:
    me = http("member")
    body = {"type": "scenario.create", "stream": world.project, "payload": {"name": "A"}}
    scenario = me("POST", "commands", body)["created"]["scenarios"][0]
    other = another(world, "Other")
    cache.forget()
    for key in (world.workspace, world.project, scenario):
        cache.current(key)
    cache.current(world.workspace)
    small(sum(cache.held().values()))
    cache.current(other)
    assert list(cache.held()) == [world.workspace, other]


@pytest.mark.parametrize("given", ["some", "3", "-5", "1.5"])
def test_a_bound_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("HEADWAY_CACHE_MB", given)
    with pytest.raises(ImproperlyConfigured, match="HEADWAY_CACHE_MB"):
        settings_module._cache()
    monkeypatch.setenv("HEADWAY_CACHE_MB", "64")
    assert settings_module._cache() == 64
    assert cache.bound() == 1024 * MIB

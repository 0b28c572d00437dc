"""The load of a whole plan at once is what levelling counts use by use; what scenarios take over
from their project is what they come to by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.analysis.levelling.load import Use, overallocations, profile
from headway.analysis.scenarios.figures import Plan, figures_of
from headway.analysis.scenarios.loads import (
    FULL,
    WEEK,
    Pieces,
    Week,
    _by_week,
    _Sweep,
    monday,
    weekly,
)
from headway.changes import cache
from headway.projects.derivations import ScheduleDerivation
from tests.door.conftest import Http
from tests.line.world import World
from tests.scenarios.test_merge import do, fork

Of = Callable[[str], Http]
START = 29_540_000


def resource(key: int, most: int, change: tuple[int, int] | None) -> dict[str, Any]:
    steps = None
    if change is not None:
        steps = [{"first": START // 1440 + change[0], "last": START // 1440 + change[0] + 3,
                  "units": change[1]}]  # fmt: skip
    return {"id": key, "max_units": most, "availability": steps}


USES = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(1, 20_000), st.integers(0, 30_000), st.integers(1, 15_000)
    ),
    min_size=1,
    max_size=12,
)
PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.none() | st.tuples(st.integers(0, 20), st.integers(0, 20_000)),
    ),
    min_size=3,
    max_size=3,
)


@given(USES, PEOPLE)
@settings(max_examples=150, deadline=None)
def test_weeks_and_peak_are_those_of_a_sweep_use_by_use(
    uses: list[tuple[int, int, int, int]], people: list[tuple[int, Any]]
) -> None:
    keys = [5, 7, 9]
    resources = {k: resource(k, *one) for k, one in zip(keys, people, strict=True)}
    rows = [(w, u, START + b, START + b + n) for w, u, b, n in uses]
    found = Pieces(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))
    parts = weekly(found)
    assert (monday(parts.begin) == monday(parts.end - 1)).all()
    sweep = _Sweep(parts, keys, resources)
    load = _by_week(parts.who, parts.begin, parts.units * (parts.end - parts.begin))
    over = _by_week(sweep.who, sweep.at, sweep.excess)

    told = [Use(keys[w], (0, n), u, b, e) for n, (w, u, b, e) in enumerate(rows)]
    expected: dict[tuple[int, int], list[int]] = {}
    first = int(monday(np.array([START]))[0])
    for week in range(first, first + 8 * WEEK, WEEK):
        cut = [
            replace(use, begin=max(use.begin, week), end=min(use.end, week + WEEK))
            for use in told
            if use.begin < week + WEEK and use.end > week
        ]
        for use in cut:
            sums = expected.setdefault((keys.index(use.resource), week), [0, 0])
            sums[0] += use.units * (use.end - use.begin)
        for one in overallocations(cut, resources):
            expected[(keys.index(one.resource), week)][1] += one.excess
    assert load == {place: sums[0] for place, sums in expected.items()}
    assert all(over.get(place, 0) == sums[1] for place, sums in expected.items())

    peak = sweep.peak(keys)
    assert peak is not None
    highest = {
        key: max((units for _, units in profile(u for u in told if u.resource == key)), default=0)
        for key in keys
    }
    assert 0 < peak.units <= highest[peak.resource]
    if all(steps["availability"] is None for steps in resources.values()):
        best = max(highest[k] / max(resources[k]["max_units"], 1) for k in keys)
        assert peak.units / max(peak.capacity, 1) == best


def test_what_a_scenario_takes_from_its_project_is_what_it_comes_to(world: World, http: Of) -> None:
    max_ = http("manager")
    scenario = fork(max_, world)
    do(max_, world.workspace, "rate.set",
       fields={"resource_id": world.resources["Ben"], "standard": 50_000_000})  # fmt: skip
    plan, mount = world.tasks["Plan"], world.tasks["Mount"]
    do(max_, scenario, "task.update", id=plan, fields={"duration": 1920})
    do(max_, scenario, "task.cost", id=mount, fields={"fixed_cost": 99_000})
    do(max_, scenario, "assignment.update", id=world.assignment("Mount"), fields={"units": 5000})
    do(max_, scenario, "task.progress", id=plan, percent_complete=40)
    do(max_, scenario, "task.delete", ids=[world.tasks["Aside"]])
    state, project = cache.current(scenario), cache.current(world.project)
    assert state is not None
    assert project is not None
    home = cache.current(world.workspace)
    assert home is not None

    def alone(one: cache.State, like: Plan | None = None) -> Any:
        found = ScheduleDerivation().compute(one.records, home.records)
        return figures_of(one.records, home.records, found, like)

    now = alone(project)
    assert alone(state, Plan(project.records, now)) == alone(state)
    assert alone(state) != now
    assert isinstance(alone(state).weeks[world.resources["Ben"]], dict)
    assert all(isinstance(w, Week) for w in alone(state).weeks[world.resources["Ben"]].values())
    assert FULL == 10_000

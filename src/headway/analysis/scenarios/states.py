"""The plans that a comparison puts side by side: the project now, its scenarios, what they began as."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from headway.analysis.scenarios.compare import Changes, changes
from headway.analysis.scenarios.figures import Figures, Plan, figures_of
from headway.changes import cache
from headway.changes.cache import State
from headway.changes.derivation import Derived
from headway.changes.errors import Missing
from headway.changes.forks import base_of
from headway.changes.state import Records, between
from headway.projects.commands.scenarios import MERGED, as_project
from headway.projects.derivations import Scheduled, ScheduleDerivation
from headway.words import mark

KEPT = 64
UNKNOWN = mark("There is no such scenario, or none that you may see.")

_kept: OrderedDict[tuple[Any, ...], tuple[weakref.ref[Records], Any]] = OrderedDict()
"""What was made of some rows; it does not keep those rows, but those that they began as."""
_lock = threading.Lock()


def _key(what: str, state: State, home: State | None) -> tuple[Any, ...]:
    return what, state.stream, state.version, home and home.version, id(state.records)


def known(what: str, state: State, home: State | None) -> Any:
    """Return what was made of a stream if these very rows are its newest, else None."""
    key = _key(what, state, home)
    with _lock:
        found = _kept.get(key)
        if found is None or found[0]() is not state.records:
            return None
        _kept.move_to_end(key)
        return found[1]


def remembered(what: str, state: State, home: State | None, make: Callable[[], Any]) -> Any:
    """Return what was made of a stream, made anew where its rows are others."""
    found = known(what, state, home)
    if found is not None:
        return found
    found = make()
    with _lock:
        _kept[_key(what, state, home)] = weakref.ref(state.records), found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def scenario_of(project: State, key: int) -> State:
    """Return a scenario of a project; raise Missing where it has none of that key."""
    state = cache.current(key) if key in project.records.rows("scenarios") else None
    if state is None or state.parent != project.stream:
        raise Missing(UNKNOWN)
    return state


def plan_of(state: State, home: State, like: Plan | None = None) -> Plan:
    """Return a project's or scenario's plan at its newest version; `like` is one that has most in
    common with it."""

    def make() -> Figures:
        scheduled = state.derived["schedule"]
        assert isinstance(scheduled, Scheduled)
        return figures_of(state.records, home.records, scheduled, like)

    return Plan(state.records, remembered("figures", state, home, make))


def began_as(scenario: State, home: State) -> State:
    """Return a scenario as it was when it began, by today's calendars: its version 1."""

    def make() -> State:
        records = rows_began(scenario)
        inputs = between(scenario.records, records)
        derived: dict[str, Derived] = {
            "schedule": ScheduleDerivation().update(
                scenario.derived["schedule"], records, home.records, inputs
            )
        }
        return replace(scenario, version=1, records=records, derived=derived)

    found: State = remembered("began", scenario, home, make)
    return found


def rows_began(scenario: State) -> Records:
    """Return the rows that a scenario is based on: the project as it was when the scenario began or
    was last brought up to date."""

    def make() -> Records:
        parent = cache.current(scenario.parent or 0)
        if parent is None:
            return Records({})
        return as_project(base_of(parent, scenario), scenario.stream)

    found: Records = remembered("rows", scenario, None, make)
    return found


def changes_of(scenario: State) -> Changes:
    """Return what was changed in a scenario since it began."""

    def make() -> Changes:
        return changes(rows_began(scenario), scenario.records, MERGED)

    found: Changes = remembered("changes", scenario, None, make)
    return found


def project_rows(scenario: State, records: Records) -> Records:
    """Return rows of a scenario with its settings under the project's key."""
    assert scenario.parent is not None
    return as_project(records, scenario.parent)

"""The plans that a comparison puts side by side: the project now, its scenarios, what they began as."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from headway.analysis.scenarios.compare import Changes, Plan, changes
from headway.analysis.scenarios.figures import figures_of
from headway.changes import cache, history
from headway.changes.cache import State
from headway.changes.derivation import Derived
from headway.changes.errors import Missing
from headway.changes.state import Records
from headway.projects.commands.scenarios import MERGED, as_project
from headway.projects.derivations import Scheduled, ScheduleDerivation

KEPT = 32
UNKNOWN = "There is no such scenario, or none that you may see."

_kept: OrderedDict[tuple[Any, ...], tuple[Records, Any]] = OrderedDict()
_lock = threading.Lock()


def _remembered(what: str, state: State, home: State | None, make: Any) -> Any:
    """Return what was made of a stream, as long as these very rows are its newest."""
    key = (what, state.stream, state.version, home and home.version)
    with _lock:
        records, found = _kept.get(key, (None, None))
        if records is state.records:
            _kept.move_to_end(key)
            return found
    found = make()
    with _lock:
        _kept[key] = (state.records, found)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def scenario_of(project: State, key: int) -> State:
    """Return a scenario of a project; raise Missing where it has none of that key."""
    state = cache.current(key) if key in project.records.rows("scenarios") else None
    if state is None or state.parent != project.stream:
        raise Missing(UNKNOWN)
    return state


def plan_of(state: State, home: State) -> Plan:
    """Return a project's or scenario's plan at its newest version."""

    def make() -> Plan:
        scheduled = state.derived["schedule"]
        assert isinstance(scheduled, Scheduled)
        return Plan(state.records, figures_of(state.records, home.records, scheduled))

    found: Plan = _remembered("plan", state, home, make)
    return found


def began_as(scenario: State, home: State) -> State:
    """Return a scenario as it was when it began, by today's calendars: its version 1."""

    def make() -> State:
        records = rows_began(scenario)
        derived: dict[str, Derived] = {
            "schedule": ScheduleDerivation().compute(records, home.records)
        }
        return replace(scenario, version=1, records=records, derived=derived)

    found: State = _remembered("began", scenario, home, make)
    return found


def rows_began(scenario: State) -> Records:
    """Return the rows that a scenario began with."""
    found: Records = _remembered(
        "rows", scenario, None, lambda: history.replayed(scenario.stream, 1)
    )
    return found


def changes_of(scenario: State) -> Changes:
    """Return what was changed in a scenario since it began."""

    def make() -> Changes:
        return changes(rows_began(scenario), scenario.records, MERGED)

    found: Changes = _remembered("changes", scenario, None, make)
    return found


def project_rows(scenario: State, records: Records) -> Records:
    """Return rows of a scenario with its settings under the project's key."""
    assert scenario.parent is not None
    return as_project(records, scenario.stream, scenario.parent)

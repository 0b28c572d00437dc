"""What must hold of a stream after every change, whoever looks."""

from __future__ import annotations

import numpy as np

from headway.changes import cache, history, rows
from headway.changes.cache import State
from headway.changes.models import Stream
from headway.changes.registry import registry
from headway.changes.state import Records
from headway.projects.derivations import NAMES, Scheduled
from headway.projects.models import Task


def check(stream: int) -> None:
    """Assert that what is kept in memory is what the database says, however one comes by it."""
    kept = cache.current(stream)
    assert kept is not None
    _rows_are_stored(kept)
    _indexes_hold(kept.records)
    cache.forget(stream)
    anew = cache.current(stream)
    assert anew is not None
    assert (anew.version, anew.workspace_version) == (kept.version, kept.workspace_version)
    for name, derived in kept.derived.items():
        assert by_key(derived.columns()) == by_key(anew.derived[name].columns())
    if registry.shape(kept.kind) == "project":
        _columns_hold(kept)
    if kept.kind == "project":
        _dates_are_stored(kept)
    cache.forget(stream)
    cache.keep(kept)


def by_key(columns: dict[str, list[object]]) -> dict[object, tuple[object, ...]]:
    """Return result rows by key."""
    return {row[0]: row for row in zip(*columns.values(), strict=True)}


def _rows_are_stored(state: State) -> None:
    if state.parent is not None:
        # A fork's rows are what its changesets make, and none of them is stored.
        made = history.replayed(state.stream, state.version)
        for table in registry.tables_of(state.kind):
            assert state.records.rows(table.name) == made.rows(table.name), table.name
    for table in registry.tables_of(state.kind):
        if state.parent is not None:
            assert not rows.read_table(table, state.stream), table.name
            continue
        assert state.records.rows(table.name) == rows.read_table(table, state.stream), table.name
    assert Stream.objects.get(id=state.stream).version == state.version


def _indexes_hold(records: Records) -> None:
    fresh = Records(records.tables)
    for table, field in list(records._indexes):
        assert records.index(table, field) == fresh.index(table, field), (table, field)


def _columns_hold(state: State) -> None:
    """The columns that were carried on equal those built from nothing, and so do the results."""
    kept = state.derived["schedule"]
    assert isinstance(kept, Scheduled)
    workspace = cache.workspace_at(state.workspace_id, state.workspace_version)
    schedules, formulas = registry.derivations["project"]
    whole = schedules.compute(state.records, workspace)
    assert isinstance(whole, Scheduled)
    values = formulas.compute(state.records, workspace, {"schedule": whole})
    assert state.derived["formulas"].columns() == values.columns()
    assert kept.keys == whole.keys
    assert kept.links == whole.links
    one, other = kept.columns_, whole.columns_
    for name in (
        "start",
        "finish_by",
        "from_finish",
        "status_date",
        "calendar",
        "honor_constraints",
        "data_date",
        "lag_of_predecessor",
        "lag_of_project",
    ):
        assert getattr(one, name) == getattr(other, name), name
    assert np.array_equal(one.parent, other.parent)
    for mine, theirs in zip(one.links, other.links, strict=True):
        assert np.array_equal(mine, theirs)
    for name in one.tasks._fields:
        mine, theirs = getattr(one.tasks, name), getattr(other.tasks, name)
        if name in ("calendar", "lag_calendar"):
            assert [one.groups[g] for g in mine] == [other.groups[g] for g in theirs], name
        else:
            assert np.array_equal(mine, theirs), name
    for number, name in enumerate(NAMES):
        assert np.array_equal(kept.matrix[:, number], whole.matrix[:, number]), name


def _dates_are_stored(state: State) -> None:
    stored = Task.objects.filter(stream_id=state.stream).values_list("id", "start", "finish")
    columns = state.derived["schedule"].columns()
    results = zip(columns["id"], columns["start"], columns["finish"], strict=True)
    assert sorted(stored) == sorted(results)

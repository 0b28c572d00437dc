"""Replayed changes: their moves add up, however they are taken together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.analysis.delays.replay import Done, grouped, moves, standing
from headway.changes.state import Inputs, Records
from headway.projects.records import LINKS, PROJECTS, TASKS

DAY = 480
MONDAY = 29_751_840 + 540
FIRST = datetime(2026, 3, 2, tzinfo=UTC)
KEYS = range(10, 16)


def plan() -> Records:
    """Six tasks of a day, each waiting for the one before."""
    project = PROJECTS.new_row({"id": 1, "workspace_id": 2, "name": "P", "start": MONDAY})
    tasks = {k: TASKS.new_row({"id": k, "rank": f"a{k}", "name": f"T{k}"}) for k in KEYS}
    links = {
        k: LINKS.new_row({"id": k, "predecessor_id": k - 90, "successor_id": k - 89})
        for k in range(100, 105)
    }
    return Records({"projects": {1: project}, "tasks": tasks, "links": links})


def updated(records: Records, table: str, key: int, after: dict[str, Any]) -> Inputs:
    row = records.rows(table)[key]
    before = {name: row[name] for name in after}
    return {table: {"added": [], "removed": [], "updated": [
        {"id": key, "before": before, "after": after}
    ]}}  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[Records, list[Done]]:
    """Return a plan and up to twelve changes of it by three people."""
    first = records = plan()
    found = []
    for n in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(("duration", "active", "lag", "cut", "pin", "progress")))
        key = draw(st.sampled_from(list(KEYS)))
        links = sorted(records.rows("links"))
        if kind in ("lag", "cut") and not links:
            continue
        if kind == "duration":
            days = draw(st.integers(0, 9))
            inputs = updated(records, "tasks", key, {"duration": days * DAY})
        elif kind == "active":
            inputs = updated(records, "tasks", key, {"active": draw(st.booleans())})
        elif kind == "pin":
            date = MONDAY + 1440 * draw(st.integers(0, 20))
            inputs = updated(records, "tasks", key, {"constraint": "snet", "constraint_date": date})
        elif kind == "progress":
            inputs = updated(records, "tasks", key, {"actual_start": MONDAY + 1440})
        elif kind == "lag":
            link = draw(st.sampled_from(links))
            inputs = updated(records, "links", link, {"lag": draw(st.integers(-2, 5)) * DAY})
        else:
            row = records.rows("links")[draw(st.sampled_from(links))]
            inputs = {"links": {"added": [], "updated": [], "removed": [row]}}
        records = records.applied(inputs)
        who = draw(st.integers(1, 3))
        when = FIRST + timedelta(minutes=n * draw(st.integers(1, 90)))
        found.append(Done(str(n), kind, who, f"P{who}", when, when, n, n + 1, inputs))
    return first, found


@given(histories(), st.integers(1, 5), st.sampled_from([None, 15, 12]))
@settings(max_examples=60, deadline=None)
def test_moves_add_up_to_the_whole_however_grouped(
    history: tuple[Records, list[Done]], most: int, task: int | None
) -> None:
    first, changes = history
    empty = Records({})
    begin = standing(first, empty)
    last = first
    for done in changes:
        last = last.applied(done.project)
    end = standing(last, empty)
    for steps in (changes, grouped(changes, most)):
        found = moves(begin, steps, task)
        dates = [d for m in found for d in (m.before, m.after)]
        if None in dates:
            continue
        total = sum((m.after or 0) - (m.before or 0) for m in found)
        assert total == (end.finish(task) or 0) - (begin.finish(task) or 0)
        assert sum(m.done.count for m in found) == len(changes)
        for one, other in pairwise(found):
            assert one.after == other.before
    assert len(grouped(changes, most)) <= max(most, 1)

"""The steering view: milestones and what is critical or late, under their phases. Pure."""

from __future__ import annotations

from dataclasses import replace

from headway.reports.gantt.rows import Chart, Row
from headway.words import mark, say

NAMES = {0: mark("milestones"), 1: mark("late tasks"), 2: mark("critical tasks")}


def phases_of(rows: tuple[Row, ...]) -> dict[int, int]:
    """Return the phase of each row, by key: its ancestor (or itself) on the first level that has
    more than one summary, which a plan below a single summary has further down."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.level] = counts.get(row.level, 0) + (row.kind == "summary")
    level = next((one for one in sorted(counts) if counts[one] > 1), 0)
    found: dict[int, int] = {}
    current: int | None = None
    for row in rows:
        if row.level < level:
            continue
        if row.level == level:
            current = row.key
        if current is not None:
            found[row.key] = current
    return found


def steering(chart: Chart, room: int) -> Chart:
    """Return the phases with their milestones and their open late and critical tasks, in at most
    `room` rows.

    Where there is no room for all, critical tasks go first, the shortest before longer ones, then
    late tasks, those of most float first, then milestones that are done, then those furthest ahead.
    """
    phases = phases_of(chart.rows)
    by_key = {row.key: row for row in chart.rows}
    chosen = [(rank, row) for row in chart.rows if (rank := _rank(row, phases)) is not None]
    chosen.sort(key=lambda one: _weight(one[0], one[1], chart.status))
    kept: list[Row] = []
    heads: set[int] = set()
    left: dict[str, int] = {}
    for rank, row in chosen:
        phase = phases.get(row.key)
        new = {phase} - heads if phase is not None and phase != row.key else set()
        if len(kept) + len(heads) + 1 + len(new) > room:
            name = say(NAMES[rank])
            left[name] = left.get(name, 0) + 1
            continue
        kept.append(row)
        heads |= {key for key in new if key is not None}
    keys = {row.key for row in kept}
    rows = [
        replace(by_key[row.key], level=0 if row.key in heads or row.key not in phases else 1)
        for row in chart.rows
        if row.key in keys or row.key in heads
    ]
    level_of = [replace(r, level=0) if phases.get(r.key) == r.key else r for r in rows]
    return replace(chart, rows=tuple(level_of), left_out=left)


def _rank(row: Row, phases: dict[int, int]) -> int | None:
    """Return 0 for milestones, 1 for late tasks, 2 for critical ones, None for the rest."""
    if not row.active or row.kind == "summary":
        return None
    if row.kind == "milestone":
        return 0
    if row.percent >= 100:
        return None
    return 1 if row.late else 2 if row.critical else None


def _weight(rank: int, row: Row, status: int) -> tuple[int, int]:
    """Return what rows are kept by: the least first."""
    if rank == 0:
        # Milestones that are still open and soonest come first, those long done last.
        done = row.percent >= 100
        return (0, row.finish - status) if not done else (1, status - row.finish)
    return (2, row.total_float) if rank == 1 else (3, -row.duration)

"""The columns beside the names of a printed Gantt chart. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from headway.exchange.durations import duration_text
from headway.reports.drawing.ink import Align
from headway.scheduling.moments import words
from headway.scheduling.telling import length
from headway.words import mark, say

if TYPE_CHECKING:
    from headway.reports.gantt.rows import Chart, Row

Column: TypeAlias = Literal[
    "number", "wbs", "duration", "start", "finish", "percent", "people", "predecessors", "float",
    "state", "deadline", "baseline_finish", "slip", "work", "remaining_work",
]  # fmt: skip


class Kind(NamedTuple):
    """A column's title, its width in ems, and on which side its words stand."""

    title: str
    ems: float
    align: Align = "right"


KINDS: dict[Column, Kind] = {
    "number": Kind("#", 2.8),
    "wbs": Kind(mark("WBS"), 4, "left"),
    "duration": Kind(mark("Duration"), 5),
    "start": Kind(mark("Start"), 6.2),
    "finish": Kind(mark("Finish"), 6.2),
    "percent": Kind(mark("Done"), 3.9),
    "people": Kind(mark("Assigned to"), 8.5, "left"),
    "predecessors": Kind(mark("Predecessors"), 7, "left"),
    "float": Kind(mark("Float"), 3.8),
    "state": Kind(mark("Status"), 7.2, "left"),
    "deadline": Kind(mark("Deadline"), 6.2),
    "baseline_finish": Kind(mark("Baseline finish"), 7.2),
    "slip": Kind(mark("Slip"), 3.8),
    "work": Kind(mark("Work"), 4),
    "remaining_work": Kind(mark("Work left"), 4.8),
}

FIRST: tuple[Column, ...] = ("duration", "start", "finish", "percent")
OF_GROUPS = frozenset({"start", "finish", "work", "remaining_work"})
STEERING: tuple[Column, ...] = ("finish", "slip", "state")


def cell(chart: Chart, row: Row, column: Column) -> str:
    """Return what stands in a cell; of the heading of a group, its dates and its work."""
    if row.kind == "group" and (column not in OF_GROUPS or not row.active):
        return ""
    if column == "number":
        return str(row.number)
    if column == "wbs":
        return row.wbs
    if column == "duration":
        return (
            duration_text(row.duration, row.unit, chart.project) if row.kind != "milestone" else ""
        )
    if column in ("start", "finish"):
        return words(row.start if column == "start" else row.finish)
    if column == "percent":
        return f"{row.percent} %"
    if column == "people":
        return ", ".join(row.people)
    if column == "predecessors":
        return "; ".join(row.predecessors)
    if column == "deadline":
        return "" if row.deadline is None else words(row.deadline)
    if column == "baseline_finish":
        return "" if row.baseline is None else words(row.baseline[1])
    if column == "state":
        return state(chart, row)
    return _minutes(chart, row, column)


def _minutes(chart: Chart, row: Row, column: Column) -> str:
    per_day = int(chart.project["minutes_per_day"])
    if column == "float":
        return length(row.total_float, per_day)
    if column == "slip":
        return signed(row.slip, per_day)
    work = row.work if column == "work" else row.remaining_work
    return f"{round(work / 60, 1):g} h" if work else ""


def signed(minutes: int | None, per_day: int) -> str:
    """Return a difference from the baseline in days: +3 d, -1 d, 0 d; nothing where none is known."""
    if minutes is None:
        return ""
    return ("+" if minutes > 0 else "") + length(minutes, per_day).replace("-", "−")


def state(chart: Chart, row: Row) -> str:
    """Return how a row stands, in a word or two."""
    if not row.active:
        return say("Inactive")
    if row.percent >= 100:
        return say("Done")
    if row.late:
        overdue = row.finish < chart.status
        return say("Overdue") if overdue else say("Late")
    if row.critical:
        return say("Critical")
    return say("Started") if row.percent > 0 else say("On track")

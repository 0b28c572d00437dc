"""A project's lane on a roadmap: its phases, their milestones, and how each stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from headway.reports.gantt.columns import signed
from headway.reports.gantt.rows import Chart, Row
from headway.reports.gantt.steering import phases_of
from headway.scheduling.moments import words
from headway.words import say, say_many

Health: TypeAlias = Literal["done", "late", "risk", "good"]


@dataclass(frozen=True)
class Standing:
    """How something stands, and by which rule, in words."""

    health: Health
    reason: str


@dataclass(frozen=True)
class Phase:
    """A summary, or a task of the plan's first levels that stands for itself."""

    row: Row
    level: int
    standing: Standing


@dataclass(frozen=True)
class Milestone:
    """A milestone, and the phase that it belongs to."""

    row: Row
    phase: int | None
    standing: Standing


@dataclass(frozen=True)
class Lane:
    """A project on the roadmap. `start` and `finish` are those of what the viewer sees."""

    chart: Chart
    phases: Sequence[Phase]
    milestones: Sequence[Milestone]
    standing: Standing
    percent: int
    slip: int | None

    @property
    def signs(self) -> list[Phase | Milestone]:
        """Phases and milestones."""
        return [*self.phases, *self.milestones]

    @property
    def span(self) -> tuple[int, int]:
        """First start and last finish, the baseline included."""
        start, finish = self.chart.span
        saved = [one.row.baseline for one in self.signs if one.row.baseline]
        return min([start, *(s for s, _ in saved)]), max([finish, *(f for _, f in saved)])


def lane_of(chart: Chart, levels: int) -> Lane:
    """Return the lane of a project with its first `levels` levels of phases.

    Levels count from the first one that has several phases. Where none has, the plan has no phases:
    its lane is milestones alone, and the plan itself is the one bar.
    """
    rows = [row for row in chart.rows if row.active]
    groups = phases_of(tuple(rows))
    top = min((row.level for row in rows if groups.get(row.key) == row.key), default=0)
    leaves = [row for row in rows if row.kind != "summary"]
    inside = _inside(rows)
    parents = {row.key: row.parent for row in rows}
    phases = [
        Phase(row, row.level - top, _phase(chart, row, inside[row.key]))
        for row in rows
        if row.kind == "summary" and top <= row.level < top + levels
    ]
    shown = {phase.row.key for phase in phases}
    milestones = [
        Milestone(row, _above(row, parents, shown), milestone_standing(chart, row))
        for row in rows
        if row.kind == "milestone"
    ]
    whole = sum(row.duration for row in leaves)
    percent = round(sum(r.duration * r.percent for r in leaves) / whole) if whole else 0
    if leaves and all(row.percent >= 100 for row in leaves):
        percent = 100
    last = max(leaves, key=lambda row: row.finish, default=None)
    slip = None if last is None else last.slip
    _, finish = chart.span
    standing = _standing(chart, leaves, finish, slip, done=bool(leaves) and percent >= 100)
    return Lane(chart, phases, milestones, standing, percent, slip)


def _inside(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Return the tasks and milestones below each row, however deep."""
    parents = {row.key: row.parent for row in rows}
    found: dict[int, list[Row]] = {row.key: [] for row in rows}
    for row in rows:
        if row.kind == "summary":
            continue
        above = row.parent
        while above is not None and above in found:
            found[above].append(row)
            above = parents.get(above)
    return found


def _above(row: Row, parents: Mapping[int, int | None], shown: set[int]) -> int | None:
    above = row.parent
    while above is not None and above not in shown:
        above = parents.get(above)
    return above


def _phase(chart: Chart, row: Row, leaves: Sequence[Row]) -> Standing:
    return _standing(chart, leaves, row.finish, row.slip, done=row.percent >= 100)


def _standing(
    chart: Chart, leaves: Iterable[Row], finish: int, slip: int | None, *, done: bool
) -> Standing:
    """Return how a phase or a plan stands.

    Done: all of it is. Late: it should have finished by the status date, or a deadline in it is
    missed or will be. At risk: it finishes after its baseline, or tasks in it are overdue. Else it
    is on track.
    """
    if done:
        return Standing("done", say("All of it is done"))
    if finish < chart.status:
        return Standing("late", say("Should have finished by {finish}", finish=words(finish)))
    open_ = [row for row in leaves if row.percent < 100]
    missed = [r for r in open_ if r.deadline is not None and r.finish > r.deadline]
    if missed:
        first = missed[0]
        return Standing(
            "late",
            say(
                "“{name}” misses its deadline of {deadline}",
                name=first.name,
                deadline=words(first.deadline or 0),
            ),
        )
    per_day = int(chart.project["minutes_per_day"])
    if slip is not None and slip > 0:
        return Standing(
            "risk", say("Finishes {slip} against the baseline", slip=signed(slip, per_day))
        )
    overdue = sum(row.finish < chart.status for row in open_)
    if overdue:
        return Standing(
            "risk",
            say_many("{count} task overdue", "{count} tasks overdue", overdue),
        )
    return Standing("good", say("On track"))


def milestone_standing(chart: Chart, row: Row) -> Standing:
    """Return how a milestone stands, by the same rules."""
    per_day = int(chart.project["minutes_per_day"])
    if row.percent >= 100:
        return Standing("done", say("Reached"))
    if row.finish < chart.status:
        return Standing("late", say("Overdue"))
    if row.deadline is not None and row.finish > row.deadline:
        return Standing(
            "late", say("Misses its deadline of {deadline}", deadline=words(row.deadline))
        )
    if row.slip is not None and row.slip > 0:
        return Standing("risk", say("{slip} against the baseline", slip=signed(row.slip, per_day)))
    return Standing("good", say("On track"))

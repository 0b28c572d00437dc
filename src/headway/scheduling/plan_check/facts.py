"""What the plan check is told beside plan and schedule, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from headway.scheduling.columns import Columns
from headway.scheduling.schedule import Schedule

STATES = ("pass", "fail", "unknown")
"""`unknown`: it cannot be measured here, as without a baseline; `Check.reason` says why."""


@dataclass(frozen=True)
class Overload:
    """Somebody is asked for more units than he has from one moment to another, by some tasks."""

    name: str
    start: int
    finish: int
    units: int
    capacity: int
    tasks: tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """A scheduled plan, and by place what the engine does not need to know of tasks.

    `status` is the moment up to which progress is told. `loaded` says whether people, work or cost
    are on a task, `owners` how many people or things work on it. Baseline moments and minutes are
    None where a task has none. `lag` gives a link's lag in words.
    """

    plan: Columns
    result: Schedule
    names: Sequence[str]
    status: int
    milestone: Sequence[bool]
    estimated: Sequence[bool]
    loaded: Sequence[bool]
    owners: Sequence[int]
    baseline_start: Sequence[int | None]
    baseline_finish: Sequence[int | None]
    baseline_duration: Sequence[int | None]
    lags: Sequence[str]
    overloads: Sequence[Overload] = ()
    minutes_per_day: int = 480

    @property
    def has_baseline(self) -> bool:
        """Whether any task has a baseline finish."""
        return any(b is not None for b in self.baseline_finish)


@dataclass(frozen=True, slots=True)
class Finding:
    """A task that a check names, and why."""

    task: int
    text: str


@dataclass(frozen=True)
class Check:
    """One check: what it asks (`about`), the bound it must keep (`threshold`), what was measured.

    `number` is its place among the DCMA's 14 points, None for the others. `measured` is a share
    from 0 to 1 (`unit` "share"), a ratio, or a count; None where `state` is "unknown". `count` of
    `of` are what the share is made of.
    """

    key: str
    title: str
    about: str
    threshold: str
    state: str
    number: int | None = None
    measured: float | None = None
    unit: str = "count"
    count: int = 0
    of: int = 0
    reason: str = ""
    findings: tuple[Finding, ...] = field(default_factory=tuple)

"""Replays changes over a plan and measures a date after each. Pure.

Observational, contemporaneous, split analysis (AACE 29R-03, method 3.4) at its finest grain: every
change is a window of its own, and what the date moves within a window is the change's. The moves
add up to the whole exactly, because each begins where the one before ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from headway.changes.changesets import squash
from headway.changes.derivation import concerns
from headway.changes.errors import Invalid
from headway.changes.state import Inputs, Records
from headway.projects.derivations import Scheduled, ScheduleDerivation

SCHEDULE = ScheduleDerivation()


@dataclass(frozen=True)
class Done:
    """Changes by one person, mostly one: what was written to the project and to its workspace.

    `first` and `last` are the project's versions before and after, `count` how many changes, `ids`
    the keys of the changesets.
    """

    change_id: str
    type: str
    actor_id: int | None
    actor: str
    at: datetime
    until: datetime
    first: int
    last: int
    project: Inputs = field(default_factory=dict)
    workspace: Inputs = field(default_factory=dict)
    undoes: int | None = None
    count: int = 1
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A plan at one moment of its history: rows, workspace, schedule (None where it has none)."""

    records: Records
    workspace: Records
    result: Scheduled | None

    def finish(self, task: int | None) -> int | None:
        """Return the finish of a task, or of the plan; None while there is none."""
        result = self.result
        if result is None:
            return None
        if task is not None:
            place = result.places.get(task)
            return None if place is None else int(result.schedule.finish[place])
        counted = result.columns_.tasks.active > 0
        counted &= result.columns_.topology.summary == 0
        return int(result.schedule.finish[counted].max()) if counted.any() else None


@dataclass(frozen=True)
class Move:
    """A change and the date measured before and after it; None while it did not exist."""

    done: Done
    before: int | None
    after: int | None
    standing: Standing
    """The plan before the change."""
    result: Standing
    """The plan after it."""


def relevant(done: Done) -> bool:
    """Whether a change touches anything that dates depend on."""
    return concerns(SCHEDULE, done.project) or any(
        table in SCHEDULE.workspace_inputs for table in done.workspace
    )


def standing(records: Records, workspace: Records) -> Standing:
    """Return a plan with its schedule, computed from nothing."""
    try:
        return Standing(records, workspace, SCHEDULE.compute(records, workspace))
    except Invalid:
        return Standing(records, workspace, None)


def applied(before: Standing, done: Done) -> Standing:
    """Return the plan after a change, scheduled again only where dates may have moved."""
    records = before.records.applied(done.project) if done.project else before.records
    workspace = before.workspace.applied(done.workspace) if done.workspace else before.workspace
    if before.result is not None and not relevant(done):
        return Standing(records, workspace, before.result)
    if before.result is None:
        return standing(records, workspace)
    try:
        result = SCHEDULE.update(before.result, records, workspace, done.project)
        assert isinstance(result, Scheduled)
        return Standing(records, workspace, result)
    except Invalid:
        return Standing(records, workspace, None)


def moves(start: Standing, changes: Iterable[Done], task: int | None) -> list[Move]:
    """Return every change with what it did to a task's finish, or to the plan's (None)."""
    found = []
    now = start
    for done in changes:
        after = applied(now, done)
        found.append(Move(done, now.finish(task), after.finish(task), now, after))
        now = after
    return found


def grouped(changes: Sequence[Done], most: int) -> list[Done]:
    """Return at most `most` steps: changes that follow each other taken together, those of one
    person first, and those nearest in time first."""
    if len(changes) <= most:
        return list(changes)
    cuts = sorted(
        range(1, len(changes)),
        key=lambda n: (
            changes[n].actor_id != changes[n - 1].actor_id,
            (changes[n].at - changes[n - 1].until).total_seconds(),
            n,
        ),
    )
    kept = sorted(cuts[len(changes) - most :])
    edges = [0, *kept, len(changes)]
    return [together(changes[a:b]) for a, b in pairwise(edges)]


def together(run: Sequence[Done]) -> Done:
    """Return changes that follow each other as one."""
    if len(run) == 1:
        return run[0]
    actors = list(dict.fromkeys(d.actor for d in run))
    one = len({d.actor_id for d in run}) == 1
    return replace(
        run[0],
        type=run[0].type if len({d.type for d in run}) == 1 else "batch",
        actor_id=run[0].actor_id if one else None,
        actor=", ".join(actors),
        until=run[-1].until,
        last=max(d.last for d in run),
        project=squash(d.project for d in run),
        workspace=squash(d.workspace for d in run),
        undoes=None,
        count=sum(d.count for d in run),
    )

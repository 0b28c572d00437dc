"""Why a date is that date: what drives it, step by step down to the roots.

The driving chain of the critical path method (Kelley and Walker 1959), followed through lag,
calendars, constraints, actual dates, levelling and the people it made room for.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from headway.scheduling.clock import Time, lagged, start_at
from headway.scheduling.columns import NONE, Columns
from headway.scheduling.plan import FF, FNET, FNLT, FS, MFO, SS
from headway.scheduling.schedule import DRIVERS, Schedule, time_of

Needs: TypeAlias = Mapping[int, Sequence[Hashable]]
"""By task, the resources that work on it (whatever names them)."""

REASONS = (*DRIVERS, "duration", "actual_finish", "resume", "remaining")
"""What a reason may be: what drives a start, and for a finish also the time that the task takes
from its start, its actual finish, when what remains is taken up, and what remains of it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: the task, which of its dates (`side`: start or finish), and what drives it.

    `link` is the link of a `link` or `summary` step. `by` is the task to which the step leads, -1
    for a root. `bound` is the moment that the reason alone asks for, None where it has none, and
    `wait` the minutes from there until its calendars work. `held` are the minutes by which
    levelling delayed it, `busy` the resources that it waited for.
    """

    task: int
    kind: str
    link: int = -1
    side: str = "start"
    at: int = 0
    by: int = -1
    bound: int | None = None
    wait: int = 0
    held: int = 0
    busy: tuple[Hashable, ...] = ()


def why(
    plan: Columns, result: Schedule, task: int, side: str = "start", needs: Needs | None = None
) -> list[Reason]:
    """Return the reasons for a task's start or finish, from the task to its root.

    A summary leads to the child that it starts or finishes with, a link to its predecessor. With
    `needs` a levelled task leads to the one that its people worked on meanwhile. Only the first
    step tells of a duration: further on a finish stands for what drives its task's start.
    """
    if side not in ("start", "finish"):
        raise ValueError("side must be start or finish")
    chain = _Chain(plan, result, needs or {})
    found: list[Reason] = []
    seen: set[tuple[int, str]] = set()
    at = (task, side)
    while at[0] >= 0 and at not in seen:
        seen.add(at)
        reason, onward = chain.step(*at)
        if reason.kind not in ("duration", "remaining") or not found:
            found.append(reason)
        at = onward
    return found


class _Chain:
    def __init__(self, plan: Columns, result: Schedule, needs: Needs) -> None:
        self.plan, self.result, self.needs = plan, result, needs
        self.time: Time = time_of(plan, *result.reach)

    def step(self, i: int, side: str) -> tuple[Reason, tuple[int, str]]:
        """Return the reason for a date and the date that it leads to (-1: a root)."""
        if self.plan.topology.summary[i]:
            return self._summary(i, side)
        return self._start(i) if side == "start" else self._finish(i)

    def _end(self, i: int, side: str, kind: str, **more: int) -> tuple[Reason, tuple[int, str]]:
        at = int(self.result.start[i] if side == "start" else self.result.finish[i])
        bound = more.get("bound")
        wait = max(0, at - bound) if bound is not None else 0
        return Reason(i, kind, side=side, at=at, bound=bound, wait=wait), (-1, side)

    def _summary(self, i: int, side: str) -> tuple[Reason, tuple[int, str]]:
        tasks, result = self.plan.tasks, self.result
        at = int(result.start[i] if side == "start" else result.finish[i])
        own = tasks.manual_start[i] if side == "start" else tasks.manual_finish[i]
        if tasks.manual[i] and own == at:
            return self._end(i, side, "manual")
        by = int(result.driver_id[i]) if side == "start" else last_child(self.plan, result, i, FS)
        if by < 0 or by == i:
            return self._end(i, side, "project_start")
        return Reason(i, "child", side=side, at=at, by=by), (by, side)

    def _finish(self, i: int) -> tuple[Reason, tuple[int, str]]:
        tasks, result = self.plan.tasks, self.result
        at = int(result.finish[i])
        if tasks.actual_finish[i] != NONE:
            return self._end(i, "finish", "actual_finish")
        if tasks.manual[i] and tasks.manual_finish[i] == at:
            return self._end(i, "finish", "manual")
        if tasks.actual_start[i] != NONE:
            if tasks.constraint[i] == FNET and tasks.constraint_date[i] == at:
                return self._end(i, "finish", "constraint")
            if tasks.resume[i] != NONE and tasks.resume[i] > tasks.actual_start[i]:
                return self._end(i, "finish", "resume")
            kind = "remaining" if self.plan.data_date != NONE else "duration"
            return Reason(i, kind, side="finish", at=at, by=i), (i, "start")
        driver = DRIVERS[int(result.driver[i])]
        link = int(result.driver_id[i])
        if driver in ("link", "summary") and link >= 0 and self.plan.links.type[link] >= FF:
            return self._link(i, "finish", driver, link)
        if driver == "constraint" and tasks.constraint[i] in (FNET, FNLT, MFO):
            return self._end(i, "finish", "constraint")
        return Reason(i, "duration", side="finish", at=at, by=i), (i, "start")

    def _start(self, i: int) -> tuple[Reason, tuple[int, str]]:
        tasks, plan = self.plan.tasks, self.plan
        kind = DRIVERS[int(self.result.driver[i])]
        link = int(self.result.driver_id[i])
        if kind in ("link", "summary") and link >= 0:
            return self._link(i, "start", kind, link)
        if kind == "levelling":
            return self._levelled(i, link)
        if kind == "project_start":
            begin = plan.start if plan.data_date == NONE else max(plan.start, plan.data_date)
            return self._end(i, "start", kind, bound=begin)
        if kind == "constraint" and tasks.constraint_date[i] != NONE:
            date = int(tasks.constraint_date[i])
            if tasks.constraint[i] not in (FNET, FNLT, MFO):
                return self._end(i, "start", kind, bound=date)
        return self._end(i, "start", kind)

    def _asked(self, link: int) -> int:
        """Return the moment that a link asks of its successor."""
        links, result, plan = self.plan.links, self.result, self.plan
        p = int(links.predecessor[link])
        of = result.finish[p] if links.type[link] in (FS, FF) else result.start[p]
        lag_at = p if plan.lag_of_predecessor else int(links.successor[link])
        return int(
            lagged(
                self.time, int(plan.tasks.lag_calendar[lag_at]), int(of), int(links.lag[link]),
                int(links.lag_kind[link]), int(plan.tasks.duration[p]), 1,
            )
        )  # fmt: skip

    def _link(self, i: int, side: str, kind: str, link: int) -> tuple[Reason, tuple[int, str]]:
        links = self.plan.links
        type_ = int(links.type[link])
        at = int(self.result.start[i] if side == "start" else self.result.finish[i])
        bound = self._asked(link)
        same = (type_ in (FS, SS)) == (side == "start")
        p = int(links.predecessor[link])
        there = "finish" if type_ in (FS, FF) else "start"
        reason = Reason(i, kind, link, side, at, p, bound, max(0, at - bound) if same else 0)
        return reason, (p, there)

    def _levelled(self, i: int, link: int) -> tuple[Reason, tuple[int, str]]:
        """Levelling holds it: for whom, and the task that they work on meanwhile."""
        delay = int(self.plan.tasks.levelling_delay[i])
        at = int(self.result.start[i])
        free = self.plan.start if link < 0 else max(self.plan.start, self._asked(link))
        group, length = int(self.plan.tasks.calendar[i]), int(self.plan.tasks.duration[i])
        free = min(at, int(start_at(self.time, group, free, length)))
        other, shared = occupant(self.result, self.needs, i, free)
        onward = (other, "finish")
        if other < 0 and link >= 0:
            p = int(self.plan.links.predecessor[link])
            ends = self.plan.links.type[link] in (FS, FF)
            onward = (p, "finish" if ends else "start")
        reason = Reason(
            i, "levelling", link, "start", at, onward[0], free + delay,
            max(0, at - free - delay), at - free, shared,
        )  # fmt: skip
        return reason, onward


def occupant(
    result: Schedule, needs: Needs, task: int, free: int
) -> tuple[int, tuple[Hashable, ...]]:
    """Return (the task that a levelled task's resources work on last between `free` and its start,
    those of its resources that do), (-1, ()) where there is none."""
    own = set(needs.get(task, ()))
    start = int(result.start[task])
    best = -1
    shared: tuple[Hashable, ...] = ()
    if not own:
        return best, shared
    for other, resources in needs.items():
        if other == task or result.start[other] >= start or result.finish[other] <= free:
            continue
        both = tuple(r for r in resources if r in own)
        if both and (best < 0 or _nearer(result, other, best, start)):
            best, shared = other, both
    return best, shared


def _nearer(result: Schedule, one: int, other: int, start: int) -> bool:
    """Whether `one` explains a start better: done by then rather than not, then the later."""

    def rank(i: int) -> tuple[bool, int, int]:
        done = int(result.finish[i])
        return done <= start, done if done <= start else -done, -i

    return rank(one) > rank(other)


def last_child(plan: Columns, result: Schedule, task: int, link_type: int) -> int:
    """Return the task that gives a summary predecessor its finish; others return themselves."""
    if not plan.topology.summary[task] or link_type in (1, 3):
        return task
    best = task
    for i in range(len(plan.parent)):
        if plan.topology.summary[i] or result.finish[i] != result.finish[task]:
            continue
        above = int(plan.parent[i])
        while above >= 0 and above != task:
            above = int(plan.parent[above])
        if above == task:
            best = i
            break
    return best


def last_task(plan: Columns, result: Schedule) -> int:
    """Return the task that finishes the project, -1 for an empty plan; critical ones first."""
    best = -1
    for i in range(len(plan.parent)):
        if plan.topology.summary[i] or not plan.tasks.active[i]:
            continue
        if best < 0 or (result.finish[i], result.critical[i]) > (
            result.finish[best],
            result.critical[best],
        ):
            best = i
    return best

"""A schedule carried on to another version of its plan: only what a change reaches is visited.

Visits stand in topological order, so a mark for each is a queue by that order: the pass goes along
it once, visits what is marked, and a visit whose dates come out other than before marks what reads
them. The forward pass marks for the backward one what its changes reach there; that one visits all
only where the project's finish moved, since then the late dates of all may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from headway.scheduling.backward import backward
from headway.scheduling.clock import FAR
from headway.scheduling.columns import NONE, Columns, LinkColumns, columns, laid_out
from headway.scheduling.forward import BY_CHILD, Marks, forward
from headway.scheduling.jit import kernel
from headway.scheduling.plan import ALAP, Link, Plan, Task
from headway.scheduling.rows import (
    DRIVER,
    DRIVER_ID,
    EDGE,
    FINISH,
    FIRST,
    HIGH,
    HOLD_END,
    HOLD_LINK,
    LAST,
    LATE_FIRST,
    LATE_LAST,
    LOW,
    START,
    VISITED,
    WAS_FIRST,
    WAS_LAST,
    Net,
)
from headway.scheduling.schedule import (
    Schedule,
    Trace,
    ends,
    net_of,
    rules_of,
    schedule,
    schedule_of,
    tells,
    time_of,
)
from headway.scheduling.worktime import DAY, Ints

FRAME = (
    "start", "finish_by", "from_finish", "critical_float_limit", "honor_constraints", "data_date",
    "lag_of_predecessor", "lag_of_project", "calendar",
)  # fmt: skip
"""What concerns every task: where it differs, all is scheduled again."""


@dataclass(frozen=True)
class Moved:
    """Where tasks and links of a plan stand in another version of it, both in the same order.

    `origin` has for each task its place before (-1: new), `link_origin` likewise for each link;
    None where all stand where they stood.
    """

    origin: Ints | None = None
    link_origin: Ints | None = None


def reschedule(
    before: Schedule,
    was: Columns,
    now: Columns,
    moved: Moved | None = None,
    tasks: Iterable[int] | None = None,
) -> Schedule:
    """Return the schedule of `now`, where `before` is that of `was`: equal to `schedule(now)`.

    `tasks` are the places in `now` of the tasks whose own columns may differ (None: they are
    compared); outline and links are compared here. `Schedule.visited` tells how much was visited.
    All is scheduled again where the plan's settings differ, where tasks are to be as late as
    possible, or where dates leave the reach of the compiled calendars. Raises BeyondTime as
    `schedule` does.
    """
    moved = moved or Moved()
    if (
        not len(was.parent)
        or before.trace.floored
        or (now.from_finish and now.finish_by != NONE)
        or any(getattr(was, name) != getattr(now, name) for name in FRAME)
        or (was.calendars is not now.calendars and was.calendars != now.calendars)
        or (was.groups is not now.groups and was.groups != now.groups[: len(was.groups)])
    ):
        return schedule(now, before)
    touched = _touched(was, now, moved, tasks)
    own = now.tasks
    if (own.constraint[touched] == ALAP).any() or not _within(now, touched, before.reach):
        return schedule(now, before)
    rows, holds, edge = _carried(before, was, now, moved)
    net = net_of(now)
    marked: Marks = np.zeros(len(net.visits), dtype=np.uint8)
    behind: Marks = np.zeros(len(net.visits), dtype=np.uint8)
    ahead = tells()
    ahead[WAS_FIRST], ahead[WAS_LAST] = before.project_start, before.project_finish
    ahead[EDGE] = edge or not before.trace.counted
    inputs, links = laid_out(own), laid_out(now.links)
    _seed(links, net, touched, rows, marked, behind, ahead)
    time = time_of(now, *before.reach)
    rules = rules_of(now, now.start)
    forward(inputs, links, net, time, rules, rows, holds, False, marked, behind, ahead)
    if ahead[EDGE]:
        ahead[FIRST], ahead[LAST] = FAR, -FAR
        _edges(inputs.active, net, rows, ahead)
        begin, end, counted = ends(now, ahead)
    else:
        counted = True
        begin = min(before.project_start, int(ahead[FIRST]))
        end = max(before.project_finish, int(ahead[LAST]))
    back = tells()
    backward(
        inputs, links, net, time, rules, end, rows, holds, end != before.project_finish, behind,
        back,
    )  # fmt: skip
    low, high = min(ahead[LOW], back[LOW]), max(ahead[HIGH], back[HIGH], end)
    if low < before.reach[0] * DAY or high > before.reach[1] * DAY:
        return schedule(now, before)
    visited = (int(ahead[VISITED]), int(back[VISITED]))
    return schedule_of(Trace(rows, holds, False, counted), begin, end, before.reach, visited)


def _touched(was: Columns, now: Columns, moved: Moved, tasks: Iterable[int] | None) -> Ints:
    """Return the tasks whose inputs, place in the outline or links differ, and those beside what is
    gone."""
    n = len(now.parent)
    origin, count = moved.origin, len(was.parent)
    found = np.zeros(n + 1, dtype=bool)  # one more for -1, nobody
    # Where the tasks of before stand now.
    to = np.full(count + 1, -1, dtype=np.int64)
    if origin is None:
        to[:-1] = np.arange(count)
    else:
        kept = np.flatnonzero(origin >= 0)
        to[origin[kept]] = kept
        found[:-1] |= origin < 0
        gone = to[:-1] < 0
        found[to[was.parent[gone]]] = True
        found[now.parent[origin < 0]] = True
    if tasks is None:
        same = np.arange(n) if origin is None else origin
        for one, other in zip(was.tasks, now.tasks, strict=True):
            if one is not other:
                found[:-1] |= (same < 0) | (one[same] != other)
    else:
        found[np.fromiter(tasks, dtype=np.int64)] = True
    if origin is not None or was.parent is not now.parent:
        same = np.arange(n) if origin is None else origin
        old = to[was.parent][same]
        # Who left a summary that is gone may stand below nobody now, as one who never had any.
        orphaned = (was.parent[same] >= 0) & (old < 0)
        differs = ((old != now.parent) | orphaned) & (same >= 0)
        found[np.flatnonzero(differs)] = True
        found[old[differs]] = True
        found[now.parent[differs]] = True
    _relinked(was.links, now.links, moved.link_origin, to, found)
    found[-1] = False
    return np.flatnonzero(found).astype(np.int64)


def _relinked(
    was: LinkColumns, now: LinkColumns, origin: Ints | None, to: Ints, found: np.ndarray
) -> None:
    """Mark the ends of links that are new, gone or other than before."""
    if was is now:
        return
    count = len(was.predecessor)
    if origin is None:
        origin = np.arange(len(now.predecessor))
    kept = np.flatnonzero((origin >= 0) & (origin < count))
    differs = np.ones(len(now.predecessor), dtype=bool)
    gone = np.ones(count, dtype=bool)
    at = origin[kept]
    gone[at] = False
    differs[kept] = (
        (to[was.predecessor[at]] != now.predecessor[kept])
        | (to[was.successor[at]] != now.successor[kept])
        | (was.type[at] != now.type[kept])
        | (was.lag[at] != now.lag[kept])
        | (was.lag_kind[at] != now.lag_kind[kept])
    )
    other = at[differs[kept]]
    found[now.predecessor[differs]] = True
    found[now.successor[differs]] = True
    for places in (np.flatnonzero(gone), other):
        found[to[was.predecessor[places]]] = True
        found[to[was.successor[places]]] = True


def _within(now: Columns, touched: Ints, reach: tuple[int, int]) -> bool:
    """Whether the moments that people set lie in the reach of the compiled calendars."""
    own = now.tasks
    for column in (
        own.manual_start, own.manual_finish, own.constraint_date, own.deadline, own.actual_start,
        own.actual_finish, own.resume,
    ):  # fmt: skip
        known = column[touched]
        known = known[known != NONE]
        if len(known) and (known.min() < reach[0] * DAY or known.max() > reach[1] * DAY):
            return False
    return True


def _carried(before: Schedule, was: Columns, now: Columns, moved: Moved) -> tuple[Ints, Ints, int]:
    """Return the rows as they were, at the places of now, and whether one at the edge is gone."""
    rows, holds = before.trace.rows, before.trace.holds
    edge = 0
    if moved.origin is None:
        rows = rows.copy()
    else:
        origin = moved.origin
        gone = np.ones(len(rows), dtype=bool)
        gone[origin[origin >= 0]] = False
        ends = rows[gone]
        edge = int(
            (ends[:, START] <= before.project_start).any()
            or (ends[:, FINISH] >= before.project_finish).any()
        )
        rows = rows[origin]
    if moved.origin is None and was.topology is now.topology:
        return rows, holds.copy(), edge
    same = np.arange(len(now.parent)) if moved.origin is None else moved.origin
    summaries = np.flatnonzero(now.topology.summary)
    known = same[summaries]
    known = np.where(known >= 0, was.topology.holder[known], -1)
    fresh = np.full((len(summaries), holds.shape[1]), NONE, dtype=np.int64)
    fresh[:, LATE_LAST] = fresh[:, LATE_FIRST] = FAR
    fresh[known >= 0] = holds[known[known >= 0]]
    _renamed(rows, fresh, was, moved)
    return rows, fresh, edge


def _renamed(rows: Ints, holds: Ints, was: Columns, moved: Moved) -> None:
    """Call drivers by the places of now; those that are gone are -1, and visited again."""

    def to(origin: Ints, count: int) -> Ints:
        found = np.full(count + 1, -1, dtype=np.int64)
        kept = np.flatnonzero(origin >= 0)
        found[origin[kept]] = kept
        return found

    driver, ids = rows[:, DRIVER], rows[:, DRIVER_ID]
    if moved.origin is not None:
        place = to(moved.origin, len(was.parent))
        by = driver == BY_CHILD
        ids[by] = place[ids[by]]
    if moved.link_origin is not None:
        place = to(moved.link_origin, len(was.links.predecessor))
        by = driver != BY_CHILD
        ids[by] = place[ids[by]]
        for column in (HOLD_LINK, HOLD_END):
            known = holds[:, column] >= 0
            now = place[holds[known, column]]
            # A link that is gone is no link's absence: whatever holds now is news to the children.
            holds[known, column] = np.where(now >= 0, now, NONE)


@kernel
def _seed(
    links: LinkColumns,
    net: Net,
    touched: Ints,
    rows: Ints,
    marked: Marks,
    behind: Marks,
    told: Ints,
) -> None:
    """Mark the visits that read the inputs of the touched tasks: their own, and those of their
    summary, successors and predecessors."""
    for place in range(len(touched)):
        i = touched[place]
        if rows[i, START] <= told[WAS_FIRST] or rows[i, FINISH] >= told[WAS_LAST]:
            told[EDGE] = 1
        up = net.parent[i]
        marked[net.first[i]] = behind[net.first[i]] = 1
        marked[net.last[i]] = behind[net.last[i]] = 1
        if up >= 0:
            marked[net.last[up]] = 1
            behind[net.first[up]] = 1
        for k in range(net.out_at[i], net.out_at[i + 1]):
            marked[net.first[links.successor[net.out[k]]]] = 1
        for k in range(net.into_at[i], net.into_at[i + 1]):
            p = links.predecessor[net.into[k]]
            behind[net.first[p]] = 1
            behind[net.last[p]] = 1


@kernel
def _edges(active: Ints, net: Net, rows: Ints, told: Ints) -> None:
    """Tell the first start and the last finish of what counts for the project."""
    for i in range(len(net.parent)):
        if active[i]:
            told[FIRST] = min(told[FIRST], rows[i, START])
            if net.parent[i] < 0 or not net.summary[i]:
                told[LAST] = max(told[LAST], rows[i, FINISH])


def warm() -> None:
    """Compile all kernels, so that nobody waits for a compiler later."""
    tasks = (Task(), Task(parent=0), Task(parent=0, constraint=ALAP), Task(elapsed=True))
    links = (Link(1, 2), Link(2, 3, lag=60))
    schedule(Plan(0, tasks, links))
    was = columns(Plan(0, tasks[:2] + tasks[3:]))
    reschedule(schedule(was), was, was.with_tasks({1: Task(240, parent=0)}))

"""What each link asks of its successor, and how much work lies between that and its date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headway.scheduling.clock import FAR, Time, lagged, work
from headway.scheduling.columns import NONE, Columns, LinkColumns, TaskColumns, laid_out
from headway.scheduling.jit import kernel
from headway.scheduling.plan import FF, FS, SF, SS
from headway.scheduling.schedule import Schedule, time_of
from headway.scheduling.worktime import Ints


@kernel
def _relations(
    tasks: TaskColumns,
    links: LinkColumns,
    t: Time,
    start: Ints,
    finish: Ints,
    lag_before: bool,
    bound: Ints,
    slack: Ints,
) -> None:
    for k in range(len(bound)):
        p, s = links.predecessor[k], links.successor[k]
        bound[k] = NONE
        slack[k] = FAR
        if not tasks.active[p] or not tasks.active[s]:
            continue
        kind = links.type[k]
        of = finish[p] if (kind == FS or kind == FF) else start[p]
        bound[k] = lagged(
            t, tasks.lag_calendar[p if lag_before else s], of, links.lag[k], links.lag_kind[k],
            tasks.duration[p], 1,
        )  # fmt: skip
        date = start[s] if (kind == FS or kind == SS) else finish[s]
        slack[k] = work(t, tasks.calendar[s], bound[k], date)


@dataclass(frozen=True)
class Relation:
    """A task that another waits for: `predecessor` (never a summary that others finish), the
    link, the moment that it asks for and the working minutes between that and the date."""

    predecessor: int
    link: int
    bound: int
    slack: int


class Relations:
    """The links of a scheduled plan as they hold its tasks, those of summaries seen through."""

    def __init__(self, plan: Columns, result: Schedule) -> None:
        self.plan, self.result = plan, result
        self.time = time_of(plan, *result.reach)
        count = len(plan.links.predecessor)
        self.bound = np.empty(count, dtype=np.int64)
        self.slack = np.empty(count, dtype=np.int64)
        # Laid out alike at any size: else the kernel is compiled anew for plans of a task or a link.
        _relations(
            laid_out(plan.tasks), laid_out(plan.links), self.time,
            np.ascontiguousarray(result.start), np.ascontiguousarray(result.finish),
            plan.lag_of_predecessor, self.bound, self.slack,
        )  # fmt: skip
        self._children: dict[int, list[int]] | None = None

    @property
    def children(self) -> dict[int, list[int]]:
        """The tasks directly below each summary."""
        if self._children is None:
            self._children = {}
            for i, up in enumerate(self.plan.parent.tolist()):
                self._children.setdefault(up, []).append(i)
        return self._children

    def leaves(self, task: int) -> list[int]:
        """Return the active tasks below a summary that are none themselves; a task gives itself."""
        if not self.plan.topology.summary[task]:
            return [task]
        found: list[int] = []
        queue = [task]
        while queue:
            for child in self.children.get(queue.pop(), ()):
                if not self.plan.tasks.active[child]:
                    continue
                if self.plan.topology.summary[child]:
                    queue.append(child)
                else:
                    found.append(child)
        return found

    def free(self, task: int) -> bool:
        """Whether links decide a task's dates: it has not started and is not scheduled by hand."""
        tasks = self.plan.tasks
        if tasks.actual_start[task] != NONE or not tasks.active[task]:
            return False
        return not (
            tasks.manual[task]
            and (tasks.manual_start[task] != NONE or tasks.manual_finish[task] != NONE)
        )

    def into(self, task: int) -> list[Relation]:
        """Return what an unstarted task waits for: its own links and those of its summaries."""
        plan, result, t = self.plan, self.result, self.time
        found: list[Relation] = []
        if not self.free(task):
            return found
        order = plan.topology
        own = task
        while own >= 0:
            for place in range(int(order.into_at[own]), int(order.into_at[own + 1])):
                link = int(order.into[place])
                found += self._through(task, own, link, result, t)
            own = int(plan.parent[own])
        return found

    def _through(self, task: int, own: int, link: int, result: Schedule, t: Time) -> list[Relation]:
        plan = self.plan
        if self.bound[link] == NONE:
            return []
        p = int(plan.links.predecessor[link])
        kind = int(plan.links.type[link])
        date = int(result.start[task] if kind in (FS, SS) else result.finish[task])
        group = int(plan.tasks.calendar[task])
        if not plan.topology.summary[p]:
            bound = int(self.bound[link])
            return [Relation(p, link, bound, max(0, work(t, group, bound, date)))]
        found = []
        leaves = self.leaves(p)
        if kind in (SS, SF):
            first = min((int(result.start[c]) for c in leaves), default=0)
            leaves = [c for c in leaves if result.start[c] == first]
        lag_at = int(plan.tasks.lag_calendar[p if plan.lag_of_predecessor else own])
        for c in leaves:
            of = int(result.finish[c] if kind in (FS, FF) else result.start[c])
            bound = lagged(
                t, lag_at, of, int(plan.links.lag[link]), int(plan.links.lag_kind[link]),
                int(plan.tasks.duration[p]), 1,
            )  # fmt: skip
            found.append(Relation(c, link, bound, max(0, work(t, group, bound, date))))
        return found

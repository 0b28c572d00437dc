"""To finish earlier: where to cut, at what cost, and which tasks count.

Crashing by cost slope (Kelley 1961; Fulkerson 1961) in the form of Phillips and Dessouky (1977): at
each step the cheapest set of tasks whose shortening shortens every critical path is a minimum cut
of the critical subnetwork. A task that may be cut has its slope as capacity; one that was cut
already may give back time, and so has its slope as a lower bound across the cut. Durations, lags
and calendars are the engine's: every step is scheduled, and kept only as far as the finish gains.
For links from finish to start in one calendar the outcome is the optimum of the linear problem;
with other links, constraints and several calendars it is a good plan that the engine has checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.scheduling.columns import NONE, Columns
from headway.scheduling.edited import with_link_columns, with_task_columns
from headway.scheduling.mincut import INFINITE, Arc, cut
from headway.scheduling.plan import FF, FS, SF
from headway.scheduling.relations import Relations
from headway.scheduling.schedule import DRIVERS, Schedule, schedule
from headway.scheduling.why import last_task
from headway.scheduling.worktime import DAY, table, work_between

STEPS = 400
"""Steps after which crashing gives up."""


@dataclass(frozen=True, slots=True)
class Option:
    """How far a task may be shortened (`least` minutes) and what a minute less costs (`slope`,
    any unit of cost; the same unit throughout)."""

    least: int
    slope: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One step: minutes by which tasks are shortened (negative: given back), what that costs, and
    by how many minutes the finish gains."""

    tasks: tuple[tuple[int, int], ...]
    cost: int
    gain: int


@dataclass(frozen=True)
class Crash:
    """The outcome: new durations by task, the steps that led there, the finish before and after
    (moments), the gain in working minutes of the plan's calendar, and the cost of it all."""

    durations: dict[int, int]
    steps: tuple[Cut, ...]
    before: int
    after: int
    gain: int
    cost: int
    reached: bool


class Shorter:
    """A plan with some durations changed, and how long its target takes then."""

    def __init__(self, plan: Columns, result: Schedule, target: int | None) -> None:
        self.plan, self.result = plan, result
        self.target = last_task(plan, result) if target is None else target
        self.whole = target is None

    def finish(self, result: Schedule) -> int:
        """Return the target's finish: a task's, or the last of all."""
        if not self.whole:
            return int(result.finish[self.target])
        counted = (self.plan.tasks.active > 0) & (self.plan.topology.summary == 0)
        return int(result.finish[counted].max()) if counted.any() else self.plan.start

    def gained(self, result: Schedule, since: int) -> int:
        """Return the working minutes of the plan's calendar by which the target is earlier."""
        now = self.finish(result)
        low, high = min(now, since), max(now, since)
        days = table(self.plan.calendars, ((self.plan.calendar,),), low // DAY - 1, high // DAY + 2)
        minutes = work_between(days, 0, low, high)
        return minutes if now <= since else -minutes

    def with_durations(self, durations: Mapping[int, int]) -> tuple[Columns, Schedule]:
        """Return the plan and its schedule with other durations."""
        tasks = self.plan.tasks
        longer, left = tasks.duration.copy(), tasks.remaining.copy()
        for i, minutes in durations.items():
            left[i] = max(0, left[i] + minutes - longer[i])
            longer[i] = minutes
        changed = with_task_columns(self.plan, duration=longer, remaining=left)
        return changed, schedule(changed, self.result)

    def critical(self, plan: Columns, result: Schedule) -> tuple[list[Arc], list[int]]:
        """Return the critical subnetwork as arcs between the starts (2i) and finishes (2i + 1) of
        tasks, from -1 (the begin) to -2 (the target), and its tasks."""
        relations = Relations(plan, result)
        if self.whole:
            end = self.finish(result)
            ends = [
                i
                for i in range(len(plan.parent))
                if plan.tasks.active[i] and not plan.topology.summary[i]
                and result.finish[i] == end
            ]  # fmt: skip
        else:
            last = result.finish[self.target]
            ends = [i for i in relations.leaves(self.target) if result.finish[i] == last]
        arcs = [Arc(2 * i + 1, -2, 0, INFINITE) for i in ends]
        queue = [(i, True) for i in ends]
        seen: set[tuple[int, bool]] = set(queue)
        tasks: set[int] = set()
        while queue:
            i, at_finish = queue.pop()
            onward: list[tuple[int, bool]] = []
            by_finish = self._by_finish(plan, result, i)
            for r in relations.into(i):
                kind = int(plan.links.type[r.link])
                if not r.slack and (kind in (FF, SF)) == at_finish:
                    onward.append((r.predecessor, kind in (FS, FF)))
                    source = 2 * r.predecessor + (kind in (FS, FF))
                    arcs.append(Arc(source, 2 * i + at_finish, 0, INFINITE))
            if at_finish and not by_finish:
                tasks.add(i)
                onward.append((i, False))
            elif not at_finish and by_finish:
                # Its start follows from its finish: cutting it gains nothing.
                arcs.append(Arc(2 * i + 1, 2 * i, 0, INFINITE))
                onward.append((i, True))
            elif not onward:
                arcs.append(Arc(-1, 2 * i, 0, INFINITE))
            for node in onward:
                if node not in seen:
                    seen.add(node)
                    queue.append(node)
        return arcs, sorted(tasks)

    def _by_finish(self, plan: Columns, result: Schedule, i: int) -> bool:
        """Whether a link to its finish decides a task's dates."""
        link = int(result.driver_id[i])
        by_link = DRIVERS[int(result.driver[i])] in ("link", "summary") and link >= 0
        return by_link and int(plan.links.type[link]) in (FF, SF)


def crash(
    plan: Columns,
    result: Schedule,
    options: Mapping[int, Option],
    wanted: int,
    target: int | None = None,
    step: int = 480,
) -> Crash:
    """Return how to finish `wanted` working minutes earlier (the plan, or a task) at least cost.

    `options` are the tasks that may be shortened; `step` the minutes cut at a time at most. What
    cannot be had is left out: `reached` says whether the gain is all that was wanted. Raises
    ValueError for options longer than their tasks and for a negative slope.
    """
    for i, option in options.items():
        if option.slope < 0 or not 0 <= option.least <= int(plan.tasks.duration[i]):
            raise ValueError("a task cannot be shortened to more than it takes, or below nothing")
    work = Shorter(plan, result, target)
    before = work.finish(result)
    usual = {i: int(plan.tasks.duration[i]) for i in options}
    now = dict(usual)
    cols, at = plan, result
    stuck: set[int] = set()
    steps: list[Cut] = []
    total = spent = 0
    for _ in range(STEPS):
        if total >= wanted:
            break
        chosen = _cheapest(work, cols, at, options, usual, now, stuck)
        if not chosen:
            break
        amount = min([step, wanted - total, *(_room(i, s, options, usual, now) for i, s in chosen)])
        kept = None
        since = work.finish(at)
        while amount > 0:
            trial = dict(now)
            for i, sign in chosen:
                trial[i] -= sign * amount
            new_cols, new = work.with_durations({i: d for i, d in trial.items() if d != usual[i]})
            gain = work.gained(new, since)
            if gain <= 0 or (kept is not None and gain * kept[4] <= kept[3] * amount):
                # Cutting less is no better a bargain: calendars differ, no other path comes in.
                break
            kept = (trial, new_cols, new, gain, amount)
            if gain >= amount:
                break
            # Another path is longest before all of it is gained: cut only as far.
            amount = gain
        if kept is None:
            stuck |= {i for i, sign in chosen if sign > 0}
            continue
        trial, cols, at, gain, amount = kept
        now = trial
        cost = sum(sign * options[i].slope * amount for i, sign in chosen)
        steps.append(Cut(tuple((i, sign * amount) for i, sign in chosen), cost, gain))
        total += gain
        spent += cost
    durations = {i: d for i, d in now.items() if d != usual[i]}
    return Crash(durations, tuple(steps), before, work.finish(at), total, spent, total >= wanted)


def _room(
    i: int, sign: int, options: Mapping[int, Option], usual: Mapping[int, int],
    now: Mapping[int, int],
) -> int:  # fmt: skip
    return now[i] - options[i].least if sign > 0 else usual[i] - now[i]


def _cheapest(
    work: Shorter,
    plan: Columns,
    result: Schedule,
    options: Mapping[int, Option],
    usual: Mapping[int, int],
    now: Mapping[int, int],
    stuck: set[int],
) -> list[tuple[int, int]]:
    """Return the cheapest set of tasks to shorten (1) and to give time back (-1); empty for none."""
    arcs, tasks = work.critical(plan, result)
    for i in tasks:
        low, high = 0, INFINITE
        option = options.get(i)
        if option is not None:
            # A slope of nothing would make every cut as good as any: the fewest tasks win.
            price = option.slope * 1024 + 1
            if now[i] > option.least and i not in stuck:
                high = price
            if now[i] < usual[i]:
                low = price
        arcs.append(Arc(2 * i, 2 * i + 1, low, high, i + 1))
    return cut(arcs, -1, -2)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a task is worth: minutes by which the finish gains when it is `cut` minutes shorter,
    and when it is as short as it may be (its drag, as Devaux 1999 calls the most that it adds)."""

    task: int
    cut: int
    gain: int
    most: int
    drag: int


def ranking(
    plan: Columns,
    result: Schedule,
    least: Mapping[int, int],
    target: int | None = None,
    cut_by: int = 480,
    most: int = 200,
) -> list[Counts]:
    """Return the tasks of the critical paths by what the finish gains with each of them alone.

    `least` are the shortest durations; a task that is not in it stays. Each is scheduled, at most
    `most` tasks.
    """
    work = Shorter(plan, result, target)
    since = work.finish(result)
    _, tasks = work.critical(plan, result)
    found = []
    for i in [i for i in tasks if i in least][:most]:
        usual = int(plan.tasks.duration[i])
        room = usual - least[i]
        if room <= 0:
            continue
        by = min(cut_by, room)
        gain = work.gained(work.with_durations({i: usual - by})[1], since)
        drag = gain
        if room > by:
            drag = work.gained(work.with_durations({i: least[i]})[1], since)
        found.append(Counts(i, by, gain, room, drag))
    return sorted(found, key=lambda c: (-c.gain / c.cut, -c.drag, c.task))


@dataclass(frozen=True, slots=True)
class Overlap:
    """A link from finish to start whose tasks might overlap: with a lead of `lead` minutes the
    finish gains `gain`."""

    link: int
    lead: int
    gain: int


def overlaps(
    plan: Columns,
    result: Schedule,
    target: int | None = None,
    share: float = 0.5,
    most: int = 50,
) -> list[Overlap]:
    """Return the critical links from finish to start by what overlapping gains (fast tracking).

    Each is tried alone with a lead of a share of the shorter of its two tasks. Those of which
    both tasks lie ahead count; the risk of rework is for people to judge.
    """
    work = Shorter(plan, result, target)
    since = work.finish(result)
    arcs, tasks = work.critical(plan, result)
    inside = {a.source >> 1 for a in arcs if a.source >= 0} & set(tasks)
    relations = Relations(plan, result)
    found: list[Overlap] = []
    tried = 0
    for i in tasks:
        for r in relations.into(i):
            p, s = int(plan.links.predecessor[r.link]), int(plan.links.successor[r.link])
            ahead = plan.tasks.actual_start[p] == NONE and not plan.topology.summary[[p, s]].any()
            if r.slack or plan.links.type[r.link] != FS or p not in inside or not ahead:
                continue
            shorter = min(int(plan.tasks.duration[p]), int(plan.tasks.duration[s]))
            lead = int(shorter * share)
            tried += 1
            if lead <= 0 or tried > most:
                continue
            lag = plan.links.lag.copy()
            kind = plan.links.lag_kind.copy()
            lag[r.link], kind[r.link] = -lead, 0
            changed = with_link_columns(plan, lag=lag, lag_kind=kind)
            gain = work.gained(schedule(changed, result), since)
            if gain > 0:
                found.append(Overlap(r.link, lead, gain))
    return sorted(found, key=lambda o: (-o.gain, o.link))


def shortest(duration: int, done: int, optimistic: int | None, share: float) -> int:
    """Return the shortest that a task may become: its optimistic estimate where one is given (and
    shorter), else a share of its duration; never less than what is done of it."""
    least = int(duration * share) if optimistic is None else min(optimistic, duration)
    return max(0, min(duration, max(least, done)))


def slope_of(units: Sequence[tuple[int, int, int]]) -> int | None:
    """Return what a minute less costs when the work stays and is done in overtime.

    `units` are (units of a resource, 10,000 is one; standard rate; overtime rate, 0 for none) of
    all that work on a task, rates in millionths of a currency unit an hour. The premium of overtime
    counts (without an overtime rate half as much again as the standard one, an assumption to be
    told); in millionths of a currency unit a minute. None where nothing has a rate.
    """
    if not any(standard or overtime for _, standard, overtime in units):
        return None
    total = 0
    for share, standard, overtime in units:
        premium = overtime - standard if overtime else standard // 2
        total += max(0, premium) * share // 10_000
    return total // 60

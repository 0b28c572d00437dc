"""A checker of levelled plans that shares no code with levelling: what must hold, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from headway.scheduling import Calendar, Plan, Task, schedule
from headway.scheduling.levelling import Need, Options, Preview, Resource
from headway.scheduling.plan import ALAP, FF, FNET, FNLT, FS, MFO, MSO, SF, SNET, SNLT

DAY = 1440
Piece = tuple[int, int]


def working(calendar: Calendar, start: int, finish: int) -> Iterator[Piece]:
    """Yield when a calendar without exceptions works from start to finish."""
    for day in range(start // DAY - 1, finish // DAY + 1):
        for low, high in calendar.week[(day + 3) % 7] or ():
            begin, end = max(day * DAY + low, start), min(day * DAY + high, finish)
            if begin < end:
                yield begin, end


def without(parts: list[Piece], rests: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return parts less their rests, each (minutes done before, minutes of rest)."""
    cut: list[Piece] = []
    rested = 0
    for before, rest in rests:
        cut.append((before + rested, before + rested + rest))
        rested += rest
    found, at = [], 0
    for begin, end in parts:
        free = begin
        for low, high in cut:
            a, b = max(low - at + begin, begin), min(high - at + begin, end)
            if a < b:
                if free < a:
                    found.append((free, a))
                free = b
        if free < end:
            found.append((free, end))
        at += end - begin
    return found


def hours(plan: Plan, task: Task) -> Calendar:
    """Return the calendar by which a task works: its own, its only person's, or the plan's."""
    which = task.calendar if task.calendar >= 0 else (*task.calendars, plan.calendar)[0]
    return plan.calendars[which]


def applied(plans: Sequence[Plan], preview: Preview) -> list[Plan]:
    """Return the plans with the preview's inputs."""
    tasks = [list(plan.tasks) for plan in plans]
    for move in preview.moves:
        tasks[move.plan][move.task] = replace(
            tasks[move.plan][move.task], levelling_delay=move.levelling_delay, pause=move.pause
        )
    return [replace(plan, tasks=tuple(row)) for plan, row in zip(plans, tasks, strict=True)]


def stays(plan: Plan, options: Options, p: int, i: int) -> bool:
    """Return whether a task may not move."""
    task = plan.tasks[i]
    # As late as possible follows the finish, so it is left out here.
    return task.constraint != ALAP and (
        task.actual_start is not None
        or task.manual
        or task.constraint in (MSO, MFO)
        or (p, i) in options.left_alone
    )


def faults(
    plans: Sequence[Plan],
    resources: Sequence[Resource],
    needs: Sequence[Need],
    options: Options,
    preview: Preview,
    units_at: Callable[[Resource, int], int],
) -> list[str]:
    """Return what is wrong with a preview. `units_at` says what a resource has at a moment."""
    found: list[str] = []
    dates = [schedule(plan) for plan in applied(plans, preview)]
    rests = {(m.plan, m.task): m.rests for m in preview.moves}
    pieces: dict[tuple[int, int], list[Piece]] = {}
    summaries = [{t.parent for t in plan.tasks} for plan in plans]
    for p, (plan, now) in enumerate(zip(plans, dates, strict=True)):
        today = schedule(plan)
        if tuple(now.start.tolist()) != preview.starts[p]:
            found.append(f"plan {p}: starts are not the engine's")
        if tuple(now.finish.tolist()) != preview.finishes[p]:
            found.append(f"plan {p}: finishes are not the engine's")
        for i, task in enumerate(plan.tasks):
            start, finish = int(now.start[i]), int(now.finish[i])
            if i in summaries[p] or not task.active:
                continue
            if stays(plan, options, p, i) and (start, finish) != (today.start[i], today.finish[i]):
                found.append(f"task {p}.{i} had to stay")
            calendar = hours(plan, task)
            parts = list(working(calendar, start, finish))
            pieces[p, i] = without(parts, rests.get((p, i), ()))
            if stays(plan, options, p, i) or not task.duration:
                continue
            # A finish that another's start asks for may stand at that start, in idle time.
            asked = any(k.successor == i and k.type == SF for k in plan.links)
            if not parts or parts[0][0] != start or (parts[-1][1] != finish and not asked):
                found.append(f"task {p}.{i} starts or ends in non-working time")
            if sum(b - a for a, b in pieces[p, i]) != task.duration:
                found.append(f"task {p}.{i} does not work {task.duration} minutes")
        found += _links(p, plan, options, now.start.tolist(), now.finish.tolist(), today)
    if preview.finish != max(d.project_finish for d in dates):
        found.append("the finish is not the engine's")
    if preview.plan_finishes != tuple(d.project_finish for d in dates):
        found.append("the finishes of the plans are not the engine's")
    if not preview.bound <= preview.finish:
        found.append("a bound after the finish")
    if preview.finish > max(preview.heuristic_finish, preview.finish_before):
        found.append("later than the heuristic")
    return found + _loads(plans, resources, needs, options, preview, pieces, units_at)


def _links(p, plan: Plan, options: Options, start, finish, today) -> list[str]:
    found = []
    for link in plan.links:
        task = plan.tasks[link.successor]
        dated = task.constraint in (SNLT, FNLT)  # such a date wins over links
        if stays(plan, options, p, link.successor) or dated or link.lag:
            continue
        if not plan.tasks[link.predecessor].active or not task.active:
            continue
        a, b = link.predecessor, link.successor
        of = finish[a] if link.type in (FS, FF) else start[a]
        mine = finish[b] if link.type in (FF, SF) else start[b]
        held = today.finish[b] if link.type in (FF, SF) else today.start[b]
        was = today.finish[a] if link.type in (FS, FF) else today.start[a]
        # What rests in non-working time counts as met, as the engine has it today.
        if mine < of and not any(working(hours(plan, task), mine, of)) and link.type in (FF, SF):
            continue
        if mine < of and held >= was:
            found.append(f"link {p}: {a} to {b} of type {link.type}")
    for i, task in enumerate(plan.tasks):
        if task.constraint in (SNET, FNET) and not stays(plan, options, p, i) and task.active:
            date = start[i] if task.constraint == SNET else finish[i]
            if date < task.constraint_date and any(
                working(hours(plan, task), int(date), task.constraint_date)
            ):
                found.append(f"task {p}.{i} before its date")
    return found


def _loads(plans, resources, needs, options, preview, pieces, units_at) -> list[str]:
    found = []
    for r, resource in enumerate(resources):
        mine = [n for n in needs if n.resource == r and (n.plan, n.task) in pieces]
        edges = {e for n in mine for piece in pieces[n.plan, n.task] for e in piece}
        edges |= {DAY * d for e in list(edges) for d in (e // DAY, e // DAY + 1)}
        for moment in sorted(edges):
            busy = [
                n for n in mine if any(low <= moment < high for low, high in pieces[n.plan, n.task])
            ]
            load, units = sum(n.units for n in busy), units_at(resource, moment)
            if load <= units or not busy:
                continue
            named = [o for o in preview.left if o.resource == r and o.start <= moment < o.finish]
            if [(o.units, o.capacity) for o in named] != [(load, units)]:
                found.append(f"resource {r}: {load} of {units} at {moment}, not named")
            excused = options.within_float or any(
                stays(plans[n.plan], options, n.plan, n.task)
                or plans[n.plan].tasks[n.task].constraint in (SNLT, FNLT, ALAP)
                or _waits_for_fixed(plans[n.plan], options, n.plan, n.task)
                or n.units > resource.capacity
                for n in busy
            )
            if not excused:
                found.append(f"resource {r}: {load} of {units} at {moment}")
    return found


def _waits_for_fixed(plan: Plan, options: Options, p: int, i: int) -> bool:
    """Return whether something that may not move waits for a task, near or far."""
    up = plan.tasks[i].parent
    after = [link.successor for link in plan.links if link.predecessor in (i, up)]
    children = [j for j, t in enumerate(plan.tasks) if t.parent in after]
    return any(
        stays(plan, options, p, j)
        or plan.tasks[j].constraint in (SNLT, FNLT, ALAP)
        or _waits_for_fixed(plan, options, p, j)
        for j in (*after, *children)
    )

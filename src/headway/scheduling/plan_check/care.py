"""What else a careful planner looks for, beside the 14 points.

Rules of thumb from GAO's Schedule Assessment Guide (GAO-16-89G, 2015: best practices 1 to 6) and
from how Microsoft Project and Primavera P6 treat what they find.
"""

from __future__ import annotations

from collections.abc import Iterator

from headway.scheduling.columns import NONE
from headway.scheduling.moments import words
from headway.scheduling.plan import FF, FS, LINK_TYPES, SF, SS
from headway.scheduling.plan_check.dcma import Measured
from headway.scheduling.plan_check.facts import Check, Finding
from headway.scheduling.relations import Relations
from headway.scheduling.worktime import DAY, intersect, intervals_of, spans
from headway.words import say

WEEKS = 20
"""Working days above which a task is long to be told of as one."""


def _check(key: str, title: str, about: str, found: list[Finding], of: int = 0) -> Check:
    """Return a check that passes when it finds nothing."""
    tasks = len({f.task for f in found})
    return Check(
        key, title, about, "none", "fail" if found else "pass", None, float(len(found)), "count",
        tasks, of, "", tuple(found),
    )  # fmt: skip


def estimates(m: Measured) -> Check:
    """Open tasks whose length is a guess, or nothing though they are no milestones."""
    f, tasks = m.facts, m.facts.plan.tasks
    found = [Finding(i, say("Its duration is still a guess")) for i in m.open if f.estimated[i]]
    for i in range(len(f.plan.parent)):
        idle = tasks.duration[i] == 0 and not f.milestone[i] and tasks.active[i]
        if idle and not f.plan.topology.summary[i] and not m.done(i):
            found.append(Finding(i, say("No duration, and no milestone")))
    about = say("Every open task has an estimate that somebody stands by.")
    return _check("estimates", say("Missing estimates"), about, found, len(m.open))


def summary_links(m: Measured) -> Check:
    """Links from or to summaries: they hold or wait for all below, which hides the path."""
    plan = m.facts.plan
    found = []
    for k in m.links:
        p, s = int(plan.links.predecessor[k]), int(plan.links.successor[k])
        if plan.topology.summary[s]:
            found.append(Finding(s, say("A summary that waits: {link}", link=m.link(k))))
        elif plan.topology.summary[p]:
            found.append(Finding(s, say("Waits for a summary: {link}", link=m.link(k))))
    about = say("Links lead from task to task; those of summaries hide what drives what.")
    return _check("summary_links", say("Links of summaries"), about, found)


def dangling(m: Measured) -> Check:
    """Tasks with links of which none holds their start, or none waits for their finish."""
    plan = m.facts.plan
    into: dict[int, set[int]] = {}
    out: dict[int, set[int]] = {}
    for k in range(len(plan.links.type)):
        p, s = int(plan.links.predecessor[k]), int(plan.links.successor[k])
        if plan.tasks.active[p] and plan.tasks.active[s]:
            into.setdefault(s, set()).add(int(plan.links.type[k]))
            out.setdefault(p, set()).add(int(plan.links.type[k]))
    found = []
    for i in m.open:
        if i in into and not into[i] & {FS, SS}:
            found.append(Finding(i, say("Open start: only its finish waits for something")))
        if i in out and not out[i] & {FS, FF}:
            found.append(Finding(i, say("Open finish: only its start drives something")))
    about = say("The start of every task is driven, and its finish drives something.")
    return _check("dangling", say("Dangling ends"), about, found, len(m.open))


def milestones(m: Measured) -> Check:
    """Milestones that take time."""
    f = m.facts
    found = [
        Finding(i, say("Takes {duration}", duration=m.days(f.plan.tasks.duration[i])))
        for i in range(len(f.plan.parent))
        if f.milestone[i] and not f.plan.topology.summary[i] and f.plan.tasks.duration[i] > 0
    ]
    about = say("A milestone is a moment: what takes time is a task.")
    return _check("milestones", say("Milestones with a duration"), about, found)


def deadlines(m: Measured) -> Check:
    """Deadlines and the must-finish date that are or will be missed."""
    f = m.facts
    tasks, result = f.plan.tasks, f.result
    found = []
    for i in range(len(f.plan.parent)):
        date = int(tasks.deadline[i])
        if date != NONE and tasks.active[i] and not m.done(i) and result.finish[i] > date:
            late = m.days(m.worked(date, int(result.finish[i])))
            found.append(
                Finding(i, say("{late} after its deadline, {date}", late=late, date=words(date)))
            )
        elif f.plan.finish_by != NONE and i in m.open and result.finish[i] > f.plan.finish_by:
            late = m.days(m.worked(f.plan.finish_by, int(result.finish[i])))
            found.append(Finding(i, say("{late} after the must-finish date", late=late)))
    about = say("What has a deadline is done by then.")
    return _check("deadlines", say("Deadlines missed"), about, found)


def contradictions(m: Measured) -> Check:
    """Tasks that stand before what their links allow: by hand, by constraint, or by what was done."""
    plan, result = m.facts.plan, m.facts.result
    relations = Relations(plan, result)
    found = []
    for k in m.links:
        s = int(plan.links.successor[k])
        if plan.topology.summary[s] or relations.slack[k] >= 0:
            continue
        early = m.days(-int(relations.slack[k]))
        if plan.tasks.actual_start[s] != NONE:
            how = say("Begun out of sequence")
        elif plan.tasks.manual[s]:
            how = say("Scheduled by hand")
        else:
            how = say("Held by its constraint")
        found.append(
            Finding(
                s,
                say(
                    "{how}, {early} before its link allows: {link}",
                    how=how,
                    early=early,
                    link=m.link(k),
                ),
            )
        )
    about = say("No task stands before what it waits for.")
    return _check("contradictions", say("Dates against links"), about, found)


def long_tasks(m: Measured) -> Check:
    """Open tasks longer than four weeks."""
    f = m.facts
    found = [
        Finding(i, say("Takes {duration}", duration=m.days(f.result.duration[i])))
        for i in m.open
        if f.result.duration[i] > WEEKS * f.minutes_per_day
    ]
    about = say(
        "Tasks above {weeks} days are split, so that progress can be seen in time.", weeks=WEEKS
    )
    return _check("long_tasks", say("Long tasks"), about, found, len(m.open))


def owners(m: Measured) -> Check:
    """Open tasks that nobody works on."""
    found = [Finding(i, say("Nobody works on it")) for i in m.open if not m.facts.owners[i]]
    about = say("Somebody is named for every open task.")
    return _check("owners", say("Tasks without an owner"), about, found, len(m.open))


def overloads(m: Measured) -> Check:
    """People and equipment that are asked for more than they have, after the status date."""
    f = m.facts
    found = []
    for o in f.overloads:
        when = (
            words(o.start)
            if o.finish - o.start < DAY
            else say("from {start}", start=words(o.start))
        )
        text = f"{o.name}: {o.units / 100:g} % of {o.capacity / 100:g} % {when}"
        found += [Finding(i, text) for i in o.tasks]
    about = say("Nobody is asked for more than he has; levelling can mend it.")
    return _check("overloads", "Over-allocation", about, found)


def past(m: Measured) -> Check:
    """Unfinished work that lies before the status date."""
    f = m.facts
    found = []
    for i in m.open:
        begun = f.plan.tasks.actual_start[i] != NONE
        if f.result.finish[i] <= f.status:
            found.append(
                Finding(i, say("Was to be done {finish}", finish=words(int(f.result.finish[i]))))
            )
        elif not begun and f.result.start[i] < f.status:
            found.append(
                Finding(i, say("Was to begin {start}", start=words(int(f.result.start[i]))))
            )
    about = say("Work that is not done lies ahead.")
    return _check("past", say("Unfinished work in the past"), about, found, len(m.open))


def near_circles(m: Measured) -> Check:
    """Branches that wait for each other: tasks of A for tasks of B and the other way round.

    No circle, but one the moment that somebody links the summaries.
    """
    plan = m.facts.plan
    lines: dict[int, list[int]] = {}

    def above(i: int) -> list[int]:
        if i not in lines:
            found = []
            up = i
            while up >= 0:
                found.append(up)
                up = int(plan.parent[up])
            lines[i] = found[::-1]
        return lines[i]

    between: dict[tuple[int, int], list[int]] = {}
    for k in m.links:
        p, s = int(plan.links.predecessor[k]), int(plan.links.successor[k])
        for one, other in zip(above(p), above(s), strict=False):
            if one != other:
                if one != p and other != s:
                    between.setdefault((one, other), []).append(k)
                break
    found = []
    for (one, other), links in sorted(between.items()):
        if one < other and (other, one) in between:
            names = say(
                "“{first}” and “{second}” wait for each other",
                first=m.facts.names[one],
                second=m.facts.names[other],
            )
            for k in links + between[(other, one)]:
                found.append(Finding(int(plan.links.successor[k]), f"{names}: {m.link(k)}"))
    about = say("No two branches wait for each other's tasks: nearly a circle.")
    return _check("near_circles", say("Nearly circular"), about, found)


def calendars(m: Measured) -> Check:
    """Calendars by which hardly anybody can work, or whose days differ from the project's day."""
    plan = m.facts.plan
    told: dict[int, str] = {}
    for g in {int(plan.tasks.calendar[i]) for i in m.open}:
        told[g] = "; ".join(_odd(m, g))
    found = [
        Finding(i, told[int(plan.tasks.calendar[i])])
        for i in m.open
        if told[int(plan.tasks.calendar[i])]
    ]
    about = say(
        "Calendars give working time that people can work, in days as durations count them."
    )
    return _check("calendars", say("Odd calendars"), about, found, len(m.open))


def _odd(m: Measured, group: int) -> Iterator[str]:
    plan = m.facts.plan
    for common, _ in plan.groups[group]:
        if not common:
            continue
        name = " and ".join(plan.calendars[c].name or say("the standard week") for c in common)
        first = m.facts.status // DAY
        times = spans(plan.calendars, common[0], first, first + 364)
        for other in common[1:]:
            times = intersect(times, spans(plan.calendars, other, first, first + 364))
        minutes = sum(high - low for low, high in zip(*times, strict=True))
        if minutes == 0:
            yield say("{name}: no working time in the year ahead", name=name)
        elif minutes / 52 > 84 * 60:
            yield say("{name}: {minutes:.0f} h a week", name=name, minutes=minutes / 52 / 60)
        elif minutes / 52 < 4 * 60:
            yield say("{name}: {minutes:.1f} h a week", name=name, minutes=minutes / 52 / 60)
        elif len(common) == 1:
            monday = [intervals_of(plan.calendars, common[0], first + d) for d in range(7)]
            hours = {sum(b - a for a, b in day) for day in monday if day}
            if hours and m.facts.minutes_per_day not in hours:
                usual = max(hours)
                day = m.facts.minutes_per_day
                yield say(
                    "{name}: its days have {usual:g} h, a day of duration {day:g} h",
                    name=name,
                    usual=usual / 60,
                    day=day / 60,
                )


def loose_types(m: Measured) -> Check:
    """Links from start to finish, which hardly ever say what was meant."""
    plan = m.facts.plan
    found = [
        Finding(int(plan.links.successor[k]), m.link(k))
        for k in m.links
        if plan.links.type[k] == SF
    ]
    about = say(
        "Links from start to finish ({link_types}) are rarely what was meant.",
        link_types=LINK_TYPES[SF],
    )
    return _check("start_to_finish", say("Start-to-finish links"), about, found)


CARE = (
    estimates, dangling, summary_links, loose_types, contradictions, near_circles, milestones,
    deadlines, past, long_tasks, owners, overloads, calendars,
)  # fmt: skip
"""The checks in the order in which they are shown."""

"""The 14 points of the Defense Contract Management Agency (DCMA-EA PAM 200.1, October 2012, § 4).

Counted are tasks that are active, no summaries and no milestones; "open" ones are not complete.
Links count where the task that waits is open. Thresholds are the pamphlet's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from headway.scheduling.columns import NONE
from headway.scheduling.edited import with_task_columns
from headway.scheduling.moments import words
from headway.scheduling.paths import longest_paths
from headway.scheduling.plan import CONSTRAINTS, FNLT, FS, LINK_TYPES, MFO, MSO, SNLT, BeyondTime
from headway.scheduling.plan_check.facts import Check, Facts, Finding
from headway.scheduling.schedule import schedule
from headway.scheduling.telling import CONSTRAINT_WORDS, length
from headway.scheduling.why import last_task
from headway.scheduling.worktime import DAY, table, work_between
from headway.words import mark, say

HARD = (MSO, MFO, SNLT, FNLT)
LONG = 44
"""Working days above which float or duration is high."""
PUSH = 600
"""Working days by which the critical path test delays a task."""
NO_BASELINE = mark("There is no baseline to compare with.")
NO_TASKS = mark("No task is open.")


@dataclass(frozen=True)
class Measured:
    """The facts with what several checks read of them."""

    facts: Facts

    @cached_property
    def work(self) -> list[int]:
        """Active tasks that are neither summaries nor milestones."""
        plan, f = self.facts.plan, self.facts
        return [
            i
            for i in range(len(plan.parent))
            if plan.tasks.active[i]
            and not plan.topology.summary[i]
            and plan.tasks.duration[i] > 0
            and not f.milestone[i]
        ]

    @cached_property
    def open(self) -> list[int]:
        """Those of them that are not complete."""
        return [i for i in self.work if not self.done(i)]

    @cached_property
    def links(self) -> list[int]:
        """Links between active tasks of which the one that waits is open."""
        plan = self.facts.plan
        return [
            k
            for k in range(len(plan.links.type))
            if plan.tasks.active[plan.links.predecessor[k]]
            and plan.tasks.active[plan.links.successor[k]]
            and not self.done(int(plan.links.successor[k]))
        ]

    @cached_property
    def ends(self) -> tuple[set[int], set[int]]:
        """Tasks that something leads into, and those that lead into something: their own links and
        those of the summaries above them."""
        plan = self.facts.plan
        led, leads = set(), set()
        for k in range(len(plan.links.type)):
            p, s = int(plan.links.predecessor[k]), int(plan.links.successor[k])
            if plan.tasks.active[p] and plan.tasks.active[s]:
                led.add(s)
                leads.add(p)
        for i in range(len(plan.parent)):
            up = int(plan.parent[i])
            while up >= 0:
                if up in led:
                    led.add(i)
                if up in leads:
                    leads.add(i)
                up = int(plan.parent[up])
        return led, leads

    def done(self, i: int) -> bool:
        """Whether a task is complete."""
        return bool(
            self.facts.result.percent_complete[i] >= 100
            or self.facts.plan.tasks.actual_finish[i] != NONE
        )

    def days(self, minutes: int) -> str:
        """Return working minutes in words."""
        return length(int(minutes), self.facts.minutes_per_day)

    def link(self, k: int) -> str:
        """Return a link into a task in words: FS+2d after Order."""
        plan = self.facts.plan
        type_ = LINK_TYPES[int(plan.links.type[k])]
        return say(
            "{type}{lags} after {names}",
            type=type_,
            lags=self.facts.lags[k],
            names=self.facts.names[int(plan.links.predecessor[k])],
        )

    def worked(self, start: int, finish: int) -> int:
        """Return the working minutes of the project's calendar between two moments, signed."""
        plan = self.facts.plan
        low, high = min(start, finish), max(start, finish)
        found = table(plan.calendars, ((plan.calendar,),), low // DAY - 1, high // DAY + 2)
        minutes = work_between(found, 0, low, high)
        return minutes if finish >= start else -minutes


def share(
    m: Measured, number: int, key: str, title: str, about: str, most: float,
    findings: list[Finding], of: int, count: int | None = None,
) -> Check:  # fmt: skip
    """Return a check of a share that must not be more than `most`."""
    n = len(findings) if count is None else count
    value = n / of if of else 0.0
    threshold = say("none") if most == 0 else say("at most {most:.0%}", most=most)
    return Check(
        key, title, about, threshold, "pass" if value <= most else "fail", number, value, "share",
        n, of, "", tuple(findings),
    )  # fmt: skip


def logic(m: Measured) -> Check:
    """1: open tasks without predecessor or successor."""
    led, leads = m.ends
    found = []
    for i in m.open:
        lacks = [
            w for w, there in (("predecessor", i in led), ("successor", i in leads)) if not there
        ]
        if lacks:
            found.append(Finding(i, f"No {' and no '.join(lacks)}"))
    about = say("Every task waits for something and something waits for it.")
    return share(m, 1, "logic", say("Logic"), about, 0.05, found, len(m.open))


def leads(m: Measured) -> Check:
    """2: links with negative lag."""
    links = m.facts.plan.links
    found = [Finding(int(links.successor[k]), m.link(k)) for k in m.links if links.lag[k] < 0]
    about = say("No link lets its task begin before what it waits for (negative lag).")
    return share(m, 2, "leads", say("Leads"), about, 0.0, found, len(m.links))


def lags(m: Measured) -> Check:
    """3: links with positive lag."""
    links = m.facts.plan.links
    found = [Finding(int(links.successor[k]), m.link(k)) for k in m.links if links.lag[k] > 0]
    about = say("Waiting time is a task of its own rather than lag hidden in a link.")
    return share(m, 3, "lags", say("Lags"), about, 0.05, found, len(m.links))


def relationships(m: Measured) -> Check:
    """4: links that are not finish-to-start."""
    links = m.facts.plan.links
    found = [Finding(int(links.successor[k]), m.link(k)) for k in m.links if links.type[k] != FS]
    value = 1 - len(found) / len(m.links) if m.links else 1.0
    about = say("Most links lead from finish to start, which gives the clearest path.")
    return Check(
        "relationships", say("Relationship types"), about, say("at least 90% finish-to-start"),
        "pass" if value >= 0.9 else "fail", 4, value, "share",
        len(m.links) - len(found), len(m.links), "", tuple(found),
    )  # fmt: skip


def hard_constraints(m: Measured) -> Check:
    """5: open tasks that a date holds against their links."""
    tasks = m.facts.plan.tasks
    found = []
    for i in m.open:
        if tasks.constraint[i] in HARD:
            date = words(int(tasks.constraint_date[i]))
            name = CONSTRAINTS[int(tasks.constraint[i])]
            found.append(Finding(i, say(CONSTRAINT_WORDS[name], date=date)))
    about = say("Dates follow from links; hard constraints hold them against the links.")
    return share(m, 5, "hard_constraints", say("Hard constraints"), about, 0.05, found, len(m.open))


def high_float(m: Measured) -> Check:
    """6: open tasks with more than 44 days of total float."""
    total, most = m.facts.result.total_float, LONG * m.facts.minutes_per_day
    found = [
        Finding(i, say("Total float {total}", total=m.days(total[i])))
        for i in m.open
        if total[i] > most
    ]
    about = say("Float above {long} days hints at a missing successor.", long=LONG)
    return share(m, 6, "high_float", say("High float"), about, 0.05, found, len(m.open))


def negative_float(m: Measured) -> Check:
    """7: open tasks that should have been earlier."""
    total = m.facts.result.total_float
    found = [
        Finding(i, say("Total float {total}", total=m.days(total[i])))
        for i in m.open
        if total[i] < 0
    ]
    about = say("No task is later than a constraint or deadline behind it allows.")
    return share(m, 7, "negative_float", say("Negative float"), about, 0.0, found, len(m.open))


def high_duration(m: Measured) -> Check:
    """8: open tasks longer than 44 days in the baseline, in the plan where they have none."""
    f, found = m.facts, []
    for i in m.open:
        saved = f.baseline_duration[i]
        minutes = int(f.result.duration[i]) if saved is None else saved
        if minutes > LONG * f.minutes_per_day:
            found.append(Finding(i, say("Takes {minutes}", minutes=m.days(minutes))))
    about = say("Tasks above {long} days are too long to see how they stand.", long=LONG)
    return share(m, 8, "high_duration", say("High duration"), about, 0.05, found, len(m.open))


def invalid_dates(m: Measured) -> Check:
    """9: what is not done lies in the past, or what is done in the future."""
    f, found = m.facts, []
    tasks, result, status = f.plan.tasks, f.result, f.status
    for i in m.work:
        begun, ended = int(tasks.actual_start[i]), int(tasks.actual_finish[i])
        if begun != NONE and begun > status:
            found.append(
                Finding(i, say("Really started after the status date, {begun}", begun=words(begun)))
            )
        elif ended != NONE and ended > status:
            found.append(
                Finding(
                    i, say("Really finished after the status date, {ended}", ended=words(ended))
                )
            )
        elif not m.done(i) and begun == NONE and result.start[i] < status:
            found.append(
                Finding(
                    i, say("Not started, planned for {start}", start=words(int(result.start[i])))
                )
            )
        elif not m.done(i) and result.finish[i] < status:
            found.append(
                Finding(
                    i,
                    say(
                        "Not finished, planned to be {finish}", finish=words(int(result.finish[i]))
                    ),
                )
            )
    about = say("Unfinished work lies after the status date, actual dates before it.")
    return share(m, 9, "invalid_dates", say("Invalid dates"), about, 0.0, found, len(m.work))


def resources(m: Measured) -> Check:
    """10: open tasks of a day or more without people, work or cost."""
    f = m.facts
    about = say("Every task of a day or more has people, work or cost.")
    if not any(f.loaded[i] for i in m.work):
        return Check(
            "resources", say("Resources"), about, say("none"), "unknown", 10,
            reason=say("No task has people, work or cost: the plan is not resource-loaded."),
        )  # fmt: skip
    long = [i for i in m.open if f.result.duration[i] >= f.minutes_per_day]
    found = [Finding(i, say("Nobody, no work, no cost")) for i in long if not f.loaded[i]]
    return share(m, 10, "resources", say("Resources"), about, 0.0, found, len(m.open))


def missed(m: Measured) -> Check:
    """11: tasks that should be finished by now and finish late."""
    f, found, due = m.facts, [], 0
    about = say("What the baseline has finished by now was finished by its baseline date.")
    if not f.has_baseline:
        return Check(
            "missed",
            say("Missed tasks"),
            about,
            say("at most 5%"),
            "unknown",
            11,
            reason=say(NO_BASELINE),
        )
    for i in m.work:
        saved = f.baseline_finish[i]
        if saved is None or saved > f.status:
            continue
        due += 1
        if f.result.finish[i] > saved:
            late = m.days(m.worked(saved, int(f.result.finish[i])))
            found.append(
                Finding(i, say("{late} after its baseline, {saved}", late=late, saved=words(saved)))
            )
    return share(m, 11, "missed", say("Missed tasks"), about, 0.05, found, due)


def critical_path(m: Measured) -> Check:
    """12: the finish must follow when a task of the critical path takes 600 days more.

    The task is the first unfinished one of the path that drives the finish; the plan is scheduled
    again with it.
    """
    f, plan = m.facts, m.facts.plan
    about = say(
        "Delaying a task of the critical path by {push} days delays the finish as much.", push=PUSH
    )
    blank = Check(
        "critical_path", say("Critical path test"), about, f"{PUSH} d", "unknown", 12,
        unit="days", reason=say(NO_TASKS),
    )  # fmt: skip
    last = last_task(plan, f.result)
    if last < 0 or not m.open:
        return blank
    path = [i for i in longest_paths(plan, f.result, last, 1)[0].tasks if not m.done(i)]
    task = next((i for i in path if plan.tasks.duration[i] > 0), -1)
    if task < 0:
        alone = Finding(last, say("No open task drives the finish, only a date"))
        return replace(blank, state="fail", measured=0.0, reason="", findings=(alone,))
    more = PUSH * f.minutes_per_day
    try:
        moved = _moved(m, task, last, more)
    except BeyondTime:
        moved = more
    # Calendars of others may lie between; a day of tolerance is theirs.
    good = moved >= more - f.minutes_per_day
    text = say("{more} longer, the finish moves by {moved}", more=m.days(more), moved=m.days(moved))
    return Check(
        "critical_path", say("Critical path test"), about, f"{PUSH} d", "pass" if good else "fail", 12,
        moved / f.minutes_per_day, "days", findings=(Finding(task, text),),
    )  # fmt: skip


def _moved(m: Measured, task: int, last: int, more: int) -> int:
    """Return by how many working minutes the finish moves when a task takes `more` of them.

    A task of several people is done when each has done his part: it is tried by its duration.
    """
    f, plan = m.facts, m.facts.plan
    tasks = plan.tasks
    clock = tasks.calendar.copy()
    if any(minutes >= 0 for _, minutes in plan.groups[int(clock[task])]):
        clock[task] = tasks.lag_calendar[task]
    longer, left = tasks.duration.copy(), tasks.remaining.copy()
    longer[task] += more
    left[task] += more
    before = schedule(with_task_columns(plan, calendar=clock), f.result)
    pushed = with_task_columns(plan, calendar=clock, duration=longer, remaining=left)
    after = schedule(pushed, before)
    return m.worked(int(before.finish[last]), int(after.finish[last]))


def cpli(m: Measured) -> Check:
    """13: (critical path length + total float) / critical path length, at least 0.95.

    The length are the working days from the status date (the project's start, if later) to the
    finish; the float those from the finish to the must-finish date, else to the baseline's finish.
    """
    f = m.facts
    about = say("How much faster than planned the rest must go to finish on time: 1 is as planned.")
    blank = Check(
        "cpli", say("Critical path length index"), about, say("at least 0.95"), "unknown", 13
    )
    wanted = f.plan.finish_by if f.plan.finish_by != NONE else None
    if wanted is None:
        wanted = max((b for b in f.baseline_finish if b is not None), default=None)
    last = last_task(f.plan, f.result)
    if wanted is None:
        return _because(blank, say("There is neither a must-finish date nor a baseline."))
    if last < 0 or not m.open:
        return _because(blank, say(NO_TASKS))
    end = int(f.result.finish[last])
    long = m.worked(max(f.status, f.result.project_start), end)
    if long <= 0:
        return _because(blank, say("The finish lies before the status date."))
    spare = m.worked(end, wanted)
    value = (long + spare) / long
    text = say(
        "{long} to go, {spare} of float to {wanted}",
        long=m.days(long),
        spare=m.days(spare),
        wanted=words(wanted),
    )
    return Check(
        "cpli", say("Critical path length index"), about, say("at least 0.95"),
        "pass" if value >= 0.95 else "fail", 13, value, "ratio",
        findings=(Finding(last, text),),
    )  # fmt: skip


def bei(m: Measured) -> Check:
    """14: tasks complete / (tasks that the baseline has finished by now + tasks without baseline
    finish), at least 0.95."""
    f = m.facts
    about = say("Tasks complete for each that the baseline has finished by now.")
    blank = Check(
        "bei", say("Baseline execution index"), about, say("at least 0.95"), "unknown", 14
    )
    if not f.has_baseline:
        return _because(blank, say(NO_BASELINE))
    complete, due = 0, 0
    found = []
    for i in m.work:
        saved = f.baseline_finish[i]
        complete += m.done(i)
        if saved is None:
            due += 1
            if not m.done(i):
                found.append(Finding(i, say("Not in the baseline")))
        elif saved <= f.status:
            due += 1
            if not m.done(i):
                found.append(
                    Finding(i, say("Not finished, planned to be {saved}", saved=words(saved)))
                )
    if not due:
        return _because(blank, say("Nothing was to be finished by now."))
    value = complete / due
    return Check(
        "bei", say("Baseline execution index"), about, say("at least 0.95"),
        "pass" if value >= 0.95 else "fail", 14, value, "ratio", complete, due, "", tuple(found),
    )  # fmt: skip


def _because(check: Check, reason: str) -> Check:
    return replace(check, reason=reason)


POINTS = (
    logic, leads, lags, relationships, hard_constraints, high_float, negative_float,
    high_duration, invalid_dates, resources, missed, critical_path, cpli, bei,
)  # fmt: skip
"""The points in their order; each takes `Measured` and gives a `Check`."""

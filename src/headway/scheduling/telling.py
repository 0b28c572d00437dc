"""Reasons in words: one line a step, and what else holds there. Pure; names come from outside."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from headway.scheduling.columns import NONE, Columns
from headway.scheduling.moments import words
from headway.scheduling.plan import CONSTRAINTS, FF, LINK_TYPES
from headway.scheduling.schedule import Schedule
from headway.scheduling.why import Reason
from headway.scheduling.worktime import DAY, spans
from headway.words import mark, say

CONSTRAINT_WORDS = {
    "mso": mark("Must start on {date}"),
    "mfo": mark("Must finish on {date}"),
    "snet": mark("Not before {date}"),
    "snlt": mark("Start no later than {date}"),
    "fnet": mark("Not finished before {date}"),
    "fnlt": mark("Finish no later than {date}"),
    "alap": mark("As late as possible"),
    "asap": mark("As soon as possible"),
}
LINK_WORDS = {
    "FS": mark("Waits for {task} to finish"),
    "SS": mark("Waits for {task} to start"),
    "FF": mark("Finishes after {task} finishes"),
    "SF": mark("Finishes after {task} starts"),
}
SOMEBODY = mark("Somebody who works on it")


@dataclass(frozen=True)
class Names:
    """How a plan is spoken of: tasks and links by place, resources by what names them in `Needs`.

    `task` gives a task's name, or other words where it may not be told; `lag` a link's lag (+2d,
    empty for none); `resource` a name or None; `calendars` who among the people on a task works by
    a calendar of their own, as (name or None, place of the calendar).
    """

    task: Callable[[int], str]
    lag: Callable[[int], str]
    resource: Callable[[Hashable], str | None]
    calendars: Callable[[int], Sequence[tuple[str | None, int]]]
    minutes_per_day: int = 480


def length(minutes: int, per_day: int) -> str:
    """Return working minutes as people read them: 3 d, 2.5 d, 4 h, 20 min."""
    if abs(minutes) >= per_day or minutes == 0:
        return say("{number:g} d", number=round(minutes / per_day, 1))
    if abs(minutes) >= 60:
        return say("{number:g} h", number=round(minutes / 60, 1))
    return say("{number} min", number=minutes)


def elapsed(minutes: int) -> str:
    """Return minutes round the clock as people read them: 3 days, 4 h."""
    if minutes >= DAY:
        days = round(minutes / DAY, 1)
        return say("{days:g} day", days=days) if days == 1 else say("{days:g} days", days=days)
    return length(minutes, DAY)


def told(plan: Columns, names: Names, reason: Reason, result: Schedule) -> str:
    """Return a reason as a line."""
    kind, i = reason.kind, reason.task
    if kind in ("link", "summary") and reason.link >= 0:
        p = int(plan.links.predecessor[reason.link])
        type_ = int(plan.links.type[reason.link])
        lag = names.lag(reason.link)
        text = say(LINK_WORDS[LINK_TYPES[type_]], task=names.task(p)) + (f", {lag}" if lag else "")
        if kind == "summary":
            text = say("Its summary: {text}", text=text[0].lower() + text[1:])
        if type_ >= FF and reason.side == "start":
            text += say(", and takes {duration}", duration=_takes(plan, names, i))
        return text
    tasks = plan.tasks
    match kind:
        case "constraint":
            date = int(tasks.constraint_date[i])
            text = CONSTRAINT_WORDS[CONSTRAINTS[int(tasks.constraint[i])]]
            return say(text, date="" if date == NONE else words(date)).strip()
        case "actual":
            return say("Really started {at}", at=words(reason.at))
        case "actual_finish":
            return say("Really finished {at}", at=words(reason.at))
        case "resume":
            return say("What remains goes on {resume}", resume=words(int(tasks.resume[i])))
        case "manual":
            return say("Scheduled by hand: its own dates")
        case "levelling":
            return _levelled(names, reason)
        case "child":
            if reason.side == "start":
                return say("Starts with the first task below it")
            return say("Finishes with the last task below it")
        case "duration":
            since = words(int(result.start[i]))
            return say(
                "Takes {duration} from its start, {since}",
                duration=_takes(plan, names, i),
                since=since,
            )
        case "remaining":
            left = length(int(tasks.remaining[i]), names.minutes_per_day)
            return say("{left} of it remain from {date}", left=left, date=words(plan.data_date))
        case "project_start" if plan.start < plan.data_date <= reason.at:
            return say("Starts from the status date on, {at}", at=words(reason.at))
        case _:
            return say("Starts with the project, {at}", at=words(reason.at))


def _takes(plan: Columns, names: Names, i: int) -> str:
    minutes = int(plan.tasks.duration[i])
    return elapsed(minutes) if plan.tasks.elapsed[i] else length(minutes, names.minutes_per_day)


def _levelled(names: Names, reason: Reason) -> str:
    text = (
        say("Delayed by levelling, {held}", held=elapsed(reason.held))
        if reason.held
        else say("Delayed by levelling")
    )
    if not reason.busy:
        return text
    known = [n for n in (names.resource(r) for r in reason.busy) if n]
    who = _listed(known) if known else say(SOMEBODY)
    task = names.task(reason.by)
    if len(known) > 1:
        return say("{text}: {who} are busy with {task}", text=text, who=who, task=task)
    return say("{text}: {who} is busy with {task}", text=text, who=who, task=task)


def notes(plan: Columns, result: Schedule, names: Names, reason: Reason) -> list[str]:
    """Return what else holds of a step: days off that it waits over, whose calendar it works by,
    a rest on the way, a missed deadline."""
    i = reason.task
    found = []
    group = plan.groups[int(plan.tasks.calendar[i])]
    if reason.wait >= DAY and group[0][0]:
        at = reason.at - reason.wait
        whose = _whose(plan, names, i, group[0][0][-1])
        off = _days_off(plan, group[0][0], at, reason.at)
        if off:
            found.append(say("No work {off} ({whose})", off=off, whose=whose))
    if not plan.topology.summary[i]:
        by = [name or say(SOMEBODY) for name, place in names.calendars(i) if place != plan.calendar]
        if by and group != (((plan.calendar,), -1),):
            found.append(say("Works by the calendar of {by}", by=_listed(by)))
        pause = int(plan.tasks.pause[i])
        if pause:
            found.append(
                say("Rests {pause} on the way", pause=length(pause, names.minutes_per_day))
            )
    deadline = int(plan.tasks.deadline[i])
    if deadline != NONE and result.finish[i] > deadline:
        found.append(say("Misses its deadline, {deadline}", deadline=words(deadline)))
    return found


def _listed(names: Sequence[str]) -> str:
    several = list(dict.fromkeys(names))
    if len(several) == 1:
        return several[0]
    return say("{first} and {last}", first=", ".join(several[:-1]), last=several[-1])


def _whose(plan: Columns, names: Names, i: int, place: int) -> str:
    for name, at in names.calendars(i):
        if at == place:
            return say("{name}'s calendar", name=name or say(SOMEBODY))
    name = plan.calendars[place].name
    return say("calendar {name}", name=name) if name else say("calendar")


def _days_off(plan: Columns, group: tuple[int, ...], start: int, finish: int) -> str:
    """Return the days between two moments on which no calendar of a group works, as words."""
    first, last = start // DAY, finish // DAY + 1
    working: set[int] | None = None
    for place in group:
        days: set[int] = set()
        for low, high in zip(*spans(plan.calendars, place, first, last), strict=True):
            days.update(range(low // DAY, (high - 1) // DAY + 1))
        working = days if working is None else working & days
    off = [d for d in range(first, last) if d not in (working or set())]
    if not off:
        return ""
    begin, end = words(off[0] * DAY), words(off[-1] * DAY)
    return (
        say("on {day}", day=begin)
        if begin == end
        else say("from {begin} to {end}", begin=begin, end=end)
    )

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

CONSTRAINT_WORDS = {
    "mso": "Must start on {}",
    "mfo": "Must finish on {}",
    "snet": "Not before {}",
    "snlt": "Start no later than {}",
    "fnet": "Not finished before {}",
    "fnlt": "Finish no later than {}",
    "alap": "As late as possible",
    "asap": "As soon as possible",
}
LINK_WORDS = {
    "FS": "Waits for {} to finish",
    "SS": "Waits for {} to start",
    "FF": "Finishes after {} finishes",
    "SF": "Finishes after {} starts",
}
SOMEBODY = "Somebody who works on it"


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
        return f"{round(minutes / per_day, 1):g} d"
    if abs(minutes) >= 60:
        return f"{round(minutes / 60, 1):g} h"
    return f"{minutes} min"


def elapsed(minutes: int) -> str:
    """Return minutes round the clock as people read them: 3 days, 4 h."""
    days = minutes / DAY
    if days >= 1:
        return f"{round(days, 1):g} day{'' if round(days, 1) == 1 else 's'}"
    return length(minutes, DAY)


def told(plan: Columns, names: Names, reason: Reason, result: Schedule) -> str:
    """Return a reason as a line."""
    kind, i = reason.kind, reason.task
    if kind in ("link", "summary") and reason.link >= 0:
        p = int(plan.links.predecessor[reason.link])
        type_ = int(plan.links.type[reason.link])
        lag = names.lag(reason.link)
        text = LINK_WORDS[LINK_TYPES[type_]].format(names.task(p)) + (f", {lag}" if lag else "")
        if kind == "summary":
            text = f"Its summary: {text[0].lower()}{text[1:]}"
        if type_ >= FF and reason.side == "start":
            text += f", and takes {_takes(plan, names, i)}"
        return text
    tasks = plan.tasks
    match kind:
        case "constraint":
            date = int(tasks.constraint_date[i])
            text = CONSTRAINT_WORDS[CONSTRAINTS[int(tasks.constraint[i])]]
            return text.format("" if date == NONE else words(date)).strip()
        case "actual":
            return f"Really started {words(reason.at)}"
        case "actual_finish":
            return f"Really finished {words(reason.at)}"
        case "resume":
            return f"What remains goes on {words(int(tasks.resume[i]))}"
        case "manual":
            return "Scheduled by hand: its own dates"
        case "levelling":
            return _levelled(names, reason)
        case "child":
            verb = "Starts with the first" if reason.side == "start" else "Finishes with the last"
            return f"{verb} task below it"
        case "duration":
            since = words(int(result.start[i]))
            return f"Takes {_takes(plan, names, i)} from its start, {since}"
        case "remaining":
            left = length(int(tasks.remaining[i]), names.minutes_per_day)
            return f"{left} of it remain from {words(plan.data_date)}"
        case "project_start" if plan.start < plan.data_date <= reason.at:
            return f"Starts from the status date on, {words(reason.at)}"
        case _:
            return f"Starts with the project, {words(reason.at)}"


def _takes(plan: Columns, names: Names, i: int) -> str:
    minutes = int(plan.tasks.duration[i])
    return elapsed(minutes) if plan.tasks.elapsed[i] else length(minutes, names.minutes_per_day)


def _levelled(names: Names, reason: Reason) -> str:
    text = (
        f"Delayed by levelling, {elapsed(reason.held)}" if reason.held else "Delayed by levelling"
    )
    if not reason.busy:
        return text
    known = [n for n in (names.resource(r) for r in reason.busy) if n]
    who = _listed(known) if known else SOMEBODY
    verb = "are" if len(known) > 1 else "is"
    return f"{text}: {who} {verb} busy with {names.task(reason.by)}"


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
            found.append(f"No work {off} ({whose})")
    if not plan.topology.summary[i]:
        by = [name or SOMEBODY for name, place in names.calendars(i) if place != plan.calendar]
        if by and group != (((plan.calendar,), -1),):
            found.append(f"Works by the calendar of {_listed(by)}")
        pause = int(plan.tasks.pause[i])
        if pause:
            found.append(f"Rests {length(pause, names.minutes_per_day)} on the way")
    deadline = int(plan.tasks.deadline[i])
    if deadline != NONE and result.finish[i] > deadline:
        found.append(f"Misses its deadline, {words(deadline)}")
    return found


def _listed(names: Sequence[str]) -> str:
    several = list(dict.fromkeys(names))
    if len(several) == 1:
        return several[0]
    return f"{', '.join(several[:-1])} and {several[-1]}"


def _whose(plan: Columns, names: Names, i: int, place: int) -> str:
    for name, at in names.calendars(i):
        if at == place:
            return f"{name or SOMEBODY}'s calendar"
    return f"calendar {plan.calendars[place].name}" if plan.calendars[place].name else "calendar"


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
    return f"on {begin}" if begin == end else f"from {begin} to {end}"

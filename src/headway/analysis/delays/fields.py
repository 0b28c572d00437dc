"""What a change made of single fields, in words with numbers: splits, people, calendars. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headway.analysis.delays.replay import Move
from headway.changes.tables import Row
from headway.projects.worktime import calendars_of
from headway.scheduling import segments
from headway.scheduling.moments import words
from headway.scheduling.telling import length
from headway.scheduling.worktime import DAY
from headway.words import mark, say, say_many

TYPES = {
    "fixed_units": mark("fixed units"),
    "fixed_duration": mark("fixed duration"),
    "fixed_work": mark("fixed work"),
}
DATED = {
    "manual_start": mark("start"),
    "manual_finish": mark("finish"),
    "deadline": mark("deadline"),
    "actual_start": mark("actual start"),
    "actual_finish": mark("actual finish"),
}
EXCEPTIONS = {
    (True, True): mark("{span} of other hours added from {first}{name}"),
    (True, False): mark("{span} of other hours removed from {first}{name}"),
    (False, True): mark("{span} off added from {first}{name}"),
    (False, False): mark("{span} off removed from {first}{name}"),
}
"""Days of a calendar: (with hours of their own, added) as words."""
FULL = 100
"""Hundredths of a percent in one."""


class Fields:
    """A change with the rows before and after it, from which names and numbers are taken."""

    def __init__(self, move: Move, project: Row) -> None:
        self.before, self.after = move.standing.records, move.result.records
        self.workspace, self.workspace_then = move.result.workspace, move.standing.workspace
        self.then, self.now = move.standing.result, move.result.result
        self.day: int = project["minutes_per_day"]

    def of(self, key: int, fields: Iterable[str], before: Row, after: Row) -> Iterator[str]:
        """Yield what became of fields of a task that are neither duration, constraint nor progress."""
        fields = frozenset(fields)
        if "parent_id" in fields:
            above = self.after.rows("tasks").get(after["parent_id"] or 0)
            yield (
                say("moved to the top level")
                if above is None
                else say("moved into “{name}”", name=above["name"])
            )
        if "mode" in fields:
            by_hand = after["mode"] == "manual"
            yield say("scheduled by hand") if by_hand else say("scheduled automatically")
        for name, word in DATED.items():
            label = say(word)
            if name in fields:
                date = after[name]
                yield (
                    say("{label} taken away", label=label)
                    if date is None
                    else f"{label} {words(date)}"
                )
        if "calendar_id" in fields:
            yield say("calendar {name}", name=self.calendar(after["calendar_id"]))
        if "ignore_resource_calendar" in fields:
            yield (
                say("people's calendars passed over")
                if after["ignore_resource_calendar"]
                else say("people's calendars heeded")
            )
        if "levelling_delay" in fields:
            old, new = before["levelling_delay"] or 0, after["levelling_delay"] or 0
            yield say("levelling delay {old} → {new}", old=self._length(old), new=self._length(new))
        if "task_type" in fields:
            yield f"{say(TYPES[before['task_type']])} → {say(TYPES[after['task_type']])}"
        if "splits" in fields:
            yield from self._splits(key, before["splits"] or [], after["splits"] or [])

    def calendar(self, key: int | None) -> str:
        """Return a calendar by its name."""
        row = self.workspace.rows("calendars").get(key or 0)
        return say("none") if row is None else f"“{row['name']}”"

    def _length(self, minutes: int) -> str:
        return length(minutes, self.day)

    def _splits(self, key: int, before: list[Any], after: list[Any]) -> Iterator[str]:
        old, new = dict(map(tuple, before)), dict(map(tuple, after))
        for done in sorted(old.keys() | new.keys()):
            was, now = old.get(done), new.get(done)
            if was == now:
                continue
            result = self.then if now is None else self.now
            date = self._rest_from(key, done, after if now is not None else before, result)
            if now is None:
                yield say(
                    "no longer split for {length}{date}", length=self._length(was or 0), date=date
                )
            elif was is None:
                yield say("split for {length}{date}", length=self._length(now), date=date)
            else:
                yield say(
                    "its rest {was} → {now}{date}",
                    was=self._length(was),
                    now=self._length(now),
                    date=date,
                )

    def _rest_from(self, key: int, done: int, splits: list[Any], result: Any) -> str:
        """Return on which day a rest begins, " from 4 Nov 2026"; "" where it is not known."""
        place = None if result is None else result.places.get(key)
        row = (self.after if result is self.now else self.before).rows("tasks").get(key)
        if place is None or row is None or not 0 < done < row["duration"]:
            return ""
        calendars, group = result.columns_.calendars, calendars_of(result, row)
        start = int(result.schedule.start[place])
        earlier = [one for one in splits if one[0] < done]
        worked = segments(calendars, group, start, done, earlier)[-1][1]
        rests = segments(calendars, group, worked, 1, ())[0][0]
        return say(" from {rests}", rests=words(rests))

    def people(self, key: int) -> Iterator[str]:
        """Yield who joined a task, who left it, and whose units or work became others."""
        old, new = (
            {
                one: records.rows("assignments")[one]
                for one in records.index("assignments", "task_id").get(key, ())
            }
            for records in (self.before, self.after)
        )
        for one in new.keys() - old.keys():
            units = "" if new[one]["units"] == 100 * FULL else f" ({_percent(new[one]['units'])})"
            yield say("{new}{units} joined", new=self._person(new[one]), units=units)
        for one in old.keys() - new.keys():
            yield say("{old} left", old=self._person(old[one]))
        for one in sorted(old.keys() & new.keys()):
            told = list(self._share(old[one], new[one]))
            if told:
                yield f"{self._person(new[one])} {', '.join(told)}"

    def _share(self, was: Row, now: Row) -> Iterator[str]:
        if was["units"] != now["units"]:
            yield f"{_percent(was['units'])} → {_percent(now['units'])}"
        for name, label in (("work", "work"), ("overtime_work", "overtime"), ("delay", "delay")):
            if was[name] != now[name]:
                old, new = (_hours(row[name]) for row in (was, now))
                yield f"{label} {old} → {new}"

    def _person(self, row: Row) -> str:
        for workspace in (self.workspace, self.workspace_then):
            found = workspace.rows("resources").get(row["resource_id"])
            if found is not None:
                return str(found["name"])
        return "somebody"

    def shared(self, table: str, update: Row) -> Iterator[str]:
        """Yield what became of a calendar or a person whom projects share."""
        before, after = update["before"], update["after"]
        if "name" in after:
            yield say("was “{name}”", name=before["name"])
        if "exceptions" in after:
            yield from _exceptions(before["exceptions"] or [], after["exceptions"] or [])
        if "week" in after:
            yield say("other working hours")
        if "work_weeks" in after:
            yield say("other working weeks")
        if table == "resources" and "calendar_id" in after:
            yield say("calendar {name}", name=self.calendar(after["calendar_id"]))
        if table == "calendars" and "base_id" in after:
            yield say("based on {base_id}", base_id=self.calendar(after["base_id"]))
        if "kind" in after:
            yield f"{before['kind']} → {after['kind']}"
        if "max_units" in after:
            yield say(
                "available {old} → {new}",
                old=_percent(before["max_units"]),
                new=_percent(after["max_units"]),
            )
        if "availability" in after:
            yield say("other availability over time")


def _exceptions(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield which days off, or days with other hours, came and went."""
    for came, some, others in ((True, after, before), (False, before, after)):
        for one in [e for e in some if e not in others][:3]:
            days = one["last"] - one["first"] + 1
            name = f" ({one['name']})" if one.get("name") else ""
            span = say_many("{count} day", "{count} days", days)
            first = words(one["first"] * DAY)
            yield say(
                EXCEPTIONS[bool(one.get("intervals")), came], span=span, first=first, name=name
            )


def _percent(units: int | None) -> str:
    return f"{(units or 0) / FULL:g} %"


def _hours(minutes: int | None) -> str:
    return say("as planned") if minutes is None else f"{round(minutes / 60, 1):g} h"

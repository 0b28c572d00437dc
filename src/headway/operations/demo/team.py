"""How a scrum team of the demo works: it refines a backlog and takes it on in sprints.

What is done in a sprint is what its people put in a column on a day: burndown and velocity are
read from that history as from any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from headway.operations.demo.notation import read
from headway.operations.demo.story import Teller

MIDNIGHT = 1440


@dataclass(frozen=True)
class Refined:
    """Somebody writes items down, below one another: `points` by ref, in story points, and `starts`
    the day from which on each is meant. The first of several levels is what the backlog is below."""

    who: str
    day: int
    at: tuple[int, int]
    after: str
    items: str
    starts: Mapping[str, int]
    points: Mapping[str, int] = field(default_factory=dict)

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        lines = read(self.items)
        tasks = []
        for line in lines:
            item = line.payload({})
            if line.ref in self.points:
                item["fields"] = {"story_points": self.points[line.ref] * 100}
            if line.ref in self.starts:
                item["start"] = teller.days.moment(self.starts[line.ref])
            tasks.append(item)
        at = teller.days.instant(self.day, *self.at)
        payload = {"after_id": teller.keys[self.after], "tasks": tasks}
        made = teller.say(self.who, at, ("outline.insert", payload)).created["tasks"]
        teller.keys |= dict(zip((line.ref for line in lines), made, strict=True))
        if len({line.level for line in lines}) > 1:
            fields = {"backlog_id": made[0]}
            teller.say(self.who, at, ("project.update", {"fields": fields}))


@dataclass(frozen=True)
class ReleasePlanned:
    """Somebody says what is to be delivered together, by when, and why."""

    who: str
    day: int
    at: tuple[int, int]
    name: str
    description: str
    due: int
    refs: tuple[str, ...]

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        at = teller.days.instant(self.day, *self.at)
        fields = {"name": self.name, "description": self.description}
        dated = {**fields, "date": _midnight(teller, self.due) + MIDNIGHT}
        made = teller.say(self.who, at, ("release.create", {"fields": dated}))
        for_it = {"ids": _keys(teller, self.refs), "release_id": made.created["releases"][0]}
        teller.say(self.who, at, ("release.assign", for_it))


@dataclass(frozen=True)
class SprintPlanned:
    """Somebody plans a sprint from a first to a last day, with what goes into it."""

    who: str
    day: int
    at: tuple[int, int]
    name: str
    goal: str
    first: int
    last: int
    refs: tuple[str, ...]

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        fields: dict[str, Any] = {"name": self.name, "goal": self.goal}
        fields["start"] = _midnight(teller, self.first)
        fields["finish"] = _midnight(teller, self.last) + MIDNIGHT
        at = teller.days.instant(self.day, *self.at)
        made = teller.say(self.who, at, ("sprint.create", {"fields": fields}))
        into = {"ids": _keys(teller, self.refs), "sprint_id": made.created["sprints"][0]}
        teller.say(self.who, at, ("backlog.move", into))


@dataclass(frozen=True)
class SprintStarted:
    """The team commits itself to what is in a sprint."""

    who: str
    day: int
    at: tuple[int, int]
    name: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        key = teller.row("sprints", name=self.name)["id"]
        teller.say(self.who, teller.days.instant(self.day, *self.at), ("sprint.start", {"id": key}))


@dataclass(frozen=True)
class SprintCompleted:
    """A sprint is over; what is left goes on to another."""

    who: str
    day: int
    at: tuple[int, int]
    name: str
    to: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        said = {"id": teller.row("sprints", name=self.name)["id"]}
        said["to_id"] = teller.row("sprints", name=self.to)["id"]
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("sprint.complete", said))


@dataclass(frozen=True)
class TakenIn:
    """Something that cannot wait comes into a sprint under way."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    name: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        key = teller.row("sprints", name=self.name)["id"]
        into = {"ids": _keys(teller, (self.ref,)), "sprint_id": key}
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("backlog.move", into))


@dataclass(frozen=True)
class Ranked:
    """Somebody puts an item of the backlog before another."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    before: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        place = {"ids": _keys(teller, (self.ref,)), "before_id": teller.keys[self.before]}
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("backlog.move", {**place, "sprint_id": None}))


@dataclass(frozen=True)
class Worked:
    """Somebody puts cards in columns at once: what is done, and what is begun next."""

    who: str
    day: int
    at: tuple[int, int]
    columns: Mapping[str, tuple[str, ...]]

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        said = [
            ("card.move", {"ids": _keys(teller, refs), "status_id": teller.column(name)})
            for name, refs in self.columns.items()
        ]
        teller.say(self.who, teller.days.instant(self.day, *self.at), *said)


def _midnight(teller: Teller, day: int) -> int:
    return teller.days.moment(day) // MIDNIGHT * MIDNIGHT


def _keys(teller: Teller, refs: tuple[str, ...]) -> list[int]:
    return [teller.keys[ref] for ref in refs]

"""Tells a demo project as its people would have made it: plan, baseline, reviews, events.

Everything is a command by a named person, at the moment when it is said to have happened. Days are
working days from today; nothing of what the engine computes is written down here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from headway.access.models import User
from headway.changes import cache
from headway.changes.cache import State
from headway.changes.http import batch
from headway.changes.perform import Envelope, Outcome, perform
from headway.changes.tables import Row
from headway.operations.demo.notation import Line, read
from headway.operations.demo.workdays import Workdays

DAY = 480
REVIEWED = (14, 0)
"""When reviews begin, in UTC."""


class Event(Protocol):
    """Something that happens in a project: on a day, at an hour and minute of UTC."""

    @property
    def day(self) -> int: ...

    @property
    def at(self) -> tuple[int, int]: ...

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""


@dataclass(frozen=True)
class Column:
    """A column that the board has besides the usual ones, behind another of them."""

    name: str
    category: str
    behind: str
    limit: int | None = None


@dataclass(frozen=True)
class Feared:
    """A risk: how likely it is in percent, and the working days that it adds to tasks."""

    name: str
    percent: int
    days: Mapping[str, int]
    notes: str = ""


@dataclass(frozen=True)
class Project:
    """One project of the demo.

    `reviews` are the days on which people report progress up to then; `took_longer` how many days
    more a task really took; `settings` give a task a constraint, at a day; `manual` schedules a
    task by hand from a day on; `custom` is a custom field of the tasks (name and type) with its `values`.
    `estimates` give tasks three points (shortest and longest in working days, the most likely is as
    planned), `confidence` a class; `together` are groups by name: correlation in percent, and tasks.
    `columns` are those that its board has besides the usual ones, `priorities` those of its tasks.
    """

    name: str
    key: str
    description: str
    manager: str
    plan: str
    start: int
    baseline: int
    reviews: tuple[int, ...]
    took_longer: Mapping[str, int] = field(default_factory=dict)
    deadlines: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    manual: Mapping[str, int] = field(default_factory=dict)
    inactive: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()
    custom: tuple[str, str] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    estimates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    confidence: Mapping[str, str] = field(default_factory=dict)
    together: Mapping[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    feared: tuple[Feared, ...] = ()
    columns: tuple[Column, ...] = ()
    priorities: Mapping[str, int] = field(default_factory=dict)


class Teller:
    """Performs the commands of one project."""

    def __init__(
        self, project: Project, workspace: int, users: Mapping[str, User], days: Workdays
    ) -> None:
        self.project = project
        self.workspace = workspace
        self.users = users
        self.days = days
        self.stream = 0
        self.lines = read(project.plan)
        self.keys: dict[str, int] = {}

    def tell(self) -> int:
        """Tell the whole story; return the project's key."""
        self._create()
        self._plan()
        self.say(
            self.project.manager,
            self.days.instant(self.project.baseline, 15),
            ("baseline.set", {"number": 0, "name": "Approved plan"}),
        )
        self._board()
        doubts = list(self._doubts())
        if doubts:
            self.say(
                self.project.manager, self.days.instant(self.project.baseline, 16, 30), *doubts
            )
        moments: list[tuple[int, tuple[int, int], Event | None]] = [
            (day, REVIEWED, None) for day in self.project.reviews
        ]
        moments += [(event.day, event.at, event) for event in self.project.events]
        for day, _, event in sorted(moments, key=lambda m: m[:2]):
            if event is None:
                self._review(day)
            else:
                event.tell(self)
        return self.stream

    def say(self, who: str, at: datetime, *commands: tuple[str, dict[str, Any]]) -> Outcome:
        """Perform commands as one change, by a person at a moment."""
        stream = self.stream or self.workspace
        command = batch(list(commands))
        return perform(Envelope(command, stream, at=at), self.users[who].pk)

    def _create(self) -> None:
        project = self.project
        made = self.say(
            project.manager,
            self.days.instant(project.start - 6, 8, 30),
            (
                "project.create",
                {
                    "name": project.name,
                    "key": project.key,
                    "start": self.days.moment(project.start),
                    "country": "DE",
                    "zone": "Europe/Berlin",
                    "currency": "EUR",
                    "settings": {"description": project.description},
                },
            ),
        )
        self.stream = made.created["projects"][0]

    def _plan(self) -> None:
        """Type in the plan, then refine it."""
        project, days = self.project, self.days
        rows = {line.ref: number for number, line in enumerate(self.lines)}
        made = self.say(
            project.manager,
            days.instant(project.start - 6, 9, 10),
            ("outline.insert", {"tasks": [line.payload(rows) for line in self.lines]}),
        )
        self.keys = dict(zip(rows, made.created["tasks"], strict=True))
        refined = list(self._refinements())
        if project.custom is not None:
            name, kind = project.custom
            added = self.say(
                project.manager,
                days.instant(project.start - 5, 9),
                ("custom_field.create", {"fields": {"name": name, "type": kind}}),
            )
            field_id = added.created["custom_fields"][0]
            refined += [
                (
                    "custom_value.set",
                    {"field_id": field_id, "task_id": self.keys[ref], "value": value},
                )
                for ref, value in project.values.items()
            ]
        self.say(project.manager, days.instant(project.start - 5, 10, 20), *refined)

    def _refinements(self) -> Iterator[tuple[str, dict[str, Any]]]:
        project = self.project
        fields: dict[str, dict[str, Any]] = defaultdict(dict)
        for ref, note in project.notes.items():
            fields[ref]["notes"] = note
        for ref, day in project.deadlines.items():
            fields[ref]["deadline"] = self.days.moment(day) + DAY
        for ref, setting in project.settings.items():
            fields[ref]["constraint"] = setting["constraint"]
            if "at" in setting:
                fields[ref]["constraint_date"] = self.days.moment(setting["at"])
        for ref, day in project.manual.items():
            fields[ref] |= {"mode": "manual", "manual_start": self.days.moment(day)}
            fields[ref]["manual_finish"] = None
        for ref, priority in project.priorities.items():
            fields[ref]["priority"] = priority
        for ref in project.inactive:
            fields[ref]["active"] = False
        for ref in project.estimated:
            fields[ref]["estimated"] = True
        for ref, values in fields.items():
            yield "task.update", {"id": self.keys[ref], "fields": values}

    def _board(self) -> None:
        """The board gets its own columns."""
        at = self.days.instant(self.project.baseline, 15, 30)
        for column in self.project.columns:
            fields = {"name": column.name, "category": column.category, "wip_limit": column.limit}
            place = {"after_id": self.column(column.behind)}
            self.say(self.project.manager, at, ("status.create", {**place, "fields": fields}))

    def state(self) -> State:
        """Return the project as it is now."""
        found = cache.current(self.stream)
        assert found is not None
        return found

    def row(self, table: str, **values: Any) -> Row:
        """Return the row of the project that has these values."""
        rows = self.state().records.rows(table).values()
        return next(r for r in rows if all(r[name] == value for name, value in values.items()))

    def column(self, name: str) -> int:
        """Return the column of the board that has a name."""
        return int(self.row("statuses", name=name)["id"])

    def resource(self, name: str) -> int:
        """Return the person or crew of a name."""
        home = cache.current(self.workspace)
        assert home is not None
        rows = home.records.rows("resources").values()
        return next(int(row["id"]) for row in rows if row["name"] == name)

    def _doubts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What came of the risk workshop: estimates, what goes together, and what is feared."""
        for ref, (low, high) in self.project.estimates.items():
            points = {"optimistic": round(low * DAY), "pessimistic": round(high * DAY)}
            yield "task.update", {"id": self.keys[ref], "fields": points}
        for ref, confidence in self.project.confidence.items():
            fields = {"confidence": confidence}
            yield "task.update", {"id": self.keys[ref], "fields": fields}
        for name, (percent, refs) in self.project.together.items():
            group = {"name": name, "correlation": percent * 100}
            tasks = [self.keys[ref] for ref in refs]
            yield "risk_group.create", {"fields": group, "task_ids": tasks}
        for risk in self.project.feared:
            told = {
                "name": risk.name, "probability": risk.percent * 100, "notes": risk.notes,
            }  # fmt: skip
            hits = [{"task_id": self.keys[r], "delay": n * DAY} for r, n in risk.days.items()]
            yield "risk.create", {"fields": told, "impacts": hits}

    def _review(self, day: int) -> None:
        """Everyone reports what is done, and how far the rest is, at the end of that day."""
        now = self.days.moment(day) + DAY
        reports: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for line in self.lines:
            report = self._report(line, now)
            if report is not None:
                reports[self._reporter(line)].append(report)
        for number, (who, commands) in enumerate(reports.items()):
            self.say(who, self.days.instant(day, REVIEWED[0], 4 * number), *commands)

    def _reporter(self, line: Line) -> str:
        for name in line.people:
            user = self.users.get(name)
            if user is not None and name != "Yuki Tanaka":
                return name
        return self.project.manager

    def _report(self, line: Line, now: int) -> tuple[str, dict[str, Any]] | None:
        """Return what is reported of a task at a moment, None where there is nothing to say."""
        state = self.state()
        key = self.keys[line.ref]
        row, result = state.records.rows("tasks")[key], state.result("schedule", key)
        children = state.records.index("tasks", "parent_id").get(key)
        if children or result is None or row["percent_complete"] == 100 or not row["active"]:
            return None
        start, finish = result["start"], result["finish"]
        if finish <= now:
            longer = self.project.took_longer.get(line.ref, 0) * DAY
            if longer and row["duration"] == line.minutes:
                # Only now it shows that there is more to do than was planned.
                fields = {"duration": row["duration"] + longer}
                return "task.update", {"id": key, "fields": fields}
            return "task.progress", {"id": key, "percent_complete": 100}
        if start >= now or result["duration"] == 0 or line.unit.startswith("e"):
            return None
        left = self._worked(now, finish)
        percent = round(100 * (1 - left / result["duration"]))
        if percent <= row["percent_complete"]:
            return None
        return "task.progress", {"id": key, "percent_complete": min(percent, 95)}

    def _worked(self, start: int, finish: int) -> int:
        """Return the working minutes between the end of a day and a later moment."""
        total, offset = 0, 0
        while self.days.moment(offset) > start:
            offset -= 1
        while True:
            morning = self.days.moment(offset)
            if morning >= finish:
                return total
            if morning >= start:
                total += min(finish, morning + DAY) - morning
            offset += 1

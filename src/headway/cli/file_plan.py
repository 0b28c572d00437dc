"""A project file as a scheduled plan, with the words and facts that go with it. No database."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from headway.cli.main import BadInput
from headway.exchange.document import BadFile, Document
from headway.exchange.predecessors import lag_text
from headway.exchange.reading import MOST_BYTES, read_document
from headway.exchange.to_plan import plan_of
from headway.resources.capacity import steps
from headway.scheduling import BeyondTime, CircularLinks, Columns, Schedule, columns, schedule
from headway.scheduling.load import Span, overloads
from headway.scheduling.moments import from_datetime, from_iso
from headway.scheduling.plan_check import Facts, Overload
from headway.scheduling.telling import Names


@dataclass(frozen=True)
class FilePlan:
    """A file, its plan as columns and its schedule; tasks by place in file order."""

    document: Document
    columns: Columns
    result: Schedule

    @cached_property
    def uids(self) -> list[int]:
        """The file's own id of each task."""
        return [t.id if t.file_uid is None else t.file_uid for t in self.document.tasks]

    def place(self, wanted: str) -> int:
        """Return the place of the task of a uid; raise BadInput where there is none."""
        if wanted.isdecimal() and int(wanted) in self.uids:
            return self.uids.index(int(wanted))
        raise BadInput(f"There is no task with the uid '{wanted}' in the file.")

    def task(self, place: int) -> dict[str, Any]:
        """Return what names a task."""
        return {"uid": self.uids[place], "name": self.document.tasks[place].name}

    @cached_property
    def needs(self) -> dict[int, list[int]]:
        """The working resources of each task, by its place."""
        places = {t.id: i for i, t in enumerate(self.document.tasks)}
        working = {r.id for r in self.document.resources if r.kind == "work"}
        found: dict[int, list[int]] = {}
        for row in self.document.assignments:
            if row.resource_id in working and row.task_id in places:
                found.setdefault(places[row.task_id], []).append(row.resource_id)
        return found

    @cached_property
    def names(self) -> Names:
        """How the plan is spoken of."""
        document = self.document
        resources = {r.id: r for r in document.resources}
        calendars = {c.id: i for i, c in enumerate(document.calendars)}
        units = {
            "minutes_per_day": document.minutes_per_day,
            "minutes_per_week": document.minutes_per_week,
            "days_per_month": document.days_per_month,
        }

        def resource(key: Hashable) -> str | None:
            return resources[key].name if isinstance(key, int) else None

        def own(place: int) -> Sequence[tuple[str | None, int]]:
            people = [resources[r] for r in self.needs.get(place, ())]
            return [
                (p.name, calendars[p.calendar_id]) for p in people if p.calendar_id in calendars
            ]

        return Names(
            lambda place: document.tasks[place].name,
            lambda place: lag_text(asdict(document.links[place]), units),
            resource,
            own,
            document.minutes_per_day,
        )

    def facts(self, status: int, number: int = 0) -> Facts:
        """Return what the plan check is told; `number` is that of the baseline."""
        tasks = self.document.tasks
        saved = {b.task_id: b for b in self.document.baselines if b.number == number}
        loaded = {a.task_id for a in self.document.assignments}
        dates = [saved.get(t.id) for t in tasks]
        return Facts(
            plan=self.columns,
            result=self.result,
            names=[t.name for t in tasks],
            status=status,
            milestone=[t.milestone for t in tasks],
            estimated=[t.estimated for t in tasks],
            loaded=[t.id in loaded or bool(t.work) for t in tasks],
            owners=[len(self.needs.get(i, ())) for i in range(len(tasks))],
            baseline_start=[None if b is None else b.start for b in dates],
            baseline_finish=[None if b is None else b.finish for b in dates],
            baseline_duration=[None if b is None else b.duration for b in dates],
            lags=[self.names.lag(k) for k in range(len(self.document.links))],
            overloads=self._overloads(status),
            minutes_per_day=self.document.minutes_per_day,
        )

    def _overloads(self, status: int) -> list[Overload]:
        places = {t.id: i for i, t in enumerate(self.document.tasks)}
        spans: dict[int, list[Span]] = {}
        for row in self.document.assignments:
            i = places.get(row.task_id, -1)
            if i < 0 or self.columns.topology.summary[i] or not self.columns.tasks.active[i]:
                continue
            start, finish = max(int(self.result.start[i]), status), int(self.result.finish[i])
            if finish > start and self.result.percent_complete[i] < 100:
                spans.setdefault(row.resource_id, []).append((start, finish, row.units, i))
        found: list[Overload] = []
        for resource in self.document.resources:
            if resource.kind == "work" and resource.id in spans:
                units = max(resource.max_units, 0)
                has = {"max_units": units, "availability": resource.availability}
                (_, usual), *changes = steps(has)
                found += overloads(resource.name, spans[resource.id], usual, changes)
        return found


def file_plan(path: Path) -> FilePlan:
    """Return a file's plan and schedule; raise BadInput for what cannot be scheduled."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name}: the file is larger than {MOST_BYTES // 2**20} MB")
        document = read_document(path.read_bytes(), path.name)
        cols = columns(plan_of(document))
        return FilePlan(document, cols, schedule(cols))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except (BadFile, CircularLinks, BeyondTime) as error:
        raise BadInput(f"{path.name}: {error}") from None


def status_of(document: Document, given: str | None) -> int:
    """Return the status date: the one given, the file's own, else now."""
    if given is not None:
        try:
            moment, timed = from_iso(given)
        except ValueError:
            raise BadInput("--status must be a date as 2026-03-31") from None
        return moment if timed else moment + document.day_finish
    known = document.status_date
    return from_datetime(datetime.now()) if known is None else known

"""A document to the engine's plan: inputs only, never the dates that the file stores."""

from __future__ import annotations

from headway.exchange.calendars import calendar_of, common_rest, meaning_of
from headway.exchange.document import AssignmentDoc, BadFile, Document, TaskDoc
from headway.exchange.efforts import efforts_of
from headway.scheduling import CONSTRAINTS, LAG_KINDS, LINK_TYPES
from headway.scheduling.plan import (
    STANDARD_WEEK,
    Calendar,
    Link,
    Plan,
    Task,
)
from headway.words import say


class _Driving:
    """The working resources of tasks, as far as they drive dates."""

    def __init__(
        self, document: Document, places: dict[int, int], calendars: list[Calendar]
    ) -> None:
        self.places = places
        self.all = calendars
        self.project = places.get(document.calendar_id or 0, len(calendars) - 1)
        self.by_resource = {
            r.id: meaning_of(calendars, places[r.calendar_id])
            for r in document.resources
            if r.kind == "work" and r.calendar_id in places
        }
        self.rows: dict[int, list[AssignmentDoc]] = {}
        for row in document.assignments:
            if row.resource_id in self.by_resource:
                self.rows.setdefault(row.task_id, []).append(row)

    def calendars(self, task: TaskDoc) -> tuple[int, ...]:
        """Return the places of the calendars of a task's resources."""
        found = {self.by_resource[row.resource_id] for row in self.rows.get(task.id, ())}
        return tuple(sorted(found))

    def efforts(self, task: TaskDoc) -> tuple[tuple[int, int], ...]:
        """Return how long each of them works (see `efforts_of`)."""
        return efforts_of(task, self.rows.get(task.id, ()), self.by_resource)

    def pause(self, task: TaskDoc) -> int:
        """Return the working minutes in which the task rests."""
        return self._rests(task) + sum(rest for _, rest in task.splits or ())

    def _rests(self, task: TaskDoc) -> int:
        """Return for how long all who work on it rest at once, by the stretches the file tells."""
        rows = self.rows.get(task.id, [])
        if not rows and not (task.extra or {}).get("pauses"):
            return 0
        return common_rest(
            rows, task.extra, self.all, self.by_resource,
            own=self.places.get(task.calendar_id or 0, -1), project=self.project,
            elapsed=task.duration_unit.startswith("e"), duration=task.duration,
        )  # fmt: skip


def plan_of(document: Document) -> Plan:
    """Return the plan of a document; raises BadFile where it has no start."""
    places = {c.id: i for i, c in enumerate(document.calendars)}
    calendars = [
        calendar_of(
            {
                "week": c.week,
                "exceptions": c.exceptions,
                "work_weeks": c.work_weeks,
                "name": c.name,
            },
            places.get(c.base_id or 0, -1),
        )
        for c in document.calendars
    ]
    calendars.append(Calendar(week=STANDARD_WEEK))
    people = _Driving(document, places, calendars)
    index = {t.id: i for i, t in enumerate(document.tasks)}
    start = document.start
    if start is None:
        start = document.finish_by
    if start is None:
        known = [t.stored_start for t in document.tasks if t.stored_start is not None]
        if document.tasks and not known:
            raise BadFile(say("the file does not say when the project starts"))
        start = min(known, default=0)
    tasks = tuple(
        Task(
            duration=t.duration,
            parent=index.get(t.parent_id or 0, -1),
            name=t.name,
            elapsed=t.duration_unit.startswith("e"),
            manual=t.mode == "manual",
            manual_start=t.manual_start,
            manual_finish=t.manual_finish,
            constraint=CONSTRAINTS.index(t.constraint),
            constraint_date=t.constraint_date,
            deadline=t.deadline,
            calendar=places.get(t.calendar_id or 0, -1),
            calendars=people.calendars(t),
            efforts=people.efforts(t),
            ignore_resource_calendars=t.ignore_resource_calendar,
            active=t.active,
            percent_complete=t.percent_complete,
            actual_start=t.actual_start,
            actual_finish=t.actual_finish,
            remaining_duration=t.remaining_duration,
            pause=people.pause(t),
            levelling_delay=t.levelling_delay,
        )
        for t in document.tasks
    )
    links = tuple(
        Link(
            index[k.predecessor_id],
            index[k.successor_id],
            LINK_TYPES.index(k.type),
            k.lag,
            LAG_KINDS.index(k.lag_kind),
        )
        for k in document.links
    )
    return Plan(
        start=start,
        tasks=tasks,
        links=links,
        calendars=tuple(calendars),
        calendar=places.get(document.calendar_id or 0, len(calendars) - 1),
        finish_by=document.finish_by,
        from_finish=document.schedule_from == "finish",
        status_date=document.status_date,
        critical_float_limit=document.critical_float_limit,
        honor_constraints=document.honor_constraints,
        data_date=document.status_date if document.from_status_date else None,
        lag_of_predecessor=document.lag_calendar == "predecessor",
        lag_of_project=document.lag_calendar == "project",
    )

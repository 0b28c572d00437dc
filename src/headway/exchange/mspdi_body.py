"""The elements of a document in MSPDI, in the format's order."""

from __future__ import annotations

from typing import Any

from lxml import etree

from headway.exchange import mspdi_codes as codes
from headway.exchange import mspdi_read
from headway.exchange.document import (
    AssignmentDoc,
    BaselineTaskDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    TaskDoc,
)
from headway.exchange.mspdi_codes import UNIT_CODES, duration_of
from headway.exchange.mspdi_element import ILLEGAL, Element
from headway.exchange.mspdi_write_calendars import write_availability, write_calendar
from headway.exchange.splitting import parts_by_task
from headway.scheduling.moments import to_iso

TENTHS = 10
"""Lag and delay stand in tenths of a minute."""
NOBODY = -65_535
BY_DAY = 2
NSMAP: dict[Any, str] = {None: codes.NAMESPACE}


class Body:
    """A document as elements. `more_fields` are the custom fields for which the format has no slot."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = etree.Element(f"{{{codes.NAMESPACE}}}Project", nsmap=NSMAP)
        self.top = Element(self.root)
        self.more_fields: list[list[Any]] = []
        self.uids = _uids(document.tasks)
        self.calendars = {c.id: n for n, c in enumerate(document.calendars, 1)}
        self.resources = {r.id: n for n, r in enumerate(document.resources, 1)}
        self.slots = self._slots()
        self.shown = [*((self.slots[f.id], f) for f in document.fields), *self._named()]
        self.parts = parts_by_task(document)
        self._settings()
        self._fields()
        self._calendars()
        self._tasks()
        part = self.top.open("Resources")
        for resource in document.resources:
            self._resource(part.open("Resource"), resource)
        part = self.top.open("Assignments")
        dates = {t.id: t for t in document.tasks}
        for number, assignment in enumerate(document.assignments, 1):
            self._assignment(part.open("Assignment"), number, assignment, dates)
        staffed = {row.task_id for row in document.assignments}
        number = len(document.assignments)
        for key in self.parts.keys() - staffed:
            number += 1
            self._nobody(part.open("Assignment"), number, dates[key])

    def _settings(self) -> None:
        top, document = self.top, self.document
        starts = [t.stored_start for t in document.tasks if t.stored_start is not None]
        ends = [t.stored_finish for t in document.tasks if t.stored_finish is not None]
        finish = max(ends, default=None)
        if document.schedule_from == "finish" and document.finish_by is not None:
            finish = document.finish_by
        top.put("SaveVersion", 14)
        top.put("Name", document.name)
        top.put("Title", document.name)
        top.put("ScheduleFromStart", document.schedule_from != "finish")
        top.moment(
            "StartDate", document.start if document.start is not None else min(starts, default=None)
        )
        top.moment("FinishDate", finish)
        top.put("CriticalSlackLimit", document.critical_float_limit // document.minutes_per_day)
        top.put("CurrencyDigits", 2)
        top.put("CurrencyCode", document.currency)
        top.put("CalendarUID", self.calendars.get(document.calendar_id or 0))
        top.clock("DefaultStartTime", document.day_start)
        top.clock("DefaultFinishTime", document.day_finish)
        top.put("MinutesPerDay", document.minutes_per_day)
        top.put("MinutesPerWeek", document.minutes_per_week)
        top.put("DaysPerMonth", document.days_per_month)
        top.put("DefaultTaskType", codes.TASK_TYPES.index(document.task_type))
        top.put("HonorConstraints", document.honor_constraints)
        top.put("NewTasksEffortDriven", document.effort_driven)
        top.put("SplitsInProgressTasks", document.split_in_progress)
        top.moment("StatusDate", document.status_date)

    def _slots(self) -> dict[int, int]:
        """Return the file's id of each custom field by ours: its own, else a free one of its type."""
        found: dict[int, int] = {}
        fields = [f for f in self.document.fields if _survives(f)]
        taken: set[int] = set()
        for field in fields:
            own = codes.custom_field_id(field.key) if field.key else None
            known = codes.custom_field(own) if own is not None else None
            if (
                own is not None
                and known is not None
                and known[1] == field.type
                and own not in taken
            ):
                found[field.id] = own
                taken.add(own)
        for field in fields:
            if field.id in found:
                continue
            free = (i for i in _ids_of(field.type) if i not in taken)
            slot = next(free, None)
            if slot is not None:
                found[field.id] = slot
                taken.add(slot)
        place = {task.id: n for n, task in enumerate(self.document.tasks)}
        for field in self.document.fields:
            if field.id not in found and field.beside is None:
                values = {str(place[k]): v for k, v in field.values.items() if k in place}
                self.more_fields.append([field.name, field.type, field.key, values])
        self.document.fields = [f for f in self.document.fields if f.id in found]
        return found

    def _named(self) -> list[tuple[int, FieldDoc]]:
        """Return what tasks have by name as further custom fields, in the last ids that are free."""
        found: list[tuple[int, FieldDoc]] = []
        taken = set(self.slots.values())
        for alias, (name, kind) in codes.NAMED.items():
            said = {t.id: getattr(t, name) for t in self.document.tasks}
            values = {k: v for k, v in said.items() if v is not None and v != ""}
            free = next((i for i in reversed(_ids_of(kind)) if i not in taken), None)
            if values and free is not None:
                if name == "story_points":
                    values = {k: v / 100 for k, v in values.items()}
                taken.add(free)
                found.append((free, FieldDoc(0, alias, kind, "", values)))
        return found

    def _fields(self) -> None:
        part = self.top.open("ExtendedAttributes")
        for slot, field in self.shown:
            node = part.open("ExtendedAttribute")
            known = codes.custom_field(slot)
            node.put("FieldID", slot)
            node.put("FieldName", known[0] if known is not None else field.key)
            node.put("Alias", field.name)

    def _calendars(self) -> None:
        part = self.top.open("Calendars")
        own = {r.calendar_id for r in self.document.resources}
        for calendar in self.document.calendars:
            base = self.calendars.get(calendar.base_id or 0)
            personal = calendar.id in own and base is not None
            write_calendar(
                part.open("Calendar"), calendar, self.calendars[calendar.id], base, personal
            )

    def _tasks(self) -> None:
        part = self.top.open("Tasks")
        links: dict[int, list[LinkDoc]] = {}
        for link in self.document.links:
            links.setdefault(link.successor_id, []).append(link)
        baselines: dict[int, list[BaselineTaskDoc]] = {}
        for row in self.document.baselines:
            baselines.setdefault(row.task_id, []).append(row)
        parents = {t.parent_id for t in self.document.tasks}
        levels: dict[int, int] = {}
        numbers = self.document.outline_numbers()
        for number, task in enumerate(self.document.tasks, 1):
            levels[task.id] = levels.get(task.parent_id or 0, 0) + 1
            node = part.open("Task")
            self._task(node, task, number, levels[task.id], numbers[task.id], task.id in parents)
            for link in links.get(task.id, ()):
                self._link(node.open("PredecessorLink"), link)
            self._values(node, task)
            for row in baselines.get(task.id, ()):
                _baseline(node.open("Baseline"), row)

    def _task(
        self, node: Element, task: TaskDoc, number: int, level: int, outline: str, summary: bool
    ) -> None:
        code = UNIT_CODES[task.duration_unit]
        done = round(task.duration * task.percent_complete / 100)
        left = task.remaining_duration
        node.put("UID", self.uids[task.id])
        node.put("ID", number)
        node.put("Name", task.name)
        node.put("Active", task.active)
        node.put("Manual", task.mode == "manual")
        node.put("Type", codes.TASK_TYPES.index(task.task_type))
        node.put("IsNull", False)
        node.put("WBS", task.wbs or outline)
        node.put("OutlineNumber", outline)
        node.put("OutlineLevel", level)
        node.put("Priority", task.priority)
        node.moment("Start", task.stored_start)
        node.moment("Finish", task.stored_finish)
        node.minutes("Duration", task.duration)
        if task.mode == "manual":
            node.moment("ManualStart", task.manual_start)
            node.moment("ManualFinish", task.manual_finish)
        node.put("DurationFormat", code + codes.ESTIMATED if task.estimated else code)
        node.minutes("Work", task.work)
        node.moment("Stop", task.stop)
        node.moment("Resume", task.resume)
        node.put("EffortDriven", task.effort_driven)
        node.put("Recurring", True if task.recurrence and "unit" in task.recurrence else None)
        node.put("Estimated", task.estimated)
        node.put("Milestone", task.milestone)
        node.put("Summary", summary)
        node.put("FixedCost", task.fixed_cost or None)
        node.put("PercentComplete", task.percent_complete)
        node.moment("ActualStart", task.actual_start)
        node.moment("ActualFinish", task.actual_finish)
        node.minutes("ActualDuration", done)
        node.minutes("RemainingDuration", task.duration - done if left is None else left)
        node.put("ConstraintType", codes.CONSTRAINTS.index(task.constraint))
        node.put("CalendarUID", self.calendars.get(task.calendar_id or 0, -1))
        node.moment("ConstraintDate", task.constraint_date)
        node.moment("Deadline", task.deadline)
        node.put("LevelingDelay", task.levelling_delay * TENTHS)
        node.put("LevelingDelayFormat", UNIT_CODES["ed"])
        node.put("IgnoreResourceCalendar", task.ignore_resource_calendar)
        node.put("Notes", task.notes or None)

    def _link(self, node: Element, link: LinkDoc) -> None:
        node.put("PredecessorUID", self.uids[link.predecessor_id])
        node.put("Type", codes.LINK_TYPES.index(link.type))
        node.put("CrossProject", False)
        if link.lag_kind == "percent":
            node.put("LinkLag", round(link.lag / 100))
            node.put("LagFormat", codes.PERCENT)
            return
        plain = link.lag_unit.removeprefix("e") or "d"
        node.put("LinkLag", link.lag * TENTHS)
        node.put("LagFormat", UNIT_CODES[f"e{plain}" if link.lag_kind == "elapsed" else plain])

    def _values(self, node: Element, task: TaskDoc) -> None:
        for slot, field in self.shown:
            if task.id not in field.values:
                continue
            value = _value_text(field, field.values[task.id])
            if value is None:
                continue
            part = node.open("ExtendedAttribute")
            part.put("FieldID", slot)
            part.put("Value", value)
            if field.type == "duration":
                part.put("DurationFormat", UNIT_CODES["d"])

    def _resource(self, node: Element, resource: ResourceDoc) -> None:
        number = self.resources[resource.id]
        node.put("UID", number)
        node.put("ID", number)
        node.put("Name", resource.name)
        node.put("Type", codes.RESOURCE_KINDS.index(resource.kind))
        node.put("IsNull", False)
        node.put("Initials", resource.initials or None)
        node.put("MaterialLabel", resource.material_unit or None)
        node.put("Group", resource.group or None)
        node.put("EmailAddress", resource.email or None)
        node.put("MaxUnits", _decimal(resource.max_units, 10_000))
        if resource.standard_rate or resource.overtime_rate or resource.cost_per_use:
            node.put("StandardRate", _decimal(resource.standard_rate, 1_000_000))
            node.put("StandardRateFormat", 2)
            node.put("OvertimeRate", _decimal(resource.overtime_rate, 1_000_000))
            node.put("OvertimeRateFormat", 2)
            node.put("CostPerUse", resource.cost_per_use)
        node.put("CalendarUID", self.calendars.get(resource.calendar_id or 0, -1))
        node.put("Notes", resource.notes or None)
        node.put("IsGeneric", True if resource.category == "role" else None)
        node.put("IsCostResource", True if resource.kind == "cost" else None)
        if resource.availability:
            write_availability(node, resource.availability)

    def _assignment(
        self, node: Element, number: int, row: AssignmentDoc, dates: dict[int, TaskDoc]
    ) -> None:
        task = dates[row.task_id]
        # What only follows is written out too, since other programs would take nothing for 0 h.
        work = row.work
        if work is None:
            work = round(task.duration * row.units / 10_000)
        left = max(0, work - row.actual_work) if row.remaining_work is None else row.remaining_work
        extra = row.extra or {}
        contour = extra.get("contour")
        parts = self.parts.get(row.task_id)
        if parts and contour is None:
            contour = mspdi_read.CONTOURED
        node.put("UID", number)
        node.put("TaskUID", self.uids[row.task_id])
        node.put("ResourceUID", self.resources[row.resource_id])
        node.minutes("ActualWork", row.actual_work)
        node.put("Delay", row.delay * TENTHS)
        node.moment("Finish", task.stored_finish)
        node.minutes("OvertimeWork", row.overtime_work or None)
        node.minutes("RemainingWork", left)
        node.moment("Start", task.stored_start)
        node.put("Units", _decimal(row.units, 10_000))
        node.minutes("Work", work)
        node.put("WorkContour", contour if isinstance(contour, int) else None)
        if parts and work:
            _timephased(node, number, parts, work)

    def _nobody(self, node: Element, number: int, task: TaskDoc) -> None:
        """Write the assignment of nobody, by which the format says that a task is split."""
        node.put("UID", number)
        node.put("TaskUID", self.uids[task.id])
        node.put("ResourceUID", NOBODY)
        node.moment("Finish", task.stored_finish)
        node.minutes("RemainingWork", task.duration)
        node.moment("Start", task.stored_start)
        node.put("Units", "1")
        node.minutes("Work", task.duration)
        node.put("WorkContour", mspdi_read.CONTOURED)
        _timephased(node, number, self.parts[task.id], task.duration)


def _timephased(node: Element, number: int, parts: list[tuple[int, int]], work: int) -> None:
    """Write when an assignment works and when it rests between; work is shared by the parts' time."""
    whole = sum(end - begin for begin, end in parts) or 1
    given = 0
    for place, (begin, end) in enumerate(parts):
        last = place == len(parts) - 1
        value = work - given if last else work * (end - begin) // whole
        given += value
        rests = [] if last else [(end, parts[place + 1][0], 0)]
        for start, finish, minutes in ((begin, end, value), *rests):
            piece = node.open("TimephasedData")
            piece.put("Type", mspdi_read.REMAINING_WORK)
            piece.put("UID", number)
            piece.moment("Start", start)
            piece.moment("Finish", finish)
            piece.put("Unit", BY_DAY)
            piece.minutes("Value", minutes)


def _uids(tasks: list[TaskDoc]) -> dict[int, int]:
    """Return each task's unique id: the one of the file it came from where that is still unique."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for task in tasks:
        if task.file_uid is not None and task.file_uid > 0 and task.file_uid not in taken:
            found[task.id] = task.file_uid
            taken.add(task.file_uid)
    following = max(taken, default=0) + 1
    for task in tasks:
        if task.id not in found:
            found[task.id] = following
            following += 1
    return found


def _ids_of(kind: str) -> list[int]:
    """Return the ids of all custom fields of a type, in order."""
    return [
        first + n * step
        for (first, count, step, _), _, type_ in codes.RANGES
        if type_ == kind
        for n in range(count)
    ]


def _baseline(node: Element, row: BaselineTaskDoc) -> None:
    node.put("Number", row.number)
    node.moment("Start", row.start)
    node.moment("Finish", row.finish)
    node.minutes("Duration", row.duration)
    node.put("DurationFormat", UNIT_CODES["d"] if row.duration is not None else None)
    node.minutes("Work", row.work)
    node.put("Cost", row.cost)


def _decimal(value: int, whole: int) -> str:
    """Return a fraction as decimals, exactly: 12500 of 10000 is 1.25."""
    digits = len(str(whole)) - 1
    integer, rest = divmod(value, whole)
    return f"{integer}.{rest:0{digits}d}".rstrip("0").rstrip(".") if rest else str(integer)


def _survives(field: FieldDoc) -> bool:
    """Whether some value of a field can be written: XML knows no control characters."""
    return any(ILLEGAL.sub("", _value_text(field, v) or "").strip() for v in field.values.values())


def _value_text(field: FieldDoc, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if field.type == "date" and isinstance(value, int):
        return to_iso(value)
    if field.type == "duration" and isinstance(value, int):
        return duration_of(value)
    return repr(value) if isinstance(value, float) else str(value)

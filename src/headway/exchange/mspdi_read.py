"""Reads MSPDI, the XML format of Microsoft Project, into a document."""

from __future__ import annotations

from typing import Any

from lxml import etree

from headway.exchange import cells, mspdi_unread, residue, xml
from headway.exchange import mspdi_codes as codes
from headway.exchange.document import (
    AssignmentDoc,
    BadFile,
    BaselineTaskDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    TaskDoc,
)
from headway.exchange.mspdi_availability import availability_of
from headway.exchange.mspdi_calendars import calendar_of
from headway.exchange.mspdi_codes import minutes_of, moment_of, unit_of
from headway.words import say

N = f"{{{codes.NAMESPACE}}}"
MOST_TASKS = 200_000
CATEGORIES = ("todo", "doing", "done")
LONGEST_NAME = 100
CONTOURED = 8
CLOSING = b"</Project>"
MOST_BEHIND = 5_000_000
"""Bytes behind the root that the reader of XML takes for certain."""
REMAINING_WORK, ACTUAL_WORK = 1, 2


class Node:
    """An element's children by name: text, numbers and flags, with clear errors."""

    __slots__ = ("element", "values")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.values: dict[str, str | None] = {}
        for child in element:
            if isinstance(child.tag, str):
                self.values.setdefault(child.tag.rpartition("}")[2], child.text)

    def text(self, name: str) -> str:
        """Return the text of a child, empty for none."""
        return (self.values.get(name) or "").strip()

    def number(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number; raise BadFile for anything else."""
        text = self.text(name)
        if not text:
            return default
        try:
            return round(float(text))
        except (ValueError, OverflowError):
            raise BadFile(say("{name} '{text}' is no number", name=name, text=text[:40])) from None

    def decimal(self, name: str) -> float:
        """Return a number, 0 for none."""
        text = self.text(name)
        try:
            return float(text) if text else 0.0
        except ValueError:
            raise BadFile(say("{name} '{text}' is no number", name=name, text=text[:40])) from None

    def flag(self, name: str, default: bool = False) -> bool:
        """Return whether a child says 1 or true."""
        text = self.text(name)
        return text in ("1", "true") if text else default

    def all(self, path: str) -> list[Node]:
        """Return the elements at a path."""
        return [Node(e) for e in self.element.iterfind("/".join(N + p for p in path.split("/")))]


def read(data: bytes, *, telling: bool = True) -> Document:
    """Return the document that an MSPDI file describes; raise BadFile where it is none. Without
    `telling` nothing is noted of what the file says besides."""
    root = xml.parse(_without_residue(data))
    if root.tag != f"{N}Project":
        raise BadFile(say("this XML is not a Microsoft Project file (MSPDI)"))
    reader = _Reader(Node(root))
    document = reader.document
    if telling:
        read_fields = reader.fields.keys() | reader.named.keys()
        mspdi_unread.tell(reader.root, document, reader.tasks, reader.resources, read_fields)
    residue.apply(document, data)
    return document


def _without_residue(data: bytes) -> bytes:
    """Return a file without much that stands behind its root, which the reader of XML would refuse."""
    end = data.rfind(CLOSING) + len(CLOSING)
    return data[:end] if end > len(CLOSING) and len(data) - end > MOST_BEHIND else data


def _choice(values: tuple[str, ...], code: int | None, default: str) -> str:
    return values[code] if code is not None and 0 <= code < len(values) else default


class _Reader:
    def __init__(self, root: Node) -> None:
        self.root = root
        self.document = Document(source="MSPDI")
        self.tasks: dict[int, int] = {}
        self.resources: dict[int, int] = {}
        self._settings()
        self.calendars = self._calendars()
        self.document.calendar_id = self.calendars.get(root.number("CalendarUID"))
        self._resources()
        self.named: dict[int, str] = {}
        self.fields = self._fields()
        self._tasks()
        self._links()
        self._assignments()

    def _settings(self) -> None:
        root, document = self.root, self.document
        title, name = root.text("Title"), root.text("Name")
        document.name = (title or name.removesuffix(".xml").removesuffix(".mpp"))[:200]
        document.start = moment_of(root.text("StartDate"))
        if not root.flag("ScheduleFromStart", True):
            document.schedule_from = "finish"
            document.finish_by = moment_of(root.text("FinishDate"))
        document.status_date = moment_of(root.text("StatusDate"))
        code = root.text("CurrencyCode")
        document.currency = code if len(code) == 3 else "EUR"
        document.minutes_per_day = max(1, min(1440, root.number("MinutesPerDay", 480) or 480))
        document.minutes_per_week = max(1, min(10080, root.number("MinutesPerWeek", 2400) or 2400))
        document.days_per_month = max(1, min(31, root.number("DaysPerMonth", 20) or 20))
        document.day_start = _minute_of_day(root.text("DefaultStartTime"), 480)
        document.day_finish = _minute_of_day(root.text("DefaultFinishTime"), 1020) or 1440
        limit = root.number("CriticalSlackLimit", 0) or 0
        document.critical_float_limit = limit * document.minutes_per_day
        document.honor_constraints = root.flag("HonorConstraints", True)
        document.split_in_progress = root.flag("SplitsInProgressTasks", True)
        document.task_type = _choice(
            codes.TASK_TYPES, root.number("DefaultTaskType", 0), "fixed_units"
        )
        document.effort_driven = root.flag("NewTasksEffortDriven")
        if root.text("NewTasksEffortDriven"):
            # Its makers added people to share the work, or to do more.
            document.on_assigning = "finish_sooner" if document.effort_driven else "more_work"

    def _calendars(self) -> dict[int | None, int]:
        nodes = self.root.all("Calendars/Calendar")
        keys: dict[int | None, int] = {n.number("UID"): i for i, n in enumerate(nodes, 1)}
        for key, node in enumerate(nodes, 1):
            base = node.number("BaseCalendarUID")
            base_id = None if base in (None, -1, 0) and base not in keys else keys.get(base)
            found = calendar_of(node, key, base_id if base_id != key else None, self.document)
            self.document.calendars.append(found)
        return keys

    def _resources(self) -> None:
        for node in self.root.all("Resources/Resource"):
            uid = node.number("UID")
            name = node.text("Name")
            if uid is None or node.flag("IsNull") or (uid == 0 and not name):
                continue
            key = len(self.document.resources) + 1
            self.resources[uid] = key
            units = node.decimal("MaxUnits") if node.text("MaxUnits") else 1.0
            self.document.resources.append(
                ResourceDoc(
                    id=key,
                    name=(name or f"Resource {uid}")[:200],
                    kind=_choice(codes.RESOURCE_KINDS, node.number("Type", 1), "work")
                    if not node.flag("IsCostResource")
                    else "cost",
                    email=node.text("EmailAddress")[:320],
                    initials=node.text("Initials")[:20],
                    group=node.text("Group")[:200],
                    calendar_id=self.calendars.get(node.number("CalendarUID")),
                    max_units=max(0, min(100_000_000, round(units * 10_000))),
                    category="role" if node.flag("IsGeneric") else "person",
                    availability=availability_of(node, round(units * 10_000)),
                    material_unit=node.text("MaterialLabel")[:100],
                    notes=node.text("Notes")[:100_000],
                    standard_rate=max(0, round(node.decimal("StandardRate") * 1_000_000)),
                    overtime_rate=max(0, round(node.decimal("OvertimeRate") * 1_000_000)),
                    cost_per_use=max(0, round(node.decimal("CostPerUse"))),
                )
            )

    def _fields(self) -> dict[int, FieldDoc]:
        found: dict[int, FieldDoc] = {}
        for node in self.root.all("ExtendedAttributes/ExtendedAttribute"):
            field_id = node.number("FieldID")
            if field_id is None:
                continue
            known = codes.custom_field(field_id)
            if known is None:
                continue
            key, type_ = node.text("FieldName") or known[0], known[1]
            name = node.text("Alias") or key
            if codes.NAMED.get(name, ("", ""))[1] == type_:
                self.named[field_id] = codes.NAMED[name][0]
                continue
            found[field_id] = FieldDoc(len(found) + 1, name[:200], type_, key[:100])
        return found

    def _tasks(self) -> None:
        chain: list[tuple[int, int]] = []
        nodes = self.root.all("Tasks/Task")
        if len(nodes) > MOST_TASKS:
            raise BadFile(say("the file holds more than {most_tasks} tasks", most_tasks=MOST_TASKS))
        for node in nodes:
            uid = node.number("UID")
            level = node.number("OutlineLevel", 1) or 0
            if uid is None or node.flag("IsNull"):
                continue
            if level == 0:
                self.document.name = self.document.name or node.text("Name")[:200]
                continue
            if uid in self.tasks:
                raise BadFile(say("two tasks have the unique id {uid}", uid=uid))
            key = len(self.document.tasks) + 1
            self.tasks[uid] = key
            while chain and chain[-1][0] >= level:
                chain.pop()
            task = self._task(node, key, chain[-1][1] if chain else None)
            chain.append((level, key))
            self.document.tasks.append(task)
            self._hanging(node, key)
        parents = {t.parent_id for t in self.document.tasks}
        for task in self.document.tasks:
            task.summary = task.id in parents
        self.document.fields = [f for f in self.fields.values() if f.values]

    def _task(self, node: Node, key: int, parent: int | None) -> TaskDoc:
        unit, estimated = unit_of(node.number("DurationFormat"))
        manual = node.flag("Manual")
        stored_start, stored_finish = moment_of(node.text("Start")), moment_of(node.text("Finish"))
        duration = minutes_of(node.text("Duration")) or 0
        percent = max(0, min(100, node.number("PercentComplete", 0) or 0))
        actual_start = moment_of(node.text("ActualStart"))
        actual_finish = moment_of(node.text("ActualFinish"))
        if actual_finish is not None and percent == 0 and duration > 0:
            # Some programs write a date for "none"; what is not begun has no actual dates.
            actual_finish = None
            actual_start = None
        remaining = minutes_of(node.text("RemainingDuration"))
        task = TaskDoc(
            id=key,
            parent_id=parent,
            name=node.text("Name")[:1000],
            notes=node.text("Notes")[:200_000],
            mode="manual" if manual else "auto",
            duration=max(0, duration),
            duration_unit=unit,
            estimated=estimated or node.flag("Estimated"),
            milestone=node.flag("Milestone"),
            constraint=_choice(codes.CONSTRAINTS, node.number("ConstraintType", 0), "asap"),
            constraint_date=moment_of(node.text("ConstraintDate")),
            deadline=moment_of(node.text("Deadline")),
            calendar_id=self.calendars.get(node.number("CalendarUID", -1)),
            ignore_resource_calendar=node.flag("IgnoreResourceCalendar"),
            active=node.flag("Active", True),
            percent_complete=percent,
            actual_start=actual_start,
            actual_finish=actual_finish,
            remaining_duration=remaining if actual_start is not None and percent < 100 else None,
            priority=max(0, min(1000, node.number("Priority", 500) or 0)),
            task_type=_choice(codes.TASK_TYPES, node.number("Type", 0), "fixed_units"),
            effort_driven=node.flag("EffortDriven"),
            work=minutes_of(node.text("Work")),
            levelling_delay=max(0, (node.number("LevelingDelay", 0) or 0) // 10),
            fixed_cost=max(0, round(node.decimal("FixedCost"))),
            wbs=node.text("WBS")[:255],
            file_uid=node.number("UID"),
            stored_start=stored_start,
            stored_finish=stored_finish,
        )
        if manual:
            task.manual_start = moment_of(node.text("ManualStart")) or stored_start
            task.manual_finish = moment_of(node.text("ManualFinish")) or stored_finish
        if task.constraint in ("asap", "alap"):
            task.constraint_date = None
        elif task.constraint_date is None:
            self.document.note(
                say("'{task}' had a constraint without a date; it was left out.", task=task.name)
            )
            task.constraint = "asap"
        return task

    def _hanging(self, node: Node, key: int) -> None:
        """Read a task's baselines and custom values."""
        for part in node.all("Baseline"):
            self.document.baselines.append(
                BaselineTaskDoc(
                    number=max(0, min(10, part.number("Number", 0) or 0)),
                    task_id=key,
                    start=moment_of(part.text("Start")),
                    finish=moment_of(part.text("Finish")),
                    duration=minutes_of(part.text("Duration")),
                    work=minutes_of(part.text("Work")),
                    cost=round(part.decimal("Cost")) if part.text("Cost") else None,
                )
            )
        for part in node.all("ExtendedAttribute"):
            field = part.number("FieldID") or 0
            found = self.fields.get(field)
            text = part.text("Value")
            if field in self.named and text:
                _name(self.document.tasks[key - 1], self.named[field], text)
            elif found is not None and text:
                found.values[key] = _value(found.type, text)

    def _links(self) -> None:
        for node in self.root.all("Tasks/Task"):
            successor = self.tasks.get(node.number("UID") or 0)
            if successor is None:
                continue
            for part in node.all("PredecessorLink"):
                before = self.tasks.get(part.number("PredecessorUID") or 0)
                if before is None or part.flag("CrossProject"):
                    self.document.links_elsewhere = True
                    self.document.note(say("Links to tasks of other files were left out."))
                    continue
                self._link(part, before, successor)

    def _link(self, part: Node, before: int, successor: int) -> None:
        code = part.number("LagFormat", 7) or 7
        lag = part.number("LinkLag", 0) or 0
        if code in (codes.ELAPSED_PERCENT, codes.ELAPSED_PERCENT | codes.ESTIMATED):
            # Percent of the predecessor's duration, running round the clock.
            duration = self.document.tasks[before - 1].duration
            kind, value, unit = "elapsed", round(duration * lag / 100), "eh"
            self.document.note(say("Lag in elapsed percent became elapsed time."))
        elif code in (codes.PERCENT, codes.PERCENT | codes.ESTIMATED):
            kind, value, unit = "percent", lag * 100, "d"
        else:
            unit, _ = unit_of(code)
            kind = "elapsed" if unit.startswith("e") else "working"
            value = round(lag / 10)
        if any(
            k.predecessor_id == before and k.successor_id == successor
            for k in self._last_links(successor)
        ):
            self.document.note(say("Second links between the same two tasks were left out."))
            return
        type_ = _choice(codes.LINK_TYPES, part.number("Type", 1), "FS")
        self.document.links.append(
            LinkDoc(len(self.document.links) + 1, before, successor, type_, value, kind, unit)
        )

    def _last_links(self, successor: int) -> list[LinkDoc]:
        found = []
        for link in reversed(self.document.links):
            if link.successor_id != successor:
                break
            found.append(link)
        return found

    def _assignments(self) -> None:
        for node in self.root.all("Assignments/Assignment"):
            task = self.tasks.get(node.number("TaskUID") or 0)
            resource = self.resources.get(node.number("ResourceUID", -1) or 0)
            if task is None:
                continue
            contour = node.number("WorkContour", 0) or 0
            extra: dict[str, Any] = {}
            if contour:
                extra["contour"] = contour
            pauses = _pauses(node) if contour == CONTOURED else []
            if pauses:
                extra["pauses"] = pauses
            if resource is None:
                # Nobody works on it, yet it may be split.
                if pauses:
                    self.document.tasks[task - 1].extra = {"pauses": pauses}
                continue
            self.document.assignments.append(
                AssignmentDoc(
                    id=len(self.document.assignments) + 1,
                    task_id=task,
                    resource_id=resource,
                    units=max(0, min(100_000_000_000, round(node.decimal("Units") * 10_000))),
                    work=minutes_of(node.text("Work")),
                    actual_work=minutes_of(node.text("ActualWork")) or 0,
                    remaining_work=minutes_of(node.text("RemainingWork")),
                    overtime_work=max(0, minutes_of(node.text("OvertimeWork")) or 0),
                    delay=_delay(node),
                    extra=extra or None,
                )
            )


def _delay(node: Node) -> int:
    """Return the working minutes by which an assignment starts after its task: as planned, and as
    levelling put it off."""
    delay = node.number("Delay", 0) or 0
    unit, _ = unit_of(node.number("LevelingDelayFormat"))
    if not unit.startswith("e"):
        delay += node.number("LevelingDelay", 0) or 0
    return max(0, delay // 10)


def _pauses(node: Node) -> list[list[int]]:
    """Return the stretches of an assignment without work that lie between others with work.

    Microsoft Project writes what is worked day by day; where nothing is, the value is zero or left
    out (then also where nobody could work: the calendar tells those apart).
    """
    pieces = []
    for part in node.all("TimephasedData"):
        if part.number("Type") not in (REMAINING_WORK, ACTUAL_WORK):
            continue
        start, finish = moment_of(part.text("Start")), moment_of(part.text("Finish"))
        if start is not None and finish is not None and finish > start:
            pieces.append((start, finish, minutes_of(part.text("Value")) or 0))
    pieces.sort()
    worked = [place for place, (_, _, value) in enumerate(pieces) if value]
    if not worked:
        return []
    return [[a, b] for a, b, value in pieces[worked[0] : worked[-1]] if not value]


def _minute_of_day(text: str, default: int) -> int:
    parts = text.split(":")
    if len(parts) >= 2 and all(p.strip().isdecimal() and len(p) < 10 for p in parts[:2]):
        return min(1439, int(parts[0]) * 60 + int(parts[1]))
    return default


def _name(task: TaskDoc, name: str, text: str) -> None:
    """Write what a task has by name; what it cannot be is passed over."""
    if name == "story_points":
        try:
            task.story_points = cells.points(text)
        except ValueError:
            return
    elif name == "status_category":
        task.status_category = text if text in CATEGORIES else ""
    else:
        setattr(task, name, text[:LONGEST_NAME])


def _value(type_: str, text: str) -> Any:
    """Return a custom value by its type; text where it does not fit."""
    try:
        match type_:
            case "number" | "cost":
                return float(text)
            case "flag":
                return text in ("1", "true")
            case "date":
                return moment_of(text)
            case "duration":
                return minutes_of(text)
    except (ValueError, BadFile):
        pass
    return text[:10_000]

"""Reads CSV, TSV, XLSX and plain lists into a document: columns are found by their titles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

from headway.exchange import cells, headers, paste, workbook
from headway.exchange.calendars import week_of
from headway.exchange.document import (
    AssignmentDoc,
    BadFile,
    CalendarDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    TaskDoc,
)
from headway.exchange.durations import parse_duration
from headway.exchange.predecessors import Predecessor, parse_predecessors
from headway.scheduling.plan import Calendar
from headway.scheduling.worktime import DAY, FIRST_MOMENT, LAST_MOMENT, table, work_between
from headway.words import say

DAY_START, DAY_FINISH = 540, 1020
WEEK = [[[DAY_START, DAY_FINISH]] for _ in range(5)] + [[], []]
"""The working week of a sheet, which names none: what a new project without a country has."""
DELIMITERS = ";\t,|"
LOOKED_AT = 20
"""So many lines tell which sign divides the columns."""
MOST_ROWS = 100_000
MOST_FIELDS = 30
CONSTRAINT_NAMES = {
    "assoonaspossible": "asap", "aslateaspossible": "alap", "muststarton": "mso",
    "mustfinishon": "mfo", "startnoearlierthan": "snet", "startnolaterthan": "snlt",
    "finishnoearlierthan": "fnet", "finishnolaterthan": "fnlt",
}  # fmt: skip
CODES = frozenset(CONSTRAINT_NAMES.values())
NAMED = (("status", 40, 60), ("work_type", 50, 60), ("sprint", 500, 100))
"""What tasks name: the field, how many names there are at most, and their length."""
CATEGORIES = frozenset({"todo", "doing", "done"})
MODES_BY_TITLE = {
    "fixedunits": "fixed_units", "fixedduration": "fixed_duration", "fixedwork": "fixed_work",
}  # fmt: skip
MODES = MODES_BY_TITLE.keys()
LONGEST_NAME = 300
"""Characters of a person with the share of the time; what follows is left out."""
UNITS = re.compile(r"^(.*?)\s*\[\s*(\d+(?:[.,]\d+)?)\s*%\s*\]$")
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
"""The apostrophe that our own export sets before what a spreadsheet would take for a formula."""


def read(data: bytes, suffix: str) -> Document:
    """Return the document of a sheet or list; raise BadFile, naming row and column, where it is none."""
    if suffix == ".xlsx" or data[:4] == b"PK\x03\x04":
        return _Sheet(workbook.rows(data), "XLSX").document
    text = decoded(data)
    rows = _csv_rows(text)
    if headers.find(rows) is None and _is_list(suffix, rows):
        return _list(text)
    return _Sheet(rows, "TSV" if suffix == ".tsv" else "CSV").document


def _empty(source: str) -> Document:
    standard = CalendarDoc(1, "Standard", week=WEEK)
    return Document(
        source=source,
        day_start=DAY_START,
        day_finish=DAY_FINISH,
        calendars=[standard],
        calendar_id=1,
    )


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 (by its mark) or Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadFile(say("this is no UTF-16 text, though it begins like one")) from None
    if b"\x00" in data:
        raise BadFile(say("this is no text: save the sheet as CSV (UTF-8) or as .xlsx"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            raise BadFile(say("the encoding of this text is not known: save it as UTF-8")) from None


def _csv_rows(text: str) -> list[list[Any]]:
    sample = "\n".join(text.splitlines()[:LOOKED_AT])
    delimiter = max(DELIMITERS, key=lambda d: (sample.count(d), -DELIMITERS.index(d)))
    found: list[list[Any]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append([GUARDED.sub("", cell) if cell else None for cell in row])
            if len(found) > MOST_ROWS:
                raise BadFile(say("the table has more than {most_rows} rows", most_rows=MOST_ROWS))
    except csv.Error as error:
        raise BadFile(
            say(
                "row {count} of the table cannot be read: {error}",
                count=len(found) + 1,
                error=error,
            )
        ) from None
    return found


def _is_list(suffix: str, rows: list[list[Any]]) -> bool:
    """Whether a text without titles is a plain list: tabs may only indent."""
    return suffix == ".txt" or all(sum(1 for c in row if c) <= 1 for row in rows)


def _list(text: str) -> Document:
    document = _empty("list")
    chain: list[int] = []
    for key, (level, name) in enumerate(paste.lines(text), 1):
        del chain[level:]
        parent = chain[-1] if chain else None
        document.tasks.append(
            TaskDoc(key, parent, name, duration=document.minutes_per_day, estimated=True)
        )
        chain.append(key)
    _mark_summaries(document)
    return document


def _mark_summaries(document: Document) -> None:
    parents = {t.parent_id for t in document.tasks}
    for task in document.tasks:
        task.summary = task.id in parents


class _Sheet:
    """Reads one sheet; every complaint names the row as the spreadsheet numbers it."""

    def __init__(self, rows: list[list[Any]], source: str) -> None:
        self.document = _empty(source)
        self.settings = {"minutes_per_day": 480, "minutes_per_week": 2400, "days_per_month": 20}
        found = headers.find(rows)
        if found is None:
            titles = ", ".join(str(c)[:30] for c in (rows[0] if rows else [])[:8] if c)
            raise BadFile(
                say("no column with the task's name was found: title it 'Name' or 'Task name'")
                + (say(" (the first row says: {titles})", titles=titles) if titles else "")
            )
        top, self.columns, others = found
        body = [
            (number, row)
            for number, row in enumerate(rows[top + 1 :], top + 2)
            if cells.text(self._cell(row, "name"))
        ]
        if not body:
            raise BadFile(say("no row below the column titles names a task"))
        self.month_first = any(
            cells.month_first([self._cell(row, name) for _, row in body])
            for name in (
                "start",
                "finish",
                "constraint_date",
                "deadline",
                "actual_start",
                "actual_finish",
            )
        )
        self.durations: set[int] = set()
        self._tasks(body)
        self._dates_from_sheet()
        self._links(body)
        self._people(body)
        self._board(body, rows[top], others)
        self._others(body, others)

    def _cell(self, row: list[Any], name: str) -> Any:
        place = self.columns.get(name)
        return row[place] if place is not None and place < len(row) else None

    def _ask(self, number: int, name: str, what: Callable[[Any], Any], value: Any) -> Any:
        """Return what a cell means; raise BadFile, naming row and column, where it means nothing."""
        try:
            return what(value)
        except (ValueError, OverflowError) as error:
            raise BadFile(
                say(
                    "row {number}, column '{name}': {reason}",
                    number=number,
                    name=name,
                    reason=str(error) or say("not usable"),
                )
            ) from None

    def _tasks(self, body: list[tuple[int, list[Any]]]) -> None:
        levels = self._levels(body)
        chain: list[int] = []
        for key, ((number, row), level) in enumerate(zip(body, levels, strict=True), 1):
            level = min(level, len(chain))
            del chain[level:]
            task = TaskDoc(key, chain[-1] if chain else None)
            chain.append(key)
            self._fill(task, number, row)
            self.document.tasks.append(task)
        _mark_summaries(self.document)

    def _levels(self, body: list[tuple[int, list[Any]]]) -> list[int]:
        """Return outline levels from 0: by a level column, by WBS codes, or by the names' indent."""
        if "level" in self.columns:
            asked = [
                self._ask(n, "level", lambda v: int(float(v or 1)), self._cell(row, "level"))
                for n, row in body
            ]
            least = min(asked, default=1)
            return [level - least for level in asked]
        if "wbs" in self.columns:
            return [cells.text(self._cell(row, "wbs")).strip(".").count(".") for _, row in body]
        names = [str(self._cell(row, "name")).expandtabs(paste.TAB) for _, row in body]
        return paste.levels([len(n) - len(n.lstrip()) for n in names])

    def _fill(self, task: TaskDoc, number: int, row: list[Any]) -> None:
        task.name = cells.text(self._cell(row, "name"))[:1000]
        task.notes = cells.text(self._cell(row, "notes"))[:200_000]
        task.wbs = cells.text(self._cell(row, "wbs"))[:255] if "wbs" in self.columns else ""
        task.mode = (
            "manual" if cells.text(self._cell(row, "mode")).lower().startswith("man") else "auto"
        )
        task.duration = self.settings["minutes_per_day"]
        task.estimated = True
        self._duration(task, number, self._cell(row, "duration"))
        task.stored_start = self._moment(number, row, "start")
        task.stored_finish = self._moment(number, row, "finish", end=True)
        task.deadline = self._moment(number, row, "deadline", end=True)
        task.percent_complete = self._ask(
            number, "% complete", cells.percent, self._cell(row, "percent")
        )
        task.actual_start = self._moment(number, row, "actual_start")
        task.actual_finish = self._moment(number, row, "actual_finish", end=True)
        if cells.flag(self._cell(row, "milestone")):
            task.milestone = True
            if task.id not in self.durations:
                task.duration, task.estimated = 0, False
        priority = self._cell(row, "priority")
        typed = isinstance(priority, str) and priority.isdecimal() and len(priority) < 10
        if isinstance(priority, int | float) or typed:
            task.priority = max(0, min(1000, int(priority)))
        task.story_points = self._ask(
            number, "story points", cells.points, self._cell(row, "points")
        )
        if "active" in self.columns and self._cell(row, "active") is not None:
            task.active = cells.flag(self._cell(row, "active"))
        self._constraint(task, number, row)
        if task.duration == 0:
            task.milestone = True

    def _duration(self, task: TaskDoc, number: int, value: Any) -> None:
        if value is None or value == "":
            return
        found = parse_duration(cells.text(value), self.settings)
        if found is None or found.minutes < 0:
            shown = cells.text(value)[:40]
            raise BadFile(
                say(
                    "row {number}, column 'duration': '{shown}' is no duration: write 3d, 4h or 2w",
                    number=number,
                    shown=shown,
                )
            )
        task.duration, task.duration_unit, task.estimated = found
        self.durations.add(task.id)

    def _moment(self, number: int, row: list[Any], name: str, *, end: bool = False) -> int | None:
        found = self._ask(
            number,
            name,
            lambda v: cells.moment(v, month_first=self.month_first),
            self._cell(row, name),
        )
        if found is None:
            return None
        at, timed = found
        if not FIRST_MOMENT <= at < LAST_MOMENT:
            raise BadFile(
                say(
                    "row {number}, column '{name}': a date must lie between 1900 and 2200",
                    number=number,
                    name=name,
                )
            )
        if timed:
            return int(at)
        return int(at) + (self.document.day_finish if end else self.document.day_start)

    def _constraint(self, task: TaskDoc, number: int, row: list[Any]) -> None:
        given = headers.plain(self._cell(row, "constraint"))
        if not given:
            return
        kind = CONSTRAINT_NAMES.get(given, given)
        if kind not in CODES:
            raise BadFile(
                say(
                    "row {number}, column 'constraint': '{given}' is no constraint type",
                    number=number,
                    given=given[:40],
                )
            )
        task.constraint = kind
        if kind in ("asap", "alap"):
            return
        task.constraint_date = self._moment(
            number, row, "constraint_date", end=kind[0] == "f" or kind == "mfo"
        )
        if task.constraint_date is None:
            raise BadFile(
                say(
                    "row {number}: this constraint needs a date in the column 'Constraint date'",
                    number=number,
                )
            )

    def _dates_from_sheet(self) -> None:
        """Make inputs of dates: lengths from start to finish, actuals, what a manual task shows."""
        calendar = (Calendar(week=week_of(WEEK)),)
        for task in self.document.tasks:
            start, finish = task.stored_start, task.stored_finish
            if task.summary:
                continue
            if start is not None and finish is not None and task.id not in self.durations:
                if finish < start:
                    raise BadFile(say("'{task}' finishes before it starts", task=task.name[:80]))
                if not task.milestone:
                    days = table(calendar, ((0,),), start // DAY - 1, finish // DAY + 2)
                    task.duration = work_between(days, 0, start, finish)
                    task.estimated = False
                    task.milestone = task.duration == 0
            if task.mode == "manual":
                task.manual_start, task.manual_finish = start, finish
            if task.percent_complete and task.actual_start is None:
                task.actual_start = start
            if task.percent_complete == 100 and task.actual_finish is None:
                task.actual_finish = finish
        starts = [t.stored_start for t in self.document.tasks if t.stored_start is not None]
        self.document.start = min(starts, default=None)

    def _links(self, body: list[tuple[int, list[Any]]]) -> None:
        places = self._references(body)
        pairs: set[tuple[int, int]] = set()
        for task, (number, row) in zip(self.document.tasks, body, strict=True):
            value = self._cell(row, "predecessors")
            if value is None or value == "":
                continue
            entries: list[Predecessor] = self._ask(
                number,
                "predecessors",
                lambda v: parse_predecessors(v, self.settings),
                cells.text(value),
            )
            for entry in entries:
                before = places.get(entry.ref.casefold())
                if before is None:
                    raise BadFile(
                        say(
                            "row {number}: there is no task '{ref}' to come after",
                            number=number,
                            ref=entry.ref[:60],
                        )
                    )
                if before == task.id or (before, task.id) in pairs:
                    self.document.note(
                        say(
                            "A task's links to itself, and second ones to the same task, were left out."
                        )
                    )
                    continue
                pairs.add((before, task.id))
                self.document.links.append(
                    LinkDoc(len(self.document.links) + 1, before, task.id, *entry[1:])
                )
        if "constraint" in self.columns:
            return
        # Dates that nothing else explains are kept as the earliest ones.
        driven = {k.successor_id for k in self.document.links}
        for task in self.document.tasks:
            free = task.mode == "auto" and not task.summary and task.id not in driven
            if free and task.stored_start is not None and task.actual_start is None:
                task.constraint, task.constraint_date = "snet", task.stored_start

    def _references(self, body: list[tuple[int, list[Any]]]) -> dict[str, int]:
        """Return the tasks by what a predecessor may call them: id or row, WBS code, name."""
        found: dict[str, int] = {}
        names: dict[str, list[int]] = {}
        for task in self.document.tasks:
            names.setdefault(task.name.casefold(), []).append(task.id)
            if task.wbs:
                found.setdefault(task.wbs.casefold(), task.id)
        for name, keys in names.items():
            if len(keys) == 1:
                found.setdefault(name, keys[0])
        for task, (_, row) in zip(self.document.tasks, body, strict=True):
            own = cells.text(self._cell(row, "id")) if "id" in self.columns else str(task.id)
            if own:
                found[own.casefold()] = task.id
        return found

    def _people(self, body: list[tuple[int, list[Any]]]) -> None:
        keys: dict[str, int] = {}
        for task, (_, row) in zip(self.document.tasks, body, strict=True):
            text = cells.text(self._cell(row, "resources"))
            seen: set[int] = set()
            for part in re.split(r"[;,\n]", text):
                name, units = " ".join(part.split())[:LONGEST_NAME], 10_000
                found = UNITS.match(name)
                if found is not None:
                    name, units = (
                        found[1],
                        min(10**9, round(float(found[2].replace(",", ".")) * 100)),
                    )
                name = name.split("[")[0].strip()[:200]
                if not name:
                    continue
                key = keys.setdefault(name.casefold(), len(keys) + 1)
                if key > len(self.document.resources):
                    self.document.resources.append(ResourceDoc(key, name))
                if key not in seen:
                    seen.add(key)
                    number = len(self.document.assignments) + 1
                    self.document.assignments.append(AssignmentDoc(number, task.id, key, units))

    def _board(
        self, body: list[tuple[int, list[Any]]], titles: list[Any], others: dict[str, int]
    ) -> None:
        """Read status, type and sprint as names; a column of too many or too long ones is none."""
        for field, most, longest in NAMED:
            if field not in self.columns:
                continue
            place = self.columns[field]
            names = [cells.text(self._cell(row, field)) for _, row in body]
            said = {name.casefold() for name in names}
            if (
                field == "work_type"
                and said - {""}
                and {headers.plain(n) for n in names if n} <= MODES
            ):
                # Other planners call so what stays when work, units or duration change.
                for task, name in zip(self.document.tasks, names, strict=True):
                    task.task_type = MODES_BY_TITLE.get(headers.plain(name), task.task_type)
            elif len(said) > most or any(len(name) > longest for name in names):
                others.setdefault(str(titles[place]).strip()[:200], place)
            else:
                for task, name in zip(self.document.tasks, names, strict=True):
                    setattr(task, field, name)
        for task, (_, row) in zip(self.document.tasks, body, strict=True):
            category = headers.plain(self._cell(row, "category"))
            task.status_category = category if task.status and category in CATEGORIES else ""

    def _others(self, body: list[tuple[int, list[Any]]], others: dict[str, int]) -> None:
        """Keep columns with titles of their own as custom fields of text."""
        for title, place in others.items():
            field = FieldDoc(len(self.document.fields) + 1, title)
            for task, (_, row) in zip(self.document.tasks, body, strict=True):
                value = cells.text(row[place]) if place < len(row) else ""
                if value:
                    field.values[task.id] = value[:10_000]
            if not field.values:
                continue
            if len(self.document.fields) == MOST_FIELDS:
                self.document.note(
                    say(
                        "Only the first {most_fields} columns of your own were taken.",
                        most_fields=MOST_FIELDS,
                    )
                )
                return
            self.document.fields.append(field)

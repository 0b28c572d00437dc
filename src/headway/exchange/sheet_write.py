"""Writes a document as a sheet: CSV or XLSX, one row a task. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any

from headway.exchange.document import Document, TaskDoc
from headway.exchange.headers import own_title
from headway.exchange.predecessors import exact_duration, predecessor_text
from headway.scheduling.moments import EPOCH, to_iso

COLUMNS = (
    "ID", "WBS", "Level", "Name", "Duration", "Start", "Finish", "Predecessors", "Resource names",
    "% complete", "Milestone", "Mode", "Constraint", "Constraint date", "Deadline", "Actual start",
    "Actual finish", "Priority", "Active", "Status", "Status category", "Type", "Story points",
    "Sprint", "Notes",
)  # fmt: skip
DATES = frozenset(
    {"Start", "Finish", "Constraint date", "Deadline", "Actual start", "Actual finish"}
)
CATEGORIES = {"todo": "To do", "doing": "Doing", "done": "Done"}
WIDTHS = {"Name": 44, "Resource names": 24, "Predecessors": 16, "Notes": 40}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_CELL = 32_000
FIRST_XLSX = 0
"""Moments before 1970 stand as text: spreadsheets disagree about early dates."""


def csv_bytes(document: Document) -> bytes:
    """Return the sheet as CSV in UTF-8 with its mark, which spreadsheets recognise."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    titles, rows = sheet(document)
    writer.writerow([_safe(t) for t in titles])
    for row in rows:
        writer.writerow(
            [_safe(_shown(title, value)) for title, value in zip(titles, row, strict=True)]
        )
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(document: Document) -> bytes:
    """Return the sheet as a workbook; text is written as text, dates as dates."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False},
    )  # fmt: skip
    page = book.add_worksheet("Plan")
    head = book.add_format({"bold": True, "bottom": 1})
    dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
    share = book.add_format({"num_format": "0%"})
    titles, rows = sheet(document)
    for place, title in enumerate(titles):
        page.write_string(0, place, title[:MOST_CELL], head)
        page.set_column(place, place, WIDTHS.get(title, 17 if title in DATES else 11))
    for number, row in enumerate(rows, 1):
        for place, (title, value) in enumerate(zip(titles, row, strict=True)):
            if value is None or value == "":
                continue
            if title in DATES and isinstance(value, int) and value >= FIRST_XLSX:
                page.write_datetime(number, place, _datetime(value), dated)
            elif title == "% complete" and isinstance(value, int):
                page.write_number(number, place, value / 100, share)
            elif (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and title not in DATES
            ):
                page.write_number(number, place, value)
            else:
                page.write_string(number, place, str(_shown(title, value))[:MOST_CELL])
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def sheet(document: Document) -> tuple[list[str], list[list[Any]]]:
    """Return the titles and a row of values a task; dates are moments."""
    settings = {
        "minutes_per_day": document.minutes_per_day,
        "minutes_per_week": document.minutes_per_week,
        "days_per_month": document.days_per_month,
    }
    number = {task.id: n for n, task in enumerate(document.tasks, 1)}
    before: dict[int, list[str]] = {}
    for link in document.links:
        values = {
            "type": link.type,
            "lag": link.lag,
            "lag_kind": link.lag_kind,
            "lag_unit": link.lag_unit,
        }
        text = predecessor_text(str(number[link.predecessor_id]), values, settings)
        before.setdefault(link.successor_id, []).append(text)
    names = {r.id: r.name.replace(";", " ").replace(",", " ") for r in document.resources}
    people: dict[int, list[str]] = {}
    for row in document.assignments:
        share = "" if row.units == 10_000 else f"[{row.units / 100:g}%]"
        people.setdefault(row.task_id, []).append(names[row.resource_id] + share)
    titles = [*COLUMNS, *(own_title(f.name) for f in document.fields)]
    levels: dict[int, int] = {}
    found = []
    outline = document.outline_numbers()
    for task in document.tasks:
        levels[task.id] = levels.get(task.parent_id or 0, 0) + 1
        cells = _row(task, settings)
        cells |= {
            "ID": number[task.id],
            "WBS": task.wbs or outline[task.id],
            "Level": levels[task.id],
            "Predecessors": "; ".join(before.get(task.id, ())),
            "Resource names": "; ".join(people.get(task.id, ())),
        }
        row_ = [cells[title] for title in COLUMNS]
        row_.extend(_custom(f.type, f.values.get(task.id), settings) for f in document.fields)
        found.append(row_)
    return titles, found


def _row(task: TaskDoc, settings: dict[str, int]) -> dict[str, Any]:
    guess = "?" if task.estimated else ""
    return {
        "Name": task.name,
        "Duration": exact_duration(task.duration, task.duration_unit, settings) + guess,
        "Start": task.stored_start,
        "Finish": task.stored_finish,
        "% complete": task.percent_complete,
        "Milestone": "yes" if task.milestone else "no",
        "Mode": task.mode,
        "Constraint": task.constraint,
        "Constraint date": task.constraint_date,
        "Deadline": task.deadline,
        "Actual start": task.actual_start,
        "Actual finish": task.actual_finish,
        "Priority": task.priority,
        "Active": "yes" if task.active else "no",
        "Status": task.status,
        "Status category": CATEGORIES.get(task.status_category, ""),
        "Type": task.work_type,
        "Story points": None if task.story_points is None else task.story_points / 100,
        "Sprint": task.sprint,
        "Notes": task.notes,
    }


def _custom(kind: str, value: Any, settings: dict[str, int]) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind == "date" and isinstance(value, int):
        return _shown("Start", value)
    if kind == "duration" and isinstance(value, int):
        return exact_duration(value, "h", settings)
    if kind == "cost" and isinstance(value, int | float):
        return value / 100
    return value


def _datetime(moment: int) -> datetime:
    return EPOCH + timedelta(minutes=moment)


def _shown(title: str, value: Any) -> Any:
    if title in DATES and isinstance(value, int):
        return (to_iso(value) or "")[:16].replace("T", " ")
    return "" if value is None else value


def _safe(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value

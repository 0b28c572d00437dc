"""What Primavera P6 means by its files (XER, PMXML) beyond what MSPDI can say: how it schedules.

P6 schedules from the data date: nothing that is not done lies before it, what remains of a started
activity waits for its links (retained logic), lag counts on the calendar that the file names, and
only resource-dependent activities follow the calendars of their resources.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import pairwise

from headway.exchange.document import Document
from headway.exchange.durations import ELAPSED

LAG_CALENDARS = {
    b"rcal_Predecessor": "predecessor",
    b"rcal_Successor": "successor",
    b"rcal_ProjDefault": "project",
    b"rcal_24Hour": "always",
    b"Predecessor Activity Calendar": "predecessor",
    b"Successor Activity Calendar": "successor",
    b"Project Default Calendar": "project",
    b"24 Hour Calendar": "always",
}
RESOURCE_DEPENDENT = (b"TT_Rsrc", b"Resource Dependent")
ACTIVITY = re.compile(rb"<(/?)(?:\w+:)?Activity>|<(?:\w+:)?(ObjectId|Type)>([^<]*)(?=<)")
"""Where an activity of PMXML begins or ends, and fields of it: read in one pass at any size."""
PMXML = re.compile(rb"<(?:\w+:)?RelationshipLagCalendar>([^<]*)<")
PROJECT = re.compile(rb"<(?:\w+:)?Project>")
"""Where a project of PMXML begins: its options and activities stand in it."""
HEAD = 4096
LONGEST = 18
"""Digits of a number; what has more is none that a document knows."""


def is_primavera(data: bytes) -> bool:
    """Return whether P6 wrote a file."""
    return data.startswith(b"ERMHDR") or b"APIBusinessObjects" in data[:HEAD]


def apply_rules(document: Document, data: bytes) -> None:
    """Give a document P6's rules: from its data date, which is the status date, and the calendar of
    its lag, which round the clock is the lag's own kind."""
    document.from_status_date = True
    types = activity_types(data)
    calendar = lag_calendar(data, {task.file_uid for task in document.tasks})
    document.lag_calendar = "successor" if calendar == "always" else calendar
    for task in document.tasks:
        type_ = types.get(task.file_uid or 0)
        if type_ is not None and type_ not in RESOURCE_DEPENDENT:
            task.ignore_resource_calendar = True
    if calendar == "always":
        for link in document.links:
            if link.lag_kind == "working" and f"e{link.lag_unit}" in ELAPSED:
                link.lag_kind, link.lag_unit = "elapsed", f"e{link.lag_unit}"


def lag_calendar(data: bytes, taken: Collection[int | None] = ()) -> str:
    """Return the calendar on which the lag of a file's links counts; P6's default is the
    predecessor's. Of several projects it is that of the one whose activities, by number, are `taken`."""
    if PMXML.search(data) is not None:
        part = max(_parts(data), key=lambda one: len(activity_types(one).keys() & set(taken)))
        found = PMXML.search(part) or PMXML.search(data)
        return LAG_CALENDARS.get(found.group(1).strip() if found else b"", "predecessor")
    project = _taken_project(data, taken)
    lines = table(data, b"SCHEDOPTIONS")
    heads = lines[0].split(b"\t") if lines else []
    place = heads.index(b"proj_id") if project is not None and b"proj_id" in heads else None
    for line in lines[1:]:
        cells = line.split(b"\t")
        if place is not None and (len(cells) <= place or cells[place] != project):
            continue
        for name, meaning in LAG_CALENDARS.items():
            if name in cells:
                return meaning
    return "predecessor"


def _parts(data: bytes) -> list[bytes]:
    """Return the projects of a PMXML file, the whole where it has not several."""
    starts = [found.start() for found in PROJECT.finditer(data)]
    if len(starts) < 2:
        return [data]
    return [data[start:end] for start, end in pairwise([*starts, len(data)])]


def _taken_project(data: bytes, taken: Collection[int | None]) -> bytes | None:
    """Return the project of an XER that most of the activities `taken` are of; None for none."""
    counts: Counter[bytes] = Counter()
    for activity, project in cells_of(data, b"TASK", b"task_id", b"proj_id"):
        key = number_of(activity)
        if key is not None and key in taken:
            counts[project] += 1
    return max(counts, key=counts.__getitem__, default=None)


def number_of(cell: bytes) -> int | None:
    """Return the number of an activity, None for what is none."""
    return int(cell) if cell.isdigit() and len(cell) <= LONGEST else None


def activity_types(data: bytes) -> dict[int, bytes]:
    """Return the type of each activity of a file, as it calls it, by the activity's number."""
    found: dict[int, bytes] = {}
    rows = table(data, b"TASK")
    if rows:
        head = rows[0].split(b"\t")
        if b"task_id" not in head or b"task_type" not in head:
            return found
        number, type_ = head.index(b"task_id"), head.index(b"task_type")
        for line in rows[1:]:
            cells = line.split(b"\t")
            key = number_of(cells[number]) if len(cells) > max(number, type_) else None
            if key is not None:
                found[key] = cells[type_]
        return found
    known: dict[bytes, bytes] | None = None
    for token in ACTIVITY.finditer(data):
        end, field, value = token.groups()
        if field is not None:
            if known is not None:
                known.setdefault(field, value)
        elif not end:
            known = {} if known is None else known
        elif known is not None:
            key = number_of(known.get(b"ObjectId", b""))
            if key is not None and b"Type" in known:
                found[key] = known[b"Type"]
            known = None
    return found


def table(data: bytes, name: bytes) -> list[bytes]:
    """Return the lines of a table of an XER, its columns' names first; none where it has none."""
    begin = re.search(rb"^%T\t" + name + rb"\r?$", data, re.MULTILINE)
    if begin is None:
        return []
    end = data.find(b"%T\t", begin.end())
    lines = data[begin.end() : end if end >= 0 else len(data)].split(b"\n")
    return [line.rstrip(b"\r") for line in lines if line.startswith((b"%F", b"%R"))]


def cells_of(data: bytes, name: bytes, *columns: bytes) -> list[tuple[bytes, ...]]:
    """Return some columns of a table of an XER; none where it has not all of them."""
    rows = [line.split(b"\t") for line in table(data, name)]
    if not rows or any(column not in rows[0] for column in columns):
        return []
    places = [rows[0].index(column) for column in columns]
    return [tuple(row[p] for p in places) for row in rows[1:] if len(row) > max(places)]

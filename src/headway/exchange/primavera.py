"""What Primavera P6 means by its files (XER, PMXML) beyond what MSPDI can say: how it schedules.

P6 schedules from the data date: nothing that is not done lies before it, what remains of a started
activity waits for its links (retained logic), lag counts on the calendar that the file names, and
only resource-dependent activities follow the calendars of their resources.
"""

from __future__ import annotations

import re

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
HEAD = 4096


def is_primavera(data: bytes) -> bool:
    """Return whether P6 wrote a file."""
    return data.startswith(b"ERMHDR") or b"APIBusinessObjects" in data[:HEAD]


def apply_rules(document: Document, data: bytes) -> None:
    """Give a document P6's rules: from its data date, which is the status date, and the calendar of
    its lag, which round the clock is the lag's own kind."""
    document.from_status_date = True
    calendar = lag_calendar(data)
    document.lag_calendar = "successor" if calendar == "always" else calendar
    types = activity_types(data)
    for task in document.tasks:
        type_ = types.get(task.file_uid or 0)
        if type_ is not None and type_ not in RESOURCE_DEPENDENT:
            task.ignore_resource_calendar = True
    if calendar == "always":
        for link in document.links:
            if link.lag_kind == "working" and f"e{link.lag_unit}" in ELAPSED:
                link.lag_kind, link.lag_unit = "elapsed", f"e{link.lag_unit}"


def lag_calendar(data: bytes) -> str:
    """Return the calendar on which the lag of a file's links counts; P6's default is the
    predecessor's."""
    found = PMXML.search(data)
    if found is not None:
        return LAG_CALENDARS.get(found.group(1).strip(), "predecessor")
    for line in table(data, b"SCHEDOPTIONS"):
        for name, meaning in LAG_CALENDARS.items():
            if name in line:
                return meaning
    return "predecessor"


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
            if len(cells) > max(number, type_) and cells[number].isdigit():
                found[int(cells[number])] = cells[type_]
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
            if known.get(b"ObjectId", b"").isdigit() and b"Type" in known:
                found[int(known[b"ObjectId"])] = known[b"Type"]
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

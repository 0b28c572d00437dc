"""What Primavera P6 means by its files (XER, PMXML) beyond what MSPDI can say: how it schedules.

P6 schedules from the data date: nothing that is not done lies before it, what remains of a started
activity waits for its links (retained logic), and lag counts on the calendar that the file names.
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
PMXML = re.compile(rb"<(?:\w+:)?RelationshipLagCalendar>([^<]*)<")
HEAD = 4096


def is_primavera(data: bytes) -> bool:
    """Return whether P6 wrote a file."""
    return data.startswith(b"ERMHDR") or b"APIBusinessObjects" in data[:HEAD]


def apply_rules(document: Document, data: bytes) -> None:
    """Give a document P6's rules: its data date and the calendar of its lag."""
    document.data_date = document.status_date
    document.lag_calendar = lag_calendar(data)
    if document.lag_calendar == "always":
        for link in document.links:
            if link.lag_kind == "working" and f"e{link.lag_unit}" in ELAPSED:
                link.lag_kind, link.lag_unit = "elapsed", f"e{link.lag_unit}"


def lag_calendar(data: bytes) -> str:
    """Return the calendar on which the lag of a file's links counts; P6's default is the
    predecessor's."""
    found = PMXML.search(data)
    if found is not None:
        return LAG_CALENDARS.get(found.group(1).strip(), "predecessor")
    for line in _options(data):
        for name, meaning in LAG_CALENDARS.items():
            if name in line:
                return meaning
    return "predecessor"


def _options(data: bytes) -> list[bytes]:
    """Return the rows of an XER's table of scheduling options."""
    begin = data.find(b"%T\tSCHEDOPTIONS")
    if begin < 0:
        return []
    end = data.find(b"%T\t", begin + 3)
    table = data[begin : end if end >= 0 else len(data)]
    return [line.rstrip(b"\r") for line in table.split(b"\n") if line.startswith(b"%R")]

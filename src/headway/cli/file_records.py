"""A project file as the rows that it would have once imported: for what reads live projects."""

from __future__ import annotations

from datetime import UTC, datetime

from headway.changes.state import Records
from headway.exchange.document import Document
from headway.projects.derivations import Scheduled, ScheduleDerivation
from headway.projects.import_people import NEW, Choice
from headway.projects.import_rows import fill
from headway.projects.records import PROJECTS, TABLES
from headway.projects.status import now_in
from headway.resources.records import TABLES as SPACE

PROJECT = 1
DAY = 1440


def records_of(document: Document) -> tuple[Records, Records, Scheduled]:
    """Return the rows of a document's project and workspace, and its schedule.

    Everybody in it is a new person. Raises Invalid, naming the field, for what cannot be kept.
    """
    people = {resource.id: Choice(NEW) for resource in document.resources}
    today = now_in(document.zone, datetime.now(UTC)) // DAY * DAY
    filled = fill(document, people, today, rates=True)
    project = PROJECTS.new_row({**filled.settings, "id": PROJECT, "name": filled.name})
    rows = {"projects": [project], **filled.rows}
    tables = {
        table.name: {row["id"]: table.new_row(row) for row in rows.get(table.name, ())}
        for table in (*SPACE, *TABLES)
    }
    spaces = {table.name for table in SPACE}
    workspace = Records({name: found for name, found in tables.items() if name in spaces})
    records = Records({name: found for name, found in tables.items() if name not in spaces})
    return records, workspace, ScheduleDerivation().compute(records, workspace)

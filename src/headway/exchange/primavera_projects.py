"""The further projects of a Primavera XER or of a database, of which one becomes a document."""

from __future__ import annotations

from headway.exchange.document import Document
from headway.exchange.primavera import table
from headway.words import say

MOST_NAMED = 20
LONGEST = 80
"""Letters of a project's name in a note."""


def tell_left_out(document: Document, names: list[str]) -> None:
    """Note the projects of a database that are not the document's."""
    if names:
        more = say(" and others") if len(names) > MOST_NAMED else ""
        listed = ", ".join(name[:LONGEST] for name in names[:MOST_NAMED])
        document.note(
            say(
                "The file holds further projects, which were left out: {listed}{more}. Export "
                "them one by one to import them.",
                listed=listed,
                more=more,
            )
        )


def tell_others(document: Document, data: bytes) -> None:
    """Note the projects of a file that are not the document's."""
    others = other_projects(document, data)
    if not others:
        return
    names = ", ".join(f"{name[:LONGEST]} ({count})" for name, count in others[:MOST_NAMED])
    more = say(" and others") if len(others) > MOST_NAMED else ""
    document.note(
        say(
            "The file holds further projects, which were left out: {names}{more}; behind "
            "each stands how many activities it has. Export them one by one to import them.",
            names=names,
            more=more,
        )
    )


def other_projects(document: Document, data: bytes) -> list[tuple[str, int]]:
    """Return (name, activities) of each project of an XER that did not become the document, by
    whose activities it is known. A file may hold several; one is taken."""
    projects = _columns(data, b"PROJECT", b"proj_id", b"proj_short_name")
    if len(projects) < 2:
        return []
    counts = {number: 0 for number, _ in projects}
    taken = dict(counts)
    uids = {task.file_uid for task in document.tasks}
    for activity, number in _columns(data, b"TASK", b"task_id", b"proj_id"):
        counts[number] = counts.get(number, 0) + 1
        if activity.isdigit() and int(activity) in uids:
            taken[number] = taken.get(number, 0) + 1
    own = max(taken, key=lambda number: taken[number])
    return [
        (name.decode(errors="replace"), counts[number])
        for number, name in projects
        if number != own
    ]


def _columns(data: bytes, name: bytes, *columns: bytes) -> list[tuple[bytes, ...]]:
    """Return some columns of a table of an XER; none where it has not all of them."""
    rows = [line.split(b"\t") for line in table(data, name)]
    if not rows or any(column not in rows[0] for column in columns):
        return []
    places = [rows[0].index(column) for column in columns]
    return [tuple(row[p] for p in places) for row in rows[1:] if len(row) > max(places)]
